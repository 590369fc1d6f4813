"""Which storage, which person, which clock: puts a `Desk` together for the command line and the workstation."""

from __future__ import annotations

import os
import pwd
import sys
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from core.clock import SystemClock
from core.desk import Desk
from core.ledger import Reviewer
from core.ports import Query
from core.review import Policy
from core.wording import Phrase, say
from tui import locale
from tui.shown import line

Mode = Literal["rw", "ro", "create"]


def data_folder() -> Path:
    """The user's data folder: `$XDG_DATA_HOME/gouji`, else `~/.local/share/gouji`."""
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "gouji"


def default_database() -> Path:
    """`$GOUJI_DB`, else `gouji.db` in the user's data folder."""
    named = os.environ.get("GOUJI_DB")
    return Path(named) if named else data_folder() / "gouji.db"


def reviewer(acting_as: str | None = None) -> Reviewer:
    """Who sits here: the process's uid, its login, and this installation's id. Environment variables prove nothing."""
    uid = os.getuid()
    try:
        login = pwd.getpwuid(uid).pw_name
    except KeyError:
        login = str(uid)
    return Reviewer(login, uid, installation(), acting_as)


def installation() -> str:
    """A random id made once per user folder; where that cannot be written, the machine's own id."""
    file = data_folder() / "installation"
    try:
        return file.read_text("ascii").strip()
    except OSError:
        pass
    fresh = str(uuid.uuid4())
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="ascii") as stream:
            stream.write(fresh + "\n")
    except FileExistsError:
        return file.read_text("ascii").strip()
    except OSError:
        return f"host-{uuid.getnode():012x}"
    return fresh


def policy(database: Path) -> Policy:
    """Who may do what: the table `[policy]` of the project's settings, the TOML file named like the database.

    UsageError where the file cannot be read or a setting does not fit.
    """
    import tomllib

    from core.errors import UsageError

    file = database.with_suffix(".toml")
    try:
        return Policy.parse(tomllib.loads(file.read_text("utf-8")).get("policy", {}))
    except FileNotFoundError:
        return Policy()
    except (OSError, ValueError) as error:
        raise UsageError("settings.unreadable", str(file), cause=str(error)) from error


@contextmanager
def open_desk(database: Path, mode: Mode, acting_as: str | None = None) -> Iterator[Desk]:
    """The desk on a database, closed afterwards. StoreError and below where it cannot be opened."""
    from core.desk.intake import Intake
    from core.desk.reporting import Reporting
    from core.desk.reviewing import Reviewing
    from db import open_store

    clock = SystemClock()
    if mode == "create":
        database.parent.mkdir(parents=True, exist_ok=True)
    store = open_store(database, mode, clock)
    for notice in store.notices:
        print(f"gouji: {line(str(database))}: {line(say(notice, locale.language_in_use()))}", file=sys.stderr)
    try:
        yield Desk(
            reports=store.reports,
            events=store.events,
            reviewing=Reviewing(
                store.reports, store.events, clock, reviewer(acting_as), policy(database), store.read_only
            ),
            intake=Intake(store.sources, store.reports, clock),
            reporting=Reporting(store.reports, store.events, store.archive),
        )
    finally:
        store.close()


def query(**filtered: Any) -> Query:
    """The list's filter from command-line options."""
    stages = frozenset(filtered.pop("stages", ()) or ())
    return Query(stages=stages or None, **{name: value for name, value in filtered.items() if value is not None})


def open_workstation(database: Path, mode: Mode, acting_as: str | None = None) -> int:
    """The workstation on a database; a database that may only be read opens so, and says why."""
    from tui.app import run

    with open_desk(database, mode, acting_as) as desk:
        return run(desk, locale.language_in_use())


def health(database: Path, rebuild: bool) -> Iterator[tuple[Phrase, bool]]:
    """What `gouji doctor` says, line by line, and whether it is sound."""
    from db.doctor import examine

    yield from examine(database, rebuild)


def verify(file: Path, sources: Path | None) -> Sequence[Phrase]:
    """What is wrong with a database; nothing if it holds."""
    from db.verify import verify as verified

    return verified(file, sources)


def continue_from(export: Path, new: Path) -> str:
    """A new working database from an export; its replica id."""
    from db.replicas import continue_from as continued

    return continued(export, new)


def merge(database: Path, other: Path, dry_run: bool) -> tuple[int, int, int]:
    """Take over another copy's reports and events: how many of each came, and how many reports are in dispute now."""
    from db import open_store
    from db.replicas import merge as merged

    clock = SystemClock()
    store = open_store(database, "rw", clock)
    try:
        result = merged(store.connection, other, clock.now(), dry_run=dry_run)
    finally:
        store.close()
    return len(result.reports), result.events, len({uid for uid, _leaf in result.disputes})
