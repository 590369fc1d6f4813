"""A question at the bottom of the screen, the evidence above it staying in view: choices by digit, one line, or a text.

A digit answers at once. In an entry Enter answers; Esc gives up, and the place asks again with what was typed (the draft).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, TextArea

from tui import keymap
from tui.locale import _
from tui.shown import Clean
from tui.widgets.canvas import Canvas, Piece
from tui.wrapping import cells_of, fit, wrap

NOTHING = Clean("")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer and the digit that gives it."""

    digit: int
    words: Clean


@dataclass(frozen=True, slots=True)
class Answer:
    """What was chosen, and what was typed, exactly."""

    digit: int | None
    text: str


@dataclass(frozen=True)
class Asked:
    """A question."""

    title: Clean
    answered: Callable[[Answer], None]
    choices: tuple[Choice, ...] = ()
    preselected: int | None = None
    said: Clean = NOTHING
    """What stands above the choices."""
    entry: str = ""
    """`line`, `text`, or nothing to type."""
    entry_first: bool = False
    """Type at once, without going to the entry by Tab."""
    draft: Clean = NOTHING


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

    def show(self, asked: Asked) -> None:
        """Draw that question."""
        self.asked, self.top = asked, 0
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
            self.keep_visible(rows[0])

    def _rows(self) -> list[Sequence[Piece]]:
        if self.asked is None:
            return []
        words = wrap(self.asked.said, max(8, self.breadth - 2)) if self.asked.said else []
        return [*([(Clean(f" {row}"), "plain")] for row in words), *self._choice_rows(self.asked.choices)]

    def _choice_rows(self, choices: tuple[Choice, ...]) -> list[Sequence[Piece]]:
        """As many choices a row as fit in columns of equal width."""
        if not choices:
            return []
        width = max(cells_of(choice.words) for choice in choices) + 5
        columns = max(1, self.breadth // width)
        width = min(width, self.breadth)
        pieces = [self._choice(i, choice, width) for i, choice in enumerate(choices)]
        return [[p for cell in pieces[i : i + columns] for p in cell] for i in range(0, len(pieces), columns)]

    def _choice(self, index: int, choice: Choice, width: int) -> list[Piece]:
        chosen = index == self.selected
        text = Clean(f"{'>' if chosen else ' '}{choice.digit} {choice.words}")
        style = ("cursor" if self.has_focus else "cursor-away") if chosen else "plain"
        cells = min(cells_of(text), width)
        return [(fit(text, cells), style), (Clean(" " * (width - cells)), "plain")]


class NoteArea(TextArea):
    """A text entry in which Enter answers and ctrl+n makes a new line."""

    class Answered(Message):
        """Enter was pressed."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Answered())
        elif event.key == "ctrl+n":
            event.stop()
            event.prevent_default()
            self.insert("\n")
        else:
            await super()._on_key(event)


class Question(Vertical):
    """The sheet: hidden until something is asked."""

    class Closed(Message):
        """The question was answered or given up."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.asked: Asked | None = None

    def compose(self) -> ComposeResult:
        yield Choices(id="choices")
        entry = Input(id="entry", select_on_focus=False, compact=True)
        entry.cursor_blink = False
        yield entry
        area = NoteArea(id="area", compact=True, highlight_cursor_line=False)
        area.cursor_blink = False
        yield area

    def ask(self, asked: Asked) -> None:
        """Show the question and take the keys."""
        self.asked = asked
        self.add_class("asking")
        entry, area = self.query_one("#entry", Input), self.query_one("#area", NoteArea)
        entry.display, area.display = asked.entry == "line", asked.entry == "text"
        entry.value = asked.draft if asked.entry == "line" else ""
        entry.cursor_position = len(entry.value)
        area.load_text(asked.draft if asked.entry == "text" else "")
        area.move_cursor(area.document.end)
        choices = self.query_one(Choices)
        choices.show(asked)
        self.set_class(asked.entry == "text", "long")
        (self._entry or choices if asked.entry_first else choices).focus()

    @property
    def _entry(self) -> Input | NoteArea | None:
        kind = self.asked.entry if self.asked else ""
        if kind == "line":
            return self.query_one("#entry", Input)
        return self.query_one("#area", NoteArea) if kind == "text" else None

    @property
    def typed(self) -> str:
        """What stands in the entry."""
        entry = self._entry
        return "" if entry is None else entry.text if isinstance(entry, NoteArea) else entry.value

    def close(self) -> None:
        """Hide it; the screen gives the focus back."""
        self.asked = None
        self.remove_class("asking")
        self.post_message(self.Closed())

    def turn(self) -> None:
        """From the choices to the entry or back."""
        choices, entry = self.query_one(Choices), self._entry
        if entry is not None:
            (entry if choices.has_focus else choices).focus()

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
        asked, answer = self.asked, Answer(digit, self.typed)
        self.close()
        if asked is not None:
            asked.answered(answer)


def hint(entry: str) -> Clean:
    """What the keys do while a question is open."""
    return {
        "line": _("1-9 choose and save   Tab type   Enter save   Esc give up, a draft stays"),
        "text": _("Enter save   ctrl+n new line   Esc give up, a draft stays"),
    }.get(entry, _("1-9 choose and save   Enter the marked one   Esc give up"))
