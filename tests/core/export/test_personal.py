"""Personal data found in a report is masked in every paper."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from memory.desks import checked, finding, report
from papers.making import SHANGHAI, UID, office, quoting, write

from core.desk.intake import check_report
from core.model import Evidence
from core.wording import Phrase

NUMBER = "11010119900307002X"
TEXT = f"云溪市司法局2024年政府信息公开工作年度报告\n申请人身份证号{NUMBER}，已答复。\n"
SHOWN = "110*************2X"


def content(path: Path) -> str:
    """Everything in the file, unpacked, escapes undone."""
    if path.suffix not in (".xlsx", ".docx"):
        return path.read_text("utf-8-sig")
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.mark.parametrize("ending", ["xlsx", "docx", "csv", "json", "jsonld"])
def test_no_paper_holds_the_number(tmp_path: Path, ending: str) -> None:
    """Neither in quotes, sentences, notes nor in the words around another place; masked it is there."""
    start = TEXT.index(NUMBER)
    said = Phrase("rule.T3.ROW.message", {"place": NUMBER, "left": 1, "total": 2, "count": 1})
    raw = replace(
        finding("P.ID", 1), id="p", message=said, evidence=Evidence(spans=((start, start + 18),), quote=NUMBER)
    )
    near = replace(
        quoting(f"号{NUMBER}，"), id="near", evidence=Evidence(spans=((start - 3, start),), quote=f"号{NUMBER}，")
    )
    made = office(checked(report(UID, text=TEXT), raw, near), roster=())
    desk = made.desk()
    desk.reviewing.confirm(UID, raw.id, 9, f"应删去{NUMBER}")
    desk.reviewing.confirm(UID, near.id, 9)
    desk.reviewing.note(UID, f"见{NUMBER}", (start - 2, start + 4))
    text = content(write(made, tmp_path / f"out.{ending}", replace(SHANGHAI, sheets=ending == "xlsx")))
    assert NUMBER not in text
    assert SHOWN in text


def test_it_is_masked_though_the_rules_did_not_find_it(tmp_path: Path) -> None:
    """A profile that switches those rules off does not unmask anything."""
    made = office(checked(report(UID, text=TEXT), replace(quoting(f"身份证号{NUMBER}"), id="q")), roster=())
    text = content(write(made, tmp_path / "out.json"))
    assert NUMBER not in text and SHOWN in text


def test_the_real_rules_finding_is_masked(tmp_path: Path) -> None:
    """As the rules of this version raise it."""
    found = check_report(report(UID, text=TEXT))
    assert "P.ID" in {one.rule for one in found.findings}
    assert NUMBER not in content(write(office(found, roster=()), tmp_path / "out.jsonld"))
