"""The commands of the record: reread, assign, withdraw, purge, merge --dry-run, verify --signers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT

from core.ledger import Reviewer
from tui import wiring
from tui.cli import run as gouji

SAMPLES = ROOT / "core" / "samples"


@pytest.fixture
def audit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A database of two sample reports."""
    files = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".txt", ".html"))[:2]
    assert gouji(["ingest", *map(str, files), "--db", str(tmp_path / "a.db"), "--jobs", "1"], "en") == 0
    capsys.readouterr()
    return tmp_path / "a.db"


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[..., str]]:
    """Runs a command and gives what it printed, on both ways."""

    def run(*words: str | Path, status: int = 0) -> str:
        assert gouji(list(map(str, words)), "en") == status
        shown = capsys.readouterr()
        return shown.out + shown.err

    yield run


def uids(database: Path, printed: Callable[..., str]) -> list[str]:
    """Of what is listed."""
    lines = printed("list", "--json", "--db", database).splitlines()
    return [json.loads(line)["uid"] for line in lines]


def test_reread_reads_what_is_asked_for(audit: Path, printed: Callable[..., str]) -> None:
    """Nothing is waiting; with --all both are read again, and are the same."""
    assert "0 reports" in printed("reread", "--db", audit, "--dry-run")
    assert "2 reports" in printed("reread", "--db", audit, "--dry-run", "--all")
    assert "2 read again, 0 otherwise than before, 0 not read" in printed(
        "reread", "--db", audit, "--all", "--jobs", "1"
    )
    assert "hold" in printed("verify", audit)


def test_a_sample_is_drawn_assigned_and_recorded(audit: Path, printed: Callable[..., str]) -> None:
    """The seed stands in the event; a dry run records nothing."""
    wanted = ("assign", "--db", audit, "--to", "li", "--sample", "50%", "--seed", "2025")
    dry = printed(*wanted, "--dry-run")
    assert "1 of 2 drawn, method random, seed 2025" in dry
    assert printed(*wanted).startswith(dry)
    with wiring.open_desk(audit, "ro") as desk:
        samples = [desk.events.state(uid).sample for uid in uids(audit, printed)]
    assert [sample for sample in samples if sample] == [{"method": "random", "seed": "2025", "of": 2, "drawn": 1}]


def test_two_persons_purge_what_one_withdrew(
    audit: Path, printed: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is hidden by one, removed by two, and the file still verifies."""
    first, second = uids(audit, printed)
    assert "withdrawn" in printed("withdraw", first[:8], "--reason", "误收", "--db", audit)
    assert uids(audit, printed) == [second]
    assert "asked for" in printed("purge", first[:8], "--reason", "误收", "--db", audit)
    assert "gouji: " in printed("purge", first[:8], "--reason", "误收", "--db", audit, status=1)
    monkeypatch.setattr(wiring, "reviewer", lambda acting_as=None: Reviewer("wang", 1002, "other", acting_as))
    assert "removed" in printed("purge", first[:8], "--reason", "误收", "--db", audit)
    assert "gouji: " in printed("withdraw", first[:8], "--reason", "误收", "--db", audit, status=1)
    assert "hold" in printed("verify", audit)


def test_a_dry_run_of_a_merge_names_what_would_come(
    audit: Path, printed: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Report by report, with who acted; nothing is taken over."""
    out, copy = tmp_path / "out.db", tmp_path / "copy.db"
    printed("export", out, "--db", audit)
    printed("continue", out, copy)
    monkeypatch.setattr(wiring, "reviewer", lambda acting_as=None: Reviewer("wang", 1002, "other", acting_as))
    printed("assign", "--to", "zhao", "--db", copy, "--sample", "1")
    said = printed("merge", copy, "--db", audit, "--dry-run")
    assert "known report, 1 acts by wang, 0 answers in dispute" in said
    assert "0 reports and 1 events would come" in said
    assert "1 events would come" in printed("merge", copy, "--db", audit, "--dry-run")
    assert "1 events taken over" in printed("merge", copy, "--db", audit)


def test_verify_asks_for_the_signers_it_was_given(audit: Path, printed: Callable[..., str], tmp_path: Path) -> None:
    """A missing file is wrong usage; with no sign-off there is nothing to prove."""
    assert "signers" in printed("verify", audit, "--signers", tmp_path / "none", status=2)
    (tmp_path / "signers").write_text("")
    assert "hold" in printed("verify", audit, "--signers", tmp_path / "signers")


EXAMPLES = {
    name: [line[2:] for line in (ROOT / "docs" / name).read_text("utf-8").splitlines() if line.startswith("$ gouji ")]
    for name in ("manual.md", "manual.zh.md")
}


def test_both_manuals_give_the_same_examples() -> None:
    """In the same order; there are some for every command of the record."""
    assert EXAMPLES["manual.md"] == EXAMPLES["manual.zh.md"]
    named = {line.split()[1] for line in EXAMPLES["manual.md"]}
    assert named >= {"assign", "continue", "doctor", "export", "merge", "purge", "reread", "verify", "withdraw"}


def test_the_examples_of_the_manual_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, printed: Callable[..., str]
) -> None:
    """One behind the other, as they stand; where a second person or a key is needed that is what they say."""
    folder = tmp_path / "reports" / "2024"
    folder.mkdir(parents=True)
    for path in sorted(path for path in SAMPLES.iterdir() if path.suffix in (".txt", ".html")):
        (folder / path.name).write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)
    printed("ingest", folder, "--db", "2024.db", "--jobs", "1")
    first = json.loads(printed("list", "--json", "--db", "2024.db").splitlines()[0])["uid"]
    with wiring.open_desk(Path("2024.db"), "rw") as desk:
        for uid in uids(Path("2024.db"), printed):
            for view in desk.reviewing.open(uid).findings:
                desk.reviewing.confirm(uid, view.finding.id, 1)
    (tmp_path / "allowed_signers").write_text("")
    told = []
    for line in EXAMPLES["manual.md"]:
        words = line.replace("3fa9c2", first[:8]).replace("~/reports", str(tmp_path / "reports")).split()[1:]
        told.append(printed(*words))
    assert sum("hold" in said for said in told) == 4
    assert sum("asked for" in said for said in told) == 1
    assert sum("written" in said for said in told) == 5
    assert {"evidence.db", "hers.db", "papers.xlsx", "letter.docx", "letters.docx", "travels.db"} <= {
        path.name for path in tmp_path.iterdir()
    }
