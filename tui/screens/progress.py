"""How far the holding is: bars of letters by batch, person, rule, region, kind and year; Enter filters the list by a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from core.lines import Query
from core.ports import TALLIES, Tally
from tui.locale import _, said
from tui.screens.items import Item, ItemsScreen, View
from tui.shown import Clean, line
from tui.wrapping import cells_of, fit, packed

NAME = 20
"""Cells of a name at most."""
DONE_OF = 9
"""Cells of ` 12/412 ` at least."""
BAR_LEAST, BAR = 6, 24
"""Cells of a bar: as long as the words behind it leave it."""
DONE = ("reviewed", "signed", "confirmed", "dismissed", "asked")
"""Stages of reports and standings of findings that need nothing more."""
FIELDS: Mapping[str, str] = {"reviewer": "person"}
"""Fields of `Query` that are called otherwise."""


class ProgressScreen(ItemsScreen):
    """Under the filter of the list."""

    offered = ("open", "pane-next", "rule", "help", "back")

    def __init__(self, query: Query) -> None:
        super().__init__()
        self.query_ = query
        self.heading = _("Progress")

    def views(self) -> Sequence[View]:
        names = {
            "batch": _("batch"),
            "reviewer": _("person"),
            "region": _("region"),
            "kind": _("kind"),
            "year": _("year"),
            "rule": _("rule"),
        }
        nowhere = _("not known of any report here: bring in the roster (gouji bodies import)")
        empty = {
            "reviewer": _("nobody has marked a report here or was assigned one"),
            "region": nowhere,
            "kind": nowhere,
            "rule": _("no rule has found anything in these reports"),
        }
        return [View(names[by], self._filler(by), empty=empty.get(by)) for by in TALLIES]

    def _filler(self, by: str) -> Callable[[], Sequence[Item]]:
        return lambda: self._items(by, self.gouji.desk.tally(by, self.query_))

    def _items(self, by: str, tallies: Sequence[Tally]) -> list[Item]:
        """A row each; what finds no room behind the shortest bar goes on in a row below."""
        names = [_name_of(by, tally) for tally in tallies]
        rests = [_rest(by, tally) for tally in tallies]
        width = min(NAME, max(map(cells_of, names), default=0))
        room = self.size.width - len(">  []") - width - max((cells_of(_done_of(one)) for one in tallies), default=0)
        long = max(BAR_LEAST, min(BAR, room - max(map(cells_of, rests), default=0)))
        found: list[Item] = []
        for tally, name, rest in zip(tallies, names, rests, strict=True):
            pieces = (
                (line(f" {fit(name, width)} "), "plain"),
                (bar(_done(tally), tally.total, long), "ticked"),
                (_done_of(tally), "strong"),
            )
            before = sum(cells_of(words) for words, _style in pieces)
            first, *further = packed(rest, max(1, self.size.width - 1 - before)) or [Clean("")]
            opens, rule = partial(self._narrow, by, tally.value), tally.value if by == "rule" else ""
            found.append(Item((*pieces, (first, "faint")), opens, rule=rule))
            found += [Item(((line(" " * before + words), "faint"),), opens, rule=rule) for words in further]
        return found

    def _narrow(self, by: str, value: str) -> None:
        wanted: Any = int(value) if by == "year" else value
        query = replace(self.query_, **{FIELDS.get(by, by): wanted})
        self.gouji.show_list(query)


def _name_of(by: str, tally: Tally) -> Clean:
    kinds = {"government": _("government"), "department": _("department"), "township": _("township"),
             "institution": _("institution"), "outpost": _("outpost")}  # fmt: skip
    return kinds.get(tally.value, line(tally.value)) if by == "kind" else line(tally.value)


def _done(tally: Tally) -> int:
    return sum(tally.counts.get(one, 0) for one in DONE)


def _done_of(tally: Tally) -> Clean:
    words = said(" {done}/{total} ", done=_done(tally), total=tally.total)
    return fit(words, max(DONE_OF, cells_of(words)))


def _rest(by: str, tally: Tally) -> Clean:
    """How many there are of each stage or standing."""
    names = stages()
    if by == "rule":
        names["open"] = _("unanswered")
    return line("  ".join(f"{name} {tally.counts[one]}" for one, name in names.items() if tally.counts.get(one)))


def bar(done: int, total: int, width: int = BAR) -> Clean:
    """`[#####-----]`: letters, so that no colour is needed; never full before all is done."""
    filled = 0 if not total else done * width // total
    return Clean(f"[{'#' * filled}{'-' * (width - filled)}]")


def stages() -> dict[str, Clean]:
    """Stages and standings in a word, from the first to the last."""
    return {
        "open": _("to review"),
        "reviewing": _("in review"),
        "returned": _("returned"),
        "reviewed": _("reviewed"),
        "signed": _("signed"),
        "unreadable": _("unreadable"),
        "withdrawn": _("withdrawn"),
        "confirmed": _("confirmed"),
        "dismissed": _("dismissed"),
        "asked": _("to be asked"),
        "disputed": _("in dispute"),
        "changed": _("changed"),
    }
