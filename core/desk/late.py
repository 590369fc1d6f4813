"""Parts of a desk that are made when somebody asks for them: a start waits for none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from core.ports import Clock
    from core.reviewer import Reviewer

Made = TypeVar("Made")
Key = TypeVar("Key")


class Later(NamedTuple, Generic[Made]):
    """A part not made yet."""

    make: Callable[[], Made]


class Part(Generic[Made]):
    """An attribute that may be set to `Later`; whoever asks gets what it makes, made once."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, whole: object, owner: type) -> Made:
        if whole is None:  # asked of the class: there is no part before there is a whole
            raise AttributeError(self._name)
        held: Any = vars(whole)[self._name]
        if isinstance(held, Later):
            held = vars(whole)[self._name] = held.make()
        made: Made = held
        return made

    def __set__(self, whole: object, given: Made | Later[Made]) -> None:
        vars(whole)[self._name] = given


class LateMapping(Mapping[Key, Made]):
    """A mapping that is made when somebody first looks into it."""

    def __init__(self, make: Callable[[], Mapping[Key, Made]]) -> None:
        self._make = make
        self._made: Mapping[Key, Made] | None = None

    def _whole(self) -> Mapping[Key, Made]:
        if self._made is None:
            self._made = self._make()
        return self._made

    def __getitem__(self, key: Key) -> Made:
        return self._whole()[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())


class Seat(NamedTuple):
    """Who sits at a desk: what a start wants to know without the part that reviews."""

    reviewer: Reviewer
    clock: Clock
    read_only: bool = False
