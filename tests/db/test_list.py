"""The report list: filters, orders, pages by keyset, editions in force, the roster."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date

import pytest
from storing.building import LI, NATURAL, SteppingClock, finding, item, note, with_figure

from core.address import Address
from core.errors import StoreError
from core.ledger import Draft, Kind
from core.model import Body
from core.ports import Query, ReportRow
from core.review import WAITING
from db import Store, listing, listing_filter, open_store


def every_row(store: Store, query: Query, limit: int) -> list[ReportRow]:
    """All pages one behind another."""
    rows, after = [], None
    while True:
        page = store.reports.page(query, after, limit)
        rows += page.rows
        if page.after is None:
            return rows
        after = page.after


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


def test_an_unreadable_file_is_a_line_with_its_cause(store: Store) -> None:
    """It can be listed, not loaded."""
    unread = item("broken")[0]
    store.reports.add_unreadable(replace(unread, body="", year=None), "password", "文件有密码")
    [row] = every_row(store, Query(stages=frozenset({"unreadable"})), 10)
    assert (row.error, row.body, row.year, row.name) == ("password", "", None, "broken.pdf")
    with pytest.raises(StoreError) as error:
        store.reports.load(row.uid)
    assert error.value.phrase.template == "store.unreadable-report"
    store.reports.add([item("broken")])
    assert store.reports.row(row.uid).stage == "open", "read by a better reader, it becomes a report"


def test_a_withdrawn_report_is_hidden_but_can_be_listed(store: Store, uid: str) -> None:
    """And the next edition comes into force in its place."""
    store.reports.add([with_figure(item("two", received="2024-12-01T00:00:00.000Z"), NATURAL, 5)])
    store.events.record(uid, LI, lambda _: Draft(Kind.WITHDRAW, {"reason": "错传"}))
    assert [row.name for row in every_row(store, Query(), 10)] == ["two.pdf"]
    assert [row.uid for row in every_row(store, Query(stages=frozenset({"withdrawn"})), 10)] == [uid]
    store.events.record(uid, LI, lambda _: Draft(Kind.RESTORE, {"reason": ""}))
    assert [row.uid for row in every_row(store, Query(), 10)] == [uid]


A, B, C = (f"2025-02-0{n}T00:00:00.000Z" for n in (1, 2, 3))

EDITIONS = {
    "the newer figures are in force": ([("one", A, None, "pdf", 1), ("two", B, None, "pdf", 2)], "two", ["superseded"]),
    "publication goes before arrival": (
        [("one", B, date(2025, 1, 9), "pdf", 1), ("two", A, date(2025, 1, 20), "pdf", 2)],
        "two",
        ["superseded"],
    ),
    "another format of the same is no newer version": (
        [("one", A, None, "pdf", 1), ("two", B, None, "docx", 1)],
        "one",
        ["other-format"],
    ),
    "saved again with the same text": ([("one", A, None, "pdf", 1), ("two", B, None, "pdf", 1)], "one", ["duplicate"]),
    "a correction after two formats": (
        [("one", A, None, "pdf", 1), ("two", B, None, "docx", 1), ("three", C, None, "pdf", 2)],
        "three",
        ["superseded", "superseded"],
    ),
}


@pytest.mark.parametrize("case", EDITIONS)
@pytest.mark.parametrize("together", [True, False])
def test_one_edition_is_in_force(store: Store, case: str, together: bool) -> None:
    """However they arrive, the same one; the others say what they are beside it."""
    files, wanted, relations = EDITIONS[case]
    items = [
        item(name, received=received, published=published, format_=format_, value=value, text="同一文本")
        for name, received, published, format_, value in files
    ]
    for batch in [items[::-1]] if together else [[one] for one in items]:
        store.reports.add(batch)
    held, *others = store.reports.editions("云溪市财政局", 2024)
    assert held.source.name.startswith(wanted)
    assert (held.in_force, held.relation) == (True, None)
    assert sorted(str(other.relation) for other in others) == relations
    assert store.reports.find("云溪市财政局", 2024) == held.uid
    [row] = every_row(store, Query(), 10)
    assert (row.uid, row.flags) == (held.uid, "e")


def test_the_same_bytes_twice_are_one_edition(store: Store, uid: str) -> None:
    """Taking in a folder again changes nothing."""
    before = store.reports.load(uid)
    store.reports.add([item("one", received=C)])
    assert store.reports.load(uid) == before


def test_a_reading_anew_keeps_the_former_where_somebody_acted(store: Store, uid: str) -> None:
    """Decisions can always be held against what was shown; nobody's work is needed for that where nobody worked."""
    edition, checked = store.reports.load(uid)
    store.reports.replace(uid, replace(checked, findings=(), rules="rules 2"))
    assert store.reports.row(uid).open_by_severity == (0, 0, 0, 0)
    assert store.connection.scalar("SELECT count(*) FROM reports") == 1
    store.events.record(uid, LI, lambda _: note())
    newer = replace(checked, report=replace(checked.report, text="别的文本", parser="2"))
    store.reports.replace(uid, newer)
    assert store.reports.load(uid) == (edition, newer)
    assert store.connection.rows("SELECT n, current FROM reports ORDER BY n") == [(1, 0), (2, 1)]
    assert store.search.find("别的") == [(uid, 0)]
    assert store.search.find("政府信息") == []
    assert store.events.rebuild() == ()


