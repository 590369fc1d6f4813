"""Colours: the terminal's own by default (fewest bytes, light and dark alike). States are told by letters, never by colour."""

from __future__ import annotations

from dataclasses import replace

from textual.theme import BUILTIN_THEMES

TERMINAL = replace(BUILTIN_THEMES["ansi-dark"], name="terminal")
"""The sixteen colours and the background the terminal is set to."""

THEMES = (TERMINAL,)
