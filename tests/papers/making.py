"""Reports, rosters and decisions to make working papers of, on the ports in memory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from memory.desks import LI, WANG, Office, checked, finding, report
from memory.ports import MemoryReports

from core.address import Address
from core.desk import Desk
from core.desk.reporting import Reporting
from core.export.manner import Manner
from core.model import Blames, Body, Evidence, Finding, Masthead, Outcome, Stated, Verdict
from core.ports import Query
from core.wording import Phrase

NEW = Address.parse("t3/new/natural")
TOTAL = Address.parse("t3/total/natural")
CITY, JUSTICE, SCHOOLS, HEALTH = "云溪市人民政府", "云溪市司法局", "云溪市教育局", "云溪市卫生健康委员会"
ROSTER = (
    Body(CITY, kind="government", region="云溪市"),
    Body(JUSTICE, kind="department", region="云溪市", parent=CITY),
    Body(SCHOOLS, kind="department", region="云溪市", parent=CITY),
    Body(HEALTH, kind="department", region="云溪市", parent=CITY),
)
UID = "b" * 64
"""The courts' report."""
SHANGHAI = Manner(zone=ZoneInfo("Asia/Shanghai"))

RESULT = replace(
    finding("T3.RESULT", 1, NEW, TOTAL, covers=("T3.RESULT.natural",), quote="其中自然人16件"),
    message=Phrase("rule.T3.ROW.message", {"place": "自然人列", "left": 1, "total": 2, "count": 1}),
    proof=Phrase("rule.T3.BALANCE.proof", {"new": 1, "carried_in": 0, "left": 1, "total": 1, "carried_out": 1}),
    expected=1,
    found=2,
    hint={TOTAL: 1},
)
PROSE = finding("T3.BALANCE", 2, quote="共办结申请22件")
OURS = replace(finding("C.UNREAD", 3, TOTAL), blames=Blames.READING)
OUTCOMES = (
    Outcome("T3.RESULT", Verdict.FAIL),
    Outcome("T4.SUM", Verdict.PASS),
    Outcome("T3.ROW", Verdict.NA, Phrase("rules.na.unknown-year")),
)


@dataclass
class Rostered(MemoryReports):
    """Reports in memory with a roster."""

    roster: tuple[Body, ...] = ()

    def bodies(self) -> tuple[Body, ...]:
        return self.roster


def office(*items: Any, roster: tuple[Body, ...] = ROSTER) -> Office:
    """A database of these reports and this roster."""
    made = Office.with_reports(*items)
    made.reports = Rostered(made.events, made.reports.stored, roster=roster)
    return made


def usual() -> Office:
    """The city's report, the courts' with three findings, the schools' clean; health has none."""
    return office(
        checked(report("a" * 64, CITY, t3__new__natural="30", t3__total__natural="9")),
        replace(checked(judicial(UID), RESULT, PROSE, OURS), outcomes=OUTCOMES),
        checked(report("c" * 64, SCHOOLS, t3__new__natural="7")),
    )


def judicial(uid: str, **printed: str) -> Any:
    """The courts' report, with a title, a signing date and a figure of every kind."""
    figures = {
        "t3__new__natural": "20",
        "t3__total__natural": "2",
        "t3__new__research": "",
        "t3__new__other": "/",
        "t3__granted__other": "-",
        "t2__normative_documents__issued": "22（其中修订16件）",
        "t2__fees__amount": "3105.20",
        "t2__licensing__decisions": "123456789012345678",
        "t4__reconsideration__upheld": "=1+1",
    }
    made = report(uid, JUSTICE, **{**figures, **printed})  # type: ignore[arg-type]
    title = Stated("云溪市司法局2024年政府信息公开\n工作年度报告")
    masthead = Masthead(title=title, body=Stated(JUSTICE), year=2024, signed_on=date(2025, 1, 20))
    return replace(made, masthead=masthead)


def decided(made: Office) -> Desk:
    """One finding confirmed by two persons, one asked, a note, an answer, an exception."""
    desk, uid = made.desk(WANG), UID
    desk.reviewing.confirm(uid, RESULT.id, 1, "=经核属实")
    made.desk(LI).reviewing.confirm(uid, RESULT.id, 1, "同意")
    desk.reviewing.ask(uid, PROSE.id, "请说明办结口径")
    desk.reviewing.confirm(uid, OURS.id, 9)
    desk.reviewing.note(uid, "对照原件", (0, 12))
    thread = desk.reviewing.open(uid).notes[0].event
    made.desk(LI).reviewing.note(uid, "已对照", thread=thread)
    desk.reviewing.except_(uid, NEW, 4, "与上年结转不衔接", level=2, value="21")
    return desk


def followed_up() -> Office:
    """The usual reports, decided, 整改 of the courts' first finding asked for."""
    made = usual()
    decided(made).reviewing.follow(UID, RESULT.id, due="2025-05-01", letter="云审〔2025〕3号")
    return made


def write(made: Office, path: Path, manner: Manner = SHANGHAI, query: Query | None = None, force: bool = False) -> Path:
    """The paper of that name."""
    Reporting(made.reports, made.events, None).export(path, query, force=force, manner=manner)  # type: ignore[arg-type]
    return path


def quoting(words: str) -> Finding:
    """A finding that quotes these words and says them."""
    said = Phrase("rule.T3.ROW.message", {"place": words, "left": 1, "total": 2, "count": 1})
    made = finding("T3.BALANCE", 1, quote=words)
    return replace(made, message=said, evidence=Evidence(quote=words))
