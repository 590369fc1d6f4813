"""`gouji assign`: gives reports to a reviewer, all that are listed or a sample of them."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any, Literal

import click

from tui.commands.options import database as database_option
from tui.commands.options import filters, language
from tui.locale import _, said
from tui.shown import line


@click.command(
    help=_(
        "Give reports to a reviewer: all that the filters list, or a sample of them. Method and seed are recorded, so that "
        "anybody can draw the same sample again."
    ),
    epilog=_(
        "Examples:  gouji assign --to li --year 2024  ·  gouji assign --to wang --level 2 --sample 10% --seed 2025"
    ),
)
@database_option
@filters
@click.option("--to", "login", required=True, help=_("Login of the reviewer; an empty one takes the reports back."))
@click.option("--level", type=click.IntRange(1, 2), default=1, help=_("First or second review."))
@click.option("--sample", help=_("How many to draw: a number, or a share as in 10%."))
@click.option("--by", "method", type=click.Choice(["random", "risk"]), default="random", help=_("How to draw them."))
@click.option("--seed", help=_("Seed of the drawing (default: a fresh one, which is printed)."))
@click.option("--dry-run", is_flag=True, help=_("Only say which."))
@language
def command(
    database: Path | None,
    login: str,
    level: int,
    sample: str | None,
    method: Literal["random", "risk"],
    seed: str | None,
    dry_run: bool,
    **filtered: Any,
) -> int:
    from core.desk.sampling import draw
    from tui import wiring

    with wiring.open_desk(database or wiring.default_database(), "ro" if dry_run else "rw") as desk:
        assert desk.reporting is not None
        rows = tuple(desk.reporting.rows(wiring.query(**filtered)))
        drawn = draw(rows, sample, method, seed or secrets.token_hex(8)) if sample else None
        uids = drawn.uids if drawn else tuple(row.uid for row in rows)
        if drawn:
            click.echo(said("{drawn} of {of} drawn, method {method}, seed {seed}", **drawn.how))
        for row in (row for row in rows if row.uid in frozenset(uids)):
            click.echo(f"{row.uid[:12]}  {line(row.body or row.name)}  {row.year or '-'}")
        if dry_run or not uids:
            return 0
        done = desk.reviewing.assign(uids, login or None, level, drawn.how if drawn else None)
    click.echo(said("{n} reports given to {login}", n=len(done.done), login=line(login or "-")))
    return 1 if done.refused else 0
