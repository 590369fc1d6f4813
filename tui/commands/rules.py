"""`gouji rules`: the rule list, or one card."""

from __future__ import annotations

import json

import click

from core.errors import UsageError
from tui.commands.options import language
from tui.locale import _, language_in_use
from tui.shown import clean


@click.command(
    help=_("List the rules, or show one rule's card: what it checks, why, on what basis, and when it may be right."),
    epilog=_("Examples:  gouji rules  ·  gouji rules T3.BALANCE  ·  gouji rules --json"),
)
@click.argument("rule", required=False)
@click.option("--json", "as_json", is_flag=True, help=_("As JSON."))
@language
def command(rule: str | None, as_json: bool) -> int:
    from core.desk.reporting import rule_cards

    cards = rule_cards(language_in_use())
    if rule is not None:
        cards = [card for card in cards if card["id"] == rule.upper()]
        if not cards:
            raise UsageError("rule.unknown", rule=rule)
    if as_json:
        for card in cards:
            click.echo(json.dumps(card, ensure_ascii=True))
    elif rule is None:
        for card in cards:
            click.echo(f"{card['id']:18} {card['severity']}  {card['title']}")
    else:
        show(cards[0])
    return 0


def show(card: dict[str, object]) -> None:
    """One card for a person."""
    click.echo(f"{card['id']}  {card['title']}  ({_('severity')} {card['severity']})")
    for key, heading in (
        ("checks", _("Checks")),
        ("why", _("Why")),
        ("basis", _("Basis")),
        ("example", _("Example")),
    ):
        click.echo(f"\n{heading}\n  {clean(str(card[key]))}")
    right, settings = _("May be right when"), _("Thresholds, which the settings may change")
    click.echo(f"\n{right}")
    reasons = card["may_be_right_when"]
    assert isinstance(reasons, list)
    for number, reason in enumerate(reasons, 1):
        click.echo(f"  {number}  {clean(str(reason))}")
    thresholds = card["thresholds"]
    assert isinstance(thresholds, dict)
    if thresholds:
        click.echo(f"\n{settings}")
    for name, value in thresholds.items():
        click.echo(f"  {name} = {value}")
