"""What a user can do, in one table: id, what it does, where. Keys stand in `keymap`, deeds as `do_ID` methods.

A deed belongs to the pane that has the focus, else to its screen, else to the app; help, palette and key line are made from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from tui.locale import mark

LIST, WORKBENCH, ITEMS, PAGE = "list", "workbench", "items", "page"
"""`items` are the screens one chooses from: inbox, progress, log, comparison, hits, settings."""
EVERYWHERE = (LIST, WORKBENCH, ITEMS, PAGE)
WORKING = (LIST, WORKBENCH, ITEMS)
REVIEW = (LIST, WORKBENCH)


class Action(NamedTuple):
    """One thing a user can do."""

    id: str
    words: str
    """What it does, a message id."""
    short: str = ""
    """For the key line; not offered there where empty."""
    where: tuple[str, ...] = EVERYWHERE

    @property
    def deed(self) -> str:
        """Name of the method that does it."""
        return "do_" + self.id.replace("-", "_")


_TABLE = (
    Action("move-down", mark("next line, row or finding")),
    Action("move-up", mark("previous line, row or finding")),
    Action("move-left", mark("figure to the left"), where=(WORKBENCH,)),
    Action("move-right", mark("figure to the right"), where=(WORKBENCH,)),
    Action("page-down", mark("half a page down"), mark("half a page")),
    Action("page-up", mark("half a page up")),
    Action("go-top", mark("to the first")),
    Action("go-bottom", mark("to the last")),
    Action("open", mark("open; figure to source and back, finding to figure"), mark("open")),
    Action("back", mark("back; at the list the first of these leaves"), mark("back")),
    Action("pane-next", mark("next pane, next view"), mark("pane"), (WORKBENCH, ITEMS, PAGE)),
    Action("pane-previous", mark("previous pane, previous view"), "", (WORKBENCH, ITEMS, PAGE)),
    Action("pane-1", mark("to the source text"), "", (WORKBENCH,)),
    Action("pane-2", mark("to the tables"), "", (WORKBENCH,)),
    Action("pane-3", mark("to the findings"), "", (WORKBENCH,)),
    Action("pane-4", mark("to the notes"), "", (WORKBENCH,)),
    Action("jump", mark("jump: letters on panes, then on rows"), "", REVIEW),
    Action("zoom", mark("size of the pane: normal, half, full"), mark("zoom"), (WORKBENCH,)),
    Action("sync", mark("source text follows the figure: on or off"), "", (WORKBENCH,)),
    Action("next-work", mark("next finding to answer, then the next report"), mark("next"), REVIEW),
    Action("previous-work", mark("previous finding to answer"), "", REVIEW),
    Action("find", mark("search in the text, among the reports, among the commands"), mark("search")),
    Action("find-all", mark("search the text of all reports"), "", REVIEW),
    Action("find-next", mark("next place or report found"), "", WORKING),
    Action("find-previous", mark("previous place or report found"), "", WORKING),
    Action("filter", mark("filter: state, severity, year, batch, region, rule, person"), mark("filter"), (LIST,)),
    Action("filter-clear", mark("take all filters off"), "", (LIST,)),
    Action("sort", mark("order: risk, body, year, received"), mark("order"), (LIST,)),
    Action("mark-row", mark("mark the row for an act on several reports"), "", (LIST,)),
    Action("assign", mark("assign the report, or the marked ones"), "", (LIST,)),
    Action("sample", mark("draw a sample of the listed reports"), "", (LIST,)),
    Action("tick", mark("tick a clean figure and go on"), mark("tick"), (WORKBENCH,)),
    Action("tick-row", mark("tick the clean figures of the whole row"), "", (WORKBENCH,)),
    Action("confirm", mark("confirm the finding, or record an exception at the figure"), mark("confirm"), (WORKBENCH,)),
    Action("dismiss", mark("dismiss the finding with a reason"), mark("dismiss"), (WORKBENCH,)),
    Action("ask", mark("to be asked of the body"), mark("ask"), (WORKBENCH,)),
    Action("read-as", mark("enter what the page prints there"), "", (WORKBENCH,)),
    Action("propose", mark("propose what the figure should be"), "", (WORKBENCH,)),
    Action("repeat", mark("the same exception as last time"), "", (WORKBENCH,)),
    Action("note", mark("note at the figure or the source line"), mark("note"), (WORKBENCH,)),
    Action("exception-report", mark("exception for the whole report"), "", REVIEW),
    Action("select", mark("select figures or lines; then x, c, s, y, Space"), "", (WORKBENCH,)),
    Action("sum", mark("sum of the selection against this figure"), "", (WORKBENCH,)),
    Action("prior", mark("last year beside this year: on or off"), "", (WORKBENCH,)),
    Action("yank", mark("copy what is under the cursor or selected (OSC 52)")),
    Action("yank-file", mark("write what is under the cursor or selected to a file"), "", WORKING),
    Action("picture", mark("picture of the figure on its page: PNG, shown here"), "", (WORKBENCH,)),
    Action("compare", mark("compare: last year, since the sign-off, other editions"), "", (WORKBENCH,)),
    Action("since", mark("what has changed since the sign-off"), "", REVIEW),
    Action("reply", mark("reply to the note"), mark("reply"), (WORKBENCH, ITEMS)),
    Action("resolve", mark("resolve the note, or open it again"), mark("resolve"), (WORKBENCH, ITEMS)),
    Action("take-over", mark("take over: a former decision, another copy's work"), mark("take over"), (ITEMS,)),
    Action("settle", mark("settle a dispute of two others"), mark("settle"), (WORKBENCH, ITEMS)),
    Action("follow", mark("follow-up: due, letter, reply, closed"), "", (WORKBENCH,)),
    Action("retract", mark("my answer to the finding no longer holds"), "", (WORKBENCH,)),
    Action("next-note", mark("next unresolved note"), "", (WORKBENCH,)),
    Action("previous-note", mark("previous unresolved note"), "", (WORKBENCH,)),
    Action("exact", mark("exact characters of what is under the cursor"), "", (WORKBENCH,)),
    Action("rule", mark("the finding's rule: what, why, on what basis"), mark("rule"), (WORKBENCH, ITEMS)),
    Action("sign", mark("mark reviewed: first sign-off"), mark("sign"), REVIEW),
    Action("sign-second", mark("second sign-off, by another person"), mark("second sign"), REVIEW),
    Action("send-back", mark("send back with a reason"), "", REVIEW),
    Action("reopen", mark("reopen a locked report, with a reason"), "", (WORKBENCH,)),
    Action("undo", mark("take back my last act"), mark("undo"), WORKING),
    Action("redo", mark("do again what was taken back"), "", WORKING),
    Action("inbox", mark("notes and disputes: unresolved, mine, returned"), mark("notes"), REVIEW),
    Action("progress", mark("progress by batch, person, rule, region, kind, year"), mark("progress"), REVIEW),
    Action("log", mark("what I did, newest first"), mark("log"), REVIEW),
    Action("export", mark("export the reports under the filter"), "", REVIEW),
    Action("merge", mark("take over another copy's work: look first"), "", REVIEW),
    Action("reread", mark("read older readings again with this version"), "", REVIEW),
    Action("identify", mark("name the body and year of the report"), "", REVIEW),
    Action("withdraw", mark("withdraw the report: hidden, not deleted"), "", REVIEW),
    Action("restore", mark("show a withdrawn report again"), "", REVIEW),
    Action("purge", mark("remove a withdrawn report for good; two persons"), "", REVIEW),
    Action("settings", mark("settings: theme, language, line"), "", REVIEW),
    Action("doctor", mark("press keys: how each arrives, what it does"), "", REVIEW),
    Action("rules", mark("all rules, by number or words"), "", WORKING),
    Action("palette", mark("all commands, by name"), mark("commands"), WORKING),
    Action("language", mark("Chinese or English"), "", REVIEW),
    Action("redraw", mark("paint the screen anew")),
    Action("help", mark("this help"), mark("help"), WORKING),
    Action("quit", mark("leave, with a recap"), "", REVIEW),
)

ACTIONS: Mapping[str, Action] = MappingProxyType({action.id: action for action in _TABLE})


def of(context: str) -> tuple[Action, ...]:
    """The actions of one place, in the table's order."""
    return tuple(action for action in _TABLE if context in action.where)
