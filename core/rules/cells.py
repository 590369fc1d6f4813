"""Cells: what is printed in them, one finding a table and kind (RULES.md §4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from core.address import Address
from core.form import APPLICANTS, WHOLE
from core.model import Blames, Figure, State, Verdict
from core.rules.causes import ties
from core.rules.context import Subject
from core.rules.findings import Hit, Leaf, NotAssessable, Proviso, Seen
from core.rules.identities import BLOCKS, DIVIDED, is_undivided
from core.rules.registry import rule
from core.rules.showing import at_heading, is_picture, is_unit, places, table_of
from core.rules.table3 import placed_rows
from core.rules.table4 import is_blank_block
from core.wording import Argument, Phrase

TABLES = ("t2", "t3", "t4")
MONEY = (("t2", "fees", "amount"), ("t2", "procurement", "amount"))
SECTION = {"t2": 2, "t3": 3, "t4": 4}
SHORT = 8
"""Digits of a figure that nothing but C.OVERFLOW could have a word on."""
FULL_WIDTH = frozenset("０１２３４５６７８９．，－＋")

Test = Callable[[Figure], bool]


def _is_money(address: Address) -> bool:
    return (address.table, address.row, address.column) in MONEY


def _figures(subject: Subject) -> list[Figure]:
    """The figures of the form's cells; where （六） is one row, that one in place of its three."""
    undivided = subject.once(is_undivided)
    return [f for a, f in subject.figures.items() if not (undivided and a.table == "t3" and a.row in DIVIDED)]


def _not_plain(subject: Subject) -> list[Figure]:
    """All but figures that are nothing but up to eight digits: most are, and no rule here has a word on them."""
    text = subject.report.text
    return [figure for figure in subject.once(_figures) if not _is_plain(figure) or _after_wide_blank(figure, text)]


def _is_plain(figure: Figure) -> bool:
    printed = figure.printed
    digits = printed.isdigit() and printed.isascii() and len(printed) <= SHORT
    return digits and figure.state in (State.NUM, State.ZERO) and figure.doubt is None


def _after_wide_blank(figure: Figure, text: str) -> bool:
    spans = figure.locator.spans
    return bool(spans) and text[spans[0][0] - 1 : spans[0][0]] == "\u3000"


def _cells(subject: Subject, test: Test, every: bool = False) -> Iterator[tuple[str, tuple[Address, ...]]]:
    """By table, the cells that the test holds for; tables without any left out. Plain figures only where `every`."""
    figures = subject.once(_figures if every else _not_plain)
    chosen = [figure.address for figure in figures if test(figure)]
    if not chosen:
        return
    for table in TABLES:
        cells = tuple(address for address in chosen if address.table == table)
        if cells:
            yield table, cells


def _hits(subject: Subject, test: Test, verdict: Verdict = Verdict.FAIL, every: bool = False) -> Iterator[Hit]:
    for table, cells in _cells(subject, test, every):
        printed = tuple(dict.fromkeys(subject.figure(cell).printed for cell in cells))
        arguments: dict[str, Argument] = {
            "table": table_of(cells[0]),
            "count": len(cells),
            "places": places(cells),
            "printed": printed[:4],
        }
        yield Hit(table, arguments, addresses=cells, verdict=verdict)


@rule("C.BLANK", needs=("figures",))
def blank_cells(subject: Subject) -> Iterator[Seen]:
    """Blanks among printed zeros; milder where the whole report leaves zeros blank, or only row totals are."""
    blocks = [block for block in BLOCKS if subject.runs("T4.BLANK") and is_blank_block(subject, block)]
    figures = subject.once(_figures)
    zeros = sum(figure.state is State.ZERO for figure in figures)
    blanks = sum(figure.state is State.BLANK for figure in figures)
    if blanks and not zeros and all(figure.value is None for figure in figures):
        yield NotAssessable(Phrase("rules.na.nothing-to-compare"))
        return
    style = zeros <= subject.limit("C.BLANK.style") * (zeros + blanks)
    for table, cells in _cells(subject, lambda f: f.state is State.BLANK and f.address.row not in blocks):
        only_totals = table == "t3" and all(cell.column == "total" for cell in cells)
        columns = () if style or only_totals else _empty_columns(subject, cells)
        kinds = {"message_style": style, "message_totals": only_totals, "message_columns": bool(columns)}
        mild = any(kinds.values())
        yield Hit(
            table,
            {
                "table": table_of(cells[0]),
                "count": len(cells),
                "places": places(cells),
                "zeros": zeros,
                "columns": columns,
            },
            addresses=cells,
            spans=at_heading(subject, SECTION[table]),
            verdict=Verdict.REVIEW if mild else Verdict.FAIL,
            severity=3 if mild else None,
            message=next((key for key, holds in kinds.items() if holds), "message"),
        )


def _empty_columns(subject: Subject, cells: tuple[Address, ...]) -> tuple[Address, ...]:
    """The applicants' columns that the blanks fill, where they are blank from top to bottom and every row's total bears out that
    nothing is left out; else none. Within such a column the rest is not printed 0: it leaves its zeros blank."""
    names = tuple(column for column in APPLICANTS if any(cell.column == column for cell in cells))
    whole = {a for a in subject.form.addresses if a.table == "t3" and a.column in names}
    if not names or len(names) == len(APPLICANTS) or set(cells) != whole:
        return ()
    rows = [item for item in subject.once(ties).all if item.identity.rule == "T3.ROW"]
    if not rows or any(item.broken or item.verdict is Verdict.NA for item in rows):
        return ()
    return tuple(Address("t3", WHOLE, column) for column in names)


