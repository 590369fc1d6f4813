"""`make bench`: every bench once, printed as it comes and written to docs/bench.md.

Usage: run.py [--only NAME] [--out FILE]. What is compared is always measured in turns in the same run, so that a busy machine slows
both. Status 1 where a goal is not met.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[0] = str(ROOT)

from bench.measured import Line, Size
from docs import published

BENCHES = ("reading", "ingesting", "checking", "storing", "listing", "keys")

HEAD = """# What it costs

Written by `make bench` (bench/run.py); do not edit. Ratios compare ways that were measured in turns within one run: a busy machine slows
both alike. Milliseconds and seconds are those of the run below and say less. Goals are those the project set itself before it was written.
"""


def page(found: dict[str, tuple[str, list[Line]]], seconds: float, load: str) -> str:
    """docs/bench.md"""
    parts = [HEAD, made(seconds, load)]
    for name, (method, lines) in found.items():
        rows = published.table((line.what, line.asked, line.came, line.met) for line in lines)
        parts.append(f"\n## {name.capitalize()}\n\n{method}\n\n{rows}")
    return "\n".join(parts) + "\n"


def made(seconds: float, load: str) -> str:
    """When, of which sources, on what."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{published.sources('core', 'db', 'tui', 'bench')}; {published.machine()}, {memory:.0f} GB;\n"
        f"{seconds / 60:.1f} minutes; load {load}."
    )


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
