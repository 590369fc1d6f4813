"""Each act writes only what it changed: that is always what the whole log comes to."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storing.acts import KINDS, PEOPLE, draft
from storing.building import SteppingClock, item

from core.errors import StoreError
from core.review import content, project
from db import Store, open_store
from db.verify import verify


def act(store: Store, uid: str, kind: str, number: int, step: int) -> None:
    """One act, a re-reading, or counting what the rules say with the readings."""
    machine = store.reports.load(uid)[1]
    if kind == "reread":
        _, read = item("one", value=step + 2)
        store.reports.replace(uid, read)
    elif kind == "count":
        store.reports.put_readings(uid, content(machine, store.events.state(uid).readings), machine)
    else:
        wanted = draft(kind, number, store.events.of(uid))
        if wanted is not None:
            with suppress(StoreError):  # locked
                store.events.record(uid, PEOPLE[number], lambda _: wanted)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(st.sampled_from((*KINDS, "reread", "count")), st.integers(0, 2), st.integers(0, 1)),
        min_size=6,
        max_size=25,
    )
)
def test_what_each_act_writes_is_what_the_log_comes_to(
    empty: Path, tmp_path_factory: pytest.TempPathFactory, work: list[tuple[str, int, int]]
) -> None:
    """Three persons on two connections that take turns: the stored state never differs from one made anew."""
    folder = tmp_path_factory.mktemp("acts")
    shutil.copy(empty, folder / "a.db")
    stores = [open_store(folder / "a.db", "rw", SteppingClock(name)) for name in "xy"]
    stored = item("one")
    uid = stored[0].uid
    stores[0].reports.add([stored])
    for step, (kind, number, connection) in enumerate(work):
        act(stores[connection], uid, kind, number, step)
        if step % 5 == 4:
            assert stores[1 - connection].events.rebuild() == (), work[: step + 1]
    assert stores[0].events.rebuild() == ()
    assert stores[0].events.state(uid) == project(stores[1].events.of(uid))
    for store in stores:
        store.close()
    assert verify(folder / "a.db") == []
