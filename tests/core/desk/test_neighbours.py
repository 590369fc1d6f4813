"""Reports are compared with the years, levels and bodies beside them, in whatever order their files arrive."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from memory.ports import TickingClock
from sampling import as_text
from sampling.facts import FOLDER, Facts, load

from core.desk.intake import Intake
from core.desk.sketches import Sketches
from core.model import Body, Checked, Report, Verdict
from core.rules.profile import Profile
from db import open_store
from db.store import Store

DISTRICT = "云溪市柳湾区"
COPIED = (
    "（二）日常管理。每月由办公室抽查栏目更新，发现漏登的当日补上，对连续两次漏登的科室在局务会上通报，并把抽查记录装订成册存入"
    "公开档案，供上级检查时调阅；年底请服务对象代表逐项打分，得分低的科室要在全局大会上说明原因。"
)
ROSTER = (
    Body("云溪市人民政府", kind="government"),
    Body("云溪市自然资源局", ("市资源局",), parent="云溪市人民政府"),
    Body("云溪市市场监督管理局", parent="云溪市政府"),
    Body("云溪市档案馆", parent="云溪市政府"),
)
_numbers = itertools.count()


def facts(name: str, **changes: object) -> Facts:
    """A bundled sample's facts, changed."""
    return replace(load(FOLDER / f"{name}.toml"), **changes)  # type: ignore[arg-type]


def with_paragraph(told: Facts, text: str) -> Facts:
    return replace(told, sections={**told.sections, 1: (*told.sections[1], text)})


def written(told: Facts, folder: Path, name: str) -> Path:
    path = folder / f"{name}.txt"
    path.write_bytes(as_text.render(told))
    return path


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two years of two bodies, one under a shorter name; a government that sums up; two bureaus that share a paragraph."""
    folder = tmp_path_factory.mktemp("files")
    market = with_paragraph(facts("2024-yunxi-market"), COPIED)
    justice = with_paragraph(facts("2024-qinglan-justice"), COPIED)
    return [
        written(facts("2023-yunxi-government"), folder, "a"),
        written(facts("2024-yunxi-government", body="云溪市政府"), folder, "b"),
        written(facts("2023-yunxi-resources"), folder, "c"),
        written(facts("2024-yunxi-resources", body="市资源局"), folder, "d"),
        written(market, folder, "e"),
        written(justice, folder, "f"),
        written(facts("2024-zhuping-town"), folder, "g"),
    ]


def database(folder: Path, roster: Sequence[Body] = ROSTER) -> Store:
    store = open_store(folder / f"{next(_numbers)}.db", "create", TickingClock())
    store.reports.add_bodies(roster)
    return store


def taken_in(store: Store, groups: Sequence[Sequence[Path]], profile: Profile | None = None) -> dict[str, Checked]:
    """What is stored once each group of files was ingested, by file name."""
    intake = Intake(store.sources, store.reports, TickingClock(), profile)
    for group in groups:
        assert not intake.ingest(group, "test").failed
    paths = [path for group in groups for path in group]
    return {path.name: store.reports.load(sha256(path.read_bytes()).hexdigest())[1] for path in paths}


def outcome(checked: Checked, rule: str) -> tuple[Verdict, str | None]:
    found = next(outcome for outcome in checked.outcomes if outcome.rule == rule)
    return found.verdict, found.reason.template if found.reason else None


@pytest.fixture(scope="module")
def together(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Checked]:
    store = database(tmp_path_factory.mktemp("together"))
    try:
        return taken_in(store, [files])
    finally:
        store.close()


@pytest.mark.parametrize("seed", range(2))
def test_the_order_of_files_does_not_matter(
    seed: int, files: list[Path], together: dict[str, Checked], tmp_path: Path
) -> None:
    """One by one in any order, or all at once: every report ends with the same outcomes and findings."""
    order = random.Random(seed).sample(files, len(files))
    store = database(tmp_path)
    single = taken_in(store, [[path] for path in order])
    store.close()
    for name, checked in together.items():
        assert single[name].outcomes == checked.outcomes, name
        assert single[name].findings == checked.findings, name


def test_last_year_is_found_under_another_spelling(together: dict[str, Checked]) -> None:
    """云溪市政府 is 云溪市人民政府; an alias of the roster leads to its body."""
    assert outcome(together["b.txt"], "Y.CARRY")[1] != "rules.na.no-prior"
    assert outcome(together["d.txt"], "Y.CARRY")[1] != "rules.na.no-prior"
    assert outcome(together["a.txt"], "Y.CARRY") == (Verdict.NA, "rules.na.no-prior")


def test_the_government_sees_who_is_missing_and_what_exceeds_it(together: dict[str, Checked]) -> None:
    """By the roster: one body without a report; the others were compared cell by cell."""
    missing = [finding for finding in together["b.txt"].findings if finding.rule == "X.MISSING"]
    assert [finding.message.arguments["bodies"] for finding in missing] == [("云溪市档案馆",)]
    assert outcome(together["b.txt"], "X.SUM") == (Verdict.NA, "rule.X.SUM.reason_missing")
    assert outcome(together["b.txt"], "X.GT")[0] in (Verdict.PASS, Verdict.FAIL)


def test_a_copied_paragraph_is_found_on_both_sides(together: dict[str, Checked]) -> None:
    """Each of the two names the other; those who only share what everybody must write pass."""
    bodies = {
        name: [f.message.arguments["bodies"] for f in checked.findings if f.rule == "D.AGENCY"]
        for name, checked in together.items()
    }
    assert bodies["e.txt"] == [("云溪市青澜区司法局",)]
    assert bodies["f.txt"] == [("云溪市市场监督管理局",)]
    assert outcome(together["g.txt"], "D.AGENCY") == (Verdict.PASS, None)


def test_the_profile_is_recorded_with_the_run(files: list[Path], tmp_path: Path) -> None:
    """A rule turned off says so, and the run carries the profile's hash."""
    profile = Profile(off=frozenset({"X.MISSING"}))
    store = database(tmp_path)
    checked = taken_in(store, [files[:2]], profile)["b.txt"]
    store.close()
    assert outcome(checked, "X.MISSING") == (Verdict.NA, "rules.na.off")
    assert profile.hash[:16] in checked.rules


