"""Table 2 of the 2019 trial form: documents made, newly disclosed and disclosed in all (RULES.md §7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.address import Address
from core.form import WHOLE
from core.model import Verdict
from core.passages import squeeze
from core.rules.context import Subject
from core.rules.findings import Hit, Proviso, Seen
from core.rules.showing import unread
from core.wording import Phrase

_OLDER = re.compile(
    r"(?:往年|历年|以前(?:年度)?|之前|此前|存量|历史|前几年|上一?年度?)[^。；]{0,24}(?:规章|文件)[^。；]{0,24}(?:公开|公布|发布)|"
    r"(?:公开|公布|发布|补录)[^。；]{0,24}(?:往年|历年|以前|此前|存量|历史)[^。；]{0,24}(?:规章|文件)"
)
"""Words that tell of documents made earlier and disclosed this year."""


def disclosed(subject: Subject, row: str) -> Iterator[Seen]:
    """A row of the 2019 form. What is newly disclosed was made this year, or earlier and not disclosed before: how much there was
    of that, only a person can tell."""
    cells = tuple(Address("t2", row, column) for column in ("made", "newly_disclosed", "disclosed_total"))
    made, new, total = (subject.value(cell) for cell in cells)
    place = Address("t2", row, WHOLE)
    yield from unread(subject, cells)
    if new is None:
        return
    if total is not None and total < new:
        yield Hit(
            row,
            {"row": place, "new": new, "total": total},
            addresses=cells[1:],
            message="message_2019",
            proof="proof_2019",
            expected=new,
            found=total,
        )
    elif made is not None and new > made:
        surplus = {"row": place, "new": new, "made": made, "surplus": new - made}
        if _OLDER.search(squeeze(subject.words(1) + subject.words(2) + subject.words(6)).text):
            yield Proviso(Phrase("rule.T2.INFORCE_GE.reason_older", surplus))
            return
        yield Hit(
            f"{row}.made",
            surplus,
            addresses=cells[:2],
            verdict=Verdict.REVIEW,
            severity=3,
            message="message_made",
            proof="proof_made",
            expected=made,
            found=new,
        )
