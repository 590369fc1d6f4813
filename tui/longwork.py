"""Work that takes its time: in a thread, on a connection of its own, so that nobody waits for it; one line says how far it is.

The line costs a few bytes a second and only while there is something to wait for; what a screen has to say itself goes first.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.timer import Timer

from core.errors import GoujiError
from tui.locale import said
from tui.screens.frame import Frame
from tui.shown import Clean

if TYPE_CHECKING:
    from core.desk import Desk

EVERY = 1.0
"""Seconds between two looks at how far it is."""

Step = Callable[[int, int], None]
"""Says how far it is: done, of how many."""
Task = Callable[["Desk", Step], Any]


class Running:
    """What is being worked on."""

    def __init__(self, words: Clean, started: float) -> None:
        self.words = words
        self.started = started
        self.done = 0
        self.total = 0

    def line(self) -> Clean:
        """How far it is."""
        if self.total:
            return said("{words}: {done}/{total}", words=self.words, done=self.done, total=self.total)
        return said("{words}: {n} s", words=self.words, n=int(time.monotonic() - self.started))


class LongWork(App[int]):
    """An app that works beside what is on the screen, on one thing at a time."""

    desk: Desk
    running: Running | None = None
    _ticking: Timer | None = None
    born = 0.0

    def on_mount(self) -> None:
        self.born = time.monotonic()

    @property
    def front(self) -> Frame | None:
        """The screen in front; none while the program ends: what a clock or a thread still has to say then is for nobody."""
        screens = self.screen_stack
        return screens[-1] if screens and isinstance(screens[-1], Frame) else None

    @property
    def minutes(self) -> int:
        """How long this session has lasted."""
        return int(time.monotonic() - self.born) // 60

    def work(self, words: Clean, task: Task, then: Callable[[Any], None]) -> None:
        """Do the task with a desk of its own, then come back with what it answers."""
        if self.running is not None:
            self._say(said("not yet: {words}", words=self.running.line()))
            return
        self.running = Running(words, time.monotonic())
        self._ticking = self.set_interval(EVERY, self._tick)
        self._tick()
        self.run_worker(partial(self._in_thread, task, then), thread=True, group="long")

    def _in_thread(self, task: Task, then: Callable[[Any], None]) -> None:
        end: Callable[[], None]
        try:
            with self.desk.beside() if self.desk.beside else contextlib.nullcontext(self.desk) as desk:
                end = partial(then, task(desk, self._step))
        except GoujiError as error:
            end = partial(self._say_error, error)
        with contextlib.suppress(RuntimeError):  # left meanwhile: nobody is there to be told
            self.call_from_thread(self._ended, end)

    def _step(self, done: int, total: int) -> None:
        if self.running is not None:
            self.running.done, self.running.total = done, total

    def _tick(self) -> None:
        """Say how far it is, where the screen has nothing to say itself."""
        if self.running is not None and (front := self.front) is not None:
            front.tell_progress(self.running.line())

    def _ended(self, end: Callable[[], None]) -> None:
        if self._ticking is not None:
            self._ticking.stop()
        self.running = None
        for screen in self.screen_stack:
            if isinstance(screen, Frame):
                screen.tell_progress(Clean(""))
        if (front := self.front) is not None:
            front.attempt(end)

    def _say(self, words: Clean) -> None:
        if (front := self.front) is not None:
            front.tell(words)

    def _say_error(self, error: GoujiError) -> None:
        if (front := self.front) is not None:
            front.tell_error(error)

    def still_running(self) -> Clean:
        """What one waits for when one leaves now; empty where nothing is under way."""
        if self.running is None:
            return Clean("")
        return said("still under way: {words}; leaving waits for its end", words=self.running.words)
