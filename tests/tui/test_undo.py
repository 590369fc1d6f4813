"""Whatever is done by keys, as many times `u` takes it back and as many times `U` does it again; also after a restart."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workstation.screen import press
from workstation.world import whole_desk

from core.desk import Desk
from core.ports import Query
from tui.app import GoujiApp
from tui.widgets.question import Question

ACTS = st.sampled_from(
    [
        ("i",),
        ("x", "3"),
        ("d", "1"),
        ("space",),
        ("V",),
        ("c", "h", "m", "enter"),
        ("e", "backspace", "9", "enter"),
        ("equals_sign", "backspace", "5", "enter"),
        ("v", "l", "v", "x", "7"),
        ("full_stop",),
        ("r", "o", "k", "enter"),
        ("R",),
        ("X", "5"),
        ("m", "escape"),
        ("j",),
        ("h",),
        ("right_square_bracket",),
        ("q", "t", "t", "a", "1", "enter"),
    ]
)


def standing(desk: Desk) -> dict[str, Any]:
    """What the ledger comes to, by report."""
    found = {}
    for row in desk.page(Query()).rows:
        if row.stage == "unreadable":
            continue
        state = desk.reviewing.open(row.uid).state
        found[row.uid] = (
            row.stage,
            row.reviewer,
            {leaf: [(d.person, d.verdict, d.text) for d in all_] for leaf, all_ in state.decisions.items() if all_},
            state.ticks,
            dict(state.readings),
            [(r.kind, r.text, r.address, r.value, r.category, r.resolved) for r in state.remarks],
        )
    return found


async def acted(path: Path, acts: list[tuple[str, ...]]) -> int:
    """Do them by keys; how many acts (a bulk act is one) stand in the ledger."""
    with whole_desk(path) as desk:
        app = GoujiApp(desk, "en")
        async with app.run_test(size=(80, 24)) as pilot:
            await press(pilot, "enter")
            for keys in acts:
                await press(pilot, *keys)
        events = desk.reviewing.mine(None, 500)
    return len({event.body.get("group") or event.id for event in events})


async def pressed(path: Path, key: str, times: int) -> dict[str, Any]:
    """That key so many times in a new session; what stands then."""
    with whole_desk(path) as desk:
        app = GoujiApp(desk, "en")
        async with app.run_test(size=(80, 24)) as pilot:
            for _ in range(
                25
            ):  # a start may lead back to a report, with the words begun there: they take keys as letters
                await pilot.pause(0.02)
            if any(question.display for question in app.screen.query(Question)):
                await press(pilot, "escape")
            await press(pilot, *[key] * times)
        return standing(desk)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ACTS, min_size=1, max_size=6))
def test_every_act_is_undone_and_done_again_by_keys(filled: Path, acts: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(filled, Path(folder) / "gouji.db"))
        with whole_desk(path) as desk:
            before = standing(desk)
        times = asyncio.run(acted(path, acts))
        with whole_desk(path) as desk:
            after = standing(desk)
        assert asyncio.run(pressed(path, "u", times)) == before
        assert asyncio.run(pressed(path, "U", times)) == after
