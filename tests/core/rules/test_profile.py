"""A project's settings: read or refused by name, the same settings the same hash, taken up by the rules."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from rule_cases import build_report

from core.desk.intake import profile_of
from core.errors import RuleError
from core.rules import Context, all_rules, check
from core.rules.engine import thresholds
from core.rules.profile import DEFAULT, LISTS, Profile, load
from core.rules.registry import VERSION
from core.wording import say

EXAMPLE = Path(__file__).parents[3] / "docs" / "profile.toml"
SOURCES = Path(__file__).parents[3] / "core" / "rules"

REFUSED = {
    "not TOML": ("off = [", "rules.profile-unreadable", ""),
    "an unknown setting": ("colour = 2", "rules.profile-unknown", "colour"),
    "an unknown word list": ('[words]\nsensitiv = ["x"]', "rules.profile-unknown", "words.sensitiv"),
    "off is no list": ('off = "C.DASH"', "rules.profile-texts", "off"),
    "off holds a number": ("off = [1]", "rules.profile-texts", "off"),
    "a word list holds an empty text": ('[words]\nslips = [" "]', "rules.profile-texts", "words.slips"),
    "thresholds are no table": ("thresholds = 3", "rules.profile-table", "thresholds"),
    "a threshold in words": ('[thresholds]\n"Y.JUMP.ratio" = "much"', "rules.profile-threshold", "thresholds.Y.JUMP.ratio"),
    "a threshold that is no number": ('[thresholds]\n"Y.JUMP.ratio" = "NaN"', "rules.profile-threshold", "thresholds.Y.JUMP.ratio"),
    "a threshold without end": ('[thresholds]\n"Y.JUMP.ratio" = "Infinity"', "rules.profile-threshold", "thresholds.Y.JUMP.ratio"),
    "a negative threshold": ('[thresholds]\n"Y.JUMP.ratio" = -1', "rules.profile-threshold", "thresholds.Y.JUMP.ratio"),
    "a truth for a threshold": ('[thresholds]\n"Y.JUMP.ratio" = true', "rules.profile-threshold", "thresholds.Y.JUMP.ratio"),
    "a float for a threshold": ('[thresholds]\n"Y.JUMP.ratio" = 0.3', "rules.profile-threshold", "thresholds.Y.JUMP.ratio"),
    "a day in words": ('[deadlines]\n"怀化" = "31 Jan"', "rules.profile-day", "deadlines.怀化"),
    "a day that no year has": ('[deadlines]\ndefault = "04-31"', "rules.profile-day", "deadlines.default"),
    "a day without its noughts": ('[deadlines]\ndefault = "1-31"', "rules.profile-day", "deadlines.default"),
    "a rule that is none": ('off = ["T9.NONE"]', "rules.unknown", "T9.NONE"),
    "a threshold that is none": ('[thresholds]\n"Y.JUMP.rate" = 4', "rules.unknown-threshold", "Y.JUMP.rate"),
    "a threshold of no rule": ("[thresholds]\nratio = 4", "rules.unknown-threshold", "ratio"),
    "both on and off": ('on = ["S.PAD"]\noff = ["S.PAD"]', "rules.profile-on-and-off", "S.PAD"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_refused_with_file_key_and_way_out(tmp_path: Path, name: str) -> None:
    """The error carries the file, and a sentence in both languages that names the key."""
    text, template, key = REFUSED[name]
    path = tmp_path / "profile.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(RuleError) as caught:
        profile_of(path)
    assert caught.value.file == str(path)
    assert caught.value.phrase.template == template
    assert key in say(caught.value.phrase) and key in say(caught.value.phrase, "en")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """So is one that is not UTF-8; neither is a crash."""
    for path, data in ((tmp_path / "none.toml", None), (tmp_path / "gbk.toml", 'off = ["规则"]'.encode("gb18030"))):
        if data is not None:
            path.write_bytes(data)
        with pytest.raises(RuleError) as caught:
            load(path)
        assert caught.value.file == str(path)


def test_the_same_settings_have_the_same_hash_however_they_are_written(tmp_path: Path) -> None:
    """Order, quotes and noughts at the end make no difference; a byte-order mark neither."""
    one, other = tmp_path / "one.toml", tmp_path / "other.toml"
    one.write_text('off = ["C.DASH", "C.SLASH"]\n[thresholds]\n"T2.JUMP.ratio" = 4\n[deadlines]\ndefault = "01-28"\n')
    other.write_text(
        '\ufeffoff = ["C.SLASH", "C.DASH"]\n[deadlines]\ndefault = "01-28"\n[thresholds]\n"T2.JUMP.ratio" = "4.0"\n'
    )
    assert load(one).off == {"C.DASH", "C.SLASH"}
    assert load(other).settings == load(one).settings
    assert load(other).hash == load(one).hash != replace(load(one), off=frozenset({"C.DASH"})).hash


def test_a_check_names_the_rules_version_and_the_hash_of_its_settings() -> None:
    """Settings that are written out say all that the hash stands for."""
    settings = Profile(off=frozenset({"C.BLANK"}), thresholds={"Y.JUMP.ratio": Decimal(4)}, words={"slips": ("甲→乙",)})
    plain, other = check(build_report({})), check(build_report({}), Context(profile=settings))
    assert plain.rules == f"{VERSION}+{DEFAULT.hash[:16]}"
    assert other.rules == f"{VERSION}+{settings.hash[:16]}" != plain.rules
    assert json.loads(settings.settings) == {
        "off": ["C.BLANK"], "on": [], "thresholds": {"Y.JUMP.ratio": "4"}, "deadlines": {}, "words": {"slips": ["甲→乙"]}
    }  # fmt: skip


def test_a_profile_made_in_code_that_names_nothing_is_refused() -> None:
    """A misspelt rule or threshold must not pass unnoticed, wherever it comes from."""
    for profile in (Profile(off=frozenset({"T9.NONE"})), Profile(thresholds={"T9.NONE.share": Decimal(1)})):
        with pytest.raises(RuleError):
            check(build_report({}), Context(profile=profile))


def test_the_example_of_the_manual_is_taken_and_names_every_word_list() -> None:
    """Whoever copies it has settings that work."""
    profile = profile_of(EXAMPLE)
    assert set(profile.words) == set(LISTS)
    assert profile.deadlines["怀化"] == "01-28"


def test_the_word_lists_are_those_that_rules_take_up() -> None:
    """No list that nothing reads, none that cannot be set."""
    sources = "".join(file.read_text("utf-8") for file in SOURCES.rglob("*.py"))
    assert set(re.findall(r'profile\.words\.get\("(\w+)"', sources)) == set(LISTS)


@pytest.mark.parametrize("rule", [rule.id for rule in all_rules()])
def test_every_rule_can_be_turned_off(rule: str) -> None:
    """It then says so instead of passing, whatever stands in the report."""
    checked = check(build_report({"table": "busy"}), Context(profile=Profile(off=frozenset({rule}))), only={rule})
    (outcome,) = checked.outcomes
    assert outcome.reason is not None and outcome.reason.template == "rules.na.off"
    assert not checked.findings


def test_every_threshold_of_a_card_is_read_by_its_rule() -> None:
    """A threshold that nobody asks for would be a setting without effect."""
    sources = "".join(file.read_text("utf-8") for file in SOURCES.rglob("*.py"))
    unread = [name for name in thresholds(DEFAULT) if f'"{name}"' not in sources]
    assert unread == []
