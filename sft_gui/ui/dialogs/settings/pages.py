"""The sections of the settings that tell rather than ask: this computer, storage, weights, about."""

from __future__ import annotations

import platform
import shutil
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from sft_gui import build_info, paths
from sft_gui.messages import Message, counted, say
from sft_gui.models.catalogue import CATALOGUE
from sft_gui.models.spec import ModelSpec
from sft_gui.models.weights import Place, path_of, place
from sft_gui.ui.core import crash, jobs
from sft_gui.ui.core.state import AppState
from sft_gui.ui.dialogs.settings.row import SettingsPage
from sft_gui.ui.look import theme
from sft_gui.ui.look.words import put, put_plain, tr
from sft_gui.ui.widgets.button import IconButton
from sft_gui.ui.widgets.chip import StateChip
from sft_gui.ui.widgets.combo import Combo
from sft_gui.ui.widgets.layout import grow, hbox, vbox
from sft_gui.ui.widgets.text import Elided, Text

MEGA, GIGA = 10**6, 10**9
PLACES: dict[Place, tuple[str, str, Message]] = {
    Place.INCLUDED: ("accent", "ok", say("Included")),
    Place.ON_COMPUTER: ("plain", "disk", say("On this computer")),
    Place.DOWNLOAD: ("plain", "download", say("To be downloaded")),
    Place.NONE: ("plain", "", say("None")),
}


def amount(size: float) -> str:
    """Write a size on disk or in memory."""
    return f"{size / GIGA:.1f}\u00a0GB" if size >= GIGA else f"{max(size / MEGA, 0):,.0f}\u00a0MB"


def open_folder(folder: Path) -> None:
    """Show a folder of ours in the file manager."""
    folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


class ComputerPage(SettingsPage):
    """Processor, memory, graphics and versions, as far as they can be known without waiting."""

    def __init__(self, state: AppState) -> None:
        super().__init__()
        self._values: dict[str, Elided] = {}
        for key, label, hint in (
            ("cpu", say("Processor"), say("What trains, where there is no GPU")),
            ("memory", say("Memory"), say("Shared by pictures, model and other programs")),
            ("gpu", say("GPU"), say("An NVIDIA or Apple GPU makes training many times faster")),
            ("disk", say("Disk"), say("Free where projects are kept")),
            ("versions", say("Versions"), None),
        ):
            value = self._values[key] = Elided("small")
            value.setMinimumWidth(theme.px(240))
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.row(label, hint, value, last=key == "versions")
        jobs.run(look_at_computer, state.is_ready, done=self._show, owner=self)

    def _show(self, found: dict[str, Message]) -> None:
        for key, message in found.items():
            put(self._values[key], "setText", message)


