"""A report's tables as ruled sheets: cells with their place, spans and words, as the notice prints them, in some variants.

Renderers lay these out in a format; they know nothing of what a cell means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from random import Random

from proof.figures import Report
from tables_at_random.values import APPLICANT_HEADS, OUTCOME_HEADS, Printed, Row

NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
SECTIONS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


@dataclass(frozen=True)
class Slot:
    """One cell; `figure` for those that hold a figure."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    figure: bool = False


@dataclass(frozen=True)
class Sheet:
    """One table."""

    name: str
    rows: int
    columns: int
    slots: tuple[Slot, ...]
    heads: int = 0
    """Rows of its head."""
    edges: tuple[float, ...] = ()
    """Where its columns begin and the last ends if borders were dragged, in columns of the sheet before that."""


@dataclass(frozen=True)
class Variant:
    """How table 3 is drawn up."""

    labels: int = 3
    """Columns for labels: 3 as the notice has it, 2 without the tall cell 三、, 1 with the group's name in the label."""
    upright: bool = False
    """Heads one letter a line."""
    empty: int | None = None
    """An empty column before this column of figures."""
    subtotal: bool = False
    """A column 小计 before the total."""
    repeated: bool = False
    """Groups are written in each of their rows instead of merged."""


def variant(random: Random) -> Variant:
    """The notice's own shape half of the time."""
    if random.random() < 0.5:
        return Variant(upright=random.random() < 0.3)
    labels = random.choice((3, 3, 2, 1))
    return Variant(labels, random.random() < 0.3, repeated=labels > 1 and random.random() < 0.3)


def with_odd_column(shape: Variant, random: Random) -> Variant:
    """The shape with a column that the form does not have: an empty one, or a subtotal."""
    if random.random() < 0.5:
        return replace(shape, empty=random.randrange(7))
    return replace(shape, subtotal=True)


def sheets(page: Report, shape: Variant) -> tuple[Sheet, Sheet, Sheet]:
    """Tables 2, 3 and 4."""
    found = [table2(page), table3(page, shape), table4(page, shape)]
    for bend in page.bends:
        found = [bend(sheet) for sheet in found]
    second, third, fourth = found
    return second, third, fourth


def table2(page: Printed) -> Sheet:
    slots, row = [], 0
    for title, heads, rows in page.t2:
        wide = 3 // len(heads)
        slots += [Slot(row, 0, title, 1, 4), Slot(row + 1, 0, "信息内容")]
        slots += [Slot(row + 1, 1 + i * wide, head, 1, wide) for i, head in enumerate(heads)]
        row += 2
        for item in rows:
            slots.append(Slot(row, 0, item.label))
            slots += [Slot(row, 1 + i * wide, f, 1, wide, True) for i, f in enumerate(item.figures)]
            row += 1
    return Sheet("t2", row, 4, tuple(slots))


def table3(page: Printed, shape: Variant) -> Sheet:
    columns = _columns(shape)
    slots = _heads3(shape, columns)
    slots += _labels3(page.t3, shape)
    for number, row in enumerate(page.t3, 3):
        cells = dict(zip(range(7), row.figures, strict=True))
        for place, column in enumerate(columns):
            text = cells[column] if isinstance(column, int) else "7" if column == "sub" else ""
            slots.append(Slot(number, shape.labels + place, text, figure=True))
    ordered = sorted(slots, key=lambda slot: (slot.row, slot.column))
    return Sheet("t3", 3 + len(page.t3), shape.labels + len(columns), tuple(ordered), 3)


def _columns(shape: Variant) -> list[int | str]:
    columns: list[int | str] = [0, 1, 2, 3, 4, 5, 6]
    if shape.empty is not None:
        columns.insert(shape.empty, "empty")
    if shape.subtotal:
        columns.insert(columns.index(6), "sub")
    return columns


def _heads3(shape: Variant, columns: Sequence[int | str]) -> list[Slot]:
    left = shape.labels
    slots = [Slot(0, 0, NOTE, 3, left), Slot(0, left, "申请人情况", 1, len(columns))]
    inside = [i for i, c in enumerate(columns) if (isinstance(c, int) and 1 <= c <= 5) or c == "sub"]
    first, last = min(inside), max(inside)
    for place, column in enumerate(columns):
        if column == 0 or column == 6 or not first <= place <= last:
            words = APPLICANT_HEADS[column] if isinstance(column, int) else ""
            slots.append(Slot(1, left + place, _upright(words, shape), 2))
        else:
            words = "小计" if column == "sub" else APPLICANT_HEADS[column] if isinstance(column, int) else ""
            slots.append(Slot(2, left + place, _upright(words, shape)))
    slots.append(Slot(1, left + first, "法人或其他组织", 1, last - first + 1))
    return slots


def _upright(text: str, shape: Variant) -> str:
    return "\n".join(text) if shape.upright else text


