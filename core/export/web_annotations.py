"""`.jsonld`: findings, answers and remarks as W3C Web Annotations (Recommendation of 23 February 2017).

One AnnotationCollection with one page. Targets are places of a report's text, by TextQuoteSelector and TextPositionSelector
(code points, half open) and, where there are pages, by FragmentSelector. A source is named by its hash (RFC 6920), an event by
its UUID. Offsets count in the text that `gouji check --text` prints.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.anchor import Anchor
from core.export.case import Bundle, Case, Stood, page_of
from core.export.entries import category, proposal, reason
from core.export.json import put
from core.export.manner import Manner
from core.model import Span, Verdict
from core.review import Decision, Remark
from core.wording import say

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PDF_FRAGMENT = "http://tools.ietf.org/rfc/rfc3778"
"""What a FragmentSelector `page=3` conforms to."""

Annotation = dict[str, Any]

_MOTIVES = {"note": "commenting", "except": "assessing", "propose": "editing"}


def write_annotations(path: Path, bundle: Bundle, manner: Manner) -> None:
    """Write all annotations; times are UTC."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(f'{{"@context": "{CONTEXT}", "id": "urn:x-gouji:collection:{bundle.head}",\n')
        stream.write('"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "startIndex": 0, "items": [')
        total = 0
        for case in bundle.cases:
            for item in of_case(case, manner):
                stream.write(",\n" if total else "\n")
                put(stream, item)
                total += 1
        stream.write(f'\n]}}, "total": {total}}}\n')


def of_case(case: Case, manner: Manner) -> Iterator[Annotation]:
    """A report's findings with their answers, its remarks, and what was checked and passed."""
    for stood in case.stood:
        yield _finding(case, stood, manner)
        for decision in stood.decisions:
            yield _answer(case, stood, decision, manner)
    for remark in case.state.remarks:
        yield _remark(case, remark, manner)
    yield _passed(case, manner)


def source_id(sha256: str) -> str:
    """A source by its hash: `ni:///sha-256;…` (RFC 6920); another id as a URN."""
    try:
        digest = bytes.fromhex(sha256)
    except ValueError:
        return f"urn:x-gouji:source:{sha256}"
    return "ni:///sha-256;" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def finding_id(case: Case, stood: Stood) -> str:
    """A finding by its stable hash."""
    return f"urn:x-gouji:finding:{stood.finding.id}"


def event_id(event: str) -> str:
    """What an event made."""
    return f"urn:uuid:{event}"


def _finding(case: Case, stood: Stood, manner: Manner) -> Annotation:
    finding = stood.finding
    words = [say(finding.message, manner.language)]
    if finding.proof:
        words.append(say(finding.proof, manner.language))
    tags = (finding.rule, finding.verdict.value, f"severity-{finding.severity}", stood.standing.value)
    bodies = [_words(case, "\n".join(words), "assessing", manner), *(_tag(tag) for tag in tags)]
    if proposed := proposal(case, stood, manner):
        bodies.append(_words(case, proposed, "editing", manner))
    page = page_of(case.report, finding)
    return {
        "id": finding_id(case, stood),
        "type": "Annotation",
        "motivation": "assessing",
        "generator": {"type": "Software", "name": "gouji", "schema:softwareVersion": case.checked.rules},
        "body": bodies,
        "target": _targets(case, _spans(case, stood), page),
    }


def _answer(case: Case, stood: Stood, decision: Decision, manner: Manner) -> Annotation:
    said = (category(decision.category, manner), reason(stood.finding.rule, decision, manner), decision.text)
    words = manner.listed(manner.word(f"answer.{decision.verdict}"), *said)
    return _by_person(
        decision,
        "moderating",
        finding_id(case, stood),
        [_words(case, words, "moderating", manner), _tag(decision.verdict)],
    )


