"""What is said before anything is recorded: the finding in words, its figure, its proof; what a mark would pass over."""

from __future__ import annotations

from pathlib import Path

import pytest
from workstation.lines import Followed, acts
from workstation.terminal import Terminal

SENTENCE = "各项结果之和为 1，总计填的是 2"
SECOND = "各项结果之和为 0，总计填的是 4"
PROOF = "= 1 ≠ 总计 2"
FIGURE = "[2]!"


@pytest.fixture
def terminal(database: Path, terminals: list[Terminal]) -> Followed:
    """The list, the cursor on a report with two findings."""
    opened = Followed(database)
    terminals.append(opened)
    opened.press("", lambda: SENTENCE in opened.shown)  # the preview has it
    return opened


def test_a_finding_stands_in_words_with_figure_and_proof_before_it_is_answered(
    database: Path, terminal: Followed
) -> None:
    """Opening shows all three; each question that an answer asks leaves them as they are when it is given up."""
    terminal.press("\r", lambda: all(words in terminal.shown for words in (SENTENCE, PROOF, FIGURE)))
    for key in "xdc=eX":
        terminal.press(key, lambda: "Esc 放弃" in terminal.shown)
        terminal.press("\x1b", lambda: "Esc 放弃" not in terminal.shown)
        terminal.press("", lambda: all(words in terminal.shown for words in (SENTENCE, PROOF, FIGURE)))
    assert acts(database) == []
    terminal.press("x1", lambda: "待认定 1" in terminal.head)
    assert acts(database) == ["confirm"]


def test_a_mark_says_first_what_it_would_pass_over(database: Path, terminal: Followed) -> None:
    """In the report it lists the open findings in words, in the list they stand in the preview; neither marks."""
    before = terminal.shown
    terminal.press("m", lambda: terminal.shown != before)
    assert acts(database) == []
    assert SENTENCE in terminal.shown
    terminal.press("\r", lambda: PROOF in terminal.shown)
    terminal.press("m", lambda: "未签" in terminal.shown)
    assert SENTENCE in terminal.shown
    assert SECOND in terminal.shown
    terminal.press("\x1b", lambda: PROOF in terminal.shown)
    assert acts(database) == []
    assert "待审" in terminal.head
