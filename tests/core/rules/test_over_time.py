"""On the real database: outcomes are kept, decisions survive re-checks, other settings and a corrected edition, personal data
stays at its source."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from core.anchor import Place
from core.clock import SystemClock
from core.desk import Desk
from core.desk.comparing import Fate
from core.desk.intake import Intake
from core.desk.reporting import Reporting
from core.desk.reviewing import Reviewing
from core.ledger import Reviewer
from core.model import Verdict
from core.ports import Query
from core.review import Standing
from core.rules import all_rules
from core.rules.engine import version
from core.rules.profile import DEFAULT, Profile
from core.samples import __file__ as samples
from db import Store, open_store

LI = Reviewer("li", 1001, "inst")
SAMPLE = (Path(samples).parent / "2024-qinglan-justice.txt").read_text("utf-8")
ROOT = "T3.RESULT"
"""Of the sample's one grave finding: 无法提供 of companies is 2, where all sums want 1."""
WRONG = "1.本机关不掌握相关政府信息	3	2	0	0	0	0	4"
IDENTITY, MOBILE = "11010119900307002X", "13800138000"
PERSONAL = SAMPLE.replace("办结13件。", f"办结13件，其中申请人身份证号{IDENTITY}、电话{MOBILE}的1件另行答复。")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty one."""
    opened = open_store(tmp_path / "work.db", "create")
    yield opened
    opened.close()


def desk_on(store: Store, profile: Profile | None = None) -> Desk:
    """One person at the store, with a project's settings."""
    clock = SystemClock()
    reviewing = Reviewing(store.reports, store.events, clock, LI, profile=profile)
    intake = Intake(store.sources, store.reports, clock, profile)
    return Desk(store.reports, store.events, reviewing, intake, Reporting(store.reports, store.events, store.archive))


def taken_in(desk: Desk, folder: Path, text: str, name: str = "report.txt") -> str:
    """The uid of the report with that text."""
    known = {uid for uid, _, _ in desk.reports.versions()}
    path = folder / name
    path.write_text(text, "utf-8")
    assert desk.intake is not None
    desk.intake.ingest([path], "2025")
    (uid,) = {uid for uid, _, _ in desk.reports.versions()} - known
    return uid


def standing(desk: Desk, uid: str, rule: str = ROOT) -> Standing | None:
    """Of that rule's finding; None where there is none."""
    found = [view.standing for view in desk.reviewing.open(uid).findings if view.finding.rule == rule]
    return found[0] if found else None


def decide(desk: Desk, uid: str, rule: str = ROOT) -> None:
    """Confirm that rule's finding."""
    view = next(view for view in desk.reviewing.open(uid).findings if view.finding.rule == rule)
    desk.reviewing.confirm(uid, view.finding.id, 1)


def test_every_rule_leaves_an_outcome_that_is_stored_shown_and_exported(store: Store, tmp_path: Path) -> None:
    """One a rule, in the catalogue's order; NA always with its reason, in words too."""
    desk = desk_on(store)
    uid = taken_in(desk, tmp_path, SAMPLE)
    outcomes = desk.reviewing.open(uid).outcomes
    ids = [rule.id for rule in all_rules()]
    assert [outcome.rule for outcome in outcomes] == ids
    assert all(outcome.reason is not None for outcome in outcomes if outcome.verdict is Verdict.NA)
    assert {Verdict.PASS, Verdict.FAIL, Verdict.NA} <= {outcome.verdict for outcome in outcomes}
    rows = store.connection.rows("SELECT rule, verdict, reason_zh FROM checks WHERE with_readings = 0")
    assert {rule for rule, _, _ in rows} == set(ids)
    assert all(words for _, verdict, words in rows if verdict == "NA")
    assert desk.reporting is not None
    desk.reporting.export(tmp_path / "out.json")
    [told] = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert [check["rule"] for check in told["checks"]] == ids
    assert all(check["reason"] for check in told["checks"] if check["outcome"] == "NA")


def test_a_decision_survives_another_check_and_other_settings(store: Store, tmp_path: Path) -> None:
    """As long as the finding is the same: rules off and on again, thresholds changed, back to none; each run's settings are kept."""
    uid = taken_in(desk_on(store), tmp_path, SAMPLE)
    decide(desk_on(store), uid)
    settings = (
        Profile(off=frozenset({"I.SIGN"})),
        Profile(thresholds={"T3.CARRYOUT_BIG.share": Decimal("0.1")}),
        Profile(off=frozenset({"T3.OFFSET", "T3.SPLIT", "T3.DIGIT", "T3.SHIFT"})),
        DEFAULT,
    )
    for profile in settings:
        desk = desk_on(store, profile)
        assert desk.intake is not None
        desk.intake.recheck()
        assert standing(desk, uid) is Standing.CONFIRMED
        assert store.reports.load(uid)[1].rules == version(profile)
        assert store.reports.settings(version(profile)) == profile.settings
    assert store.reports.settings(version(settings[0])) == settings[0].settings


