"""Whatever a reader hands over, every rule comes to an outcome: nothing raises, nothing is logged as failed."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_cases import build_report

from core.address import Address
from core.claim import Claim
from core.form import form
from core.model import Body, Doubt, Figure, Locator, Masthead, Report, Section, Source, State, Stated, Verdict, Warning
from core.rules import Context, all_rules, check
from core.rules.engine import FAILED
from core.wording import Phrase, is_worded, say

QUANTITIES = (
    "new", "carried_in", "carried_out", "handled", "handled_word", "all_done", "all_answered", "granted", "partial",
    "granted_or_partial", "refused", "unavailable", "not_processed", "other_handled", "applicants", "reconsideration", "suits",
    "disputes", "all_upheld", "no_correction", "documents", "fee_charged", "fee_notices", "fee_notified", "admin_fee",
    "disclosed_total", "disclosed_part", "share", "rate", "enumerated", "other", "known to nobody",
)  # fmt: skip
SCOPES = (
    None,
    "natural",
    "legal_persons",
    "refused/state_secret",
    "normative_documents/issued",
    "upheld",
    "litigation_direct",
    "odd/odd",
)
WORDS = st.text(
    alphabet="公开申请件复议诉讼收到，。；：、（）()一二三123％%\n\f\t 　２０24年月日其中增长占约\u200b\u202e\x00\ud7ff😀“”张某身份证",
    max_size=160,
)
NUMBERS = st.one_of(
    st.integers(-3, 9), st.sampled_from([10**8, 10**30, -(10**30)]), st.decimals(allow_nan=False, allow_infinity=False)
)


@st.composite
def figures(draw: st.DrawFn, version: str) -> dict[Address, Figure]:
    """Some of the form's cells, some that no form has; states and numbers that need not agree with the print."""
    places = draw(st.lists(st.sampled_from(form(version).addresses), max_size=40, unique=True))
    if draw(st.booleans()):
        places = [*form(version).addresses]
    others = st.sampled_from(["t3/other/undivided/natural", "t3/odd/natural", "t2/odd/issued", "t4/odd/total"])
    places += [Address.parse(text) for text in draw(st.lists(others, max_size=2, unique=True))]
    odd = draw(st.lists(st.sampled_from(places), max_size=12, unique=True)) if places else []
    found = {place: Figure(place, "0", State.ZERO, 0) for place in places}
    for place in odd:
        state = draw(st.sampled_from(list(State)))
        value = draw(NUMBERS) if state in (State.NUM, State.MIXED) else 0 if state is State.ZERO else None
        doubt = draw(
            st.sampled_from([None, Doubt(Phrase("rules.na.no-text")), Doubt(Phrase("rules.na.no-text"), ("1", "x"))])
        )
        spans = draw(st.sampled_from([(), ((0, 1),), ((0, 0), (3, 9))]))
        found[place] = Figure(
            place,
            draw(WORDS)[:20],
            state,
            value,
            Locator(spans),
            doubt,
            draw(st.sampled_from([None, "", "（其中3件）", "元"])),
        )
    return found


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report that hangs together only as far as the types do."""
    version = draw(st.sampled_from(["2021", "2019"]))
    text = draw(WORDS) + draw(WORDS)
    cuts = st.integers(0, len(text))
    spans = st.tuples(cuts, cuts).map(lambda pair: (min(pair), max(pair)))
    stated = st.one_of(st.none(), st.builds(Stated, WORDS, st.one_of(st.none(), spans)))
    sections = []
    for number in draw(st.lists(st.integers(1, 6), max_size=6)):
        start, end = draw(spans)
        middle = draw(st.integers(start, end))
        sections.append(
            Section(
                number, draw(WORDS)[:12], draw(st.sampled_from([None, "一、", "十、"])), (start, middle), (start, end)
            )
        )
    days = st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31)))
    masthead = Masthead(
        title=draw(stated), body=draw(stated), year=draw(st.sampled_from([None, 0, 1, 2024, 9998, 9999])),
        period=draw(st.sampled_from([None, (date(2024, 1, 1), date(2024, 12, 31)), (date(9, 9, 9), date(1, 1, 1))])),
        period_span=draw(st.one_of(st.none(), spans)), signed_by=draw(stated), signed_on=draw(days),
        signed_span=draw(st.one_of(st.none(), spans)), published_on=draw(days),
    )  # fmt: skip
    indices = st.one_of(st.none(), st.integers(0, 3))
    claim = st.builds(
        Claim, quantity=st.sampled_from(QUANTITIES), value=NUMBERS, span=spans, clause=spans, exact=st.booleans(),
        unit=st.sampled_from([None, "件", "元", "万元", "%", "光年"]), subject=st.sampled_from([None, "hotline"]),
        period=st.sampled_from([None, 0, 2024]), scope=st.sampled_from(SCOPES), of=indices, beside=indices,
        role=st.sampled_from([None, "part", "growth", "share", "rate", "word", "none", "listed"]), label=WORDS,
        closure=st.sampled_from([None, "whole", "plain", "open"]), bound=st.sampled_from([None, "over", "under", "about"]),
    )  # fmt: skip
    several = draw(st.lists(claim, max_size=5))
    claims = tuple(
        replace(c, of=_others(c.of, n, len(several)), beside=_others(c.beside, n, len(several)))
        for n, c in enumerate(several)
    )
    return Report(
        source=Source("x", "0" * 64, draw(st.sampled_from(["text", "pdf"])), 0, draw(st.sampled_from([None, 0, 3]))),
        form=version, text=text, masthead=masthead, figures=MappingProxyType(draw(figures(version))),
        sections=tuple(sections), claims=claims, page_spans=tuple(draw(st.lists(spans, max_size=3))),
        table_spans=tuple(draw(st.lists(spans, max_size=3))),
        warnings=tuple(draw(st.lists(st.builds(Warning, WORDS, st.just(Phrase("rules.na.no-text")), st.just(()), st.sampled_from([None, 0, 7])), max_size=2))),
    )  # fmt: skip


def _others(index: int | None, own: int, count: int) -> int | None:
    """Claims point to others of their own report, perhaps in a circle, never to themselves."""
    return None if index is None or index == own or index >= count else index


@st.composite
def contexts(draw: st.DrawFn) -> Context:
    """Neighbours as odd as the report itself."""
    around = st.lists(reports(), max_size=2).map(tuple)
    kinds = st.sampled_from([None, "government", "department", "township", "institution", "outpost", "odd"])
    body = st.builds(Body, WORDS, kind=kinds, region=st.one_of(st.none(), WORDS), parent=st.one_of(st.none(), WORDS))
    readings = st.dictionaries(st.sampled_from(form().addresses), WORDS, max_size=3)
    return Context(
        body=draw(st.one_of(st.none(), body)), prior=draw(st.one_of(st.none(), reports())), children=draw(around),
        peers=draw(st.one_of(st.none(), around)), roster=tuple(draw(st.lists(body, max_size=3))), readings=draw(readings),
    )  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(reports(), contexts())
def test_no_rule_raises_on_a_hostile_report(report: Report, context: Context) -> None:
    """Each has an outcome, NA with a reason; what it finds can be said."""
    checked = check(report, context)
    assert [outcome.rule for outcome in checked.outcomes] == [rule.id for rule in all_rules()]
    for outcome in checked.outcomes:
        assert outcome.reason != FAILED, outcome.rule
        assert outcome.verdict is not Verdict.NA or (outcome.reason is not None and is_worded(outcome.reason)), (
            outcome.rule
        )
    for finding in checked.findings:
        assert is_worded(finding.message) and (finding.proof is None or is_worded(finding.proof))
        assert say(finding.message) and say(finding.message, "en")
        assert finding.evidence.addresses or finding.evidence.spans, finding.rule


@pytest.mark.parametrize("version", ["2021", "2019"])
def test_a_report_with_nothing_in_it_is_judged(version: str, caplog: pytest.LogCaptureFixture) -> None:
    """No text, no table, no section, nobody: no rule fails, none calls an empty table wrong in its sums."""
    empty = Report(Source("x", "0" * 64, "text", 0), version, "", Masthead(), MappingProxyType({}))
    with caplog.at_level(logging.ERROR):
        checked = check(empty)
    assert not caplog.records
    assert not [finding for finding in checked.findings if finding.rule.startswith(("T3.", "T4.SUM", "N."))]


@pytest.mark.parametrize("rule", ["T3.RESULT", "T3.BALANCE", "T3.ROW", "T4.SUM", "T3.COUNT", "C.BLANK"])
def test_a_table_that_was_not_found_is_not_assessed(rule: str) -> None:
    """The reason is given, and nothing passes unseen."""
    report = build_report({"others": "!"})
    (outcome,) = check(replace(report, figures=MappingProxyType(dict(report.figures))), only={rule}).outcomes
    assert outcome.verdict is Verdict.NA and outcome.reason is not None


def test_numbers_beyond_all_bounds_are_reckoned_with() -> None:
    """A hundred digits, a decimal of many places: the sums hold or fail, nothing overflows."""
    great = 10**100
    report = build_report({"rows": {"t3/new": f"{great} 0 0 0 0 0 {great}"}})
    figures = dict(report.figures)
    for address in (Address.parse("t3/granted/natural"), Address.parse("t3/granted/total")):
        figures[address] = replace(figures[address], value=Decimal("0.1"), state=State.NUM, printed="0.1")
    for name in ("t3/new/natural", "t3/new/total"):
        figures[Address.parse(name)] = Figure(Address.parse(name), str(great), State.NUM, great)
    checked = check(replace(report, figures=MappingProxyType(figures)))
    assert all(outcome.reason != FAILED for outcome in checked.outcomes)
    assert any(finding.rule == "T3.BALANCE" or "T3.BALANCE.natural" in finding.covers for finding in checked.findings)
