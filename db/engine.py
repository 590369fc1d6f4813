"""Opens a database file: what may be opened and how, pragmas, journal mode, the guards around every write.

On the start-up path, so it imports no sqlite-utils (PERFORMANCE.md §2: 113 ms and more).
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal, TypeVar

from core.errors import Damaged, ReadOnly, Replaced, StoreError
from core.wording import Phrase
from db import opening
from db.faults import translated
from db.module import safe_for_wal, sqlite3, version
from db.remembering import Memory

Mode = Literal["rw", "ro", "create"]
Row = tuple[Any, ...]
Thing = TypeVar("Thing")

BUSY_SECONDS = 10.0
PAGE_SIZE = 8192


class Connection:
    """One open database file. Calls from several threads take turns; another process needs its own."""

    def __init__(
        self,
        raw: sqlite3.Connection,
        path: Path,
        read_only: bool,
        notices: tuple[Phrase, ...] = (),
        unchanging: bool = False,
        copy: Path | None = None,
    ) -> None:
        self.raw = raw
        self.path = path
        self.read_only = read_only
        self.notices = notices
        self.unchanging = unchanging
        """Whether it is read as a file that nobody writes, because its folder may not be written."""
        self.copy = copy
        """The copy in the current schema that stands for an older file; removed at closing."""
        self.patience = BUSY_SECONDS
        """Seconds to wait for another writer."""
        self._turn = threading.RLock()
        self._process = os.getpid()
        self._file = opening.identity(path)
        self._log: opening.Identity | None = None
        self._to_forget = False
        self._memory = Memory()

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """All rows of a query."""
        with self._use():
            return self.raw.execute(sql, values).fetchall()

    def one(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """The first row, None if there is none."""
        with self._use():
            row: Row | None = self.raw.execute(sql, values).fetchone()
            return row

    def scalar(self, sql: str, values: Sequence[object] = ()) -> Any:
        """The first column of the first row, None if there is none."""
        row = self.one(sql, values)
        return row[0] if row else None

    def stream(self, sql: str, values: Sequence[object] = ()) -> Iterator[Row]:
        """Rows one by one, for tables too large to hold."""
        with self._use():
            yield from self.raw.execute(sql, values)

    def run(self, sql: str, values: Sequence[object] = ()) -> int:
        """Carry out a statement; the id of the row it inserted."""
        with self._use():
            return int(self.raw.execute(sql, values).lastrowid or 0)

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Carry out a statement for each row."""
        with self._use():
            self.raw.executemany(sql, rows)

    def remembered(self, key: Hashable, make: Callable[[], Thing]) -> Thing:
        """What `make` answers, once for each key while it is among the newest; for what no transaction changes under its key."""
        with self._use():
            return self._memory.newest(key, make)

    def remembered_now(self, name: str, of: Hashable, make: Callable[[], Thing]) -> Thing:
        """What `make` answers, until the database changes, by whomever; of each name only the newest."""
        with self._use():
            moment = (int(self.scalar("PRAGMA data_version")), self.raw.total_changes, of)
            return self._memory.momentary(name, moment, make)

    @contextmanager
    def writing(self, patience: float | None = None) -> Iterator[None]:
        """One transaction that holds the write lock from its first read on; committed when the block ends well.

        Busy after 10 s (or `patience`), Replaced where the file is no longer the one opened: then nothing is saved.
        """
        with self._use():
            if self.read_only:
                raise ReadOnly("store.read-only", self.path.name)
            self._begin(self.patience if patience is None else patience)
            try:
                self._same_files()
                yield
                self._same_files()
                self.raw.execute("COMMIT")
                self._forget()
            except BaseException:
                if self.raw.in_transaction:
                    self.raw.execute("ROLLBACK")
                self._memory.clear()  # row ids of what was rolled back are given again
                raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several queries on one state of the database."""
        with self._use():
            if self.raw.in_transaction:
                yield
                return
            self.raw.execute("BEGIN")
            try:
                yield
            finally:
                if self.raw.in_transaction:
                    self.raw.execute("ROLLBACK")

    @contextmanager
    def bulk(self, patience: float | None = None) -> Iterator[None]:
        """A write transaction for what is no loss: files that can be read again, hints. The disk is not waited for."""
        with self._use():
            if not self.raw.in_transaction:
                self.raw.execute("PRAGMA synchronous = NORMAL")
            try:
                with self.writing(patience):
                    yield
            finally:
                if not self.raw.in_transaction:
                    self.raw.execute("PRAGMA synchronous = FULL")

    def uri_to_look(self) -> str:
        """The name by which another connection may attach this file to read it."""
        file = self.copy or self.path
        return f"{file.absolute().as_uri()}?mode=ro" + ("&immutable=1" if self.unchanging else "")

    def close(self) -> None:
        """Close; a second time it is nothing."""
        with self._turn:
            self.raw.close()
            if self.copy is not None:
                self.copy.unlink(missing_ok=True)

    @contextmanager
    def _use(self) -> Iterator[None]:
        if os.getpid() != self._process:
            raise StoreError("store.forked", self.path.name)
        with self._turn:
            try:
                with translated(self.path):
                    yield
            except Damaged:
                self.read_only = True  # whatever else is written would only spread it
                raise

    def forget_deleted(self) -> None:
        """Once this transaction is committed, write the whole file anew and empty its log: free space of pages and the log still
        hold what was deleted."""
        self._to_forget = True

    def _forget(self) -> None:
        if self._to_forget:
            with suppress(sqlite3.OperationalError):  # somebody writes, or no room: tried again after the next act
                self.raw.execute("VACUUM")
                self.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                self._to_forget = False

    def _begin(self, patience: float) -> None:
        """Take the write lock. Asked for every few milliseconds at random: SQLite itself sleeps up to 100 ms between two tries,
        by which most of six busy writers wait for seconds while the lock lies free."""
        import random  # a start writes nothing

        end = time.monotonic() + patience
        self.raw.execute("PRAGMA busy_timeout = 0")
        try:
            while True:
                try:
                    self.raw.execute("BEGIN IMMEDIATE")
                    return
                except sqlite3.OperationalError as error:
                    if not opening.busy(error) or time.monotonic() > end:
                        raise
                time.sleep(random.uniform(0.0005, 0.004))
        finally:
            self.raw.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")

    def _same_files(self) -> None:
        """SQLite itself commits without an error into a file that was unlinked, and after its log was removed."""
        if opening.identity(self.path) != self._file:
            raise Replaced("store.replaced", self.path.name)
        log = opening.identity(Path(f"{self.path}-wal"))
        if self._log is not None and log != self._log:
            raise Replaced("store.log-replaced", self.path.name)
        self._log = log


def connect(path: Path, mode: Mode = "rw") -> Connection:
    """Open the database at `path`; StoreError and below say why it cannot be, `notices` what is not as usual.

    `create` makes a new one where there is none; `rw` falls back to looking only where writing is not possible.
    """
    from db.schema import OLDER, brought_up, prepare  # knows this module

    path = Path(path)
    opening.check_place(path, mode)
    cause = opening.why_not_writable(path, mode) if mode != "ro" else None
    notices = [cause] if cause is not None else []
    read_only = mode == "ro" or cause is not None
    unchanging, copy = False, None
    if read_only:
        raw, unchanging = _open_to_look(path)
    else:
        if mode == "create":
            opening.make_private(path)
        raw = open_raw(path, "rw")
    try:
        with translated(path):
            reason = prepare(raw, path, mode, read_only)
            if reason is not None:
                notices.append(reason)
            if reason is not None and not read_only:
                raw.close()
                raw, unchanging = _open_to_look(path)
                read_only = True
            if reason is not None and reason.template == OLDER:
                copy = brought_up(raw)
                raw.close()
                raw, unchanging = open_raw(copy, "ro&immutable=1"), True
            if not read_only:
                notices += _settle_journal(raw, path)
    except BaseException:
        raw.close()
        raise
    return Connection(raw, path, read_only, tuple(notices), unchanging, copy)


def open_raw(path: Path, mode: str) -> sqlite3.Connection:
    """A bare connection with our pragmas; `mode` as in SQLite's file names."""
    with translated(path):
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        raw = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            raw.execute(f"PRAGMA page_size = {PAGE_SIZE}")
            raw.execute("PRAGMA foreign_keys = ON")
            raw.execute("PRAGMA recursive_triggers = ON")
            raw.execute("PRAGMA synchronous = FULL")
            raw.execute("PRAGMA trusted_schema = OFF")
            raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except BaseException:
            raw.close()
            raise
        return raw


def _open_to_look(path: Path) -> tuple[sqlite3.Connection, bool]:
    """Read-only, and whether as an unchanging file: in a folder that may not be written a write-ahead log cannot be shared,
    so it is read without one, which is safe only while none lies beside it."""
    try:
        return open_raw(path, "ro"), False
    except StoreError:
        log = Path(f"{path}-wal")
        if os.access(path.parent, os.W_OK) or (log.exists() and log.stat().st_size > 0):
            raise
        return open_raw(path, "ro&immutable=1"), True


def _settle_journal(raw: sqlite3.Connection, path: Path) -> list[Phrase]:
    """Write-ahead log where this SQLite keeps it safely, else the rollback journal and one line saying so."""
    wanted = "wal" if safe_for_wal(version()) else "delete"
    if raw.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
        opening.patiently(lambda: raw.execute(f"PRAGMA journal_mode = {wanted}").fetchone(), BUSY_SECONDS)
    if wanted == "wal":
        return []
    return [Phrase("store.old-sqlite", {"version": ".".join(map(str, version()))})]
