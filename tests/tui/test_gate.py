"""No text reaches a widget past the gate: read in the sources, so that nobody need remember it (RELIABILITY R14)."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

TUI = Path(__file__).parents[2] / "tui"
DRAWING = sorted([*TUI.glob("screens/*.py"), *TUI.glob("widgets/*.py"), TUI / "app.py"])

MAKERS = {"shown.py", "wrapping.py", "locale/__init__.py"}
"""The files that may turn any text into `Clean`."""
UNGATED = {
    "Static", "Label", "Button", "DataTable", "RichLog", "Log", "Markdown", "OptionList", "Tree", "Header", "Footer",
    "Content", "Text", "notify", "border_title", "border_subtitle", "sub_title", "Select", "Tooltip",
}  # fmt: skip
"""Textual's sinks of plain text and markup: none is used."""


def names(tree: ast.AST) -> set[str]:
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return named | {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize("file", DRAWING, ids=lambda file: str(file.relative_to(TUI)))
def test_no_screen_or_pane_uses_a_widget_that_reads_markup(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    taken = {name.name for node in imports if str(node.module).startswith(("textual", "rich")) for name in node.names}
    touched = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not (taken | touched) & UNGATED


@pytest.mark.parametrize("file", DRAWING, ids=lambda file: str(file.relative_to(TUI)))
def test_clean_is_never_claimed_of_text_that_did_not_pass_the_gate(file: Path) -> None:
    """`Clean(...)` outside the gate: only of literals, blanks, numbers and pieces of what is clean already."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Clean":
            foreign = names(node.args[0]) & {"printed", "body", "name", "message", "quote", "login", "error", "value"}
            assert not foreign, f"{file.name}:{node.lineno}: {sorted(foreign)}"


def test_only_canvas_draws_segments() -> None:
    drawing = [f.name for f in DRAWING if "Segment" in names(ast.parse(f.read_text("utf-8"))) and f.name != "app.py"]
    assert drawing == ["canvas.py"]


def test_browsing_loads_no_reader_no_rule_and_no_schema_library() -> None:
    """The start path: PERFORMANCE.md §3, issue 2."""
    heavy = "pdfplumber|pdfminer|pypdfium2|lxml|sqlite_utils|pandas|core.formats|core.reading|core.rules|core.ingest"
    code = (
        "import sys, tui.app, tui.screens.workbench, db; from core.desk import Desk;"
        f"bad = [m for m in sys.modules if any(m == h or m.startswith(h + '.') for h in '{heavy}'.split('|'))];"
        "sys.exit(' '.join(bad) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=TUI.parent, check=False)
    assert (done.returncode, done.stderr) == (0, "")
