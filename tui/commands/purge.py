"""`gouji purge`: removes a withdrawn file for good, once two persons have said so."""

from __future__ import annotations

from pathlib import Path

import click

from tui.commands.options import database as database_option
from tui.commands.options import language
from tui.locale import _, said
from tui.shown import line


@click.command(
    short_help=_("Remove a withdrawn file for good, once a second person agrees."),
    help=_(
        "Ask for the removal of a withdrawn file, or agree to it as a second person: then source, text, figures, findings and "
        "search entries are gone. Its hash, the reasons and the ledger stay. Copies and backups made before still hold it."
    ),
    epilog=_("Example:  gouji purge 3fa9c2 --reason 涉密"),
)
@click.argument("uid")
@database_option
@click.option("--reason", required=True, help=_("Why; it stays in the ledger."))
@language
def command(uid: str, database: Path | None, reason: str) -> int:
    from core.desk.drafting import one_of
    from tui import wiring

    with wiring.open_desk(database or wiring.default_database(), "rw") as desk:
        found = one_of(desk.reports.matching(uid), uid)
        state = desk.reviewing.purge(found, reason)
    message = _("{uid}: removed") if state.purged else _("{uid}: asked for; another person must say the same")
    click.echo(said(message, uid=line(found[:12])))
    return 0
