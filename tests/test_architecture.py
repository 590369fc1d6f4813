"""The house's walls: contracts of imports hold when read and when run."""

from __future__ import annotations

import ast
import contextlib
import os
import pty
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from conftest import ROOT

SOURCES = sorted(path for folder in ("core", "db", "tui") for path in (ROOT / folder).rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 300, 40


def loaded_after(statement: str) -> set[str]:
    """Top-level modules a fresh interpreter holds after the statement."""
    code = f"import sys; {statement}; print('\\n'.join(sorted({{n.split('.')[0] for n in sys.modules}})))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(run.stdout.split())


def test_core_runs_without_storage_and_terminal() -> None:
    """Importing all of core loads neither SQLite nor a terminal library."""
    modules = [str(p.relative_to(ROOT).with_suffix("")).replace("/", ".") for p in (ROOT / "core").rglob("*.py")]
    names = ",".join(sorted(name.removesuffix(".__init__") for name in modules if not name.endswith("__main__")))
    assert not loaded_after(f"import {names}") & {"sqlite3", "pysqlite3", "sqlite_utils", "textual", "rich", "click"}


def test_the_workstation_starts_without_readers_and_schema_tools() -> None:
    """The start path of the screens loads neither pdfplumber nor sqlite-utils nor the readers' libraries."""
    heavy = {"pdfplumber", "pdfminer", "pypdfium2", "sqlite_utils", "lxml", "rapidfuzz", "distributed"}
    assert not loaded_after("import tui.app, tui.wiring") & heavy


STARTS = """
import sys, tui.app, tui.cli
tui.cli.watched = lambda *_: None

def started(app):
    open(sys.argv[2], "w").write("\\n".join(sys.modules))
    app.exit(0)

tui.app.GoujiApp._started = started
from tui.cli import main
main(["review", sys.argv[1], "--lang", "zh"])
"""


def test_the_first_picture_waits_for_nothing_that_only_a_report_needs(tmp_path: Path) -> None:
    """In a terminal, on a database: when the list stands nothing that knows events, readings or rules has been imported."""
    made = "import sys; from pathlib import Path; from db import open_store; open_store(Path(sys.argv[1]), 'create').close()"
    database = tmp_path / "a.db"
    subprocess.run([sys.executable, "-c", made, database], check=True, cwd=ROOT)
    leader, follower = pty.openpty()
    place = {"TERM": "xterm-256color", "XDG_DATA_HOME": str(tmp_path), "COLUMNS": "100", "LINES": "30"}
    run = subprocess.Popen(
        [sys.executable, "-c", STARTS, database, tmp_path / "loaded"],
        stdin=follower,
        stdout=follower,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, **place},
    )
    os.close(follower)
    threading.Thread(target=drained, args=(leader,), daemon=True).start()
    said = run.communicate(timeout=60)[1].decode()
    loaded = set((tmp_path / "loaded").read_text().split())
    core = ["review", "ledger", "model", "personal", "passages", "ports", "form", "masking", "anchor", "claim"]
    desk = ["reviewing", "views", "bench", "intake", "reporting", "picturing"]
    db = ["events", "projection", "checked", "intake", "copying", "sealing"]
    late = {f"core.{name}" for name in core} | {f"core.desk.{name}" for name in desk} | {f"db.{name}" for name in db}
    assert "tui.screens.reports" in loaded, said
    found = loaded & (late | {"click", "tomllib", "hashlib", "tui.screens.workbench"})
    assert not found


def drained(terminal: int) -> None:
    """Read what is drawn, so that nobody waits for it, till the terminal is closed."""
    with contextlib.suppress(OSError):
        while os.read(terminal, 65536):
            pass


def test_help_is_printed_without_loading_the_application() -> None:
    """`gouji --help` loads click and nothing heavier."""
    heavy = {"textual", "rich", "pdfplumber", "sqlite_utils", "pypdfium2", "lxml", "sqlite3", "pysqlite3"}
    assert not loaded_after("import tui.cli") & heavy


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_small(path: Path) -> None:
    """No god-file grows: 300 lines a file, 40 a function."""
    text = path.read_text("utf-8")
    assert text.count("\n") <= LONGEST_FILE
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long


def test_tests_are_no_packages() -> None:
    """An `__init__.py` below tests/ would make `tests/core` *the* package `core` for pytest."""
    assert not list((ROOT / "tests").rglob("__init__.py"))
