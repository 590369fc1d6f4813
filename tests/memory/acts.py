"""Random acts of reviewers, for properties."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from hypothesis import strategies as st
from memory.desks import CLEAN, GRAVE, LIKELY, MILD, NEW, OTHER, TOTAL

from core.desk import Desk
from core.errors import ReviewError
from core.ledger import Kind
from core.review import ReviewState

Act = tuple[str, int]

FINDINGS = (GRAVE, LIKELY, MILD)
ADDRESSES = (NEW, TOTAL, OTHER, CLEAN)


def _thread(desk: Desk, uid: str, n: int) -> str:
    remarks = desk.events.state(uid).remarks
    return remarks[n % len(remarks)].version if remarks else "none"


VERBS: dict[str, Callable[[Desk, str, int], object]] = {
    "confirm": lambda d, u, n: d.reviewing.confirm(u, FINDINGS[n % 3].id, 1 + n),
    "dismiss": lambda d, u, n: d.reviewing.dismiss(u, FINDINGS[n % 3].id, 1 + n % 2),
    "ask": lambda d, u, n: d.reviewing.ask(u, FINDINGS[n % 3].id),
    "retract": lambda d, u, n: d.reviewing.retract(u, FINDINGS[n % 3].id),
    "settle": lambda d, u, n: d.reviewing.settle(u, FINDINGS[n % 3].id, ("confirm", "dismiss")[n % 2]),
    "tick": lambda d, u, n: d.reviewing.tick(u, ADDRESSES[n % 4 :]),
    "untick": lambda d, u, n: d.reviewing.tick(u, ADDRESSES[n % 4 :], False),
    "except": lambda d, u, n: d.reviewing.except_(u, ADDRESSES[n % 4], 1 + n, level=1 + n % 3),
    "whole": lambda d, u, n: d.reviewing.except_(u, None, 5, "缺表"),
    "read": lambda d, u, n: d.reviewing.read_as(u, ADDRESSES[n % 4], str(n)),
    "unread": lambda d, u, n: d.reviewing.read_as(u, ADDRESSES[n % 4], None),
    "propose": lambda d, u, n: d.reviewing.propose(u, ADDRESSES[n % 4], str(n)),
    "note": lambda d, u, n: d.reviewing.note(u, f"第{n}条", (n, n + 6) if n % 2 else ADDRESSES[n % 4]),
    "reply": lambda d, u, n: d.reviewing.note(u, f"答{n}", thread=_thread(d, u, n)),
    "edit": lambda d, u, n: d.reviewing.note(u, f"改{n}", replaces=_thread(d, u, n)),
    "resolve": lambda d, u, n: d.reviewing.resolve(u, _thread(d, u, n), bool(n % 3)),
    "mark": lambda d, u, n: d.reviewing.mark(u, d.reviewing.open(u).finding_set, confirmed=True),
    "sign": lambda d, u, n: d.reviewing.sign(u, d.reviewing.open(u).finding_set),
    "return": lambda d, u, n: d.reviewing.return_(u, "退回补证"),
    "reopen": lambda d, u, n: d.reviewing.reopen(u, "更正版到"),
    "assign": lambda d, u, n: d.reviewing.assign(
        (u.replace("b", "a"), u.replace("a", "b")), ("wang", "li", None)[n % 3], 1 + n % 2
    ),
    "follow": lambda d, u, n: d.reviewing.follow(u, FINDINGS[n % 3].id, due=f"2025-06-0{1 + n}"),
    "identify": lambda d, u, n: d.reviewing.identify(u, "云溪市司法局", 2024),
    "withdraw": lambda d, u, n: d.reviewing.withdraw(u, "误传"),
    "restore": lambda d, u, n: d.reviewing.restore(u, "查明无误"),
}


ACTS = st.lists(st.tuples(st.sampled_from(tuple(VERBS)), st.integers(0, 7)), min_size=1, max_size=14)


def perform(desk: Desk, act: Act, uids: tuple[str, str] = ("a", "b")) -> bool:
    """Do it on one of the two reports (uids of nothing but a and of nothing but b) where it is permitted; whether it was."""
    name, n = act
    with suppress(ReviewError):
        VERBS[name](desk, uids[n % 5 == 4], n)
        return True
    return False


def essence(state: ReviewState) -> dict[str, object]:
    """What a state says, without how many events it took."""
    fields = {name: getattr(state, name) for name in state.__dataclass_fields__}
    return {name: value for name, value in fields.items() if name not in ("last_event", "events")}


def final(kind: Kind) -> bool:
    """Whether an act of this kind is never undone."""
    return kind in (Kind.SIGN, Kind.REOPEN, Kind.PURGE)
