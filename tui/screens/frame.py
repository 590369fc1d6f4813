"""What every screen has: a header, a message line, a key line, and one way from a key to a deed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from core.errors import GoujiError
from core.wording import Language, Phrase, say
from tui import keymap
from tui.actions import ACTIONS, Action
from tui.locale import _, said
from tui.shown import Clean, line
from tui.widgets.canvas import PENS, Bar, Canvas, Piece
from tui.widgets.notice import KeyLine, Notice
from tui.wrapping import cells_of

if TYPE_CHECKING:
    from tui.app import GoujiApp


LETTERS = "asdfghjklqwertyuiopzxcvbnmASDFGHJKLQWERTYUIOPZXCVBNM"
"""For jumping: those under the fingers first."""


KEPT = frozenset({"help", "back"})
"""What stays in the key line however narrow it is."""


def _entry(action: Action) -> tuple[Piece, Piece]:
    return (keymap.first(action), "key"), (Clean(f" {_(action.short)}  "), "faint")


def _cells(action: Action) -> int:
    return sum(cells_of(words) for words, _style in _entry(action))


class Frame(Screen[None], inherit_bindings=False):
    """A screen of the workstation; keys act through the tables of `keymap` and `actions`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"pen--{name}" for name in PENS}
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As in Screen, but a change of focus does not paint the whole screen anew (4 kB at 80x24): panes do what is needed."""
    context: ClassVar[str] = ""
    offered: ClassVar[tuple[str, ...]] = ()
    """Actions on the key line, most needed first."""
    passing: ClassVar[frozenset[str]] = frozenset({"escape", "tab", "shift+tab"})
    """Keys that act while something is being typed."""

    def __init__(self) -> None:
        super().__init__()
        self.ready = False
        """Whether it stands and takes keys; those that come before wait in the app."""
        self.catching: Callable[[str], None] | None = None
        """Who takes the next key instead of the action table: the jump overlay."""
        self.key = ""
        """The key being acted on; empty where an action was chosen by its name."""

    def compose(self) -> ComposeResult:
        yield Bar(id="header")
        yield from self.body()
        keys = KeyLine(id="keys")
        yield Notice(keys, id="message")
        yield keys

    def body(self) -> Iterable[Widget]:
        """What stands between header and message line."""
        return ()

    @property
    def gouji(self) -> GoujiApp:
        """The app, by its own type."""
        return cast("GoujiApp", self.app)

    @property
    def language(self) -> Language:
        """The language in use."""
        return self.gouji.language

    # From key to deed ---------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        pressed = keymap.pressed(event.key, event.character)
        if self.typing and pressed.key not in self.passing:
            return
        event.stop()
        event.prevent_default()
        self.hush()
        if self.catching is not None:
            catch, self.catching = self.catching, None
            catch(pressed.key)
            return
        action = keymap.action_of(pressed.key, self.context)
        if action is None:
            self._tell_idle(pressed.key)
        elif self.admits(action):
            self.key = pressed.key
            try:
                self.perform(action)
            finally:
                self.key = ""
        if pressed.twin:
            self.tell(
                said("full-width {typed} taken as {key}; the input method is on", typed=pressed.twin, key=pressed.key)
            )

    @property
    def typing(self) -> bool:
        """Whether letters are being typed into an entry."""
        return self.focused is not None and self.focused.has_class("typed")

    def admits(self, action: Action) -> bool:
        """Whether the action may act now."""
        return True

    def perform(self, action: Action) -> None:
        """Do it: the pane that has the focus, else the screen, else the app."""
        for target in (self.focused, self, self.app):
            deed: Callable[[], None] | None = getattr(target, action.deed, None)
            if deed is not None:
                self.attempt(deed)
                return
        self._tell_idle(self.key)

    def _tell_idle(self, key: str) -> None:
        """A key that does nothing here, or stands for what nobody here can do."""
        if key:
            self.tell(said("{key} does nothing here; ? lists the keys", key=keymap.name_of(key)), "faint")

    # Jumping ------------------------------------------------------------------------------------------------------

    def do_jump(self) -> None:
        """Letters on the panes, then on the rows of the one chosen; any other key leaves."""
        panes = [pane for pane in self.query(Canvas) if pane.can_focus and pane.display and pane.size]
        if len(panes) == 1:
            self._jump_rows(panes[0])
            return
        for pane, letter in zip(panes, LETTERS, strict=False):
            pane.letter = letter
            pane.redraw()

        def chosen(key: str) -> None:
            wanted = next((pane for pane in panes if pane.letter == key), None)
            for pane in panes:
                pane.letter = ""
                pane.redraw()
            if wanted is not None:
                self.set_focus(wanted, scroll_visible=False)
                self._jump_rows(wanted)

        self.catching = chosen
        self.tell(_("jump: the letter of a pane, then of a row; any other key leaves"), "faint")

    def _jump_rows(self, pane: Canvas) -> None:
        pane.letters = dict(zip(range(pane.content_size.height - 1), LETTERS, strict=False))
        pane.redraw()

        def chosen(key: str) -> None:
            y = next((y for y, letter in pane.letters.items() if letter == key), None)
            pane.letters = {}
            pane.redraw()
            if y is not None:
                pane.land(y)

        self.catching = chosen

    def attempt(self, deed: Callable[[], None]) -> bool:
        """Do it, or say in one line why not; whether it was done."""
        try:
            deed()
        except GoujiError as error:
            self.tell_error(error)
            return False
        return True

    def can(self, action: Action) -> bool:
        """Whether some pane, the screen or the app knows how to do it."""
        return any(hasattr(target, action.deed) for target in (*self.query("*"), self, self.app))

    # Header, message, keys ----------------------------------------------------------------------------------------

    def head(self, *pieces: Piece) -> None:
        """Draw the header."""
        self.query_one("#header", Bar).show(*pieces)

    def tell(self, words: Clean, style: str = "notice") -> None:
        """Say something in the message line, until the next key."""
        self.query_one("#message", Bar).show((words, style))

    @property
    def told(self) -> bool:
        """Whether the message line says something."""
        return any(bar.pieces for bar in self.query("#message").results(Bar))

    def tell_progress(self, words: Clean) -> None:
        """How far something is that goes on beside the screen; never over what the screen has to say itself."""
        for bar in self.query("#message").results(Bar):  # none yet where the screen is being made
            if not bar.pieces or bar.pieces[0][1] == "progress":
                bar.show(*(((words, "progress"),) if words else ()))

    def tell_error(self, error: GoujiError) -> None:
        """Say why something was not done."""
        file = f"{error.file}: " if error.file else ""
        words = line(file + say(error.phrase, self.language))
        if error.phrase.template == "review.locked":
            words = said("{words}: {key}", words=words, key=keymap.first(ACTIONS["send-back"]))
        self.tell(words, "severe")

    def tell_phrase(self, phrase: Phrase) -> None:
        """Say a sentence of core's."""
        self.tell(line(say(phrase, self.language)))

    def hush(self) -> None:
        """Empty the message line."""
        self.query_one("#message", Bar).show()

    def on_mount(self) -> None:
        self.set_class(self.gouji.slow, "-slow")
        self.offer()
        self.call_after_refresh(self._stands)

    def _stands(self) -> None:
        self.ready = True
        self.gouji.take_keys()

    def on_resize(self) -> None:
        self.call_after_refresh(self.offer)

    def offers(self) -> tuple[str, ...]:
        """Actions for the key line now."""
        return self.offered

    def offer(self) -> None:
        """Draw the key line: whole entries only, as many as fit; the way to help and the way out are always among them."""
        offered = [ACTIONS[id] for id in self.offers() if ACTIONS[id].short]
        kept = [action for action in offered if action.id in KEPT]
        room = self.size.width + 2 - sum(map(_cells, kept))  # behind the last entry no blanks are needed
        shown = []
        for action in (action for action in offered if action not in kept):
            room -= _cells(action)
            if room < 0:
                break
            shown.append(action)
        self.query_one("#keys", Bar).show(*(piece for action in (*shown, *kept) for piece in _entry(action)))

    # Others' work -------------------------------------------------------------------------------------------------

    def news(self) -> None:
        """Somebody recorded something: show what has changed."""

    def see_others(self) -> None:
        """Somebody may have opened or left something: show who is there, where that has changed."""
