"""A store of one's own for each test, and processes at the same file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from storing.building import SteppingClock, Worker, item

from db import Store, open_store

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working database as it was made, to be copied: making the schema takes the longest part of a small test."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    open_store(path, "create").close()
    return path


@pytest.fixture
def store(empty: Path, tmp_path: Path) -> Iterator[Store]:
    """An empty working database."""
    shutil.copy(empty, tmp_path / "audit.db")
    opened = open_store(tmp_path / "audit.db", "rw", SteppingClock())
    yield opened
    opened.close()


@pytest.fixture
def uid(store: Store) -> str:
    """A stored report with one finding."""
    stored = item("one")
    store.reports.add([stored])
    return stored[0].uid


@pytest.fixture
def worker() -> Iterator[Worker]:
    """Starts `storing.worker`; whatever still runs at the end is ended."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "storing.worker", *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()
