"""The command line: finds the language, then the command, and turns every error into one line and a status.

Status: 0 done; 1 a file could not be read or a check of the command itself failed; 2 wrong usage; 3 `check --strict` found
severity 1–2. Commands are files of `tui.commands`, imported when asked for, after the language is known. The usual start, the
workstation on a database, waits for no library of commands: what it names is told here, everything else is left to click.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence

from tui.watch import watched

TYPE_CHECKING = False  # not of `typing`: what waits beside the workstation would hold it too
if TYPE_CHECKING:
    from core.errors import GoujiError
    from core.wording import Language

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


_COLLECTED = 100_000
"""Objects that a command makes between two looks of the collector: most of what it makes at first are classes, which stay."""


def language_of(arguments: Sequence[str]) -> Language:
    """`--lang` wherever it stands, else the locale's."""
    from tui import locale

    for index, word in enumerate(arguments):
        value = (
            arguments[index + 1] if word == "--lang" and index + 1 < len(arguments) else word.removeprefix("--lang=")
        )
        if word.startswith("--lang") and value in ("zh", "en"):
            return "zh" if value == "zh" else "en"
    return locale.preferred()


def opens(arguments: Sequence[str]) -> tuple[str, ...] | None:
    """The file named, or none, where the words ask for the workstation and nothing else: `gouji`, `gouji FILE`, `gouji review
    [FILE]`, each with `--lang`. None for all other words, which click reads."""
    if "_GOUJI_COMPLETE" in os.environ:  # a shell asks click how the words go on
        return None
    named, words = [], iter(arguments)
    for word in words:
        if word == "--lang":
            if next(words, "") not in ("zh", "en"):
                return None
        elif not word or word.startswith("-"):
            return None
        else:
            named.append(word)
    if named[:1] == ["review"]:
        del named[0]
    elif named and (named[0] in COMMANDS or not os.path.exists(named[0])):
        return None
    return tuple(named) if len(named) < 2 else None


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if opens(words) is None:
        gc.set_threshold(_COLLECTED)
    else:
        watched(lambda: speak(words))  # before anything is imported, which what waits would hold too
        gc.disable()  # as the workstation does itself, but from the first import on
    atexit.register(gc.freeze)  # or Python, leaving, goes several times through all that was made
    sys.exit(run(words, speak(words)))


def speak(words: Sequence[str]) -> Language:
    """The language of the words, in use from now on."""
    from tui import locale

    language = language_of(words)
    locale.use(language, named=any(word.startswith("--lang") for word in words))
    return language


def run(arguments: list[str], language: Language) -> int:
    """The status of running these words; all errors said in one line on standard error."""
    from core.errors import GoujiError, UsageError
    from tui.locale import _

    try:
        named = opens(arguments)
        if named is not None:
            from tui.opening import open_at

            return open_at(named[0] if named else None)
        from tui.commands.tree import carry_out

        return carry_out(arguments)
    except (KeyboardInterrupt, EOFError):
        print(file=sys.stderr)
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
    from core.wording import say

    said = say(error.phrase, language)
    return f"{error.file}: {said}" if error.file else said


def complain(text: str) -> None:
    """One line on standard error."""
    import click

    from tui.shown import line

    click.echo(f"gouji: {line(text)}", err=True)


if __name__ == "__main__":
    main()
