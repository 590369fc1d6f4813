"""Whether two names mean the same public body: spellings of one name, never guesses.

The same are: names that differ in white space and width; in usual short forms (`管委会`, `市场监管局`: body_names.toml); in
whether `人民政府` or `管理委员会` is written after a place that stands alone; in higher places left out in front
(`章贡区财政局`, `赣州市章贡区财政局`). A short name that fits two different bodies fits neither.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import combinations

from core.bodies import body_of, region_of
from core.model import Body
from core.prepared import tables

_GOVERNS = re.compile(r"(?:人民政府|管理委员会)\Z")
_PLACE_KINDS = 2
"""A place has more characters than this: `市财政局` begins with none."""


@lru_cache(maxsize=4096)
def spelling(name: str) -> str:
    """The name as it is compared: one width, no white space, short forms written out, a place for its government."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", name).casefold())
    for pattern, full in _short():
        plain = pattern.sub(full, plain)
    seat = _GOVERNS.sub("", plain)
    return seat if seat != plain and region_of(seat) == seat else plain


@lru_cache(maxsize=4096)
def tail(name: str) -> str:
    """The spelling from the lowest place on: `章贡区财政局` of `赣州市章贡区财政局`."""
    rest = spelling(name)
    region = region_of(rest) or ""
    for cut in range(len(region) - 1, 0, -1):
        if region_of(rest[:cut]) == rest[:cut] and _begins_with_place(rest[cut:]):
            return rest[cut:]
    return rest


@lru_cache(maxsize=65536)
def same(one: str, other: str) -> bool:
    """Whether both spell one name, perhaps with higher places left out in front."""
    a, b = spelling(one), spelling(other)
    if a == b or len(a) == len(b):
        return bool(a) and a == b
    if len(a) < len(b):
        a, b = b, a
    front = a[: -len(b)]
    return a.endswith(b) and _begins_with_place(b) and region_of(front) == front


def _begins_with_place(name: str) -> bool:
    return len(region_of(name) or "") > _PLACE_KINDS


class Names:
    """The bodies known, to be found by any spelling of their names and aliases."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self.bodies = tuple(bodies)
        self._near: dict[str, dict[Body, None]] = {}
        for body in self.bodies:
            for name in (body.name, *body.aliases):
                self._near.setdefault(tail(name), {})[body] = None

    def of(self, name: str) -> tuple[Body, ...]:
        """The entries that mean the body of that name, the one so spelt first; several where one body is known under several
        spellings, none where the name fits different bodies."""
        near = tuple(self._near.get(tail(name), ()))
        fitting = [body for body in near if _means(body, name)]
        fitting += [body for body in near if body not in fitting and any(_one(body, other) for other in fitting)]
        if not all(_one(a, b) for a, b in combinations(fitting, 2)):
            named = [body for body in fitting if spelling(body.name) == spelling(name)]
            aliased = [body for body in fitting if spelling(name) in map(spelling, body.aliases)]
            fitting = named or (aliased if len(aliased) == 1 else [])
        return tuple(sorted(fitting, key=lambda body: (spelling(body.name) != spelling(name), body.name)))


def described(name: str, names: Names) -> Body:
    """The body of that name as the roster describes it, what it leaves open filled in from the name itself."""
    entries = names.of(name)
    told = next((body for body in entries if body.kind or body.parent or body.region or body.aliases), None)
    known = told or (entries[0] if entries else Body(name))
    own = body_of(known.name)
    aliases = dict.fromkeys((*known.aliases, *(body.name for body in entries if body.name != known.name)))
    return Body(
        known.name, tuple(aliases), known.kind or own.kind, known.region or own.region, known.parent or parent_of(own)
    )


def parent_of(body: Body) -> str | None:
    """The government a body belongs to as far as its name tells: that of its place, for a government that of the place
    around it; None where the name tells none."""
    plain = spelling(body.name)
    place = region_of(plain)
    if not place or not plain.startswith(place):
        return None
    if plain != place:
        return place
    return next((place[:cut] for cut in range(len(place) - 1, 1, -1) if region_of(place[:cut]) == place[:cut]), None)


def belongs_to(body: Body, parent: Body) -> bool:
    """Whether the body's parent is that one."""
    return body.parent is not None and any(same(body.parent, name) for name in _names(parent))


def _names(body: Body) -> Iterator[str]:
    yield body.name
    yield from body.aliases


def _means(body: Body, name: str) -> bool:
    return any(same(known, name) for known in _names(body))


def _one(a: Body, b: Body) -> bool:
    """Whether two entries are one body: an alias that both have does not make them so."""
    return _means(a, b.name) or _means(b, a.name)


@cache
def _short() -> tuple[tuple[re.Pattern[str], str], ...]:
    data = tables("body_names.toml")
    return tuple((re.compile(pattern), full) for pattern, full in data["short"])
