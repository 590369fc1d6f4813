"""`gouji check`: read and check without a database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.commands.options import jobs, language, paths, profile
from tui.locale import _, language_in_use, said
from tui.shown import clean, line

if TYPE_CHECKING:
    from core.desk.intake import Answer


@click.command(
    help=_("Read and check files without a database: a draft before it is published, or many files for a program."),
    epilog=_("Examples:  gouji check draft.docx  ·  gouji check --strict draft.pdf  ·  gouji check --json *.pdf"),
)
@paths
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a line and file."))
@click.option("--text", "as_text", is_flag=True, help=_("Print the text that spans count in."))
@click.option("--strict", is_flag=True, help=_("Status 3 if a finding of severity 1 or 2 is there."))
@jobs
@profile
@language
def command(
    paths: tuple[Path, ...], as_json: bool, as_text: bool, strict: bool, jobs: int | None, profile: Path | None
) -> int:
    from core.desk.intake import check_files
    from tui import wiring

    if as_json and as_text:
        raise click.UsageError(_("--json and --text exclude each other"))
    failed = grave = False
    for answer in check_files(paths, jobs, wiring.read_profile(profile)):
        if as_json:
            show_json(answer)
        elif as_text:
            show_text(answer)
        else:
            show(answer)
        failed = failed or answer.checked is None
        grave = grave or (answer.checked is not None and any(f.severity <= 2 for f in answer.checked.findings))
    return 1 if failed else 3 if strict and grave else 0


def show_json(answer: Answer) -> None:
    """One line of JSON; JSON escapes every control character itself."""
    from core.desk.reporting import answer_object

    click.echo(json.dumps(answer_object(answer, language_in_use()), ensure_ascii=True))
    complain(answer)


def show_text(answer: Answer) -> None:
    """The document's text, one visible character for each control or format character."""
    if answer.checked is not None:
        click.echo(clean(answer.checked.report.text), nl=False)
    complain(answer)


def show(answer: Answer) -> None:
    """For a person: the findings with their proofs, worst first."""
    from core.wording import say

    name = line(answer.name)
    checked = answer.checked
    complain(answer)
    if checked is None:
        return
    language = language_in_use()
    masthead = checked.report.masthead
    body = masthead.body.value if masthead.body else "?"
    count = said("{n} findings", n=len(checked.findings))
    click.echo(f"{name}: {line(body)} {masthead.year or '?'}  {count}")
    for finding in sorted(checked.findings, key=lambda finding: finding.severity):
        click.echo(f"  {finding.severity}  {finding.rule:14} {line(say(finding.message, language))}")
        if finding.proof is not None:
            click.echo(f"     {line(say(finding.proof, language))}")
        if finding.evidence.quote:
            click.echo(f"     “{line(finding.evidence.quote.replace(chr(10), ''))}”")
    for warning in checked.report.warnings:
        click.echo(f"  -  {line(say(warning.phrase, language))}")


def complain(answer: Answer) -> None:
    """One line on standard error for a file that could not be read."""
    from core.wording import say

    if answer.error is not None:
        click.echo(f"gouji: {line(answer.name)}: {line(say(answer.error.phrase, language_in_use()))}", err=True)
