"""A second reading that takes too much is given up in time: the first one is not lost with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from core.errors import SourceError
from core.formats.document import Document
from core.ingest.deadline import in_time
from core.ingest.isolation import ReaderServer
from core.ingest.limits import Limits
from core.ingest.work import guarded


def _dive(depth: int = 0) -> Document:
    return _dive(depth + 1)


def _raise(error: Exception) -> Callable[[], Document]:
    def reread() -> Document:
        raise error

    return reread


@pytest.mark.parametrize(
    ("reread", "kind"),
    [
        (_raise(MemoryError()), "memory"),
        (_dive, "depth"),
        (_raise(KeyError("x")), "damaged"),
        (_raise(SourceError("too-large", what="pages", limit=1)), "too-large"),
    ],
)
def test_whatever_a_second_way_meets_is_a_source_error(reread: Callable[[], Document], kind: str) -> None:
    """It ends by kind, so that the reading layer can go on with what it has."""
    with pytest.raises(SourceError) as caught:
        guarded(reread)
    assert caught.value.kind == kind


def test_without_limits_nothing_is_stopped() -> None:
    """Outside of a reader process there is no deadline."""
    with in_time():
        pass


@pytest.mark.parametrize(
    ("order", "limits"),
    [
        ("spin", Limits(cpu_seconds=3, wall_seconds=20)),
        ("swallow", Limits(cpu_seconds=3, wall_seconds=20)),
        ("sleep", Limits(cpu_seconds=20, wall_seconds=5)),
    ],
)
def test_the_first_reading_outlives_a_second_one_that_would_not_end(order: str, limits: Limits) -> None:
    """A reader process stops its second way before its own limits stop the process, and hands over what it has."""
    server = ReaderServer("odd_readers:twice", [Path(__file__).parent])
    try:
        answer = json.loads(server.read("file", order.encode(), sha256(order.encode()).hexdigest(), limits))
    finally:
        server.close()
    assert answer == {"first": "kept", "second": "timeout"}