def look_at_computer(is_ready: bool) -> dict[str, Message]:
    """Collect what the section shows; for the pool. Asks PyTorch for a GPU only where it is imported already."""
    import psutil

    from sft_gui.inference.device import usable_cores

    memory, home = psutil.virtual_memory(), paths.projects()
    while not home.exists():
        home = home.parent
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    gpu = say("not known yet")
    if is_ready:
        import torch

        system += f", PyTorch {torch.__version__}"
        gpu = say("none found")
        if torch.cuda.is_available():
            gpu = say("{name}", name=torch.cuda.get_device_name())
        elif torch.backends.mps.is_available():
            gpu = say("{name}", name="Apple MPS")
    free, total = amount(memory.available), amount(memory.total)
    return {
        "cpu": counted(usable_cores(), "{name}, 1 core", "{name}, {count} cores", name=_processor()),
        "memory": say("{free} of {total} free", free=free, total=total),
        "gpu": gpu,
        "disk": say("{free} free", free=amount(shutil.disk_usage(home).free)),
        "versions": say("{name}", name=system),
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if sys.platform == "linux" and info.exists():
        for line in info.read_text(errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


class WeightsPage(SettingsPage):
    """Which pretrained weights are here; downloaded ones can be removed."""

    def __init__(self) -> None:
        super().__init__()
        self.removes: dict[str, IconButton] = {}
        self._column = vbox(spacing=6)
        self.add(put(Text("hint", "text2", wrap=True), "setText", "Train downloads others when you choose them."))
        self.add(self._column)
        self._fill()

    def _fill(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            item.widget().deleteLater()
        self.removes.clear()
        for spec in CATALOGUE:
            if spec.weights is not None:
                self._column.addWidget(self._row(spec))

    def _row(self, spec: ModelSpec) -> QWidget:
        here = place(spec)
        state, icon, label = PLACES[here]
        chip = put(StateChip(state, icon=icon), "setText", label)  # type: ignore[arg-type]  # a table of literals
        holder = QWidget()
        remove = put(IconButton("trash"), "set_label", "Remove {name}", name=spec.label)
        file = path_of(spec)
        is_ours = file is not None and file.is_relative_to(paths.weights_folder())
        remove.setVisible(here == Place.ON_COMPUTER and is_ours)
        remove.clicked.connect(lambda: self._remove(spec))
        self.removes[spec.name] = remove
        hbox(
            grow(put_plain(Elided("small"), "setText", spec.label)),
            put_plain(Text("small", "text2"), "setText", amount(spec.size_bytes)),
            chip,
            remove,
            spacing=10,
            margins=0,
            inside=holder,
        )
        holder.setMinimumHeight(theme.px(30))
        return holder

    def _remove(self, spec: ModelSpec) -> None:
        file = path_of(spec)
        if file is not None:
            jobs.run(_to_bin, file, done=lambda _: self._fill(), owner=self)


def _to_bin(file: Path) -> None:
    from send2trash import TrashPermissionError, send2trash  # slow to import on some systems, seldom needed

    try:
        send2trash(file)
    except (TrashPermissionError, OSError):  # a disk without a bin; the file can be downloaded again
        file.unlink(missing_ok=True)


class AboutPage(SettingsPage):
    """Version, and the licences of what the app carries and stands on."""

    PACKAGES = ("torch", "torchvision", "timm", "PySide6_Essentials", "pyqtgraph", "numpy", "pillow", "scikit-learn")

    def __init__(self) -> None:
        super().__init__()
        self.add(put_plain(Text("heading"), "setText", f"sft-gui {crash.our_version()}"))
        about = put(
            Text("small", "text2", wrap=True),
            "setText",
            "Fine-tunes image models on your own pictures, on this computer. Free software under Apache-2.0.",
        )
        self.add(about)
        self.add(put_plain(Text("hint", "text2", wrap=True), "setText", ", ".join(self._versions())))
        if build_info.has_python_operators():
            slow = put(
                Text("hint", "text2", wrap=True),
                "setText",
                "This build is for computers without a GPU. Two of torchvision's operators, nms and roi_align, run in "
                "Python here: the same results, more slowly.",
            )
            self.add(slow)
        self.licences = Combo()
        self.licences.setAccessibleName(tr("Licences"))
        for file in sorted((paths.resources() / "licences").glob("*.txt")):
            self.licences.add(file, file.stem)
        self.text = QPlainTextEdit()
        self.text.setProperty("kind", "report")
        self.text.setReadOnly(True)
        self.text.setFont(theme.font("mono"))
        self.text.setMinimumHeight(theme.px(190))
        put(self.text, "setAccessibleName", "Licence")
        self.licences.currentIndexChanged.connect(self._show)
        self.row(say("Licences"), say("Of what the app carries"), self.licences, last=True)
        self.add(self.text)
        self._show()

    def _versions(self) -> list[str]:
        found = []
        for name in self.PACKAGES:
            try:
                found.append(f"{name.replace('_', '-')} {version(name)}")
            except PackageNotFoundError:
                continue
        return found

    def _show(self) -> None:
        file = self.licences.key()
        self.text.setPlainText(file.read_text(encoding="utf-8") if isinstance(file, Path) else "")