def _remark(case: Case, remark: Remark, manner: Manner) -> Annotation:
    words = [remark.text] if remark.text else []
    if remark.category:
        words.insert(0, category(remark.category, manner))
    motive = "replying" if remark.thread else _MOTIVES.get(remark.kind, "commenting")
    bodies = [_words(case, "\n".join(words), motive, manner)] if words else []
    if remark.value:
        bodies.append(_words(case, remark.value, "editing", manner))
    bodies += [_tag(tag) for tag in (remark.kind, "resolved" if remark.resolved else "") if tag]
    target: Any = event_id(remark.thread) if remark.thread else _place(case, remark, manner)
    return _by_person(remark, motive, target, bodies)


def _by_person(act: Decision | Remark, motive: str, target: object, bodies: list[Annotation]) -> Annotation:
    return {
        "id": event_id(act.event),
        "type": "Annotation",
        "motivation": motive,
        "creator": {"type": "Person", "name": act.by},
        "created": act.at,
        "body": bodies,
        "target": target,
    }


def _place(case: Case, remark: Remark, manner: Manner) -> object:
    """Where a remark stands: the words it is made on, its figure, or the whole source. An orphan keeps its quote only."""
    if remark.address and remark.address in case.report.figures:
        locator = case.report.figures[remark.address].locator
        return _targets(case, locator.spans, locator.page)
    where = case.places.get(remark.event)
    if where and where.span:
        return _targets(case, (where.span,), None)
    if remark.anchor:
        anchor = Anchor.parse(remark.anchor)
        quote = _quote(case.mask(anchor.quote), case.mask(anchor.prefix), case.mask(anchor.suffix))
        return {"source": _source(case), "selector": [quote]}
    return _source(case)


def _passed(case: Case, manner: Manner) -> Annotation:
    """What was checked: every rule's outcome, on the source as a whole."""
    lines = [
        f"{outcome.rule}: {manner.word(f'verdict.{outcome.verdict}')}"
        + (f" ({say(outcome.reason, manner.language)})" if outcome.reason else "")
        for outcome in case.checked.outcomes
    ]
    held = sum(outcome.verdict is Verdict.PASS for outcome in case.checked.outcomes)
    head = manner.word("checked", rules=len(lines), passed=held)
    return {
        "id": f"urn:x-gouji:checks:{case.row.uid}",
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"type": "Software", "name": "gouji", "schema:softwareVersion": case.checked.rules},
        "body": [_words(case, "\n".join([head, *lines]), "describing", manner)],
        "target": _source(case),
    }


def _spans(case: Case, stood: Stood) -> tuple[Span, ...]:
    evidence = stood.finding.evidence
    if evidence.spans:
        return evidence.spans
    figures = (case.report.figures.get(address) for address in evidence.addresses)
    return tuple(span for figure in figures if figure for span in figure.locator.spans)


def _targets(case: Case, spans: tuple[Span, ...], page: int | None) -> object:
    """One target a span; the page, or the whole source, where nothing is printed (a blank cell)."""
    whole = [span for span in spans if 0 <= span[0] < span[1] <= len(case.mask.text)]
    if whole:
        return [{"source": _source(case), "selector": _selectors(case, span)} for span in whole]
    if page is not None:
        return [{"source": _source(case), "selector": [_page(page)]}]
    return _source(case)


def _selectors(case: Case, span: Span) -> list[Annotation]:
    anchor = Anchor.make(case.mask.text, span)
    pages = case.report.page_spans
    page = next((n for n, (first, last) in enumerate(pages, 1) if first <= span[0] < last), None)
    return [
        _quote(anchor.quote, anchor.prefix, anchor.suffix),
        {"type": "TextPositionSelector", "start": span[0], "end": span[1]},
        *([_page(page)] if page else []),
    ]


def _quote(exact: str, prefix: str, suffix: str) -> Annotation:
    return {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}


def _page(page: int) -> Annotation:
    return {"type": "FragmentSelector", "conformsTo": PDF_FRAGMENT, "value": f"page={page}"}


def _source(case: Case) -> str:
    return source_id(case.row.uid)


def _words(case: Case, text: str, purpose: str, manner: Manner) -> Annotation:
    return {
        "type": "TextualBody",
        "value": case.mask(text),
        "format": "text/plain",
        "language": manner.language,
        "purpose": purpose,
    }


def _tag(value: str) -> Annotation:
    return {"type": "TextualBody", "value": value, "purpose": "tagging"}
