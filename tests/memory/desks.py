"""Small reports with findings of known kinds, and desks on the ports in memory."""

from __future__ import annotations

from dataclasses import dataclass, replace

from memory.ports import MemoryEvents, MemoryReports, TickingClock

from core.address import Address
from core.desk import Desk
from core.desk.reviewing import Reviewing
from core.desk.views import Workbench
from core.form import form
from core.ledger import Reviewer
from core.model import (
    Blames,
    Checked,
    Edition,
    Evidence,
    Figure,
    Finding,
    Locator,
    Masthead,
    Report,
    Severity,
    Source,
    Stated,
    Verdict,
)
from core.printed import state_of
from core.review import Policy
from core.wording import Phrase

WANG = Reviewer("wang", 1001, "inst-1")
LI = Reviewer("li", 1002, "inst-1")
ZHAO = Reviewer("zhao", 1003, "inst-1")
WANG_AS_LI = Reviewer("wang", 1001, "inst-1", acting_as="li")

NEW = Address.parse("t3/new/natural")
TOTAL = Address.parse("t3/total/natural")
OTHER = Address.parse("t4/litigation_direct/total")
CLEAN = Address.parse("t3/new/research")

TEXT = "本机关2024年新收申请20件，上年结转4件。\n共办结申请22件，其中自然人16件。\n结转下年度继续办理3件。\n"


def finding(rule: str, severity: int, *addresses: Address, covers: tuple[str, ...] = (), quote: str = "") -> Finding:
    """A finding on these figures, as a rule would raise it."""
    return Finding(
        id=f"{rule}:{','.join(map(str, addresses))}:{quote}",
        rule=rule,
        verdict=Verdict.FAIL,
        severity=Severity(severity),
        blames=Blames.REPORT,
        message=Phrase("review.nothing-chosen"),
        evidence=Evidence(addresses, quote=quote),
        covers=covers,
    )


GRAVE = finding("T3.RESULT", 1, NEW, TOTAL, covers=("T3.RESULT.natural", "T3.BALANCE.natural"))
LIKELY = finding("PROSE.TOTAL", 2, quote="共办结申请22件")
MILD = finding("T4.SUM", 3, OTHER, covers=("T4.SUM.litigation_direct",))


def figure(address: Address, printed: str, span: tuple[int, int] | None = None) -> Figure:
    """A figure as read."""
    state, value, remark = state_of(printed)
    return Figure(address, printed, state, value, Locator((span,) if span else ()), remark=remark)


def report(uid: str, body: str = "云溪市司法局", year: int = 2024, text: str = TEXT, **printed: str) -> Report:
    """A report of the 2021 form, every figure 0 but the named (`t3__new__natural="15"`)."""
    figures = {address: figure(address, "0") for address in form("2021").addresses}
    for name, words in printed.items():
        address = Address.parse(name.replace("__", "/"))
        figures[address] = figure(address, words)
    masthead = Masthead(body=Stated(body), year=year)
    return Report(Source(f"{uid}.txt", uid, "text", len(text)), "2021", text, masthead, figures, parser="test")


def checked(read: Report, *findings: Finding, rules: str = "1") -> Checked:
    """A report with what the rules would have said."""
    return Checked(read, (), findings, rules)


def edition(uid: str, body: str = "云溪市司法局", year: int | None = 2024) -> Edition:
    """An edition in force."""
    return Edition(uid, body, year, "b1", Source(f"{uid}.txt", uid, "text", 1), "2025-02-01T00:00:00.000Z")


@dataclass
class Office:
    """Several persons at desks on one database in memory."""

    clock: TickingClock
    events: MemoryEvents
    reports: MemoryReports

    @classmethod
    def with_reports(cls, *items: Checked, replica: str = "r1") -> Office:
        """A database of these reports."""
        clock = TickingClock(replica)
        events = MemoryEvents(clock, replica)
        reports = MemoryReports(events)
        for item in items:
            uid = item.report.source.sha256
            body = item.report.masthead.body
            reports.add([(edition(uid, body.value if body else "", item.report.masthead.year), item)])
        return cls(clock, events, reports)

    @classmethod
    def usual(cls, replica: str = "r1", uids: tuple[str, str] = ("a", "b")) -> Office:
        """Two reports: `a` with a grave, a likely and a mild finding, `b` clean."""
        first, second = report(uids[0]), report(uids[1], "云溪市教育局")
        return cls.with_reports(checked(first, GRAVE, LIKELY, MILD), checked(second), replica=replica)

    def desk(self, who: Reviewer = WANG, policy: Policy | None = None, read_only: bool = False) -> Desk:
        """One person's desk."""
        reviewing = Reviewing(self.reports, self.events, self.clock, who, policy or Policy(), read_only)
        return Desk(self.reports, self.events, reviewing)

    def reprint(self, uid: str, address: Address, printed: str) -> None:
        """A newer parser reads this figure otherwise."""
        _, old = self.reports.load(uid)
        figures = {**old.report.figures, address: figure(address, printed)}
        self.reports.replace(uid, replace(old, report=replace(old.report, figures=figures, parser="newer")))


def decided(reviewing: Reviewing, uid: str = "a") -> Workbench:
    """Every finding answered."""
    for view in reviewing.open(uid).findings:
        reviewing.dismiss(uid, view.finding.id, 1)
    return reviewing.open(uid)


def signed(office: Office, uid: str = "b") -> Workbench:
    """Marked by wang, signed by li."""
    bench = office.desk(WANG).reviewing.mark(uid, office.desk(WANG).reviewing.open(uid).finding_set)
    return office.desk(LI).reviewing.sign(uid, bench.finding_set)
