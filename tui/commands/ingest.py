"""`gouji ingest`: files and folders into the database."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.commands.options import database as database_option
from tui.commands.options import jobs, language, paths, profile
from tui.locale import _, said
from tui.shown import line

if TYPE_CHECKING:
    from core.desk import Desk
    from core.desk.intake import Summary


@click.command(
    help=_(
        "Read files and folders, check them and store them. What is stored already is left alone; what cannot be read is "
        "named, with the reason, and the rest goes on."
    ),
    epilog=_(
        "Examples:  gouji ingest ~/reports/2024  ·  gouji ingest --batch 2024 --published 2025-01-31 a.pdf b.docx"
    ),
)
@paths
@database_option
@click.option("--batch", help=_("Name for what is taken in together (default: today's date)."))
@click.option(
    "--published", type=click.DateTime(["%Y-%m-%d"]), help=_("Publication date of documents that state none.")
)
@jobs
@profile
@click.option("--by-path", is_flag=True, help=_("Keep where sources lie and their hashes, not their bytes."))
@click.option("--scheduler", help=_("Address of a Dask scheduler that reads instead of this machine."))
@click.option("--watch", is_flag=True, help=_("Go on looking for new files until stopped."))
@click.option("--json", "as_json", is_flag=True, help=_("Print the summary as JSON."))
@language
def command(
    paths: tuple[Path, ...],
    database: Path | None,
    batch: str | None,
    published: datetime | None,
    jobs: int | None,
    profile: Path | None,
    by_path: bool,
    scheduler: str | None,
    watch: bool,
    as_json: bool,
) -> int:
    from tui import wiring

    chosen = database or wiring.default_database()
    name = batch or date.today().isoformat()
    with wiring.open_desk(chosen, "create" if not chosen.exists() else "rw", profile=profile, by_path=by_path) as desk:
        failed = False
        while True:
            day = published.date() if published else None
            summary = take(desk, paths, name, day, jobs, scheduler, quiet=as_json)
            failed = failed or bool(summary.failed)
            if as_json:
                click.echo(json.dumps(summary_object(summary), ensure_ascii=False))
            if not watch:
                return 1 if failed else 0
            time.sleep(2)


def take(
    desk: Desk,
    paths: Sequence[Path],
    batch: str,
    published: date | None = None,
    jobs: int | None = None,
    scheduler: str | None = None,
    quiet: bool = False,
) -> Summary:
    """Ingest with a progress bar on a terminal, and print the summary."""
    from tui.commands.progress_line import progress_line

    assert desk.intake is not None
    with progress_line(_("Reading"), quiet) as tell:
        summary = desk.intake.ingest(paths, batch, published, jobs, scheduler, lambda step: tell(step.done, step.total))
    if not quiet:
        print_summary(summary)
    return summary


def print_summary(summary: Summary) -> None:
    """How many were stored, what they showed, and each file that could not be read."""
    from core.wording import say
    from tui.locale import language_in_use

    click.echo(said("{stored} stored, {known} known already, {failed} not read.", stored=len(summary.stored),
                    known=len(summary.known), failed=len(summary.failed)))  # fmt: skip
    if summary.findings:
        found = sorted(summary.findings.items())
        counts = "  ".join(said("severity {level}: {n}", level=level, n=n) for level, n in found)
        click.echo(said("Findings: {counts}", counts=counts))
    for error in summary.failed:
        click.echo(f"gouji: {line(error.file or '')}: {line(say(error.phrase, language_in_use()))}", err=True)


def summary_object(summary: Summary) -> dict[str, object]:
    """The summary for programs."""
    from core.wording import say
    from tui.locale import language_in_use

    failed = [{"name": e.file, "kind": e.kind, "message": say(e.phrase, language_in_use())} for e in summary.failed]
    return {
        "schema": "gouji.ingest/1",
        "stored": summary.stored,
        "known": summary.known,
        "failed": failed,
        "findings": {str(level): n for level, n in sorted(summary.findings.items())},
    }
