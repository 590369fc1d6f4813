"""Who may do what: the policy of an office, and the words of every refusal."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT
from memory.desks import LI, WANG, Office

from core.errors import ReviewError, UsageError
from core.ledger import Kind
from core.review import Policy
from core.wording import say, templates


def test_policy_from_a_settings_file() -> None:
    """Levels, clearing, blind share and permitted logins are read; what does not fit is named."""
    policy = Policy.parse({"levels": 1, "blind": {"percent": 20, "seed": "x"}, "may": {"sign": ["li"]}})
    assert (policy.levels, policy.blind_percent, policy.permits(Kind.SIGN, WANG)) == (1, 20, False)
    assert policy.permits(Kind.SIGN, LI)
    assert policy.permits(Kind.MARK, WANG)
    for table in (
        {"levels": 3},
        {"may": {"fly": ["li"]}},
        {"may": {"sign": "li"}},
        {"blind": {"percent": 101}},
        {"colour": 1},
    ):
        with pytest.raises(UsageError) as error:
            Policy.parse(table)
        assert error.value.phrase.arguments["setting"] == next(iter(table))


def test_only_the_named_may_where_the_policy_names_them() -> None:
    """A kind of act that the policy gives to some is refused to others."""
    office = Office.usual()
    policy = Policy(may={Kind.ASSIGN: frozenset(("li",))})
    with pytest.raises(ReviewError, match="not-yours"):
        office.desk(WANG, policy).reviewing.assign(["a"], "wang")
    assert office.desk(LI, policy).reviewing.assign(["a"], "wang").done == ("a",)
    assert office.events.state("a").assigned_to == "wang"


def test_the_blind_share_is_drawn_by_seed() -> None:
    """The same seed draws the same reports, about as many as asked for; 0 none, 100 all."""
    uids = [f"{n:064x}" for n in range(1000)]
    drawn = {
        percent: [u for u in uids if Policy(blind_percent=percent, blind_seed="s").blind(u)] for percent in (0, 20, 100)
    }
    assert (len(drawn[0]), len(drawn[100])) == (0, 1000)
    assert 150 < len(drawn[20]) < 250
    assert drawn[20] == [u for u in uids if Policy(blind_percent=20, blind_seed="s").blind(u)]
    assert drawn[20] != [u for u in uids if Policy(blind_percent=20, blind_seed="t").blind(u)]


def test_every_refusal_has_words() -> None:
    """Every template the steps name exists in both languages and can be said."""
    folder = ROOT / "core"
    named = set()
    for file in (*folder.glob("review/*.py"), *folder.glob("desk/*.py")):
        named |= set(re.findall(r'"(review\.[a-z-]+)"', file.read_text("utf-8")))
    assert named
    assert named <= set(templates())
    office = Office.usual()
    with pytest.raises(ReviewError) as error:
        office.desk().reviewing.mark("a", office.desk().reviewing.open("a").finding_set)
    assert "T3.RESULT" in say(error.value.phrase, "zh")
    assert "2 grave" in say(error.value.phrase, "en")
