import pytest

from tests.prediction.runs import trained_run


@pytest.fixture(scope="package")
def run(tmp_path_factory):
    """One trained run for all tests of the room, which only read it."""
    return trained_run(tmp_path_factory.mktemp("run"))
