"""Every filter of the list, alone and with others, in every order, by every way that leads to its lines, against a plain model."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storing.building import LI, WANG, SteppingClock, confirm, finding, item
from storing.listed import every_row

from core.ledger import Draft, Kind
from core.model import Body, Checked, Edition
from core.ports import Query, ReportRow
from core.review import standings
from db import Store, listing, listing_filter, listing_text, open_store

REGIONS, KINDS = ("云溪市", "青岚县", None), ("department", "township", None)
RULES = ("T3.BALANCE", "T4.SUM", "T2.NONE")
WORDS = ("公开", "教育", "水库", "地铁")
"""In all texts, in a third, in an eighth, in one."""


@dataclass(frozen=True)
class Known:
    """What a line stands for, asked of everything but the list."""

    row: ReportRow
    region: str | None
    kind: str | None
    received: str
    text: str
    rules: frozenset[str]
    standings: frozenset[str]
    follow_up: tuple[tuple[str, bool], ...]
    """(due, closed)"""


def meant(known: Known, query: Query) -> bool:
    """What the words of `Query` say, one by one."""
    row = known.row
    worst = next((n for n, number in enumerate(row.open_by_severity, 1) if number), 5)
    undone = [due for due, closed in known.follow_up if not closed]
    followed = {
        None: True,
        "open": bool(undone),
        "closed": bool(known.follow_up) and not undone,
    }.get(query.follow_up, any(due < str(query.follow_up) for due in undone))
    words = None if query.text is None else "".join(query.text.split())
    return all(
        (
            row.stage in (query.stages if query.stages is not None else listing.SHOWN),
            query.batch in (None, row.batch),
            query.region in (None, known.region),
            query.kind in (None, known.kind),
            query.year in (None, row.year),
            query.person in (None, row.reviewer),
            query.severity is None or worst <= query.severity,
            query.rule is None or query.rule in known.rules,
            query.standing is None or query.standing in known.standings,
            followed,
            words is None or words in known.text or words in row.body,
        )
    )


KEYS: dict[str, Any] = {
    "risk": lambda known: (-known.row.risk, known.row.uid),
    "body": lambda known: (known.row.body, known.row.uid),
    "year": lambda known: (-(known.row.year or 0), known.row.uid),
    "received": lambda known: (known.received, known.row.uid),
}


def filled(store: Store) -> list[Known]:
    """Sixty files of thirteen bodies: read and not, in force and not, decided, followed up, assigned, withdrawn, read again."""
    dice = random.Random(11)
    bodies = [
        Body(f"{n}号{'水利' if n % 4 == 0 else '财政'}局", (), KINDS[n % 3], REGIONS[n // 3 % 3]) for n in range(13)
    ]
    store.reports.add_bodies(bodies)
    items: list[tuple[Edition, Checked]] = []
    follow: dict[tuple[str, str], tuple[str, bool]] = {}
    for n in range(60):
        found = [
            finding(f"{n}.{k}", dice.randint(1, 4), f"leaf {k}", dice.choice(RULES[:2]))
            for k in range(dice.randint(0, 3))
        ]
        text = "信息公\n开" + "教育" * (n % 3 == 0) + "水库" * (n % 8 == 0) + "地铁" * (n == 5) + f"。{n}"
        received = f"2025-01-{dice.randint(1, 28):02}T00:00:00.000Z"
        facts: dict[str, Any] = {"batch": dice.choice("AB"), "text": text, "value": n}
        items.append(item(f"r{n}", bodies[n % 13].name, dice.choice((2022, 2023)), found, received, **facts))
    store.reports.add(items)
    for n in range(3):
        store.reports.add_unreadable(replace(item(f"bad{n}")[0], body="", year=None), "password", "文件有密码")
    for n, pair in enumerate(items):
        follow |= _worked_on(store, n, *pair)
    return [*_known(store, [edition.uid for edition, _ in items], follow, {body.name: body for body in bodies})]


def _worked_on(store: Store, n: int, edition: Edition, checked: Checked) -> dict[tuple[str, str], tuple[str, bool]]:
    """What is done to the nth of them; its 整改 by uid and leaf: (due, closed)."""
    follow = {}
    for k, one in enumerate(checked.findings):
        leaf = f"leaf {k}"
        if n % 5 == 0:
            store.events.record(edition.uid, LI, lambda _, f=one, p=leaf: confirm(f.id, p))  # type: ignore[misc]
        if n % 10 == 0:
            store.events.record(edition.uid, WANG, lambda _, f=one, p=leaf: confirm(f.id, p, Kind.DISMISS))  # type: ignore[misc]
        if n % 15 == 0:
            due = f"2025-0{1 + k}-10"
            closed = {"closed": "2025-08-01"} if n % 2 else {}
            body = {"finding": one.id, "leaves": [leaf], "due": due, **closed}
            store.events.record(edition.uid, LI, lambda _, b=body: Draft(Kind.FOLLOW, b))  # type: ignore[misc]
            follow[edition.uid, leaf] = (due, bool(closed))
    if n % 7 == 0:
        store.events.record(edition.uid, LI, lambda _: Draft(Kind.ASSIGN, {"to": ("wang", "li")[n % 2]}))
    if n % 11 == 3:
        store.events.record(edition.uid, LI, lambda _: Draft(Kind.WITHDRAW, {"reason": "错传"}))
    if n % 13 == 4:
        again = replace(checked, report=replace(checked.report, parser="2"), findings=checked.findings[:1])
        store.reports.replace(edition.uid, again)
    return follow


def _known(
    store: Store, uids: list[str], follow: dict[tuple[str, str], tuple[str, bool]], bodies: dict[str, Body]
) -> Iterator[Known]:
    in_force = {
        edition.uid
        for body in bodies
        for year in (2022, 2023)
        for edition in store.reports.editions(body, year)[:1]
        if store.reports.row(edition.uid).stage != "withdrawn"
    }
    for uid in uids:
        row, (edition, checked) = store.reports.row(uid), store.reports.load(uid)
        if uid not in in_force and row.stage != "withdrawn":
            continue
        said = frozenset(where.value for _, where in standings(checked, store.events.state(uid)))
        rules, text = frozenset(one.rule for one in checked.findings), "".join(checked.report.text.split())
        done = tuple(state for (of, _leaf), state in follow.items() if of == uid)
        body = bodies[row.body]
        yield Known(row, body.region, body.kind, edition.received_at, text, rules, said, done)
    for n in range(3):
        edition = item(f"bad{n}")[0]
        row = store.reports.row(edition.uid)
        yield Known(row, None, None, edition.received_at, "", frozenset(), frozenset(), ())


@pytest.fixture(scope="module")
def holding(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, list[Known]]]:
    """Only looked at."""
    store = open_store(tmp_path_factory.mktemp("filters") / "a.db", "create", SteppingClock())
    yield store, filled(store)
    store.close()


def maybe(*values: object) -> st.SearchStrategy[Any]:
    """One of them, mostly none."""
    return st.one_of(st.none(), st.none(), st.sampled_from(values))


ASKED = st.builds(
    Query,
    stages=maybe(*(frozenset({stage}) for stage in listing.STAGES), frozenset({"open", "withdrawn"}), frozenset()),
    batch=maybe("A", "B", "C"),
    region=maybe("云溪市", "青岚县", "x"),
    kind=maybe("department", "township", "x"),
    year=maybe(2022, 2023, 1999),
    rule=maybe(*RULES),
    severity=maybe(1, 2, 3, 4),
    person=maybe("wang", "li", "x"),
    text=maybe(*WORDS, "公开教育", "水利", "局", "信息公开", "3号", "没有", "，"),
    standing=maybe("open", "confirmed", "disputed", "dismissed", "asked", "changed"),
    follow_up=maybe("open", "closed", "2025-02-01"),
    order=st.sampled_from(sorted(KEYS)),
)
WAYS = st.sampled_from(
    [
        {},
        {"FEW": 2, "SORTED": 2, "TEXT": 2, "NAMES": 1, "TRIED": 60, "SEEN": 4},
        {"FEW": 0, "SORTED": 0, "TEXT": 0, "NAMES": 0, "TRIED": 3, "SEEN": 1},
        {"FEW": 5, "SORTED": 0, "TEXT": 4, "NAMES": 99, "TRIED": 0, "SEEN": 1},
    ]
)
"""Limits at which another way is taken, as they are and so low that sixty lines are as many as a million."""


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ASKED, WAYS, st.integers(1, 9))
def test_every_filter_lists_pages_and_counts_what_it_says(
    holding: tuple[Store, list[Known]], query: Query, limits: dict[str, int], limit: int
) -> None:
    """All pages one behind another, the last page, counts and tallies are those of the lines meant, in order."""
    store, known = holding
    with pytest.MonkeyPatch.context() as patch:
        for name, value in limits.items():
            if name in ("FEW", "SORTED"):
                patch.setattr(listing_filter, name, value)
            else:
                patch.setattr(listing_text, "FEW_HITS" if name == "TEXT" else name, value)
        store.connection._memory.clear()  # what was found by another way is not remembered
        wanted = sorted((one for one in known if meant(one, query)), key=KEYS[query.order])
        uids = [one.row.uid for one in wanted]
        rows = every_row(store, query, limit)
        assert [row.uid for row in rows] == uids
        assert rows == [one.row for one in wanted]
        last = store.reports.page(query, limit=limit, before=())
        assert [row.uid for row in last.rows] == uids[-limit:]
        whole = replace(query, stages=frozenset(listing.STAGES))
        counts = Counter(one.row.stage for one in known if meant(one, whole))
        assert store.reports.counts(query) == counts == store.reports.counts_ready(query)
        for by, values in (
            ("region", [one.region for one in wanted]),
            ("reviewer", [one.row.reviewer for one in wanted]),
        ):
            told = {tally.value: tally.total for tally in store.reports.tally(by, query)}
            assert told == Counter(value for value in values if value is not None)
        named = {tally.value for tally in store.reports.tally("rule", query)}
        assert named == {rule for one in wanted for rule in one.rules}


def test_a_count_that_nobody_waits_for_is_given_up(
    holding: tuple[Store, list[Known]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the connection serves on."""
    store, _known = holding
    monkeypatch.setattr(listing, "STEPS", 1)
    query = Query(text="公开", severity=4)
    assert store.reports.counts_unless(query, lambda: True) is None
    assert store.reports.counts_unless(query, lambda: False) == store.reports.counts(query)


def test_what_is_recorded_is_told_at_once_also_where_hits_were_remembered(store: Store) -> None:
    """A word that was looked for before is found in what came since."""
    store.reports.add([item(f"r{n}", f"机关{n}", text="政府信息公开") for n in range(4)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing_text, "FEW_HITS", 0)
        patch.setattr(listing_text, "TRIED", 0)
        assert len(store.reports.page(Query(text="公开")).rows) == 4
        store.reports.add([item("new", "新机关", text="主动公开")])
        assert len(store.reports.page(Query(text="公开")).rows) == 5
        other = open_store(store.path, "rw", SteppingClock("o"))
        other.reports.add([item("newer", "新新机关", text="依法公开")])
        other.close()
        assert len(store.reports.page(Query(text="公开")).rows) == 6
