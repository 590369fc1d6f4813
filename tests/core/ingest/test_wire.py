"""A report crosses to the program exactly, and nothing that is not a report does."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.address import Address
from core.formats import read
from core.ingest import wire
from core.model import (
    Box,
    Claim,
    Doubt,
    Figure,
    Locator,
    Masthead,
    Report,
    Section,
    Source,
    State,
    Stated,
    Warning,
)
from core.wording import Phrase

TEXT = "年报\n新收 125 件𠮷\x1b\ud800\n\f\n" * 3
WORDS = st.text(max_size=12) | st.sampled_from(["\ud800", "\x00", "=1+1", "[/]"])
SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda pair: (min(pair), max(pair)))
NUMBERS = st.integers() | st.integers(-(2**80), 2**80) | st.decimals(allow_nan=False, allow_infinity=False)
PARTS = st.sampled_from(["t3", "new", "refused", "state_secret", "natural", "x y"])
ADDRESSES = st.lists(PARTS, min_size=3, max_size=4).map(lambda parts: Address.parse("/".join(parts)))
ARGUMENTS = st.recursive(
    st.none() | WORDS | NUMBERS | st.dates() | ADDRESSES,
    lambda inner: st.lists(inner, max_size=3).map(tuple),
    max_leaves=5,
)
PHRASES = st.builds(Phrase, WORDS, st.dictionaries(WORDS, ARGUMENTS, max_size=3))
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
BOXES = st.builds(Box, FLOATS, FLOATS, FLOATS, FLOATS)
SPAN_TUPLES = st.lists(SPANS, max_size=3).map(tuple)
LOCATORS = st.builds(Locator, SPAN_TUPLES, st.none() | st.integers(1, 500), st.none() | BOXES)
DOUBTS = st.builds(Doubt, PHRASES, st.lists(WORDS, max_size=2).map(tuple))
FIGURES = st.builds(
    Figure,
    ADDRESSES,
    WORDS,
    st.sampled_from(State),
    st.none() | NUMBERS,
    LOCATORS,
    st.none() | DOUBTS,
    st.none() | WORDS,
)
STATED = st.none() | st.builds(Stated, WORDS, st.none() | SPANS)
REPORTS = st.builds(
    Report,
    source=st.builds(Source, WORDS, WORDS, WORDS, st.integers(0), st.none() | st.integers(1, 9)),
    form=st.sampled_from(["2021", "2019"]),
    text=st.just(TEXT),
    masthead=st.builds(
        Masthead, title=STATED, body=STATED, year=st.none() | st.integers(), signed_on=st.none() | st.dates(),
        period=st.none() | st.tuples(st.dates(), st.dates()), period_span=st.none() | SPANS,
    ),
    figures=st.lists(FIGURES, max_size=4).map(lambda found: {figure.address: figure for figure in found}),
    sections=st.lists(st.builds(Section, st.integers(1, 6), WORDS, st.none() | WORDS, SPANS, SPANS), max_size=2).map(tuple),
    claims=st.lists(st.builds(Claim, WORDS, NUMBERS, SPANS, SPANS, st.booleans()), max_size=2).map(tuple),
    warnings=st.lists(st.builds(Warning, WORDS, PHRASES, SPAN_TUPLES), max_size=2).map(tuple),
    page_spans=SPAN_TUPLES,
    parser=WORDS,
)  # fmt: skip


@settings(max_examples=40)
@given(REPORTS)
def test_every_report_comes_back_as_it_was(report: Report) -> None:
    there = wire.load(wire.dump(report))
    assert there == report
    assert [type(figure.value) for figure in there.figures.values()] == [type(f.value) for f in report.figures.values()]
    assert list(there.figures) == list(report.figures)


def test_an_integer_of_any_length_comes_back() -> None:
    huge = 10**5000
    [claim] = wire.load(wire.dump(plain(claims=(Claim("new", huge, (0, 1), (0, 2)),)))).claims
    assert claim.value == huge


def test_a_decimal_keeps_its_zeros() -> None:
    phrase = Phrase(
        "x", {"amount": Decimal("1.200"), "day": date(2025, 1, 2), "cells": (Address("t3", "new", "total"), 0)}
    )
    [warning] = wire.load(wire.dump(plain(warnings=(Warning("w", phrase),)))).warnings
    assert str(warning.phrase.arguments["amount"]) == "1.200"
    assert warning.phrase == phrase


def plain(**fields: object) -> Report:
    report = Report(Source("a", "0" * 64, "text", 1), "2021", "年报", Masthead(), {})
    return replace(report, **fields)  # type: ignore[arg-type]


def changed(*path: int, to: object) -> bytes:
    """A sound report with one value of its JSON replaced."""
    here = top = json.loads(wire.dump(plain(sections=(Section(1, "总体", "一、", (0, 1), (0, 2)),))))
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = to
    return json.dumps(top).encode()


def figure(state: str = "NUM", value: object = 1, place: Sequence[object] = ([], None, None)) -> tuple[object, ...]:
    """A figure as it crosses, of the sound report's two characters."""
    return ("t3/new/total", "1", state, value, place, None, None)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b"\xff",
        b"[" * 100_000,
        changed(0, to=[]),
        changed(9, to=[[0, 3]]),
        changed(9, to=[[0, 1, 2]]),
        changed(9, to=[[0, True]]),
        changed(0, 0, to=5),
        changed(0, 3, to="5"),
        changed(0, 3, to=True),
        changed(0, 3, to=1.5),
        changed(1, to=None),
        changed(2, to=["年"]),
        changed(4, to={"a": 1}),
        changed(4, to=[["t3/new/total", None]]),
        changed(4, to=[["t3/new/total", figure()], ["t3/new/total", figure()]]),
        changed(4, to=[["t3/new/natural", figure()]]),
        changed(4, to=[["t3/new", figure()]]),
        changed(4, to=[["t3/new/total", figure(state="MANY")]]),
        changed(4, to=[["t3/new/total", figure(value={"tuple": []})]]),
        changed(4, to=[["t3/new/total", figure(value="12")]]),
        changed(4, to=[["t3/new/total", figure(place=[[[0, 3]], None, None])]]),
        changed(4, to=[["t3/new/total", figure(place=[[], None, [0.0, 0.0, 1.0, 1e999]])]]),
        changed(5, to=None),
        changed(5, to=[[1, "总体", None, [0, 3], [0, 1]]]),
        changed(5, to=[[1, "总体", None, [1, 0], [0, 1]]]),
        changed(5, to=[[1, "总体", None, [-1, 0], [0, 1]]]),
        changed(7, to=[["w", ["x", [["n", {"decimal": "NaN"}]]], [], None]]),
        changed(7, to=[["w", ["x", [["n", {"decimal": "1", "date": "2"}]]], [], None]]),
        changed(7, to=[["w", ["x", [["n", {"call": "exit"}]]], [], None]]),
        changed(7, to=[["w", ["x", [["n", 1.5]]], [], None]]),
    ],
    ids=range(34),
)
def test_what_is_not_as_declared_is_refused(data: bytes) -> None:
    with pytest.raises(wire.WireError):
        wire.load(data)


