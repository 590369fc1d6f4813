"""`gouji verify`: does an export, or a database, still hold what was written."""

from __future__ import annotations

from pathlib import Path

import click

from tui.commands.options import language
from tui.locale import _, said
from tui.shown import line


@click.command(
    help=_("Recompute chains, counts and hashes of a database; name the first thing that is wrong."),
    epilog=_("Examples:  gouji verify 2024.db  ·  gouji verify 2024.db --sources ~/reports/2024"),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--sources", type=click.Path(path_type=Path), help=_("A folder with the source files, to compare."))
@click.option(
    "--signers",
    type=click.Path(path_type=Path),
    help=_("ssh's file of allowed signers: check the signatures of sign-offs."),
)
@language
def command(file: Path, sources: Path | None, signers: Path | None) -> int:
    from tui import wiring
    from tui.locale import language_in_use

    faults = wiring.verify(file, sources, signers)
    for fault in faults:
        from core.wording import say

        click.echo(f"gouji: {line(str(file))}: {line(say(fault, language_in_use()))}", err=True)
    if not faults:
        click.echo(said("{file}: chains, counts and hashes hold", file=line(str(file))))
    return 1 if faults else 0
