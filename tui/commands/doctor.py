"""`gouji doctor`: what this machine, the readers and the database are like."""

from __future__ import annotations

from pathlib import Path

import click

from tui.commands.options import database as database_option
from tui.commands.options import language
from tui.locale import _, language_in_use
from tui.shown import line


@click.command(
    help=_("Say which SQLite, which readers and which database this is, and whether they are sound."),
    epilog=_("Examples:  gouji doctor  ·  gouji doctor --rebuild"),
)
@database_option
@click.option("--rebuild", is_flag=True, help=_("Rebuild the state of all reports from the ledger and compare."))
@language
def command(database: Path | None, rebuild: bool) -> int:
    from core.wording import say
    from tui import wiring

    sound = True
    for phrase, fine in wiring.health(database or wiring.default_database(), rebuild):
        click.echo(f"{'ok' if fine else '!!'}  {line(say(phrase, language_in_use()))}")
        sound = sound and fine
    return 0 if sound else 1
