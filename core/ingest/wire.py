"""A Report as JSON and back, exactly: what a reader process hands over.

The reading side trusts nothing: every value is checked against the type its field declares, every span against the text. A
dataclass is a list of its fields in their order. In fields that may hold several types a value that JSON lacks is an object
of one key: `{"decimal": "1.20"}`, `{"date": …}`, `{"address": …}`, `{"tuple": […]}`, `{"int": "0x…"}` for integers past 2^63.
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
from functools import cache, lru_cache
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from core.address import Address
from core.model import Box, Report, Span
from core.wording import Phrase

MAX_BYTES: Final = 32 * 1024 * 1024
"""What one reader process may hand over."""
_MAX_DEPTH: Final = 8
"""Of tuples in a phrase's arguments."""
_LARGE: Final = 1 << 63
_AS_IS: Final = (str, types.NoneType, float, bool)
"""JSON has them."""
Decoder = Callable[[Any], Any]


class WireError(ValueError):
    """What came over is not what it should be."""


def dump(report: Report) -> bytes:
    """The report as JSON in UTF-8 (lone surrogates, which a PDF may hold, are kept)."""
    plain = _encode(report)  # a tree made just now, so nothing in it can hold itself
    written = json.dumps(plain, ensure_ascii=False, check_circular=False, separators=(",", ":"), allow_nan=False)
    return written.encode("utf-8", "surrogatepass")


def load(data: bytes) -> Report:
    """The report; WireError where anything in it is not as declared."""
    if len(data) > MAX_BYTES:
        raise WireError("too long")
    try:
        plain = json.loads(data.decode("utf-8", "surrogatepass"))
        report = _decoder(Report)(plain)
    except (ValueError, TypeError, KeyError, ArithmeticError, RecursionError) as error:
        raise WireError(f"{type(error).__name__}: {error}") from error
    assert isinstance(report, Report)
    _check_places(report)
    return report


def _encode(value: Any) -> object:
    kind = value.__class__
    return value if kind in _AS_IS else _encoder(kind)(value)


@cache
def _encoder(kind: type) -> Callable[[Any], object]:
    """The writer of one type, made once a type; a report holds some ten thousand values of twenty."""
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, _AS_IS):
        return lambda value: value
    if issubclass(kind, int):
        return lambda value: value if -_LARGE <= value < _LARGE else {"int": hex(value)}
    if issubclass(kind, Decimal):
        return lambda value: {"decimal": str(value)}
    if issubclass(kind, date):
        return lambda value: {"date": value.isoformat()}
    if issubclass(kind, Address):
        return lambda value: {"address": str(value)}
    if issubclass(kind, tuple):
        return lambda value: {"tuple": list(map(_encode, value))}
    if issubclass(kind, Mapping):
        return lambda value: [[_encode(key), _encode(part)] for key, part in value.items()]
    if dataclasses.is_dataclass(kind):
        names = _names(kind)
        return lambda value: [_encode(getattr(value, name)) for name in names]
    raise WireError(f"no way to write {kind.__name__}")


def _fields_of(value: Any) -> list[Any]:
    """What a dataclass holds, in the order of its fields."""
    return [getattr(value, name) for name in _names(value.__class__)]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@cache
def _decoder(hint: Any) -> Decoder:
    """The reader of one declared type. Compiled once a type; recursive types are looked up when used."""
    hint = hint.__value__ if hasattr(hint, "__value__") else hint
    if isinstance(hint, type) and hint in _PLAIN:
        return _PLAIN[hint]
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _union(parts)
    if origin is tuple:
        return _tuple(parts)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(*parts)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _dataclass(hint)
    raise WireError(f"no way to read {hint}")


def _dataclass(kind: Any) -> Decoder:
    hints = get_type_hints(kind)
    decoders = [_decoder(hints[field.name]) for field in dataclasses.fields(kind)]

    def decode(plain: Any) -> Any:
        if not isinstance(plain, list) or len(plain) != len(decoders):
            raise WireError(f"not a {kind.__name__}")
        return kind(*[decoder(part) for decoder, part in zip(decoders, plain, strict=True)])

    return decode


def _mapping(key: Any, value: Any) -> Decoder:
    keys, values = _decoder(key), _decoder(value)

    def decode(plain: Any) -> Any:
        if not isinstance(plain, list):
            raise WireError("not a mapping")
        found = {keys(pair[0]): values(pair[1]) for pair in plain}
        if len(found) != len(plain):
            raise WireError("a key comes twice")
        return types.MappingProxyType(found)

    return decode


