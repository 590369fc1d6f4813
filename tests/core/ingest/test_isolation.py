"""Reader processes: what they may not do, and how the program names their ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from core.errors import SourceError
from core.ingest.isolation import ReaderServer
from core.ingest.limits import Limits
from core.ingest.server import READIED
from core.wording import say

HERE = Path(__file__).parent
SAMPLES = HERE.parents[2] / "core" / "samples"
SMALL = Limits(memory=300 << 20, cpu_seconds=5, wall_seconds=20, result=100_000)
SHORT = Limits(memory=300 << 20, cpu_seconds=1, wall_seconds=1)


@pytest.fixture(scope="module")
def server() -> Iterator[ReaderServer]:
    running = ReaderServer("odd_readers:by_order", [HERE])
    yield running
    running.close()


def order(server: ReaderServer, words: str, limits: Limits = SMALL) -> str:
    data = words.encode()
    return server.read("file", data, sha256(data).hexdigest(), limits).decode()


def test_a_reader_is_given_the_very_bytes_their_name_and_their_hash() -> None:
    echo = ReaderServer("odd_readers:echo", [HERE])
    data = bytes(range(256)) * 5000
    digest = sha256(data).hexdigest()
    try:
        assert echo.read("名\\xff", data, digest) == f"名\\xff|{digest}|".encode() + data
    finally:
        echo.close()


def test_what_a_server_makes_ready_for_many_files_changes_no_reading() -> None:
    """The same file gives the same bytes first of all, after libraries are imported and after a report of ours was read."""
    data = (SAMPLES / "2024-liuwan-housing.pdf").read_bytes()
    own = ReaderServer()
    try:
        assert len({own.read("a.pdf", data, sha256(data).hexdigest()) for _ in range(max(READIED) + 1)}) == 1
    finally:
        own.close()


@pytest.mark.parametrize(
    ("coming", "ready"),
    [
        ([1], []),
        ([1, 1], ["preload", "a.pdf"]),
        ([2], ["preload", "a.pdf"]),
        ([8], ["rehearse", "a.pdf"]),
        ([8, 8], ["rehearse", "a.pdf"]),
        ([2, 8], ["preload", "a.pdf", "rehearse"]),
        ([8, 2, 8, 1], ["rehearse", "a.pdf"]),
    ],
)
def test_a_server_that_is_told_of_many_files_makes_ready_before_the_first(coming: list[int], ready: list[str]) -> None:
    """Each thing once, with the file from which on it pays, and nothing that a later one does too; a single file pays for none of it."""
    own = ReaderServer("ready_readers:ready", [HERE])
    try:
        assert json.loads([own.read("a.pdf", b"a", "1", SMALL, files) for files in coming][-1]) == ready
    finally:
        own.close()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("refuse password", "password"),
        ("refuse no-such-kind", "damaged"),
        ("wrap-memory", "memory"),
        ("spin", "timeout"),
        ("sleep 30", "timeout"),
        ("grow", "memory"),
        ("dive", "depth"),
        ("abort", "memory"),
        ("crash", "damaged"),
        ("killed", "memory"),
        ("leave", "damaged"),
        ("fault", "damaged"),
        ("large 200000", "too-large"),
        ("write /tmp/gouji-must-not-appear", "damaged"),
        ("sockets", "damaged"),
    ],
)
def test_each_end_of_a_reader_is_an_error_of_its_kind_that_names_the_file(
    server: ReaderServer, words: str, kind: str
) -> None:
    with pytest.raises(SourceError) as caught:
        order(server, words, SHORT if kind == "timeout" else SMALL)
    assert (caught.value.kind, caught.value.file) == (kind, "file")


def test_after_every_bad_file_the_next_one_is_read(server: ReaderServer) -> None:
    for words in ("crash", "abort", "leave", "grow"):
        with pytest.raises(SourceError):
            order(server, words)
        assert order(server, "large 3") == "xxx"


def test_a_result_up_to_the_limit_arrives_whole(server: ReaderServer) -> None:
    assert len(order(server, "large 99999")) == 99_999


def test_a_reader_has_a_session_of_its_own_and_holds_nothing_of_the_program(server: ReaderServer) -> None:
    os.environ["CMAP_PATH"] = "/nowhere"
    pid, parent, session = order(server, "parentage").split()
    assert pid == session
    assert int(parent) != os.getpid()
    assert len(order(server, "descriptors").split()) <= 6  # three standard ones, source, result, the listing itself
    fresh = ReaderServer("odd_readers:by_order", [HERE])
    try:
        assert "CMAP_PATH" not in order(fresh, "environment").split()
    finally:
        fresh.close()
        del os.environ["CMAP_PATH"]


def test_what_a_reader_started_dies_with_it(server: ReaderServer) -> None:
    started = int(order(server, "child"))
    deadline = time.monotonic() + 10  # the kernel ends a killed process when it is next scheduled
    while alive(started) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not alive(started)


def alive(pid: int) -> bool:
    """Whether the process still runs; one that ended and is not yet collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_several_files_are_read_at_the_same_time(server: ReaderServer) -> None:
    """Two readers that wait for each other's end would time out."""
    ends: list[str] = []
    threads = [threading.Thread(target=lambda: ends.append(order(server, "sleep 0.8"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ends == ["done"] * 4


def test_a_killed_server_is_started_anew_and_the_file_read(server: ReaderServer) -> None:
    killed = int(order(server, "parentage").split()[1])
    os.kill(killed, signal.SIGKILL)
    assert order(server, "large 3") == "xxx"
    assert int(order(server, "parentage").split()[1]) != killed


def test_a_server_killed_while_it_reads_loses_no_file(server: ReaderServer) -> None:
    running = int(order(server, "parentage").split()[1])
    threading.Timer(0.3, os.kill, (running, signal.SIGKILL)).start()
    assert order(server, "sleep 0.8") == "done"


def test_a_reader_sees_no_network(server: ReaderServer) -> None:
    permitted = subprocess.run([sys.executable, "-c", UNSHARE], check=False).returncode == 0
    if not permitted:
        pytest.skip("the kernel does not permit a network of one's own here")
    assert order(server, "network") == "lo"


UNSHARE = "import ctypes, sys; sys.exit(ctypes.CDLL(None).unshare(0x50000000) != 0)"


@pytest.mark.parametrize("kind", ["damaged", "too-large", "unsupported", "timeout", "memory"])
def test_an_error_that_a_reader_left_incomplete_still_has_its_sentence(server: ReaderServer, kind: str) -> None:
    with pytest.raises(SourceError) as caught:
        order(server, f"refuse-shortly {kind}")
    assert "?" in say(caught.value.phrase, "en")
