"""What leaves the desk: by its ending, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers.making import followed_up

from core.desk.reporting import PAPERS, Reporting, blank_letter, rule_cards
from core.errors import ExportError
from core.rules import all_rules


def reporting() -> Reporting:
    """Of the usual reports, decided."""
    made = followed_up()
    return Reporting(made.reports, made.events, None)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["out.pdf", "out", "out.XLS", ".xlsx"])
def test_an_ending_that_is_no_papers_is_refused(tmp_path: Path, name: str) -> None:
    """Nothing is written in its place."""
    with pytest.raises(ExportError, match=r"export\.unknown-ending"):
        reporting().export(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", PAPERS)
def test_a_file_that_is_there_stays_unless_it_is_meant(tmp_path: Path, ending: str) -> None:
    """Each kind of paper, in whatever case its ending is written."""
    target = tmp_path / f"out{ending.upper()}"
    target.write_bytes(b"before")
    with pytest.raises(ExportError, match=r"export\.exists"):
        reporting().export(target)
    assert target.read_bytes() == b"before"
    reporting().export(target, force=True)
    assert target.read_bytes() != b"before"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_blank_letter_is_not_written_over_an_offices_own(tmp_path: Path, language: str) -> None:
    """A template is work that somebody adapted."""
    target = tmp_path / "letter.docx"
    blank_letter(target, language)  # type: ignore[arg-type]
    target.write_bytes(b"adapted")
    with pytest.raises(ExportError, match=r"export\.exists"):
        blank_letter(target, language)  # type: ignore[arg-type]
    assert target.read_bytes() == b"adapted"


def test_every_rule_has_its_card_in_both_languages() -> None:
    """The same rules in the same order; every part says something, thresholds are strings and named by their rule."""
    chinese, english = rule_cards("zh"), rule_cards("en")
    assert [card["id"] for card in chinese] == [card["id"] for card in english] == [rule.id for rule in all_rules()]
    for one, other in zip(chinese, english, strict=True):
        assert one.keys() == other.keys()
        for part in ("title", "checks", "why", "basis"):
            assert one[part].strip() and other[part].strip(), one["id"]
        assert one["thresholds"] == other["thresholds"]
        assert all(name.startswith(f"{one['id']}.") and isinstance(v, str) for name, v in one["thresholds"].items())
