"""A crash below Python cannot show a dialog; the next start tells of it, once."""

from sft_gui import paths
from sft_gui.ui.core.crash import Crashes


def started():
    crashes = Crashes()
    crashes.install()
    crashes.uninstall()
    return crashes.last_fault


def test_fault_of_an_earlier_process_is_found_once(qtbot):
    log = paths.logs_folder() / "faults.txt"
    log.parent.mkdir(parents=True)
    log.write_text("Fatal Python error: Segmentation fault\n", encoding="utf-8")
    found = started()
    assert found is not None and "Segmentation fault" in found.read_text(encoding="utf-8")
    assert started() is None


def test_clean_end_leaves_nothing_to_tell(qtbot):
    assert started() is None and started() is None
