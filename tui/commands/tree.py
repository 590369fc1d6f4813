"""The commands below `gouji`, with click: options, help and what is said of wrong words."""

from __future__ import annotations

import importlib
import os
import re

import click

from tui.cli import COMMANDS, complain
from tui.locale import _

_SENTENCE = re.compile(r"(?<=。)|(?<=[.])\s")


class Commands(click.Group):
    """Imports a command's module only when it is called, or its help is shown."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"tui.commands.{COMMANDS[cmd_name]}").command
        assert isinstance(command, click.Command)
        command.short_help = command.short_help or _first_sentence(command.help or "")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and (os.path.exists(args[0]) or args[0].startswith("-")):
            args = ["review", *args]
        return super().resolve_command(ctx, args)


def _first_sentence(text: str) -> str:
    """What the list of commands says of one; click itself cuts at a number of words, and Chinese sentences are one word."""
    return _SENTENCE.split(text, maxsplit=1)[0]


def build() -> click.Group:
    """The group with its help in the language in use."""

    @click.pass_context
    def start(ctx: click.Context, lang: str | None) -> None:
        if ctx.invoked_subcommand is None:
            ctx.invoke(importlib.import_module("tui.commands.review").command)

    group = Commands(
        name="gouji",
        callback=start,
        invoke_without_command=True,
        help=_(
            "Review annual reports on open government information: read them, check their figures against one another, "
            "decide, sign off, export.\n\nWithout a command the workstation opens."
        ),
        epilog=_(
            "Examples:  gouji demo  ·  gouji ingest ~/reports  ·  gouji check draft.docx  ·  gouji export 2024.db"
        ),
        params=[
            click.Option(
                ["--lang"], type=click.Choice(["zh", "en"]), help=_("Chinese or English (else by the locale).")
            )
        ],
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    group.params.append(click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=version,
                                     help=_("Show the version and leave.")))  # fmt: skip
    return group


def version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    """Print the installed version."""
    if value:
        from importlib.metadata import version as installed

        click.echo(f"gouji {installed('gouji')}")
        ctx.exit()


def carry_out(arguments: list[str]) -> int:
    """The status of the command these words name; wrong words are said in one line on standard error."""
    try:
        status = build().main(arguments, prog_name="gouji", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.format_message())
        return 2
    except click.ClickException as error:
        complain(error.format_message())
        return 2
    except click.Abort:
        complain(_("stopped"))
        return 1
