"""A screen that can ask at its bottom: the focus goes there and comes back, what was typed and not saved stays as a draft."""

from __future__ import annotations

from dataclasses import replace

from textual.widget import Widget

from core.errors import ReadOnly
from tui.actions import Action
from tui.locale import _
from tui.screens.frame import Frame
from tui.shown import Clean, clean
from tui.widgets.canvas import Bar
from tui.widgets.question import Answer, Asked, Question, hint
from tui.wrapping import cells_of

ANSWERING = frozenset({"back"})


def _cells(entries: tuple[Clean, ...]) -> int:
    """Of a key line of these entries."""
    return sum(cells_of(words) + 3 for words in entries) - 3


class Asking(Frame):
    """A screen with a `Question`."""

    def __init__(self) -> None:
        super().__init__()
        self._drafts: dict[str, str] | None = None
        self._key = ""
        """What the open question is for: its kind and its place."""
        self._lasting = False
        self._came_from: Widget | None = None

    # Drafts: what was typed and not recorded, by what it was typed for ----------------------------------------------

    @property
    def drafts_of(self) -> str:
        """The report whose drafts these are."""
        return ""

    @property
    def drafts(self) -> dict[str, str]:
        """By kind of question and place; those of a report are kept in the database too."""
        if self._drafts is None:
            desk, report = self.gouji.desk, self.drafts_of
            self._drafts = dict(desk.local.drafts(desk.reviewer.person, report)) if report else {}
        return self._drafts

    def draft(self, kind: str, place: object = "") -> Clean:
        """What was typed last time and not saved; the next question is of this kind."""
        self._key = f"{kind} {place}".strip()
        return clean(self.drafts.get(self._key, ""))

    @property
    def begun(self) -> str:
        """What the open question is for; empty where none is open."""
        return self._key if self.asking else ""

    def keep_draft(self) -> None:
        """Keep what is being typed: a line may drop at any moment."""
        question = next(iter(self.query(Question)), None)
        if question is not None and question.asked is not None and question.typed != question.asked.draft:
            self._keep(question.typed if question.typed.strip() else "")

    def forget_draft(self) -> None:
        """It is recorded now."""
        self._keep("")

    def _keep(self, text: str) -> None:
        if not self._key or self.drafts.get(self._key, "") == text:
            return
        self.drafts[self._key] = text
        desk = self.gouji.desk
        if self._lasting and self.drafts_of:
            person = desk.reviewer.person
            self.attempt(lambda: desk.local.keep_draft(person, self.drafts_of, self._key, text))

    # Questions ------------------------------------------------------------------------------------------------------

    @property
    def asking(self) -> bool:
        """Whether a question is open."""
        return self.has_class("asking")

    def admits(self, action: Action) -> bool:
        """While a question is open, only what answers it or leaves it."""
        question = self.query_one(Question)
        if question.asked is None or action.id in ANSWERING:
            return True
        self.tell(_("a question is open: answer it, or leave it with Esc"))
        return False

    def refuse_read_only(self) -> None:
        """ReadOnly where nothing can be recorded."""
        if self.gouji.desk.read_only:
            raise ReadOnly("review.read-only")

    def ask(self, asked: Asked, writes: bool = True) -> None:
        """Ask; ReadOnly where the answer could not be recorded."""
        if writes:
            self.refuse_read_only()
        self._lasting = writes
        if not self.asking:
            self._came_from = self.focused
        self.add_class("asking")
        self.set_class(bool(asked.choices), "choosing")
        self.query_one(Question).ask(replace(asked, answered=lambda answer: self._answer(asked, answer)))
        self.hush()
        self.offer()

    def offer(self) -> None:
        """The key line: while a question is open, what answers it, whole entries only, the way out always among them."""
        asked = self.query_one(Question).asked if self.asking else None
        if asked is None:
            super().offer()
            return
        entries, least = hint(asked, self._lasting), hint(asked, self._lasting, short=True)
        if _cells(entries) > self.size.width:
            entries = least
        while len(entries) > 1 and _cells(entries) > self.size.width:
            last = next(one for one in reversed(entries) if one != _("Esc cancel"))
            entries = tuple(one for one in entries if one != last)
        self.query_one("#keys", Bar).show(*((Clean(f"{words}   "), "plain") for words in entries))

    def _answer(self, asked: Asked, answer: Answer) -> None:
        """What was typed is a draft until it is recorded: a refusal loses nothing."""
        if answer.text.strip():
            self._keep(answer.text)
        self.hush()
        self.attempt(lambda: asked.answered(answer))
        if self.query_one(Question).asked is None:
            self._key = ""

    def give_up(self) -> None:
        """Close the question, keeping what was typed."""
        question = self.query_one(Question)
        self.keep_draft()
        question.close()
        self._key = ""
        self.hush()

    def on_question_closed(self) -> None:
        """The focus goes back where it was, unless a next question has it."""
        if self.query_one(Question).asked is not None:
            return
        self.remove_class("asking", "choosing")
        self.offer()
        if self._came_from is not None:
            self.set_focus(self._came_from, scroll_visible=False)
