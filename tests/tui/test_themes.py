"""Every theme can be read, and none is needed to tell one state from another."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import Theme

from core.address import Address
from core.review import Standing
from tui import themes
from tui.screens.showing import MARKS
from tui.widgets.sheet import Marks

OWN = [theme for theme in themes.THEMES if not theme.background or not theme.background.startswith("ansi")]


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
@pytest.mark.parametrize("pen", ["foreground", "error", "warning", "accent"])
def test_the_contrast_of_each_colour_is_enough(theme: Theme, pen: str) -> None:
    """WCAG 2: at least 4.5 to 1."""
    assert contrast(Color.parse(getattr(theme, pen)), Color.parse(theme.background or "")) >= 4.5


def contrast(one: Color, other: Color) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Color) -> float:
    parts = [value / 255 for value in colour.rgb]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_theme_has_a_name_in_the_settings() -> None:
    assert list(themes.names()) == [theme.name for theme in themes.THEMES]


def test_states_of_findings_are_told_by_different_letters() -> None:
    assert set(MARKS) == set(Standing)
    assert len(set(MARKS.values())) == len(MARKS)


def test_states_of_figures_are_told_by_different_letters() -> None:
    place = frozenset({Address.parse("t3/new/natural")})
    states = [Marks(open=place), Marks(confirmed=place), Marks(readings=place), Marks(ticks=place), Marks()]
    letters = [marks.of(None, next(iter(place)))[0] for marks in states]
    assert len(set(letters)) == len(letters)
