"""What working papers are made from: reports in order, the roster beside them, whoever asks."""

from __future__ import annotations

from memory.desks import Office, checked, edition, report
from papers.making import CITY, HEALTH, JUSTICE, SCHOOLS, UID, decided, office, usual

from core.desk.papers import Gathering
from core.export.case import Bundle
from core.model import Body
from core.ports import Query
from core.review import Standing


def gathered(made: Office, query: Query | None = None) -> Bundle:
    """All the list's reports, as a query of them would be asked for."""
    gathering = Gathering(made.reports, made.events)
    uids = (*made.reports.unreadable, *reversed(made.reports.stored))
    return gathering.bundle([made.reports.row(uid) for uid in uids], query or Query())


def test_reports_come_by_year_and_body_whatever_order_they_were_listed_in() -> None:
    """What could not be read stands apart; each report has its parent and the parent's own report."""
    made = usual()
    made.reports.add([(edition("d" * 64, CITY, 2023), checked(report("d" * 64, CITY, 2023)))])
    made.reports.add_unreadable(edition("e" * 64, "", None), "damaged", "文件已损坏")
    bundle = gathered(made)
    cases = list(bundle.cases)
    assert [(case.row.year, case.row.body) for case in cases] == sorted(
        [(2023, CITY), (2024, CITY), (2024, JUSTICE), (2024, SCHOOLS)]
    )
    assert [(case.parent, case.parent_uid) for case in cases if case.row.body == JUSTICE] == [(CITY, "a" * 64)]
    assert [row.uid for row in bundle.unreadable] == ["e" * 64]


def test_the_roster_beside_them_is_that_of_the_query() -> None:
    """Its region, kind and year; without a year every year that occurs; who is held nowhere has no report."""
    roster = (
        Body(CITY, kind="government", region="云溪市"),
        Body(HEALTH, kind="department", region="云溪市"),
        Body("外地局", region="外地"),
    )
    made = office(checked(report("a" * 64, CITY)), checked(report("d" * 64, CITY, 2023)), roster=roster)
    told = {
        query: [(one.body.name, one.year, one.uid) for one in gathered(made, query).roster]
        for query in (Query(), Query(region="云溪市", year=2024), Query(kind="department", year=2022))
    }
    everywhere, here, other = told.values()
    assert everywhere == [
        *((CITY, 2023, "d" * 64), (HEALTH, 2023, None), ("外地局", 2023, None)),
        *((CITY, 2024, "a" * 64), (HEALTH, 2024, None), ("外地局", 2024, None)),
    ]
    assert here == [(CITY, 2024, "a" * 64), (HEALTH, 2024, None)]
    assert other == [(HEALTH, 2022, None)]


def test_a_case_has_every_persons_answers() -> None:
    """Those of two persons on one finding, also in an office where the second reviewer works blind."""
    made = usual()
    decided(made)
    [case] = [case for case in gathered(made).cases if case.row.uid == UID]
    first, second, ours = case.stood
    assert (first.standing, [one.by for one in first.decisions]) == (Standing.CONFIRMED, ["wang", "li"])
    assert (second.standing, first.of_report, ours.of_report) == (Standing.ASKED, True, False)
