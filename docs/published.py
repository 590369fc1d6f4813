"""What every page of measured figures under docs/ shares: the table of goals, and of which sources and on what it was made."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent

Row = tuple[str, str, str, bool | None]
"""What was measured, what is asked, what it came to, whether that is enough (None where nothing is asked)."""


def table(rows: Iterable[Row]) -> str:
    """The goals and what came of them, in Markdown."""
    head = ["| what | asked for | came to | met |", "| --- | --- | --- | --- |"]
    said = {None: "", True: "yes", False: "**no**"}
    return "\n".join(head + [f"| {what} | {asked or '-'} | {came} | {said[met]} |" for what, asked, came, met in rows])


def sources(*folders: str) -> str:
    """When, and of which commit; whether files of these folders differ from it."""
    of = git("rev-parse", "--short=12", "HEAD") or "unknown"
    changed = " with changes not committed" if git("status", "--porcelain", *folders) else ""
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {of}{changed}"


def machine() -> str:
    """What it ran on."""
    return f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors"


def git(*words: str) -> str:
    """What git says here; nothing where it is not."""
    try:
        return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""
