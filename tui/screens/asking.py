"""A screen that can ask at its bottom: the focus goes there and comes back, what was typed and not saved stays as a draft."""

from __future__ import annotations

from dataclasses import replace

from textual.widget import Widget

from core.errors import ReadOnly
from tui.screens.frame import Frame
from tui.shown import Clean, clean
from tui.widgets.question import Answer, Asked, Question, hint


class Asking(Frame):
    """A screen with a `Question`."""

    def __init__(self) -> None:
        super().__init__()
        self.drafts: dict[str, str] = {}
        """What was typed and given up, by kind of question."""
        self._kind = ""
        self._came_from: Widget | None = None

    @property
    def asking(self) -> bool:
        """Whether a question is open."""
        return self.has_class("asking")

    def draft(self, kind: str) -> Clean:
        """What was typed last time and not saved; the next question is of this kind."""
        self._kind = kind
        return clean(self.drafts.get(kind, ""))

    def ask(self, asked: Asked, writes: bool = True) -> None:
        """Ask; ReadOnly where the answer could not be recorded."""
        if writes and self.gouji.desk.reviewing.read_only:
            raise ReadOnly("review.read-only")
        self._came_from = self.focused
        self.add_class("asking")
        self.query_one(Question).ask(replace(asked, answered=lambda answer: self._answer(asked, answer)))
        self.tell(hint(asked.entry), "faint")

    def _answer(self, asked: Asked, answer: Answer) -> None:
        """What was typed is a draft until it is recorded: a refusal loses nothing."""
        if answer.text.strip():
            self.drafts[self._kind] = answer.text
        self.hush()
        self.attempt(lambda: asked.answered(answer))

    def give_up(self) -> None:
        """Close the question, keeping what was typed."""
        question = self.query_one(Question)
        if typed := question.typed.strip():
            self.drafts[self._kind] = typed
        question.close()
        self.hush()

    def on_question_closed(self) -> None:
        """The focus goes back where it was, unless a next question has it."""
        if self.query_one(Question).asked is not None:
            return
        self.remove_class("asking")
        if self._came_from is not None:
            self.set_focus(self._came_from, scroll_visible=False)
