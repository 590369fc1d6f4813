"""The bundled samples, read through the real door: every figure as printed, every planted fault found, nothing else grave."""

from __future__ import annotations

import make_samples
import pytest
from sampling.facts import FOLDER, Facts, load

from core.desk.intake import Answer, check_files
from core.model import State

PLANTED = {
    "2023-yunxi-government": set(),
    "2023-yunxi-resources": set(),
    "2024-liuwan-housing": {"T4.BLANK", "A.SUM"},
    "2024-qinglan-justice": {"T3.RESULT"},
    "2024-yunxi-government": {"T4.SUM"},
    "2024-yunxi-market": {"N.NEW", "T2.SUMTRAP"},
    "2024-yunxi-resources": {"T3.RESULT"},
    "2024-zhuping-town": set(),
}
"""Rules whose findings of severity 1 or 2 are meant, without last year's report beside it."""


@pytest.fixture(scope="module")
def answers() -> dict[str, Answer]:
    """Every sample, read and checked without a database."""
    facts = [load(path) for path in sorted(FOLDER.glob("*.toml"))]
    paths = [make_samples.TARGET / (f.name + make_samples.ENDINGS[f.format]) for f in facts]
    return {path.stem: answer for path, answer in zip(paths, check_files(paths), strict=True)}


@pytest.mark.parametrize("name", PLANTED)
def test_every_figure_is_read_as_printed(name: str, answers: dict[str, Answer]) -> None:
    """All 200, without a doubt, blanks as blanks; body, year and dates as the facts say."""
    facts: Facts = load(FOLDER / f"{name}.toml")
    checked = answers[name].checked
    assert checked is not None
    figures = checked.report.figures
    assert {str(address): figure.printed for address, figure in figures.items()} == facts.figures
    assert not [str(a) for a, figure in figures.items() if figure.doubt or figure.state is State.UNREAD]
    masthead = checked.report.masthead
    assert masthead.body is not None and (masthead.body.value, masthead.year) == (facts.body, facts.year)
    assert (masthead.signed_on is None) == (not facts.signed)


@pytest.mark.parametrize("name", PLANTED)
def test_what_was_planted_is_found_and_nothing_else_is_grave(name: str, answers: dict[str, Answer]) -> None:
    """Severity 1 and 2 name exactly the planted faults; table 3 has one finding for one cause."""
    checked = answers[name].checked
    assert checked is not None
    grave = [finding.rule for finding in checked.findings if finding.severity <= 2]
    assert set(grave) == PLANTED[name]
    assert len(grave) == len(PLANTED[name])
