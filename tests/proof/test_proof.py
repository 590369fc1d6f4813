"""The proof in small: random reports in every layout, whole and damaged, and no figure is wrong. `make proof` runs the full size."""

from __future__ import annotations

import pytest
from proof.catalogue import Kind, damaged, whole
from proof.damage import OF_DRAWING, Damage
from proof.figures import Report
from proof.judge import Verdict, judge
from proof.tally import tally

from core.formats import read, second_way
from core.model import Source
from core.reading import read_report


def verdict(kind: Kind, seed: int) -> Verdict:
    page, name, data = kind.make(seed)
    return judge(page, _figures(data, name))


def _figures(data: bytes, name: str) -> dict[str, object]:
    document = read(data, name)
    source = Source(name, "", document.format, len(data))
    report = read_report(document, source, second_way(data, document.format, document))
    return {str(address): figure for address, figure in report.figures.items()}


def _name(kind: Kind) -> str:
    return kind.name


@pytest.mark.parametrize("kind", list(whole()), ids=_name)
def test_no_figure_of_a_whole_report_is_wrong(kind: Kind) -> None:
    """What is read is what was printed; where the layout marks its cells, everything is read."""
    found = verdict(kind, 1000)
    assert not found.wrong
    assert not (kind.complete and found.unread)


def _each_damage_once() -> list[Kind]:
    """Each damage on a layout of the cheapest format that can have it, the layouts in turn, and faults of words in text as well."""
    found: dict[tuple[bool, Damage | None], list[Kind]] = {}
    for kind in damaged():
        if kind.damage in OF_DRAWING or kind.layout.startswith(("html", "text")):
            found.setdefault((kind.layout.startswith("text"), kind.damage), []).append(kind)
    return [kinds[number % len(kinds)] for number, kinds in enumerate(found.values())]


@pytest.mark.parametrize("kind", _each_damage_once(), ids=_name)
def test_no_figure_of_a_damaged_report_is_wrong(kind: Kind) -> None:
    """Whatever is damaged, a figure is what was printed or is not read."""
    assert not verdict(kind, 1000).wrong


@pytest.mark.parametrize("layout", ["html site", "pdf ruled"])
def test_the_same_through_the_real_door(layout: str) -> None:
    """Files read in processes of their own give the same figures."""
    found = tally(Kind(layout), range(2))
    assert (found.reports, found.right, found.wrong) == (2, 400, 0)


def test_the_judge_knows_a_wrong_figure() -> None:
    """A print, a state or a row that is not what was printed is wrong, also with a doubt."""
    kind = Kind("html site")
    page, name, data = kind.make(3)
    figures = _figures(data, name)
    row = page.t3[0]
    row.figures = ["9" + figure for figure in row.figures]
    found = judge(page, figures)  # type: ignore[arg-type]
    assert [words.split(":")[0] for words in found.wrong] == [f"t3/new/{key}" for key in row.keys]
    assert isinstance(page, Report)
