"""Which column of the form the words above a column name: exactly, else by likeness of the lowest of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from core.reading.wants import BLOCK_NAMES, Want, columns, without_unit

_SIMILAR = 0.74
_MARGIN = 0.15
_OTHER_YEAR = re.compile("(?:上一?年|去年|上期|同期|往年|历年|同比|环比|[较比与]上年|增减)")
"""How the head of a column beside the form's own begins that holds another year's figures, or the difference to them."""


def name_of(table: str, above: Sequence[str], version: str) -> str:
    """The column below head cells with these letters, top to bottom; in table 4 `block/outcome`, the block `*` where none is named.
    Empty for a column that the form has not."""
    if not above:
        return ""
    path = without_unit("".join(above))
    last = without_unit(above[-1])
    if table != "t4":
        return _column(table, path, last, version)
    outcome = _column("t4", path, last, version)
    blocks = [block for block, names in BLOCK_NAMES.items() if any(name in path for name in names)]
    if "litigation_after_reconsideration" in blocks and "litigation_direct" in blocks:
        return ""
    block = blocks[-1] if blocks else "*"
    return f"{block}/{outcome}" if outcome else ""


@lru_cache(maxsize=1024)
def _column(table: str, path: str, last: str, version: str) -> str:
    """The column that a head path ends in: exactly, else by likeness of its last cell."""
    wants = columns(version, table)
    if path.endswith("其他组织") or (_OTHER_YEAR.match(last) and not any(last in want.names for want in wants)):
        return ""
    exact = [(len(name), name, want.key) for want in wants for name in want.names if path.endswith(name)]
    if exact:
        _, name, key = max(exact)
        return "" if _two_heads(last, name, key, wants) else key
    scores = sorted(
        (
            (Levenshtein.normalized_similarity(last, name), want.key, name)
            for want in wants
            for name in want.names
            if len(name) > 3
        ),
        reverse=True,
    )
    best = scores[0] if scores else (0.0, "", "")
    second = next((score for score, key, _ in scores if key != best[1]), 0.0)
    clear = best[0] >= _SIMILAR and best[0] - second >= _MARGIN
    return best[1] if clear and not _two_heads(last, best[2], best[1], wants) else ""


def _two_heads(letters: str, name: str, key: str, wants: Sequence[Want]) -> bool:
    """Whether the letters of another column's name are left in the cell: no rule parts two heads, or one of them was lost."""
    rest = Counter(letters) - Counter(name)
    return any(Counter(other) <= rest for want in wants if want.key != key for other in want.names)
