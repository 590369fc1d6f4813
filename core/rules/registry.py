"""The rules by id, and how to add one.

1.  A family is a file `core/rules/<family>.py` (a folder of that name once it passes 300 lines) with its cards in
    `core/rules/cards/<family>.toml`. A new family needs nothing else: families are found by their card files.

2.  A rule is a function of 5–40 lines that is given a `Subject` and yields what it sees:

        @rule("T2.SUMTRAP")
        def in_force_is_a_sum(subject: Subject) -> Iterator[Seen]:
            issued = subject.figure("t2/normative_documents/issued")
            ...
            yield Hit("normative_documents", {"issued": 13}, addresses=(issued.address,), expected=None, found=69)

    It may yield any number of
      Hit(scope, arguments, …)   a finding; `scope` makes its leaf `T2.SUMTRAP.normative_documents` to which decisions bind,
                                 so it must be stable and unique in the report: a key, or `quote_key(text)` for prose
      Leaf(verdict)              counts for the outcome only; somebody else's finding covers it
      NotAssessable(Phrase)      the rule cannot tell, and why
      Proviso(Phrase)            passed, with this remark
    Nothing yielded is PASS. The outcome is the worst of FAIL, REVIEW, NA, PASS. Whoever raises is logged and NA.
    `Subject` (context.py) gives figures with the reviewers' readings put in, values, sections, claims, prior year, body,
    `subject.limit("RULE.threshold")`. What a rule cannot do without goes into `@rule(…, needs=("prior",))`: see `NEEDS`
    there; the outcome is then NA with that need's reason before the function is called.
    Every Hit has an address or a span; figures' spans are added by themselves. An absence is shown at the place agreed in
    RULES.md §9. Defaults (severity, verdict FAIL, message, proof) come from the card; blaming the reading makes severity 3.

3.  Its card, all sentences in both languages (`zh`, `en`):

        ["T2.SUMTRAP"]
        name = "stock-is-a-sum"            # kebab case, the defect
        severity = 2                       # 1–4
        on = true                          # optional; false: only where the profile asks for it
        silent = false                     # optional; true: it only ever passes with a Proviso
        thresholds = { share = "0.30" }    # optional, decimals as strings
        title = …  checks = …  why = …  basis = …  example = …
        message = …                        # `{places}` are the Hit's arguments; id `rule.T2.SUMTRAP.message`
        proof = …                          # optional; used where the Hit says proof=True (or names another key)
        may_be_right_when = [ { zh = …, en = … }, … ]   # dismissal reasons, chosen by digit: at most 9

    More templates of the rule (`message_blank`, `reason_…`) may stand beside; name them in `Hit(message="message_blank")`.

4.  At least three failing and three passing cases in `tests/cases/<family>.toml`; tests/core/rules/test_cases.py runs them
    and tells the format.

A rule without card, a card without rule, a card that lacks a part: `RuleError` when the rules load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import MappingProxyType

from core.errors import RuleError
from core.rules.cards import Card, families, read_cards
from core.rules.context import NEEDS, Subject
from core.rules.findings import Seen

VERSION = "3"
"""Of the rule set: raised when a rule judges differently than before. Recorded with every check."""

RuleFunction = Callable[[Subject], Iterator[Seen]]

_functions: dict[str, tuple[RuleFunction, tuple[str, ...]]] = {}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its card."""

    id: str
    family: str
    card: Card
    function: RuleFunction
    needs: tuple[str, ...] = ()
    """Keys of `context.NEEDS`; the first that is not met makes the outcome NA."""


def rule(identity: str, needs: tuple[str, ...] = ()) -> Callable[[RuleFunction], RuleFunction]:
    """Register the function as the rule of that id; RuleError if the id is taken or a need is unknown."""

    def register(function: RuleFunction) -> RuleFunction:
        taken = _functions.get(identity)
        if taken is not None and taken[0].__qualname__ != function.__qualname__:
            raise RuleError("rules.twice", rule=identity)
        for need in needs:
            if need not in NEEDS:
                raise RuleError("rules.unknown-need", rule=identity, need=need)
        _functions[identity] = (function, needs)
        return function

    return register


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by id, in the order of families and of their cards; RuleError where rules and cards do not match."""
    found: dict[str, Rule] = {}
    for family in families():
        import_module(f"core.rules.{family}")
        for identity, card in read_cards(family).items():
            if identity not in _functions:
                raise RuleError("rules.card-without-rule", rule=identity, family=family)
            if identity in found:
                raise RuleError("rules.twice", rule=identity)
            found[identity] = Rule(identity, family, card, *_functions[identity])
    for identity in _functions:
        if identity not in found:
            raise RuleError("rules.rule-without-card", rule=identity)
    return MappingProxyType(found)


def all_rules() -> tuple[Rule, ...]:
    """All rules in catalogue order, for `gouji rules`, the help screen and the manual."""
    return tuple(rules().values())
