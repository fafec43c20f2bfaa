; Inno Setup 6: iscc /DAppVersion=0.1.0 /DApp=C:\path\to\dist\sft-gui /DOut=C:\path\to\dist build\windows\sft-gui.iss
; Written to the letter of Inno Setup's documentation; not run yet.
#ifndef AppVersion
  #error Say /DAppVersion=...
#endif

[Setup]
AppId={{6B0C2A5E-52C5-4F0B-9C57-6E1C7B6E4E0D}
AppName=sft-gui
AppVersion={#AppVersion}
AppPublisher=The sft-gui authors
DefaultDirName={autopf}\sft-gui
DefaultGroupName=sft-gui
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\..\LICENSE
SetupIconFile=sft-gui.ico
UninstallDisplayIcon={app}\sft-gui.exe
OutputDir={#Out}
OutputBaseFilename=sft-gui-{#AppVersion}-windows-x64
Compression=lzma2/fast
SolidCompression=no

[Files]
Source: "{#App}\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\sft-gui"; Filename: "{app}\sft-gui.exe"
Name: "{autodesktop}\sft-gui"; Filename: "{app}\sft-gui.exe"; Tasks: desktopicon

[Tasks]
Name: desktopicon; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Run]
Filename: "{app}\sft-gui.exe"; Description: "{cm:LaunchProgram,sft-gui}"; Flags: nowait postinstall skipifsilent

[Messages]
ConfirmUninstall=Remove %1? Your projects stay in Documents\sft-gui.
