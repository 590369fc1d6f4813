"""`gouji reread`: stored sources read again by this version's parser and rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.commands.options import database as database_option
from tui.commands.options import filters, jobs, language
from tui.locale import _, said
from tui.rereading_words import told, total

if TYPE_CHECKING:
    from core.desk.rereading import Reread


@click.command(
    help=_(
        "Read stored sources again with this version and check them anew. Remarks find their places again, decisions stay or "
        "show that what they rested on has changed, former readings stay as history. What this version has read already is "
        "left alone."
    ),
    epilog=_(
        "Examples:  gouji reread --dry-run  ·  gouji reread --year 2024  ·  gouji reread --sources ~/reports/2024"
    ),
)
@database_option
@filters
@click.option("--all", "everything", is_flag=True, help=_("Also what this version has read already."))
@click.option("--sources", type=click.Path(path_type=Path), help=_("A folder where sources lie that are not kept."))
@click.option("--dry-run", is_flag=True, help=_("Only say how many would be read."))
@jobs
@language
def command(
    database: Path | None, everything: bool, sources: Path | None, dry_run: bool, jobs: int | None, **filtered: Any
) -> int:
    from tui import wiring
    from tui.commands.progress_line import progress_line

    chosen = wiring.query(**filtered) if any(filtered.values()) else None
    with wiring.open_desk(database or wiring.default_database(), "ro" if dry_run else "rw") as desk:
        again = wiring.rereading(desk)
        uids = again.everything(chosen) if everything else again.waiting(chosen)
        if dry_run:
            click.echo(said("{n} reports would be read again.", n=len(uids)))
            return 0
        if sources is not None:
            again.found_in(sources)
        with progress_line(_("Reading")) as show:
            results = tuple(again.again(uids, jobs, lambda done: show(done, len(uids))))
        desk.reviewing.count_readings()
    for result in results:
        tell(result)
    click.echo(total(results))
    failed = any(result.error is not None for result in results)
    return 1 if failed else 0


def tell(result: Reread) -> None:
    """One line for a report that is another now, or could not be read."""
    words = told(result)
    if words:
        click.echo(f"gouji: {words}" if result.error else words, err=result.error is not None)
