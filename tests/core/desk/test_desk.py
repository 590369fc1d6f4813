"""The desk as a whole."""

from __future__ import annotations

import subprocess
import sys


def test_the_desk_starts_light() -> None:
    """Importing the desk loads neither readers of files nor storage nor the rules, and no fuzzy matching yet."""
    heavy = ["pdfplumber", "sqlite_utils", "sqlite3", "lxml", "rapidfuzz", "textual", "core.rules", "core.reading"]
    code = f"import sys, core.desk; print([name for name in {heavy!r} if name in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
