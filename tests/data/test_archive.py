"""A ZIP file is unpacked whatever it tries, or refused in words."""

from __future__ import annotations

import contextlib
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sft_gui.data import archive, archive_names
from sft_gui.data.archive import is_archive, unpack
from sft_gui.data.names import same_key
from sft_gui.data.project import Project
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
    return files(unpack(path, path.parent / "out", Watcher()).folder)


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
    with pytest.raises(UserError, match="holds 5 files; at most 4 are unpacked"):
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


def raw_names(path: Path, names: Mapping[str, bytes]) -> Path:
    """Write names in bytes of one's own, unmarked, over ASCII ones of the same length; returns the archive."""
    for plain, raw in names.items():
        assert len(plain) == len(raw)
        path.write_bytes(path.read_bytes().replace(plain.encode(), raw))
    return path


WORDS = {
    "cp437": ["fleur_é", "Äpfel", "Größe", "mañana"],
    "cp850": ["São Paulo", "maçã", "Árbol", "Øl"],
    "cp866": ["кошки", "Новая папка", "ГРУША"],
    "cp932": ["りんご", "表示", "猫"],
    "cp936": ["苹果", "新建文件夹", "图片"],
    "cp949": ["고양이", "사과", "꽃"],
    "utf-8": ["猫", "кошки", "é"],
}


@pytest.mark.parametrize("encoding", WORDS)
@pytest.mark.parametrize("together", [True, False])
def test_names_are_decoded_by_one_decision(tmp_path: Path, encoding: str, together: bool) -> None:
    for number, words in enumerate([WORDS[encoding]] if together else [[word] for word in WORDS[encoding]]):
        raws = {chr(97 + place) * len(raw): raw for place, word in enumerate(words) for raw in [word.encode(encoding)]}
        members = {f"{plain}/{place}.jpg": b"1" for place, plain in enumerate(raws)}
        path = raw_names(packed(tmp_path / f"{number}.zip", members), raws)
        unpacked = unpack(path, tmp_path / f"out{number}", Watcher())
        assert files(unpacked.folder) == {f"{word}/{place}.jpg": b"1" for place, word in enumerate(words)}
        said = [f"they are read as {encoding}, as '{words[0]}' is" in str(note) for note in unpacked.notes]
        assert said == ([] if encoding == "utf-8" else [True])


def test_a_name_that_reads_in_two_encodings_follows_the_others(tmp_path: Path) -> None:
    assert archive_names.decide([word.encode("cp949") for word in ("개", "고양이", "강아지")]) == "cp949"
    both = "花".encode("cp936")
    assert archive_names.decide([both, *(w.encode("cp936") for w in ("苹果", "香蕉"))]) == "cp936"
    assert archive_names.decide([b"plain", b"a/b"]) == "utf-8"


def test_info_zips_own_unicode_names_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as opened:
        info = zipfile.ZipInfo("abc/1.jpg")
        told = "猫/1.jpg".encode()
        info.extra = struct.pack("<HHBI", 0x7075, 5 + len(told), 1, zlib.crc32(b"abc/1.jpg")) + told
        opened.writestr(info, b"1")
    assert unpacked(path) == {"猫/1.jpg": b"1"}


def test_names_that_come_out_alike_keep_apart(tmp_path: Path) -> None:
    names = ["1:1", "1_1", "1?1", "cat.", "cat", "CAT", "e\u0301", "é", "con", "_con", " x", "x"]
    path = packed(tmp_path / "a.zip", {f"{name}/{n}.jpg": str(n).encode() for n, name in enumerate(names)})
    found = unpack(path, tmp_path / "out", Watcher())
    by_content = {int(data): place.split("/")[0] for place, data in files(found.folder).items()}
    assert len(by_content) == len(names) and len({same_key(folder) for folder in by_content.values()}) == len(names)
    for name in ("1_1", "_con", "x"):
        assert by_content[names.index(name)] == name
    assert any("names in the archive that not every system accepts were changed" in str(note) for note in found.notes)


