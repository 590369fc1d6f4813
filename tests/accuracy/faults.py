"""One fault at a time, each of a known kind, planted into a sound draft.

A kind is a function of a draft and a source of chance; it gives the spoilt draft with what should be noticed, or None where
the draft has no place for such a fault.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from types import MappingProxyType

from accuracy.drafts import COLUMNS, DETAIL, Draft, Mark, Piece, drawn, stock

from core.form import form

Chance = random.Random
ROWS = tuple(row.key for row in form().table("t3").rows)
BLOCKS = tuple(row.key for row in form().table("t4").rows)
TABLE_RULES = ("T3.", "T4.")
CLAIMS = ("N.", "A.")


@dataclass(frozen=True)
class Planted:
    """A draft with one fault."""

    draft: Draft
    rules: tuple[str, ...]
    """Ids, or beginnings of ids, of rules that may say it."""
    cells: tuple[str, ...] = ()
    """Addresses that were changed; a finding must name one of them (all single-cell faults: the cell)."""
    words: str = ""
    """The paragraph that was changed; a finding must stand in it, where given."""
    hint: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """What the first hint should say."""
    prior: Draft | None = None
    ground: Draft | None = None
    """Last year's report while the draft was sound; `prior` where None."""
    peer: Draft | None = None
    severe: bool = False
    """Must be noticed with severity 1."""


Kind = Callable[[Draft, Chance], Planted | None]
KINDS: dict[str, Kind] = {}
GOALS: dict[str, float] = {}
"""Share of a kind's faults that must be found."""


def kind(name: str, goal: float) -> Callable[[Kind], Kind]:
    """Register a kind with its goal."""

    def register(function: Kind) -> Kind:
        KINDS[name], GOALS[name] = function, goal
        return function

    return register


