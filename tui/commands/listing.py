"""`gouji list`: the report list without a screen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from tui.commands.options import database as database_option
from tui.commands.options import filters, language
from tui.locale import _
from tui.shown import line


@click.command(
    help=_("Print the report list."),
    epilog=_("Examples:  gouji list --severity 2  ·  gouji list --year 2024 --state open --json"),
)
@database_option
@filters
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a line and report."))
@language
def command(database: Path | None, as_json: bool, **filtered: Any) -> int:
    from tui import wiring

    with wiring.open_desk(database or wiring.default_database(), "ro") as desk:
        assert desk.reporting is not None
        for row in desk.reporting.rows(wiring.query(**filtered)):
            if as_json:
                click.echo(json.dumps(row._asdict(), ensure_ascii=True))
            else:
                counts = " ".join(str(n) for n in row.open_by_severity)
                click.echo(f"{row.stage:10} {row.year or '-':>4} {counts:>10}  {line(row.body or row.name)}")
    return 0
