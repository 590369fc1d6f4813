"""The report list: filters, orders, pages by keyset."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import asdict, replace

import pytest
from storing.building import LI, SteppingClock, finding, item, note
from storing.listed import every_row

from core.ledger import Draft, Kind
from core.ports import Query, ReportRow
from core.review import WAITING
from db import Store, listing, listing_filter, open_store


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Forty reports of all sorts, only looked at."""
    store = open_store(tmp_path_factory.mktemp("many") / "a.db", "create", SteppingClock())
    dice = random.Random(7)
    items = []
    for number in range(40):
        severities = [dice.randint(1, 4) for _ in range(dice.randint(0, 3))]
        rules = ("T3.BALANCE", "T4.SUM")
        found = [finding(f"{number}.{n}", s, f"leaf {n}", dice.choice(rules)) for n, s in enumerate(severities)]
        year, batch = dice.choice((2022, 2023, 2024)), dice.choice("AB")
        received = f"2025-01-{dice.randint(1, 28):02}T00:00:00.000Z"
        items.append(item(f"r{number}", f"机关{number}", year, found, received, batch=batch))
    store.reports.add(items)
    unread = item("broken")[0]
    store.reports.add_unreadable(replace(unread, body="", year=None), "password", "文件有密码")
    for number in (3, 5, 8):
        store.events.record(items[number][0].uid, LI, lambda _: note())
    store.events.record(items[8][0].uid, LI, lambda _: Draft(Kind.ASSIGN, {"to": "wang"}))
    yield store
    store.close()


ORDERS = {
    "risk": lambda row: (-row.risk, row.uid),
    "body": lambda row: (row.body, row.uid),
    "year": lambda row: (-(row.year or 0), row.uid),
}

QUERIES = [
    Query(),
    Query(stages=frozenset({"open"})),
    Query(stages=frozenset({"reviewing", "unreadable"})),
    Query(batch="A", year=2023),
    Query(severity=1),
    Query(severity=3, batch="B"),
    Query(rule="T4.SUM"),
    Query(person="wang"),
    Query(text="机关1"),
    Query(region="nowhere"),
]


def named(query: Query) -> str:
    """What the query asks for, the same in every process (a set's own order is not)."""
    asked = {name: value for name, value in asdict(query).items() if value is not None and name != "order"}
    words = (f"{name}={'+'.join(sorted(v)) if isinstance(v, frozenset) else v}" for name, v in asked.items())
    return " ".join(words) or "all"


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("query", QUERIES, ids=named)
def test_pages_one_behind_another_are_the_whole_sorted_list(many: Store, query: Query, order: str) -> None:
    """No line twice, none left out, whatever the page's length."""
    query = replace(query, order=order)
    whole = every_row(many, query, 1000)
    assert whole == sorted(whole, key=ORDERS[order])
    assert every_row(many, query, 3) == whole
    counts = many.reports.counts(replace(query, stages=None))
    wanted = query.stages or counts.keys()
    assert sum(number for stage, number in counts.items() if stage in wanted) == len(whole)


@pytest.mark.parametrize("order", list(ORDERS))
@pytest.mark.parametrize(
    "query", [Query(), Query(batch="A"), Query(severity=2), Query(stages=frozenset({"signed"}))], ids=str
)
def test_pages_from_the_end_are_those_from_the_beginning(many: Store, query: Query, order: str) -> None:
    """`before=()` is the last page; going back by `before` gives every row once, and each page knows both its neighbours."""
    query = replace(query, order=order)
    forwards = every_row(many, query, 7)
    backwards: list[ReportRow] = []
    page = many.reports.page(query, limit=7, before=())
    while True:
        backwards = [*page.rows, *backwards]
        if page.before is None:
            break
        ahead = many.reports.page(query, limit=7, before=page.before)
        assert ahead.after is not None
        assert many.reports.page(query, ahead.after, 7).rows[: len(page.rows)] == page.rows
        page = ahead
    assert backwards == forwards


@pytest.mark.parametrize("query", [q for q in QUERIES if q.text is None and q.region is None], ids=named)
def test_a_filter_keeps_exactly_the_lines_it_means(many: Store, query: Query) -> None:
    """Against the same choice made over all lines."""
    rows = every_row(many, Query(), 1000)
    rules = {row.uid: {f.rule for f in many.reports.load(row.uid)[1].findings} for row in rows if row.error is None}

    def meant(row: ReportRow) -> bool:
        worst = next((n for n, number in enumerate(row.open_by_severity, 1) if number), 5)
        return all(
            (
                query.stages is None or row.stage in query.stages,
                query.batch is None or row.batch == query.batch,
                query.year is None or row.year == query.year,
                query.severity is None or worst <= query.severity,
                query.rule is None or query.rule in rules.get(row.uid, ()),
                query.person is None or row.reviewer == query.person,
            )
        )

    assert {row.uid for row in every_row(many, query, 7)} == {row.uid for row in rows if meant(row)}


@pytest.mark.parametrize("order", listing.ORDERS)
@pytest.mark.parametrize(
    "query",
    [
        Query(),
        Query(batch="A"),
        Query(region="云溪市"),
        Query(kind="department"),
        Query(year=2023),
        Query(person="wang"),
        Query(severity=2),
        Query(year=2023, severity=1),
        Query(region="云溪市", kind="department"),
    ],
    ids=lambda query: named(query),
)
def test_every_filter_of_many_lines_reads_by_an_index_in_every_order(
    many: Store, query: Query, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No full scan, no look at a line that is not meant, no sort: a page of a million lines costs as much as one of forty."""
    monkeypatch.setattr(listing_filter, "SORTED", -1)  # forty are as many as a million
    asked: list[str] = []
    many.connection.raw.set_trace_callback(asked.append)
    many.reports.page(replace(query, order=order), ("", ""))
    many.connection.raw.set_trace_callback(None)
    (statement,) = (said for said in asked if said.startswith("SELECT edition_id AS id"))
    plan = [row[3] for row in many.connection.rows(f"EXPLAIN QUERY PLAN {statement}")]
    searches = [step for step in plan if "listing" in step]
    assert searches
    assert all("USING COVERING INDEX listing_" in step and "stage=?" in step for step in searches), plan
    assert not any("TEMP B-TREE" in step for step in plan), plan


def test_the_list_and_core_agree_which_standings_wait() -> None:
    """The list counts in SQL what core calls waiting."""
    assert set(listing.WAITING) == {standing.value for standing in WAITING}


def test_a_line_is_written_only_where_something_of_it_changed(store: Store, uid: str) -> None:
    """A list has fourteen indexes and counts: an act that tells nothing new of a report leaves its line alone, another one
    touches what changed."""
    written: list[str] = []

    def refreshed() -> list[str]:
        del written[:]
        store.connection.raw.set_trace_callback(written.append)
        with store.connection.writing():
            listing.refresh(store.connection, [1])
        store.connection.raw.set_trace_callback(None)
        return [said for said in written if said.startswith(("INSERT", "UPDATE", "DELETE"))]

    assert refreshed() == []
    store.connection.run("UPDATE editions SET received_at = '2025-03-01T00:00:00.000Z'")
    assert refreshed() == ["UPDATE listing SET received_at = '2025-03-01T00:00:00.000Z' WHERE edition_id = 1"]
    assert refreshed() == []
