#!/usr/bin/env bash
# Makes a disk image of the app: build/macos/make_dmg.sh DIST/sft-gui.app OUT.dmg. Not run yet.
# Signs with CODESIGN_IDENTITY where it is set (then: xcrun notarytool submit OUT.dmg --wait; xcrun stapler staple OUT.dmg),
# else ad hoc, which runs on the machine that made it and elsewhere after "Open anyway".
set -euo pipefail
app=$1 dmg=$2
codesign --force --deep --options runtime --sign "${CODESIGN_IDENTITY:--}" "$app"
codesign --verify --deep --strict "$app"
folder=$(mktemp -d)
cp -R "$app" "$folder/"
ln -s /Applications "$folder/Applications"
hdiutil create -volname sft-gui -srcfolder "$folder" -ov -format UDZO "$dmg"
