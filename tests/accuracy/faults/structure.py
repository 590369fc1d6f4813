"""Sections, their order and numbers; tables and their labels."""

from __future__ import annotations

import re
from dataclasses import replace

from accuracy.drafts import Draft, Piece
from accuracy.planting import Chance, Planted, kind
from accuracy.printing import OLD

from core.form import form

UNREAD = ("T2.", "T3.", "T4.", "C.", "N.", "A.", "E.", "S.TABLES", "S.LABEL")
"""What may be said, rightly, where a table is not there."""


@kind("structure: a section left out")
def section_left_out(draft: Draft, chance: Chance) -> Planted:
    number = chance.choice((1, 2, 3, 4, 5, 6))
    kept = tuple(piece for piece in draft.pieces if piece.section != number)
    follows = ("S.", *(UNREAD if number in (2, 3, 4) else ()), "I.PERIOD", "T4.CORRECTED", "A.", "N.")
    return Planted(replace(draft, pieces=kept), ("S.SECTIONS",), follows=follows)


@kind("structure: a heading left out")
def heading_left_out(draft: Draft, chance: Chance) -> Planted:
    index = chance.choice(draft.indices("heading"))
    follows = ("S.", "I.YEAR", "T4.CORRECTED", "N.", "T3.", "I.PERIOD")
    return Planted(draft.with_piece(index), ("S.SECTIONS",), ("S.SECTIONS", "S.ORDINAL"), follows)


@kind("structure: a wrong ordinal")
def wrong_ordinal(draft: Draft, chance: Chance) -> Planted:
    index = chance.choice(draft.indices("heading"))
    piece = draft.pieces[index]
    ordinal = chance.choice([sign for sign in "一二三四五六七" if sign != piece.text[0]])
    text = chance.choice((ordinal + piece.text[1:], piece.text[2:]))
    spoilt = draft.with_piece(index, replace(piece, text=text))
    return Planted(spoilt, ("S.ORDINAL",), ("S.ORDINAL", "S.ORDER"), ("S.ORDINAL", "S.ORDER", "S.LEVEL"))


@kind("structure: two sections in the wrong order")
def sections_swapped(draft: Draft, chance: Chance) -> Planted:
    first = chance.choice((2, 3, 4, 5))
    order = {first: first + 1, first + 1: first}
    head = [piece for piece in draft.pieces if piece.section == 0 and piece.kind != "signature"]
    body = sorted((p for p in draft.pieces if p.section), key=lambda piece: order.get(piece.section, piece.section))
    tail = [piece for piece in draft.pieces if piece.kind == "signature"]
    spoilt = replace(draft, pieces=(*head, *body, *tail))
    return Planted(spoilt, ("S.ORDER",), ("S.ORDER", "S.ORDINAL"), ("S.ORDER", "S.ORDINAL"))


@kind("structure: items numbered like sections")
def items_like_sections(draft: Draft, chance: Chance) -> Planted | None:
    if not draft.name.startswith("drawn"):
        return None
    pieces = [
        replace(piece, text=re.sub(r"^（([二三四五])）", r"\1、", piece.text), marks=())
        if piece.section == 1
        else piece
        for piece in draft.pieces
    ]
    return Planted(replace(draft, pieces=tuple(pieces)), ("S.LEVEL",), follows=("S.",))


@kind("structure: an item numbered in another style")
def another_style(draft: Draft, chance: Chance) -> Planted | None:
    items = [i for i in draft.indices("paragraph", 1) if draft.pieces[i].text.startswith("（")]
    if len(items) < 3:
        return None
    index = chance.choice(items[1:])
    text = draft.pieces[index].text
    number = "一二三四五六七八九".index(text[1]) + 1
    style = chance.choice((f"{number}.", f"（{number}）", f"{number}、"))
    text = style + text[3:]
    spoilt = draft.with_piece(index, replace(draft.pieces[index], text=text, marks=()))
    return Planted(spoilt, ("S.NUMSTYLE",), follows=("S.NUMSTYLE",), words=text)


@kind("structure: a table left out")
def table_left_out(draft: Draft, chance: Chance) -> Planted:
    index = chance.choice(draft.indices("table"))
    return Planted(draft.with_piece(index), ("E.SCAN",), ("S.TABLES", "E.", "T3.COUNT"), UNREAD)


@kind("structure: table 2 of the trial form")
def old_form(draft: Draft, chance: Chance) -> Planted:
    [index] = [i for i in draft.indices("table") if draft.pieces[i].text == "t2"]
    spoilt = draft.with_piece(index, Piece("table", OLD, (), 2))
    return Planted(spoilt, ("S.FORM",), follows=("S.", "E.", "T2.", "C.", "T3.", "N."))


@kind("structure: a label misprinted")
def label_misprinted(draft: Draft, chance: Chance) -> Planted | None:
    """A row of table 3 loses or doubles a character."""
    row = chance.choice([row for row in form().table("t3").rows if 5 <= len(row.label) <= 16])
    at = chance.randrange(1, len(row.label) - 1)
    right = row.ordinal + row.label
    wrong = row.label[:at] + chance.choice((row.label[at] * 2, "")) + row.label[at + 1 :]
    spoilt = replace(draft, labels=((right, row.ordinal + wrong),))
    return Planted(
        spoilt, ("S.LABEL",), ("S.LABEL", "S.TABLES", "E.LOSS"), ("S.", "E.", "T3.", "C."), words=row.ordinal + wrong
    )
