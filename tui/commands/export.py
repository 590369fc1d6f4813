"""`gouji export`: the annotated database and the working papers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tui.commands.options import database as database_option
from tui.commands.options import filters, language
from tui.locale import _, language_in_use, said
from tui.shown import line


@click.command(
    help=_(
        "Write what OUT's ending names: .db the annotated SQLite database, read-only, with its SHA-256 beside it; .xlsx working"
        " papers; .docx letters to the bodies concerned; .csv and .json lists; .jsonld W3C annotations."
    ),
    epilog=_(
        "Examples:  gouji export 2024.db  ·  gouji export --year 2024 --severity 2 grave.db  ·  gouji export --sheets papers.xlsx"
    ),
)
@click.argument("out", type=click.Path(path_type=Path))
@database_option
@filters
@click.option("--force", is_flag=True, help=_("Replace an existing file."))
@click.option("--mask-sources", is_flag=True, help=_("Leave the source files' bytes out."))
@click.option("--sheets", is_flag=True, help=_("In .xlsx, also a sheet for each report that recomputes its sums."))
@click.option("--template", type=click.Path(path_type=Path), help=_("Your own template (DOCX) of the letter."))
@click.option("--blank", is_flag=True, help=_("Write the built-in template of the letter, to be adapted."))
@language
def command(
    out: Path,
    database: Path | None,
    force: bool,
    mask_sources: bool,
    sheets: bool,
    template: Path | None,
    blank: bool,
    **filtered: Any,
) -> int:
    from core.desk.reporting import blank_letter, papers_as
    from tui import wiring

    ending = out.suffix.lower()
    if (template or blank) and ending != ".docx":
        raise click.UsageError(_("--template and --blank are for .docx"))
    if sheets and ending != ".xlsx":
        raise click.UsageError(_("--sheets is for .xlsx"))
    if blank:
        digest = blank_letter(out, language_in_use(), force)
    else:
        with wiring.open_desk(database or wiring.default_database(), "ro") as desk:
            assert desk.reporting is not None
            chosen = wiring.query(**filtered) if any(filtered.values()) else None
            manner = papers_as(language_in_use(), sheets, template)
            digest = desk.reporting.export(out, chosen, mask_sources, force, manner)
    click.echo(said("{file} written, SHA-256 {digest}", file=line(str(out)), digest=digest))
    return 0
