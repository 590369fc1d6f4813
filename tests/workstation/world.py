"""A small real database for the workstation: eight invented bodies, figures with their places, findings of real rules."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from core.address import Address
from core.desk import Desk
from core.desk.intake import Intake
from core.desk.picturing import Picturing
from core.desk.reporting import Reporting
from core.desk.reviewing import Reviewing
from core.form import form
from core.ledger import Reviewer
from core.lines import Query
from core.merged import Merged
from core.model import (
    Blames,
    Checked,
    Doubt,
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
    Verdict,
)
from core.wording import Phrase
from db import open_store

BODIES = (
    "云溪市人民政府办公室",
    "云溪市财政局",
    "云溪市市场监督管理局",
    "青岚县司法局",
    "柳湾区住房和城乡建设局",
    "竹坪镇人民政府",
    "云溪市自然资源局",
    "云溪市卫生健康委员会",
)
PROSE = (
    "一、总体情况\n　　本机关认真贯彻落实《中华人民共和国政府信息公开条例》，主动公开政府信息 {n} 条，依申请公开"
    "办理平稳有序。全年新收政府信息公开申请 {new} 件，其中自然人申请 {new} 件，均已按期答复。\n"
)
BLOCK = "t4/reconsideration"


class SteadyClock:
    """Time and ids that are the same in every run: a second goes by with each event, however often somebody looks at the clock."""

    def __init__(self, start: int = 0) -> None:
        self._seconds = start

    def now(self) -> str:
        minutes, seconds = divmod(self._seconds, 60)
        return f"2026-03-02T{9 + minutes // 60:02}:{minutes % 60:02}:{seconds:02}.000Z"

    def event_id(self) -> str:
        self._seconds += 1
        return f"0195-{self._seconds:06}"


def person(login: str = "zhang", uid: int = 1001) -> Reviewer:
    return Reviewer(login, uid, "installation-1")


def figures_of(seed: int) -> dict[str, str]:
    """What each cell prints: small sums that hold, some blanks and dashes."""
    printed = {str(address): "0" for address in form("2021").addresses}
    new = 11 + seed
    printed |= {"t3/new/natural": str(new), "t3/new/total": str(new), "t3/granted/natural": str(new)}
    printed |= {"t3/granted/total": str(new), "t3/total/natural": str(new), "t3/total/total": str(new)}
    printed |= {"t2/licensing/decisions": str(1280 + seed), "t2/fees/amount": "3.6", "t2/compulsion/decisions": "-"}
    printed |= {
        f"{BLOCK}/upheld": "1",
        f"{BLOCK}/total": "1",
        "t2/regulations/issued": "/",
        "t2/regulations/repealed": "",
    }
    return printed


def report_of(seed: int, printed: Mapping[str, str], extra: str = "") -> Report:
    """A report whose text prints every cell, so that each figure knows its place."""
    body = BODIES[seed % len(BODIES)]
    title = f"{body}2024年政府信息公开工作年度报告"
    text = f"{title}\n" + PROSE.format(n=200 + seed, new=printed["t3/new/total"]) + extra
    figures: dict[Address, Figure] = {}
    for table in form("2021").tables:
        text += f"{table.title['zh']}\n"
        for row in table.rows:
            text += row.label
            for address in table.addresses(row):
                shown = printed[str(address)]
                text += "\t"
                span = (len(text), len(text) + len(shown))
                figures[address] = figure(address, shown, span)
                text += shown
            text += "\n"
    name = f"2024-{seed:03}.txt"
    source = Source(
        name, hashlib.sha256(f"{name}{text}".encode("utf-8", "surrogatepass")).hexdigest(), "text", len(text)
    )
    return Report(source, "2021", text, Masthead(), figures, parser="1")


def figure(address: Address, printed: str, span: tuple[int, int]) -> Figure:
    states = {"": State.BLANK, "0": State.ZERO, "/": State.SLASH, "-": State.DASH, "?": State.UNREAD}
    state = states.get(printed, State.NUM if printed.replace(".", "").isdigit() else State.MIXED)
    value = int(printed) if printed.isdigit() else None
    doubt = Doubt(Phrase("rule.failed"), ("6", "9")) if state is State.UNREAD else None
    return Figure(address, printed, state, value, Locator((span,) if printed else ()), doubt)


def block_finding(report: Report, block: str = BLOCK, severity: int = 1, rule: str = "T4.SUM") -> Finding:
    """A finding on a block of table 4, in the words of the rule's card."""
    addresses = tuple(Address.parse(f"{block}/{c}") for c in ("upheld", "corrected", "other", "pending", "total"))
    total = addresses[-1]
    numbers = {a.column: int(report.figures[a].printed or 0) for a in addresses}
    left = sum(n for column, n in numbers.items() if column != "total")
    arguments = {
        "block": Address(total.table, total.row, "*"),
        "left": left,
        "total": numbers["total"],
        "place": total,
        "would_be": left,
    }
    return Finding(
        id=hashlib.sha256(f"{report.source.sha256}{rule}{block}".encode()).hexdigest()[:16],
        rule=rule,
        verdict=Verdict.FAIL,
        severity=Severity(severity),
        blames=Blames.REPORT,
        message=Phrase("rule.T4.SUM.message", arguments),
        proof=Phrase("rule.T4.SUM.proof", {**numbers, "left": left}),
        evidence=Evidence(addresses, quote="行政复议"),
        covers=(f"{rule}.{block.split('/')[1]}",),
        expected=left,
        found=numbers["total"],
    )