def other_number(printed: str, chance: Chance) -> str:
    """Another whole number as people mistype it: one off, a digit wrong, added, lost or swapped."""
    value = int(printed)
    options = {
        value + 1,
        max(0, value - 1),
        value + chance.randint(2, 9),
        value * 10 + chance.randint(0, 9),
        value + 10,
    }
    if value > 9:
        digits = list(printed)
        digits[0], digits[-1] = digits[-1], digits[0]
        options |= {int("".join(digits)), value // 10}
    return str(chance.choice(sorted(options - {value})))


def with_figures(draft: Draft, changes: Mapping[str, str]) -> Draft:
    return replace(draft, figures={**draft.figures, **changes})


def paragraphs(draft: Draft, test: Callable[[Piece], bool]) -> list[int]:
    return [index for index, piece in enumerate(draft.pieces) if piece.kind == "paragraph" and test(piece)]


def reworded(draft: Draft, index: int, text: str) -> Draft:
    return draft.with_piece(index, replace(draft.pieces[index], text=text, marks=()))


def other_mark(draft: Draft, chance: Chance, wanted: Callable[[str], bool]) -> tuple[Draft, str, Mark] | None:
    """The draft with one stated number of the wanted names changed, the new paragraph, and which number it was."""
    found = [(i, mark) for i, piece in enumerate(draft.pieces) for mark in piece.marks if wanted(mark[2])]
    if not found:
        return None
    index, mark = chance.choice(found)
    text = draft.pieces[index].text
    spoilt = text[: mark[0]] + other_number(text[mark[0] : mark[1]], chance) + text[mark[1] :]
    return reworded(draft, index, spoilt), spoilt, mark


# Tables


@kind("table 3: a cell", 1.0)
def cell_of_table_3(draft: Draft, chance: Chance) -> Planted:
    cell = f"t3/{chance.choice(ROWS)}/{chance.choice(COLUMNS)}"
    right = draft.figures[cell]
    spoilt = with_figures(draft, {cell: other_number(right, chance)})
    return Planted(spoilt, ("T3.",), (cell,), hint={cell: int(right)}, severe=True)


@kind("table 4: a cell", 1.0)
def cell_of_table_4(draft: Draft, chance: Chance) -> Planted:
    cell = f"t4/{chance.choice(BLOCKS)}/{chance.choice(('upheld', 'corrected', 'other', 'pending', 'total'))}"
    spoilt = with_figures(draft, {cell: other_number(draft.figures[cell], chance)})
    return Planted(spoilt, ("T4.SUM",), (cell,), severe=True)


@kind("table 2: stock below what was issued", 1.0)
def stock_of_table_2(draft: Draft, chance: Chance) -> Planted | None:
    row = "t2/normative_documents/"
    plain = [draft.figures[row + column] for column in ("issued", "repealed", "in_force")]
    if not all(printed.isdigit() for printed in plain) or int(plain[0]) - int(plain[1]) < 1:
        return None
    stock_ = chance.randrange(int(plain[0]) - int(plain[1]))
    return Planted(with_figures(draft, {row + "in_force": str(stock_)}), ("T2.INFORCE_GE",), (row + "in_force",))


@kind("table 3: two columns of a row swapped", 1.0)
def columns_swapped(draft: Draft, chance: Chance) -> Planted | None:
    places = [
        (row, a, b)
        for row in ROWS
        for a, b in pairwise(COLUMNS[:-1])
        if draft.figures[f"t3/{row}/{a}"] != draft.figures[f"t3/{row}/{b}"]
    ]
    if not places:
        return None
    row, a, b = chance.choice(places)
    one, other = f"t3/{row}/{a}", f"t3/{row}/{b}"
    spoilt = with_figures(draft, {one: draft.figures[other], other: draft.figures[one]})
    return Planted(spoilt, ("T3.",), (one, other))


@kind("table 3: a row shifted by one column", 1.0)
def row_shifted(draft: Draft, chance: Chance) -> Planted | None:
    rows = [row for row in ROWS if draft.figures[f"t3/{row}/total"] != "0"]
    row = chance.choice(rows)
    cells = [f"t3/{row}/{column}" for column in COLUMNS]
    printed = ["0", *(draft.figures[cell] for cell in cells[:-1])]
    changed = {cell: text for cell, text in zip(cells, printed, strict=True) if draft.figures[cell] != text}
    return Planted(with_figures(draft, changed), ("T3.",), tuple(changed)) if changed else None


@kind("table 3: figures one row too low", 1.0)
def rows_shifted(draft: Draft, chance: Chance) -> Planted | None:
    """From some row on, each row prints the figures of the one above it."""
    start = chance.randrange(2, len(ROWS) - 2)
    changed = {}
    for above, row in list(pairwise(ROWS))[start - 1 :]:
        for column in COLUMNS:
            cell, printed = f"t3/{row}/{column}", draft.figures[f"t3/{above}/{column}"]
            if draft.figures[cell] != printed:
                changed[cell] = printed
    broken = any(cell.startswith("t3/total/") for cell in changed)
    return Planted(with_figures(draft, changed), ("T3.",), tuple(changed)) if broken else None


@kind("cells: blank, negative, broken number", 0.95)
def odd_cell(draft: Draft, chance: Chance) -> Planted:
    cell = f"t3/{chance.choice(DETAIL)}/{chance.choice(COLUMNS[:-1])}"
    printed, rules = chance.choice((("", ("C.BLANK", "T3.")), ("-3", ("C.NEG", "T3.")), ("1.5", ("C.NONINT", "T3."))))
    return Planted(with_figures(draft, {cell: printed}), rules, (cell,))


@kind("unit: fees of the table in yuan", 0.95)
def fees_in_yuan(draft: Draft, chance: Chance) -> Planted | None:
    cell = "t2/fees/amount"
    told = paragraphs(draft, lambda piece: any(mark[2] == cell for mark in piece.marks))
    if not told:
        return None
    amount = draft.figures[cell].replace(".", "") + "000"
    return Planted(with_figures(draft, {cell: amount}), ("T2.FEE_UNIT", "T2.FEE_TEXT"), (cell,))


@kind("unit: 万 lost in the text", 0.95)
def unit_lost(draft: Draft, chance: Chance) -> Planted | None:
    told = paragraphs(draft, lambda piece: "收费" in piece.text and "万元" in piece.text)
    if not told:
        return None
    text = draft.pieces[told[0]].text.replace("万元", "元", 1)
    return Planted(reworded(draft, told[0], text), ("T2.FEE_TEXT",), words=text)


# Claims


def _is_cell(name: str) -> bool:
    return name.startswith(("t3/", "t4/", "refused", "unavailable", "not_processed", "suits", "sum:t"))


@kind("claim: another number than the table's", 0.95)
def wrong_claim(draft: Draft, chance: Chance) -> Planted | None:
    spoilt = other_mark(draft, chance, _is_cell)
    return Planted(spoilt[0], CLAIMS, words=spoilt[1]) if spoilt else None


@kind("claim: parts that do not add up", 0.95)
def wrong_part(draft: Draft, chance: Chance) -> Planted | None:
    spoilt = other_mark(draft, chance, lambda name: name.startswith("sum/"))
    return Planted(spoilt[0], ("A.SUM", "A.SUBSET"), words=spoilt[1]) if spoilt else None


@kind("claim: a wrong share", 0.95)
def wrong_share(draft: Draft, chance: Chance) -> Planted | None:
    found = [(i, m) for i, piece in enumerate(draft.pieces) for m in piece.marks if m[2] == "rate/p"]
    if not found:
        return None
    index, (start, end, _) = chance.choice(found)
    text = draft.pieces[index].text
    share = float(text[start:end])
    wrong = chance.choice([share + 10, share - 3, share + 0.7, share / 2])
    spoilt = f"{text[:start]}{min(abs(wrong), 99.4):.1f}{text[end:]}"
    if f"{share:.1f}%" in spoilt:
        return None
    return Planted(reworded(draft, index, spoilt), ("A.",), words=spoilt)


# Structure, dates, names


@kind("structure: a section left out", 0.95)
def section_left_out(draft: Draft, chance: Chance) -> Planted:
    number = chance.choice((1, 2, 3, 4, 5, 6))
    kept = tuple(piece for piece in draft.pieces if piece.section != number)
    return Planted(replace(draft, pieces=kept), ("S.SECTIONS", "S.TABLES"))


@kind("structure: a heading left out", 0.95)
def heading_left_out(draft: Draft, chance: Chance) -> Planted:
    index = chance.choice([i for i, piece in enumerate(draft.pieces) if piece.kind == "heading"])
    return Planted(draft.with_piece(index), ("S.SECTIONS", "S.ORDINAL"))


@kind("structure: a wrong ordinal", 0.95)
def wrong_ordinal(draft: Draft, chance: Chance) -> Planted:
    index = chance.choice([i for i, piece in enumerate(draft.pieces) if piece.kind == "heading"])
    piece = draft.pieces[index]
    ordinal = chance.choice([sign for sign in "一二三四五六七" if sign != piece.text[0]])
    text = chance.choice((ordinal + piece.text[1:], piece.text[2:]))
    return Planted(draft.with_piece(index, replace(piece, text=text)), ("S.ORDINAL", "S.ORDER"))


@kind("structure: two sections in the wrong order", 0.95)
def sections_swapped(draft: Draft, chance: Chance) -> Planted:
    first = chance.choice((2, 3, 4, 5))
    order = {first: first + 1, first + 1: first}
    head = [piece for piece in draft.pieces if piece.section == 0 and piece.kind != "signature"]
    body = sorted((p for p in draft.pieces if p.section), key=lambda piece: order.get(piece.section, piece.section))
    tail = [piece for piece in draft.pieces if piece.kind == "signature"]
    return Planted(replace(draft, pieces=(*head, *body, *tail)), ("S.ORDER", "S.ORDINAL"))


@kind("structure: a table left out", 0.95)
def table_left_out(draft: Draft, chance: Chance) -> Planted:
    index = chance.choice([i for i, piece in enumerate(draft.pieces) if piece.kind == "table"])
    return Planted(draft.with_piece(index), ("S.TABLES", "E.LOSS", "E.SCAN", "T3.COUNT"))


@kind("date: another year in the title", 0.95)
def year_of_title(draft: Draft, chance: Chance) -> Planted:
    [index] = [i for i, piece in enumerate(draft.pieces) if piece.kind == "title"]
    wrong = draft.year + chance.choice((-1, 1))
    text = draft.pieces[index].text.replace(str(draft.year), str(wrong))
    return Planted(draft.with_piece(index, Piece("title", text)), ("I.YEAR", "I.PERIOD"))


@kind("date: another year in the period", 0.95)
def year_of_period(draft: Draft, chance: Chance) -> Planted | None:
    told = paragraphs(draft, lambda piece: piece.section == 0 and "期限" in piece.text)
    if not told:
        return None
    text = draft.pieces[told[0]].text
    places = [match.start() for match in re.finditer(rf"{draft.year}年(?:1月1日|12月31日)", text)]
    if not places:
        return None
    at = chance.choice(places)
    spoilt = text[:at] + str(draft.year + chance.choice((-1, 1))) + text[at + 4 :]
    return Planted(reworded(draft, told[0], spoilt), ("I.YEAR", "I.PERIOD"), words=spoilt)


@kind("date: signed late or in a wrong year", 0.95)
def signed_late(draft: Draft, chance: Chance) -> Planted | None:
    places = [i for i, piece in enumerate(draft.pieces) if piece.kind == "signature" and "年" in piece.text]
    if not places:
        return None
    text = chance.choice((f"{draft.year + 1}年4月9日", f"{draft.year}年1月15日", f"{draft.year + 3}年1月15日"))
    spoilt = replace(draft.with_piece(places[-1], Piece("signature", text)), published="")
    return Planted(spoilt, ("I.DEADLINE", "I.YEAR"))


@kind("name: signed by another body", 0.95)
def signed_by_another(draft: Draft, chance: Chance) -> Planted | None:
    places = [i for i, piece in enumerate(draft.pieces) if piece.kind == "signature" and piece.text == draft.body]
    if not places:
        return None
    other = chance.choice([name for name in stock()["offices"] if not draft.body.endswith(name)])
    return Planted(draft.with_piece(places[0], Piece("signature", "石堤县" + other)), ("I.ORG",))


@kind("name: no signature", 0.95)
def unsigned(draft: Draft, chance: Chance) -> Planted | None:
    kept = tuple(piece for piece in draft.pieces if piece.kind != "signature")
    return Planted(replace(draft, pieces=kept), ("I.SIGN",)) if len(kept) < len(draft.pieces) else None


# Words


def _inserted(draft: Draft, chance: Chance, words: str) -> tuple[Draft, str]:
    index = chance.choice(paragraphs(draft, lambda piece: piece.section in (1, 5)))
    text = draft.pieces[index].text + words
    return reworded(draft, index, text), text


def _identity_number(chance: Chance) -> str:
    """Eighteen digits with a date and the check digit of GB 11643."""
    digits = f"{chance.choice((130999, 360788, 441898))}19{chance.randint(50, 99)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    digits += f"{chance.randint(0, 999):03}"
    weighted = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(digits))
    return digits + "10X98765432"[weighted % 11]


