"""The real store under kill -9: writers in forked processes, some killed amid their writing, then everything is checked.

A write counts as acknowledged when its id is in the writer's own file, written only after `record` returned. The parent forks
with no connection open. It says nothing of power loss: a killed process leaves the system's page cache alive.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from storing.building import NATURAL, item

from core import ledger
from core.ledger import Draft, Kind, Reviewer
from db import Store, open_store
from db.events import COLUMNS, row_event
from db.verify import verify

CHECKPOINTS = ("PASSIVE", "FULL", "RESTART", "TRUNCATE")
PROCESSES = 6


@dataclass(slots=True)
class Outcome:
    """What a run came to."""

    rounds: int = 0
    killed: int = 0
    acknowledged: int = 0
    in_doubt: int = 0
    """Committed, and killed before that was written down: kept."""
    lost: int = 0
    faults: list[str] = field(default_factory=list)
    """Errors of writers, and whatever a check said."""


@dataclass(slots=True)
class Seen:
    """What earlier rounds left, so that each round checks only what is new."""

    acknowledged: set[str] = field(default_factory=set)
    events: int = 0
    tails: dict[tuple[str, str], ledger.Event] = field(default_factory=dict)


def database(path: Path, reports: int) -> list[str]:
    """A working database with that many reports; their uids."""
    store = open_store(path, "create")
    items = [item(f"r{number}", f"机关{number}") for number in range(reports)]
    store.reports.add(items)
    store.close()
    return [edition.uid for edition, _ in items]


def forked(act: Callable[[], None]) -> int:
    """Do it in a process of its own, which never returns here; its pid."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        act()
        status = 0
    except BaseException as error:  # noqa: BLE001  whatever it is, the parent reads it
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
    os._exit(status)


def writer(path: Path, uids: list[str], name: str, seed: str, acknowledged: Path) -> None:
    """Acts of a reviewer, one behind another, until killed or told to stop."""
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: stopped.append(number))
    dice = random.Random(seed)
    handle = os.open(acknowledged, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    store = open_store(path, "rw")
    who = Reviewer(name, 2000, "crash")
    while not stopped:
        draft = drawn(dice)
        event, _state = store.events.record(dice.choice(uids), who, lambda _, draft=draft: draft)
        os.write(handle, f"{event.id}\n".encode())
        if dice.random() < 0.02:
            store.connection.rows(f"PRAGMA wal_checkpoint({dice.choice(CHECKPOINTS)})")
    store.close()


def drawn(dice: random.Random) -> Draft:
    """A note long or short, a tick, an assignment."""
    kind = dice.random()
    if kind < 0.6:
        return Draft(Kind.NOTE, {"text": "批注" * dice.randrange(1, 200), "address": str(NATURAL)})
    if kind < 0.8:
        return Draft(Kind.TICK, {"addresses": [str(NATURAL)], "ticked": kind < 0.7})
    return Draft(Kind.ASSIGN, {"to": dice.choice(("li", "wang"))})


def crash_rounds(folder: Path, rounds: int, writes: int, reports: int = 150, seed: int = 1) -> Outcome:
    """That many rounds of six writers with one or more killed amid at least `writes` acknowledged ones; checked after each,
    and at the end with all that `verify` and a rebuild of the projections see."""
    path, outcome, seen = folder / "crash.db", Outcome(), Seen()
    uids, dice = database(path, reports), random.Random(seed)
    for round_ in range(rounds):
        files = [folder / f"ack-{round_}-{n}" for n in range(PROCESSES)]
        pids = [forked(_writing(path, uids, n, f"{seed}/{round_}/{n}", file)) for n, file in enumerate(files)]
        _wait_for(files, writes, pids)
        time.sleep(dice.random() * 0.01)
        victims = dice.sample(pids, dice.choice((1, 1, 1, 2, 6)))
        for pid in victims:
            os.kill(pid, signal.SIGKILL)
        for pid in set(pids).difference(victims):
            os.kill(pid, signal.SIGTERM)
        ended = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]
        outcome.killed += ended.count(-signal.SIGKILL)
        outcome.faults += [f"a writer ended with status {code}" for code in ended if code not in (0, -signal.SIGKILL)]
        outcome.rounds += 1
        _check_round(path, files, seen, outcome)
    outcome.faults += final_faults(path)
    return outcome


def _writing(path: Path, uids: list[str], n: int, seed: str, file: Path) -> Callable[[], None]:
    return lambda: writer(path, uids, f"auditor{n}", seed, file)


