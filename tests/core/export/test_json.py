"""`.json` holds the objects of the contract with what people did about them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from memory.desks import LI, checked, report
from papers.making import JUSTICE, NEW, UID, decided, followed_up, office, quoting, usual, write

from core.export.check_object import check_object
from core.model import Edition, Source


def objects(path: Path) -> list[dict[str, Any]]:
    """The array."""
    read: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return read


def test_each_object_is_the_check_object_and_more(tmp_path: Path) -> None:
    """Every field of `gouji check --json` is there with its value; standing, decisions, edition and review are added."""
    made = usual()
    decided(made)
    plain = check_object(made.reports.stored[UID][1])
    written = next(item for item in objects(write(made, tmp_path / "out.json")) if item["edition"]["uid"] == UID)
    for key in set(plain) - {"findings"}:
        assert written[key] == plain[key]
    for before, after in zip(plain["findings"], written["findings"], strict=True):
        assert before.items() <= after.items()
    assert [item["standing"] for item in written["findings"]] == ["confirmed", "asked", "confirmed"]
    assert [d["by"] for d in written["findings"][0]["decisions"]] == ["wang", "li"]
    assert written["edition"]["body"] == JUSTICE


def test_notes_exceptions_and_readings_are_in_it(tmp_path: Path) -> None:
    """With their places, threads and times in UTC."""
    made = followed_up()
    made.desk(LI).reviewing.read_as(UID, NEW, "19")
    written = next(item for item in objects(write(made, tmp_path / "out.json")) if item["edition"]["uid"] == UID)
    remarks = written["review"]["remarks"]
    assert [remark["kind"] for remark in remarks] == ["note", "note", "except"]
    assert (remarks[0]["span"], remarks[1]["thread"]) == ([0, 12], remarks[0]["event"])
    assert all(remark["at"].endswith("Z") for remark in remarks)
    (reading,) = written["review"]["readings"]
    assert (reading["printed"], reading["machine"], reading["by"]) == ("19", "20", "li")
    assert written["figures"]["t3/new/natural"]["value"] == 19
    (follow,) = written["review"]["follow_ups"]
    assert (follow["due"], follow["letter"]) == ("2025-05-01", "云审〔2025〕3号")


def test_nothing_hidden_is_written_raw(tmp_path: Path) -> None:
    """Control, bidi and other invisible characters are escaped and come back exactly."""
    hostile = "甲\x1b]52;c;x\x07\u202e\u200b\x85\U000e0041乙"
    made = office(checked(report("a" * 64), quoting(hostile)), roster=())
    path = write(made, tmp_path / "out.json")
    assert all(character.isprintable() or character == "\n" for character in path.read_text("utf-8"))
    assert objects(path)[0]["findings"][0]["quote"] == hostile


def test_a_file_that_could_not_be_read_is_an_object_too(tmp_path: Path) -> None:
    """With the kind of its error."""
    made = usual()
    source = Source("scan.pdf", "d" * 64, "pdf", 9)
    made.reports.add_unreadable(Edition("d" * 64, "", None, "b1", source, "2025-02-01T00:00:00.000Z"), "scan", "扫描件")
    rows = made.reports.page
    row = made.reports.row("d" * 64)
    made.reports.page = lambda *asked: rows(*asked)._replace(rows=(*rows(*asked).rows, row))  # type: ignore[method-assign]
    last = objects(write(made, tmp_path / "out.json"))[-1]
    assert (last["source"]["name"], last["error"]["kind"]) == ("scan.pdf", "scan")
    assert "扫描件" in last["error"]["message"]
