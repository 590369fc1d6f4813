"""One report: source text, tables and findings side by side, always speaking of the same place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import on
from textual.containers import Container
from textual.widget import Widget

from core.address import Address
from core.desk.views import FindingView, Workbench
from tui import keymap
from tui.actions import ACTIONS
from tui.habits import Place
from tui.locale import _, said
from tui.screens import showing
from tui.screens.log import sent_back
from tui.screens.panes import PANES, WIDTHS, Panes
from tui.shown import Clean, line
from tui.widgets.canvas import Canvas
from tui.widgets.findings import FindingsList
from tui.widgets.grid import TableGrid
from tui.widgets.notes import NotesList
from tui.widgets.question import Question
from tui.widgets.rail import Rail
from tui.widgets.sheet import sheet
from tui.widgets.source import SourceView

BEGUN = {"note": "note", "confirm": "confirm", "read": "read-as", "propose": "propose", "back": "send-back"}
"""By kind of draft: the action that asks for it."""


class Split(Panes):
    """The split view. `bench` is what the desk says of the report now; every pane is drawn from it."""

    context: ClassVar[str] = "workbench"
    offered = ("next-work", "tick", "confirm", "dismiss", "ask", "note", "open", "sign", "zoom", "undo", "help", "rule")
    HORIZONTAL_BREAKPOINTS = list(WIDTHS)  # noqa: RUF012 (an instance variable in Screen)
    AUTO_FOCUS = "#table"

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self.bench = bench
        self.synced = True
        """Whether the source text follows the figure."""
        self.beside: tuple[Clean, ...] = ()
        """Who else has the report open."""

    def body(self) -> Iterable[Widget]:
        self.add_class([name for least, name in WIDTHS if self.app.size.width >= least][-1])  # or it is laid out twice
        yield Container(Rail(id="rail"), SourceView(id="source"), TableGrid(self.language, id="table"), id="panes")
        yield Container(FindingsList(id="findings"), NotesList(id="notes"), id="answers")
        yield Question(id="question")

    @property
    def uid(self) -> str:
        """The report's."""
        return self.bench.row.uid

    @property
    def drawn(self) -> bool:
        """Whether the panes are there already."""
        return bool(self.query("#table"))

    @property
    def drafts_of(self) -> str:
        return self.uid

    @property
    def source(self) -> SourceView:
        """The source pane."""
        return self.query_one("#source", SourceView)

    @property
    def table(self) -> TableGrid:
        """The pane of the tables."""
        return self.query_one("#table", TableGrid)

    @property
    def findings(self) -> FindingsList:
        """The pane of findings."""
        return self.query_one("#findings", FindingsList)

    @property
    def notes(self) -> NotesList:
        """The pane of notes."""
        return self.query_one("#notes", NotesList)

    @property
    def rail(self) -> Rail:
        """The list beside the report, where there is room for it."""
        return self.query_one("#rail", Rail)

    def on_mount(self) -> None:
        super().on_mount()
        self.begin()
        self.restore_size()

    def on_resize(self) -> None:
        super().on_resize()
        self.call_after_refresh(self._fill_rail)

    def _fill_rail(self) -> None:
        if self.rail.display and not self.rail.count():
            self.gouji.fill_rail(self.rail, self.uid)

    def begin(self) -> None:
        """Show the report: at the place where it was left, else its first finding that waits, else its first figure."""
        self.source.show(self.bench.report.text, self.bench.report.page_spans)
        self.draw()
        held = self.gouji.place_of(self.uid)
        first = self.bench.unsettled or self.bench.findings
        if held is not None:
            self.to_figure(held)
        elif first:
            self.to_finding(first[0])
        elif self.table.address:
            self.to_figure(self.table.address)
        if self.bench.read_only:
            self.tell(_("read-only: decisions and notes cannot be recorded here"))
        elif self.bench.state.returned:
            event = sent_back(self.gouji.desk, self.uid)
            who, reason = event.author.name if event else "?", line(self.bench.state.returned)
            self.tell(said("sent back by {who}: {reason}", who=who, reason=reason))

    @property
    def place(self) -> Place:
        """Where one is, to be resumed."""
        finding, pane = self.findings.current, self.focused
        return Place(
            uid=self.uid,
            address=str(self.table.address or ""),
            finding=finding.id if finding else "",
            pane=pane.id if pane is not None and pane.id in PANES else "",
            at=self.source.at,
            begun=self.begun,
        )

    def resume(self, place: Place) -> None:
        """At the same place as when the line dropped, the same question open with what was typed."""
        if self.table.address and place.finding:
            self.findings.point(place.finding)
        self.source.go_to(place.at)
        if place.pane:
            self._into(place.pane)
        action = ACTIONS.get(BEGUN.get(place.begun.split(" ")[0], ""))
        if action is not None:
            self.perform(action)
        else:
            self.tell(_("resumed where the line dropped; everything decided is saved"))

    def show_bench(self, bench: Workbench) -> None:
        """The desk has answered: draw what is now, every cursor staying where it is."""
        if bench.report.text != self.bench.report.text:
            self.source.show(bench.report.text, bench.report.page_spans)
        self.bench = bench
        self.rail.renew(bench.row)
        self.draw()

    def draw(self) -> None:
        """Draw header and panes from the workbench."""
        figures, form = self.bench.figures, self.bench.report.form
        self.table.show(sheet(figures, form, showing.marks(self.bench), self.language))
        markable = not self.bench.read_only and self.bench.state.first is None
        sign = said("{key} marks the report reviewed", key=keymap.first(ACTIONS["sign"]))
        self.findings.then = sign if markable else Clean("")
        self.findings.show(showing.entries(self.bench, self.language))
        self.notes.show(showing.note_entries(self.bench, self.language))
        self.head(*showing.header(self.bench, self.beside))

    def see_others(self) -> None:
        """Who else is at this report: a name in the header, sent when somebody comes or goes."""
        others = tuple(dict.fromkeys(line(one.name) for one in self.gouji.desk.presence.others(self.uid)))
        if others != self.beside and self.drawn:
            self.beside = others
            self.head(*showing.header(self.bench, self.beside))

    # Places, always in step ---------------------------------------------------------------------------------------

    def to_finding(self, view: FindingView) -> None:
        """Every pane at that finding."""
        self.findings.meant = True
        self.findings.point(view.finding.id)
        places = showing.places_of(view.finding, self.bench)
        near = None
        address = showing.figure_of(view.finding, self.bench)
        if address is not None:
            self.table.point(address, view.finding.evidence.addresses)
            near = showing.nearby(self.bench, address)
        self.source.point(places, nearby=near)
        self._remember()

    def to_figure(self, address: Address) -> None:
        """Every pane at that figure."""
        view = showing.finding_at(self.bench, address)
        self.findings.meant = view is not None
        if view is not None:
            self.findings.point(view.finding.id)
        else:
            self.findings.redraw()
        self.table.point(address, view.finding.evidence.addresses if view else ())
        self.show_print(address, follow=self.synced)
        self.notes.point(address)
        self._remember()
        detail = showing.detail(self.bench, address, self.language)
        if detail:
            self.tell(detail, "plain")

    def show_print(self, address: Address, follow: bool = True) -> None:
        """The source text where the figure is printed, or near it where nothing is."""
        figure = self.bench.figures.get(address)
        spans = figure.locator.spans if figure else ()
        near = None if spans else showing.nearby(self.bench, address)
        self.source.point(spans, follow=follow, nearby=near)

    def _remember(self) -> None:
        if self.table.address:
            self.gouji.places[self.uid] = self.table.address

    @on(Canvas.Moved, "#table")
    def _figure_moved(self) -> None:
        if self.table.address:
            self.to_figure(self.table.address)

    @on(Canvas.Moved, "#findings")
    def _finding_moved(self) -> None:
        if view := self.current_finding:
            self.to_finding(view)

    @on(Canvas.Moved, "#notes")
    def _note_moved(self) -> None:
        if (entry := self.notes.current) and entry.address:
            self.to_figure(entry.address)

    @property
    def current_finding(self) -> FindingView | None:
        """The finding under the cursor of its pane."""
        current = self.findings.current
        return self.bench.finding(current.id) if current else None

    # Deeds --------------------------------------------------------------------------------------------------------

    def do_open(self) -> None:
        """From a figure to its source, from the source back to the figure, from a finding to its figure."""
        focused = self.focused
        if focused is self.table:
            self._into("source")
        elif focused is self.source:
            address = showing.figure_near(self.bench, self.source.at, self.source.row_span)
            if address is not None:
                self.to_figure(address)
            self._into("table")
        elif focused is self.findings and (view := self.current_finding):
            self.to_finding(view)
            self._into("table" if view.finding.evidence.addresses else "source")
        elif focused is self.notes:
            self._into("table")
        elif focused is self.rail and (row := self.rail.current):
            self.gouji.open_report(row.uid)

    def do_back(self) -> None:
        if self.asking:
            self.give_up()
        elif self.zoomed:
            self.zoomed = 0
            self._resize_panes()
        else:
            self.gouji.leave_report()

    def do_sync(self) -> None:
        """Whether the source text follows the figure."""
        self.synced = not self.synced
        self.tell(_("source text follows: on") if self.synced else _("source text follows: off"))

    def news(self) -> None:
        """Somebody recorded something: take it over without a key."""
        self.show_bench(self.gouji.desk.reviewing.open(self.uid))
        self.rail.renew_shown(self.gouji.desk.row)

    # Recording ----------------------------------------------------------------------------------------------------

    def record(self, act: Callable[[], Workbench], words: Clean | None = None) -> bool:
        """Let the desk record it, then draw what is now; False, and a line, where it was refused."""
        done: list[Workbench] = []
        if not self.attempt(lambda: done.append(act())):
            return False
        self.gouji.recorded()
        self.forget_draft()
        self.show_bench(done[0])
        if done[0].news:
            self.tell_phrase(done[0].news[0])
        elif words:
            self.tell(words)
        return True
