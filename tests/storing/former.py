"""Databases turned back into what a former schema made."""

from __future__ import annotations

from pathlib import Path

from db.contents import contents
from db.module import sqlite3
from db.schema import VERSION


def turned_back(path: Path, version: int) -> None:
    """Step by step down to that version."""
    for number in range(VERSION - 1, version - 1, -1):
        FORMER[number](path)


def sealed_as_then(path: Path) -> None:
    """Made an export: nothing of the working copy in it, its contents hashed."""
    raw = sqlite3.connect(str(path), isolation_level=None)
    raw.execute("PRAGMA journal_mode = DELETE")
    for (table,) in raw.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'local%'"
    ).fetchall():
        raw.execute(f"DELETE FROM {table}")
    raw.execute("DELETE FROM meta")
    raw.execute("INSERT INTO meta VALUES ('kind', 'export')")
    raw.executemany("INSERT INTO contents VALUES (?, ?, ?)", contents(raw))
    raw.close()
    Path(f"{path}.head").unlink()


def third_schema(path: Path) -> None:
    """From version 4 back to 3."""
    raw = sqlite3.connect(str(path), isolation_level=None)
    (check,) = raw.execute("SELECT sql FROM sqlite_schema WHERE name = 'self_check'").fetchone()
    raw.execute("DROP VIEW self_check")
    raw.execute(check[: check.index("UNION ALL\nSELECT 'list counts other lines of a value")])
    for kind in ("trigger", "index"):
        sql = "SELECT name FROM sqlite_schema WHERE type = ? AND tbl_name LIKE 'listing%' AND sql IS NOT NULL"
        for (name,) in raw.execute(sql, (kind,)).fetchall():
            if kind == "index" or name.startswith(("listing_values", "listing_counts")):
                raw.execute(f"DROP {kind} {name}")
    raw.execute("DROP TABLE listing_counts")
    for index in THIRD_INDEXES:
        raw.execute(f"CREATE INDEX {index}")
    raw.execute("DELETE FROM _sqlite_migrations WHERE name LIKE '0007%'")
    raw.execute("PRAGMA user_version = 3")
    raw.close()


THIRD_INDEXES = (
    "listing_risk ON listing(stage, urgency, uid)",
    "listing_body ON listing(stage, body, uid)",
    "listing_year ON listing(stage, latest, uid)",
    "listing_received ON listing(stage, received_at, uid)",
    "listing_batch ON listing(batch, stage, urgency, uid)",
    "listing_of_year ON listing(year, stage, urgency, uid)",
)


def second_schema(path: Path) -> None:
    """From version 3 back to 2: what the step brought is taken out again."""
    raw = sqlite3.connect(str(path), isolation_level=None)
    raw.execute("DROP TABLE profiles")
    raw.execute("ALTER TABLE local_presence DROP COLUMN place")
    raw.execute("ALTER TABLE bodies DROP COLUMN listed_at")
    for index in ("reports_in_use", "standings_answered"):
        raw.execute(f"DROP INDEX {index}")
    raw.execute("CREATE INDEX reports_run ON reports(run_id)")
    raw.execute("DELETE FROM _sqlite_migrations WHERE name LIKE '0006%'")
    raw.execute("PRAGMA user_version = 2")
    raw.close()


def first_schema(path: Path) -> None:
    """From version 2 back to 1."""
    raw = sqlite3.connect(str(path), isolation_level=None)
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("PRAGMA legacy_alter_table = ON")
    views = [name for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")]
    for view in views:
        raw.execute(f"DROP VIEW {view}")
    for table, key in (("checks", "PRIMARY KEY"), ("findings", "UNIQUE")):
        (made_by,) = raw.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
        lines = [line for line in made_by.split("\n") if "with_readings INTEGER" not in line and "-- where" not in line]
        former = "\n".join(lines).replace(f"{key} (report_id, with_readings, position)", f"{key} (report_id, position)")
        assert "with_readings" not in former
        raw.execute(f"ALTER TABLE {table} RENAME TO later")
        raw.execute(former)
        columns = ", ".join(name for (name,) in raw.execute("SELECT name FROM pragma_table_info(?)", (table,)))
        raw.execute(f"INSERT INTO {table}({columns}) SELECT {columns} FROM later")
        raw.execute("DROP TABLE later")
    raw.execute("CREATE INDEX IF NOT EXISTS findings_rule ON findings(rule, report_id)")
    for table, column in (("reports", "checked"), ("reports", "read_set"), ("decisions", "because")):
        raw.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    raw.execute("DROP TABLE local_paths")
    raw.execute("CREATE VIEW chains AS SELECT replica, report, max(n) AS n, hash FROM events GROUP BY replica, report")
    raw.execute("DELETE FROM _sqlite_migrations WHERE name LIKE '0005%'")
    raw.execute("PRAGMA user_version = 1")
    raw.close()


FORMER = {1: first_schema, 2: second_schema, 3: third_schema}
