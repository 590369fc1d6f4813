"""Layouts of random reports as other producers publish them: two scripts beside one another, columns in another order, tables set
out sideways or with blocks, markup that browsers mend, converters that write merged cells out. Knows nothing of the readers.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from random import Random

from tables_at_random.layouts import NOTE, SECTIONS
from tables_at_random.values import APPLICANT_HEADS, OUTCOME_HEADS, Printed

Line = list[tuple[str, int, int]]
"""The cells of a row: words, rows and columns spanned."""
Words = Callable[[str], str]

UYGHUR, TIBETAN, MONGOLIAN = "بەلگىلىمە", "བོད་ཡིག", "ᠮᠣᠩᠭᠣᠯ"


def _t2(page: Printed) -> list[Line]:
    lines: list[Line] = []
    for title, heads, rows in page.t2:
        wide = 4 - len(heads)
        lines.append([(title, 1, 4)])
        lines.append([("信息内容", 1, 1), *((head, 1, wide) for head in heads)])
        lines += [[(row.label, 1, 1), *((figure, 1, wide) for figure in row.figures)] for row in rows]
    return lines


def _t3(page: Printed, order: list[int]) -> list[Line]:
    """One label cell a row; applicants in the given order."""
    heads = [(APPLICANT_HEADS[i], 1, 1) for i in order]
    rows = [[(row.group + row.ordinal + row.label, 1, 1), *((row.figures[i], 1, 1) for i in order)] for row in page.t3]
    return [[(NOTE, 2, 1), ("申请人情况", 1, 7)], heads, *rows]


def _t4(page: Printed) -> list[Line]:
    names = [("行政复议", 1, 5), ("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)]
    return [names, [(head, 1, 1) for head in OUTCOME_HEADS * 3], [(figure, 1, 1) for figure in page.t4.figures]]


def _table(lines: list[Line], words: Words = escape) -> str:
    rows = (
        "".join(f"<td rowspan={high} colspan={wide}>{words(text)}</td>" for text, high, wide in line) for line in lines
    )
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def _page(t2: str, t3: str, t4: str) -> tuple[str, bytes]:
    parts = [f"<p>{SECTIONS[0]}</p><p>规范公开。</p>"]
    parts += [f"<p>{title}</p>{table}" for title, table in zip(SECTIONS[1:4], (t2, t3, t4), strict=True)]
    parts += [f"<p>{title}</p><p>无。</p>" for title in SECTIONS[4:]]
    return "report.html", f"<html><head><meta charset=utf-8></head><body>{''.join(parts)}</body></html>".encode()


def _whole(page: Printed, words: Words = escape, order: list[int] | None = None) -> tuple[str, bytes]:
    tables = (_t2(page), _t3(page, order or list(range(7))), _t4(page))
    return _page(*(_table(lines, words) for lines in tables))


def two_scripts(page: Printed, random: Random) -> tuple[str, bytes]:
    """Heads and labels in Chinese and, before or behind it, in another script."""
    other, first = random.choice((UYGHUR, TIBETAN, MONGOLIAN)), random.random() < 0.5

    def words(text: str) -> str:
        if not any(letter >= "\u4e00" for letter in text) or text[0].isdecimal():
            return escape(text)
        return f"{other}<br>{escape(text)}" if first else f"{escape(text)}<br>{other}"

    return _whole(page, words)


def totals_first(page: Printed, random: Random) -> tuple[str, bytes]:
    """The totals before the applicants."""
    return _whole(page, order=[6, 0, 1, 2, 3, 4, 5])


def columns_mixed(page: Printed, random: Random) -> tuple[str, bytes]:
    """The applicants in an order of the body's own."""
    return _whole(page, order=random.sample(range(7), 7))


