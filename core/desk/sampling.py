"""Drawing reports for review, so that anybody can draw the same again: by method and seed, which the events record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from core.errors import UsageError
from core.lines import ReportRow

Method = Literal["random", "risk"]


@dataclass(frozen=True, slots=True)
class Sample:
    """What was drawn and how."""

    uids: tuple[str, ...]
    how: Mapping[str, str | int]
    """method, seed, of (how many there were), drawn: recorded with each assignment."""


def draw(rows: Iterable[ReportRow], size: str, method: Method, seed: str) -> Sample:
    """A number of reports (`20`) or a share (`10%`, at least one) of those that could be read.

    `random`: each as likely as any other. `risk`: the most urgent ones, chance deciding among equals. Chance is the SHA-256 of
    seed and uid, the same on every machine and whatever else is in the database. UsageError for a size that is none.
    """
    readable = [row for row in rows if row.error is None]
    number = _number(size, len(readable))
    by_risk = method == "risk"
    ordered = sorted(readable, key=lambda row: (-row.risk if by_risk else 0, _chance(seed, row.uid)))
    chosen = tuple(row.uid for row in ordered[:number])
    return Sample(chosen, {"method": method, "seed": seed, "of": len(readable), "drawn": len(chosen)})


def _chance(seed: str, uid: str) -> str:
    return hashlib.sha256(f"{seed}\n{uid}".encode("utf-8", "surrogatepass")).hexdigest()


def _number(size: str, total: int) -> int:
    share = size.strip().removesuffix("%")
    if not share.isascii() or not share.isdigit() or not int(share):
        raise UsageError("review.no-size", size)
    if share == size.strip():
        return min(int(share), total)
    if int(share) > 100:
        raise UsageError("review.no-size", size)
    return min(total, max(1, -(-total * int(share) // 100)))