def _labels3(rows: Sequence[Row], shape: Variant) -> list[Slot]:
    inside = [i for i, row in enumerate(rows) if row.group]
    slots = []
    if shape.labels == 3 and inside:
        slots.append(Slot(3 + inside[0], 0, "三、本年度办理结果", inside[-1] - inside[0] + 1))
    for group, items in groupby(enumerate(rows), key=lambda item: item[1].group):
        members = [(3 + i, row) for i, row in items]
        alone = not group or group.startswith("三、")
        at = 1 if shape.labels == 3 else 0
        if shape.labels == 1:
            slots += [Slot(n, 0, ("" if alone else group + " ") + r.ordinal + r.label) for n, r in members]
        elif alone:
            at = at if group else 0
            slots += [Slot(n, at, r.ordinal + r.label, 1, shape.labels - at) for n, r in members]
        else:
            if shape.repeated:
                slots += [Slot(n, at, group) for n, _ in members]
            else:
                slots.append(Slot(members[0][0], at, group, len(members)))
            slots += [Slot(n, at + 1, r.ordinal + r.label) for n, r in members]
    return slots


def table4(page: Printed, shape: Variant) -> Sheet:
    slots = [Slot(0, 0, "行政复议", 1, 5), Slot(0, 5, "行政诉讼", 1, 10)]
    slots += [Slot(1, i, _upright(head, shape), 2) for i, head in enumerate(OUTCOME_HEADS)]
    slots += [Slot(1, 5, "未经复议直接起诉", 1, 5), Slot(1, 10, "复议后起诉", 1, 5)]
    slots += [Slot(2, 5 + i, _upright(head, shape)) for i, head in enumerate(OUTCOME_HEADS * 2)]
    slots += [Slot(3, i, figure, figure=True) for i, figure in enumerate(page.t4.figures)]
    return Sheet("t4", 4, 15, tuple(slots), 3)


def cut(sheet: Sheet, at: int, again: bool = False) -> tuple[Sheet, Sheet]:
    """The sheet in two before row `at`: cells that cross it stand in both, their words in the first; `again` repeats the head."""
    upper, lower = [], []
    offset = sheet.heads if again else 0
    for slot in sheet.slots:
        end = slot.row + slot.rows
        if slot.row < at:
            upper.append(replace(slot, rows=min(end, at) - slot.row))
        if again and slot.row < sheet.heads:
            lower.append(slot)
        if end > at:
            top = max(slot.row, at)
            text = slot.text if slot.row >= at else ""
            lower.append(replace(slot, row=top - at + offset, rows=end - top, text=text))
    rows = sheet.rows - at + offset
    return replace(sheet, rows=at, slots=tuple(upper)), replace(sheet, rows=rows, slots=tuple(lower), heads=offset)


def dragged(sheet: Sheet, random: Random, by: int = 4) -> Sheet:
    """Borders right of the labels dragged by hand, in each row a little otherwise and by less than half a column: what word processors
    save then has a narrow column for each of the places where some row has a border."""
    tall = [slot for slot in sheet.slots if slot.rows > 1]
    first = next((slot.columns for slot in tall if slot.column == 0), 1)
    held = {edge for slot in tall if slot.row < sheet.heads for edge in (slot.column, slot.column + slot.columns)}
    places = [[10 * edge for edge in range(sheet.columns + 1)] for _ in range(sheet.rows)]
    for row in range(sheet.rows):
        if random.random() < 0.6:
            for edge in range(first, sheet.columns):
                places[row][edge] += random.randint(-by, by)
        for edge in held if 0 < row < sheet.heads else ():
            places[row][edge] = places[0][edge]
    edges = sorted({place for row in places for place in row})
    at = {place: number for number, place in enumerate(edges)}
    slots = []
    for slot in sheet.slots:
        left, right = (at[places[slot.row][edge]] for edge in (slot.column, slot.column + slot.columns))
        slots.append(replace(slot, column=left, columns=right - left))
    return replace(sheet, columns=len(at) - 1, slots=tuple(slots), edges=tuple(edge / 10 for edge in edges))


def prose(random: Random) -> dict[str, list[str]]:
    """Title, paragraphs of the sections, signature: words with other numbers among them."""
    year = random.choice((2023, 2024, 2025))
    body = random.choice(("云溪市人民政府办公室", "某某县自然资源局", "柳湾区住房和城乡建设局", "朱坪镇人民政府"))
    n = [random.randint(0, 400) for _ in range(8)]
    first = random.choice(
        (
            f"{year}年，本机关主动公开政府信息{n[0]}条，新收到政府信息公开申请{n[1]}件，其中予以公开{n[2]}件，不予公开{n[3]}件。",
            f"（一）主动公开。全年通过网站公开信息{n[0]}条。（二）依申请公开。受理申请{n[1]}件，上年结转{n[2]}件，均已办结。",
            f"全年制发规范性文件{n[0]}件，办理行政许可{n[1]}件；收到行政复议{n[2]}件、行政诉讼{n[3]}件。",
        )
    )
    return {
        "title": [f"{body}{year}年政府信息公开工作年度报告"],
        SECTIONS[0]: [first, f"监督保障方面，开展培训{n[4]}次，参加{n[5]}人次。"],
        SECTIONS[4]: [f"存在问题：一是公开内容不够丰富；二是队伍建设有待加强。已整改{n[6]}项。"],
        SECTIONS[5]: [random.choice(("无。", "本年度未收取信息处理费。", f"按规定收取信息处理费{n[7]}元。"))],
        "signed": [body, f"{year + 1}年1月{random.randint(1, 28)}日"],
    }
