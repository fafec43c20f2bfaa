"""What a Linux desktop must have before Qt starts; Qt itself would end the process without a word of advice."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from sft_gui.errors import UserError
from sft_gui.messages import Message, say

# library: (Debian and Ubuntu package, Fedora package)
PACKAGES: Mapping[str, tuple[str, str]] = {
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util"),
    "libxcb.so.1": ("libxcb1", "libxcb"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libEGL.so.1": ("libegl1", "libglvnd-egl"),
    "libGL.so.1": ("libgl1", "libglvnd-glx"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs"),
    "libwayland-cursor.so.0": ("libwayland-cursor0", "libwayland-cursor"),
    "libwayland-client.so.0": ("libwayland-client0", "libwayland-client"),
    "libwayland-egl.so.1": ("libwayland-egl1", "libwayland-egl"),
}
ALWAYS = ("libEGL.so.1", "libGL.so.1", "libxkbcommon.so.0", "libfontconfig.so.1", "libdbus-1.so.3", "libglib-2.0.so.0")
X11 = tuple(name for name in PACKAGES if "xcb" in name or name == "libxkbcommon-x11.so.0")
WAYLAND = tuple(name for name in PACKAGES if "wayland" in name)


def check(environment: Mapping[str, str] | None = None) -> None:
    """Refuse in a sentence where Qt could not start; other systems bring all it needs.

    Raises:
        UserError: libraries are missing, or there is no display.
    """
    if sys.platform != "linux":
        return
    environment = os.environ if environment is None else environment
    platform = environment.get("QT_QPA_PLATFORM", "")
    if not platform and not has_display(environment):
        raise UserError(
            say("There is no display to open a window on."),
            say(
                "Start the app from a desktop, or work without a window: sft-gui --help lists the commands. "
                "QT_QPA_PLATFORM=offscreen runs the window unseen."
            ),
        )
    missing = missing_libraries(needed(platform, environment))
    if missing:
        raise UserError(_what_is_missing(missing), _what_to_type(missing))


def has_display(environment: Mapping[str, str]) -> bool:
    """Tell whether a window can be shown."""
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def use_offscreen_without_display() -> None:
    """Choose Qt's offscreen platform where no window could be shown: what needs no eyes works all the same."""
    if not os.environ.get("QT_QPA_PLATFORM") and not has_display(os.environ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def needed(platform: str, environment: Mapping[str, str]) -> tuple[str, ...]:
    """List the libraries of the platform plugin that Qt will choose."""
    if platform.startswith(("offscreen", "minimal", "vnc")):
        return ALWAYS
    wants_wayland = platform.startswith("wayland") or (not platform and environment.get("WAYLAND_DISPLAY"))
    if wants_wayland and not missing_libraries(WAYLAND):
        return ALWAYS  # X11 is only what Qt falls back to
    return ALWAYS + X11


def missing_libraries(names: Iterable[str]) -> list[str]:
    """Try to load each; what cannot be loaded is missing."""
    return [name for name in names if not _loads(name)]


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _what_is_missing(missing: list[str]) -> Message:
    return say("This computer lacks libraries that the window needs: {names}.", names=", ".join(missing))


def _what_to_type(missing: list[str]) -> Message:
    debian = " ".join(dict.fromkeys(PACKAGES[name][0] for name in missing))
    fedora = " ".join(dict.fromkeys(PACKAGES[name][1] for name in missing))
    commands = {"apt": f"sudo apt install {debian}", "dnf": f"sudo dnf install {fedora}"}
    if Path("/usr/bin/apt").exists():
        return say("Type: {command}", command=commands["apt"])
    if Path("/usr/bin/dnf").exists():
        return say("Type: {command}", command=commands["dnf"])
    return say("On Debian or Ubuntu type: {apt}. On Fedora: {dnf}.", **commands)