def checked_of(seed: int, extra: str = "", **cells: str) -> Checked:
    """Report `seed`: 0 and 3 are wrong in table 4 (3 in two blocks), 5 could not be read in one cell, the rest are clean."""
    printed = figures_of(seed) | {place.replace("__", "/"): shown for place, shown in cells.items()}
    if seed in (0, 3):
        printed[f"{BLOCK}/total"] = "2"
    if seed == 3:
        printed["t4/litigation_direct/total"] = "4"
    if seed == 5:
        printed["t3/partial/natural"] = "?"
    report = report_of(seed, printed, extra)
    blocks = {0: [BLOCK], 3: [BLOCK, "t4/litigation_direct"]}.get(seed, [])
    findings = tuple(block_finding(report, block, n) for n, block in enumerate(blocks, 1))
    verdict = Verdict.FAIL if findings else Verdict.PASS
    return Checked(report, (Outcome("T4.SUM", verdict),), findings, "rules-1")


def edition_of(checked: Checked, seed: int) -> Edition:
    body = BODIES[seed % len(BODIES)] + ("" if seed < len(BODIES) else str(seed))
    return Edition(checked.report.source.sha256, body, 2024, "0312", checked.report.source, "2026-03-01T08:00:00.000Z")


def fill(path: Path, count: int = 8, extra: str = "", named: str = "", **cells: str) -> None:
    """Make a database with that many reports, and one file that could not be read."""
    store = open_store(path, "create", SteadyClock())
    items = [checked_of(seed, extra, **cells) for seed in range(count)]
    editions = [edition_of(item, seed) for seed, item in enumerate(items)]
    store.reports.add([(replace(e, body=e.body + named), item) for e, item in zip(editions, items, strict=True)])
    store.close()
    lose(path, "scan")


def lose(path: Path, *kinds: str) -> None:
    """Files that could not be read, one of each kind of failure."""
    store = open_store(path, "rw", SteadyClock())
    for kind in kinds:
        name = "扫描件.pdf" if kind == "scan" else f"{kind}.pdf"
        source = Source(name, hashlib.sha256(kind.encode()).hexdigest(), "pdf", 9)
        lost = Edition(source.sha256, "", None, "0312", source, "2026-03-01T08:00:00.000Z")
        store.reports.add_unreadable(lost, kind, "未能读出")
    store.close()


def desk_on(path: Path, who: Reviewer | None = None, mode: str = "rw") -> Desk:
    """A desk on that database for one person."""
    clock = SteadyClock(1000 if who else 100)  # what the second person does comes later
    store = open_store(path, "ro" if mode == "ro" else "rw", clock)
    reviewing = Reviewing(store.reports, store.events, clock, who or person(), read_only=mode == "ro")
    return Desk(store.reports, store.events, reviewing, local=store.local, seen=store.presence, search=store.search)


_OPENED = itertools.count()


@contextmanager
def whole_desk(path: Path, who: Reviewer | None = None, mode: str = "rw") -> Iterator[Desk]:
    """A desk that also exports, merges and reads again, as the program makes it; each call of `beside` opens one more."""
    clock = SteadyClock((5000 if who else 3000) + 60 * next(_OPENED))
    store = open_store(path, "ro" if mode == "ro" else "rw", clock)
    reviewing = Reviewing(store.reports, store.events, clock, who or person(), read_only=mode == "ro")

    def merging(other: Path, dry_run: bool) -> Merged:
        from db.replicas import merge

        return merge(store.connection, other, dry_run=dry_run)

    try:
        yield Desk(
            store.reports,
            store.events,
            reviewing,
            intake=Intake(store.sources, store.reports, clock),
            reporting=Reporting(store.reports, store.events, store.archive),
            local=store.local,
            search=store.search,
            picturing=Picturing(store.sources, store.reports),
            merging=merging,
            beside=lambda: whole_desk(path, who, mode),
        )
    finally:
        store.close()


def first(desk: Desk) -> str:
    """The report at the head of the list."""
    return desk.page(Query()).rows[0].uid