def test_an_entry_may_be_both_a_file_and_a_folder(tmp_path: Path) -> None:
    found = unpacked(packed(tmp_path / "a.zip", {"a": b"0", "a/1.jpg": b"1", "b.jpg/x.jpg": b"2", "b.jpg": b"3"}))
    assert found == {"a 2": b"0", "a/1.jpg": b"1", "b.jpg/x.jpg": b"2", "b 2.jpg": b"3"}


def test_what_is_passed_over_is_told_with_counts(tmp_path: Path) -> None:
    members = {
        "a/1.jpg": b"1",
        "__MACOSX/._1": b"",
        "a/.DS_Store": b"",
        "../out.jpg": b"",
        "/abs.jpg": b"",
        "p.jpg": b"p",
    }
    path = packed(tmp_path / "a.zip", {**members, "m/method.jpg": b"m"})
    with zipfile.ZipFile(path, "a") as opened:
        link = zipfile.ZipInfo("a/link.jpg")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        opened.writestr(link, "/etc/passwd")
    data = bytearray(path.read_bytes())
    for name, place, value in ((b"p.jpg", 8, 1), (b"m/method.jpg", 10, 9)):
        entry = data.rindex(b"PK\x01\x02", 0, data.rindex(name))
        data[entry + place] = value
    path.write_bytes(data)
    found = unpack(path, tmp_path / "out", Watcher())
    assert files(found.folder) == {"a/1.jpg": b"1"}
    assert sorted(map(str, found.notes)) == [
        "1 entry of the archive is a link and passed over: a/link.jpg.",
        "1 file in the archive is packed in a way that is not read and passed over: m/method.jpg.",
        "1 file in the archive is protected by a password and passed over: p.jpg.",
        "2 files in the archive have paths that lead out of it and are passed over, such as ../out.jpg.",
        "2 hidden or system files in the archive are passed over, such as __MACOSX/._1.",
    ]


def test_half_a_download_is_told_as_that(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {f"a/{n}.jpg": bytes(3000) for n in range(9)})
    path.write_bytes(path.read_bytes()[:9000])
    assert is_archive(path)
    with pytest.raises(UserError, match=r"is not complete: its end is missing .*Download or copy it again"):
        Project.create(path, folder=tmp_path / "project")


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(30), "7z"),
        ("a.rar", b"Rar!\x1a\x07\x01" + bytes(30), "RAR"),
        ("a.tar.gz", b"\x1f\x8b\x08" + bytes(30), "gzip"),
        ("a.tar", bytes(257) + b"ustar\x0000" + bytes(300), "tar"),
        ("a.zip", b"7z\xbc\xaf\x27\x1c" + bytes(30), "7z"),
    ],
)
def test_other_archives_are_named(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UserError, match=f"is an archive of the kind {kind}, which is not read"):
        Project.create(tmp_path / name, folder=tmp_path / "project")


def test_a_method_that_is_not_read_is_named(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a/1.jpg": b"1"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 10] = 9
    path.write_bytes(data)
    with pytest.raises(UserError, match="is packed with Deflate64, which is not read"):
        unpack(path, tmp_path / "out", Watcher())


def test_no_picture_or_only_other_archives_are_told_before_anything_is_unpacked(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {f"a/{n}.txt": b"x" for n in range(2000)})
    with pytest.raises(UserError, match="There is no picture in the archive"):
        unpack(path, tmp_path / "out", Watcher())
    assert files(tmp_path / "out") == {}
    with pytest.raises(UserError, match="holds other archives: train"):
        unpack(packed(tmp_path / "b.zip", {"train.zip": b"x", "readme.txt": b""}), tmp_path / "out2", Watcher())


def test_fifty_thousand_names_are_placed_in_linear_time() -> None:
    infos = [zipfile.ZipInfo(name) for n in range(25_000) for name in ("a/1.jpg", f"d?{n}/1.jpg")]
    for place, info in enumerate(infos):
        info.header_offset = place
    plan = archive._plan(infos, Watcher())
    assert len(plan.members) == len({path for _, path in plan.members}) == 50_000


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
