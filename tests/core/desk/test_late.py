"""Parts that are made when somebody asks for them."""

from __future__ import annotations

from core.desk.late import LateMapping, Later, Part


class Whole:
    part = Part[str]()

    def __init__(self, part: str | Later[str]) -> None:
        self.part = part


def test_a_part_is_made_once_and_when_asked_for() -> None:
    made: list[int] = []

    def make() -> str:
        made.append(1)
        return "part"

    whole = Whole(Later(make))
    assert not made
    assert (whole.part, whole.part) == ("part", "part")
    assert made == [1]
    assert Whole("given").part == "given"


def test_a_mapping_is_made_once_and_when_looked_into() -> None:
    made: list[int] = []

    def make() -> dict[str, int]:
        made.append(1)
        return {"a": 1}

    mapping = LateMapping(make)
    assert not made
    assert mapping == {"a": 1}
    assert (mapping["a"], mapping.get("b"), len(mapping)) == (1, None, 1)
    assert made == [1]
