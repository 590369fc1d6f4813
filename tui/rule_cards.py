"""A rule's card in words, for the screen and the command line. Loads the rules, which a start does not need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from core.desk.reporting import rule_cards
from core.wording import Language
from tui.locale import _, said
from tui.shown import Clean, line

Card = Mapping[str, Any]
"""As `core.desk.reporting.rule_cards` gives it."""
Paragraph = tuple[Clean, Clean]
"""The mark it begins with (a digit, or nothing), and its words."""


def cards(language: Language) -> dict[str, Card]:
    """All cards by their rules' ids, in the rules' order."""
    return {card["id"]: card for card in rule_cards(language)}


@lru_cache(512)
def reason(rule: str, digit: int, because: str, language: Language) -> str:
    """A reason on a rule's card in the language in use, where the card still says in Chinese what stood there when it was
    chosen; else empty."""
    known = cards("zh").get(rule)
    chinese = known["may_be_right_when"] if known else ()
    if not 0 < digit <= len(chinese) or chinese[digit - 1] != because:
        return ""
    return str(cards(language)[rule]["may_be_right_when"][digit - 1])


def heading(card: Card) -> Clean:
    """Id, title and severity."""
    return said("{rule}  {title}  (severity {n})", rule=card["id"], title=card["title"], n=card["severity"])


def parts(card: Card) -> Iterator[tuple[Clean, tuple[Paragraph, ...]]]:
    """Each part's heading and its paragraphs. The reasons have the digits by which a finding is dismissed for them."""
    headings = (("checks", _("Checks")), ("why", _("Why")), ("basis", _("Basis")), ("example", _("Example")))
    for key, words in headings:
        yield words, ((Clean(""), line(str(card[key]))),)
    reasons = enumerate(card["may_be_right_when"], 1)
    yield _("May be right when"), tuple((Clean(f"{digit}  "), line(str(reason))) for digit, reason in reasons)
    if card["thresholds"]:
        thresholds = tuple((Clean(""), line(f"{name} = {value}")) for name, value in card["thresholds"].items())
        yield _("Thresholds, which the settings may change"), thresholds


def finds(card: Card, words: list[str]) -> int | None:
    """How near the card is to the words: 0 they stand in id, name or title, 1 elsewhere in it; None where one is missing."""
    near = f"{card['id']} {card['name']} {card['title']}".casefold()
    if all(word in near for word in words):
        return 0
    far = f"{near} {card['checks']} {card['why']} {card['basis']} {card['example']}".casefold()
    return 1 if all(word in far for word in words) else None
