"""Which storage, which person, which clock: puts a `Desk` together for the command line and the workstation."""

from __future__ import annotations

import gc
import os
import pwd
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from core.clock import SystemClock
from core.desk import Desk
from core.desk.late import Later, Seat
from core.lines import Query
from core.reviewer import Reviewer
from core.wording import Language, Phrase, say
from tui import locale
from tui.shown import line

if TYPE_CHECKING:
    from core.desk.intake import Intake, Profile
    from core.desk.picturing import Picturing
    from core.desk.reporting import Reporting
    from core.desk.rereading import Rereading
    from core.desk.reviewing import Reviewing
    from core.merged import Merged
    from core.review import Policy
    from db import Store

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
    import uuid  # the first start only

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
    from core.errors import UsageError
    from core.review import Policy

    file = database.with_suffix(".toml")
    if not file.exists():
        return Policy()
    import tomllib  # only where there are settings

    try:
        return Policy.parse(tomllib.loads(file.read_text("utf-8")).get("policy", {}))
    except (OSError, ValueError) as error:
        raise UsageError("settings.unreadable", str(file), cause=str(error)) from error


def beside(database: Path) -> Path | None:
    """The project's own settings, the TOML file named like the database; None where there is none."""
    file = database.with_suffix(".toml")
    return file if file.is_file() else None


def read_profile(file: Path | None) -> Profile | None:
    """The settings in a file; None for none. RuleError where they are not as they should be."""
    if file is None:
        return None
    from core.desk.intake import profile_of

    return profile_of(file)


def _tell(database: Path, notices: Sequence[Phrase]) -> None:
    """What is not as usual with a database, on standard error."""
    for notice in notices:
        print(f"gouji: {line(str(database))}: {line(say(notice, locale.language_in_use()))}", file=sys.stderr)


@contextmanager
def open_desk(
    database: Path,
    mode: Mode,
    acting_as: str | None = None,
    profile: Path | None = None,
    by_path: bool = False,
    quiet: bool = False,
) -> Iterator[Desk]:
    """The desk on a database, closed afterwards; `quiet` says nothing of what is not as usual with it. StoreError and below
    where it cannot be opened, RuleError for a profile that is none."""
    from db import open_store

    clock = SystemClock()
    settings = read_profile(profile or beside(database))
    if mode == "create":
        database.parent.mkdir(parents=True, exist_ok=True)
    store = open_store(database, mode, clock)
    if not quiet:
        _tell(database, store.notices)
    again: Mode = "ro" if mode == "ro" else "rw"
    try:
        yield _desk(
            store,
            database,
            acting_as,
            settings,
            by_path,
            lambda: open_desk(database, again, acting_as, profile, by_path, quiet=True),
        )
    finally:
        store.close()


def _desk(
    store: Store,
    database: Path,
    acting_as: str | None,
    settings: Profile | None,
    by_path: bool,
    beside: Callable[[], AbstractContextManager[Desk]],
) -> Desk:
    """The desk on an open database; its parts are made when they are asked for."""
    who = reviewer(acting_as)
    rules = (
        policy(database) if database.with_suffix(".toml").exists() else None
    )  # a setting that does not fit is said at once
    intake, reporting, picturing = _parts(store, settings, by_path)
    desk = Desk(
        reports=store.reports,
        events=store.events,
        reviewing=Later(lambda: _reviewing(store, who, rules, settings)),
        intake=intake,
        reporting=reporting,
        local=store.local,
        seen=store.presence,
        search=store.search,
        picturing=picturing,
        merging=lambda other, dry_run: _merged(store, desk.reviewing, other, dry_run),
        beside=beside,
        seat=Seat(who, SystemClock(), store.read_only),
    )
    return desk


def _parts(
    store: Store, settings: Profile | None, by_path: bool
) -> tuple[Later[Intake | None], Later[Reporting | None], Later[Picturing | None]]:
    """What takes in, writes out and draws: each is imported when it is asked for."""

    def intake() -> Intake:
        from core.desk.intake import Intake

        return Intake(store.sources, store.reports, SystemClock(), settings, by_path)

    def reporting() -> Reporting:
        from core.desk.reporting import Reporting

        return Reporting(store.reports, store.events, store.archive, settings)

    def picturing() -> Picturing:
        from core.desk.picturing import Picturing

        return Picturing(store.sources, store.reports)

    return Later(intake), Later(reporting), Later(picturing)


def rereading(desk: Desk) -> Rereading:
    """Reads the desk's stored sources again."""
    again = desk.rereading
    assert again is not None
    return again


def query(**filtered: Any) -> Query:
    """The list's filter from command-line options."""
    stages = frozenset(filtered.pop("stages", ()) or ())
    return Query(stages=stages or None, **{name: value for name, value in filtered.items() if value is not None})


def open_workstation(database: Path, mode: Mode, acting_as: str | None = None) -> int:
    """The workstation on a database; a database that may only be read opens so, and says why."""
    gc.disable()  # what a start loads stays till the end: collecting it costs a fifth of the way to the first picture
    from tui.app import measured, run

    slow = measured()
    with open_desk(database, mode, acting_as) as desk:
        if not desk.read_only and desk.reports.uncounted():
            desk.reviewing.count_readings()
        return run(desk, locale.language_in_use(remembered(desk)), slow=slow)


def remembered(desk: Desk) -> Language | None:
    """The language this person chose in the workstation last."""
    held = desk.local.setting(desk.reviewer.person, "language")
    return "zh" if held == "zh" else "en" if held == "en" else None


def health(database: Path, rebuild: bool) -> Iterator[tuple[Phrase, bool]]:
    """What `gouji doctor` says, line by line, and whether it is sound."""
    from core.desk.rereading import in_use
    from db.doctor import examine

    yield from examine(database, rebuild, in_use(read_profile(beside(database))))


def verify(file: Path, sources: Path | None, signers: Path | None = None) -> Sequence[Phrase]:
    """What is wrong with a database; nothing if it holds."""
    from db.verify import verify as verified

    return verified(file, sources, signers)


def continue_from(export: Path, new: Path) -> str:
    """A new working database from an export; its replica id."""
    from db.replicas import continue_from as continued

    return continued(export, new)


def merge(database: Path, other: Path, dry_run: bool) -> Merged:
    """Take over another copy's reports and events; what came, or would come, in all and for each report."""
    from db import open_store

    store = open_store(database, "rw", SystemClock())
    try:
        return _merged(store, _reviewing(store, reviewer(), policy(database)), other, dry_run)
    finally:
        store.close()


def _merged(store: Store, reviewing: Reviewing, other: Path, dry_run: bool) -> Merged:
    from db.replicas import merge as merged

    result = merged(store.connection, other, dry_run=dry_run)
    reviewing.count_readings()
    return result


def _reviewing(store: Store, who: Reviewer, rules: Policy | None = None, settings: Profile | None = None) -> Reviewing:
    """This person's acts on a store, under the project's policy."""
    from core.desk.reviewing import Reviewing
    from core.review import Policy
    from tui.signing import signer

    clock, rules = SystemClock(), rules or Policy()
    return Reviewing(store.reports, store.events, clock, who, rules, store.read_only, settings, signer())
