"""`gouji demo`: the bundled sample reports in a temporary database, or one's own files."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from importlib import resources
from pathlib import Path

import click

from tui.commands.options import language
from tui.locale import _


@click.command(
    help=_(
        "Read the bundled sample reports (or the PATHS given) into a temporary database and open the workstation on it."
    ),
    epilog=_("Examples:  gouji demo  ·  gouji demo ~/reports  ·  gouji demo --lang en"),
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--keep", type=click.Path(path_type=Path), help=_("Keep the database there instead."))
@language
def command(paths: tuple[Path, ...], keep: Path | None) -> int:
    from tui import wiring
    from tui.commands.ingest import take
    from tui.watch import watched

    with ExitStack() as stack:
        database = keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gouji-"))) / "demo.db"
        if not paths:
            folder = stack.enter_context(resources.as_file(resources.files("core") / "samples"))
            paths = tuple(sorted(p for p in folder.iterdir() if p.suffix in (".pdf", ".docx", ".html", ".txt")))
        with wiring.open_desk(database, "create") as desk:
            take(desk, paths, batch="demo")
        watched()
        return wiring.open_workstation(database, "rw")
