"""`gouji completion`: what a shell needs to complete our commands."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from tui.commands.options import language
from tui.locale import _


@click.command(
    help=_("Print the completion script of a shell."),
    epilog=_("Example:  gouji completion bash >> ~/.bashrc"),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@language
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(ctx.find_root().command, {}, "gouji", "_GOUJI_COMPLETE").source())
    return 0