def test_a_roster_that_comes_later_takes_effect_by_a_recheck(files: list[Path], tmp_path: Path) -> None:
    """Nothing is known of the missing before; everything afterwards."""
    store = database(tmp_path, ())
    before = taken_in(store, [files[:2]])["b.txt"]
    assert outcome(before, "X.MISSING") == (Verdict.NA, "rules.na.no-roster")
    store.reports.add_bodies(ROSTER)
    Intake(store.sources, store.reports, TickingClock()).recheck()
    after = store.reports.load(before.report.source.sha256)[1]
    store.close()
    assert outcome(after, "X.MISSING")[0] is Verdict.REVIEW


def test_sketches_propose_whatever_shares_sixty_characters(together: dict[str, Checked]) -> None:
    """A run of seventy characters cut anywhere from one text and put anywhere into another brings the two together."""
    chance = random.Random(7)
    found = 0
    for _ in range(40):
        one, other = random_words(chance, 900), random_words(chance, 900)
        run, at = chance.randrange(800), chance.randrange(800)
        sketches = Sketches()
        sketches.add("one", "甲", saying(one, together["e.txt"].report))
        sketches.add("other", "乙", saying(other[:at] + one[run : run + 70] + other[at:], together["e.txt"].report))
        found += "other" in sketches.near("one")
    assert found >= 38


def random_words(chance: random.Random, length: int) -> str:
    """Signs at random, with a comma at every 17th place and a full stop at every 47th."""
    signs = (chr(0x4E00 + chance.randrange(600)) for _ in range(length))
    return "".join("。" if i % 47 == 46 else "，" if i % 17 == 16 else sign for i, sign in enumerate(signs))


def saying(words: str, base: Report) -> Report:
    """A report whose section 1 is these words."""
    [first] = [section for section in base.sections if section.number == 1]
    text = base.text[: first.heading[1]] + "\n" + words
    return replace(base, text=text, sections=(replace(first, span=(first.heading[0], len(text))),), table_spans=())