def _wait_for(files: list[Path], writes: int, pids: list[int]) -> None:
    """Until that many writes were acknowledged in this round."""
    end = time.monotonic() + 60
    while sum(file.stat().st_size // 37 for file in files if file.exists()) < writes:
        if time.monotonic() > end:
            for pid in pids:
                os.kill(pid, signal.SIGKILL)
            raise TimeoutError("the writers do not write")
        time.sleep(0.005)


def _check_round(path: Path, files: Iterable[Path], seen: Seen, outcome: Outcome) -> None:
    """Every acknowledged write is there and whole, nothing is half there, every chain continues."""
    now = {line for file in files for line in file.read_text().split("\n")[:-1]}
    store = open_store(path, "rw")
    found = [
        row_event(row) for row in store.connection.rows(f"SELECT {COLUMNS} FROM events WHERE id > ?", (seen.events,))
    ]
    ids = {event.id for event in found}
    outcome.acknowledged += len(now)
    outcome.lost += len(now - ids)
    outcome.in_doubt += len(ids - now)
    seen.events = store.events.stamp()
    outcome.faults += [*_broken(found, seen), *_half_written(store)]
    store.close()


def _broken(found: list[ledger.Event], seen: Seen) -> Iterator[str]:
    """Links that do not hold, against the tails of the round before."""
    for event in found:
        key = (event.replica, event.report)
        tail = seen.tails.get(key)
        expected = (tail.n + 1, tail.hash) if tail else (1, ledger.FIRST)
        if (event.n, event.previous) != expected or event.hash != ledger.sealed(event):
            yield f"event {event.id} does not continue its chain"
        seen.tails[key] = event


def _half_written(store: Store) -> Iterator[str]:
    """What SQLite and the file itself say is wrong, and events whose consequences are missing."""
    for check in ("PRAGMA integrity_check", "PRAGMA foreign_key_check", "SELECT * FROM self_check"):
        yield from (f"{check}: {row}" for row in store.connection.rows(check) if row != ("ok",))
    sql = "SELECT uid FROM events WHERE kind = 'note' AND uid NOT IN (SELECT event FROM annotations)"
    yield from (f"note {uid} is in the log only" for (uid,) in store.connection.rows(sql))


def final_faults(path: Path) -> list[str]:
    """All that can be checked of a working database, and projections that are not what the log comes to."""
    faults = [fault.template for fault in verify(path)]
    store = open_store(path, "rw")
    faults += [f"the projection of {uid[:12]} is not that of its events" for uid in store.events.rebuild()]
    store.close()
    return faults


@dataclass(frozen=True, slots=True)
class Notes:
    """Several people writing at once."""

    acknowledged: int
    lost: int
    p99: float
    """Milliseconds from the call to its return, as in all three."""
    longest: float
    median: float
    faults: tuple[str, ...]


def notes_at_once(folder: Path, each: int, reports: int = 20, processes: int = PROCESSES) -> Notes:
    """So many processes with so many notes each, one behind another without a pause, over so many reports."""
    path = folder / "notes.db"
    uids = database(path, reports)
    files = [folder / f"took-{n}" for n in range(processes)]
    pids = [forked(_noting(path, uids, f"auditor{n}", each, file)) for n, file in enumerate(files)]
    failed = sum(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) != 0 for pid in pids)
    took = [line.split() for file in files for line in file.read_text().splitlines()]
    store = open_store(path, "rw")
    held = {event.id for uid in uids for event in store.events.of(uid)}
    store.close()
    times = sorted(float(milliseconds) for _, milliseconds in took)
    faults = (*(["a writer failed"] * failed), *final_faults(path))
    lost = sum(id_ not in held for id_, _ in took)
    return Notes(len(took), lost, times[int(len(times) * 0.99)], times[-1], times[len(times) // 2], faults)


def _noting(path: Path, uids: list[str], name: str, each: int, file: Path) -> Callable[[], None]:
    def act() -> None:
        store = open_store(path, "rw")
        who, dice = Reviewer(name, 2000, "crash"), random.Random(name)
        with file.open("a") as stream:
            for number in range(each):
                draft = Draft(Kind.NOTE, {"text": f"批注{number}"})
                before = time.perf_counter()
                event, _state = store.events.record(dice.choice(uids), who, lambda _, draft=draft: draft)  # type: ignore[misc]
                stream.write(f"{event.id} {(time.perf_counter() - before) * 1000:.3f}\n")
        store.close()

    return act


def first_openings(folder: Path, rounds: int, processes: int = PROCESSES) -> list[str]:
    """A new database opened by several processes at once, again and again: what went wrong."""
    faults = []
    for round_ in range(rounds):
        path = folder / f"new-{round_}.db"
        pids = [forked(lambda path=path: open_store(path, "create").close()) for _ in range(processes)]  # type: ignore[misc]
        codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]
        faults += [f"round {round_}: status {code}" for code in codes if code]
        store = open_store(path, "rw")
        if store.connection.scalar("SELECT count(*) FROM replicas") != 1:
            faults.append(f"round {round_}: more than one made it")
        store.close()
    return faults


@dataclass(frozen=True, slots=True)
class Exports:
    """Exports killed at random moments."""

    killed: int
    finished: int
    """Of the final name afterwards, each of which was verified."""
    faults: tuple[str, ...]


def killed_exports(folder: Path, kills: int, reports: int = 30, seed: int = 1) -> Exports:
    """Kill exports at random moments; what then has the final name must verify."""
    path, target = folder / "source.db", folder / "out.db"
    uids, dice, faults, finished = database(path, reports), random.Random(seed), [], 0
    store = open_store(path, "rw")
    for uid in uids:
        store.events.record(uid, Reviewer("li", 1, "crash"), lambda _: Draft(Kind.NOTE, {"text": "批注"}))
    store.close()
    before = time.perf_counter()
    os.waitpid(forked(_exporting(path, target)), 0)
    whole = time.perf_counter() - before
    for number in range(kills):
        if number % 3 == 0:
            for old in folder.glob("out.db*"):
                old.unlink()
        pid = forked(_exporting(path, target))
        time.sleep(whole * (0.1 + 1.3 * dice.random()))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        if target.exists():
            finished += 1
            faults += [fault.template for fault in verify(target)]
    return Exports(kills, finished, tuple(faults))


def _exporting(path: Path, target: Path) -> Callable[[], None]:
    def act() -> None:
        store = open_store(path, "rw")
        store.archive.export(target, None)
        store.close()

    return act
