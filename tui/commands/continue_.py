"""`gouji continue`: a new working database from an export."""

from __future__ import annotations

from pathlib import Path

import click

from tui.commands.options import language
from tui.locale import _, said
from tui.shown import line


@click.command(
    "continue",
    help=_("Start a new working database from an export; what is decided in it can be brought back with merge."),
    epilog=_("Example:  gouji continue 2024.db my-work.db"),
)
@click.argument("export", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@language
def command(export: Path, new: Path) -> int:
    from tui import wiring

    replica = wiring.continue_from(export, new)
    click.echo(said("{file}: a new working copy, replica {replica}", file=line(str(new)), replica=replica))
    return 0
