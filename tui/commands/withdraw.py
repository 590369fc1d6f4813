"""`gouji withdraw`: hides a report that was taken in by mistake, or shows it again."""

from __future__ import annotations

from pathlib import Path

import click

from tui.commands.options import database as database_option
from tui.commands.options import language
from tui.locale import _, said
from tui.shown import line


@click.command(
    help=_(
        "Hide a wrong or secret file, named by the beginning of its SHA-256 (`gouji list --json`). Nothing is deleted."
    ),
    epilog=_("Examples:  gouji withdraw 3fa9c2 --reason 误收  ·  gouji withdraw 3fa9c2 --restore --reason 核实无误"),
)
@click.argument("uid")
@database_option
@click.option("--reason", required=True, help=_("Why; it stays in the ledger."))
@click.option("--restore", is_flag=True, help=_("Show it again."))
@language
def command(uid: str, database: Path | None, reason: str, restore: bool) -> int:
    from core.desk.drafting import one_of
    from tui import wiring

    with wiring.open_desk(database or wiring.default_database(), "rw") as desk:
        found = one_of(desk.reports.matching(uid), uid)
        act = desk.reviewing.restore if restore else desk.reviewing.withdraw
        state = act(found, reason)
    click.echo(said("{uid}: {stage}", uid=line(found[:12]), stage=state.stage.value))
    return 0
