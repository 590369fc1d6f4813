"""Layouts of random reports: HTML in several builds, plain text in several builds, Markdown. Knows nothing of the readers."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import groupby
from random import Random

from tables_at_random.values import APPLICANT_HEADS, OUTCOME_HEADS, Printed, Row

NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
INTRO = (
    "2024年，本机关主动公开政府信息12条，新收到政府信息公开申请3件，其中予以公开1件，不予公开2件。规章制度不断完善。"
)
SECTIONS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]
Layout = Callable[[Printed, Random], tuple[str, bytes]]


def _report(t2: str, t3: str, t4: str, paragraph: Callable[[str], str]) -> str:
    parts = [
        "某某局2024年政府信息公开工作年度报告",
        SECTIONS[0],
        INTRO,
        SECTIONS[1],
        t2,
        SECTIONS[2],
        t3,
        SECTIONS[3],
        t4,
        SECTIONS[4],
        "存在2个问题，整改1个。",
        SECTIONS[5],
        "无。",
    ]
    return "".join(part if part in (t2, t3, t4) else paragraph(part) for part in parts)


def _td(text: str, rows: int = 1, columns: int = 1) -> str:
    spans = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
    return f"<td{spans}><p>{escape(text) or '&nbsp;'}</p></td>"


def _tr(*cells: str) -> str:
    return "<tr>" + "".join(cells) + "</tr>"


def _html(t2: str, t3: str, t4: str) -> tuple[str, bytes]:
    body = _report(t2, t3, t4, lambda text: f"<p>{escape(text)}</p>")
    return "report.html", f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


def _html_t2(page: Printed) -> str:
    lines = []
    for title, heads, rows in page.t2:
        wide = 4 - len(heads)
        lines.append(_tr(_td(title, columns=4)))
        lines.append(_tr(_td("信息内容"), *(_td(h, columns=wide) for h in heads)))
        lines += [_tr(_td(r.label), *(_td(f, columns=wide) for f in r.figures)) for r in rows]
    return f"<table>{''.join(lines)}</table>"


def _html_t4(page: Printed) -> str:
    return (
        "<table>"
        + _tr(_td("行政复议", columns=5), _td("行政诉讼", columns=10))
        + _tr(
            *(_td(h, rows=2) for h in OUTCOME_HEADS), _td("未经复议直接起诉", columns=5), _td("复议后起诉", columns=5)
        )
        + _tr(*(_td(h) for h in OUTCOME_HEADS * 2))
        + _tr(*(_td(f) for f in page.t4.figures))
        + "</table>"
    )


def _html_heads(labels: int, extra: bool, subtotal: bool) -> list[str]:
    organisations = 5 + subtotal
    first = _tr(_td(NOTE, rows=3, columns=labels), _td("申请人情况", columns=2 + organisations + extra))
    second = _tr(
        _td("自然人", rows=2),
        *([_td("", rows=2)] if extra else []),
        _td("法人或其他组织", columns=organisations),
        _td("总计", rows=2),
    )
    third = _tr(*(_td(h) for h in APPLICANT_HEADS[1:6]), *([_td("小计")] if subtotal else []))
    return [first, second, third]


def _figures(row: Row, extra: bool, subtotal: bool) -> list[str]:
    cells = [_td(f) for f in row.figures]
    if subtotal:
        cells.insert(6, _td("7"))
    if extra:
        cells.insert(1, _td(""))
    return cells


def _merged_rows(rows: list[Row], extra: bool, subtotal: bool) -> list[str]:
    """Rows with ordinals, merged group cells and the tall cell 三、."""
    inside = [i for i, r in enumerate(rows) if r.group]
    lines = []
    for group, items in groupby(enumerate(rows), key=lambda item: item[1].group):
        members = list(items)
        for n, (i, row) in enumerate(members):
            label = row.ordinal + row.label
            cells = [_td("三、本年度办理结果", rows=len(inside))] if inside and i == inside[0] else []
            if not group:
                cells.append(_td(label, columns=3))
            elif group.startswith("三、"):
                cells.append(_td(label, columns=2))
            else:
                cells += [_td(group, rows=len(members))] if n == 0 else []
                cells.append(_td(label))
            lines.append(_tr(*cells, *_figures(row, extra, subtotal)))
    return lines


def html_merged(page: Printed, random: Random) -> tuple[str, bytes]:
    """As government sites print it: groups merged; perhaps an empty column or a subtotal."""
    extra, subtotal = random.random() < 0.3, random.random() < 0.3
    rows = _merged_rows(page.t3, extra, subtotal)
    if random.random() < 0.3:
        rows.insert(random.randrange(len(rows)), "")
    t3 = "<table>" + "".join(_html_heads(3, extra, subtotal) + rows) + "</table>"
    return _html(_html_t2(page), t3, _html_t4(page))


def html_flat(page: Printed, random: Random) -> tuple[str, bytes]:
    """One label cell a row, the group's name in it; the table cut in two, the second part with or without heads."""
    extra, subtotal = random.random() < 0.3, random.random() < 0.3
    rows = [
        _tr(_td((r.group if random.random() < 0.5 else "") + r.ordinal + r.label), *_figures(r, extra, subtotal))
        for r in page.t3
    ]
    heads = _html_heads(1, extra, subtotal)
    cut = random.randrange(2, len(rows) - 1)
    again = heads if random.random() < 0.5 else []
    t3 = f"<table>{''.join(heads + rows[:cut])}</table><table>{''.join(again + rows[cut:])}</table>"
    t4 = _html_t4(page)
    if random.random() < 0.3:
        cut_at = t4.rindex("<tr>")
        t4 = t4[:cut_at] + "</table><table>" + t4[cut_at:]
    return _html(_html_t2(page), t3, t4)


