"""A Report as JSON and back, exactly: what a reader process hands over.

The reading side trusts nothing: every value is checked against the type its field declares, every span against the text. A
dataclass and a tuple are lists of what they hold in its order, a mapping is one of pairs, an address or a date its print. In
fields that may hold several types a value that JSON lacks is an object of one key: `{"decimal": "1.20"}`, `{"date": …}`,
`{"address": …}`, `{"tuple": […]}`, `{"int": "0x…"}` for integers past 2^63.
"""

from __future__ import annotations

import dataclasses
import json
import math
import types
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache, lru_cache, partial
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from core.address import Address
from core.form import form
from core.ingest.wire_writing import WireError, dump, names
from core.model import Box, Figure, Locator, Report, Span, State

__all__ = ["MAX_BYTES", "WireError", "dump", "load"]

MAX_BYTES: Final = 32 * 1024 * 1024
"""What one reader process may hand over."""
_MAX_DEPTH: Final = 8
"""Of tuples in a phrase's arguments."""
_FOUR: Final = [float] * 4
Decoder = Callable[[Any, int], Any]
"""Takes what JSON gave, and the length of the text in which all places lie."""


def load(data: bytes) -> Report:
    """The report; WireError where anything in it is not as declared."""
    if len(data) > MAX_BYTES:
        raise WireError("too long")
    try:
        plain = json.loads(data.decode("utf-8", "surrogatepass"))
        report = _decoder(Report)(plain, _length(plain))
    except (ValueError, TypeError, KeyError, ArithmeticError, RecursionError) as error:
        raise WireError(f"{type(error).__name__}: {error}") from error
    assert isinstance(report, Report)
    if [1 for address, figure in report.figures.items() if figure.address is not address and figure.address != address]:
        raise WireError("a figure stands under another address")
    return report


def _length(plain: Any) -> int:
    """Of the report's text, in which all its places must lie."""
    at = names(Report).index("text")
    if not isinstance(plain, list) or len(plain) <= at:
        raise WireError("not a report")
    return len(_text(plain[at]))


@cache
def _decoder(hint: Any) -> Decoder:
    """The reader of one declared type. Compiled once a type; recursive types are looked up when used."""
    hint = hint.__value__ if hasattr(hint, "__value__") else hint
    if isinstance(hint, type) and hint in _PLAIN:
        return _PLAIN[hint]
    if hint is Figure:
        return _figure()
    if hint is Locator:
        return _locator()
    if hint is Box:
        return _box()
    if hint == Span:
        return _span
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _union(parts)
    if origin is tuple:
        return _tuple(parts)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(*parts)
    if isinstance(hint, type) and issubclass(hint, Enum):
        members = {member.value: member for member in hint}
        return lambda plain, length: members[plain]
    if isinstance(hint, type) and (dataclasses.is_dataclass(hint) or issubclass(hint, tuple)):
        return _dataclass(hint)
    raise WireError(f"no way to read {hint}")


def _dataclass(kind: Any) -> Decoder:
    hints = get_type_hints(kind)
    decoders = [_decoder(hints[name]) for name in names(kind)]

    def decode(plain: Any, length: int) -> Any:
        if plain.__class__ is not list or len(plain) != len(decoders):
            raise WireError(f"not a {kind.__name__}")
        return kind(*[decoder(part, length) for decoder, part in zip(decoders, plain, strict=True)])

    return decode


def _figure() -> Decoder:
    """A figure; one with a whole number or none and no doubt, as nearly all are, is not asked for each field what else it may hold."""
    decode, locator = _dataclass(Figure), _decoder(Locator)
    states = {state.value: state for state in State}

    def figure(plain: Any, length: int) -> Any:
        if plain.__class__ is list and len(plain) == 7 and plain[5] is None and plain[6] is None:
            address, printed, state, value, place = plain[:5]
            if value is None or value.__class__ is int:
                return Figure(_parsed(_text(address)), _text(printed), states[state], value, locator(place, length))
        return decode(plain, length)

    return figure


def _locator() -> Decoder:
    """A place; one on a page likewise."""
    decode, box_of = _dataclass(Locator), _box()

    def locator(plain: Any, length: int) -> Any:
        if plain.__class__ is list and len(plain) == 3 and plain[0].__class__ is list and plain[1].__class__ is int:
            spans, page, box = plain
            places = tuple([_span(span, length) for span in spans])
            return Locator(places, page, None if box is None else box_of(box, length))
        return decode(plain, length)

    return locator


