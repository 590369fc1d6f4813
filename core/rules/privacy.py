"""Personal data that a report should not print (RULES.md §5b, P.*). Findings show it masked; only the source shows it whole."""

from __future__ import annotations

from collections.abc import Iterator

from core.masking import mask, masked
from core.model import Span, Verdict
from core.personal import Kind, Personal
from core.rules.context import Subject
from core.rules.findings import Hit, Seen, quote_key
from core.rules.parts import whole
from core.rules.personal import found
from core.rules.places import around
from core.rules.registry import rule

_AROUND = 24
"""Characters shown on either side of what is masked."""
_SENTENCE = "。！？\n\f"
_CONTACT = ("电话", "手机", "热线", "传真", "联系", "咨询", "投诉", "监督")


def _of(subject: Subject, kind: Kind) -> list[Personal]:
    return [item for item in subject.once(found) if item.kind == kind]


@rule("P.ID", needs=("text",))
def identity_number(subject: Subject) -> Iterator[Seen]:
    """An identity number: region, date and check digit are right."""
    for item in _of(subject, "identity"):
        yield _hit(subject, item)


@rule("P.MOBILE", needs=("text",))
def mobile_number(subject: Subject) -> Iterator[Seen]:
    """A mobile number; the office's own contact number may be one, so that goes to a person."""
    for item in _of(subject, "mobile"):
        if _is_contact(subject, item.span):
            yield _hit(subject, item, Verdict.REVIEW, 3, "message_contact")
        else:
            yield _hit(subject, item)


@rule("P.BANK", needs=("text",))
def card_number(subject: Subject) -> Iterator[Seen]:
    """A bank card or account number with the right check digit."""
    for item in _of(subject, "card"):
        yield _hit(subject, item)


@rule("P.APPLICANT", needs=("text",))
def applicant_named(subject: Subject) -> Iterator[Seen]:
    """An applicant's name in the narrative, shortened or not; names are recognised by words, so a person looks."""
    for item in _of(subject, "applicant"):
        yield _hit(subject, item, Verdict.REVIEW, None, "message_short" if item.hidden else "message")


def _hit(
    subject: Subject, item: Personal, verdict: Verdict = Verdict.FAIL, severity: int | None = None, key: str = "message"
) -> Hit:
    quote = _quote(subject, item.span)
    shown = masked("".join(subject.report.text[slice(*item.span)].split()))
    # the leaf's name is kept for good: it is made of what is shown, from which the number cannot be found by trying
    return Hit(
        quote_key(quote),
        {"shown": shown, "quote": quote},
        spans=(item.span,),
        quote=quote,
        verdict=verdict,
        severity=severity,
        message=key,
    )


def _quote(subject: Subject, span: Span) -> str:
    """The words around, with all personal data in them masked."""
    running = whole(subject).running
    start, end = running.range_of(span)
    text = subject.once(_masked_prose)
    if start == end:  # above the title, in a note to a table, behind the end
        text, start, end = mask(subject.report.text, (item.span for item in subject.once(found))), *span
    first, last = around(text, start, end, _AROUND, _SENTENCE)
    return "".join(text[first:last].split())


def _masked_prose(subject: Subject) -> str:
    running = whole(subject).running
    return mask(running.text, (running.range_of(item.span) for item in subject.once(found)))


def _is_contact(subject: Subject, span: Span) -> bool:
    """In the introduction or behind the last section, called a telephone: the contact data that a report gives."""
    text, sections = subject.report.text, subject.report.sections
    contact = subject.report.masthead.contact
    outside = not any(part.span[0] <= span[0] < part.span[1] for part in sections)
    stated = any(value.span and value.span[0] < span[1] and span[0] < value.span[1] for _, value in contact)
    return stated or (outside and any(word in text[max(0, span[0] - 16) : span[0]] for word in _CONTACT))
