"""A report as JSON, in the way that `core.ingest.wire` tells of and reads."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, Final

from core.address import Address
from core.model import Claim, Figure, Report
from core.wording import Phrase

_LARGE: Final = 1 << 63
Writer = Callable[[Any], object]


class WireError(ValueError):
    """What came over is not what it should be."""


def dump(report: Report) -> bytes:
    """The report as JSON in UTF-8 (lone surrogates, which a PDF may hold, are kept)."""
    written = json.dumps(
        report, default=_plain, ensure_ascii=False, check_circular=False, separators=(",", ":"), allow_nan=False
    )  # a report is made of frozen things, so nothing in it can hold itself
    return written.encode("utf-8", "surrogatepass")


def _plain(value: Any) -> object:
    """What stands for a value that JSON lacks; json asks, also for what lies in the answer."""
    return _writer(value.__class__)(value)


@cache
def _writer(kind: type) -> Writer:
    """The writer of one type, made once a type; a report holds some two thousand values of ten."""
    if issubclass(kind, Phrase):
        return lambda phrase: [phrase.template, [[name, _tagged(part)] for name, part in phrase.arguments.items()]]
    if issubclass(kind, Address):
        return str
    if issubclass(kind, date):
        return date.isoformat
    if not dataclasses.is_dataclass(kind):
        raise WireError(f"no way to write {kind.__name__}")
    fields: Callable[[Any], Any] = attrgetter(*names(kind))
    if kind not in _CHANGED:
        return fields
    name, change = _CHANGED[kind]
    at = names(kind).index(name)

    def write(value: Any) -> object:
        found = fields(value)
        changed = change(found[at])
        return found if changed is found[at] else [*found[:at], changed, *found[at + 1 :]]

    return write


def _tagged(value: Any) -> object:
    """A value of several possible types."""
    if isinstance(value, int):
        return value if -_LARGE <= value < _LARGE else {"int": hex(value)}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Address):
        return {"address": str(value)}
    if isinstance(value, tuple):
        return {"tuple": list(map(_tagged, value))}
    return value


def _written(figures: Mapping[Address, Figure]) -> list[object]:
    """The figures under their addresses, at once: json would ask four times for each."""
    fields = attrgetter(*names(Figure))
    found: list[object] = []
    for address, figure in figures.items():
        of, printed, state, value, *rest = fields(figure)
        name = str(address)
        found.append((name, (name if of is address else str(of), printed, state, _tagged(value), *rest)))
    return found


@cache
def names(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass or of a named tuple, in its order."""
    return tuple(kind._fields if issubclass(kind, tuple) else [field.name for field in dataclasses.fields(kind)])


_CHANGED: Final[Mapping[type, tuple[str, Writer]]] = {
    Claim: ("value", _tagged),
    Report: ("figures", _written),
}
"""The field of a dataclass that json would write in another way."""
