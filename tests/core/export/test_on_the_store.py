"""Papers of a real database, by the command line."""

from __future__ import annotations

import json
import shutil
import sys
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from core.desk import Desk
from core.model import Body
from core.ports import Query
from tui import locale, wiring
from tui.cli import run

CITY, RESOURCES = "云溪市人民政府", "云溪市自然资源局"


def gouji(*words: str | Path) -> int:
    """The status of running the command here, in Chinese."""
    locale.use("zh")
    for name in [name for name in sys.modules if name.startswith("tui.commands")]:
        del sys.modules[name]  # a process speaks one language: its help is made when a command is first imported
    return run([str(word) for word in words], "zh")


def report_of(desk: Desk, body: str) -> str:
    """The newest report of that body."""
    assert desk.reporting is not None
    return max((row.year or 0, row.uid) for row in desk.reporting.rows(Query()) if row.body == body)[1]


@pytest.fixture(scope="module")
def database(demo_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples with a roster, a finding confirmed and one asked."""
    path = tmp_path_factory.mktemp("papers") / "work.db"
    shutil.copy(demo_database, path)
    with wiring.open_desk(path, "rw") as desk:
        names = (RESOURCES, "云溪市市场监督管理局", "云溪市财政局")
        roster = [Body(name, kind="department", parent="云溪市政府") for name in names]
        desk.reports.add_bodies([Body(CITY, ("云溪市政府",), kind="government"), *roster])
        uid = report_of(desk, RESOURCES)
        grave = next(view.finding for view in desk.reviewing.open(uid).findings if view.finding.rule.startswith("T3"))
        desk.reviewing.confirm(uid, grave.id, 1)
        other = next(view.finding for view in desk.reviewing.open(uid).findings if view.finding.id != grave.id)
        desk.reviewing.ask(uid, other.id)
    return path


def test_the_workbook_of_the_samples(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every report has its line and its sheet; the parent is found by its alias; who has not reported is named."""
    assert gouji("export", tmp_path / "out.xlsx", "--sheets", "--db", database, "--year", "2024") == 0
    assert "SHA-256" in capsys.readouterr().out
    book = openpyxl.load_workbook(tmp_path / "out.xlsx", data_only=True)
    figures = {row[3]: row for row in book["数值"].iter_rows(min_row=5, values_only=True)}
    assert len(figures) == 6 and f"{CITY}2024" in book.sheetnames
    assert figures[RESOURCES][1] == figures[CITY][0]
    sums = list(book["汇总核对"].iter_rows(min_row=2, values_only=True))
    assert len(sums) == 200 and all(row[10] == 3 and row[11] == "云溪市财政局" for row in sums)
    at = {str(cell): n for n, cell in enumerate(next(book["数值"].iter_rows(min_row=4, max_row=4, values_only=True)))}
    children = [row for row in figures.values() if row[1] == figures[CITY][0]]
    by_address = {row[12]: row for row in sums}
    column = at["t3/new/total"]
    assert by_address["t3/new/total"][7] == sum(row[column] for row in children) > 0
    missing = [row[:2] for row in book["缺报迟报"].iter_rows(min_row=2, values_only=True) if row[5] == "缺报"]
    assert ("云溪市财政局", 2024) in missing


def test_the_letter_of_the_samples(database: Path, tmp_path: Path) -> None:
    """One body has something confirmed; its letter names the sum and the page or place."""
    assert gouji("export", tmp_path / "out.docx", "--db", database) == 0
    words = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "out.docx")).paragraphs)
    assert f"{RESOURCES}：" in words and "需要更正的问题（1项）" in words and "请予说明的问题（1项）" in words
    assert "建议更正：" in words


def test_a_filtered_paper_holds_no_other_report(database: Path, tmp_path: Path) -> None:
    """Of an excluded report neither file name nor hash is in it."""
    with wiring.open_desk(database, "ro") as desk:
        assert desk.reporting is not None
        others = [row for row in desk.reporting.rows(Query()) if row.year == 2023]
    for name in ("a.xlsx", "a.csv", "a.json", "a.jsonld"):
        assert gouji("export", tmp_path / name, "--db", database, "--year", "2024") == 0
        data = (tmp_path / name).read_bytes()
        if name.endswith("xlsx"):
            with zipfile.ZipFile(tmp_path / name) as archive:
                data = b"".join(archive.read(part) for part in archive.namelist())
        assert others and not any(row.name.encode() in data or row.uid.encode() in data for row in others)


def test_papers_come_out_of_a_read_only_export(database: Path, tmp_path: Path) -> None:
    """The exported evidence gives the same list as the working database."""
    assert gouji("export", tmp_path / "evidence.db", "--db", database) == 0
    assert gouji("export", tmp_path / "a.json", "--db", database) == 0
    assert gouji("export", tmp_path / "b.json", "--db", tmp_path / "evidence.db") == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert len(json.loads((tmp_path / "a.json").read_text("utf-8"))) == 8


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("out.csv", "--template", "x.docx"), 2),
        (("out.docx", "--sheets"), 2),
        (("out.db", "--blank"), 2),
        (("out.pdf",), 1),
        (("blank.docx", "--blank"), 0),
        (("nowhere/out.csv",), 1),
    ],
)
def test_statuses(
    database: Path, tmp_path: Path, words: tuple[str, ...], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wrong usage is 2, what could not be written is 1, each in one line."""
    assert gouji("export", tmp_path / words[0], *words[1:], "--db", database) == status
    assert capsys.readouterr().err.count("\n") == (status != 0)