@kind("privacy: a mobile number", 0.95)
def mobile_number(draft: Draft, chance: Chance) -> Planted:
    number = chance.choice(("138", "159", "186", "177")) + f"{chance.randint(0, 99999999):08}"
    words = chance.choice(("申请人联系方式{}。", "如需复印请拨打{}。", "（经办人手机{}）。")).format(number)
    return Planted(*_paired(_inserted(draft, chance, words), ("P.MOBILE",)))


@kind("privacy: an identity number", 0.95)
def identity_number(draft: Draft, chance: Chance) -> Planted:
    words = chance.choice(("申请人身份证号{}。", "（{}）的申请已经答复。")).format(_identity_number(chance))
    return Planted(*_paired(_inserted(draft, chance, words), ("P.ID",)))


def _paired(spoilt: tuple[Draft, str], rules: tuple[str, ...]) -> tuple[Draft, tuple[str, ...], tuple[str, ...], str]:
    return spoilt[0], rules, (), spoilt[1]


@kind("words: said twice", 0.8)
def said_twice(draft: Draft, chance: Chance) -> Planted | None:
    index = chance.choice(paragraphs(draft, lambda piece: piece.section in (1, 5)))
    text = draft.pieces[index].text
    places = [match.start() for match in re.finditer(r"(?<=[一-龥])[一-龥]{2}(?=[一-龥]{2})", text)]
    if not places:
        return None
    at = chance.choice(places)
    spoilt = text[: at + 2] + text[at : at + 2] + text[at + 2 :]
    return Planted(reworded(draft, index, spoilt), ("W.DUP",), words=spoilt)


