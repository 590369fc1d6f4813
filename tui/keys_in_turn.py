"""Keys act one after another, each where the one before has led: over a slow line several come in one packet.

Textual hands a key to what has the focus when the key arrives. Of `x1` in one packet the 1 would go to the pane, not to the
question that the x opens; here it waits until the x is done and the screen that it opened stands.
"""

from __future__ import annotations

from collections import deque
from typing import Any, Final

from textual.app import App
from textual.dom import DOMNode
from textual.events import Event, Key
from textual.screen import Screen

from tui.screens.frame import Frame

PATIENCE: Final = 0.5
"""Seconds after which a key counts as done whatever has become of the widget that had it."""


class KeysInTurn(App[int]):
    """An app that takes keys so."""

    def __init__(self, **named: Any) -> None:
        super().__init__(**named)
        self._keys: deque[Key] = deque()
        self._turn = 0
        """Number of the key that acts; even while none does."""

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Key) and not event.is_forwarded:
            self._keys.append(event)
            await self._next()
        else:
            await super().on_event(event)

    def take_keys(self) -> None:
        """A screen stands now: what was typed ahead is for it."""
        self.call_later(self._next)

    async def _next(self) -> None:
        """Hand out the next key, if none acts and there is a screen for it."""
        if (
            self._turn % 2
            or not self._keys
            or not self.screen_stack
            or (isinstance(self.screen, Frame) and not self.screen.ready)
        ):
            return
        self._turn += 1
        turn, taker = self._turn, self.focused or self.screen
        await super().on_event(self._keys.popleft())
        self._behind(taker, turn)
        self.set_timer(PATIENCE, lambda: self._done(turn))

    def _behind(self, node: DOMNode | None, turn: int) -> None:
        """Go the key's way, one step behind it, from who took it up to the screen and the app."""
        if node is None or not node.is_attached:
            self.call_later(self._done, turn)
        elif isinstance(node, Screen):
            node.call_later(self.call_later, self._done, turn)
        elif not node.call_later(self._behind, node.parent, turn):
            self.call_later(self._done, turn)

    async def _done(self, turn: int) -> None:
        if self._turn == turn:
            self._turn += 1
            await self._next()
