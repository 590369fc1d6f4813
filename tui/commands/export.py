"""`gouji export`: the annotated database and the working papers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tui.commands.options import database as database_option
from tui.commands.options import filters, language
from tui.locale import _, said
from tui.shown import line


@click.command(
    help=_("Write the annotated SQLite database, read-only, with its SHA-256 beside it."),
    epilog=_("Examples:  gouji export 2024.db  ·  gouji export --year 2024 --severity 2 grave.db"),
)
@click.argument("out", type=click.Path(path_type=Path))
@database_option
@filters
@click.option("--force", is_flag=True, help=_("Replace an existing file."))
@click.option("--mask-sources", is_flag=True, help=_("Leave the source files' bytes out."))
@language
def command(out: Path, database: Path | None, force: bool, mask_sources: bool, **filtered: Any) -> int:
    from tui import wiring

    with wiring.open_desk(database or wiring.default_database(), "ro") as desk:
        assert desk.reporting is not None
        chosen = wiring.query(**filtered) if any(filtered.values()) else None
        digest = desk.reporting.export(out, chosen, mask_sources, force)
    click.echo(said("{file} written, SHA-256 {digest}", file=line(str(out)), digest=digest))
    return 0
