"""Counts that take their time: in a thread, on a connection of its own, so that no key waits; a newer filter stops an older count."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from core.errors import GoujiError, StoreError
from core.lines import Query

if TYPE_CHECKING:
    from tui.app import GoujiApp

Counts = Mapping[str, int]


class Counting:
    """Counts the reports by state under one filter at a time."""

    def __init__(self, app: GoujiApp, done: Callable[[Counts], None], failed: Callable[[GoujiError], None]) -> None:
        self._app = app
        self._done = done
        self._failed = failed
        self._query: Query | None = None
        """What is being counted; None where nothing is."""
        self._again = False
        """Whether something was recorded since the count began."""
        self._held: tuple[Query, Counts] | None = None

    def former(self, query: Query) -> Counts | None:
        """What was counted last, if it was under this filter."""
        return self._held[1] if self._held is not None and self._held[0] == _filter(query) else None

    def forget(self) -> None:
        """What is being counted is not asked for any more."""
        self._query, self._held = None, None

    def ask(self, query: Query) -> None:
        """Count; where that is under way already, once more afterwards."""
        wanted = _filter(query)
        if self._query == wanted:
            self._again = True
            return
        self._query, self._again = wanted, False
        self._app.run_worker(partial(self._count, wanted), thread=True, group="counts", exit_on_error=False)

    def _count(self, query: Query) -> None:
        """In the thread."""
        app, worker = self._app, get_current_worker()

        def stopped() -> bool:
            return self._query is not query or worker.is_cancelled

        counts: Counts | GoujiError | None
        try:
            with app.desk.beside() if app.desk.beside else contextlib.nullcontext(app.desk) as desk:
                counts = desk.reports.counts_unless(query, stopped)
        except GoujiError as error:
            counts = error
        except OSError as error:  # a copy of an older file finds no room
            counts = StoreError("store.io", error.filename)
        with contextlib.suppress(RuntimeError):  # left meanwhile: nobody is there to be told
            app.call_from_thread(self._counted, query, counts)

    def _counted(self, query: Query, counts: Counts | GoujiError | None) -> None:
        if self._query is not query or not self._app.is_running:
            return
        again, self._query = self._again, None
        if isinstance(counts, GoujiError):
            self._failed(counts)
        elif counts is not None:
            self._held = (query, counts)
            self._done(counts)
        if again:
            self.ask(query)


def _filter(query: Query) -> Query:
    """What a count depends on: neither on the order nor on the states that are shown."""
    return replace(query, order="risk", stages=None)
