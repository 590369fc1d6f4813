"""A rule's card as a page: what it checks, why, on what basis, an example, and when a hit of it may be right."""

from __future__ import annotations

from tui.rule_cards import Card, heading, parts
from tui.screens.pages import PageScreen
from tui.shown import Clean
from tui.widgets.canvas import Piece
from tui.wrapping import wrap

INDENT = Clean("  ")


class CardScreen(PageScreen):
    """One rule."""

    def __init__(self, card: Card) -> None:
        super().__init__(heading(card), Clean(""))
        self.card = card

    def rows(self, breadth: int) -> list[list[Piece]]:
        made: list[list[Piece]] = []
        for words, paragraphs in parts(self.card):
            made += [[(Clean(""), "plain")]] if made else []
            made.append([(words, "strong")])
            for mark, text in paragraphs:
                made += self._paragraph(mark, wrap(text, breadth - len(INDENT) - len(mark)))
        return made

    def _paragraph(self, mark: Clean, rows: list[Clean]) -> list[list[Piece]]:
        """Set in, further rows under the first word."""
        first = [[(INDENT, "plain"), (mark, "key"), (rows[0], "plain")]] if rows else []
        hanging = Clean(INDENT + " " * len(mark))
        return first + [[(hanging, "plain"), (row, "plain")] for row in rows[1:]]
