"""Says what is wrong with a database, for somebody who trusts neither the file nor the program that wrote it.

With the `.sha256` beside an export any changed byte is found; without it every stored value is: tables by their hashes,
chains by recomputing them, what is derived by deriving it again. What an insider can still do is in the manual: a file whose
every hash was made anew is only found out by a head kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256 as digest
from pathlib import Path

from core import ledger
from core.errors import GoujiError, UsageError
from core.review import project
from core.wording import Argument, Phrase, say
from db import events, projection, rows
from db.archive import file_sha256, sidecar_of
from db.checked import load
from db.contents import SCHEMA, contents
from db.edition_rows import source_of
from db.engine import Connection, connect, open_raw
from db.events import COLUMNS, row_event
from db.index_check import index_fits
from db.record import Record
from db.signature_check import signatures
from db.source_check import blobs, folder

Check = Callable[[Connection], Iterator[Phrase]]


def verify(path: Path, sources_dir: Path | None = None, signers: Path | None = None) -> list[Phrase]:
    """Every fault found, the outermost first; empty if the file holds. `sources_dir` holds the source files to compare,
    `signers` is ssh's file of allowed signers."""
    path = Path(path)
    found = list(_sidecar(path))
    try:
        db = connect(path, "ro")
    except GoujiError as error:
        return [*found, Phrase("verify.unopened", {"cause": say(error.phrase)})]
    try:
        for check in CHECKS:
            found += _guarded(check, db)
        if sources_dir is not None:
            found += _guarded(lambda open_: folder(open_, sources_dir), db)
        if signers is not None:
            found += _guarded(lambda open_: signatures(open_, signers), db)
    finally:
        db.close()
    return found


def _guarded(check: Check, db: Connection) -> list[Phrase]:
    """A check's faults; a page that cannot even be read, or a value no longer readable, is one."""
    found: list[Phrase] = []
    try:
        with db.reading():
            found.extend(check(db))
    except UsageError:
        raise
    except GoujiError as error:
        found.append(error.phrase)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        found.append(Phrase("verify.unreadable", {"said": f"{type(error).__name__}: {error}"[:120]}))
    return found


def _sidecar(path: Path) -> Iterator[Phrase]:
    sidecar = sidecar_of(path)
    if path.is_file() and sidecar.is_file():
        words = sidecar.read_text("utf-8", "replace").split()
        if not words or words[0] != file_sha256(path):
            yield Phrase("verify.sidecar")


def _integrity(db: Connection) -> Iterator[Phrase]:
    for (said,) in db.rows("PRAGMA integrity_check(3)"):
        if said != "ok":
            yield Phrase("verify.integrity", {"said": str(said)})
    for table, row, *_ in db.rows("PRAGMA foreign_key_check"):
        yield Phrase("verify.reference", {"table": str(table), "row": row if row is not None else ""})


def _contents(db: Connection) -> Iterator[Phrase]:
    """Of an export: rows and hash of every table."""
    if db.scalar("SELECT value FROM meta WHERE key = 'kind'") != "export":
        return
    recorded = {name: (lines, sha256) for name, lines, sha256 in db.rows("SELECT * FROM contents")}
    found = {name: (lines, sha256) for name, lines, sha256 in _contents_as_written(db)}
    for name in sorted(recorded.keys() | found.keys(), key=lambda name: (name != SCHEMA, name)):
        if recorded.get(name) == found.get(name):
            continue
        table: dict[str, Argument] = {"table": name}
        if name == SCHEMA:
            yield Phrase("verify.schema")
        elif name not in found:
            yield Phrase("verify.missing-table", table)
        elif name not in recorded:
            yield Phrase("verify.extra-table", table)
        elif recorded[name][0] != found[name][0]:
            yield Phrase("verify.count", {**table, "expected": recorded[name][0], "found": found[name][0]})
        else:
            yield Phrase("verify.content", table)


