"""What in running text speaks against the form's order of columns, or for it: heads, sums, sentences around a label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from core.reading.folding import NUMERALS, squeeze
from core.reading.segments import Segment
from core.reading.wants import APPLICANT_HEADS, NOTE, columns
from core.reading.witness import sums_hold, worth

_STRANGE = 2
"""Letters between head and first row that no head of the form has."""
_TOTALS = ("总计", "合计")
_FEW = 3
"""Rows that are not all noughts."""
_ROWS = 6
"""Rows that make a table."""
_BETWEEN = re.compile(r"[\s|｜│┃,，]+")
_LABEL_BEFORE = re.compile(r"[\s|｜│┃]+\Z")
_CLAUSE_ENDS = re.compile(r"[ \t]*[，。；、](?!\Z)")
_UNIT = re.compile("(?<=[人业构织他计])件")
"""Of the applicants' heads, right behind them."""
_SENTENCE = re.compile(r"[\u4e00-\u9fff]\Z")
_TABLE_WORDS = re.compile(r"(?:数量?|金额|内容|[项目]|单位：?万元|行政|[0-9０-９](?:万?元|[件条个宗份次]))\Z")
"""What heads, titles and figures of table 2 end with, and the word before 规范性文件 on the form."""


def heads_in_order(letters: str, version: str, before: int) -> bool:
    """Whether the applicants' column heads that stand before the first row stand in the form's order."""
    area = letters[max(0, before - 120) : before]
    names = [column.name for column in columns(version, "t3") if len(column.name) > 2]
    places = [area.rfind(name) for name in names]
    present = [place for place in places if place >= 0]
    return present == sorted(present) and not _ends_first(area, names[0], names[-1])


def _ends_first(area: str, first: str, last: str) -> bool:
    """Whether the heads of the form's last columns, 其他 and 总计, stand before others instead."""
    before, head, behind = area.rpartition(first)
    if (
        not head or "其他组织" in before + behind
    ):  # heads of two rows: cells over several rows may come first in the text
        return False
    total = before.endswith(_TOTALS) and not any(name in behind for name in _TOTALS)
    return total or 0 <= behind.rfind("其他") < behind.rfind(last)


def totals_first(found: Sequence[Segment]) -> bool:
    """Whether the rows add up with the first figure as the sum of the others, and not with the last."""
    last = first = 0
    for segment in found:
        cells = [worth(squeeze(token.printed)) for token in segment.tokens]
        values = [value for value in cells if value is not None]
        if len(values) == len(cells) == len(APPLICANT_HEADS) and values[0] != values[-1]:
            last += values[-1] == sum(values[:-1])
            first += values[0] == sum(values[1:])
    return first > max(1, last)


def heads_known(letters: str, first: int) -> bool:
    """Whether between the first applicants' head and the first row nothing stands that the form's heads do not have."""
    area = _UNIT.sub("", letters[max(0, first - 120) : first])
    begin = area.rfind(APPLICANT_HEADS[0])
    if begin < 0:
        return True
    known = Counter("".join((*APPLICANT_HEADS, NOTE, "其他", "总计", *NUMERALS)))
    strange = Counter(area[begin:]) - known
    return strange.total() < _STRANGE


def sums_vouch(found: Sequence[Segment]) -> bool:
    """Whether every row has as many figures as columns, the last of them the sum of the others, and several are not all noughts:
    words among the heads stand for no column of their own then."""
    prints = [[squeeze(token.printed) for token in segment.tokens] for segment in found]
    adding = [sums_hold("t3", cells) for cells in prints]
    telling = sum(len({cell for cell in cells if worth(cell)}) > 1 for cells in prints)
    return len(found) > _ROWS and all(adding) and telling >= _FEW


def in_prose(source: str, segment: Segment) -> bool:
    """Whether the label stands amid a sentence (办理行政许可 12 件，…): letters before it on its line that no head or row of the table
    ends with, or an end of a clause right behind its figure."""
    line = source[source.rfind("\n", 0, segment.anchor.source) + 1 : segment.anchor.source]
    before = _LABEL_BEFORE.sub("", line)
    figure = segment.tokens[0].span[1] if segment.tokens else None
    sentence = figure is not None and bool(_CLAUSE_ENDS.match(source, figure))
    return sentence or bool(before and _SENTENCE.search(before) and not _TABLE_WORDS.search(before))


def foreign_heads(source: str, first: int) -> bool:
    """Whether the line above the first row is one of heads, a total the last of them, and none of them an applicant's."""
    line = source[:first].rstrip().rpartition("\n")[2]
    words = [word for word in _BETWEEN.split(line) if word]
    known = "".join(APPLICANT_HEADS)
    return len(words) >= _ROWS and words[-1] in _TOTALS and not any(word in known for word in words)