def _text(t2: list[str], t3: list[str], t4: list[str]) -> tuple[str, bytes]:
    body = _report(*("\n".join(lines) + "\n" for lines in (t2, t3, t4)), lambda text: text + "\n")
    return "report.txt", body.encode()


def _line_t2(page: Printed, join: Callable[[str, list[str]], str]) -> list[str]:
    lines = []
    for title, heads, rows in page.t2:
        lines += [title, join("信息内容", heads), *(join(row.label, row.figures) for row in rows)]
    return lines


def text_lines(page: Printed, random: Random) -> tuple[str, bytes]:
    """Blanks between label and figures; page numbers here and there."""

    def join(label: str, figures: list[str]) -> str:
        return " ".join([label, *(f for f in figures if f)])

    seen: set[str] = set()
    t3 = [NOTE, "申请人情况", "自然人 法人或其他组织 总计", " ".join(APPLICANT_HEADS[1:6])]
    for row in page.t3:
        group = "" if row.group in seen else row.group + " "
        seen.add(row.group)
        t3.append(group + join(row.ordinal + row.label, row.figures))
        if random.random() < 0.05:
            number = random.randint(1, 9)
            t3.append(random.choice([f"- {number} -", f"— {number} —", f"{number}\n\f", f"第 {number} 页"]))
    t4 = [
        "行政复议 行政诉讼",
        " ".join(OUTCOME_HEADS) + " 未经复议直接起诉 复议后起诉",
        " ".join(OUTCOME_HEADS * 2),
        " ".join(f for f in page.t4.figures if f),
    ]
    return _text(_line_t2(page, join), t3, t4)


def text_stacked(page: Printed, random: Random) -> tuple[str, bytes]:
    """One value a line, as tables pasted from a browser."""

    def stack(cells: list[str]) -> str:
        return "".join(f"\t{cell}\n" for cell in cells)

    t2 = [
        stack([title])
        + "\n"
        + stack(["信息内容", *heads])
        + "\n"
        + "\n".join(stack([r.label, *r.figures]) for r in rows)
        for title, heads, rows in page.t2
    ]
    seen: set[str] = set()
    t3 = [
        stack([NOTE, "申请人情况"]),
        stack(["", "自然人", "法人或其他组织", "总计"]),
        stack(["", "", *(h[:2] + "\n" + h[2:] for h in APPLICANT_HEADS[1:3]), *APPLICANT_HEADS[3:6], ""]),
    ]
    for row in page.t3:
        groups = [] if row.group in seen else [row.group] if row.group else []
        seen.add(row.group)
        t3.append(stack([*groups, row.ordinal + row.label, *row.figures]))
    t4 = [
        stack(["行政复议", "行政诉讼"]),
        stack([*OUTCOME_HEADS, "未经复议直接起诉", "复议后起诉"]),
        stack(OUTCOME_HEADS * 2),
        stack(page.t4.figures),
    ]
    return _text(t2, t3, t4)


