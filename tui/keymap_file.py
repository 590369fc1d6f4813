"""A person's own keys: `keys.toml` in the user's folder of settings, checked when the workstation starts.

    confirm = "X"
    move-down = ["j", "down", "ctrl+n"]

What is wrong in it is said, and the keys of the table hold for that action; one is never left without a way out.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from tui.actions import ACTIONS, EVERYWHERE, of
from tui.keymap import FORBIDDEN, KEYS
from tui.locale import said
from tui.shown import Clean

NAMED = frozenset(
    ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete", "enter", "tab", "space",
     "escape", "backspace", *(f"f{n}" for n in range(1, 13)))
)  # fmt: skip
"""Keys that have names besides their characters."""
NEEDED = ("back", "open", "move-down", "move-up")
"""Actions that must keep a key: without them one does not get out."""


def keymap_file() -> Path:
    """`$XDG_CONFIG_HOME/gouji/keys.toml`, else in `~/.config`."""
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base) / "gouji" / "keys.toml"


def load(file: Path | None = None) -> tuple[Mapping[str, tuple[str, ...]], tuple[Clean, ...]]:
    """The keys in force, and what is wrong with the person's own."""
    file = file or keymap_file()
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError:
        return KEYS, ()
    except (OSError, ValueError) as error:
        return KEYS, (said("{file}: {cause}", file=file, cause=error),)
    import tomllib  # only where there is such a file

    try:
        own = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return KEYS, (said("{file}: {cause}", file=file, cause=error),)
    return merged(own)


def merged(own: Mapping[str, object]) -> tuple[dict[str, tuple[str, ...]], tuple[Clean, ...]]:
    """The table with a person's own keys put in; an entry that does not fit is left out and told."""
    keys, faults = dict(KEYS), []
    for id, wanted in own.items():
        listed = (wanted,) if isinstance(wanted, str) else tuple(wanted) if isinstance(wanted, list) else ()
        fault = _fault(id, listed)
        if fault:
            faults.append(fault)
        else:
            keys[id] = tuple(dict.fromkeys(listed))
    for place in EVERYWHERE:
        faults += _settle(keys, place, own)
    if not all(keys[id] for id in NEEDED):  # own keys for the way out fight one another: those of the table hold
        keys, more = merged({id: wanted for id, wanted in own.items() if id not in NEEDED})
        faults += more
    return keys, tuple(dict.fromkeys(faults))


def _fault(id: str, keys: tuple[object, ...]) -> Clean | None:
    if id not in ACTIONS:
        return said("{id}: there is no such action; see gouji keys", id=id)
    if not keys and id in NEEDED:
        return said("{id}: must keep a key", id=id)
    for key in keys:
        if not isinstance(key, str) or not is_key(key):
            return said("{id}: {key} is no key", id=id, key=key)
        if key in FORBIDDEN or key.startswith(("alt+", "ctrl+shift+")):
            return said("{id}: {key} does not arrive everywhere, or the terminal keeps it", id=id, key=key)
    return None


def is_key(key: str) -> bool:
    """A printable character, a key with a name, or ctrl with a letter."""
    if len(key) == 1:
        return key.isprintable() and not key.isspace()
    if key in NAMED or key == "shift+tab":
        return True
    return key.startswith("ctrl+") and len(key) == 6 and key[5].isascii() and key[5].islower()


def _settle(keys: dict[str, tuple[str, ...]], place: str, own: Mapping[str, object]) -> list[Clean]:
    """Where two actions of a place have one key: a person's own wins over the table, of two own ones neither holds."""
    faults = []
    taken: dict[str, str] = {}
    for action in sorted(of(place), key=lambda one: (one.id not in NEEDED, one.id not in own)):
        for key in keys[action.id]:
            other = taken.setdefault(key, action.id)
            if other == action.id:
                continue
            faults.append(said("{key}: both {first} and {second}", key=key, first=other, second=action.id))
            both_own = action.id in own and other in own and other not in NEEDED
            for id in (action.id, *((other,) if both_own else ())):
                keys[id] = tuple(one for one in keys[id] if one != key)
    return faults
