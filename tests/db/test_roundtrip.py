"""What is stored comes out equal, whatever a document holds."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storing.building import NATURAL, item, report, with_figure

from core import model
from core.address import Address
from core.wording import Phrase
from db import Store

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
keys = st.text(string.ascii_lowercase, min_size=1, max_size=6)
places = st.integers(0, 10**6)
spans = st.tuples(places, places)
integers = st.integers(-(2**63), 2**63 - 1)
numbers = st.one_of(integers, st.integers(-(10**30), 10**30), st.decimals(allow_nan=False, allow_infinity=False))
addresses = st.builds(Address, keys, st.one_of(keys, st.tuples(keys, keys).map("/".join)), keys)
arguments = st.recursive(
    st.one_of(numbers, texts, st.dates(), addresses, st.none()), lambda inner: st.lists(inner, max_size=3).map(tuple)
)
phrases = st.builds(Phrase, keys, st.dictionaries(keys, arguments, max_size=3))
edges = st.floats(-1e6, 1e6)

KNOWN: dict[object, st.SearchStrategy[object]] = {
    str: texts,
    int: integers,
    date: st.dates(),
    Decimal: st.decimals(allow_nan=False, allow_infinity=False),
    Address: addresses,
    Phrase: phrases,
    model.Span: spans,
    model.Number: numbers,
    model.Box: st.builds(model.Box, edges, edges, edges, edges),
}


@pytest.fixture(scope="module", autouse=True)
def _registered() -> None:
    """Fields that the model gains later are filled by their type, so a forgotten column shows."""
    st.register_type_strategy(Address, addresses)
    st.register_type_strategy(Phrase, phrases)
    st.register_type_strategy(model.Box, KNOWN[model.Box])


def _built(kind: type) -> st.SearchStrategy[object]:
    """Any value of a dataclass or a named tuple, from the types of its fields."""
    from typing import get_type_hints

    hints = get_type_hints(kind)
    return st.builds(kind, **{name: _of(hint) for name, hint in hints.items()})


def _of(hint: object) -> st.SearchStrategy[object]:
    import dataclasses
    import types
    from collections.abc import Mapping
    from enum import Enum
    from typing import Union, get_args, get_origin

    if hint in KNOWN:
        return KNOWN[hint]
    if hint is bool or hint is type(None) or (isinstance(hint, type) and issubclass(hint, Enum)):
        return st.from_type(hint)
    if dataclasses.is_dataclass(hint) or hasattr(hint, "_fields"):
        return _built(hint)  # type: ignore[arg-type]
    parts = get_args(hint)
    if get_origin(hint) in (Union, types.UnionType):
        return st.one_of([_of(part) for part in parts])
    if get_origin(hint) is tuple and parts[-1] is Ellipsis:
        return st.lists(_of(parts[0]), max_size=3).map(tuple)
    if get_origin(hint) is tuple:
        return st.tuples(*map(_of, parts))
    if get_origin(hint) is Mapping:
        return st.dictionaries(_of(parts[0]), _of(parts[1]), max_size=3)
    raise AssertionError(f"no way to make {hint}")


def _readings() -> st.SearchStrategy[model.Checked]:
    source = report("any").source

    def whole(read: model.Report, checked: model.Checked) -> model.Checked:
        figures = {figure.address: figure for figure in read.figures.values()}
        return replace(checked, report=replace(read, source=source, figures=figures))

    return st.builds(whole, _built(model.Report), _built(model.Checked))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(checked=_readings())
def test_a_reading_comes_out_as_it_went_in(store: Store, checked: model.Checked) -> None:
    """Every field of every part, in order; fields added to the model later included."""
    edition, first = item("any")
    store.reports.add([(edition, first)])
    store.reports.replace(edition.uid, checked)
    held, back = store.reports.load(edition.uid)
    assert (held.source, back) == (edition.source, checked)
    assert list(store.reports.load(edition.uid)[1].report.figures) == list(checked.report.figures)


def test_a_file_name_that_is_not_utf8_comes_back_as_it_was(store: Store) -> None:
    """Names are stored as bytes where they are no text, and never refused."""
    edition, checked = item("odd")
    source = replace(edition.source, name=b"\xff\xfe2024\n.pdf".decode("utf-8", "surrogateescape"))
    store.reports.add(
        [(replace(edition, source=source), replace(checked, report=replace(checked.report, source=source)))]
    )
    assert store.reports.load(edition.uid)[0].source == source
    assert store.reports.row(edition.uid).name == source.name


def test_a_lone_surrogate_in_a_text_keeps_every_position(store: Store) -> None:
    """What SQLite cannot hold becomes one replacement character."""
    edition, checked = item("odd")
    text = "a\ud800b\x00c𠮷"
    store.reports.add([(edition, replace(checked, report=replace(checked.report, text=text)))])
    assert store.reports.load(edition.uid)[1].report.text == "a\ufffdb\x00c𠮷"


def test_source_bytes_come_back_and_are_kept_once(store: Store) -> None:
    """Putting the same bytes again changes nothing; unknown ones are an error with a way out."""
    edition, checked = item("one")
    store.sources.put(edition.uid, edition.source.name, b"%PDF")
    store.sources.put(edition.uid, "other.pdf", b"other")
    assert store.sources.known([edition.uid]) == frozenset(), (
        "bytes without a reading: the reading may have been cut short"
    )
    store.reports.add([(edition, checked)])
    assert store.sources.get(edition.uid) == b"%PDF"
    assert store.sources.known([edition.uid, "0" * 64]) == {edition.uid}


@pytest.mark.parametrize(
    "printed", ["9223372036854775807", "9223372036854775808", "１２３４５６７８９０１２３４５６７８９０", "9" * 400]
)
def test_an_integer_of_any_length_stays_what_is_printed(store: Store, printed: str) -> None:
    """More digits than a store holds are kept as text, never rounded, and a rule says that no number was read."""
    from core.printed import state_of
    from core.rules import check

    state, value, remark = state_of(printed)
    assert value is None
    edition, checked = item("long")
    figures = dict(checked.report.figures)
    figures[NATURAL] = replace(figures[NATURAL], printed=printed, state=state, value=value, remark=remark)
    read = replace(checked.report, figures=figures)
    raised = {finding.rule for finding in check(read).findings if NATURAL in finding.evidence.addresses}
    assert "C.OVERFLOW" in raised
    store.reports.add([(edition, replace(checked, report=read))])
    figure = store.reports.load(edition.uid)[1].report.figures[NATURAL]
    assert (figure.printed, figure.state, figure.value) == (printed, model.State.TEXT, None)


def test_an_address_no_form_knows_is_stored_too(store: Store) -> None:
    """What is printed outside the form is evidence as well."""
    odd = with_figure(item("odd"), NATURAL, 3)
    address = Address("t3", "beyond", "form")
    figures = {**odd[1].report.figures, address: replace(odd[1].report.figures[NATURAL], address=address)}
    edition, checked = odd[0], replace(odd[1], report=replace(odd[1].report, figures=figures))
    store.reports.add([(edition, checked)])
    assert store.reports.load(edition.uid)[1].report.figures[address].value == 3
