"""Reports as plain text, Markdown and saved web pages; the further layouts of text are those of `tables_at_random`."""

from __future__ import annotations

import unicodedata
from email import policy
from email.message import EmailMessage
from random import Random

from proof import as_html
from proof.figures import Report
from proof.pdf_paper import wrapped
from proof.sheets import SECTIONS, Sheet, Slot, prose, sheets, variant
from tables_at_random import layouts


def _cells_wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _aligned(sheet: Sheet) -> list[str]:
    """The sheet as a converter lays it out: columns of equal width, long words broken, figures half-way down their row."""
    width = {"t2": [24, 16, 16, 16], "t4": [10] * 15}.get(sheet.name, [14] * (sheet.columns - 7) + [14] * 7)
    starts = [sum(width[:i]) for i in range(len(width) + 1)]
    lines = []
    for row in range(sheet.rows):
        pieces = []
        for slot in (slot for slot in sheet.slots if slot.row == row and slot.text):
            room = starts[slot.column + slot.columns] - starts[slot.column] - 1
            pieces.append((slot, wrapped(slot.text, room * 4.25, 8.5, "Helvetica")))
        height = max((len(words) for _, words in pieces), default=1)
        for number in range(height):
            lines.append(_line(pieces, number, height, starts))
    return lines


def _line(pieces: list[tuple[Slot, list[str]]], number: int, height: int, starts: list[int]) -> str:
    line = ""
    for slot, words in pieces:
        at = number - (height - len(words)) // 2
        if 0 <= at < len(words):
            line += " " * max(1, starts[slot.column] - _cells_wide(line)) + words[at]
    return line


def aligned(page: Report, random: Random) -> tuple[str, bytes]:
    """As a converter lays pages out in type of one width."""
    told = prose(random)
    lines = list(told["title"])
    inside = dict(zip(SECTIONS[1:4], sheets(page, variant(random)), strict=True))
    for title in SECTIONS:
        lines += [title, *told.get(title, [])]
        if title in inside:
            lines += _aligned(inside[title])
    return "report.txt", "\n".join([*lines, *told["signed"], ""]).encode()


def saved_page(page: Report, random: Random) -> tuple[str, bytes]:
    """A web page as browsers save it in one file."""
    _, html = as_html.site(page, random)
    message = EmailMessage(policy=policy.SMTP)
    message["Subject"] = "report"
    message.set_content(html.decode(), subtype="html", cte=random.choice(("base64", "quoted-printable")))
    message.replace_header("Content-Type", "text/html; charset=utf-8")
    whole = EmailMessage(policy=policy.SMTP)
    whole["MIME-Version"] = "1.0"
    whole.set_content("")
    whole.make_related()
    whole.attach(message)
    return "report.mht", whole.as_bytes()


LAYOUTS = {
    "text of a converter": aligned,
    "text in lines": layouts.text_lines,
    "text one value a line": layouts.text_stacked,
    "text with tabs": layouts.text_tabs,
    "text wrapped": layouts.text_wrapped,
    "text run together": layouts.text_together,
    "markdown": layouts.markdown,
    "mht": saved_page,
}
