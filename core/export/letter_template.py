"""The built-in template of the letter, made in code: the page of GB/T 9704 (党政机关公文格式), words in one language.

An office takes it (`gouji export MINE.docx --blank`), changes it in its word processor, and gives it back with `--template`.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

from core.export.manner import Manner
from core.wording import Language

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

BODY_FONT, HEAD_FONT, TITLE_FONT = "仿宋", "黑体", "宋体"
BODY_SIZE, TITLE_SIZE, NOTE_SIZE = 16, 22, 12
"""Points: 三号, 二号, 小四."""


def built_in(language: Language) -> bytes:
    """The template as a DOCX file."""
    import docx

    document = docx.Document()
    _page(document)
    _write(document, Manner(language))
    document.core_properties.created = document.core_properties.modified = datetime(2000, 1, 1)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.title = "{{ body }}"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _page(document: Document) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    style = document.styles["Normal"]
    style.font.size = Pt(BODY_SIZE)
    style.font.name = "Times New Roman"
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY_FONT)
    style.paragraph_format.line_spacing = Pt(28)
    style.paragraph_format.space_after = Pt(0)


def _write(document: Document, manner: Manner) -> None:
    word = manner.word
    _line(document, word("letter.head"), TITLE_FONT, TITLE_SIZE, centred=True)
    _line(document, "{{ number or '" + word("letter.no_number") + "' }}", centred=True)
    _line(document, "")
    _line(document, word("letter.to"))
    _line(document, word("letter.opening"), indent=True)
    _tag(document, "{%p if confirmed %}")
    _line(document, word("letter.confirmed"), HEAD_FONT, indent=True)
    _items(document, "confirmed", manner)
    _tag(document, "{%p endif %}")
    _tag(document, "{%p if questions %}")
    _line(document, word("letter.questions"), HEAD_FONT, indent=True)
    _items(document, "questions", manner)
    _tag(document, "{%p endif %}")
    _line(document, word("letter.closing_due"), indent=True)
    for _ in range(2):
        _line(document, "")
    for key in ("office", "date", "reviewers", "contact"):
        _line(document, word(f"letter.{key}"), right=key in ("office", "date"), indent=key not in ("office", "date"))
    _line(document, word("letter.annex"), HEAD_FONT)
    _tag(document, "{%p for report in reports %}")
    _line(document, word("letter.checked"), size=NOTE_SIZE)
    _tag(document, "{%p endfor %}")


def _items(document: Document, items: str, manner: Manner) -> None:
    """Each with quote and page, reckoning, place, basis, proposed correction; lines without content are left out."""
    _tag(document, f"{{%p for item in {items} %}}")
    _line(document, manner.word("letter.item"), indent=True)
    for key in ("quote", "proof", "place", "basis", "proposed", "remark", "due"):
        _tag(document, f"{{%p if item.{key} %}}")
        _line(document, manner.word(f"letter.{key}"), indent=True)
        _tag(document, "{%p endif %}")
    _tag(document, "{%p endfor %}")


def _tag(document: Document, tag: str) -> None:
    """A paragraph that only steers the template; it leaves no trace in a letter."""
    document.add_paragraph(tag)


def _line(
    document: Document,
    text: str,
    font: str | None = None,
    size: int | None = None,
    *,
    centred: bool = False,
    right: bool = False,
    indent: bool = False,
) -> Paragraph:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    if font:
        run.font.name = "Times New Roman"
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if size:
        run.font.size = Pt(size)
    if centred or right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.RIGHT
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(2 * (size or BODY_SIZE))
    return paragraph