@kind("words: left-over of a template", 0.95)
def left_over(draft: Draft, chance: Chance) -> Planted:
    words = chance.choice(("全年开展培训XX次。", "由××科室负责落实。", "公开信息某某条。", "（此处填写工作亮点）"))
    return Planted(*_paired(_inserted(draft, chance, words), ("D.PLACEHOLDER",)))


def _doings(chance: Chance, count: int) -> str:
    """A paragraph of its own."""
    return "；".join(chance.sample(stock()["doings"], count)) + "。"


def another_body(chance: Chance) -> Draft:
    """A report that says nothing the drawn ones say."""
    peer = drawn(chance.randrange(10_000, 20_000), body="石堤县档案馆")
    first = [Piece("paragraph", _doings(chance, 3), (), 1) for _ in range(3)]
    fifth = [Piece("paragraph", _doings(chance, 4), (), 5)]
    pieces: list[Piece] = []
    for piece in peer.pieces:
        if piece.kind != "paragraph" or piece.section not in (1, 5):
            pieces.append(piece)
        if piece.kind == "heading":
            pieces += {1: first, 5: fifth}.get(piece.section, [])
    return replace(peer, pieces=tuple(pieces))


def a_year_before(draft: Draft, chance: Chance, words: Draft | None = None) -> Draft:
    """Last year's report of the same body: its figures lead over to this year's, its words are others."""
    figures = {cell: _a_little_less(printed) for cell, printed in draft.figures.items()}
    figures |= {f"t3/carried_out/{c}": draft.figures[f"t3/carried_in/{c}"] for c in COLUMNS}
    for row in ("regulations", "normative_documents"):
        issued, repealed, held = (draft.figures[f"t2/{row}/{c}"] for c in ("issued", "repealed", "in_force"))
        before = int(held) - int(re.sub(r"\D.*", "", issued)) + int(repealed)
        figures[f"t2/{row}/in_force"] = str(max(before, 0))
    pieces = tuple(
        replace(piece, text=piece.text.replace(str(draft.year), str(draft.year - 1)), marks=())
        for piece in (words or another_body(chance)).pieces
    )
    return replace(draft, name=draft.name + "-before", year=draft.year - 1, figures=figures, pieces=pieces)