def test_the_sound_report_of_these_cases_is_accepted() -> None:
    assert wire.load(changed(1, to="2019")).form == "2019"
    assert wire.load(changed(9, to=[[0, 2]])).table_spans == ((0, 2),)
    [(address, sound)] = wire.load(changed(4, to=[["t3/new/total", figure()]])).figures.items()
    assert (str(address), sound.address, sound.value) == ("t3/new/total", address, 1)
    [warning] = wire.load(changed(7, to=[["w", ["x", [["n", {"decimal": "1.0"}]]], [], None]])).warnings
    assert warning.phrase.arguments == {"n": Decimal("1.0")}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=3),
        lambda x: st.lists(x, max_size=4),
        max_leaves=20,
    )
)
def test_no_json_crashes_the_program(value: object) -> None:
    with pytest.raises(wire.WireError):
        wire.load(json.dumps(value).encode())


def test_real_reports_cross_exactly(corpus: Path) -> None:
    from core.reading import read_report

    for file in sorted((corpus / "reports").glob("*.html"))[:3]:
        document = read(file.read_bytes(), file.name)
        report = read_report(document, Source(file.name, "0" * 64, document.format, 1))
        assert wire.load(wire.dump(report)) == report


FIGURES_AS_THEY_CROSS = st.tuples(
    st.sampled_from(["t3/new/natural", "t3/x", "", 1]),
    WORDS | st.none() | st.integers(),
    st.sampled_from(["NUM", "ZERO", "MIXED", "none of them", 3]),
    st.integers() | st.booleans() | st.floats() | st.sampled_from([None, "1", {"decimal": "1.0"}, {"int": "0x1"}]),
    st.sampled_from([[[], None, None], [[[0, 1]], 1, [0.5, 1.5, 2.5, 3.5]], [[[1, 0]], 1, None], [[], True, None], None]),
    st.sampled_from([None, [["x", []], []], 1]),
    st.none() | WORDS,
).map(list)  # fmt: skip
BOXES_AS_THEY_CROSS = st.lists(st.floats() | st.integers() | st.sampled_from([None, True, "1"]), max_size=5)


@given(FIGURES_AS_THEY_CROSS, st.sampled_from(["figure", "list", "short", "none"]))
def test_a_usual_figure_is_read_as_its_declared_fields_say(plain: list[object], form: str) -> None:
    crossing = {"figure": plain, "list": [plain], "short": plain[:-1], "none": None}[form]
    assert _read(wire._decoder(Figure), crossing) == _read(wire._dataclass(Figure), crossing)


@given(FIGURES_AS_THEY_CROSS.map(lambda figure: figure[4]) | st.lists(st.none() | st.integers(), max_size=4))
def test_a_usual_place_is_read_as_its_declared_fields_say(plain: object) -> None:
    assert _read(wire._decoder(Locator), plain) == _read(wire._dataclass(Locator), plain)


@given(BOXES_AS_THEY_CROSS | st.lists(st.floats(), min_size=4, max_size=4))
def test_a_usual_box_is_read_as_its_declared_fields_say(plain: list[object]) -> None:
    assert _read(wire._decoder(Box), plain) == _read(wire._dataclass(Box), plain)


def _read(decode: wire.Decoder, plain: object) -> object:
    """What came of it, with the types of numbers; or that it was not taken."""
    try:
        found = decode(plain, 3)
    except (ValueError, TypeError, KeyError, ArithmeticError):
        return "not taken"
    return found, repr(found)
