"""`make bench`: every bench once, printed as it comes and written to docs/bench.md.

Usage: run.py [--only NAME] [--out FILE]. What is compared is always measured in turns in the same run, so that a busy machine slows
both. Status 1 where a goal is not met.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[0] = str(ROOT)

from bench.measured import Line, Size

BENCHES = ("reading", "ingesting", "checking", "storing", "listing", "keys")

HEAD = """# What it costs

Written by `make bench` (bench/run.py); do not edit. Ratios compare ways that were measured in turns within one run: a busy machine slows
both alike. Milliseconds and seconds are those of the run below and say less. Goals are those the project set itself before it was written.
"""


def page(found: dict[str, tuple[str, list[Line]]], seconds: float, load: str) -> str:
    """docs/bench.md"""
    parts = [HEAD, made(seconds, load)]
    for name, (method, lines) in found.items():
        parts += [
            f"\n## {name.capitalize()}\n\n{method}\n",
            "| what | asked for | came to | met |",
            "| --- | --- | --- | --- |",
        ]
        parts += [f"| {line.what} | {line.asked or '-'} | {line.came} | {met(line)} |" for line in lines]
    return "\n".join(parts) + "\n"


def met(line: Line) -> str:
    """The last column."""
    return "" if line.met is None else "yes" if line.met else "**no**"


def made(seconds: float, load: str) -> str:
    """When, of which sources, on what."""
    of = _git("rev-parse", "--short=12", "HEAD") or "unknown"
    changed = " with changes not committed" if _git("status", "--porcelain", "core", "db", "tui", "bench") else ""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {of}{changed}; Python {platform.python_version()}, {platform.system()}, "
        f"{os.cpu_count()} processors, {memory:.0f} GB;\n{seconds / 60:.1f} minutes; load {load}."
    )


def _git(*words: str) -> str:
    """What git says here; nothing where it is not."""
    try:
        return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=BENCHES)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "bench.md")
    asked = parser.parse_args()
    start, before = time.monotonic(), os.getloadavg()[0]
    found: dict[str, tuple[str, list[Line]]] = {}
    for name in (asked.only,) if asked.only else BENCHES:
        module = importlib.import_module(f"bench.{name}")
        began = time.monotonic()
        lines: list[Line] = module.run(Size())
        found[name] = ((module.__doc__ or "").strip(), lines)
        print(f"== {name} ({time.monotonic() - began:.0f} s)")
        for line in lines:
            mark = "  " if line.met is None else "ok" if line.met else "!!"
            print(f"{mark} {line.what}: {line.came}" + (f" (asked: {line.asked})" if line.asked else ""), flush=True)
        if not asked.only:
            load = f"{before:.1f} at the beginning, {os.getloadavg()[0]:.1f} at the end"
            asked.out.write_text(page(found, time.monotonic() - start, load), "utf-8")
    return int(any(line.met is False for _, lines in found.values() for line in lines))


if __name__ == "__main__":
    sys.exit(main())
