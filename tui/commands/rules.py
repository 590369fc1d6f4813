"""`gouji rules`: the rule list, or one card."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import click

from core.errors import UsageError
from tui.commands.options import language
from tui.locale import _, language_in_use


@click.command(
    help=_("List the rules, or show one rule's card: what it checks, why, on what basis, and when it may be right."),
    epilog=_("Examples:  gouji rules  ·  gouji rules T3.BALANCE  ·  gouji rules --json"),
)
@click.argument("rule", required=False)
@click.option("--json", "as_json", is_flag=True, help=_("As JSON."))
@language
def command(rule: str | None, as_json: bool) -> int:
    from tui.rule_cards import cards

    found = cards(language_in_use())
    if rule is not None:
        if rule.upper() not in found:
            raise UsageError("rule.unknown", rule=rule)
        found = {rule.upper(): found[rule.upper()]}
    if as_json:
        for card in found.values():
            click.echo(json.dumps(card, ensure_ascii=True))
    elif rule is None:
        for card in found.values():
            click.echo(f"{card['id']:18} {card['severity']}  {card['title']}")
    else:
        show(found[rule.upper()])
    return 0


def show(card: Mapping[str, Any]) -> None:
    """One card for a person."""
    from tui.rule_cards import heading, parts

    click.echo(heading(card))
    for words, paragraphs in parts(card):
        click.echo(f"\n{words}")
        for mark, text in paragraphs:
            click.echo(f"  {mark}{text}")
