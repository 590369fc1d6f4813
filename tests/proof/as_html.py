"""Reports as government sites publish them in HTML: what word processors and editors leave behind, cut tables, spacers, old charsets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from random import Random

from proof.figures import Report
from proof.sheets import SECTIONS, Sheet, Slot, cut, dragged, prose, sheets, variant, with_odd_column

Words = Callable[[str, Random], str]
"""The inside of a cell."""


def plain(text: str, random: Random) -> str:
    return "<br>".join(map(escape, text.split("\n")))


def office(text: str, random: Random) -> str:
    """Paragraph, spans, fonts and the word processor's own empty tags."""
    pieces = [escape(piece) for piece in _pieces(text, random)]
    inner = "".join(f'<span style="font-family:宋体" lang="EN-US">{piece}</span>' for piece in pieces) or "&nbsp;"
    return f'\n  <p class="MsoNormal" align="center"><b></b>{inner.replace(chr(10), "<br/>")}<span><o:p></o:p></span></p>\n  '


def fonts(text: str, random: Random) -> str:
    """Old editors: upper-case tags, fonts within fonts, hard blanks about."""
    inner = escape(text).replace("\n", "<BR>")
    around = random.choice(("", "&nbsp;", "\u3000", " \t"))
    return f"<FONT size=3><FONT face=宋体>{around}{inner or '&nbsp;'}{around}</FONT></FONT>"


def paragraphs(text: str, random: Random) -> str:
    """A paragraph for each line, an empty one behind."""
    return "".join(f"<p><span>{escape(line) or '&nbsp;'}</span></p>" for line in text.split("\n")) + "<p></p>"


def _pieces(text: str, random: Random) -> list[str]:
    """Digits and words in several runs, as editing leaves them."""
    if len(text) < 2 or random.random() < 0.7:
        return [text]
    at = random.randrange(1, len(text))
    return [text[:at], text[at:]]


def table(sheet: Sheet, words: Words, random: Random, spacers: bool = False, unclosed: bool = False) -> str:
    """Rows of cells; `spacers` puts rows without words between, `unclosed` leaves out what HTML allows to leave out."""
    tr, td = ("", "") if unclosed else ("</tr>", "</td>")
    lines = []
    for row in range(sheet.rows):
        cells = "".join(_cell(slot, words, random) + td for slot in sheet.slots if slot.row == row)
        lines.append(f"<tr>{cells}{tr}")
        if spacers and random.random() < 0.1 and not _crossed(sheet, row + 1):
            lines.append(f'<tr><td colspan="{sheet.columns}">&nbsp;</td></tr>')
    if spacers:
        lines.append("<tr height=0>" + '<td width=40 style="border:none"></td>' * sheet.columns + "</tr>")
    return "<table border=1 cellspacing=0>" + "\n".join(lines) + "</table>"


def _crossed(sheet: Sheet, row: int) -> bool:
    return any(slot.row < row < slot.row + slot.rows for slot in sheet.slots)


def _cell(slot: Slot, words: Words, random: Random) -> str:
    spans = (f' rowspan="{slot.rows}"' if slot.rows > 1 else "") + (
        f" colspan={slot.columns}" if slot.columns > 1 else ""
    )
    return f"<td{spans}>{words(slot.text, random)}"


def _page(tables: Sequence[str], random: Random, before: str = "", around: str = "{}") -> str:
    told = prose(random)
    parts = [f"<h1>{told['title'][0]}</h1>"]
    inside = dict(zip(SECTIONS[1:4], tables, strict=True))
    for title in SECTIONS:
        parts.append(f"<p><strong>{title}</strong></p>")
        parts += [f"<p>&nbsp;&nbsp;{escape(text)}</p>" for text in told.get(title, [])]
        parts.append(inside.get(title, ""))
    parts += [f'<p align="right">{text}</p>' for text in told["signed"]]
    body = around.format("\n".join(parts))
    return f"<html><head><title>{told['title'][0]}</title><meta></head><body>{before}{body}</body></html>"


def _file(page: str, charset: str = "utf-8", said: str | None = None) -> tuple[str, bytes]:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={said or charset}">'
    return "report.html", page.replace("<meta>", meta).encode(charset)


def site(page: Report, random: Random) -> tuple[str, bytes]:
    """A site's article within its navigation tables."""
    nav = '<table class="nav"><tr><td><a href="#">首页</a></td><td>政务公开</td><td>2024</td></tr></table>'
    tables = [table(sheet, plain, random) for sheet in sheets(page, variant(random))]
    return _file(_page(tables, random, nav))


def pasted(page: Report, random: Random) -> tuple[str, bytes]:
    """Pasted from a word processor, figures in several runs, comments for one browser, spacer rows."""
    tables = [table(sheet, office, random, spacers=True) for sheet in sheets(page, variant(random))]
    return _file(_page(["<!--[if gte mso 9]><xml><w:x>7</w:x></xml><![endif]-->" + t for t in tables], random))


def old(page: Report, random: Random) -> tuple[str, bytes]:
    """An old editor's page in GB18030 that says it is UTF-8, end tags left out, all in a layout table."""
    around = "<TABLE width=100%><TR><TD>{}</TD></TR></TABLE>"
    tables = [table(sheet, fonts, random, unclosed=True) for sheet in sheets(page, variant(random))]
    said = random.choice(("utf-8", "gb2312", "gb18030"))
    return _file(_page(tables, random, around=around), "gb18030", said)


def cut_in_two(page: Report, random: Random) -> tuple[str, bytes]:
    """Table 3 cut at a row of figures, the second part with or without the heads; perhaps table 4 cut before its figures."""
    shape = variant(random)
    second, third, fourth = sheets(page, shape)
    at = random.randrange(4, third.rows - 1)
    parts = "".join(table(part, paragraphs, random) for part in cut(third, at, random.random() < 0.5))
    last = cut(fourth, 3) if random.random() < 0.5 else (fourth,)
    tables = [table(second, paragraphs, random), parts, "".join(table(part, paragraphs, random) for part in last)]
    return _file(_page(tables, random))


def odd_column(page: Report, random: Random) -> tuple[str, bytes]:
    """Table 3 with an empty column or a subtotal."""
    shape = with_odd_column(variant(random), random)
    words = random.choice((plain, office, paragraphs))
    return _file(_page([table(sheet, words, random) for sheet in sheets(page, shape)], random))


def dragged_borders(page: Report, random: Random) -> tuple[str, bytes]:
    """Pasted from a word processor in which somebody has dragged borders."""
    tables = [table(dragged(sheet, random), office, random) for sheet in sheets(page, variant(random))]
    return _file(_page(tables, random))


LAYOUTS = {
    f"html {way.__name__.replace('_', ' ')}": way
    for way in (site, pasted, old, cut_in_two, odd_column, dragged_borders)
}