def test_a_decision_waits_while_its_rule_is_off(store: Store, tmp_path: Path) -> None:
    """The finding goes and comes back; what was decided stands on it again, and nothing was forgotten between."""
    uid = taken_in(desk_on(store), tmp_path, SAMPLE)
    decide(desk_on(store), uid, "I.SIGN")
    off = desk_on(store, Profile(off=frozenset({"I.SIGN"})))
    assert off.intake is not None
    off.intake.recheck()
    assert standing(off, uid, "I.SIGN") is None
    again = desk_on(store)
    assert again.intake is not None
    again.intake.recheck()
    assert standing(again, uid, "I.SIGN") is Standing.CONFIRMED


@pytest.mark.parametrize(
    ("corrected", "fate"),
    [
        ("1.本机关不掌握相关政府信息	3	1	0	0	0	0	4", Fate.RESOLVED),
        ("1.本机关不掌握相关政府信息	3	4	0	0	0	0	4", Fate.CHANGED),
        (WRONG, Fate.PERSISTING),
    ],
)
def test_a_corrected_edition_says_what_became_of_the_finding_and_offers_the_decision(
    store: Store, tmp_path: Path, corrected: str, fate: Fate
) -> None:
    """Resolved, changed or persisting; where it is still raised, one act takes the old decision over. The old edition keeps its own."""
    desk = desk_on(store)
    old = taken_in(desk, tmp_path, SAMPLE)
    decide(desk, old)
    new = taken_in(
        desk, tmp_path, SAMPLE.replace("公开信息188条", "公开信息189条").replace(WRONG, corrected), "corrected.txt"
    )
    [carried] = [one for one in desk.comparing.findings(new, old) if one.old.rule == ROOT]
    assert carried.fate is fate
    assert carried.decision is not None and carried.decision.verdict == "confirm"
    if carried.new is None:
        assert standing(desk, new) is None
    else:
        assert standing(desk, new) is Standing.OPEN
        desk.reviewing.take_over(new, carried.new.id, carried.decision)
        assert standing(desk, new) is Standing.CONFIRMED
    assert standing(desk, old) is Standing.CONFIRMED


def everything(path: Path) -> bytes:
    """What a file holds, unpacked."""
    if path.suffix not in (".xlsx", ".docx"):
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def forms(secret: str) -> list[bytes]:
    """How its bytes may stand in a file; the middle alone would tell it too."""
    return [secret[3:-2].encode(), secret[3:-2].encode("utf-16-le")]


@pytest.fixture
def personal(store: Store, tmp_path: Path) -> Desk:
    """A report that prints an identity number and a mobile; both findings decided, a note right beside the number."""
    desk = desk_on(store)
    uid = taken_in(desk, tmp_path, PERSONAL)
    assert {"P.ID", "P.MOBILE"} <= {view.finding.rule for view in desk.reviewing.open(uid).findings}
    for rule in ("P.ID", "P.MOBILE"):
        decide(desk, uid, rule)
    start = desk.reviewing.open(uid).report.text.index(IDENTITY)
    desk.reviewing.note(uid, "见上", (start - 2, start + 6))
    assert [found.state for found in desk.reviewing.open(uid).places.values()] == [Place.EXACT]
    return desk


@pytest.mark.parametrize("ending", [".xlsx", ".docx", ".csv", ".json", ".jsonld", ".db"])
def test_no_paper_holds_personal_data(personal: Desk, tmp_path: Path, ending: str) -> None:
    """Every working paper, and the database without its sources: not a byte of the middle."""
    target = tmp_path / f"out{ending}"
    assert personal.reporting is not None
    personal.reporting.export(target, mask_sources=ending == ".db")
    held = everything(target)
    assert held
    for secret in (IDENTITY, MOBILE):
        assert not any(form in held for form in forms(secret)), (ending, secret)


def test_in_the_database_it_stands_at_the_source_only(personal: Desk, store: Store) -> None:
    """Source bytes, text and what was read of it; no finding, event, annotation, decision or line of the list repeats it."""
    with sqlite3.connect(f"file:{store.path}?mode=ro", uri=True) as raw:
        names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        held = {
            name
            for name in names
            for row in raw.execute(f'SELECT * FROM "{name}"')
            for value in row
            for secret in (IDENTITY, MOBILE)
            if secret[3:-2] in (value.decode("utf-8", "ignore") if isinstance(value, bytes) else str(value))
        }
    assert {name for name in held if not name.startswith("search")} <= {"blobs", "texts", "claims"}
    assert personal.reporting is not None
    rows = [str(row) for row in personal.reporting.rows(Query())]
    assert not any(secret[3:-2] in row for row in rows for secret in (IDENTITY, MOBILE))
