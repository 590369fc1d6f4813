"""Rows of a long list by their number: keyset pages of 128 rows, 32 of them kept, so that a million reports cost what a hundred do."""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Callable, Iterator

from core.lines import ListPage, ReportRow

PAGE = 128
KEPT = 32

Key = tuple[object, ...] | None
Fetch = Callable[[Key, int], ListPage]
"""Asks for the page after a key: `fetch(after, limit)`."""


class Pages:
    """Rows by their number, fetched by keyset: a page's key is known once a page beside it was seen, from either end."""

    def __init__(self, fetch: Fetch, total: int | None, back: Fetch | None = None) -> None:
        self.fetch = fetch
        self.back = back
        """Asks for the page ahead of a key; with the key `()` for the last one."""
        self.total = 0
        """How many rows there are; until they are counted, one more than are known wherever there are more."""
        self.counted = False
        self._keys: dict[int, Key] = {0: None}
        """By number of the page: behind which key it begins."""
        self._last = sys.maxsize
        self._back_keys: dict[int, Key] = {}
        """By number of the page: ahead of which key it ends."""
        self._kept: OrderedDict[int, tuple[ReportRow, ...]] = OrderedDict()
        if total is None:
            self._page(0)
        else:
            self.count(total)

    def count(self, total: int) -> None:
        """So many rows there are: from now on one may come from the end. What was numbered from another end is
        asked for anew."""
        if self.counted and total != self.total:
            self._kept.clear()
            self._keys = {0: None}
        self.total, self.counted = total, True
        self._last = max(0, total - 1) // PAGE
        self._back_keys = {self._last: ()} if self.back else {}

    def onward(self, index: int, reach: int) -> Iterator[tuple[int, ReportRow]]:
        """So many rows from that one on, with their numbers, as far as there are any."""
        for place in range(index, index + reach):
            row = self[place]
            if row is None:
                return
            yield place, row

    def __getitem__(self, index: int) -> ReportRow | None:
        """The row, None beyond the end (rows may have gone since they were counted)."""
        if self.counted and index >= self.total:
            return None
        rows = self._page(index // PAGE)
        return rows[index % PAGE] if index % PAGE < len(rows) else None

    def put(self, row: ReportRow) -> None:
        """The report stands so now; where it stands among the rows does not change."""
        for number, rows in self._kept.items():
            if any(one.uid == row.uid for one in rows):
                self._kept[number] = tuple(row if one.uid == row.uid else one for one in rows)

    def index(self, uid: str) -> int | None:
        """Where a report stands among the pages held."""
        for number, rows in self._kept.items():
            for place, row in enumerate(rows):
                if row.uid == uid:
                    return number * PAGE + place
        return None

    def _page(self, number: int) -> tuple[ReportRow, ...]:
        if number in self._kept:
            self._kept.move_to_end(number)
            return self._kept[number]
        if number in self._keys or number in self._back_keys:
            self._load(number)
            return self._kept.get(number, ())
        behind = max(known for known in self._keys if known < number)
        ahead = min((known for known in self._back_keys if known > number), default=None)
        step = 1 if ahead is None or number - behind <= ahead - number else -1
        start = behind if step > 0 or ahead is None else ahead
        for near in range(start, number + step, step):
            if near not in self._keys and near not in self._back_keys:
                return ()  # the list ends before
            self._load(near)
        return self._kept.get(number, ())

    def _load(self, number: int) -> None:
        """Fetch that page, and learn the keys of its neighbours."""
        if number in self._keys:
            page = self.fetch(self._keys[number], PAGE)
        else:
            assert self.back is not None
            rows = self.total - self._last * PAGE if number == self._last else PAGE
            page = self.back(self._back_keys[number], rows)
        self._kept[number] = page.rows
        self._kept.move_to_end(number)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        if not self.counted and page.after is None:
            self.count(number * PAGE + len(page.rows))
        elif not self.counted:
            self.total = max(self.total, (number + 1) * PAGE + 1)
        if page.after is not None and number < self._last:
            self._keys.setdefault(number + 1, page.after)
        if page.before is not None and self.back is not None and number > 0:
            self._back_keys.setdefault(number - 1, page.before)
