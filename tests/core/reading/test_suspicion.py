"""A figure whose place the format's reader warns of carries that warning as its doubt."""

from __future__ import annotations

import pytest

from core.address import Address
from core.errors import SourceError
from core.formats.document import Document
from core.formats.html import read
from core.model import Doubt, Figure, Locator, Source, State, Warning
from core.reading import read_report
from core.reading.suspicion import KINDS, suspected
from core.wording import Phrase

PLACE = Address("t3", "new", "natural")


def figure(doubt: Doubt | None = None, state: State = State.NUM) -> dict[Address, Figure]:
    return {PLACE: Figure(PLACE, "125", state, 125, Locator(((10, 13),)), doubt)}


def warning(span: tuple[int, int], kind: str = "hidden") -> Warning:
    return Warning(kind, Phrase("pdf.hidden", {"page": 1, "quote": "125"}), (span,), 1)


@pytest.mark.parametrize(
    ("span", "touches"),
    [
        ((10, 13), True),
        ((12, 40), True),
        ((0, 11), True),
        ((13, 20), False),
        ((2, 10), False),
        ((10, 10), True),
        ((13, 13), True),
        ((14, 14), False),
    ],
)
def test_only_what_stands_in_the_figure_casts_doubt(span: tuple[int, int], touches: bool) -> None:
    """A warning touches a figure whose characters it covers; a deletion, which has no length, also at the figure's ends."""
    found = suspected(figure(), [warning((100, 101)), warning(span)])[PLACE]
    assert (found.doubt is not None) is touches
    assert (found.printed, found.state, found.value) == ("125", State.NUM, 125)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_doubt_is_the_warning_itself(kind: str) -> None:
    """Whatever kind of suspicion it is, the doubt says it in the warning's words."""
    found = suspected(figure(), [warning((10, 13), kind)])[PLACE]
    assert found.doubt == Doubt(warning((10, 13)).phrase, ("125",))


def test_other_warnings_cast_no_doubt() -> None:
    """A control character or a missing font says nothing of what the digits are."""
    assert suspected(figure(), [warning((10, 13), "control"), warning((10, 13), "untestable")]) == figure()


def test_a_doubt_that_is_there_stays() -> None:
    """What the reading itself doubts is not covered up."""
    own = Doubt(Phrase("reading.doubt.text_only"))
    assert suspected(figure(own), [warning((10, 13))]) == figure(own)


def test_the_first_reading_stands_where_the_second_fails() -> None:
    """A second way that cannot read the file leaves the first one's figures as they are, and it is said that it failed."""
    document = read(
        "<html><body><p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p></body></html>".encode()
    )
    source = Source("a.html", "", "html", 1)

    def failing() -> Document:
        raise SourceError("damaged", cause="pdfplumber")

    alone, told = read_report(document, source), read_report(document, source, failing)
    assert told.figures == alone.figures and told.text == alone.text
    assert [warning.phrase for warning in told.warnings if warning not in alone.warnings] == [
        Phrase("reading.warning.not_reread.damaged")
    ]
