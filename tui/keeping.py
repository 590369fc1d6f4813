"""Where one is, what is begun, who else is there: kept while one works, so that a dropped line costs nothing."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, cast

from core.address import Address
from core.errors import GoujiError
from tui.going import Going
from tui.habits import Habits, Place
from tui.screens.frame import Frame

if TYPE_CHECKING:
    from tui.screens.workbench import WorkbenchScreen


class Keeping(Going):
    """The app's memory, and its look at others' work once a second. Nothing of it is sent unless something has changed."""

    habits: Habits
    places: dict[str, Address]
    """Where each report was left in this session."""
    _stamp: int

    # Where one is -------------------------------------------------------------------------------------------------

    @property
    def workbench(self) -> WorkbenchScreen | None:
        """The workbench where it is on top (told by its context: a start does not import it)."""
        return _as_workbench(self.screen)

    def place_of(self, uid: str) -> Address | None:
        """The figure a report was left at, in this session or before."""
        return self.places.get(uid) or self.habits.figure(uid)

    def remember(self) -> None:
        """Keep where one is and what is being typed, so that a dropped line costs nothing."""
        bench = next((found for one in reversed(self.screen_stack) if (found := _as_workbench(one))), None)
        if bench is None:
            self.habits.keep_last(Place())
            self.desk.presence.gone()
        if bench is None or not bench.drawn:
            return
        bench.keep_draft()
        if bench.table.address:
            self.habits.keep_figure(bench.uid, bench.table.address)
        self.habits.keep_last(bench.place)
        self.desk.presence.here(bench.uid, str(bench.table.address or ""))

    def hung_up(self, status: int) -> None:
        """The line has dropped, or somebody ends us: what was begun is kept, the terminal restored."""
        with contextlib.suppress(GoujiError):
            self.remember()
            self.desk.presence.gone()
        self.exit(status, status)

    @property
    def fault(self) -> Exception | None:
        """The fault of ours that ended the program."""
        return self._exception

    def _fatal_error(self) -> None:
        """Keep what was begun, then end. The command line tells the fault in one line, when the terminal is restored: its
        traceback is for the log, it would show what a document says."""
        with contextlib.suppress(Exception):  # the fault may lie there; it is told already
            self.remember()
        self._close_messages_no_wait()

    def resume(self, last: Place) -> None:
        """Open what was open when the last session was cut off."""
        if last.uid:
            try:
                self.open_report(last.uid)
            except GoujiError:
                return  # gone since, or no longer readable: the list is where one starts
            self.call_after_refresh(self._resume_at, last)

    def _resume_at(self, last: Place) -> None:
        bench = self.workbench
        if bench is not None and bench.drawn:
            bench.resume(last)

    # Others' work -------------------------------------------------------------------------------------------------

    def record_seen(self) -> None:
        """What is recorded by now is on the screen."""
        self._stamp = self.desk.stamp()

    def look(self) -> None:
        """Take over what others have recorded, and see who is there."""
        front = self.front
        if front is None or not front.is_mounted or not front.ready:
            return  # it is being made: the next look sees it
        try:
            self.remember()
            stamp = self.desk.stamp()
            if stamp != self._stamp:
                self._stamp = stamp
                front.attempt(front.news)
            front.see_others()
        except GoujiError as error:
            front.tell_error(error)


def _as_workbench(screen: object) -> WorkbenchScreen | None:
    here = isinstance(screen, Frame) and screen.context == "workbench"
    return cast("WorkbenchScreen", screen) if here else None
