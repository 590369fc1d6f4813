"""A question at the bottom of the screen, the evidence above it staying in view: choices by digit, one line, or a text.

A digit answers at once. In an entry Enter answers; Esc gives up, and the place asks again with what was typed (the draft).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from tui import keymap
from tui.locale import _, said
from tui.shown import Clean
from tui.widgets.canvas import Canvas, Piece
from tui.wrapping import cells_of, elide, wrap

if TYPE_CHECKING:
    from textual.widgets import Input

    from tui.widgets.entries import NoteArea

NOTHING = Clean("")
EVIDENCE_ROWS = 2
"""For a sentence, and for a proof."""


class Choice(NamedTuple):
    """One answer and the digit that gives it."""

    digit: int
    words: Clean


class Answer(NamedTuple):
    """What was chosen, and what was typed, exactly."""

    digit: int | None
    text: str
    value: str = ""
    """What was typed as the value it should be."""
    level: int | None = None
    """The level chosen, from 1; None where none was asked for."""


@dataclass(frozen=True)
class Asked:
    """A question."""

    title: Clean
    answered: Callable[[Answer], None]
    choices: tuple[Choice, ...] = ()
    preselected: int | None = None
    said: Clean = NOTHING
    """What stands above the choices."""
    evidence: tuple[Clean, ...] = ()
    """What is answered: a finding's sentence and its proof, in few rows above the choices."""
    entry: str = ""
    """`line`, `text`, or nothing to type."""
    entry_first: bool = False
    """Type at once, without going to the entry by Tab."""
    draft: Clean = NOTHING
    levels: tuple[Clean, ...] = ()
    """Levels to choose from by left and right."""
    value: Clean | None = None
    """What the figure should be, offered for change; None where no value is asked for."""


