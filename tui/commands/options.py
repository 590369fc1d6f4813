"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from tui.locale import _

Command = TypeVar("Command", bound=Callable[..., Any])


def database(command: Command) -> Command:
    """`--db FILE`, the default database where not given."""
    return click.option(
        "--db",
        "database",
        type=click.Path(path_type=Path),
        help=_("The database (default: $GOUJI_DB or the user's own)."),
    )(command)


def language(command: Command) -> Command:
    """`--lang`, also behind the command; `tui.cli` has read it already."""
    return click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        expose_value=False,
        help=_("Chinese or English (else by the locale)."),
    )(command)


def paths(command: Command) -> Command:
    """One or more files or folders; whether they can be read is said file by file, not by the command line."""
    return click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))(command)


def jobs(command: Command) -> Command:
    """`--jobs N`."""
    return click.option("--jobs", type=click.IntRange(1, 64), help=_("Reader processes (default: one per core)."))(
        command
    )


def profile(command: Command) -> Command:
    """`--profile FILE`."""
    return click.option(
        "--profile",
        type=click.Path(path_type=Path),
        help=_("Settings for the rules, TOML (default: NAME.toml beside the database NAME.db)."),
    )(command)


def filters(command: Command) -> Command:
    """The list's filters, as keyword arguments of `query`."""
    for option in (
        click.option(
            "--state", "stages", multiple=True, help=_("open, reviewing, returned, reviewed, signed, unreadable.")
        ),
        click.option("--batch", help=_("Name of a batch.")),
        click.option("--region", help=_("Region of the body, from the roster.")),
        click.option("--kind", help=_("Kind of body, from the roster.")),
        click.option("--year", type=int, help=_("Year reported on.")),
        click.option("--rule", help=_("Has a finding of this rule.")),
        click.option("--severity", type=click.IntRange(1, 4), help=_("Has an open finding this grave or graver.")),
        click.option("--person", help=_("Reviewed by or assigned to.")),
        click.option(
            "--standing",
            type=click.Choice(("open", "confirmed", "dismissed", "asked", "disputed", "changed")),
            help=_("Has a finding with that standing."),
        ),
        click.option("--follow-up", help=_("Has a follow-up: open, closed, or due before a date (2025-06-30).")),
        click.option("--text", help=_("Words in the body's name or the report.")),
    ):
        command = option(command)
    return command
