"""By when a report is to be published: one source for the rule I.DEADLINE and the sheet of missing and late reports.

条例 第四十九条: departments by 31 January; 第五十条: the office in charge publishes its government's report by 31 March. A project's
settings (`[deadlines]`) may name other days, for all or by words of a body's name or region.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from core.model import Body

_FOR_A_GOVERNMENT = re.compile(r"政府(?:办公[厅室]|办)\Z|政务公开|行政审批|数据")
"""Offices that may publish their government's report beside their own."""

PUBLIC_SERVICE = re.compile(
    r"(?:公司|集团|大学|学院|学校|[小中]学|幼儿园|医院|卫生院)(?:办公室|党政办公室|党委办公室)?\Z"
)
"""Enterprises and institutions that serve the public (条例 第五十五条): their supervising departments say by when, schools of
higher education report by the academic year."""


def deadlines(body: Body, local: Mapping[str, str], year: int) -> tuple[date, date]:
    """Of reports published in that year: the day by which one is certainly in time, and the one after which it is certainly
    late; the same where it is known which holds, no end where others set it."""
    words = sorted((word for word in local if word in body.name or word in (body.region or "")), key=len)
    if words:
        return (_day(local[words[-1]], year),) * 2
    default, summary = _day(local.get("default", "01-31"), year), _day(local.get("summary", "03-31"), year)
    if PUBLIC_SERVICE.search(body.name):
        return min(default, summary), date.max
    match body.kind:
        case "government":
            return summary, summary
        case "department" | "institution" if not _FOR_A_GOVERNMENT.search(body.name):
            return default, default
    return min(default, summary), max(default, summary)


def _day(text: str, year: int) -> date:
    """`MM-DD` in a year; 29 February falls on the 28th where the year has none."""
    month, day = int(text[:2]), int(text[3:])
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)
