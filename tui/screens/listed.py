"""The report list: what is stored, how far it is, what is found; Enter opens, `]` goes to the next report to review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.timer import Timer
from textual.widget import Widget

from core.errors import GoujiError
from core.lines import Query, ReportRow
from core.unreadable import why
from core.wording import say
from tui import keymap
from tui.actions import ACTIONS
from tui.keyset import Pages
from tui.locale import _, said
from tui.screens.asking import Asking
from tui.shown import Clean, clean, line
from tui.widgets.canvas import Bar, Canvas, Piece
from tui.widgets.question import Answer, Asked, Question
from tui.widgets.reports import ReportList, state_words
from tui.wrapping import wrap

if TYPE_CHECKING:
    from tui.screens.counting import Counting

ORDERS = ("risk", "body", "year", "received")
TO_REVIEW = frozenset({"open", "reviewing", "returned"})
REACH = 4096
"""Rows looked through for the next report to review: what the pages held cover."""
REST = 0.2
"""Seconds the cursor must rest before the preview is read: holding a key does not read each report."""


class Preview(Canvas, can_focus=False):
    """The first findings of the report under the cursor."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: tuple[tuple[Clean, str], ...] = ()

    def show(self, rows: Iterable[tuple[Clean, str]]) -> None:
        """Draw these sentences."""
        self.rows = tuple((part, pen) for words, pen in rows for part in wrap(words, max(8, self.breadth - 2)))
        self.redraw()

    def caption(self) -> Clean:
        return _("Preview")

    def count(self) -> int:
        return len(self.rows)

    def row(self, index: int) -> list[Piece]:
        words, pen = self.rows[index]
        return [(Clean(f" {words}"), pen)]


