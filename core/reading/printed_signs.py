"""The strokes that stand for no figure, as a class of characters for expressions."""

from __future__ import annotations

import re
from typing import Final

from core.printed import DASHES, SLASHES

SIGNS: Final = re.escape("".join(sorted(DASHES | SLASHES)))
"""Dashes and slashes, escaped: to stand between brackets."""
