"""The cache gives what decoding gives, within its bounds."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

import numpy as np
import pytest

from sft_gui.data import cache as cache_module
from sft_gui.data.cache import PictureCache
from sft_gui.data.decode import Unreadable, decode, decode_measured
from tests.fixtures import save_class


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were really decoded."""
    names: list[str] = []

    def noted(source: bytes, *, short_side: int | None, name: str, levels=None):
        names.append(name)
        return decode_measured(source, short_side=short_side, name=name)

    monkeypatch.setattr(cache_module, "decode_measured", noted)
    return names


def pictures(folder: Path, count: int, size: tuple[int, int] = (200, 160)) -> list[tuple[Path, str]]:
    files = save_class(folder / "pictures", "red", count, size=size)
    return [(file, hashlib.blake2b(file.read_bytes(), digest_size=16).hexdigest()) for file in files]


def test_memory_gives_the_same_pixels_and_decodes_once(tmp_path: Path, decoded: list[str]) -> None:
    ((file, digest),) = pictures(tmp_path, 1)
    cache = PictureCache(10**6, None, 0)
    for side in (64, None, 64, None):
        assert np.array_equal(cache.get(file, digest, side), decode(file, short_side=side))
    assert len(decoded) == 2


def test_memory_is_bounded_and_the_least_recently_used_go_first(tmp_path: Path, decoded: list[str]) -> None:
    files = pictures(tmp_path, 4, (40, 40))
    cache = PictureCache(3 * 40 * 40 * 3, None, 0)
    for number in (0, 1, 2, 0, 3):  # 3 pushes 1 out
        cache.get(*files[number], None)
    decoded.clear()
    for number in (0, 2, 3):
        cache.get(*files[number], None)
    assert decoded == []
    cache.get(*files[1], None)
    assert len(decoded) == 1


def test_a_picture_larger_than_the_bound_is_given_but_not_kept(tmp_path: Path, decoded: list[str]) -> None:
    ((file, digest),) = pictures(tmp_path, 1)
    cache = PictureCache(100, None, 0)
    cache.get(file, digest, None)
    cache.get(file, digest, None)
    assert len(decoded) == 2


def test_the_disk_remembers_what_was_much_larger(tmp_path: Path, decoded: list[str]) -> None:
    ((file, digest),) = pictures(tmp_path, 1)
    for _ in range(2):  # two runs of the app
        cache = PictureCache(0, tmp_path / "cache", 10**6)
        assert np.array_equal(cache.get(file, digest, 40), decode(file, short_side=40))
    assert len(decoded) == 1
    cache.get(file, digest, 150)
    cache.get(file, digest, 150)
    assert len(decoded) == 3


def test_the_disk_is_bounded(tmp_path: Path, decoded: list[str]) -> None:
    files = pictures(tmp_path, 6)
    cache = PictureCache(0, tmp_path / "cache", 3 * (40 * 50 * 3 + 132))
    for file, digest in files:
        cache.get(file, digest, 40)
    assert len(list((tmp_path / "cache").iterdir())) == 3
    decoded.clear()
    again = PictureCache(0, tmp_path / "cache", 2 * (40 * 50 * 3 + 132))
    assert len(list((tmp_path / "cache").iterdir())) == 2
    again.get(*files[5], 40)
    assert decoded == []


@pytest.mark.parametrize("harm", [b"", b"nonsense", None])
def test_a_damaged_file_on_disk_counts_as_absent(tmp_path: Path, harm: bytes | None) -> None:
    ((file, digest),) = pictures(tmp_path, 1)
    PictureCache(0, tmp_path / "cache", 10**6).get(file, digest, 40)
    (kept,) = (tmp_path / "cache").iterdir()
    kept.write_bytes(kept.read_bytes()[:-100] if harm is None else harm)
    assert np.array_equal(PictureCache(0, tmp_path / "cache", 10**6).get(file, digest, 40), decode(file, short_side=40))


def test_a_full_or_closed_disk_is_no_failure(tmp_path: Path) -> None:
    ((file, digest),) = pictures(tmp_path, 1)
    cache = PictureCache(0, tmp_path / "cache", 10**6)
    (tmp_path / "cache").rmdir()
    assert cache.get(file, digest, 40).shape == (40, 50, 3)
    (tmp_path / "taken").write_text("a file where the folder should be")
    assert PictureCache(0, tmp_path / "taken", 10**6).get(file, digest, 40).shape == (40, 50, 3)


def test_a_file_that_has_changed_is_refused_and_not_remembered(tmp_path: Path) -> None:
    (file, digest), (other, new_digest) = pictures(tmp_path, 2)
    file.write_bytes(other.read_bytes())
    cache = PictureCache(10**6, tmp_path / "cache", 10**6)
    with pytest.raises(Unreadable, match="has changed since import"):
        cache.get(file, digest, 40)
    assert not cache.holds(digest, 40) and list((tmp_path / "cache").iterdir()) == []
    assert np.array_equal(cache.get(file, new_digest, 40), decode(other, short_side=40))


def test_without_a_digest_nothing_is_kept(tmp_path: Path, decoded: list[str]) -> None:
    ((file, _),) = pictures(tmp_path, 1)
    cache = PictureCache(10**6, tmp_path / "cache", 10**6)
    cache.get(file, "", 40)
    cache.get(file, "", 40)
    assert len(decoded) == 2
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_picture_that_is_gone_is_still_had_from_memory_and_else_told(tmp_path: Path) -> None:
    ((file, digest),) = pictures(tmp_path, 1)
    cache = PictureCache(10**6, None, 0)
    before = cache.get(file, digest, 40)
    file.unlink()
    assert np.array_equal(cache.get(file, digest, 40), before)
    with pytest.raises(Unreadable, match=r"red_0.png is not there"):
        cache.get(file, digest, 41)


def test_threads_share_it(tmp_path: Path) -> None:
    files = pictures(tmp_path, 8, (60, 50))
    expected = [decode(file, short_side=20) for file, _ in files]
    cache = PictureCache(4 * 20 * 24 * 3, tmp_path / "cache", 5 * 20 * 24 * 3)
    wrong: list[int] = []

    def work(first: int) -> None:
        for step in range(60):
            number = (first + step * 3) % 8
            if not np.array_equal(cache.get(*files[number], 20), expected[number]):
                wrong.append(number)

    threads = [threading.Thread(target=work, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