def _contents_as_written(db: Connection) -> list[tuple[str, int, str]]:
    """Of the file itself, also where it is looked at in a copy of the current schema."""
    if db.copy is None:
        return contents(db.raw)
    raw = open_raw(db.path, "ro&immutable=1")
    try:
        return contents(raw)
    finally:
        raw.close()


def _chains(db: Connection) -> Iterator[Phrase]:
    """Each chain from its first event on, and the head an export recorded."""
    chain: list[ledger.Event] = []
    for event in map(row_event, db.stream(f"SELECT {COLUMNS} FROM events ORDER BY replica, report, n")):
        if chain and (chain[0].replica, chain[0].report) != (event.replica, event.report):
            yield from _chain(chain)
            chain = []
        chain.append(event)
    yield from _chain(chain)
    head = db.scalar("SELECT value FROM meta WHERE key = 'head'")
    if head is not None and head != events.head(db):
        yield Phrase("verify.head")


def _chain(chain: list[ledger.Event]) -> Iterator[Phrase]:
    fault = ledger.verify_chain(chain)
    if fault:
        yield fault.phrase


def _record(db: Connection) -> Iterator[Phrase]:
    """The record beside a working copy: each of its events must be there."""
    for number, hash_ in Record(db.path).lines():
        if db.one("SELECT 1 FROM events WHERE hash = ?", (hash_,)) is None:
            yield Phrase("verify.record", {"number": number, "hash": hash_[:12]})
            return


def _profiles(db: Connection) -> Iterator[Phrase]:
    """The settings of the rules against the hash that each version of them carries."""
    for version, settings in db.rows("SELECT rules, settings FROM profiles ORDER BY rules"):
        told = version.partition("+")[2]
        if told and not digest(settings.encode()).hexdigest().startswith(told):
            yield Phrase("verify.profile", {"version": version})


def _self_check(db: Connection) -> Iterator[Phrase]:
    for fault, item in db.rows("SELECT * FROM self_check LIMIT 20"):
        yield Phrase("verify.self-check", {"fault": str(fault), "item": str(item)})


def _derived(db: Connection) -> Iterator[Phrase]:
    """What the events come to, derived again; text and figures against the hashes of their reading."""
    masked = db.scalar("SELECT value FROM meta WHERE key = 'sources'") == "masked"
    for edition_id, uid in db.rows("SELECT id, uid FROM editions WHERE purged = 0 ORDER BY id"):
        happened = events.of(db, edition_id)
        read = events.current(db, edition_id)
        stored = projection.stored(db, edition_id)
        if masked:
            read = None  # texts and quotes were masked after the decisions: fingerprints no longer apply
            stored["standings"] = []
        wanted = projection.rows_of(edition_id, happened, project(happened), read)
        for table in projection.TABLES:
            if not (masked and table == "reviews") and stored[table] != projection.in_order(wanted[table]):
                yield Phrase("verify.projection", {"report": uid[:12], "table": table})
        yield from _reading(db, edition_id, uid, masked)


def _reading(db: Connection, edition_id: int, uid: str, masked: bool) -> Iterator[Phrase]:
    sql = """SELECT r.figures_sha256, r.text_sha256, t.text FROM reports r JOIN texts t ON t.report_id = r.id
             WHERE r.edition_id = ? AND r.current = 1"""
    for figures, text_hash, text in db.rows(sql, (edition_id,)):
        report = load(db, edition_id, source_of(db, edition_id)).report
        if rows.figures_sha256(report.figures.values()) != figures:
            yield Phrase("verify.figures", {"report": uid[:12]})
        if not masked and rows.text_sha256(text) != text_hash:
            yield Phrase("verify.text", {"report": uid[:12]})


def _search(db: Connection) -> Iterator[Phrase]:
    if not index_fits(db):
        yield Phrase("verify.search")


CHECKS: tuple[Check, ...] = (_integrity, _contents, _chains, _record, _profiles, _self_check, _derived, blobs, _search)
