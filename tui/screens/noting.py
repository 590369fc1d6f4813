"""Notes at the workbench: made at a figure or at lines, answered, resolved, stepped through."""

from __future__ import annotations

from core.address import Address
from core.desk.views import Workbench
from core.form import label
from core.review import Remark, deciding
from core.review.deciding import Place
from tui.locale import _, said
from tui.screens import showing
from tui.screens.deciding import Deciding
from tui.shown import Clean
from tui.widgets.question import Answer, Asked

NAMED = 3
"""So many figures a note names one by one."""


class Noting(Deciding):
    """The split view with notes."""

    # Notes --------------------------------------------------------------------------------------------------------

    def do_note(self) -> None:
        """A note at the figure, in the source pane at the line."""
        place, also = self._noted(), tuple(one for one in self.selection if one != self.table.address)

        def answered(answer: Answer) -> None:
            if self.record(lambda: self._note(answer.text, place, also), _("note recorded")):
                self.let_go()

        title, draft = said("Note  {place}", place=self._place_name(place)), self.draft("note", place)
        if len(self.selection) > 1:
            title = said("Note on {n} figures, kept at {place}", n=len(self.selection), place=self._place_name(place))
            draft = draft or self._named_in(self.selection)
        self.ask(Asked(title, answered, entry="text", entry_first=True, draft=draft))

    def _note(self, text: str, place: Place, also: tuple[Address, ...]) -> Workbench:
        reviewing = self.gouji.desk.reviewing
        if not also:
            return reviewing.note(self.uid, text, place)
        reviewing.record(self.uid, lambda step: deciding.note(step, text, place, also=also))
        return reviewing.open(self.uid)

    def _noted(self) -> Place:
        """What a note is on: the figure or the lines; where one was led to a finding that rests on no figure, its sentence."""
        view = self.at_hand
        if self.focused is self.source or self.selection or view is None:
            return self._place()
        spans = showing.places_of(view.finding, self.bench)
        return spans[0] if spans and showing.figure_of(view.finding, self.bench) is None else self._place()

    def _named_in(self, figures: tuple[Address, ...]) -> Clean:
        """How a note on several figures begins: with their names, all of them or from where to where."""
        named = [label(one, self.language) for one in figures]
        if len(named) > NAMED:
            return said("{first} to {last}: ", first=named[0], last=named[-1])
        return said("{places}: ", places=_("; ").join(named))

    def do_next_note(self) -> None:
        self._to_note(1)

    def do_previous_note(self) -> None:
        self._to_note(-1)

    def _to_note(self, step: int) -> None:
        """Threads that wait for an answer, in the order of the tables."""
        heads = [remark for remark in self.bench.notes if remark.kind == "note" and remark.thread is None]
        placed = [head for head in heads if not head.resolved and head.address in self.table.sheet.places]
        order = list(self.table.sheet.places)
        ranks = sorted({order.index(remark.address) for remark in placed if remark.address}, reverse=step < 0)
        here = order.index(self.table.address) if self.table.address else -1
        found = next((rank for rank in ranks if (rank - here) * step > 0), None)
        if found is None:
            self.tell(_("no further unresolved note"))
        else:
            self.to_figure(order[found])

    # Threads ------------------------------------------------------------------------------------------------------

    @property
    def thread(self) -> Remark | None:
        """The note at the figure under the cursor: an open one first, of these the newest; in the notes pane the current one."""
        heads = [r for r in self.bench.notes if r.kind == "note" and r.thread is None]
        if self.focused is self.notes and (entry := self.notes.current):
            return next((r for r in heads if r.event == entry.event), None)
        here = [r for r in heads if self.table.address in r.figures]
        return next((r for r in reversed(here) if not r.resolved), here[-1] if here else None)

    def do_reply(self) -> None:
        thread = self.thread
        if thread is None:
            self.tell(_("there is no note at this figure"))
            return

        def answered(answer: Answer) -> None:
            act = self.gouji.desk.reviewing.note
            self.record(lambda: act(self.uid, answer.text, thread=thread.event), _("reply recorded"))

        title = said("Reply to {who}: {text}", who=thread.by, text=thread.text)
        draft = self.draft("reply", thread.event)
        self.ask(Asked(title, answered, entry="text", entry_first=True, draft=draft))

    def do_resolve(self) -> None:
        """Clear the note, or open it again."""
        thread = self.thread
        if thread is None:
            self.tell(_("there is no note at this figure"))
            return
        act, wanted = self.gouji.desk.reviewing.resolve, not thread.resolved
        words = _("resolved") if wanted else _("open again")
        self.record(lambda: act(self.uid, thread.event, wanted), words)
