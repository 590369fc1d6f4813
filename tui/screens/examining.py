"""Looking closely: select figures or lines, sum them, set last year beside them, copy them, see the page itself."""

from __future__ import annotations

import contextlib
import re
from functools import partial
from pathlib import Path

from textual import on
from textual.app import SuspendNotSupported

from core.address import Address
from core.desk.views import Workbench
from core.errors import GoujiError
from core.form import label
from core.model import Span
from tui import copying, picturing
from tui.locale import _, said
from tui.screens import showing
from tui.screens.walking import Walking
from tui.shown import Clean, line
from tui.widgets.canvas import Canvas
from tui.widgets.sheet import sheet

TOTAL = "total"
"""The column that the others of its row add up to, where a table has one."""


class Examining(Walking):
    """The split view with what does not record anything."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._from: Address | int | None = None
        """Where the selection begins while it is being made: a figure, or a place in the text."""
        self._summed = False
        """Whether what is marked are the parts of a row's sum, which nobody selected: no act is meant for them."""
        self.with_prior = False
        """Whether last year's figures stand beside this year's."""

    # Selecting ----------------------------------------------------------------------------------------------------

    @property
    def selection(self) -> tuple[Address, ...]:
        """The selected figures in the order of the tables; none while one is in the source text."""
        if self._summed or self.focused is self.source:
            return ()
        return tuple(address for address in self.table.sheet.places if address in self.table.marked)

    def do_select(self) -> None:
        """Begin a selection here; a second time it ends, and stays for what is done with it."""
        if self._from is not None:
            self._from = None
            self.tell(_("selected; x exception, c note, s sum, y copy, Space tick; q lets go"))
            return
        if self.focused is self.source:
            self._from = self.source.row_span[0]
        else:
            self._summed = False
            self._from = self.table.address
        self._extend()
        self.tell(_("selecting: move to extend, v ends"))

    def _extend(self) -> None:
        if isinstance(self._from, Address) and self.table.address:
            self.table.mark(self.table.sheet.block(self._from, self.table.address))
        elif isinstance(self._from, int):
            start, end = self.source.row_span
            self.source.choose((min(start, self._from), max(end, self._from)))

    def let_go(self) -> bool:
        """Forget the selection; whether there was one."""
        held = bool(self.table.marked or self.source.chosen)
        self._from, self._summed = None, False
        self.table.mark(())
        self.source.choose(None)
        return held

    def _into(self, pane: str) -> None:
        """A selection is the pane's: it ends where one leaves it."""
        if self.focused is None or self.focused.id != pane:
            self.let_go()
        super()._into(pane)

    def do_back(self) -> None:
        if self.asking or not self.let_go():
            super().do_back()

    @on(Canvas.Moved, "#table")
    def _select_figures(self) -> None:
        if self._summed:
            self.let_go()
        elif isinstance(self._from, Address):
            self._extend()

    @on(Canvas.Moved, "#source")
    def _select_lines(self) -> None:
        if isinstance(self._from, int):
            self._extend()

    @property
    def chosen_text(self) -> Span | None:
        """The selected lines, else the line of the cursor."""
        return self.source.chosen or self.source.row_span

    # Sums and years -----------------------------------------------------------------------------------------------

    def do_sum(self) -> None:
        """The selected figures' sum against the figure under the cursor; without a selection, the row's against its total."""
        here = self.table.address
        if here is None:
            return
        row = (
            ()
            if self.selection
            else tuple(a for a in self.table.sheet.places if (a.table, a.row) == (here.table, here.row))
        )
        total = next((address for address in row if address.column == TOTAL), None)
        if not self.selection and total is None:
            self.tell(_("this row has no total: select figures first (v), then s sums them"))
            return
        parts = self.selection or tuple(a for a in row if a != total)
        against = total or (None if here in parts and len(parts) > 1 else here)
        parts = tuple(a for a in parts if a != against)
        self._from, self._summed = None, not self.selection
        self.table.mark(parts, chosen=not self._summed)
        self.tell(self._sum_words(parts, against))

    def _sum_words(self, parts: tuple[Address, ...], against: Address | None) -> Clean:
        figures = self.bench.figures
        values = [figures[a].value for a in parts if a in figures and figures[a].value is not None]
        total = sum(value for value in values if value is not None)
        shown = "+".join(str(value) for value in values) or "0"
        words = said("{parts} = {total}", parts=shown, total=total)
        if missing := len(parts) - len(values):
            words = said("{words}  (no numbers: {n})", words=words, n=missing)
        figure = figures.get(against) if against else None
        if figure is None:
            return words
        if figure.value is None:
            return said("{words}  here: {printed}", words=words, printed=showing.repr_of(figure))
        step = figure.value - total
        if not step:
            return said("{words}, printed {printed}: agrees", words=words, printed=figure.printed)
        return said(
            "{words}, printed {printed}, difference {step}", words=words, printed=figure.printed, step=f"{step:+}"
        )

    def do_prior(self) -> None:
        """Last year's figures beside this year's, on or off."""
        if not self.bench.prior:
            self.tell(_("no report for last year is in the database"))
            return
        self.with_prior = not self.with_prior
        self.draw()
        self.tell(_("15<14: 15 now, 14 last year") if self.with_prior else _("this year only"))

    def draw(self) -> None:
        super().draw()
        if self.with_prior:
            own = self.bench.report.form
            prior = self.bench.prior
            self.table.show(sheet(self.bench.figures, own, showing.marks(self.bench), self.language, prior))

    # Copies and pictures ------------------------------------------------------------------------------------------

    def _copied(self) -> str:
        """What is selected, or under the cursor, exactly as printed."""
        if self.focused is self.source:
            start, end = self.chosen_text or (0, 0)
            return self.bench.report.text[start:end]
        if self.focused is self.findings and (entry := self.findings.current):
            return "\n".join(filter(None, (entry.sentence, entry.proof)))
        return copying.cells(self.bench.figures, self.table.sheet, self.selection or (self.table.address,))

    def do_yank(self) -> None:
        """To the terminal's clipboard."""
        copying.send(self, self._copied())

    def do_yank_file(self) -> None:
        """To a file, where the terminal has none."""
        copying.keep(self, self._copied())

    def do_picture(self) -> None:
        """The figure's surroundings on its page, in the folder one is in."""
        address = self.table.address
        if self.gouji.desk.picturing is None or address is None:
            self.tell(_("pages cannot be drawn here"))
            return
        row = self.bench.row
        words = re.sub(r"\W+", "-", f"{row.body}-{row.year}-{address}")
        target = Path.cwd() / f"{words}.png"
        self.tell(_("drawing the page ..."))
        work = partial(self._draw_page, address, target)
        self.run_worker(work, thread=True, exclusive=True)

    def _draw_page(self, address: Address, target: Path) -> None:
        """In a thread: the reader process takes a second."""
        draw = self.gouji.desk.picturing
        assert draw is not None
        try:
            draw.write(self.uid, address, target)
        except GoujiError as error:
            self.app.call_from_thread(self.tell_error, error)
        else:
            self.app.call_from_thread(self._drawn, address, target)

    def _drawn(self, address: Address, target: Path) -> None:
        """Shown in the terminal too, where that is wanted and the terminal can."""
        if self.gouji.shows_pictures and picturing.possible() and self.app.screen is self and not self.asking:
            draw = self.gouji.desk.picturing
            assert draw is not None
            near = partial(draw.draw, self.uid, address, close=True)
            words = line(f"{self.bench.row.body} {self.bench.row.year or ''}  {label(address, self.language)}")
            with contextlib.suppress(SuspendNotSupported), self.app.suspend():
                self.attempt(lambda: picturing.show(target, near, words))
        self.tell(said("written: {file}", file=target))
