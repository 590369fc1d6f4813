"""Plain text whose columns are set out with blanks, as converters lay out pages, or where each blank cell leaves nothing behind."""

from __future__ import annotations

import unicodedata
from random import Random

from tables_at_random.layouts import INTRO, NOTE, SECTIONS, Layout
from tables_at_random.values import APPLICANT_HEADS, OUTCOME_HEADS, Printed

_LABELS = 60
_GROUPS = 18


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _padded(text: str, width: int, side: str) -> str:
    blanks = max(0, width - _wide(text))
    left = {"left": 0, "right": blanks, "centre": blanks // 2}[side]
    return " " * left + text + " " * (blanks - left)


def _whole(t2: list[str], t3: list[str], t4: list[str]) -> bytes:
    lines = [
        "某某局2024年政府信息公开工作年度报告",
        SECTIONS[0],
        INTRO,
        SECTIONS[1],
        *t2,
        SECTIONS[2],
        *t3,
        SECTIONS[3],
        *t4,
    ]
    return "\n".join([*(line.rstrip() for line in lines), SECTIONS[4], "存在2个问题。", SECTIONS[5], "无。"]).encode()


def text_set_out(page: Printed, random: Random) -> tuple[str, bytes]:
    """Every figure in its column, flush left, right or centred; long labels broken below their figures."""
    side = random.choice(["left", "right", "centre"])
    width = max(_wide(figure) for row in [*page.rows(), page.t4] for figure in row.figures) + random.randint(2, 4)

    def line(label: str, cells: list[str], least: int = 0) -> str:
        return _padded(label, _LABELS, "left") + "".join(_padded(cell, max(width, least), side) for cell in cells)

    t2 = []
    for title, heads, rows in page.t2:
        t2 += [title, line("信息内容", heads, 28), *(line(row.label, row.figures, 28) for row in rows)]
    t3 = [NOTE, line("", ["申请人情况"]), line("", APPLICANT_HEADS, 14)]
    seen: set[str] = set()
    for row in page.t3:
        group, label = "" if row.group in seen else row.group, row.ordinal + row.label
        seen.add(row.group)
        t3.append(line(_padded(group, _GROUPS, "left") + label[:18], row.figures, 14))
        t3 += [" " * _GROUPS + label[at : at + 18] for at in range(18, len(label), 18)]
    wide = max(width, 10)
    blocks = ("行政复议", "未经复议直接起诉", "复议后起诉")
    t4 = [
        "".join(_padded(block, 5 * wide, "centre") for block in blocks),
        "".join(_padded(head, wide, side) for head in OUTCOME_HEADS * 3),
        "".join(_padded(figure, wide, side) for figure in page.t4.figures),
    ]
    return "report.txt", _whole(t2, t3, t4)


def _packed(between: str, labels: int = 0) -> Layout:
    def layout(page: Printed, random: Random) -> tuple[str, bytes]:
        def line(label: str, cells: list[str]) -> str:
            return between.join([_padded(label, labels, "left"), *(cell for cell in cells if cell)])

        t2 = []
        for title, heads, rows in page.t2:
            t2 += [title, line("信息内容", heads), *(line(row.label, row.figures) for row in rows)]
        t3 = [NOTE, "申请人情况", line("自然人", ["法人或其他组织", "总计"]), between.join(APPLICANT_HEADS[1:6])]
        seen: set[str] = set()
        for row in page.t3:
            t3 += [] if row.group in seen or not row.group else [row.group]
            seen.add(row.group)
            t3.append(line(row.ordinal + row.label, row.figures))
        outcomes = between.join(OUTCOME_HEADS)
        t4 = [
            line("行政复议", ["行政诉讼"]),
            line(outcomes, ["未经复议直接起诉", "复议后起诉"]),
            line(outcomes, [outcomes]),
        ]
        return "report.txt", _whole(t2, t3, [*t4, between.join(figure for figure in page.t4.figures if figure)])

    layout.__name__ = f"text_packed_{ord(between[0]):x}_{len(between)}_{labels}"
    return layout


LAYOUTS: tuple[Layout, ...] = (text_set_out, _packed("  "), _packed("   ", 70), _packed("　"), _packed("\t"))