def text_tabs(page: Printed, random: Random) -> tuple[str, bytes]:
    """Cells parted by tabs, blanks as empty slots."""

    def join(label: str, figures: list[str]) -> str:
        return "\t".join([label, *figures])

    t3 = [
        f"{NOTE}\t\t申请人情况",
        "\t\t自然人\t法人或其他组织\t\t\t\t\t总计",
        "\t".join(["", "", "", *APPLICANT_HEADS[1:6], ""]),
    ]
    t3 += ["\t".join([row.group, row.ordinal + row.label, *row.figures]) for row in page.t3]
    t4 = [
        "行政复议\t\t\t\t\t行政诉讼",
        "\t".join([*OUTCOME_HEADS, "未经复议直接起诉", "", "", "", "", "复议后起诉"]),
        "\t".join([""] * 5 + OUTCOME_HEADS * 2),
        "\t".join(page.t4.figures),
    ]
    return _text(_line_t2(page, join), t3, t4)


def text_wrapped(page: Printed, random: Random) -> tuple[str, bytes]:
    """Narrow columns: labels broken into pieces with the figures behind any of them, heads one letter a line."""

    def wrap(label: str, figures: list[str]) -> str:
        size = random.randint(5, 9)
        pieces = [label[i : i + size] for i in range(0, len(label), size)]
        pieces[random.randrange(len(pieces))] += " " + " ".join(f for f in figures if f)
        return "\n".join(pieces)

    seen: set[str] = set()
    t3 = [
        NOTE,
        "申请人情况",
        "\n".join("自然人"),
        "法人或其他组织\n总计",
        *(h[:2] + "\n\n" + h[2:] for h in APPLICANT_HEADS[1:6]),
    ]
    for row in page.t3:
        group = "" if row.group in seen else row.group[:3] + "\n" + row.group[3:] + "\n"
        seen.add(row.group)
        t3.append(group + wrap(row.ordinal + row.label, row.figures))
    heads = "\n\n".join("\n".join(h) for h in OUTCOME_HEADS)
    t4 = [
        "行政复议 行政诉讼",
        heads,
        "未经复议直接起诉 复议后起诉",
        heads,
        heads,
        " ".join(f for f in page.t4.figures if f),
    ]
    return _text(_line_t2(page, lambda label, figures: " ".join([label, *(f for f in figures if f)])), t3, t4)


def text_together(page: Printed, random: Random) -> tuple[str, bytes]:
    """Everything run together, as archives keep it."""
    t3 = [NOTE + "申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他"]
    t3 = ["".join(t3 + [row.group + row.ordinal + row.label + "".join(row.figures) for row in page.t3])]
    heads = "".join(OUTCOME_HEADS)
    t4 = [f"行政复议行政诉讼{heads}未经复议直接起诉复议后起诉{heads}{heads}" + "".join(page.t4.figures)]
    t2 = ["".join(_line_t2(page, lambda label, figures: label + "".join(figures)))]
    return _text(t2, t3, t4)


def markdown(page: Printed, random: Random) -> tuple[str, bytes]:
    """Pipes between cells, merged cells written once."""

    def line(*cells: str) -> str:
        return "| " + " | ".join(cells) + " |"

    t2 = []
    for title, heads, rows in page.t2:
        t2 += ["", f"**{title}**", "", line("信息内容", *heads), line(*["---"] * (len(heads) + 1))]
        t2 += [line(row.label, *row.figures) for row in rows]
    t3 = ["", line("项目", *APPLICANT_HEADS), line(*["---"] * 8)]
    t3 += [line(row.ordinal + row.label, *row.figures) for row in page.t3]
    t4 = [
        "",
        line("行政复议", *[""] * 4, "行政诉讼", *[""] * 9),
        line(*["---"] * 15),
        line(*[""] * 5, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4),
        line(*OUTCOME_HEADS * 3),
        line(*page.t4.figures),
    ]
    body = _report(
        *("\n".join(lines) + "\n\n" for lines in (t2, t3, t4)),
        lambda text: f"# {text}\n\n" if text in SECTIONS else text + "\n\n",
    )
    return "report.md", body.encode()


LAYOUTS: tuple[Layout, ...] = (
    html_merged,
    html_flat,
    text_lines,
    text_stacked,
    text_tabs,
    text_wrapped,
    text_together,
    markdown,
)
