"""`gouji review`: opens the workstation."""

from __future__ import annotations

from pathlib import Path

import click

from tui.commands.options import database as database_option
from tui.commands.options import language
from tui.locale import _


@click.command(
    help=_("Open the workstation on a database. An export opens read-only."),
    epilog=_("Examples:  gouji review  ·  gouji review 2024.db  ·  gouji review --read-only"),
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@database_option
@click.option("--read-only", is_flag=True, help=_("Look, but change nothing."))
@click.option("--as", "acting_as", help=_("Name shown beside your acts (recorded; never counts as a second person)."))
@language
def command(
    file: Path | None = None, database: Path | None = None, read_only: bool = False, acting_as: str | None = None
) -> int:
    from tui.opening import open_at
    from tui.watch import watched

    watched()
    return open_at(file, database, read_only, acting_as)