class Choices(Canvas):
    """The words and choices of a question."""

    class Chosen(Message):
        """A digit, or Enter on the preselected one."""

        def __init__(self, digit: int) -> None:
            super().__init__()
            self.digit = digit

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.asked: Asked | None = None
        self.selected = 0
        self.level = 0

    def show(self, asked: Asked) -> None:
        """Draw that question."""
        self.asked, self.top, self.level = asked, 0, 0
        digits = [choice.digit for choice in asked.choices]
        self.selected = digits.index(asked.preselected) if asked.preselected in digits else 0
        self.redraw()

    def on_key(self, event: events.Key) -> None:
        if self.asked is None:
            return
        key = keymap.pressed(event.key, event.character).key
        digits = [str(choice.digit) for choice in self.asked.choices]
        if key in digits:
            event.stop()
            self.post_message(self.Chosen(int(key)))
        elif key == "enter" and digits:
            event.stop()
            self.post_message(self.Chosen(int(digits[self.selected])))
        elif key in ("l", "right", "h", "left") and self.asked.levels:
            event.stop()
            step = 1 if key in ("l", "right") else -1
            self.level = max(0, min(len(self.asked.levels) - 1, self.level + step))
            self.redraw()
        elif key in ("j", "down", "l", "right", "k", "up", "h", "left") and digits:
            event.stop()
            step = 1 if key in ("j", "down", "l", "right") else -1
            self.selected = max(0, min(len(digits) - 1, self.selected + step))
            self._follow()
            self.redraw()

    def caption(self) -> Clean:
        return self.asked.title if self.asked else Clean("")

    def count(self) -> int:
        return len(self._rows())

    def row(self, index: int) -> Sequence[Piece]:
        return self._rows()[index]

    def _follow(self) -> None:
        rows = [y for y, row in enumerate(self._rows()) if any(piece[1].startswith("cursor") for piece in row)]
        if rows:
            self.keep_visible(rows[0], len(rows))

    def _rows(self) -> list[Sequence[Piece]]:
        if self.asked is None:
            return []
        breadth = max(8, self.breadth - 2)
        words = [row for part in self.asked.evidence for row in elide(part, breadth, EVIDENCE_ROWS)]
        words += wrap(self.asked.said, breadth) if self.asked.said else []
        rows = [*([(Clean(f" {row}"), "plain")] for row in words), *self._choice_rows(self.asked.choices)]
        return [*rows, self._level_row(self.asked.levels)] if self.asked.levels else rows

    def _level_row(self, levels: tuple[Clean, ...]) -> list[Piece]:
        named = "".join(f"[{words}]" if place == self.level else f" {words} " for place, words in enumerate(levels))
        return [(said(" level {levels}", levels=named), "plain"), (_("  left and right change it"), "faint")]

    def _choice_rows(self, choices: tuple[Choice, ...]) -> list[Sequence[Piece]]:
        """As many choices a row as fit in columns of equal width; one that fills more than a row goes on below."""
        if not choices:
            return []
        width = max(cells_of(choice.words) for choice in choices) + 5
        columns = max(1, self.breadth // width)
        if columns == 1:
            return [row for i, choice in enumerate(choices) for row in self._long_choice(i, choice)]
        pieces = [self._choice(i, choice, width) for i, choice in enumerate(choices)]
        return [[p for cell in pieces[i : i + columns] for p in cell] for i in range(0, len(pieces), columns)]

    def _choice(self, index: int, choice: Choice, width: int) -> list[Piece]:
        text = self._numbered(index, choice, choice.words)
        return [(text, self._style(index)), (Clean(" " * (width - cells_of(text))), "plain")]

    def _long_choice(self, index: int, choice: Choice) -> list[list[Piece]]:
        first, *further = wrap(choice.words, max(8, self.breadth - 3)) or [Clean("")]
        rows = [self._numbered(index, choice, first), *(Clean(f"   {words}") for words in further)]
        return [[(row, self._style(index))] for row in rows]

    def _numbered(self, index: int, choice: Choice, words: Clean) -> Clean:
        return Clean(f"{'>' if index == self.selected else ' '}{choice.digit} {words}")

    def _style(self, index: int) -> str:
        return "plain" if index != self.selected else "cursor" if self.has_focus else "cursor-away"


class Question(Vertical):
    """The sheet: hidden until something is asked."""

    class Closed(Message):
        """The question was answered or given up."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.asked: Asked | None = None

    def compose(self) -> ComposeResult:
        yield Choices(id="choices")

    def ask(self, asked: Asked) -> None:
        """Show the question and take the keys."""
        self.asked = asked
        self.add_class("asking")
        value, entry, area = self._entries()
        value.display = asked.value is not None
        value.value, value.placeholder = asked.value or "", _("value it should be; Tab goes on")
        entry.placeholder = _("in words: Tab goes here") if asked.choices else ""
        entry.display, area.display = asked.entry == "line", asked.entry == "text"
        entry.value = asked.draft if asked.entry == "line" else ""
        entry.cursor_position = len(entry.value)
        area.load_text(asked.draft if asked.entry == "text" else "")
        area.move_cursor(area.document.end)
        choices = self.query_one(Choices)
        choices.show(asked)
        self.set_class(asked.entry == "text", "long")
        self.set_class(not asked.choices, "bare")
        self.set_class(bool(asked.evidence), "evident")
        target = self._entry or choices if asked.entry_first else choices
        self.screen.set_focus(target, scroll_visible=False)  # at once: the answer may have been typed ahead

    def _entries(self) -> tuple[Input, Input, NoteArea]:
        """Value, line and text; made for the first question, since a start asks none."""
        from textual.widgets import Input

        from tui.widgets.entries import NoteArea, line_entry, text_entry

        if not self.query("#entry"):
            self.mount(line_entry("value"), line_entry("entry"), text_entry("area"))
        return self.query_one("#value", Input), self.query_one("#entry", Input), self.query_one("#area", NoteArea)

    @property
    def _entry(self) -> Input | NoteArea | None:
        kind = self.asked.entry if self.asked else ""
        _value, line, text = self._entries() if kind else (None, None, None)
        return line if kind == "line" else text

    @property
    def typed(self) -> str:
        """What stands in the entry."""
        if self.asked is None or not self.asked.entry:
            return ""
        _value, line, text = self._entries()
        return line.value if self.asked.entry == "line" else text.text

    def close(self) -> None:
        """Hide it; the screen gives the focus back."""
        self.asked = None
        self.remove_class("asking")
        self.post_message(self.Closed())

    def turn(self) -> None:
        """From the choices to the entry or back."""
        choices, value = self.query_one(Choices), self._entries()[0]
        turns = [choices, *((value,) if value.display else ()), *((self._entry,) if self._entry else ())]
        here = next((place for place, widget in enumerate(turns) if widget.has_focus), 0)
        turns[(here + 1) % len(turns)].focus()

    def on_key(self, event: events.Key) -> None:
        if event.key == "tab" and self.asked is not None:
            event.stop()
            self.turn()

    def on_choices_chosen(self, message: Choices.Chosen) -> None:
        message.stop()
        self._answer(message.digit)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self._answer_typed()

    def on_note_area_answered(self, message: NoteArea.Answered) -> None:
        message.stop()
        self._answer_typed()

    def _answer_typed(self) -> None:
        choices = self.query_one(Choices)
        digits = [choice.digit for choice in self.asked.choices] if self.asked else []
        self._answer(digits[choices.selected] if digits else None)

    def _answer(self, digit: int | None) -> None:
        asked, choices = self.asked, self.query_one(Choices)
        value = self._entries()[0].value.strip() if asked and asked.value is not None else ""
        level = choices.level + 1 if asked and asked.levels else None
        answer = Answer(digit, self.typed, value, level)
        self.close()
        if asked is not None:
            asked.answered(answer)


def hint(asked: Asked, saves: bool = True, short: bool = False) -> tuple[Clean, ...]:
    """What the keys do while that question is open, most needed first; `saves` where its answer is recorded; `short` for a
    narrow line."""
    enter = _("Enter save") if saves else _("Enter go on")
    leave = _("Esc cancel") if short else _("Esc cancel, text is kept")
    digits = _("1-9 choose and save") if saves else _("1-9 choose")
    if asked.entry == "text":
        return enter, leave, _("ctrl+n new line")
    if not asked.choices:
        return enter, leave
    if asked.value is not None:
        return digits, _("Tab next entry"), enter, leave
    if asked.entry == "line":
        return digits, _("Tab write"), enter, leave
    return digits, _("Enter the selected one"), _("Esc cancel")
