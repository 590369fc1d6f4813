"""The command line: finds the language, then the command, and turns every error into one line and a status.

Status: 0 done; 1 a file could not be read or a check of the command itself failed; 2 wrong usage; 3 `check --strict` found
severity 1–2. Commands are files of `tui.commands`, imported when asked for, after the language is known.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

from core.errors import GoujiError, UsageError
from core.wording import Language, say
from tui import locale
from tui.locale import _
from tui.shown import line

COMMANDS = {
    "review": "review",
    "demo": "demo",
    "ingest": "ingest",
    "check": "check",
    "list": "listing",
    "bodies": "bodies",
    "export": "export",
    "verify": "verify",
    "continue": "continue_",
    "merge": "merge",
    "reread": "reread",
    "assign": "assign",
    "withdraw": "withdraw",
    "purge": "purge",
    "rules": "rules",
    "doctor": "doctor",
    "keys": "keys",
    "completion": "completion",
}
"""Command name to its module, in the order the help shows them."""


class Commands(click.Group):
    """Imports a command's module only when it is called, or its help is shown."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"tui.commands.{COMMANDS[cmd_name]}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and (os.path.exists(args[0]) or args[0].startswith("-")):
            args = ["review", *args]
        return super().resolve_command(ctx, args)


def language_of(arguments: Sequence[str]) -> Language:
    """`--lang` wherever it stands, else the locale's."""
    for index, word in enumerate(arguments):
        value = (
            arguments[index + 1] if word == "--lang" and index + 1 < len(arguments) else word.removeprefix("--lang=")
        )
        if word.startswith("--lang") and value in ("zh", "en"):
            return "zh" if value == "zh" else "en"
    return locale.preferred()


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


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    language = language_of(words)
    locale.use(language, named=any(word.startswith("--lang") for word in words))
    sys.exit(run(words, language))


def run(arguments: list[str], language: Language) -> int:
    """The status of running these words; all errors said in one line on standard error."""
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
    except (click.Abort, KeyboardInterrupt):
        complain(_("stopped"))
        return 1
    except UsageError as error:
        complain(sentence(error, language))
        return 2
    except GoujiError as error:
        complain(sentence(error, language))
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter complains once more at exit
        return 1
    except Exception:  # noqa: BLE001 - a fault of ours: the traceback goes to the log, never to the user
        complain(_("internal fault; nothing further was done. Details: {log}").format(log=logged()))
        return 1


def logged() -> str:
    """The log file that now holds the traceback being handled; only its name is for the terminal."""
    import traceback

    from tui.wiring import data_folder

    file = data_folder() / "gouji.log"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(traceback.format_exc() + "\n")
    except OSError as error:
        return f"{file}: {error.strerror}"
    return str(file)


def sentence(error: GoujiError, language: Language) -> str:
    """`FILE: what happened; what to do`."""
    said = say(error.phrase, language)
    return f"{error.file}: {said}" if error.file else said


def complain(text: str) -> None:
    """One line on standard error."""
    click.echo(f"gouji: {line(text)}", err=True)


if __name__ == "__main__":
    main()
