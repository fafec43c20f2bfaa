"""What cannot be written is told by its reason: the harm is done for real, as far as this system lets us."""

import errno
import signal
import subprocess

import pytest

from sft_gui.errors import UserError
from sft_gui.files import Unwritable, make_folder, told_if_unwritable, write_text

resource = pytest.importorskip("resource")  # not on Windows


@pytest.fixture
def mounted(tmp_path):
    """Mount a file system in memory of 64 kB; ``remount(option)`` changes it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("no right to mount a small disk")

    def remount(option):
        subprocess.run(["mount", "-o", f"remount,{option}", folder], check=True)

    yield folder, remount
    subprocess.run(["umount", "-l", folder], check=False)


def test_full_disk_is_told_and_leaves_the_old_file(mounted):
    folder, _ = mounted
    write_text(folder / "a.txt", "old")
    with pytest.raises(Unwritable, match=r"The disk is full: a\.txt could not be written\. Free some space"):
        write_text(folder / "a.txt", "x" * 200_000)
    assert (folder / "a.txt").read_text() == "old" and [file.name for file in folder.iterdir()] == ["a.txt"]


def test_read_only_disk_is_told_as_such(mounted):
    folder, remount = mounted
    write_text(folder / "a.txt", "old")
    remount("ro")
    with pytest.raises(Unwritable, match=r"a\.txt could not be written: the disk with .* is read-only\."):
        write_text(folder / "a.txt", "new")
    with pytest.raises(Unwritable, match="read-only"):
        make_folder(folder / "new")
    assert (folder / "a.txt").read_text() == "old"


def test_file_beyond_the_limit_is_told_as_such(tmp_path):
    before, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(Unwritable, match="larger than a file may be there"):
            write_text(tmp_path / "a.txt", "x" * 2000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert not list(tmp_path.iterdir())


def test_folder_that_is_gone_or_none_is_told(tmp_path):
    with pytest.raises(Unwritable, match=r"is not there\. Connect the drive"):
        write_text(tmp_path / "gone" / "a.txt", "")
    (tmp_path / "file").write_text("")
    with pytest.raises(Unwritable, match="file could not be written: "):
        make_folder(tmp_path / "file")
    with pytest.raises(UserError, match="could not be written: "):
        make_folder(tmp_path / "file" / "below")


def test_every_reason_has_its_own_sentence(tmp_path):
    reasons = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EIO, errno.EBUSY,
               errno.ENOENT, errno.ENAMETOOLONG)  # fmt: skip
    sentences = set()
    for reason in reasons:
        with pytest.raises(Unwritable) as told, told_if_unwritable(tmp_path / "a.txt"):
            raise OSError(reason, "said by the system")
        assert told.value.do is not None and "a.txt" in str(told.value.what) and told.value.reason.errno == reason
        sentences.add(told.value.what.template)
    assert len(sentences) == len(reasons)
