"""Plant faults into sound reports and see what is noticed: python tests/accuracy/plant.py [--originals N] [--each N] [--seed N]

Writes docs/accuracy.json and the pages made of it; status 1 where a goal was missed. Takes minutes: the whole chain is run.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "docs"), str(ROOT)]

import accuracy_pages
from accuracy.catalogue import KINDS
from accuracy.counting import Measured, shortfalls
from accuracy.measure import measure

from core.rules import all_rules
from docs.published import git


def commit() -> str:
    """The commit measured, with `+` where files are changed beside it."""
    short = git("rev-parse", "--short", "HEAD") or "unknown"
    return short + ("+" if git("status", "--porcelain", "core") else "")


def as_object(measured: Measured, asked: argparse.Namespace) -> dict[str, Any]:
    """Everything counted, for programs."""
    return {
        "schema": "gouji.accuracy/2",
        "commit": commit(),
        "seed": asked.seed,
        "originals": measured.originals,
        "published": measured.published,
        "planted": measured.planted,
        "found": measured.found,
        "alarms": measured.alarms,
        "hints": {"given": measured.hints, "right": measured.hinted},
        "kinds": {
            name: {"planted": t.planted, "found": t.found, "goal": KINDS[name].goal, "missed": t.missed}
            for name, t in measured.kinds.items()
        },
        "rules": {
            rule.id: {
                "aimed": measured.aimed[rule.id],
                "spoke": measured.spoke[rule.id],
                "right": measured.right[rule.id],
                "wrong": measured.wrong[rule.id],
                "sound": measured.sound[rule.id],
            }
            for rule in all_rules()
        },
        "silent": measured.silent,
        "strays": measured.strays,
    }


def main() -> int:
    """Measure, write, and say what fell short."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--originals", type=int, default=90)
    parser.add_argument("--each", type=int, default=32, help="faults planted into each original")
    parser.add_argument("--pages", type=int, default=30, help="faults planted into each published report")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--out", type=Path, default=ROOT / "docs")
    asked = parser.parse_args()
    all_rules()  # all code is loaded before the minutes of measuring: it may be worked on meanwhile
    measured = measure(asked.originals, asked.each, asked.seed, asked.processes, asked.corpus, asked.pages)
    content = as_object(measured, asked)
    (asked.out / "accuracy.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    for path, text in accuracy_pages.pages(asked.out).items():
        path.write_text(text, "utf-8")
    short = shortfalls(measured)
    print(f"{measured.planted} faults, {measured.found} found")
    for line in short:
        print(line)
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
