"""Where words stand in the reports: hits of a search over all of them, with what is around each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.errors import GoujiError
from tui.locale import _, said
from tui.screens.items import Item, ItemsScreen, View
from tui.shown import Clean, line
from tui.wrapping import fit

BEFORE, AFTER = 12, 60
"""Characters shown around a hit."""


class HitsScreen(ItemsScreen):
    """Enter opens the report with the source text at the hit."""

    offered = ("open", "help", "back")

    def __init__(self, words: str, at: int = 0) -> None:
        """`at`: the hit the cursor is on."""
        super().__init__()
        self.words, self._at = words, at
        self.heading = _("Search")

    def fill(self, at: int = 0) -> None:
        super().fill(at)
        if self._at:
            self.call_after_refresh(self.lines.land, self._at)  # how many rows fit is not known before
        self._at = 0

    def views(self) -> Sequence[View]:
        return (View(said("places of {words}", words=self.words), self._hits),)

    def _hits(self) -> Sequence[Item]:
        search = self.gouji.desk.search
        found = enumerate(search.find(self.words)) if search else ()
        return [self._item(uid, offset, place) for place, (uid, offset) in found]

    def _item(self, uid: str, offset: int, place: int) -> Item:
        desk = self.gouji.desk
        try:
            edition, checked = desk.reports.load(uid)
        except GoujiError:
            return Item(((line(uid[:12]), "faint"),))
        text = checked.report.text
        before, hit = text[max(0, offset - BEFORE) : offset], self.words.split()[0]
        after = text[offset + len(hit) : offset + len(hit) + AFTER]
        pieces = (
            (fit(line(edition.body or edition.source.name), 26), "plain"),
            (line(f" {edition.year or '-'} "), "faint"),
            (line("".join(before.split())), "plain"),
            (line(text[offset : offset + len(hit)]), "hit"),
            (Clean(line(" ".join(after.split()))), "plain"),
        )
        return Item(pieces, self._opener(uid, offset, place))

    def _opener(self, uid: str, offset: int, place: int) -> Callable[[], None]:
        """Back from the report leads here again, to this hit."""

        def back() -> None:
            self.gouji.push_screen(HitsScreen(self.words, place))

        return lambda: self.gouji.open_text(uid, offset, self.words.split()[0], back)
