"""`gouji bodies`: the roster of public bodies."""

from __future__ import annotations

from pathlib import Path

import click

from tui.commands.options import database as database_option
from tui.commands.options import language
from tui.locale import _, said


@click.group(help=_("The roster of public bodies: names, aliases, kinds, regions, parents."))
def command() -> None:
    """Holds `import`."""


@command.command(
    "import",
    help=_("Read the roster from a CSV file with the columns name, aliases (separated by |), kind, region, parent."),
    epilog=_("Example:  gouji bodies import bodies.csv"),
)
@click.argument("file", type=click.Path(path_type=Path))
@database_option
@language
def import_(file: Path, database: Path | None) -> int:
    from core.desk.roster import read_roster
    from tui import wiring

    chosen = database or wiring.default_database()
    with wiring.open_desk(chosen, "create" if not chosen.exists() else "rw") as desk:
        changed = desk.reports.add_bodies(read_roster(file))
        if changed and desk.intake is not None:
            desk.intake.recheck()  # kinds, parents and aliases decide what reports are compared with
    click.echo(said("{n} bodies added or corrected", n=changed))
    return 0
