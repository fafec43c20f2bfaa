"""A ZIP file is unpacked whatever it tries, or refused in words."""

from __future__ import annotations

import contextlib
import io
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sft_gui.data import archive
from sft_gui.data.archive import is_archive, unpack
from sft_gui.data.watcher import Watcher
from sft_gui.errors import Cancelled, UserError


def packed(path: Path, members: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as opened:
        for name, data in members.items():
            opened.writestr(name, data)
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def unpacked(path: Path) -> dict[str, bytes]:
    return files(unpack(path, path.parent / "out", Watcher()))


def test_folders_and_files_come_out(tmp_path: Path) -> None:
    members = {"top/ants/1.jpg": b"1", "top/蜜蜂/2 x.jpg": b"22", "top/a.csv": b""}
    path = packed(tmp_path / "a.zip", members)
    assert is_archive(path)
    assert unpacked(path) == members


@pytest.mark.parametrize(
    "name",
    [
        "../out.jpg",
        "a/../../out.jpg",
        "/etc/out.jpg",
        "C:/out.jpg",
        "C:\\out.jpg",
        "..\\out.jpg",
        "\\\\server\\out.jpg",
    ],
)
def test_names_that_lead_out_are_passed_over(tmp_path: Path, name: str) -> None:
    path = packed(
        tmp_path / "in" / "a.zip" if (tmp_path / "in").mkdir() else tmp_path / "a.zip", {name: b"x", "a/1.jpg": b"1"}
    )
    assert unpacked(path) == {"a/1.jpg": b"1"}
    assert not list(tmp_path.rglob("out.jpg"))


def test_links_and_the_systems_files_are_passed_over(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "a.zip", {"a/1.jpg": b"1", "__MACOSX/a/._1.jpg": b"", "a/.DS_Store": b"", "a/Thumbs.db": b""}
    )
    with zipfile.ZipFile(path, "a") as opened:
        link = zipfile.ZipInfo("a/link.jpg")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        opened.writestr(link, "/etc/passwd")
    assert unpacked(path) == {"a/1.jpg": b"1"}


def test_names_that_some_system_refuses_are_changed(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"con/nul.jpg": b"1", "a?b/x:y.jpg. ": b"2", "long/" + "x" * 250 + ".jpg": b"3"})
    assert unpacked(path) == {"_con/_nul.jpg": b"1", "a_b/x_y.jpg": b"2", "long/" + "x" * 116 + ".jpg": b"3"}


def test_two_files_of_one_name_are_both_kept(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        buffer = tmp_path / "a.zip"
        with zipfile.ZipFile(buffer, "w") as opened:
            opened.writestr("a/1.jpg", b"1")
            opened.writestr("a/1.jpg", b"2")
    assert unpacked(buffer) == {"a/1.jpg": b"1", "a/1 2.jpg": b"2"}


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "cp437"])
def test_names_in_old_encodings_come_out_right(tmp_path: Path, encoding: str) -> None:
    name = "fleur_é" if encoding == "cp437" else "花朵"
    raw = name.encode(encoding)
    path = packed(tmp_path / "a.zip", {"x" * len(raw) + "/1.jpg": b"1"})
    path.write_bytes(path.read_bytes().replace(b"x" * len(raw), raw))
    assert unpacked(path) == {f"{name}/1.jpg": b"1"}


def test_a_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened, opened.open("a/0.bmp", "w") as file:
        for _ in range(150):
            file.write(bytes(2**20))
    with pytest.raises(UserError, match="would unpack to 150\u00a0MB, as no pictures do"):
        unpack(path, tmp_path / "out", Watcher())
    assert files(tmp_path / "out") == {}


def test_a_member_larger_than_it_says_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a/1.jpg": b"0123456789" * 100})
    data = path.read_bytes()
    size = (1000).to_bytes(4, "little")
    assert data.count(size) >= 2
    path.write_bytes(data.replace(size, (10).to_bytes(4, "little")))
    with pytest.raises(UserError, match="is damaged"):
        unpack(path, tmp_path / "out", Watcher())


def test_too_many_files_and_too_little_room_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = packed(tmp_path / "a.zip", {f"a/{i}.jpg": b"1234" for i in range(5)})
    monkeypatch.setattr(archive, "MAX_FILES", 4)
    with pytest.raises(UserError, match="as no pictures do"):
        unpack(path, tmp_path / "1", Watcher())
    monkeypatch.setattr(archive, "MAX_FILES", 5)
    monkeypatch.setattr(archive, "KEPT_FREE_BYTES", 2**70)
    with pytest.raises(UserError, match="needs 20\u00a0B unpacked"):
        unpack(path, tmp_path / "2", Watcher())


def test_a_password_is_told(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a/1.jpg": b"1"})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(UserError, match="protected by a password"):
        unpack(path, tmp_path / "out", Watcher())


def test_unpacking_stops_when_asked(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        unpack(packed(tmp_path / "a.zip", {"a/1.jpg": b"1"}), tmp_path / "out", Watcher(cancelled=lambda: True))


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=6))
def test_a_damaged_archive_is_unpacked_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, position: int, harm: bytes
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as opened:
        for name in ("a/1.jpg", "b/2.jpg"):
            opened.writestr(name, name.encode() * 20)
    data = bytearray(buffer.getvalue())
    position %= len(data)
    data[position : position + len(harm)] = harm
    (folder / "a.zip").write_bytes(data)
    with contextlib.suppress(UserError):
        unpack(folder / "a.zip", folder / "out", Watcher())
    assert set(folder.iterdir()) <= {folder / "a.zip", folder / "out"}
