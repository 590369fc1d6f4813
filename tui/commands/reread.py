"""`gouji reread`: stored sources read again by this version's parser and rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.commands.options import database as database_option
from tui.commands.options import filters, jobs, language
from tui.locale import _, said
from tui.shown import line

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
    from rich.console import Console
    from rich.progress import Progress

    from tui import wiring

    chosen = wiring.query(**filtered) if any(filtered.values()) else None
    with wiring.open_desk(database or wiring.default_database(), "ro" if dry_run else "rw") as desk:
        again = wiring.rereading(desk)
        uids = again.everything(chosen) if everything else again.waiting(chosen)
        if dry_run:
            click.echo(said("{n} reports would be read again.", n=len(uids)))
            return 0
        if sources is not None:
            again.found_in(sources)
        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(_("Reading"), total=len(uids))
            results = tuple(again.again(uids, jobs, lambda done: bar.update(task, completed=done)))
        desk.reviewing.count_readings()
    for result in results:
        tell(result)
    failed = sum(result.error is not None for result in results)
    click.echo(
        said(
            "{n} read again, {changed} otherwise than before, {failed} not read.",
            n=len(results),
            changed=sum(not result.same for result in results) - failed,
            failed=failed,
        )
    )
    return 1 if failed else 0


def tell(result: Reread) -> None:
    """One line for a report that is another now, or could not be read."""
    from core.anchor import Place
    from core.wording import say
    from tui.locale import language_in_use

    if result.error is not None:
        words = line(say(result.error.phrase, language_in_use()))
        click.echo(f"gouji: {line(result.name)}: {words}", err=True)
        return
    found = result.places or {}
    if result.same and not found.get(Place.DRIFTED) and not found.get(Place.ORPHAN):
        return
    click.echo(
        said(
            "{name}: figures {figures}, findings +{raised} -{gone}, decisions to look at again {decided}, remarks {exact} "
            "in place, {drifted} drifted, {orphan} without a place",
            name=line(result.name),
            figures=result.figures,
            raised=result.raised,
            gone=result.gone,
            decided=result.changed,
            exact=found.get(Place.EXACT, 0),
            drifted=found.get(Place.DRIFTED, 0),
            orphan=found.get(Place.ORPHAN, 0),
        )
    )