def sideways(page: Printed, random: Random) -> tuple[str, bytes]:
    """Table 3 with a row for each applicant, table 4 with a row for each outcome."""
    labels = [("申请人", 1, 1), *((row.ordinal + row.label, 1, 1) for row in page.t3)]
    t3 = [labels]
    for i, head in enumerate(APPLICANT_HEADS):
        t3.append([(head, 1, 1), *((row.figures[i], 1, 1) for row in page.t3)])
    t4: list[Line] = [
        [("结果", 2, 1), ("行政复议", 2, 1), ("行政诉讼", 1, 2)],
        [("未经复议直接起诉", 1, 1), ("复议后起诉", 1, 1)],
    ]
    t4 += [
        [(head, 1, 1), *((figure, 1, 1) for figure in page.t4.figures[i::5])] for i, head in enumerate(OUTCOME_HEADS)
    ]
    return _page(_table(_t2(page)), _table(t3), _table(t4))


def blocks_as_rows(page: Printed, random: Random) -> tuple[str, bytes]:
    """Table 4 with a row for each block, one of them perhaps blank."""
    if random.random() < 0.7:
        block = random.randrange(3)
        page.t4.figures[5 * block : 5 * block + 5] = [""] * 5
    lines: list[Line] = [[("", 1, 1), *((head, 1, 1) for head in OUTCOME_HEADS)]]
    for number, name in enumerate(("行政复议", "未经复议直接起诉", "复议后起诉")):
        lines.append([(name, 1, 1), *((f, 1, 1) for f in page.t4.figures[5 * number : 5 * number + 5])])
    return _page(_table(_t2(page)), _table(_t3(page, list(range(7)))), _table(lines))


def outcomes_behind_a_name(page: Printed, random: Random) -> tuple[str, bytes]:
    """Table 4 with a row for each block, a word above the blocks' names."""
    lines: list[Line] = [[(random.choice(("类型", "项目")), 1, 1), *((head, 1, 1) for head in OUTCOME_HEADS)]]
    for number, name in enumerate(("行政复议", "未经复议直接起诉", "复议后起诉")):
        lines.append([(name, 1, 1), *((f, 1, 1) for f in page.t4.figures[5 * number : 5 * number + 5])])
    return _page(_table(_t2(page)), _table(_t3(page, list(range(7)))), _table(lines))


def cut_between_columns(page: Printed, random: Random) -> tuple[str, bytes]:
    """Table 3 as two tables below one another, each with the labels and some of the applicants."""
    at = random.choice((3, 4))
    t3 = "<p>续表</p>".join(_table(_t3(page, order)[1:]) for order in (list(range(at)), list(range(at, 7))))
    t3 = t3.replace("<tr>", "<tr><td>申请人情况</td>", 1).replace("续表</p><table><tr>", "续表</p><table><tr><td></td>")
    return _page(_table(_t2(page)), t3, _table(_t4(page)))


def rows_in_one(page: Printed, random: Random) -> tuple[str, bytes]:
    """Table 3 with one row of cells for several of the form's, a line of each cell for each of them; long labels on two lines."""
    lines: list[Line] = [_t3(page, list(range(7)))[1]]
    lines[0].insert(0, ("项目", 1, 1))
    rows = list(page.t3)
    for row in rows:
        row.figures = [figure or "0" for figure in row.figures]
    while rows:
        several, rows = rows[: (n := random.randint(1, 5))], rows[n:]
        label = "<br>".join(_broken(row.ordinal + row.label, random) for row in several)
        cells = ["<br>".join(figures) for figures in zip(*(row.figures for row in several), strict=True)]
        lines.append([(label, 1, 1), *((cell, 1, 1) for cell in cells)])
    return _page(_table(_t2(page)), _table(lines, str), _table(_t4(page)))


def _broken(label: str, random: Random) -> str:
    at = random.randint(4, len(label) - 3) if len(label) > 9 else 0
    return f"{label[:at]}<br>{label[at:]}" if at else label


def rows_not_begun(page: Printed, random: Random) -> tuple[str, bytes]:
    """Markup without the tags that begin its rows, but for each table's first."""
    name, data = _whole(page)
    return name, data.replace(b"</tr><tr>", b"</tr>\n")


