"""The record beside a working copy: one line an event, of whatever writes it, whatever becomes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from storing.building import LI, WANG, SteppingClock, note
from storing.faults import made, template

from core.errors import Damaged
from db import Store, open_store
from db.record import Record
from db.verify import verify


def test_every_event_has_its_line(store: Store, uid: str) -> None:
    """Number, time, replica, report, number in the chain, hash; of two connections one behind the other."""
    other = open_store(store.path, "rw", SteppingClock("o"))
    events = [one.events.record(uid, who, lambda _: note())[0] for one, who in ((store, LI), (other, WANG))]
    other.close()
    lines = store.path.with_name("audit.db.head").read_text().splitlines()
    assert [line.split() for line in lines] == [
        [str(n), event.at, event.replica, uid, str(event.n), event.hash] for n, event in enumerate(events, 1)
    ]
    assert Record(store.path).newest() == (2, events[1].hash)


def test_an_act_is_saved_though_its_line_cannot_be_written(store: Store, uid: str) -> None:
    """The act counts; the record is what fell short, and it may be taken away without harm."""
    head = store.path.with_name("audit.db.head")
    head.mkdir()
    store.events.record(uid, LI, lambda _: note())
    assert len(store.events.of(uid)) == 1
    head.rmdir()
    store.close()
    open_store(store.path, "rw").close()


@pytest.mark.parametrize("rubbish", [b"", b"\n\n", b"not a line\n", b"7 a b c d\n", b"\xff\xfe\x00\n", b"9 x"])
def test_what_is_no_line_is_passed_over(store: Store, uid: str, rubbish: bytes) -> None:
    """A line cut short by a crash, or something foreign: the whole ones still hold."""
    event, _ = store.events.record(uid, LI, lambda _: note())
    with store.path.with_name("audit.db.head").open("ab") as stream:
        stream.write(rubbish)
    assert Record(store.path).newest() == (1, event.hash)
    assert list(Record(store.path).lines()) == [(1, event.hash)]
    store.close()
    open_store(store.path, "rw").close()
    assert verify(store.path) == []


def test_another_databases_record_is_told_from_a_lost_log(tmp_path: Path) -> None:
    """As many events, but others: an older copy with its own events was put in the place of the file."""
    for name in ("a.db", "b.db"):
        made(tmp_path / name)
    (tmp_path / "b.db.head").replace(tmp_path / "a.db.head")
    with pytest.raises(Damaged) as error:
        open_store(tmp_path / "a.db", "rw")
    assert template(error) == "store.other-record"


def test_what_follows_a_line_cut_short_is_recorded_whole(store: Store, uid: str) -> None:
    """The next event begins a line of its own: its loss would be noticed as any other's."""
    first, _ = store.events.record(uid, LI, lambda _: note())
    head = store.path.with_name("audit.db.head")
    head.write_bytes(head.read_bytes()[:-9])
    later = [store.events.record(uid, LI, lambda _: note())[0] for _ in range(2)]
    assert list(Record(store.path).lines())[-2:] == [(2, later[0].hash), (3, later[1].hash)]
    assert first.hash not in head.read_text()
    store.close()
    assert verify(store.path) == []