def _tuple(parts: tuple[Any, ...]) -> Decoder:
    endless = len(parts) == 2 and parts[1] is Ellipsis
    decoders = [_decoder(part) for part in parts if part is not Ellipsis]

    def decode(plain: Any) -> Any:
        inside = plain.get("tuple") if isinstance(plain, dict) else None
        if not isinstance(inside, list) or (not endless and len(inside) != len(decoders)):
            raise WireError("not a tuple")
        if endless:
            return tuple(map(decoders[0], inside))
        return tuple([decoder(part) for decoder, part in zip(decoders, inside, strict=True)])

    return decode


def _union(parts: tuple[Any, ...]) -> Decoder:
    """A value or none; or, among plain types (numbers, arguments of a phrase), whichever the value itself says."""
    others = [part for part in parts if part is not type(None)]
    if len(others) == 1:
        inner = _decoder(others[0])
        return lambda plain: None if plain is None else inner(plain)
    names = {part for part in others if isinstance(part, type)}

    def decode(plain: Any) -> Any:
        found = _argument(plain)
        if found is None and type(None) not in parts:
            raise WireError("a value is missing")
        if found is not None and not isinstance(found, (*names, tuple)):
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
    return _TAGGED[name](plain)


def _text(plain: Any) -> str:
    if not isinstance(plain, str):
        raise WireError("not a text")
    return plain


def _truth(plain: Any) -> bool:
    if not isinstance(plain, bool):
        raise WireError("not a truth value")
    return plain


def _integer(plain: Any) -> int:
    if plain.__class__ is int:
        return plain
    if isinstance(plain, dict) and isinstance(plain.get("int"), str):
        return int(plain["int"], 16)
    if not isinstance(plain, int) or isinstance(plain, bool):
        raise WireError("not an integer")
    return plain


def _real(plain: Any) -> float:
    if plain.__class__ is float and math.isfinite(plain):
        return plain
    if not isinstance(plain, (int, float)) or isinstance(plain, bool) or not math.isfinite(plain):
        raise WireError("not a finite number")
    return float(plain)


def _decimal(plain: Any) -> Decimal:
    try:
        found = Decimal(_text(plain["decimal"]))
    except InvalidOperation as error:
        raise WireError("not a decimal") from error
    if not found.is_finite():
        raise WireError("not a finite number")
    return found


def _date(plain: Any) -> date:
    return date.fromisoformat(_text(plain["date"]))


def _address(plain: Any) -> Address:
    return _parsed(_text(plain["address"]))


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Address:
    """The form's addresses come twice in every report."""
    return Address.parse(text)


_PLAIN: Final[Mapping[type, Decoder]] = {
    str: _text,
    bool: _truth,
    int: _integer,
    float: _real,
    Decimal: _decimal,
    date: _date,
    Address: _address,
}
_NO_PLACES: Final = (str, int, float, Decimal, date, types.NoneType, Enum, Address, Phrase, Box)
"""No span lies in any of these."""
_TAGGED: Final[Mapping[str, Decoder]] = {"int": _integer, "decimal": _decimal, "date": _date, "address": _address}


def _check_places(report: Report) -> None:
    """Every span lies in the text, every figure stands under its own address."""
    length = len(report.text)
    places: list[Span] = []
    _find_places(report, places)
    if any(not 0 <= start <= end <= length for start, end in places):
        raise WireError("a place lies outside of the text")
    if any(figure.address != address for address, figure in report.figures.items()):
        raise WireError("a figure stands under another address")


def _find_places(value: Any, found: list[Span]) -> None:
    """Every pair of integers in a report's own fields: they are all spans (a phrase's arguments are not)."""
    if isinstance(value, tuple):
        if len(value) == 2 and type(value[0]) is int and type(value[1]) is int:
            found.append(value)
            return
        for part in value:
            _find_places(part, found)
    elif not _without_places(value.__class__):
        for part in value.values() if isinstance(value, Mapping) else _fields_of(value):
            if not _without_places(part.__class__):
                _find_places(part, found)


@cache
def _without_places(kind: type) -> bool:
    """Whether no span lies in any value of this type."""
    return issubclass(kind, _NO_PLACES) or not (issubclass(kind, (tuple, Mapping)) or dataclasses.is_dataclass(kind))