def compared_with_years(page: Printed, random: Random) -> tuple[str, bytes]:
    """Behind table 3 the totals of several years, under the same labels."""
    years: list[Line] = [[("事项", 1, 1), *((f"{year}年", 1, 1) for year in (2022, 2023, 2024))]]
    for row in page.t3:
        years.append([(row.ordinal + row.label, 1, 1), *((str(random.randint(0, 99)), 1, 1) for _ in range(3))])
    t3 = _table(_t3(page, list(range(7)))) + "<p>近三年情况</p>" + _table(years)
    return _page(_table(_t2(page)), t3, _table(_t4(page)))


def words_for_figures(page: Printed, random: Random) -> tuple[str, bytes]:
    """无 in the first cell of some rows, a number in brackets behind others."""
    for row in page.t3:
        row.figures[0] = random.choice(("无", row.figures[0]))
        row.figures[-1] += random.choice(("", "（2）"))
    return _whole(page)


def merged_written_out(page: Printed, random: Random) -> tuple[str, bytes]:
    """Markdown of a converter that repeats a merged cell in each column it spans."""
    parts = ["# 年度报告", ""]
    for title, lines in zip(SECTIONS[1:4], (_t2(page), _t3(page, list(range(7)))[1:], _t4(page)), strict=True):
        rows = [[text for text, _, wide in line for _ in range(wide)] for line in lines]
        if len(rows[0]) == 7:
            rows[0].insert(0, "事项")
        parts += [f"## {title}", "", "| " + " | ".join(rows[0]) + " |", "|" + "---|" * len(rows[0])]
        parts += ["| " + " | ".join(row) + " |" for row in rows[1:]] + [""]
    return "report.md", "\n".join(parts).encode()


def tables_for_blocks(page: Printed, random: Random) -> tuple[str, bytes]:
    """Table 4 in three, the name of the block in the line above each."""
    parts = []
    for number, name in enumerate(("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")):
        figures = page.t4.figures[5 * number : 5 * number + 5]
        lines = [[(head, 1, 1) for head in OUTCOME_HEADS], [(figure, 1, 1) for figure in figures]]
        parts.append(f"<p>{name}</p>{_table(lines)}")
    return _page(_table(_t2(page)), _table(_t3(page, list(range(7)))), "".join(parts))


MARKED = (
    two_scripts,
    totals_first,
    columns_mixed,
    sideways,
    blocks_as_rows,
    tables_for_blocks,
    rows_not_begun,
    compared_with_years,
    words_for_figures,
    merged_written_out,
    outcomes_behind_a_name,
    cut_between_columns,
    rows_in_one,
)
"""Layouts that mark their cells."""


def _lines(page: Printed, cell: str, row: str) -> tuple[str, bytes]:
    """Tables without a table: cells and rows as these two patterns have them."""
    tables = []
    for lines in (_t2(page), _t3(page, list(range(7))), _t4(page)):
        tables.append("".join(row.format(cell.join(escape(text) for text, _, _ in line)) for line in lines))
    return _page(*tables)


def tabs_as_typed(page: Printed, random: Random) -> tuple[str, bytes]:
    """Lines of a `pre`, cells parted by tabs."""
    return _lines(page, "\t", "<pre>{}</pre>")


def blocks_for_cells(page: Printed, random: Random) -> tuple[str, bytes]:
    """A `div` for each row and cell."""
    name, data = _lines(page, "</div><div>", "<div class=r><div>{}</div></div>")
    return name, data.replace(b"<div class=r>", b"<div class=r style='display:flex'>")


def cells_as_lines(page: Printed, random: Random) -> tuple[str, bytes]:
    """Plain text as a word processor saves it: one cell a line, a blank cell a blank line."""
    parts = [SECTIONS[0], "规范公开。"]
    for title, lines in zip(SECTIONS[1:4], (_t2(page), _t3(page, list(range(7))), _t4(page)), strict=True):
        parts += [title, *(text for line in lines for text, _, _ in line)]
    return "report.txt", "\n".join((*parts, SECTIONS[4], "无。")).encode()


UNMARKED = (tabs_as_typed, blocks_for_cells, cells_as_lines)
"""Layouts whose tables nothing marks but tabs, blocks or lines."""
