"""Stored sources read again by a newer parser or newer rules: what reviewers did finds its place, history stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.anchor import Place
from core.clock import SystemClock
from core.desk import Desk
from core.desk.intake import Intake
from core.desk.rereading import Rereading
from core.desk.reviewing import Reviewing
from core.errors import StoreError
from core.ledger import Reviewer
from core.review import Standing
from core.samples import __file__ as samples
from db import Store, open_store
from db.verify import verify

LI = Reviewer("li", 1001, "inst")
SAMPLE = next(path for path in sorted(Path(samples).parent.iterdir()) if path.suffix == ".txt")


def desk_on(store: Store, by_path: bool = False) -> Desk:
    """One person at the store."""
    clock = SystemClock()
    intake = Intake(store.sources, store.reports, clock, None, by_path)
    return Desk(store.reports, store.events, Reviewing(store.reports, store.events, clock, LI), intake)


def rereading(desk: Desk) -> Rereading:
    """Of that desk's sources."""
    assert desk.intake is not None
    return Rereading(desk.intake.sources, desk.reports, desk.events, desk.intake)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty one."""
    opened = open_store(tmp_path / "a.db", "create")
    yield opened
    opened.close()


@pytest.fixture
def old(store: Store) -> tuple[Desk, str]:
    """A report stored by a parser that misread one figure, called its table's heading otherwise, and was of another version."""
    desk = desk_on(store)
    assert desk.intake is not None
    desk.intake.ingest([SAMPLE], "2025")
    [(uid, _, _)] = store.reports.versions()
    _, checked = store.reports.load(uid)
    figures = dict(checked.report.figures)
    first = next(address for address, figure in figures.items() if figure.value == 0)
    figures[first] = replace(figures[first], printed="7", value=7)
    text = checked.report.text
    misread = replace(checked.report, parser="0", figures=figures, text=text.replace("年度报告", "年渡报告", 1))
    store.reports.replace(uid, replace(checked, report=misread))
    return desk, uid


def test_only_what_another_version_read_is_waiting(old: tuple[Desk, str]) -> None:
    """After it was read again nothing is."""
    desk, uid = old
    again = rereading(desk)
    assert again.waiting() == (uid,)
    [result] = again.again(again.waiting())
    assert result.error is None
    assert result.figures == 1
    assert again.waiting() == ()
    assert again.everything() == (uid,)


def test_remarks_and_decisions_find_their_place(old: tuple[Desk, str], store: Store) -> None:
    """Unchanged words are exact, changed ones drifted; decisions hold; the former readings stay; the database verifies."""
    desk, uid = old
    bench = desk.reviewing.open(uid)
    text = bench.report.text
    start = text.index("年渡报告")
    desk.reviewing.note(uid, "标题有误", (start - 8, start + 4))
    tail = text.rindex("。")
    desk.reviewing.note(uid, "末句", (tail - 12, tail + 1))
    decided = bench.findings[0].finding
    desk.reviewing.confirm(uid, decided.id, 1)
    before = desk.reviewing.open(uid)
    [result] = rereading(desk).again([uid])
    assert result.places == {Place.DRIFTED: 1, Place.EXACT: 1}
    after = desk.reviewing.open(uid)
    assert [note.text for note in after.notes] == [note.text for note in before.notes]
    stood = {view.finding.id: view.standing for view in after.findings}
    if decided.id in stood:
        assert stood[decided.id] in (Standing.CONFIRMED, Standing.CHANGED)
    assert store.connection.scalar("SELECT count(*) FROM reports WHERE current = 0") == 2
    assert verify(store.path) == []
    assert store.events.rebuild() == ()


def test_a_readers_figure_stays_beside_the_machines(old: tuple[Desk, str], store: Store) -> None:
    """The reading entered before still holds afterwards, and list and workbench count alike."""
    desk, uid = old
    address = next(iter(desk.reviewing.open(uid).report.figures))
    desk.reviewing.read_as(uid, address, "3")
    list(rereading(desk).again([uid]))
    assert store.reports.uncounted() == [uid]
    assert desk.reviewing.count_readings() == (uid,)
    bench = desk.reviewing.open(uid)
    assert bench.figures[address].printed == "3"
    assert bench.report.figures[address].printed != "3"
    assert sum(bench.row.open_by_severity) == len(bench.unsettled)
    assert verify(store.path) == []


def test_a_source_that_is_gone_leaves_the_reading(store: Store, tmp_path: Path) -> None:
    """By path and hash: read again where it lies, named where it does not, found again in a folder under another name."""
    folder = tmp_path / "sources"
    folder.mkdir()
    file = folder / "报告.txt"
    file.write_bytes(SAMPLE.read_bytes())
    desk = desk_on(store, by_path=True)
    assert desk.intake is not None
    desk.intake.ingest([file], "2025")
    assert store.connection.scalar("SELECT count(*) FROM blobs") == 0
    [uid] = rereading(desk).everything()
    assert store.sources.get(uid) == file.read_bytes()
    file.rename(folder / "改名.txt")
    [result] = rereading(desk).again([uid])
    assert isinstance(result.error, StoreError)
    assert result.error.phrase.template == "store.source-moved"
    assert desk.reviewing.open(uid).report.text
    assert rereading(desk).found_in(folder) == 1
    [result] = rereading(desk).again([uid])
    assert result.error is None
    assert result.same
    (folder / "改名.txt").write_text("别的内容")
    with pytest.raises(StoreError):
        store.sources.get(uid)


def test_what_could_not_be_read_before_becomes_a_report(store: Store) -> None:
    """Read by a newer version it is listed under its body and year."""
    desk = desk_on(store)
    assert desk.intake is not None
    desk.intake.ingest([SAMPLE], "2025")
    [uid] = rereading(desk).everything()
    edition, _ = store.reports.load(uid)
    other = open_store(store.path.with_name("b.db"), "create")
    other.sources.put(uid, edition.source.name, SAMPLE.read_bytes())
    other.reports.add_unreadable(replace(edition, body="", year=None), "damaged", "文件已损坏")
    late = desk_on(other)
    assert rereading(late).waiting() == (uid,)
    [result] = rereading(late).again([uid])
    assert result.error is None
    assert result.figures > 100
    assert (other.reports.row(uid).body, other.reports.row(uid).year) == (edition.body, edition.year)
    assert other.reports.find(edition.body, edition.year or 0) == uid
    other.close()
