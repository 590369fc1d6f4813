"""`verify`: whatever was changed is found, by the file alone or by what lies beside it."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from storing.building import content

from db import Store
from db.module import sqlite3
from db.verify import verify


def changed(whole: Path, statement: str, *values: object) -> Path:
    """A copy of an export with one statement done to it, without its hash beside it."""
    copy = whole.with_name("changed.db")
    copy.unlink(missing_ok=True)
    shutil.copy(whole, copy)
    copy.chmod(0o644)
    raw = sqlite3.connect(str(copy), isolation_level=None)
    raw.execute("PRAGMA foreign_keys = OFF")
    for (trigger,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {trigger}")
    raw.execute(statement, values)
    raw.close()
    return copy


CHANGES = [
    "UPDATE figures SET printed = '9' WHERE rowid IS NULL OR position = 3",
    "UPDATE texts SET text = text || ' '",
    "UPDATE blobs SET data = x'00'",
    "UPDATE events SET at = '2020' WHERE n = 1",
    "UPDATE findings SET severity = 4",
    "UPDATE decisions SET text = 'x'",
    "DELETE FROM signatures WHERE level = 2",
    "DELETE FROM events WHERE n = (SELECT max(n) FROM events)",
    "UPDATE listing SET open_1 = 0",
    "UPDATE search_data SET block = zeroblob(length(block))",
    "INSERT INTO search(rowid, pairs) VALUES (99, '机宜')",
    "CREATE TABLE more(x)",
    "DROP VIEW self_check",
    "INSERT INTO profiles VALUES ('rules 1+0123456789abcdef', '{}')",
    "UPDATE contents SET sha256 = 'x' WHERE name = 'figures'",
    "DELETE FROM checks",
]


@pytest.mark.parametrize("statement", [change.replace("rowid IS NULL OR ", "") for change in CHANGES])
def test_verify_finds_every_changed_value(whole: Path, statement: str) -> None:
    """With the export alone, its hash file taken away."""
    assert verify(changed(whole, statement))


def test_verify_finds_any_changed_byte_with_the_hash_beside(whole: Path) -> None:
    """Even where no table holds it; and never breaks down on a broken file."""
    dice, data = random.Random(3), whole.read_bytes()
    whole.chmod(0o644)
    for _ in range(25):
        broken = bytearray(data)
        broken[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        whole.write_bytes(broken)
        assert verify(whole)[0].template == "verify.sidecar"


def everything(path: Path) -> list[str]:
    """Each definition and stored value, as SQL; what cannot be read any more as its error."""
    raw = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    raw.text_factory = bytes
    said: list[str] = []
    try:
        names = raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'search'").fetchall()
        said = [repr(raw.execute("SELECT type, name, sql FROM sqlite_schema").fetchall())]
        for (name,) in names:
            said += map(repr, raw.execute(f'SELECT * FROM "{name.decode()}"'))
    except (sqlite3.Error, UnicodeDecodeError) as error:
        said.append(repr(error))
    finally:
        raw.close()
    return said


def test_verify_finds_any_changed_value_without_the_hash_beside(whole: Path) -> None:
    """Bits turned over at random: whatever makes a stored value another one is found by the file alone."""
    dice, data, wanted = random.Random(7), whole.read_bytes(), everything(whole)
    copy = whole.with_name("flipped.db")
    seen = 0
    for _ in range(40):
        broken = bytearray(data)
        broken[dice.randrange(100, len(data))] ^= 1 << dice.randrange(8)
        copy.write_bytes(broken)
        if everything(copy) != wanted:
            seen += 1
            assert verify(copy)
    assert seen >= 3


def test_a_dropped_tail_is_found_by_the_head(worked: Store, tmp_path: Path) -> None:
    """Of a working copy by the record beside it; the chain that is left holds by itself."""
    raw = sqlite3.connect(str(worked.path), isolation_level=None)
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("DROP TRIGGER events_never_deleted")
    raw.execute("DELETE FROM events WHERE id = (SELECT max(id) FROM events)")
    raw.close()
    assert "verify.record" in [fault.template for fault in verify(worked.path)]


def test_verify_finds_a_changed_source_in_a_folder(whole: Path, tmp_path: Path) -> None:
    """Under whatever name it lies there."""
    folder = tmp_path / "sources"
    folder.mkdir()
    for name in ("one", "two", "broken"):
        (folder / f"{name}.renamed").write_bytes(content(name))
    assert verify(whole, folder) == []
    (folder / "one.renamed").rename(folder / "one.pdf")
    (folder / "one.pdf").write_bytes(b"changed")
    assert [fault.template for fault in verify(whole, folder)] == ["verify.source-changed"]
    (folder / "one.pdf").unlink()
    assert [fault.template for fault in verify(whole, folder)] == ["verify.source-missing"]
