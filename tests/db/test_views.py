"""An export without the program: plain SQL, Datasette."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from storing.building import NATURAL

from db.module import sqlite3


def test_a_reader_finds_the_discrepancies_first(whole: Path) -> None:
    """In plain SQL: sentence, proof, decision, who and when; the auditor's own exceptions among them."""
    raw = sqlite3.connect(f"file:{whole}?mode=ro&immutable=1", uri=True)
    raw.row_factory = sqlite3.Row
    found = raw.execute("SELECT * FROM discrepancies WHERE file = 'one.pdf'").fetchall()
    assert [(row["severity"], row["decision_zh"], row["by"]) for row in found] == [
        (None, "属实", "li"),
        (1, "认定后有变", "li"),
    ]
    status = {row["file"]: row["stage_zh"] for row in raw.execute("SELECT * FROM report_status")}
    assert status == {"one.pdf": "已签", "two.pdf": "审核中", "broken.pdf": "读不出"}
    signed = raw.execute('SELECT level_zh, "by" FROM sign_offs').fetchall()
    assert [tuple(row) for row in signed] == [("初审", "li"), ("复核", "wang")]
    figure = raw.execute(
        "SELECT * FROM figures_with_source WHERE address = ? AND file = 'one.pdf'", (str(NATURAL),)
    ).fetchone()
    assert (figure["printed"], figure["read_by_reviewer"], figure["page"], figure["span_end"]) == ("1", "7", 1, 1)
    assert [row["text"] for row in raw.execute("SELECT * FROM annotations_by_report ORDER BY text")] == [
        "另一份的批注",
        "漏报",
    ]
    assert raw.execute("SELECT * FROM self_check").fetchall() == []
    raw.close()


def test_datasette_serves_an_export(whole: Path) -> None:
    """Over loopback, with the titles of the metadata file beside it."""
    pytest.importorskip("datasette")
    metadata = whole.with_suffix(".metadata.json")
    assert list(json.loads(metadata.read_text("utf-8"))["databases"]) == ["out"]
    command = [sys.executable, "-m", "datasette", "-i", str(whole), "--metadata", str(metadata), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    try:
        assert process.stderr is not None
        line = next(line for line in process.stderr if "running on" in line)
        address = next(word for word in line.split() if word.startswith("http://127.0.0.1:"))
        with urllib.request.urlopen(f"{address}/out/discrepancies.json?_shape=objects", timeout=20) as answer:
            rows = json.load(answer)["rows"]
        assert {row["file"] for row in rows} == {"one.pdf", "two.pdf"}
        with urllib.request.urlopen(f"{address}/out", timeout=20) as answer:
            assert "discrepancies" in answer.read().decode()
    finally:
        process.kill()
        process.communicate()
