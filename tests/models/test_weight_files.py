"""Weights files that are damaged, empty, dangerous or none: each gets a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from sft_gui.errors import UserError
from sft_gui.models.weight_files import read

STATE = {"a.weight": torch.arange(6.0).reshape(2, 3), "a.bias": torch.zeros(2)}


class RunsCode:
    """A pickle of this makes a folder when it is opened carelessly."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.folder),)


@pytest.mark.parametrize("legacy", [True, False])
def test_state_dict_is_read_whatever_the_files_name(tmp_path: Path, legacy: bool) -> None:
    torch.save(STATE, tmp_path / "weights.safetensors", _use_new_zipfile_serialization=not legacy)
    save_file(STATE, tmp_path / "weights.pth")
    for name in ("weights.safetensors", "weights.pth"):
        state = read(tmp_path / name)
        assert state.keys() == STATE.keys()
        assert all(torch.equal(state[key], STATE[key]) for key in STATE)


def test_file_that_would_run_code_is_refused_and_does_not_run(tmp_path: Path) -> None:
    torch.save({"a.weight": STATE["a.weight"], "more": RunsCode(tmp_path / "made")}, tmp_path / "bad.pth")
    with pytest.raises(UserError, match="could run code"):
        read(tmp_path / "bad.pth")
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("share", [0.001, 0.02, 0.5, 0.999])
@pytest.mark.parametrize("kind", ["safetensors", "zip", "legacy"])
def test_truncated_file_is_told_as_damaged(tmp_path: Path, kind: str, share: float) -> None:
    path = tmp_path / "cut"
    state = {"a": torch.zeros(1000)}
    if kind == "safetensors":
        save_file(state, path)
    else:
        torch.save(state, path, _use_new_zipfile_serialization=kind == "zip")
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(UserError, match="damaged or is not a weights file"):
        read(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n" + bytes(99),
        b"hello\n" * 9,
        b"PK\x03\x04" + bytes(99),
        b"12345678{not json",
        b"\x80\x02.",
    ],
)
def test_file_of_another_kind_is_told_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.pth").write_bytes(content)
    with pytest.raises(UserError, match="is not a weights file"):
        read(tmp_path / "x.pth")


@pytest.mark.parametrize("content", [[1, 2], {"epoch": 3}, {}, torch.zeros(3)])
def test_file_without_a_state_dict_is_told_so(tmp_path: Path, content: object) -> None:
    torch.save(content, tmp_path / "x.pth")
    with pytest.raises(UserError, match="holds no weights"):
        read(tmp_path / "x.pth")


def test_missing_file_and_folder_are_told_so(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.pth", tmp_path):
        with pytest.raises(UserError, match="cannot be read"):
            read(path)
