"""A figure whose place the format's reader warns of carries that warning as its doubt."""

from __future__ import annotations

import pytest

from core.address import Address
from core.errors import SourceError
from core.formats.document import Document, Page
from core.formats.html import read
from core.model import Box, Doubt, Figure, Locator, Source, State, Warning
from core.reading import read_report
from core.reading.suspicion import KINDS, not_blank, suspected, whole
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


@pytest.mark.parametrize("kind", ["struck", "raised"])
@pytest.mark.parametrize(("span", "rest"), [((12, 13), "12"), ((10, 11), "25"), ((8, 12), "5")])
def test_digits_marked_in_part_are_not_read_as_one_number(kind: str, span: tuple[int, int], rest: str) -> None:
    """Some digits of a figure struck out or raised: which number is meant nobody can tell, both are its candidates."""
    found = suspected(figure(), [warning(span, kind)])[PLACE]
    assert (found.state, found.printed, found.value) == (State.UNREAD, "", None)
    assert found.doubt == Doubt(warning(span).phrase, ("125", rest))


@pytest.mark.parametrize(
    ("struck", "read"), [((11, 12), False), ((20, 21), False), ((10, 12), False), ((30, 33), True)]
)
def test_digits_marked_in_part_are_no_number_on_two_lines_either(struck: tuple[int, int], read: bool) -> None:
    """A cell too narrow for the number struck out and the one that takes its place breaks them anywhere: no part is the figure."""
    broken = {PLACE: Figure(PLACE, "18\n92", State.NUM, 1892, Locator(((10, 12), (20, 22))))}
    found = suspected(broken, [warning(struck, "struck")])[PLACE]
    assert (found.state is State.NUM) is read


def test_words_that_run_another_way_are_no_remark_of_a_figure() -> None:
    """A table printed sideways over another leaves its letters in the other's cells."""
    over = {PLACE: Figure(PLACE, "27\n（本", State.MIXED, 27, Locator(((10, 12), (20, 22))), remark="（本")}
    found = suspected(over, [warning((20, 22), "turned")])[PLACE]
    assert (found.state, found.printed) == (State.UNREAD, "")
    assert found.doubt and found.doubt.candidates == ("27\n（本", "27")


@pytest.mark.parametrize(
    ("state", "box", "read"),
    [
        (State.BLANK, Box(580, 10, 595.3, 20), False),
        (State.BLANK, Box(560, 10, 580, 20), True),
        (State.BLANK, Box(560, 830, 580, 841.9), False),
        (State.NUM, Box(585, 10, 594.9, 20), True),
    ],
)
def test_what_the_edge_of_the_page_cuts_off_is_not_read(state: State, box: Box, read: bool) -> None:
    """A cell that runs off the page shows no border there: what it would hold may have been left out, so it is not blank."""
    held = {PLACE: Figure(PLACE, "", state, None, Locator((), 1, box))}
    found = whole(held, [Page(1, (0, 9), 595.3, 841.9)])[PLACE]
    assert (found.state is state) is read
    assert (found.doubt is None) is read


CELLS = {
    "a figure beside a picture": ("<td>12<img src=a.gif><td>3", [("12", State.NUM, True), ("3", State.NUM, False)]),
    "a picture": ("<td><img src=a.gif><td>3", [("", State.UNREAD, True), ("3", State.NUM, False)]),
    "a picture of one point": ("<td><img src=a.gif width=1><td>3", [("", State.BLANK, False), ("3", State.NUM, False)]),
    "a drawing": ("<td><svg></svg><td>3", [("", State.UNREAD, True), ("3", State.NUM, False)]),
    "a field": ("<td><input value=12><td><input type=hidden value=9>3", [("12", State.NUM, False), ("3", State.NUM, False)]),
    "an empty field": ("<td><input type=text><td>3", [("", State.UNREAD, True), ("3", State.NUM, False)]),
    "a field of several lines": ("<td><textarea>12</textarea><td>3", [("12", State.NUM, False), ("3", State.NUM, False)]),
    "an empty field of several lines": ("<td><textarea> </textarea><td>3", [("", State.UNREAD, True), ("3", State.NUM, False)]),
    "what a script prints": ("<td><script>document.write(12)</script><td>3", [("", State.UNREAD, True), ("3", State.NUM, False)]),
    "a script that prints nothing": ("<td><script>var a=12</script><td>3", [("", State.BLANK, False), ("3", State.NUM, False)]),
    "a note's number": ("<td>12<sup>1</sup><td>3", [("", State.UNREAD, True), ("3", State.NUM, False)]),
    "a letter above": ("<td><ruby>12<rt>1</rt></ruby><td>3", [("", State.UNREAD, True), ("3", State.NUM, False)]),
    "a figure struck out": ("<td><del>7</del>12<td><s>3</s>", [("", State.UNREAD, True), ("3", State.NUM, True)]),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "expected"), CELLS.values(), ids=CELLS.keys())
def test_what_a_cell_shows_besides_its_words(cells: str, expected: list[tuple[str, State, bool]]) -> None:
    """A cell with a picture is not blank, one with a filled field holds what the field shows, and marked digits are not joined."""
    heads = "<tr><td>信息内容<td>本年处理决定数量"
    first, second = cells.split("<td>")[1:]
    markup = f"<p>一、总体情况</p><p>二、主动公开政府信息情况</p><table>{heads}<tr><td>行政处罚<td>{first}<tr><td>行政强制<td>{second}</table>"
    report = read_report(read(markup.encode()), Source("a.html", "", "html", 1))
    found = [report.figures[Address("t2", row, "decisions")] for row in ("penalties", "compulsion")]
    assert [(f.printed, f.state, f.doubt is not None) for f in found] == expected


def test_a_blank_row_named_like_a_column_keeps_its_cells() -> None:
    """3.其他 with nothing but blank cells is a row: what its cells hold besides words is not lost."""
    heads = "<tr><td>申请人情况<td>自然人<td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他<td>总计"
    rows = "".join(f"<tr><td>{n}.{name}" + "<td>1" * 7 for n, name in enumerate(("重复申请", "要求提供公开出版物"), 2))
    markup = f"<p>一、总体情况</p><p>二、主动公开政府信息情况</p><table>{heads}{rows}<tr><td>3.其他<td><img src=a.gif>{'<td>' * 6}</table>"
    report = read_report(read(markup.encode()), Source("a.html", "", "html", 1))
    states = [report.figures[Address("t3", "other/misc", column)].state for column in ("natural", "total")]
    assert states == [State.UNREAD, State.BLANK]


@pytest.mark.parametrize(
    ("page", "box", "read"),
    [(1, Box(11, 11, 19, 19), False), (2, Box(11, 11, 19, 19), True), (1, Box(30, 11, 38, 19), True)],
    ids=["its cell", "another page", "another cell"],
)
def test_a_blank_in_whose_cell_something_is_drawn_is_not_read(page: int, box: Box, read: bool) -> None:
    """Nobody guesses that a picture is nothing; and no figure that was read loses its state by it."""
    cell = Locator((), 1, Box(10, 10, 20, 20))
    blank = {PLACE: Figure(PLACE, "", State.BLANK, None, cell)}
    found = not_blank(blank, [(page, box)])[PLACE]
    assert found.state is (State.BLANK if read else State.UNREAD)
    assert (found.doubt is None) is read
    printed = {PLACE: Figure(PLACE, "5", State.NUM, 5, cell)}
    assert not_blank(printed, [(page, box)]) == printed
