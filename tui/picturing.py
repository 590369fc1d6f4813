"""A page's picture in the terminal itself: the workstation steps aside, the picture is drawn, any key comes back.

The terminal is asked what it can draw when somebody wants to see a picture, never before, and not over a slow line. Where it
draws dots (sixel, kitty's protocol) the figure's surroundings are shown; where it has only characters, half a cell is a dot,
and little more than the figure itself is shown. Nothing of it is left behind: what the shell had on the screen is untouched, since
the picture is drawn on the terminal's second screen, and dots are taken off before that is left.
"""

from __future__ import annotations

import os
import sys
import termios
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from tui.locale import _, said
from tui.shown import Clean, is_narrow, line

SECOND_SCREEN, FIRST_SCREEN = "\x1b[?1049h", "\x1b[?1049l"
ERASED = "\x1b[H\x1b[2J"
"""Takes sixels off: they are held by the cells they cover."""
DELETED = "\x1b_Ga=d,d=I,i={id},q=2\x1b\\"
"""Takes a picture of kitty's protocol off, all its placements and its data; cells do not hold it."""
PLAIN = frozenset({"", "dumb", "vt52", "vt100", "vt102", "vt220", "linux"})
"""Terminals that draw no pictures and may print the question as letters."""


def possible() -> bool:
    """Whether this terminal is worth asking."""
    return (
        sys.__stdout__ is not None
        and sys.__stdout__.isatty()
        and os.environ.get("TERM", "") not in PLAIN
        and not os.environ.get("NO_COLOR")
    )


def show(file: Path, near: Callable[[], bytes], caption: Clean) -> None:
    """Draw the picture in that file, or what `near` draws where the terminal has only characters, and wait for a key. The screen
    must be the terminal's own at the time (`App.suspend`). Errors are those of `near`."""
    with _keys_unseen() as source, _second_screen():
        picture = _draw(file, near, caption)
        try:
            os.read(source, 64)
        finally:
            _take_off(picture)


def _draw(file: Path, near: Callable[[], bytes], caption: Clean) -> object:
    """What was drawn with dots; None where nothing was."""
    from rich.console import Console
    from rich.segment import Segment, Segments
    from textual_image import renderable  # asks the terminal; only here is that harmless

    console, picture = Console(highlight=False, markup=False), None
    if renderable.Image in (renderable.SixelImage, renderable.TGPImage):
        picture = renderable.Image(str(file), width="100%", height="auto")
        console.print(picture)
    elif console.color_system in ("256", "truecolor") and not is_narrow():
        dots_of = console.render(renderable.HalfcellImage(BytesIO(near()), width="100%", height="auto"))
        console.print(Segments(Segment.simplify(dots_of)))  # a colour once for each run of cells, not for each cell
    else:
        console.print(_("this terminal draws no pictures"))
    console.print(caption)
    console.print(said("written: {file}", file=line(str(file))))
    console.print(_("any key goes back"))
    return picture


def _take_off(picture: object) -> None:
    """The library's own `cleanup` names no kind of deletion: terminals then delete what has a place of its own on the screen,
    and keep what stands in for characters, as its pictures do."""
    number = getattr(picture, "terminal_image_id", None)
    _send((DELETED.format(id=number) if number else "") + ERASED)


@contextmanager
def _second_screen() -> Iterator[None]:
    """Drawn on where the shell's own words are not."""
    _send(SECOND_SCREEN + ERASED)
    try:
        yield
    finally:
        _send(FIRST_SCREEN)


def _send(sequence: str) -> None:
    sys.stdout.write(sequence)
    sys.stdout.flush()


@contextmanager
def _keys_unseen() -> Iterator[int]:
    """Keys come one by one and are not printed onto the picture, typed while it is drawn neither."""
    source = sys.stdin.fileno()
    before = termios.tcgetattr(source)
    try:
        tty.setcbreak(source, termios.TCSADRAIN)
        yield source
    finally:
        termios.tcsetattr(source, termios.TCSADRAIN, before)
