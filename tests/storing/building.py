"""Small editions and readings to store, and a clock that a test holds."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from itertools import count

from core.address import Address
from core.form import form
from core.ledger import Draft, Kind, Reviewer
from core.model import (
    Blames,
    Box,
    Checked,
    Edition,
    Evidence,
    Figure,
    Finding,
    Locator,
    Masthead,
    Outcome,
    Report,
    Severity,
    Source,
    State,
    Stated,
    Verdict,
)
from core.wording import Phrase

NATURAL = Address("t3", "new", "natural")
LI = Reviewer("li", 1001, "inst")
WANG = Reviewer("wang", 1002, "inst")
Worker = Callable[..., "subprocess.Popen[str]"]
"""Starts `storing.worker` with these arguments."""
ZHAO = Reviewer("zhao", 1003, "inst")
ID_NUMBER = "110101199003071234"


class SteppingClock:
    """A second later each time it is asked."""

    def __init__(self, host: str = "0") -> None:
        self._host = host
        self._ticks = count(1)

    def now(self) -> str:
        """UTC."""
        tick = next(self._ticks)
        return f"2026-01-01T{tick // 3600:02}:{tick // 60 % 60:02}:{tick % 60:02}.000Z"

    def event_id(self) -> str:
        """Unlike any other of this clock or another host's."""
        return f"{self._host}-{next(self._ticks):08d}"


def content(name: str) -> bytes:
    """The bytes of a source."""
    return f"bytes of {name}.".encode()


def sha(name: str) -> str:
    """Their hash."""
    return hashlib.sha256(content(name)).hexdigest()


def finding(name: str, severity: int = 1, leaf: str = "T3.BALANCE.natural", rule: str = "T3.BALANCE") -> Finding:
    """A finding on the natural persons' column."""
    return Finding(
        id=name,
        rule=rule,
        verdict=Verdict.FAIL,
        severity=Severity(severity),
        blames=Blames.REPORT,
        message=Phrase("test.unequal", {"left": NATURAL, "right": 2}),
        evidence=Evidence((NATURAL,), ((0, 3),), "云溪市"),
        covers=(leaf,),
        hint={NATURAL: 2},
    )


def report(
    name: str, body: str = "云溪市财政局", year: int | None = 2024, format_: str = "pdf", text: str = "", value: int = 1
) -> Report:
    """A report of twenty figures, all `value`."""
    locator = Locator(((0, 1),), 1, Box(1.0, 2.0, 3.0, 4.5))
    figures = {a: Figure(a, str(value), State.NUM, value, locator) for a in form().addresses[:20]}
    whole = text or f"云溪市财政局{year}年政府信\n息公开工作年度报告 {name}"
    stated = Masthead(body=Stated(body, (0, 6)), year=year)
    return Report(Source(f"{name}.{format_}", sha(name), format_, 10, 3), "2021", whole, stated, figures, parser="1")


def item(
    name: str,
    body: str = "云溪市财政局",
    year: int | None = 2024,
    findings: Iterable[Finding] | None = None,
    received: str = "2025-02-01T00:00:00.000Z",
    published: date | None = None,
    batch: str = "2025",
    **of_report: object,
) -> tuple[Edition, Checked]:
    """An edition with its reading, one finding unless given."""
    read = report(name, body, year, **of_report)  # type: ignore[arg-type]
    found = tuple(findings) if findings is not None else (finding(f"finding of {name}"),)
    outcomes = (Outcome("T3.BALANCE", Verdict.FAIL), Outcome("T4.SUM", Verdict.NA, Phrase("test.none", {})))
    edition = Edition(read.source.sha256, body, year, batch, read.source, received, published)
    return edition, Checked(read, outcomes, found, "rules 1")


def with_figure(pair: tuple[Edition, Checked], address: Address, value: int) -> tuple[Edition, Checked]:
    """The same with another figure."""
    edition, checked = pair
    figures = dict(checked.report.figures)
    figures[address] = replace(figures[address], printed=str(value), value=value)
    return edition, replace(checked, report=replace(checked.report, figures=figures))


def note(text: str = "请核对") -> Draft:
    """A note on a figure."""
    return Draft(Kind.NOTE, {"text": text, "address": str(NATURAL)})


def confirm(name: str, leaf: str = "T3.BALANCE.natural", kind: Kind = Kind.CONFIRM) -> Draft:
    """A decision on a finding made by `finding`, seen as it is in a report made by `report`."""
    return Draft(
        kind, {"finding": name, "rule": "T3.BALANCE", "leaves": [leaf], "addresses": [], "quote": "", "seen": ""}
    )
