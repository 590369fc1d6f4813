"""A stand-in for a reader that tells what its server had made ready; run inside a real reader process by `test_isolation.py`."""

from __future__ import annotations

import json

READY: list[str] = []


def preload() -> None:
    READY.append("preload")


def rehearse() -> None:
    READY.append("rehearse")


def provide(name: str) -> None:
    if name not in READY:
        READY.append(name)


def ready(data: bytes, name: str, sha256: str) -> bytes:
    """What was called before this reader was forked."""
    return json.dumps(READY).encode()