def test_reports_known_by_an_alias_go_to_the_body(store: Store) -> None:
    """A renamed body keeps its history; a name two bodies claim matches neither."""
    store.reports.add([item("old", "云溪市经信委", 2023), item("new", "云溪市工信局", 2024)])
    roster = [Body("云溪市工信局", ("云溪市经信委", "市 工信局"), "department", "云溪市", "云溪市人民政府")]
    assert store.reports.add_bodies(roster) == 1
    assert store.reports.add_bodies(roster) == 0
    assert store.reports.bodies() == tuple(roster)
    assert store.reports.find("云溪市经信委", 2023) == store.reports.find("市工信局", 2023) == item("old")[0].uid
    assert {row.body for row in every_row(store, Query(region="云溪市"), 10)} == {"云溪市工信局"}
    store.reports.add_bodies([Body("甲局", ("信息办",)), Body("乙局", ("信息办",))])
    store.reports.add([item("unsure", "信息办", 2024)])
    assert store.reports.row(item("unsure")[0].uid).body == "信息办"


def test_a_person_names_the_body_where_it_was_not_recognised(store: Store) -> None:
    """Until then each such file stands alone; taking the act back makes it so again."""
    store.reports.add([item("one", "", None), item("two", "", None)])
    assert len(every_row(store, Query(), 10)) == 2
    uid = item("one")[0].uid
    event, _ = store.events.record(uid, LI, lambda _: Draft(Kind.IDENTIFY, {"body": "云溪市审计局", "year": 2024}))
    assert store.reports.find("云溪市审计局", 2024) == uid
    store.events.record(uid, LI, lambda _: Draft(Kind.UNDO, {"target": event.id}))
    assert store.reports.find("云溪市审计局", 2024) is None
    assert (store.reports.row(uid).body, store.reports.row(uid).year) == ("", None)


def test_the_list_and_core_agree_which_standings_wait() -> None:
    """The list counts in SQL what core calls waiting."""
    assert set(listing.WAITING) == {standing.value for standing in WAITING}


def test_an_address_no_form_knows_is_stored_too(store: Store) -> None:
    """What is printed outside the form is evidence as well."""
    odd = with_figure(item("odd"), NATURAL, 3)
    address = Address("t3", "beyond", "form")
    figures = {**odd[1].report.figures, address: replace(odd[1].report.figures[NATURAL], address=address)}
    edition, checked = odd[0], replace(odd[1], report=replace(odd[1].report, figures=figures))
    store.reports.add([(edition, checked)])
    assert store.reports.load(edition.uid)[1].report.figures[address].value == 3


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
