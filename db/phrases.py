"""Phrases, numbers and spans as JSON, exactly; and the Chinese sentence for readers of the file. File names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from core.address import Address
from core.wording import Argument, Phrase, say

if TYPE_CHECKING:
    from core.model import Number, Span

LARGE = 2**63
"""What SQLite's integers do not hold; and `str` of an int refuses beyond some thousand digits, Decimal does not."""


def storable(text: str) -> str:
    """SQLite keeps no lone surrogates: each becomes one replacement character, so that positions stay true."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if 0xD800 <= ord(c) <= 0xDFFF else c for c in text)
    return text


def name_cells(name: str) -> tuple[str, bytes | None]:
    """A file name as text, and its bytes where they are not UTF-8."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return storable(name), name.encode("utf-8", "surrogateescape")
    return name, None


def cells_name(name: str, raw: bytes | None) -> str:
    """What `name_cells` stored."""
    return name if raw is None else raw.decode("utf-8", "surrogateescape")


_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def packed(value: object) -> str:
    """JSON with sorted keys where the order says nothing, Chinese readable."""
    return storable(_written(value))


def number_cell(value: Number | None) -> int | str | None:
    """An integer as such, a decimal (or an integer beyond 64 bits) as text."""
    if value is None or (isinstance(value, int) and -LARGE <= value < LARGE):
        return value
    return str(Decimal(value))


def cell_number(value: int | str | None) -> Number | None:
    """What `number_cell` stored."""
    return Decimal(value) if isinstance(value, str) else value


def phrase_json(phrase: Phrase | None) -> str | None:
    """Template and typed arguments."""
    if phrase is None:
        return None
    if not phrase.arguments:
        return _alone(phrase.template)
    return packed({"template": phrase.template, "arguments": {k: _typed(v) for k, v in phrase.arguments.items()}})


@lru_cache(maxsize=256)
def _alone(template: str) -> str:
    """A phrase without arguments, as most outcomes of rules have one: why they do not apply."""
    return packed({"template": template, "arguments": {}})


def json_phrase(text: str | None) -> Phrase | None:
    """What `phrase_json` stored."""
    if text is None:
        return None
    data = json.loads(text)
    return Phrase(data["template"], {name: _untyped(value) for name, value in data["arguments"].items()})


def chinese(phrase: Phrase | None) -> str | None:
    """The sentence."""
    return None if phrase is None else storable(say(phrase, "zh"))


def spans_json(spans: Iterable[Span]) -> str:
    """`[[start, end], …]`."""
    return f"[{','.join(f'[{start},{end}]' for start, end in spans)}]"


def json_spans(text: str) -> tuple[Span, ...]:
    """What `spans_json` stored."""
    return tuple((start, end) for start, end in json.loads(text))


def hint_json(hint: Mapping[Address, Number]) -> str:
    """`{address: number}`, in the given order."""
    return packed({str(address): _typed(value) for address, value in hint.items()})


def json_hint(text: str) -> dict[Address, Number]:
    """What `hint_json` stored."""
    hint: dict[Address, Number] = {}
    for address, value in json.loads(text).items():
        number = _untyped(value)
        if isinstance(number, (int, Decimal)):
            hint[Address.parse(address)] = number
    return hint


def _typed(value: Argument) -> Any:
    if isinstance(value, int) and not -LARGE <= value < LARGE:
        return {"integer": str(Decimal(value))}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Address):
        return {"address": str(value)}
    if isinstance(value, tuple):
        return [_typed(part) for part in value]
    return value


def _untyped(value: Any) -> Argument:
    if isinstance(value, list):
        return tuple(_untyped(part) for part in value)
    if not isinstance(value, dict):
        plain: Argument = value
        return plain
    [(kind, text)] = value.items()
    if kind in ("decimal", "integer"):
        return Decimal(text) if kind == "decimal" else int(Decimal(text))
    return date.fromisoformat(text) if kind == "date" else Address.parse(text)
