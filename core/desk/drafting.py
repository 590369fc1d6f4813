"""What an act's event needs from outside the report: words of a rule's card, a signature's cover, what others did meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.errors import Stale, StoreError, UsageError
from core.ledger import Draft, Event
from core.review import signed_bytes
from core.wording import Phrase


def reason_words(rule: str, digit: int) -> dict[str, str]:
    """The words beside a digit on the rule's card, for whoever reads the record without the cards; nothing for a rule or digit
    that is not known here."""
    from core.rules.registry import rules  # what the first dismissal needs, not the start

    known = rules().get(rule)
    reasons = known.card.may_be_right_when if known else ()
    return {"because": reasons[digit - 1]["zh"]} if 0 < digit <= len(reasons) else {}


def signed_now(
    signer: Callable[[bytes], str] | None, to_sign: Callable[[str], bytes], uid: str
) -> tuple[bytes | None, str | None]:
    """What is there now and its signature, made before the transaction: nobody else waits for a key to be touched."""
    if signer is None:
        return None, None
    data = to_sign(uid)
    return data, signer(data)


def one_of(uids: Sequence[str], prefix: str) -> str:
    """The only one; StoreError where there is none, UsageError where there are several or the prefix is too short to tell."""
    if not uids:
        raise StoreError("store.unknown-report", uid=prefix[:12])
    if len(uids) > 1 or len(prefix) < 4:
        raise UsageError("store.several-reports", prefix)
    return uids[0]


def if_still(draft: Draft, uid: str, signed: bytes | None) -> Draft:
    """The sign-off, if its signature covers what it says; Stale where somebody acted while it was made."""
    if signed is not None and signed != signed_bytes(uid, draft.finding_set, str(draft.body["content"])):
        raise Stale("review.findings-changed")
    return draft


def news(events: Sequence[Event], seen_event: str | None, person: str) -> tuple[Phrase, ...]:
    """What others than this person did since `seen_event`: `review.news` with name and number of acts."""
    if seen_event is None:
        return ()
    seen = next((place for place, event in enumerate(events) if event.id == seen_event), len(events))
    others = [event.author.name for event in events[seen + 1 :] if event.author.person != person]
    return tuple(Phrase("review.news", {"who": who, "count": others.count(who)}) for who in dict.fromkeys(others))