def _a_little_less(printed: str) -> str:
    return str(int(printed) - int(printed) // 9) if printed.isdigit() else printed


@kind("comparison: a paragraph of another body", 0.95)
def copied_from_another(draft: Draft, chance: Chance) -> Planted:
    peer = another_body(chance)
    piece = chance.choice([p for p in peer.pieces if p.kind == "paragraph" and p.section in (1, 5)])
    at = chance.choice(paragraphs(draft, lambda own: own.section == 1))
    spoilt = draft.with_piece(at, draft.pieces[at], replace(piece, section=1))
    return Planted(spoilt, ("D.AGENCY",), words=piece.text, peer=peer)


@kind("comparison: last year's text", 0.95)
def copied_from_last_year(draft: Draft, chance: Chance) -> Planted:
    words = chance.choice((None, drawn(chance.randrange(20_000, 30_000), body=draft.body)))
    prior = a_year_before(draft, chance, words)
    number = chance.choice((1, 5))
    own = [i for i, piece in enumerate(draft.pieces) if piece.kind == "paragraph" and piece.section == number]
    old = [piece for piece in prior.pieces if piece.kind == "paragraph" and piece.section == number]
    kept = [piece for i, piece in enumerate(draft.pieces) if i not in own]
    spoilt = replace(draft, pieces=(*kept[: own[0]], *old, *kept[own[0] :]))
    return Planted(spoilt, ("Y.SAMETEXT", "Y.SAMEPROBLEM"), prior=prior)


@kind("comparison: carried over wrongly", 1.0)
def carried_wrongly(draft: Draft, chance: Chance) -> Planted:
    prior = a_year_before(draft, chance)
    column = chance.choice(COLUMNS)
    there = f"t3/carried_out/{column}"
    wrong = with_figures(prior, {there: other_number(prior.figures[there], chance)})
    return Planted(draft, ("Y.CARRY",), (f"t3/carried_in/{column}",), prior=wrong, ground=prior)


@kind("comparison: stock not rolled forward", 0.95)
def not_rolled(draft: Draft, chance: Chance) -> Planted | None:
    prior = a_year_before(draft, chance)
    there = "t2/normative_documents/in_force"
    wrong = with_figures(prior, {there: other_number(prior.figures[there], chance)})
    return Planted(draft, ("Y.ROLL",), (there,), prior=wrong, ground=prior)
