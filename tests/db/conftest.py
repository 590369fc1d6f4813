"""A store of one's own for each test, and processes at the same file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from storing.acts import sign_off
from storing.building import (
    ID_NUMBER,
    LI,
    NATURAL,
    WANG,
    SteppingClock,
    Worker,
    confirm,
    content,
    finding,
    item,
    note,
    sha,
)

from core.ledger import Draft, Kind
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
def worked(store: Store) -> Store:
    """Two bodies' reports with sources, decisions, sign-offs, and one that could not be read."""
    personal = finding("personal", 1, "P.ID.1", "P.ID")
    text = f"云溪市公安局 身份证 {ID_NUMBER} 机宜一词"
    start = text.index(ID_NUMBER)
    evidence = replace(personal.evidence, spans=((start, start + 18),), quote=f"身份证 {ID_NUMBER}")
    items = [
        item("one", "云溪市财政局", batch="第一批"),
        item("two", "云溪市公安局", text=text, findings=[replace(personal, evidence=evidence)], batch="第二批"),
    ]
    for name in ("one", "two"):
        store.sources.put(sha(name), f"{name}.pdf", content(name))
    store.reports.add(items)
    store.reports.add_unreadable(replace(item("broken")[0], body="", year=None), "damaged", "文件已损坏")
    one, two = (edition.uid for edition, _ in items)
    store.events.record(one, LI, lambda _: confirm("finding of one"))
    store.events.record(one, LI, lambda _: Draft(Kind.EXCEPT, {"address": str(NATURAL), "category": 3, "text": "漏报"}))
    store.events.record(one, LI, lambda _: Draft(Kind.READ, {"address": str(NATURAL), "printed": "7"}))
    sign_off(store, one)
    store.events.record(two, WANG, lambda _: note("另一份的批注"))
    with store.connection.writing():
        store.connection.run("INSERT INTO local_drafts VALUES ('p', 'r', 'x', '未存的草稿', 't')")
    return store


@pytest.fixture
def whole(worked: Store, tmp_path: Path) -> Path:
    """The worked store exported whole."""
    worked.archive.export(tmp_path / "out.db", None)
    return tmp_path / "out.db"


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that another user can enter."""
    if os.getuid() != 0:
        pytest.skip("only root can become another user")
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


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
