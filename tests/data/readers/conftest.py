"""Datumaro's many layouts, unpacked once."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def formats(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of data sets in many formats; tests that need it are skipped where it is not."""
    folder = tmp_path_factory.mktemp("formats")
    with zipfile.ZipFile(shared_data / "formats_datumaro.zip") as archive:
        archive.extractall(folder)
    return folder
