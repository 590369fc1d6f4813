"""Settings: Enter turns the one under the cursor; all are remembered for this person here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tui.keymap_file import keymap_file
from tui.locale import _
from tui.screens.items import Item, ItemsScreen, View
from tui.shown import Clean, line
from tui.themes import names
from tui.wrapping import fit


class SettingsScreen(ItemsScreen):
    """One row a setting."""

    offered = ("open", "back")

    def __init__(self) -> None:
        super().__init__()
        self.heading = _("Settings")

    def views(self) -> Sequence[View]:
        return (View(_("Enter changes"), self._settings),)

    def _settings(self) -> Sequence[Item]:
        app = self.gouji
        own_keys = keymap_file()
        held = _("in use") if own_keys.exists() else _("none; see gouji keys")
        pictures = _("to a file, and shown here") if app.shows_pictures else _("to a file")
        return (
            Item(self._row(_("theme"), names().get(app.theme, line(app.theme))), self._turn_theme),
            Item(self._row(_("language"), Clean("中文" if app.language == "zh" else "English")), app.do_language),
            Item(self._row(_("line"), _("slow: fewest bytes") if app.slow else _("fast")), self._turn_line),
            Item(self._row(_("page picture"), pictures), self._turn_pictures),
            Item(self._row(_("own keys"), line(f"{_at_home(own_keys)}  ({held})"))),
        )

    def _row(self, name: Clean, value: Clean) -> tuple[tuple[Clean, str], ...]:
        return ((fit(name, 14), "plain"), (value, "strong"))

    def _turn_theme(self) -> None:
        known = list(names())
        after = known[(known.index(self.gouji.theme) + 1) % len(known)] if self.gouji.theme in known else known[0]
        self.gouji.use_theme(after)
        self.fill(self.lines.cursor or 0)

    def _turn_line(self) -> None:
        self.gouji.use_line(not self.gouji.slow)
        self.fill(self.lines.cursor or 0)

    def _turn_pictures(self) -> None:
        self.gouji.turn_pictures()
        self.fill(self.lines.cursor or 0)


def _at_home(file: Path) -> Path:
    """As a shell would say it: `~` for the person's own folder."""
    home = Path.home()
    return Path("~") / file.relative_to(home) if file.is_relative_to(home) else file
