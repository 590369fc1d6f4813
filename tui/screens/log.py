"""What I did, newest first; `u` takes back the newest, what was taken back stays in view as such."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from core.address import Address
from core.desk import Desk
from core.errors import StoreError
from core.form import label
from core.ledger import Event, Kind
from core.review.undone import taken_back
from core.wording import Language, Phrase, say
from tui.locale import _
from tui.screens.items import Item, ItemsScreen, View
from tui.screens.showing import FEW, TOTAL
from tui.shown import Clean, line
from tui.wrapping import fit

MOST = 300
BODY = 28
"""Cells of a body's name and the year."""


class LogScreen(ItemsScreen):
    """My acts in this copy; of all persons on one report where its uid is given."""

    offered = ("open", "undo", "rule", "help", "back")

    def __init__(self, uid: str | None = None) -> None:
        super().__init__()
        self.uid = uid
        self.heading = _("Log")
        self._names: dict[str, Clean] = {}

    def views(self) -> Sequence[View]:
        mine = View(_("what I did, newest first"), self._mine)
        return (View(_("all that happened to this report"), self._of_report), mine) if self.uid else (mine,)

    def _mine(self) -> Sequence[Item]:
        events = self.gouji.desk.reviewing.mine(None, MOST)
        return self._items(events)

    def _of_report(self) -> Sequence[Item]:
        return self._items(self.gouji.desk.reviewing.history(self.uid or "")[::-1])

    def _items(self, events: Sequence[Event]) -> Sequence[Item]:
        gone = taken_back(events)
        return [self._item(event, event.id in gone) for event in events]

    def _item(self, event: Event, gone: bool) -> Item:
        words = told(event, self.language)
        pieces = (
            (line(f"{'-' if gone else ' '} {event.at[5:16].replace('T', ' ')} "), "faint"),
            (fit(line(event.author.name), 8), "plain"),
            (fit(self._body_of(event.report), BODY), "plain"),
            (Clean(" "), "plain"),
            (words, "settled" if gone else "plain"),
            (_("  (taken back)") if gone else Clean(""), "faint"),
        )
        return Item(pieces, self._opener(event), event, str(event.body.get("rule") or ""))

    def _body_of(self, uid: str) -> Clean:
        if uid not in self._names:
            self._names[uid] = name_of(self.gouji.desk, uid)
        return self._names[uid]

    def _opener(self, event: Event) -> Callable[[], None]:
        place = address_of(event)
        return lambda: self.gouji.open_at(event.report, place)


def name_of(desk: Desk, uid: str) -> Clean:
    """The body whose report that is, and the year."""
    try:
        row = desk.row(uid)
    except StoreError:
        return line(uid[:12])
    return line(f"{row.body or row.name} {row.year or ''}".rstrip())


def sent_back(desk: Desk, uid: str) -> Event | None:
    """The act that sent the report back last."""
    events = desk.events.of(uid)
    return next((event for event in reversed(events) if event.kind in (Kind.RETURN, Kind.REOPEN)), None)


def address_of(event: Event) -> Address | None:
    """The first figure an event is about."""
    return place_of(event.body)


def place_of(body: Mapping[str, Any]) -> Address | None:
    """The figure that an event's body names: of a finding's the total, where few are named and one is; else the first."""
    named = [body["address"]] if body.get("address") else list(body.get("addresses", ()))
    try:
        found = [Address.parse(str(name)) for name in named]
    except ValueError:
        return None
    totals = [address for address in found if TOTAL in (address.row, address.column)] if body.get("finding") else []
    return next(iter((*(totals if len(totals) <= FEW else ()), *found)), None)


def told(event: Event, language: Language) -> Clean:
    """An event in a line: the act, where, and its words."""
    return told_of(event.kind.value, event.body, language)


def told_of(kind: str, body: Mapping[str, Any], language: Language, at: Address | None = None) -> Clean:
    """The same of its kind and body; `at` the figure to name, where it is known better than by the body."""
    address = at or place_of(body)
    where = label(address, language) if address else ""
    said = body.get("text") or body.get("reason") or body.get("value") or body.get("printed") or ""
    words = "" if isinstance(said, int) else str(said)
    return line(
        "  ".join(filter(None, (say(Phrase(f"act.{kind}"), language), str(body.get("rule", "")), where, words)))
    )
