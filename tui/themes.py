"""Colours. States are told by letters; colour only repeats them, so every theme may be had without loss.

By default the terminal's own sixteen (fewest bytes, light and dark alike). `safe` tells blue from orange, which people who do
not tell red from green do; `mono` has weight, underline and reverse only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

from tui.locale import _
from tui.shown import Clean

TERMINAL = replace(BUILTIN_THEMES["ansi-dark"], name="terminal")
"""The sixteen colours and the background the terminal is set to."""
MONO = replace(TERMINAL, name="mono", error="ansi_default", warning="ansi_default", accent="ansi_default")


def _own(name: str, dark: bool, background: str, foreground: str, error: str, warning: str, accent: str) -> Theme:
    return Theme(
        name=name, primary=accent, secondary=accent, accent=accent, error=error, warning=warning, success=accent,
        foreground=foreground, background=background, surface=background, panel=background, dark=dark,
    )  # fmt: skip


DARK = _own("dark", True, "#101418", "#d8dee4", "#ff8080", "#e5c07b", "#7fc8f8")
LIGHT = _own("light", False, "#fbfaf6", "#1c2024", "#a01010", "#7a4b00", "#00508c")
SAFE = _own("safe", True, "#101418", "#e6e6e6", "#ffa640", "#f0e442", "#6cb6ff")

THEMES = (TERMINAL, DARK, LIGHT, SAFE, MONO)


def names() -> Mapping[str, Clean]:
    """What each theme is called, in the order they are offered."""
    return {
        "terminal": _("the terminal's sixteen colours"),
        "dark": _("dark"),
        "light": _("light"),
        "safe": _("blue and orange, safe for the colour-blind"),
        "mono": _("without colour"),
    }
