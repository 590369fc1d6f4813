"""Help and palette: made from the action table, complete, searchable, and able to run what they show."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from workstation.screen import bench, drawn, message, pane, press
from workstation.world import desk_on

from core.desk import Desk
from core.desk.reporting import rule_cards
from core.wording import Language
from tui import actions
from tui.app import GoujiApp
from tui.screens.pages import ActionsScreen
from tui.screens.reports import ReportsScreen
from tui.screens.workbench import WorkbenchScreen


@pytest.mark.parametrize(("keys", "context"), [((), "list"), (("enter",), "workbench")])
async def test_help_shows_every_action_of_the_place_and_nothing_else(
    desk: Desk, keys: tuple[str, ...], context: str
) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(80, 100)) as pilot:
        await press(pilot, *keys, "question_mark")
        rows = [line for line in drawn(pane(app, "lines")).splitlines()[1:] if line.strip()]
        shown = [line[19:] for line in rows[: rows.index(" Marks")]]
        assert shown == [action.words for action in actions.of(context)]


async def test_typing_narrows_and_enter_runs(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "colon", *"order")
        assert [action.id for action in app.screen.found] == ["sort"]  # type: ignore[attr-defined]
        await press(pilot, "enter")
        await pilot.pause()
        assert isinstance(app.screen, ReportsScreen)
        assert "order: body" in drawn(pane(app, "filters"))


async def test_the_arrows_choose_while_one_types(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "colon", *"previous", "down", "down")
        assert isinstance(app.screen, ActionsScreen)
        chosen = [line for line in drawn(pane(app, "lines")).splitlines() if line.startswith(">")]
        assert chosen == [">[  F7             previous finding to answer"]


async def test_one_command_changes_the_language_of_what_is_on_the_screen(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "colon", *"Chinese", "enter")
        await pilot.pause()
        assert isinstance(app.screen, WorkbenchScreen)
        assert "疑点" in drawn(pane(app, "findings"))
        await press(pilot, "q")
        assert "待审" in drawn(pane(app, "header"))
        assert "打开" in drawn(pane(app, "keys"))


async def test_the_exact_characters_of_a_figure_on_one_key(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "number_sign")
        assert "2 U+0032 DIGIT TWO" in drawn(pane(app, "lines"))
        await press(pilot, "q")
        assert bench(app)


CARD = {
    "en": ("Outcomes do not add up to the total", "Checks", "Why", "Basis", "Example", "May be right when"),
    "zh": ("分项之和≠总计", "核对", "理由", "依据", "举例", "可能没有错的情形"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("keys", [(), ("3",), ("3", "z", "z")], ids=["table", "findings", "findings at full size"])
async def test_one_key_at_a_finding_shows_its_rules_card_and_back_leads_to_the_finding(
    database: Path, language: Language, keys: tuple[str, ...]
) -> None:
    app = GoujiApp(desk_on(database), language)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", *keys, "K")
        shown = drawn(pane(app, "lines"))
        assert "T4.SUM" in shown
        assert [words for words in CARD[language] if words not in shown] == []
        (card,) = (card for card in rule_cards(language) if card["id"] == "T4.SUM")
        flat = "".join(shown.split())
        assert [r for r in card["may_be_right_when"] if "".join(r.split()) not in flat] == []
        await press(pilot, "q")
        assert bench(app).at_hand is bench(app).bench.findings[0]


async def test_where_no_finding_is_the_key_says_so(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "j", "j", "enter", "K")
        assert message(app) == "there is no finding here"
        assert isinstance(app.screen, WorkbenchScreen)


async def test_rows_that_speak_of_a_rule_lead_to_its_card(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "enter", "i", "q", "L", "K")
        assert "Outcomes do not add up to the total" in drawn(pane(app, "lines"))
        await press(pilot, "q", "q", "P", "K")
        assert message(app) == "there is no finding here"
        await press(pilot, "shift+tab", *["tab"] * 6, "K")
        assert "Outcomes do not add up to the total" in drawn(pane(app, "lines"))


@pytest.mark.parametrize(
    ("language", "typed", "first"),
    [
        ("en", "T3.BALANCE", "T3.BALANCE"),
        ("en", "block sum", "T4.SUM"),
        ("en", "block-sum", "T4.SUM"),
        ("zh", "t4.sum", "T4.SUM"),
        ("zh", "办理结果 总计", "T3.RESULT"),
    ],
)
async def test_help_finds_a_rule_by_its_number_or_by_words_and_enter_opens_its_card(
    database: Path, language: Language, typed: str, first: str
) -> None:
    app = GoujiApp(desk_on(database), language)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = ["space" if character == " " else character for character in typed]
        await press(pilot, "question_mark", "tab", "slash", *keys)
        assert drawn(pane(app, "lines")).splitlines()[1].startswith(f">{first}")
        await press(pilot, "enter")
        assert drawn(pane(app, "lines")).startswith(f"== {first}")
        await press(pilot, "q")
        assert isinstance(app.screen, ActionsScreen)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_help_holds_every_rule(database: Path, language: Language) -> None:
    app = GoujiApp(desk_on(database), language)
    async with app.run_test(size=(120, 250)) as pilot:
        await press(pilot, "question_mark", "tab")
        rows = [line[1:].split(maxsplit=2) for line in drawn(pane(app, "lines")).splitlines()[1:] if line.strip()]
        assert rows == [[card["id"], str(card["severity"]), card["title"]] for card in rule_cards(language)]


async def test_words_typed_in_the_help_find_actions_and_rules_alike(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "question_mark", "slash", *"order")
        assert isinstance(app.screen, ActionsScreen)
        assert [action.id for action in app.screen.found] == ["sort"]
        assert app.screen.cards
        await press(pilot, "enter")
        await pilot.pause()
        assert "order: body" in drawn(pane(app, "filters"))


async def test_the_rules_are_a_command_of_the_palette(desk: Desk) -> None:
    app = GoujiApp(desk, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "colon", *"all rules", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ActionsScreen)
        await press(pilot, *"T3.GRAND", "enter")
        assert drawn(pane(app, "lines")).startswith("== T3.GRAND")


def test_a_start_and_help_load_no_rules(database: Path) -> None:
    """The cards come when somebody asks for them."""
    program = (
        "import sys, asyncio\n"
        "from pathlib import Path\n"
        "from workstation.world import desk_on\n"
        "from tui.app import GoujiApp\n"
        "async def main():\n"
        f"    app = GoujiApp(desk_on(Path({str(database)!r})), 'en')\n"
        "    async with app.run_test(size=(80, 24)) as pilot:\n"
        "        await pilot.press('question_mark')\n"
        "        await pilot.pause()\n"
        "        print('core.rules.registry' in sys.modules, type(app.screen).__name__)\n"
        "        await pilot.press('tab')\n"
        "        print('core.rules.registry' in sys.modules)\n"
        "asyncio.run(main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=Path(__file__).parents[1], check=True
    )
    assert done.stdout.split() == ["False", "ActionsScreen", "True"], done.stderr
