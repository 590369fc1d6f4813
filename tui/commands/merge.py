"""`gouji merge`: takes over what was done in another copy."""

from __future__ import annotations

from pathlib import Path

import click

from tui.commands.options import database as database_option
from tui.commands.options import language
from tui.locale import _, said
from tui.shown import line


@click.command(
    help=_("Take over the reports and events of another copy. Decisions that differ both stay and show as in dispute."),
    epilog=_("Examples:  gouji merge her-work.db --dry-run  ·  gouji merge her-work.db"),
)
@click.argument("other", type=click.Path(path_type=Path))
@database_option
@click.option("--dry-run", is_flag=True, help=_("Only say what would come."))
@language
def command(other: Path, database: Path | None, dry_run: bool) -> int:
    from tui import wiring

    merged = wiring.merge(database or wiring.default_database(), other, dry_run)
    for one in merged.touched:
        what = _("new report") if one.new else _("known report")
        click.echo(
            said(
                "{body} {year}: {what}, {events} acts by {by}, {disputes} answers in dispute",
                body=line(one.body or one.name),
                year=one.year or "-",
                what=what,
                events=one.events,
                by=line(", ".join(one.by) or "-"),
                disputes=one.disputes,
            )
        )
    message = _("{reports} reports and {events} events would come; {disputes} reports in dispute")
    if not dry_run:
        message = _("{reports} reports and {events} events taken over; {disputes} reports in dispute")
    if merged.readings or merged.bodies:
        came = _("{readings} readings and {bodies} lines of the roster")
        click.echo(said(came, readings=merged.readings, bodies=merged.bodies))
    disputed = len(merged.disputed)
    click.echo(said(message, reports=len(merged.reports), events=merged.events, disputes=disputed))
    return 0
