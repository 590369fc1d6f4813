"""Keys in one table: action id -> keys, the first of them shown. Plain letters act; no alt, no ctrl+i, m, h, [, j, s, a, b.

A key is its printable character, or Textual's name (`down`, `ctrl+d`, `escape`). Full-width punctuation typed with an input
method left on is its twin's key.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from tui.actions import ACTIONS, Action
from tui.shown import Clean

KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "move-down": ("j", "down"),
        "move-up": ("k", "up"),
        "move-left": ("h", "left"),
        "move-right": ("l", "right"),
        "page-down": ("ctrl+d", "pagedown"),
        "page-up": ("ctrl+u", "pageup"),
        "go-top": ("g", "home"),
        "go-bottom": ("G", "end"),
        "open": ("enter",),
        "back": ("q", "escape", "backspace"),
        "pane-next": ("tab",),
        "pane-previous": ("shift+tab",),
        "pane-1": ("1",),
        "pane-2": ("2",),
        "pane-3": ("3",),
        "pane-4": ("4",),
        "jump": ("'",),
        "zoom": ("z",),
        "sync": ("w",),
        "next-work": ("]", "f8"),
        "previous-work": ("[", "f7"),
        "find": ("/",),
        "find-next": ("n",),
        "find-previous": ("N",),
        "find-all": ("S",),
        "filter": ("f",),
        "filter-clear": ("F",),
        "sort": ("o",),
        "mark-row": ("t",),
        "assign": ("a",),
        "sample": (),
        "tick": ("space",),
        "tick-row": ("V",),
        "confirm": ("x",),
        "dismiss": ("d",),
        "ask": ("i",),
        "read-as": ("=",),
        "propose": ("e",),
        "repeat": (".",),
        "note": ("c",),
        "exception-report": ("X",),
        "select": ("v",),
        "sum": ("s",),
        "prior": ("p",),
        "yank": ("y",),
        "yank-file": (),
        "picture": ("Y",),
        "compare": ("C",),
        "since": ("*",),
        "reply": ("r",),
        "resolve": ("R",),
        "take-over": ("x",),
        "settle": ("D",),
        "follow": (),
        "retract": (),
        "next-note": ("}",),
        "previous-note": ("{",),
        "exact": ("#",),
        "rule": ("K",),
        "sign": ("m",),
        "sign-second": ("M",),
        "send-back": ("b",),
        "reopen": (),
        "undo": ("u", "ctrl+z"),
        "redo": ("U", "ctrl+y"),
        "inbox": ("I",),
        "progress": ("P",),
        "log": ("L",),
        "export": ("E",),
        "merge": (),
        "reread": (),
        "identify": (),
        "withdraw": (),
        "restore": (),
        "purge": (),
        "settings": (),
        "doctor": (),
        "rules": (),
        "palette": (":", "ctrl+p"),
        "language": (),
        "redraw": ("ctrl+l",),
        "help": ("?", "f1"),
        "quit": (),
    }
)

FORBIDDEN = frozenset(
    {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+[", "ctrl+j", "ctrl+s", "ctrl+q", "ctrl+a", "ctrl+b", "ctrl+c"}
)
"""Keys a terminal, tmux or screen cannot tell from others or keeps for itself (UX.md §d)."""

SHOWN = MappingProxyType(
    {
        "enter": "Enter",
        "space": "Space",
        "escape": "Esc",
        "tab": "Tab",
        "shift+tab": "Shift+Tab",
        "pagedown": "PgDn",
        "pageup": "PgUp",
    }
)

_TWINS = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_TWINS |= {"　": " ", "【": "[", "】": "]", "「": "[", "」": "]", "、": "/", "。": ".", "《": "<", "》": ">"}
_TWINS |= {"‘": "'", "’": "'", "“": '"', "”": '"', "·": "`", "￥": "$", "—": "_", "…": "^"}


class Pressed(NamedTuple):
    """A key as the table knows it, and the twin character it was typed as (or None)."""

    key: str
    twin: str | None = None


def pressed(key: str, character: str | None) -> Pressed:
    """What Textual's key event means: its printable character rather than its name, full-width ones as their twins."""
    plain = _TWINS.get(character or "", character or "")
    if character is None or len(plain) != 1 or not plain.isprintable():
        return Pressed(key)
    name = "space" if plain == " " else plain
    return Pressed(name, character if plain != character else None)


Keys = Mapping[str, tuple[str, ...]]

_in_use: Keys = KEYS


def use(keys: Keys) -> None:
    """These keys hold from now on: the table's, or a person's own."""
    global _in_use
    _in_use = keys


def action_of(key: str, context: str, keys: Keys | None = None) -> Action | None:
    """The action that key stands for in that place."""
    found = (ACTIONS[id] for id, own in (keys or _in_use).items() if key in own)
    return next((action for action in found if context in action.where), None)


def keys_of(action: Action) -> tuple[str, ...]:
    """The keys in force for it, the one shown first."""
    return _in_use[action.id]


def shown(action: Action, keys: Keys | None = None) -> Clean:
    """The action's keys as printed in help: `j Down`."""
    return Clean("  ".join(name_of(key) for key in (keys or _in_use)[action.id]))


def first(action: Action, keys: Keys | None = None) -> Clean:
    """The key shown on the key line; empty where there is none."""
    own = (keys or _in_use)[action.id]
    return Clean(name_of(own[0]) if own else "")


def name_of(key: str) -> str:
    """A key as it is shown."""
    return SHOWN.get(key, key if len(key) == 1 or "+" in key else key.capitalize())