def _box() -> Decoder:
    """A box, mostly of four numbers with decimals whose sum tells that all are finite."""
    decode = _dataclass(Box)

    def box(plain: Any, length: int) -> Any:
        if plain.__class__ is list and [part.__class__ for part in plain] == _FOUR and math.isfinite(sum(plain)):
            return Box(*plain)
        return decode(plain, length)

    return box


def _mapping(key: Any, value: Any) -> Decoder:
    keys, values = _decoder(key), _decoder(value)

    def decode(plain: Any, length: int) -> Any:
        if not isinstance(plain, list):
            raise WireError("not a mapping")
        found = {keys(name, length): values(part, length) for name, part in plain}
        if len(found) != len(plain):
            raise WireError("a key comes twice")
        return types.MappingProxyType(found)

    return decode


def _tuple(parts: tuple[Any, ...]) -> Decoder:
    endless = len(parts) == 2 and parts[1] is Ellipsis
    decoders = [_decoder(part) for part in parts if part is not Ellipsis]

    def decode(plain: Any, length: int) -> Any:
        if not isinstance(plain, list) or (not endless and len(plain) != len(decoders)):
            raise WireError("not a tuple")
        if endless:
            return tuple([decoders[0](part, length) for part in plain])
        return tuple([decoder(part, length) for decoder, part in zip(decoders, plain, strict=True)])

    return decode


def _union(parts: tuple[Any, ...]) -> Decoder:
    """A value or none; or, among plain types (numbers, arguments of a phrase), whichever the value itself says."""
    others = [part for part in parts if part is not type(None)]
    if len(others) == 1:
        inner = _decoder(others[0])
        return lambda plain, length: None if plain is None else inner(plain, length)
    allowed = tuple(get_origin(part) or part for part in parts)

    def decode(plain: Any, length: int) -> Any:
        found = _argument(plain)
        if not isinstance(found, allowed):
            raise WireError(f"{type(found).__name__} is not allowed here")
        return found

    return decode


def _argument(plain: Any, depth: int = 0) -> Any:
    """A value that names its own type."""
    if plain is None or isinstance(plain, str):
        return plain
    if isinstance(plain, int):
        return _integer(plain)
    if not isinstance(plain, dict) or len(plain) != 1 or depth > _MAX_DEPTH:
        raise WireError("not an argument")
    [(name, inside)] = plain.items()
    if name == "tuple" and isinstance(inside, list):
        return tuple(_argument(part, depth + 1) for part in inside)
    return _TAGGED[name](_text(inside))


def _text(plain: Any, length: int = 0) -> str:
    if not isinstance(plain, str):
        raise WireError("not a text")
    return plain


def _truth(plain: Any, length: int) -> bool:
    if not isinstance(plain, bool):
        raise WireError("not a truth value")
    return plain


def _integer(plain: Any, length: int = 0) -> int:
    if plain.__class__ is int:  # a truth value is none
        return plain
    raise WireError("not an integer")


def _real(plain: Any, length: int) -> float:
    if plain.__class__ is float and math.isfinite(plain):
        return plain
    return float(_integer(plain))


def _span(plain: Any, length: int) -> Span:
    if plain.__class__ is not list or len(plain) != 2:
        raise WireError("not a place")
    start, end = plain
    if start.__class__ is not int or end.__class__ is not int or not 0 <= start <= end <= length:
        raise WireError("a place lies outside of the text")
    return start, end


def _decimal(printed: str) -> Decimal:
    try:
        found = Decimal(printed)
    except InvalidOperation as error:
        raise WireError("not a decimal") from error
    if not found.is_finite():
        raise WireError("not a finite number")
    return found


def _date(plain: Any, length: int) -> date:
    return date.fromisoformat(_text(plain))


def _address(plain: Any, length: int) -> Address:
    return _parsed(_text(plain))


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Address:
    """The form's own addresses, which come twice in every report, as the very objects that rules look figures up by."""
    address = Address.parse(text)
    return _of_the_form().get(address, address)


@cache
def _of_the_form() -> Mapping[Address, Address]:
    return {address: address for address in form("2021").addresses}


_PLAIN: Final[Mapping[type, Decoder]] = {
    str: _text,
    bool: _truth,
    int: _integer,
    float: _real,
    date: _date,
    Address: _address,
}
_TAGGED: Final[Mapping[str, Callable[[str], object]]] = {
    "int": partial(int, base=16),
    "decimal": _decimal,
    "date": date.fromisoformat,
    "address": _parsed,
}
