"""Numbers said in words: zeros (未收到申请), what happened to all that was counted (已办结), announced lists (三个方面)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from core.passages import Joined, clauses
from core.reading.drafts import Draft
from core.reading.vocabulary import Saying, vocabulary

_TITLE: Final = re.compile(r"《[^》]{0,120}》")
_RECEIVED: Final = ("new", "applicants")
_DISPUTES: Final = ("reconsideration", "suits", "disputes")


def zeros(joined: Joined, start: int, end: int, informed: bool, known: Iterable[Draft]) -> Iterator[Draft]:
    """The claims of a sentence that say none. A figure printed among the words is taken in where the words give several
    claims that one printed zero (件数和总金额均为0); else the figure speaks for itself."""
    text = joined.text
    taken = [(d.start, d.end) for d in known]
    quoted = [m.span() for m in _TITLE.finditer(text, start, end)]
    said: set[tuple[str, str | None]] = set()
    covered: list[tuple[int, int]] = []
    for saying in vocabulary().sayings:
        for match in saying.pattern.finditer(text, start, end):
            clause = _clause_of(joined, start, end, match.start(), match.end())
            if saying.unless and saying.unless.search(text, match.start(), max(match.end(), clause[1])):
                continue
            printed = all("role" not in claim for claim in saying.claims)
            busy = [*covered, *quoted, *([] if printed else taken)]
            if any(a < match.end() and b > match.start() for a, b in busy):
                continue
            for draft in _said(saying, match, clause, informed):
                if (draft.quantity, draft.scope) not in said:
                    said.add((draft.quantity, draft.scope))
                    yield draft
            covered.append(match.span())


def _said(saying: Saying, match: re.Match[str], clause: tuple[int, int], informed: bool) -> Iterator[Draft]:
    blocks = _blocks(match[0]) if saying.blocks else ()
    if saying.blocks and not informed and "公开" not in match[0]:
        return
    for claim in saying.claims:
        quantity, role = claim["quantity"], claim.get("role")
        keys = [(quantity, claim.get("scope"))]
        if quantity == "dispute":
            keys = [(block, None) for block in blocks]
        elif saying.blocks:
            keys = [(quantity, block) for block in blocks] or [(quantity, None)]
        for key, scope in keys:
            yield Draft(
                key, 0, match.start(), match.end(), clause, claim.get("unit"), role=role, scope=scope, label=match[0]
            )


def _blocks(words: str) -> tuple[str, ...]:
    return tuple(block for block, noun in (("reconsideration", "复议"), ("suits", "诉讼")) if noun in words)


def _clause_of(joined: Joined, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    parts = [part for part in clauses(joined, start, end) if part[0] < last and part[1] > first]
    return (parts[0][0], parts[-1][1]) if parts else (first, last)


def repeated(
    joined: Joined, start: int, end: int, known: list[Draft], before: list[Draft], applications: bool
) -> Iterator[Draft]:
    """What clauses without figures say of the applications or disputes counted last; `applications` tells whether the
    sentence speaks of applications, so that 全部办结 counts without a number before it."""
    text = joined.text
    if not (known or before or applications):
        return
    for clause in clauses(joined, start, end):
        words = text[slice(*clause)]
        inside = [d for d in known if clause[0] <= d.start < clause[1]]
        if inside:
            if inside[-1].role or inside[-1].quantity not in ("new", *_DISPUTES):
                continue
            clause = (inside[-1].end, clause[1])
            words = text[slice(*clause)]
        earlier = [d for d in [*before, *known] if d.end <= clause[0]]
        received = next((d for d in reversed(earlier) if d.quantity in _RECEIVED and d.role is None and d.value), None)
        dispute = next((d for d in reversed(earlier) if d.quantity in _DISPUTES and d.role is None and d.value), None)
        last = max((d for d in (received, dispute) if d), key=lambda d: d.start, default=None)
        if last is None and applications and not _is_foreign(earlier[-1:]):
            yield from _all_done(words, clause)
        if not words or _foreign_between(earlier, last):
            continue
        if last is received and received:
            yield from _of_applications(words, clause, received)
        elif dispute:
            yield from _of_disputes(words, clause, dispute)


def _foreign_between(earlier: list[Draft], last: Draft | None) -> bool:
    return last is None or _is_foreign([d for d in earlier if d.start > last.start])


def _is_foreign(drafts: Iterable[Draft]) -> bool:
    """Whether one of them counts other people's matters: a hotline's, petitions."""
    return any(d.subject in _foreign_keys() for d in drafts)


@cache
def _foreign_keys() -> frozenset[str]:
    return frozenset(noun.key for noun in vocabulary().nouns if noun.foreign)


def _all_done(words: str, clause: tuple[int, int]) -> Iterator[Draft]:
    patterns = vocabulary().words
    match = patterns["all_done"].search(words)
    if match and not patterns["not_done"].search(words):
        first, last = clause[0] + match.start(), clause[0] + match.end()
        yield Draft("all_done", 0, first, last, clause, role="word", label=match[0])


def _of_applications(words: str, clause: tuple[int, int], received: Draft) -> Iterator[Draft]:
    patterns = vocabulary().words
    known_all = received.value == 1 or bool(patterns["everyone"].search(words))
    if not patterns["not_done"].search(words):
        done, all_done = patterns["done"].search(words), patterns["all_done"].search(words)
        if done or all_done:
            yield _word("handled_word", received, clause, done or all_done)
        if all_done:
            yield _word("all_done", received, clause, all_done, value=0)
        answered = None if done or all_done else patterns["answered"].search(words)
        if answered:
            yield _word("all_answered", received, clause, answered)
    for quantity, scope in (
        ("granted", None),
        ("partial", None),
        ("refused", None),
        ("natural", "natural"),
        ("carried_out", None),
    ):
        match = patterns[quantity].search(words)
        if match and known_all:
            yield _word("applicants" if scope else quantity, received, clause, match, scope=scope)


def _of_disputes(words: str, clause: tuple[int, int], dispute: Draft) -> Iterator[Draft]:
    patterns = vocabulary().words
    all_upheld = patterns["all_upheld"].search(words)
    if dispute.quantity == "suits" and dispute.scope is None:
        for key, block in (("all_direct", "litigation_direct"), ("all_after", "litigation_after_reconsideration")):
            match = patterns[key].search(words)
            if match:
                yield _word("suits", dispute, clause, match, scope=block)
    if all_upheld:
        yield _word("all_upheld", dispute, clause, all_upheld)
    elif dispute.value == 1 and dispute.scope is None:
        for scope in ("upheld", "corrected", "pending"):
            match = patterns[f"one_{scope}"].search(words)
            if match:
                yield _word(dispute.quantity, dispute, clause, match, scope=scope)


def _word(
    quantity: str,
    of: Draft,
    clause: tuple[int, int],
    match: re.Match[str] | None,
    value: int | None = None,
    scope: str | None = None,
) -> Draft:
    first, last = match.span() if match else (0, clause[1] - clause[0])
    return Draft(
        quantity,
        of.value if value is None else value,
        clause[0] + first,
        clause[0] + last,
        clause,
        of.unit,
        bound=of.bound,
        subject=of.subject,
        period=of.period,
        scope=scope,
        role="word",
        of=of,
        label=match[0] if match else "",
    )
