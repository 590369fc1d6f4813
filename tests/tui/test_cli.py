"""The command line: statuses, one line an error, both languages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT

from core.desk import Desk
from core.ports import Query
from tui import locale
from tui.cli import COMMANDS, language_of, run

SAMPLES = ROOT / "core" / "samples"


def gouji(*words: str | Path, language: str = "en") -> int:
    """The status of running the command in this process."""
    chosen = "zh" if language == "zh" else "en"
    locale.use(chosen)
    for name in [name for name in sys.modules if name.startswith("tui.commands")]:
        del sys.modules[name]  # a process speaks one language: its help is made when a command is first imported
    return run([str(word) for word in words], chosen)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` of each command says what it does and shows an example, in the language asked for."""
    assert gouji(name, "--help", language=language) == 0
    shown = capsys.readouterr().out
    assert ("用法" if language == "zh" else "Usage") in shown
    assert ("示例" if language == "zh" else "Example") in shown or name == "bodies"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_of_commands_says_of_each_a_whole_sentence(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`gouji --help` names every command with what it does, and cuts none of it off."""
    assert gouji("--help", language=language) == 0
    listed = capsys.readouterr().out.partition("Commands:" if language == "en" else "命令:")[2]
    assert all(f"  {name} " in listed for name in COMMANDS)
    assert "..." not in listed


@pytest.mark.parametrize(
    ("words", "environment", "language"),
    [
        (["check", "--lang", "en", "x"], {}, "en"),
        (["--lang=zh", "check"], {"LANG": "en_GB.UTF-8"}, "zh"),
        ([], {"LANG": "C.UTF-8"}, "zh"),
        ([], {"LANG": "POSIX"}, "zh"),
        ([], {}, "zh"),
        ([], {"LANG": "zh_TW.UTF-8"}, "zh"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_the_language_is_found(
    words: list[str], environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--lang` first, then the locale; Chinese unless it names another language."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language_of(words) == language


def test_wrong_usage_is_one_line_and_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown option or command says so in one line on standard error."""
    for words in (["check", "--nonsense", "x"], ["nonsense"], ["check"], ["rules", "T9.NONE"]):
        assert gouji(*words) == 2
        shown = capsys.readouterr()
        assert shown.out == ""
        assert shown.err.startswith("gouji: ") and shown.err.count("\n") == 1


def bad_inputs(folder: Path) -> dict[str, Path]:
    """Files no report can be read from."""
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4\nnothing more")
    (folder / "letter.txt").write_text("尊敬的各位同事：会议改在周五下午举行。\n" * 5, "utf-8")
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    os.mkfifo(folder / "pipe.pdf")
    return {
        "empty": folder / "empty.pdf",
        "damaged": folder / "broken.pdf",
        "not-a-report": folder / "letter.txt",
        "unsupported": folder / "old.doc",
        "not-a-file": folder / "pipe.pdf",
        "missing": folder / "nothing here.pdf",
    }


@pytest.mark.parametrize("kind", ["empty", "damaged", "not-a-report", "unsupported", "not-a-file", "missing"])
def test_an_unreadable_file_is_named_with_cause_and_status_1(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line on standard error names the file; with --json the object carries the error's kind."""
    path = bad_inputs(tmp_path)[kind]
    assert gouji("check", "--json", path) == 1
    shown = capsys.readouterr()
    assert json.loads(shown.out)["error"]["kind"] == kind
    assert shown.err.startswith("gouji: ") and path.name in shown.err and shown.err.count("\n") == 1


def test_a_sample_gives_the_object_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    """200 figures with printed text and place, checks with outcomes, findings with proof."""
    assert gouji("check", "--json", SAMPLES / "2024-yunxi-resources.html") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "gouji.check/1" and found["error"] is None
    assert found["report"]["body"] == "云溪市自然资源局" and found["report"]["year"] == 2024
    assert len(found["figures"]) == 200
    assert found["figures"]["t2/normative_documents/issued"]["state"] == "MIXED"
    grave = [finding for finding in found["findings"] if finding["severity"] == 1 and finding["rule"].startswith("T3")]
    assert len(grave) == 1 and "t3/total/natural" in grave[0]["hint"]


def test_strict_has_its_own_status(capsys: pytest.CaptureFixture[str]) -> None:
    """3 where a finding of severity 1 or 2 is there, 0 for a sound report."""
    assert gouji("check", "--strict", SAMPLES / "2024-yunxi-resources.html") == 3
    assert gouji("check", "--strict", SAMPLES / "2024-zhuping-town.html") == 0
    capsys.readouterr()


def test_text_is_what_spans_count_in(capsys: pytest.CaptureFixture[str]) -> None:
    """Cutting the printed text by a figure's span gives its printed digits."""
    sample = SAMPLES / "2024-yunxi-market.docx"
    gouji("check", "--text", sample)
    text = capsys.readouterr().out
    gouji("check", "--json", sample)
    for address, figure in json.loads(capsys.readouterr().out)["figures"].items():
        cut = "".join(text[start:end] for start, end in figure["spans"]).strip()
        assert cut == figure["printed"], address


def test_ingest_names_what_failed_and_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Readable files are stored, unreadable ones named; a second time nothing is stored twice; status 1."""
    folder = tmp_path / "in"
    folder.mkdir()
    bad_inputs(folder)
    (folder / "good.txt").write_bytes((SAMPLES / "2024-qinglan-justice.txt").read_bytes())
    database = tmp_path / "work.db"
    assert gouji("ingest", folder, "--db", database, "--json") == 1
    first = json.loads(capsys.readouterr().out)
    assert first["stored"] == ["good.txt"]
    assert {failure["kind"] for failure in first["failed"]} == {
        "empty", "damaged", "not-a-report", "unsupported", "not-a-file",
    }  # fmt: skip
    gouji("ingest", folder, "--db", database, "--json")
    assert json.loads(capsys.readouterr().out)["stored"] == []
    assert gouji("list", "--db", database, "--json") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["body"] for row in rows if row["stage"] == "open"] == ["云溪市青澜区司法局"]


def test_a_foreign_database_is_refused_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text file, and another program's SQLite file, are no databases of ours."""
    (tmp_path / "notes.db").write_text("not a database at all, only some words", "utf-8")
    for name in ("notes.db", "missing.db"):
        assert gouji("list", "--db", tmp_path / name) == 1
        shown = capsys.readouterr()
        assert shown.err.startswith("gouji: ") and name in shown.err and shown.err.count("\n") == 1


def test_a_hostile_file_name_cannot_act_on_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Control characters of a name are shown, one visible character each."""
    path = tmp_path / "a\x1b]0;owned\x07\u202eb.txt"
    path.write_bytes(b"")
    gouji("check", path)
    shown = capsys.readouterr().err
    assert not any((ord(c) < 32 and c != "\n") or c in "\x7f\u202e" for c in shown)


def test_the_installed_command_starts_quickly_enough_to_be_typed() -> None:
    """`gouji --help` runs as a program of its own and answers."""
    answer = subprocess.run(
        [sys.executable, "-m", "tui", "--help"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert "gouji" in answer.stdout


def test_the_list_is_asked_for_what_is_in_dispute(
    database: Path, second_desk: Callable[[], Desk], desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--standing` keeps the reports with such a finding, and no others."""
    row = desk.page(Query()).rows[0]
    found = desk.reviewing.open(row.uid).findings[0].finding.id
    desk.reviewing.confirm(row.uid, found)
    second_desk().reviewing.dismiss(row.uid, found, 1)
    assert gouji("list", "--db", database, "--standing", "disputed") == 0
    assert [row.body in line for line in capsys.readouterr().out.splitlines()] == [True]
    assert gouji("list", "--db", database, "--standing", "confirmed") == 0
    assert capsys.readouterr().out == ""
