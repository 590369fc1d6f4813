"""What papers print shows every character that hides."""

from __future__ import annotations

import itertools

from core.visible import is_hidden, visible
from tui.shown import clean


def test_papers_and_terminal_draw_the_same_pictures() -> None:
    """Over the basic plane and the plane of tags, `visible` is what the terminal's gate draws, one character for one."""
    everything = "".join(map(chr, itertools.chain(range(0x10000), range(0xE0000, 0xE1100))))
    shown = visible(everything)
    assert shown == clean(everything)
    assert len(shown) == len(everything)
    assert not any(is_hidden(character) for character in set(shown) - {"\n"})