class Listed(Asking):
    """The list without the acts on it; its filter is always in view."""

    context: ClassVar[str] = "list"
    offered = ("open", "next-work", "find", "filter", "sort", "sign", "undo", "palette", "help", "back")
    AUTO_FOCUS = "#list"

    def __init__(self) -> None:
        super().__init__()
        self.asked_for = Query()
        self._resting: Timer | None = None
        self._counting: Counting | None = None

    def body(self) -> Iterable[Widget]:
        yield Bar(id="filters")
        yield ReportList(id="list")
        yield Preview(id="preview")
        yield Question(id="question")

    @property
    def listed(self) -> ReportList:
        """The list pane."""
        return self.query_one("#list", ReportList)

    def on_mount(self) -> None:  # the frame's own follows: Textual calls both
        self.begin()

    def begin(self) -> None:
        """Fill the list; the cursor on the first report to review."""
        self.attempt(self.fill)
        first = self.following(-1)
        if first is not None:
            self.listed.go(first)
        if self.gouji.desk.read_only:
            self.tell(_("read-only: decisions and notes cannot be recorded here"))
        elif self.gouji.habits.hint_due():
            self.tell(_("Enter opens, j k move, ? shows every key here, q goes back"))
        if self.gouji.told:
            self.tell(said("own keys: {fault}", fault="   ".join(self.gouji.told)), "severe")

    def fill(self, uid: str | None = None) -> None:
        """Ask the desk for the list under the filter. Where counting takes its time the list is drawn first: what is counted
        comes when it is there; what was counted last under this filter stands until then."""
        desk, query = self.gouji.desk, self.asked_for
        counts = desk.reports.counts_ready(query)
        if counts is None:
            counts = self._count_beside(query)
        elif self._counting is not None:
            self._counting.forget()
        pages = Pages(
            lambda after, limit: desk.page(query, after, limit),
            None if counts is None else _lines(query, counts),
            lambda before, limit: desk.page(query, None, limit, before),
        )
        self.listed.empty = self._why_empty()
        self.listed.show(pages, uid)
        self._tell_counts(counts)
        self.query_one("#filters", Bar).show((self._filter_words(), "faint"))

    def _count_beside(self, query: Query) -> Mapping[str, int] | None:
        """Have it counted; what was counted last under this filter."""
        if self._counting is None:
            from tui.screens.counting import Counting  # a list that is short, or whole, is counted at once

            self._counting = Counting(self.gouji, self.counted, self.tell_error)
        self._counting.ask(query)
        return self._counting.former(query)

    def counted(self, counts: Mapping[str, int]) -> None:
        """What was counted beside the list is there."""
        self.listed.count_rows(_lines(self.asked_for, counts))
        self._tell_counts(counts)

    def _tell_counts(self, counts: Mapping[str, int] | None) -> None:
        """The header; dots where it is not counted yet."""
        numbers: dict[str, object] = dict.fromkeys(("waiting", "done", "failed"), "...")
        if counts is not None:
            waiting = sum(n for s, n in counts.items() if s in TO_REVIEW)
            done = sum(n for s, n in counts.items() if s in ("reviewed", "signed"))
            numbers = {"waiting": waiting, "done": done, "failed": counts.get("unreadable", 0)}
        counted = said("  to review {waiting}  reviewed {done}  unreadable {failed}", **numbers)
        if counts and counts.get("signed"):
            counted = said("{counted}  signed {n}", counted=counted, n=counts["signed"])
        who = said("  me: {name}", name=self.gouji.desk.reviewer.name)
        self.head((Clean(" Gouji "), "strong"), (counted, "plain"), (who, "plain"))

    def narrow(self, query: Query) -> None:
        """Another filter; the cursor stays on its report where it is listed."""
        self.asked_for = query
        row = self.listed.current
        self.listed.cursor = 0
        self.fill(row.uid if row else None)
        self.listed.go(self.listed.cursor)

    def _why_empty(self) -> Clean:
        """What to do where no report is listed."""
        if self.asked_for == Query(order=self.asked_for.order):
            return _("add some with gouji ingest FOLDER")
        return said("{key} takes the filters off", key=keymap.first(ACTIONS["filter-clear"]))

    def _filter_words(self) -> Clean:
        query, orders = (
            self.asked_for,
            {"risk": _("risk"), "body": _("body"), "year": _("year"), "received": _("received")},
        )
        parts = [said("state: {words}", words=_("to review"))] if query.stages == TO_REVIEW else []
        if query.stages and query.stages != TO_REVIEW:
            parts += [said("state: {words}", words=", ".join(state_words()[s] for s in sorted(query.stages)))]
        parts += [said("state: {words}", words=_("in dispute"))] if query.standing == "disputed" else []
        parts += [said("year: {year}", year=query.year)] if query.year else []
        parts += [said("severity: {n} or worse", n=query.severity)] if query.severity else []
        named = (
            (_("batch"), query.batch),
            (_("region"), query.region),
            (_("kind"), query.kind),
            (_("rule"), query.rule),
            (_("person"), query.person),
        )
        parts += [said("{name}: {value}", name=name, value=value) for name, value in named if value]
        parts += [said("text: {text}", text=query.text)] if query.text else []
        shown = "  ".join(parts) or _("all")
        return said(" filter> {filters}   order: {order}", filters=shown, order=orders[query.order])

    # The report under the cursor ----------------------------------------------------------------------------------

    @on(Canvas.Moved, "#list")
    def _moved(self) -> None:
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(REST, self._preview)

    def _preview(self) -> None:
        row = self.listed.current
        if self.is_current:
            self.query_one(Preview).show(() if row is None else self._sentences(row))

    def _sentences(self, row: ReportRow) -> list[tuple[Clean, str]]:
        if row.stage == "unreadable":
            words = say(why(row.error or ""), self.language)
            return [(line(row.name), "plain"), (line(words), "severe")]
        try:
            bench = self.gouji.desk.reviewing.open(row.uid)
        except GoujiError as error:
            return [(line(say(error.phrase, self.language)), "severe")]
        from tui.screens import showing  # knows the form and the review, which a start does not need

        found = [
            (Clean(f"{e.mark} {e.severity} {e.sentence}"), e.style)
            for e in showing.entries(bench, self.language)
            if e.open
        ][:4]
        return found or [(_("no finding waits for an answer"), "faint")]

    def following(self, index: int) -> int | None:
        """The next row to review after that one."""
        pages = self.listed.pages
        return next((place for place, row in pages.onward(index + 1, REACH) if row.stage in TO_REVIEW), None)

    def after(self, uid: str) -> ReportRow | None:
        """The next report to review after that one in the order the list had when it was left, then round to its start;
        deciding changes the risk, and a list ordered anew would lead past some."""
        pages, desk = self.listed.pages, self.gouji.desk
        found = pages.index(uid)
        here = self.listed.cursor if found is None else found
        for _place, row in chain(pages.onward(here + 1, REACH), pages.onward(0, min(here, REACH))):
            if row.uid != uid and row.stage in TO_REVIEW and desk.row(row.uid).stage in TO_REVIEW:
                return row
        return None

    # Deeds --------------------------------------------------------------------------------------------------------

    def do_open(self) -> None:
        row = self.listed.current
        if row is not None:
            self.gouji.open_report(row.uid)

    def do_back(self) -> None:
        if self.asking:
            self.give_up()
        else:
            self.gouji.do_quit()

    def do_next_work(self) -> None:
        self._go(self.following(self.listed.cursor))

    def do_previous_work(self) -> None:
        pages = self.listed.pages
        rows = range(self.listed.cursor - 1, max(-1, self.listed.cursor - REACH), -1)
        self._go(next((i for i in rows if (row := pages[i]) and row.stage in TO_REVIEW), None))

    def _go(self, place: int | None) -> None:
        if place is None:
            self.tell(_("no further report to review"))
        else:
            self.listed.go(place)

    def do_sort(self) -> None:
        order = ORDERS[(ORDERS.index(self.asked_for.order) + 1) % len(ORDERS)]
        self.narrow(replace(self.asked_for, order=order))

    def do_find(self) -> None:
        def answered(answer: Answer) -> None:
            self.narrow(replace(self.asked_for, text=answer.text.strip() or None))

        draft = clean(self.asked_for.text or "")
        asked = Asked(_("Search body or text"), answered, entry="line", entry_first=True, draft=draft)
        self.ask(asked, writes=False)

    def do_mark_row(self) -> None:
        """Mark the row, or take its mark off; on to the next."""
        if (row := self.listed.current) is not None:
            self.listed.turn_mark(row.uid)
            self.listed.do_move_down()

    def news(self) -> None:
        """Somebody recorded something: take it over without a key."""
        row = self.listed.current
        self.fill(row.uid if row else None)

    def see_others(self) -> None:
        """Which reports somebody else has open."""
        self.listed.visit(frozenset(self.gouji.desk.presence.everywhere()))


def _lines(query: Query, counts: Mapping[str, int]) -> int:
    """How many lines of all that were counted the query lists."""
    shown = {stage for stage in counts if stage != "withdrawn"} if query.stages is None else query.stages
    return sum(n for stage, n in counts.items() if stage in shown)