@rule("C.SLASH", needs=("figures",))
def slashes(subject: Subject) -> Iterator[Seen]:
    """`/` in a value cell: not applicable, or zero?"""
    yield from _hits(subject, lambda figure: figure.state is State.SLASH, Verdict.REVIEW)


@rule("C.DASH", needs=("figures",))
def dashes(subject: Subject) -> Iterator[Seen]:
    """A dash in a value cell: not applicable, or zero?"""
    yield from _hits(subject, lambda figure: figure.state is State.DASH, Verdict.REVIEW)


@rule("C.MIXSTYLE", needs=("figures",))
def mixed_style(subject: Subject) -> Iterator[Seen]:
    """Nothing is written in more than one way in one table; blanks beside zeros are C.BLANK's."""
    marks = (State.ZERO, State.BLANK, State.SLASH, State.DASH)
    if not any(figure.state in (State.SLASH, State.DASH) for figure in subject.once(_not_plain)):
        return
    for table, cells in _cells(subject, lambda figure: figure.state in marks, every=True):
        used = {subject.figure(cell).state for cell in cells}
        if len(used) > 1 and used & {State.SLASH, State.DASH}:
            odd = tuple(cell for cell in cells if subject.figure(cell).state in (State.SLASH, State.DASH))
            yield Hit(table, {"table": table_of(cells[0]), "styles": len(used), "places": places(odd)}, addresses=odd)


@rule("C.NONINT", needs=("figures",))
def decimals_in_counts(subject: Subject) -> Iterator[Seen]:
    """A count with decimals; money may have them."""
    yield from _hits(subject, lambda f: isinstance(f.value, Decimal) and not _is_money(f.address))


@rule("C.NEG", needs=("figures",))
def negatives(subject: Subject) -> Iterator[Seen]:
    """A negative figure; 增/减 of the 2019 form may be."""
    yield from _hits(subject, lambda f: f.value is not None and f.value < 0 and f.address.column != "change")


@rule("C.TEXT", needs=("figures",))
def words_in_cells(subject: Subject) -> Iterator[Seen]:
    """Words where a number belongs: 无, 不适用, 约."""
    yield from _hits(subject, lambda f: f.state is State.TEXT and not _all_digits(f), Verdict.REVIEW)


@rule("C.UNIT_IN", needs=("figures",))
def units_in_cells(subject: Subject) -> Iterator[Seen]:
    """A unit behind the number; the value is still usable. Money may carry its unit."""
    yield from _hits(subject, lambda f: is_unit(f) and not _is_money(f.address))


@rule("C.OVERFLOW", needs=("figures",))
def too_large(subject: Subject) -> Iterator[Seen]:
    """A count over 10^8, fees over 10^7 万元, or more digits than a number can have."""
    count, money = subject.limit("C.OVERFLOW.count"), subject.limit("C.OVERFLOW.money")
    every = any(number > min(count, money) for number in subject.numbers.values())

    def beyond(figure: Figure) -> bool:
        if figure.value is None:
            return figure.state is State.TEXT and _all_digits(figure)
        wan = figure.address.row != "procurement"
        return figure.value > (count if not _is_money(figure.address) else money if wan else money * 10_000)

    yield from _hits(subject, beyond, every=every)


@rule("C.UNREAD", needs=("figures",))
def unread_cells(subject: Subject) -> Iterator[Seen]:
    """Figures that could not be read, or were read with doubt: the page has to be looked at."""
    placed = frozenset(placed_rows(subject)) if subject.runs("T3.SHIFT") else frozenset()
    for table, cells in _cells(
        subject, lambda f: (f.state is State.UNREAD or f.doubt is not None) and f.address not in placed
    ):
        unread = sum(subject.figure(cell).state is State.UNREAD for cell in cells)
        if subject.runs("E.SCAN") and is_picture(subject, table):
            yield Leaf(Verdict.REVIEW)  # E.SCAN says that nothing of the table was found
            continue
        yield Hit(
            table,
            {"table": table_of(cells[0]), "unread": unread, "doubtful": len(cells) - unread, "places": places(cells)},
            addresses=cells,
            spans=at_heading(subject, SECTION[table]) if unread else (),
            verdict=Verdict.REVIEW,
            blames=Blames.READING,
        )


@rule("C.COMMA", needs=("figures",))
def commas(subject: Subject) -> Iterator[Seen]:
    """1,234 is reckoned as 1234; the print is kept."""
    yield from _normalised(subject, lambda f: f.value is not None and any(ch in ",，" for ch in f.printed))


@rule("C.FULLWIDTH", needs=("figures",))
def full_width(subject: Subject) -> Iterator[Seen]:
    """１２ is reckoned as 12; the print is kept."""
    yield from _normalised(subject, lambda f: f.value is not None and not FULL_WIDTH.isdisjoint(f.printed))


@rule("C.SPACES", needs=("figures",))
def spaces(subject: Subject) -> Iterator[Seen]:
    """Blanks within or, full-width, before a number; it is reckoned without them."""
    text = subject.report.text

    def spaced(figure: Figure) -> bool:
        return figure.value is not None and (len(figure.printed.split()) > 1 or _after_wide_blank(figure, text))

    yield from _normalised(subject, spaced)


def _normalised(subject: Subject, test: Test) -> Iterator[Seen]:
    cells = [cell for _, found in _cells(subject, test) for cell in found]
    if cells:
        yield Proviso(Phrase("rules.pass.normalised", {"count": len(cells), "places": places(cells)}))


def _all_digits(figure: Figure) -> bool:
    digits = [ch for ch in figure.printed if not ch.isspace() and ch not in ",，"]
    return len(digits) > 0 and all(ch.isdigit() for ch in digits)
