"""Dataclasses of core to rows and back, without loss: what goes in comes out equal (a property test holds it)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from core.address import Address
from core.model import (
    Box,
    Claim,
    Doubt,
    Figure,
    Locator,
    Masthead,
    Section,
    Source,
    Span,
    State,
    Stated,
    Warning,
)
from core.wording import Phrase
from db.phrases import (
    cell_number,
    cells_name,
    chinese,
    json_phrase,
    json_spans,
    number_cell,
    packed,
    phrase_json,
    spans_json,
    storable,
)

Row = tuple[Any, ...]


def figure_row(figure: Figure) -> Row:
    """From `position` on: position is the caller's."""
    box = figure.locator.box
    doubt = figure.doubt
    return (
        storable(figure.printed),
        figure.state.value,
        number_cell(figure.value),
        figure.locator.page,
        *((box.x0, box.top, box.x1, box.bottom) if box else (None,) * 4),
        spans_json(figure.locator.spans),
        packed({"why": phrase_json(doubt.why), "candidates": list(doubt.candidates)}) if doubt else None,
        chinese(doubt.why) if doubt else None,
        None if figure.remark is None else storable(figure.remark),
    )


def row_figure(address: Address, row: Row) -> Figure:
    """Of the columns that `figure_row` gives."""
    printed, state, value, page, x0, top, x1, bottom, spans, doubt, _zh, remark = row
    box = None if x0 is None else Box(x0, top, x1, bottom)
    return Figure(
        address, printed, State(state), cell_number(value), Locator(json_spans(spans), page, box), _doubt(doubt), remark
    )


def _doubt(text: str | None) -> Doubt | None:
    if text is None:
        return None
    data = json.loads(text)
    return Doubt(needed_phrase(data["why"]), tuple(data["candidates"]))


def needed_phrase(text: str) -> Phrase:
    """A phrase that must be there; ValueError if it is not."""
    phrase = json_phrase(text)
    if phrase is None:
        raise ValueError("a phrase is missing")
    return phrase


def section_row(section: Section) -> Row:
    """From `number` on."""
    ordinal = None if section.ordinal is None else storable(section.ordinal)
    return (section.number, storable(section.title), ordinal, *section.heading, *section.span)


def row_section(row: Row) -> Section:
    """Of the columns that `section_row` gives."""
    number, title, ordinal, h0, h1, s0, s1 = row
    return Section(number, title, ordinal, (h0, h1), (s0, s1))


def claim_row(claim: Claim) -> Row:
    """From `quantity` on."""
    return (
        claim.quantity,
        number_cell(claim.value),
        int(claim.exact),
        claim.unit,
        claim.subject,
        claim.period,
        claim.scope,
        claim.role,
        claim.of,
        claim.beside,
        claim.closure,
        claim.bound,
        storable(claim.label),
        *claim.span,
        *claim.clause,
    )


def row_claim(row: Row) -> Claim:
    """Of the columns that `claim_row` gives."""
    quantity, value, exact, unit, subject, period, scope, role, of, beside, closure, bound, label, s0, s1, c0, c1 = row
    number = cell_number(value)
    if number is None:
        raise ValueError("a claim without its number")
    return Claim(
        quantity=quantity,
        value=number,
        span=(s0, s1),
        clause=(c0, c1),
        exact=bool(exact),
        unit=unit,
        subject=subject,
        period=period,
        scope=scope,
        role=role,
        of=of,
        beside=beside,
        closure=closure,
        bound=bound,
        label=label,
    )


def warning_row(warning: Warning) -> Row:
    """From `kind` on."""
    return (
        warning.kind,
        phrase_json(warning.phrase),
        chinese(warning.phrase),
        spans_json(warning.spans),
        warning.page,
    )


def row_warning(row: Row) -> Warning:
    """Of the columns that `warning_row` gives."""
    kind, phrase, _zh, spans, page = row
    return Warning(kind, needed_phrase(phrase), json_spans(spans), page)


def masthead_row(masthead: Masthead) -> Row:
    """title … published_on, places, contact."""
    period = masthead.period
    places = {
        "title": _span(masthead.title),
        "body": _span(masthead.body),
        "period": masthead.period_span,
        "signed_by": _span(masthead.signed_by),
        "signed_on": masthead.signed_span,
    }
    return (
        _stated(masthead.title),
        _stated(masthead.body),
        masthead.year,
        period[0].isoformat() if period else None,
        period[1].isoformat() if period else None,
        _stated(masthead.signed_by),
        date_cell(masthead.signed_on),
        date_cell(masthead.published_on),
        packed({name: span for name, span in places.items() if span is not None}),
        packed([[kind, stated.value, stated.span] for kind, stated in masthead.contact]),
    )


def row_masthead(row: Row) -> Masthead:
    """Of the columns that `masthead_row` gives."""
    title, body, year, since, until, signed_by, signed_on, published_on, places, contact = row
    at: dict[str, Span] = {name: (start, end) for name, (start, end) in json.loads(places).items()}
    return Masthead(
        title=None if title is None else Stated(title, at.get("title")),
        body=None if body is None else Stated(body, at.get("body")),
        year=year,
        period=(date.fromisoformat(since), date.fromisoformat(until)) if since and until else None,
        period_span=at.get("period"),
        signed_by=None if signed_by is None else Stated(signed_by, at.get("signed_by")),
        signed_on=cell_date(signed_on),
        signed_span=at.get("signed_on"),
        published_on=cell_date(published_on),
        contact=tuple((kind, Stated(value, _pair(span))) for kind, value, span in json.loads(contact)),
    )


def _pair(span: list[int] | None) -> Span | None:
    return None if span is None else (span[0], span[1])


def _stated(stated: Stated | None) -> str | None:
    return None if stated is None else storable(stated.value)


def _span(stated: Stated | None) -> Span | None:
    return None if stated is None else stated.span


def date_cell(day: date | None) -> str | None:
    """ISO 8601."""
    return None if day is None else day.isoformat()


def cell_date(text: str | None) -> date | None:
    """What `date_cell` stored."""
    return None if text is None else date.fromisoformat(text)


def row_source(row: Row) -> Source:
    """Of name, name_bytes, sha256, format, size, pages."""
    name, raw, sha256, format_, size, pages = row
    return Source(cells_name(name, raw), sha256, format_ or "", size or 0, pages)


def figures_sha256(figures: Iterable[Figure]) -> str:
    """Of what the figures say, not of where they stand: equal for the same report in another format."""
    said = sorted((str(f.address), f.state.value, "" if f.value is None else str(f.value)) for f in figures)
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def text_sha256(text: str) -> str:
    """Of the text as stored."""
    return hashlib.sha256(storable(text).encode()).hexdigest()
