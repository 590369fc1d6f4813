"""What the documents say is so."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from conftest import ROOT

from tui.cli import COMMANDS

READMES = [ROOT / "README.md", ROOT / "README.zh.md"]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_commands_in_the_readme_exist(readme: Path) -> None:
    """Every `gouji WORD` of the README is a command, and every make target a target."""
    text = readme.read_text("utf-8")
    named = set(re.findall(r"\$ (?:.*; )?gouji (\w+)", text))
    assert named and named <= set(COMMANDS)
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"make (\w+)", text)) <= targets | {"sure"}


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_files_linked_in_the_readme_exist(readme: Path) -> None:
    """No link and no picture of the README is dead."""
    for link in re.findall(r"\]\(([^)#:]+)\)", readme.read_text("utf-8")):
        assert (ROOT / link).exists(), link


def test_both_readmes_have_the_same_shape() -> None:
    """The Chinese README has the English one's headings, blocks, table rows and steps."""
    shapes = []
    for readme in READMES:
        lines = readme.read_text("utf-8").splitlines()
        shapes.append(
            [re.match(r"#+|```|\||\d+\.|!\[", line)[0] for line in lines if re.match(r"#+|```|\||\d+\.|!\[", line)]
        )  # type: ignore[index]
    assert shapes[0] == shapes[1]


def test_views_named_in_the_readme_are_in_the_export(exported: Path) -> None:
    """The README's table of views is the export's."""
    named = re.findall(r"^\| `(\w+)` \|", READMES[0].read_text("utf-8"), re.MULTILINE)
    with sqlite3.connect(f"file:{exported}?mode=ro&immutable=1", uri=True) as connection:
        views = {name for (name,) in connection.execute("select name from sqlite_master where type = 'view'")}
        assert set(named) <= views
        connection.execute(
            "select body, year, severity, sentence from discrepancies order by severity limit 5"
        ).fetchall()
