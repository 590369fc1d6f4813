"""The house's walls: contracts of imports hold when read and when run."""

from __future__ import annotations

import ast
import subprocess
import sys
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
