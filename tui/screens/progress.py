"""How far the holding is: bars of letters by batch, person, rule, region, kind and year; Enter filters the list by a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.lines import Query
from core.ports import TALLIES, Tally
from tui.locale import _, said
from tui.screens.items import Item, ItemsScreen, View
from tui.shown import Clean, line
from tui.wrapping import cells_of, fit

BAR = 24
WIDE = 100
"""Columns from which the bars have their full length."""
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
        return lambda: [self._item(by, tally) for tally in self.gouji.desk.tally(by, self.query_)]

    def _item(self, by: str, tally: Tally) -> Item:
        done = sum(tally.counts.get(one, 0) for one in DONE)
        kinds = {"government": _("government"), "department": _("department"), "township": _("township"),
                 "institution": _("institution"), "outpost": _("outpost")}  # fmt: skip
        name = kinds.get(tally.value, line(tally.value)) if by == "kind" else line(tally.value)
        words = said(" {done}/{total} ", done=done, total=tally.total)
        names = stages()
        if by == "rule":
            names["open"] = _("unanswered")
        rest = "  ".join(f"{name} {tally.counts[one]}" for one, name in names.items() if tally.counts.get(one))
        wide = BAR if self.size.width >= WIDE else BAR // 2
        pieces = (
            (line(f" {fit(name, 20)} "), "plain"),
            (bar(done, tally.total, wide), "ticked"),
            (fit(words, max(9, cells_of(words))), "strong"),
            (line(rest), "faint"),
        )
        return Item(pieces, lambda: self._narrow(by, tally.value), rule=tally.value if by == "rule" else "")

    def _narrow(self, by: str, value: str) -> None:
        wanted: Any = int(value) if by == "year" else value
        query = replace(self.query_, **{FIELDS.get(by, by): wanted})
        self.gouji.show_list(query)


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
