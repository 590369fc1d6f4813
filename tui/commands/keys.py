"""`gouji keys`: all actions with their keys; what is wrong with one's own keys, and which keys this terminal delivers."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Mapping

import click

from tui.commands.options import language
from tui.locale import _, said
from tui.shown import line

LAST = b"\x04"
"""ctrl+d ends the doctor."""


@click.command(
    help=_('List all actions with their keys. Own keys stand in a TOML file: action = "key" or ["key", …].'),
    epilog=_("Examples:  gouji keys  ·  gouji keys --doctor"),
)
@click.option("--doctor", is_flag=True, help=_("Check the own keys; in a terminal, show what each key sends."))
@language
def command(doctor: bool) -> int:
    from tui import keymap_file

    keys, faults = keymap_file.load()
    if not doctor:
        _list(keys)
        return 0
    file = keymap_file.keymap_file()
    click.echo(said("own keys: {file}", file=file) + ("" if file.exists() else said(" (there is none)")))
    for fault in faults:
        click.echo(f"!!  {fault}")
    if not faults:
        click.echo(_("ok  every action has its keys, no key has two meanings in one place"))
    if sys.stdin.isatty():
        _listen()
    return 1 if faults else 0


def _list(keys: Mapping[str, tuple[str, ...]]) -> None:
    from tui import keymap
    from tui.actions import ACTIONS

    for action in ACTIONS.values():
        click.echo(f"{action.id:<18} {keymap.shown(action, keys):<20} {_(action.words)}")


def _listen() -> None:
    """Print what arrives for each key until ctrl+d: what tmux, screen or the terminal keep does not."""
    import termios
    import tty

    click.echo(_("press any keys; ctrl+d ends"))
    fd = sys.stdin.fileno()
    before = termios.tcgetattr(fd)
    try:
        tty.setraw(fd)
        while True:
            data = os.read(fd, 32)
            while select.select([fd], [], [], 0.02)[0]:
                data += os.read(fd, 32)
            if LAST in data or not data:
                return
            shown = line(data.decode("utf-8", "replace"))
            os.write(sys.stdout.fileno(), f"{shown}   {data.hex(' ')}\r\n".encode())
    finally:
        termios.tcsetattr(fd, termios.TCSADRAIN, before)
