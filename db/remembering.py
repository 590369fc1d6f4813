"""What a connection keeps of what it has read: a few reports for as long as they are asked for, other answers until a change."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Thing = TypeVar("Thing")

REMEMBERED = 8
"""Reports kept loaded: the one on screen, last year's, and their neighbours."""


class Memory:
    """Two stores that do not push out one another."""

    def __init__(self) -> None:
        self._newest: OrderedDict[Hashable, Any] = OrderedDict()
        self._momentary: dict[str, tuple[Hashable, Any]] = {}

    def newest(self, key: Hashable, make: Callable[[], Thing]) -> Thing:
        """What `make` answers, once for each key while it is among the newest."""
        if key in self._newest:
            self._newest.move_to_end(key)
        else:
            self._newest[key] = make()
            while len(self._newest) > REMEMBERED:
                self._newest.popitem(last=False)
        thing: Thing = self._newest[key]
        return thing

    def momentary(self, name: str, moment: Hashable, make: Callable[[], Thing]) -> Thing:
        """What `make` answers at that moment; of each name only the last."""
        held = self._momentary.get(name)
        if held is None or held[0] != moment:
            held = self._momentary[name] = (moment, make())
        thing: Thing = held[1]
        return thing

    def clear(self) -> None:
        """Nothing is known any more."""
        self._newest.clear()
        self._momentary.clear()
