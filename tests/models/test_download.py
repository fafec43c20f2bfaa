"""Fetching a file: from a server in a thread that is well, slow, wrong, cut off, or away."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from sft_gui.errors import Cancelled, UserError
from sft_gui.messages import Message
from sft_gui.models.download import fetch

CONTENT = bytes(range(256)) * 4096  # 1 MiB
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@dataclass
class Server:
    """What the server does, and what it was asked."""

    url: str
    cut_after: int | None = None  # bytes of the answer after which the connection breaks
    knows_ranges: bool = True
    says_length: bool = True
    stalls_until: threading.Event = field(default_factory=threading.Event)
    stalls: bool = False
    ranges: list[str | None] = field(default_factory=list)


def handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = self.headers["Range"]
            server.ranges.append(asked)
            if not self.path.endswith("/weights.pth"):
                return self.send_error(404)
            start = int(asked.removeprefix("bytes=").removesuffix("-")) if asked and server.knows_ranges else 0
            if start >= len(CONTENT):
                return self.send_error(416)
            self.send_response(206 if start else 200)
            body = CONTENT[start:]
            if server.says_length:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: server.cut_after])
            if server.stalls:
                self.wfile.flush()
                server.stalls_until.wait()
            return None

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server("")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(state)) as httpd:
        state.url = f"http://127.0.0.1:{httpd.server_port}/models/weights.pth"
        thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield state
        state.stalls_until.set()
        httpd.shutdown()
        thread.join()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "weights" / "weights.pth"


def names(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir())


def test_file_lands_whole_with_rising_progress(server: Server, target: Path) -> None:
    told: list[tuple[int, int | None, Message]] = []
    fetch(server.url, target, SHA256[:8], on_progress=lambda *args: told.append(args))
    assert target.read_bytes() == CONTENT
    assert names(target) == ["weights.pth"]
    done = [step[0] for step in told]
    assert done == sorted(done) and done[0] == 0 and done[-1] == len(CONTENT)
    assert {step[1] for step in told} == {len(CONTENT)}


def test_total_is_none_when_the_server_does_not_say(server: Server, target: Path) -> None:
    server.says_length = False
    totals: set[int | None] = set()
    fetch(server.url, target, "", on_progress=lambda done, total, what: totals.add(total))
    assert target.read_bytes() == CONTENT
    assert totals == {None}


def test_mirror_stands_in_for_scheme_and_host(server: Server, target: Path) -> None:
    mirror = server.url.removesuffix("/models/weights.pth")
    fetch("https://publisher.invalid/models/weights.pth", target, SHA256, mirror=f"{mirror}/")
    assert target.read_bytes() == CONTENT


def test_wrong_hash_is_refused_and_nothing_is_left(server: Server, target: Path) -> None:
    with pytest.raises(UserError, match="hash differs"):
        fetch(server.url, target, "00000000")
    assert names(target) == []


def test_next_call_fetches_the_rest_when_the_connection_broke(server: Server, target: Path) -> None:
    server.cut_after = 300_000
    with pytest.raises(UserError, match="broke"):
        fetch(server.url, target, SHA256)
    assert names(target) == ["weights.pth.part"]
    server.cut_after = None
    fetch(server.url, target, SHA256)
    assert server.ranges == [None, "bytes=300000-"]
    assert target.read_bytes() == CONTENT
    assert names(target) == ["weights.pth"]


@pytest.mark.parametrize("knows_ranges", [True, False])
def test_whole_is_fetched_again_when_a_part_cannot_be_trusted(server: Server, target: Path, knows_ranges: bool) -> None:
    target.parent.mkdir()
    target.with_name("weights.pth.part").write_bytes(b"something else")
    server.knows_ranges = knows_ranges
    fetch(server.url, target, SHA256 if not knows_ranges else "")
    assert target.read_bytes() == CONTENT


def test_complete_part_lands_without_fetching_when_nothing_is_left(server: Server, target: Path) -> None:
    target.parent.mkdir()
    target.with_name("weights.pth.part").write_bytes(CONTENT)
    fetch(server.url, target, SHA256)
    assert target.read_bytes() == CONTENT


def test_cancel_keeps_the_part_for_the_next_call(server: Server, target: Path) -> None:
    with pytest.raises(Cancelled):
        fetch(server.url, target, SHA256, cancelled=lambda: True)
    assert not target.exists()
    fetch(server.url, target, SHA256)
    assert target.read_bytes() == CONTENT


def test_silent_server_is_given_up_when_the_time_is_over(
    server: Server, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sft_gui.models.download.TIMEOUT_S", 0.2)
    server.cut_after, server.stalls = 1000, True
    with pytest.raises(UserError, match="broke"):
        fetch(server.url, target, SHA256)
    assert target.with_name("weights.pth.part").stat().st_size == 1000


def test_missing_file_is_told_with_the_servers_answer(server: Server, target: Path) -> None:
    with pytest.raises(UserError, match="404"):
        fetch(server.url.replace("weights", "other"), target, SHA256)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/weights.pth", "https://weights.invalid/weights.pth"])
def test_offline_is_told_with_the_host(target: Path, url: str) -> None:
    with pytest.raises(UserError, match="cannot be reached") as caught:
        fetch(url, target, SHA256)
    assert url.split("/")[2] in str(caught.value)
    assert names(target) == []
