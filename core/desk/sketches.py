"""Which reports of a year may share text: sketches of their passages, so that not every pair need be compared.

MinHash signatures of passages (some sentences' length) in a locality-sensitive index, both by `rensa`. A sketch only proposes:
the rule D.AGENCY compares what it proposes to the character. Passages rather than whole texts, because sixty shared
characters in a text of three thousand would not show in a sketch of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from rensa import RMinHash, RMinHashLSH

from core.model import Report
from core.naming import tail
from core.rules.likeness import wording
from core.rules.similarity import SECTIONS

_SHINGLE: Final = 5
_PERMUTATIONS: Final = 16
_BANDS: Final = 8
_SEED: Final = 20211
_SHORTEST: Final = 20
"""Characters of a passage that tells anything: a shared run of sixty holds one such passage or most of two."""
_LONGEST: Final = 60
_ENDS: Final = re.compile(r"[。；！？\n]")


class Sketches:
    """An index of one year's reports by what sections 1 and 5 say."""

    def __init__(self) -> None:
        self._index = RMinHashLSH(0.3, _PERMUTATIONS, _BANDS)
        self._owners: list[str] = []
        self._signatures: dict[str, list[RMinHash]] = {}
        self.bodies: dict[str, str] = {}
        """Whose report each edition taken in is."""
        self.tails: dict[str, dict[str, None]] = {}
        """Bodies by the lowest place and office of their names."""

    def add(self, uid: str, body: str, report: Report) -> None:
        """Take a report in; a second time it is nothing."""
        if uid in self._signatures:
            return
        self.bodies[uid] = body
        self.tails.setdefault(tail(body), {})[body] = None
        text = wording(report, *SECTIONS).text
        shingled = [[part[i : i + _SHINGLE] for i in range(len(part) - _SHINGLE + 1)] for part in passages(text)]
        signatures = RMinHash.from_token_sets(shingled, _PERMUTATIONS, _SEED) if shingled else []
        self._signatures[uid] = signatures
        self._index.insert_many(signatures, len(self._owners))
        self._owners += [uid] * len(signatures)

    def others(self, own: str) -> Iterator[str]:
        """A body of another name's tail if there is one, else those of the same."""
        another = next((bodies for name, bodies in self.tails.items() if name != own), None)
        return iter(another if another is not None else self.tails.get(own, ()))

    def near(self, uid: str) -> frozenset[str]:
        """Other reports that may share a passage with this one; nothing for one that was not taken in."""
        keys = (key for signature in self._signatures.get(uid, ()) for key in self._index.query(signature))
        return frozenset(self._owners[key] for key in keys) - {uid}


def passages(text: str) -> Iterator[str]:
    """A text's sentences, long ones cut at commas; both texts of a pair are cut alike wherever they are alike."""
    for sentence in _ENDS.split(text):
        yield from _parts(sentence.split("，")) if len(sentence) > _LONGEST else _long_enough((sentence,))


def _parts(clauses: list[str]) -> Iterator[str]:
    """Every clause with the one behind it, so that it does not matter where the sentence began."""
    yield from _long_enough(f"{one}，{other}" for one, other in zip(clauses, clauses[1:] or [""], strict=False))


def _long_enough(parts: Iterable[str]) -> Iterator[str]:
    return (part for part in parts if len(part) >= _SHORTEST)
