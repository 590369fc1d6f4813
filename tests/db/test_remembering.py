"""What a connection keeps of what it has read."""

from __future__ import annotations

from db.remembering import REMEMBERED, Memory


def test_what_is_asked_for_again_is_made_once() -> None:
    """Also where the answer is nothing."""
    memory, made = Memory(), []
    for _ in range(3):
        assert memory.newest("a", lambda: made.append(1)) is None
    assert made == [1]


def test_only_the_newest_stay_and_asking_keeps_one_new() -> None:
    """The one that nobody asked for longest is pushed out."""
    memory, made = Memory(), []

    def ask(key: int) -> None:
        memory.newest(key, lambda: made.append(key))

    for key in range(REMEMBERED):
        ask(key)
    ask(0)
    ask(REMEMBERED)
    del made[:]
    for key in (0, REMEMBERED, 1):
        ask(key)
    assert made == [1]


def test_an_answer_of_a_moment_lasts_until_the_next() -> None:
    """Of each name only the last is known, and it does not push out what is kept longer."""
    memory, made = Memory(), []
    memory.newest("kept", lambda: made.append("kept"))
    for moment in (1, 1, 2, 1):
        memory.momentary("count", moment, lambda moment=moment: made.append(moment))  # type: ignore[misc]
    memory.newest("kept", lambda: made.append("kept"))
    assert made == ["kept", 1, 2, 1]
    memory.clear()
    memory.newest("kept", lambda: made.append("again"))
    assert made[-1] == "again"
