"""Named steps that bring a database to the current schema, kept by sqlite-utils in the file itself.

Imported only when a schema is written. Each step runs inside the caller's transaction; a step once published is never
edited, a change is a new step and a new `db.schema.VERSION`. What is made new is made by `db.making`, which names every step.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from db import making
from db.making import script, statements
from db.module import sqlite3

steps = Migrations("gouji")


def apply(raw: sqlite3.Connection) -> None:
    """Apply what is missing; inside a transaction of the caller."""
    steps.apply(Database(raw, recursive_triggers=False, execute_plugins=False))


@steps(name="0001 tables")
def tables(database: Database) -> None:
    """Tables and their indexes."""
    _execute(database, "tables.sql")


@steps(name="0002 triggers")
def triggers(database: Database) -> None:
    """The append-only log, the lock after the second sign-off, counts of the list."""
    _execute(database, "triggers.sql")


@steps(name="0003 views")
def views(database: Database) -> None:
    """What a person opens first."""
    _execute(database, "views.sql")


@steps(name="0004 addresses")
def addresses(database: Database) -> None:
    """The places of both forms, in the forms' order, and the list's stages."""
    columns = ("id", "address", "label_zh", "label_en")
    rows = [dict(zip(columns, row, strict=True)) for row in making.addresses()]
    database["addresses"].insert_all(rows)  # type: ignore[union-attr]
    database["stage_counts"].insert_all({"stage": stage, "lines": 0} for stage in making.STAGES)  # type: ignore[union-attr]


@steps(name="0005 findings with readings")
def findings_with_readings(database: Database) -> None:
    """Findings with reviewers' readings put in beside the machine's, words of reasons, paths of sources kept elsewhere. What is
    made new has them from the first step."""
    if "with_readings" in database["findings"].columns_dict:
        return
    database.execute("PRAGMA legacy_alter_table = ON")  # what refers to a table that is made anew goes on doing so
    for view in database.view_names():
        database.execute(f"DROP VIEW {view}")
    made = {name(statement): statement for statement in statements(script("tables.sql"))}
    for table in ("checks", "findings"):
        _make_anew(database, table, made[table])
    database.execute(made["findings_rule"])
    database.execute(made["local_paths"])
    database.execute("ALTER TABLE reports ADD COLUMN checked INTEGER NOT NULL DEFAULT 1")
    database.execute("ALTER TABLE reports ADD COLUMN read_set TEXT NOT NULL DEFAULT ''")
    database.execute("ALTER TABLE decisions ADD COLUMN because TEXT")
    database.execute("PRAGMA legacy_alter_table = OFF")
    _execute(database, "views.sql")


@steps(name="0006 profiles and presence")
def profiles_and_presence(database: Database) -> None:
    """The settings behind a hash, where somebody is in a report, indexes for what is rare."""
    if database["profiles"].exists():
        return
    made = {name(statement): statement for statement in statements(script("tables.sql"))}
    database.execute(made["profiles"])
    database.execute("ALTER TABLE local_presence ADD COLUMN place TEXT NOT NULL DEFAULT ''")
    database.execute("ALTER TABLE bodies ADD COLUMN listed_at TEXT")
    database.execute("DROP INDEX IF EXISTS reports_run")
    for index in ("reports_in_use", "standings_answered"):
        database.execute(made[index])


@steps(name="0007 list by any filter")
def list_by_any_filter(database: Database) -> None:
    """Indexes by which every filter of the list is led, and lines counted by value."""
    if database["listing_counts"].exists():
        return
    made = {
        name(statement): statement for file in ("tables.sql", "triggers.sql") for statement in statements(script(file))
    }
    former = "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'listing' AND sql IS NOT NULL"
    for (index,) in database.execute(former).fetchall():
        database.execute(f"DROP INDEX {index}")
    new = (made[each] for each in made if each.startswith("listing_"))
    held = {each for (each,) in database.execute("SELECT name FROM sqlite_schema").fetchall()}
    for statement in new:
        if name(statement) not in held:
            database.execute(statement)
    _count_values(database)
    for view in database.view_names():
        database.execute(f"DROP VIEW {view}")
    _execute(database, "views.sql")


def _count_values(database: Database) -> None:
    """The lines there are, by value and stage."""
    for field in ("batch", "region", "kind", "year", "reviewer", "worst"):
        database.execute(
            f"""INSERT INTO listing_counts(field, value, stage, lines)
              SELECT '{field}', {field}, stage, count(*) FROM listing WHERE {field} IS NOT NULL GROUP BY {field}, stage"""
        )


def _make_anew(database: Database, table: str, statement: str) -> None:
    """The table as it is made now, with the rows it had."""
    columns = ", ".join(database[table].columns_dict)
    database.execute(f"ALTER TABLE {table} RENAME TO former")
    database.execute(statement)
    database.execute(f"INSERT INTO {table}({columns}) SELECT {columns} FROM former")
    database.execute("DROP TABLE former")


def name(statement: str) -> str:
    """What a CREATE statement makes."""
    return statement.split("CREATE ", 1)[1].replace("UNIQUE ", "").replace("VIRTUAL ", "").split()[1].split("(")[0]


def _execute(database: Database, file: str) -> None:
    """A file of statements. Not by `executescript`, which would end the transaction."""
    for statement in statements(script(file)):
        database.execute(statement)
