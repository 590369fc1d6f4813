"""W.TYPO and W.SENSITIVE: words of the confusion lists, always for a person to look at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from core.passages import Joined
from core.rules.context import Subject
from core.rules.findings import Hit, Seen
from core.rules.parts import whole
from core.rules.places import hit
from core.rules.registry import rule
from core.rules.text.lists import Entry, added, entries, read

_ADDRESS_SLIPS: Final = (
    ("http", re.compile(r"https?(?!://)(?=[:：;；/／\\.．])[!-~：；／．。]{3,60}", re.IGNORECASE)),
    ("www", re.compile(r"(?<![a-z0-9.])www[。，,、:：；．][a-z0-9][!-~。，．]{2,60}", re.IGNORECASE)),
    ("ww", re.compile(r"(?<![a-z0-9.])(?:w{2}|w{4,5})\.[a-z0-9-]+\.[!-~]{2,40}", re.IGNORECASE)),
    (
        "g",
        re.compile(r"[a-z0-9][a-z0-9.-]{0,60}[。，、．](?:gov|com|org|net|cn)(?![a-z])[a-z.。]{0,10}", re.IGNORECASE),
    ),
    ("@", re.compile(r"[a-z0-9._-]{1,60}@[a-z0-9-]{1,60}(?![a-z0-9.-])", re.IGNORECASE)),
)
"""A link without its colon or with Chinese stops, a host of `ww`, a mailbox without a dot."""


@rule("W.TYPO", needs=("text",))
def wrong_word(subject: Subject) -> Iterator[Seen]:
    """A slip of the lists, an awkward turn (severity 4), a link or mailbox that cannot work."""
    running = whole(subject).running
    allowed = subject.profile.words.get("not_slips", ())
    own = tuple(added(subject.profile.words.get("slips", ())))
    yield from _listed(running, (*own, *entries("slips", "slips"), *entries("slips", "slip")), allowed, "message")
    yield from _listed(running, entries("slips", "turn"), allowed, "message_turn")
    yield from _addresses(running)


@rule("W.SENSITIVE", needs=("text",))
def sensitive_wording(subject: Subject) -> Iterator[Seen]:
    """A wording of the dated list or of the project's own."""
    running = whole(subject).running
    allowed = subject.profile.words.get("not_sensitive", ())
    dated = {"dated": read("sensitive")["dated"]}
    yield from _listed(running, entries("sensitive", "wording"), allowed, "message", dated)
    own = tuple(added(subject.profile.words.get("sensitive", ())))
    yield from _listed(running, own, allowed, "message_own")


def _listed(
    running: Joined, listed: Iterable[Entry], allowed: Iterable[str], message: str, more: dict[str, str] | None = None
) -> Iterator[Hit]:
    """One finding an entry, with all its places."""
    fine = frozenset(allowed)
    for entry in listed:
        places = [] if entry.words in fine else list(entry.places(running.text))
        if places:
            key = message if entry.right else f"{message}_plain"
            arguments = {"words": entry.words, "right": entry.right, **(more or {})}
            opening = entry.opening(running.text, places[0][0]) if entry.opened else None
            shown = [opening, *places] if opening else places
            yield hit(running, shown, {"count": len(places), **arguments}, severity=entry.severity, message=key)


def _addresses(running: Joined) -> Iterator[Hit]:
    taken: set[int] = set()
    small = running.text.lower()
    for sign, pattern in _ADDRESS_SLIPS:
        for match in pattern.finditer(running.text) if sign in small else ():
            if match.start() not in taken:
                taken |= set(range(*match.span()))
                yield hit(running, [match.span()], {"words": match[0]}, message="message_address", reach=0)
