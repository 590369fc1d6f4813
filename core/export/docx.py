"""`.docx`: one letter to each body concerned, each on a page of its own, from the built-in or the office's own template."""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import ExportError
from core.export.case import Bundle
from core.export.letter import Letter, letters
from core.export.letter_template import built_in
from core.export.manner import Manner
from core.visible import visible

if TYPE_CHECKING:
    from docx.document import Document

_HEADS_AND_FEET = (
    "header",
    "footer",
    "first_page_header",
    "first_page_footer",
    "even_page_header",
    "even_page_footer",
)
_DATE = (1980, 1, 1, 0, 0, 0)
"""Of every part of the file, so that the same letters give the same bytes."""


def write_letters(path: Path, bundle: Bundle, manner: Manner) -> None:
    """Write all letters; ExportError where there is nothing to send or the template does not fit."""
    written = letters(bundle.cases, manner)
    if not written:
        raise ExportError("export.nothing-to-send", str(path).removesuffix(".partial"))
    template = _template(manner)
    whole = _filled(template, written[0], manner)
    for letter in written[1:]:
        _append(whole, _filled(template, letter, manner))
    stream = io.BytesIO()
    whole.save(stream)
    path.write_bytes(settled(stream.getvalue()))


def _template(manner: Manner) -> bytes:
    if manner.template is None:
        return built_in(manner.language)
    try:
        return manner.template.read_bytes()
    except OSError as error:
        raise ExportError("export.template-unreadable", str(manner.template)) from error


def _filled(template: bytes, letter: Letter, manner: Manner) -> Document:
    """The template with one letter's words. They are data: nothing in them is read as markup or as template."""
    import docx
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    name = str(manner.template) if manner.template else None
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        filled = DocxTemplate(io.BytesIO(template))
        filled.render(context(letter), environment, autoescape=True)
        stream = io.BytesIO()
        filled.save(stream)
        return docx.Document(stream)  # read again: only so are the filled heads and feet the sections' own
    except TemplateError as error:
        raise ExportError("export.template-wrong", name, cause=error.message or type(error).__name__) from error
    except (KeyError, ValueError, zipfile.BadZipFile, OSError) as error:
        raise ExportError("export.template-unreadable", name) from error


def context(letter: Letter) -> dict[str, Any]:
    """What a template may name: the fields of `Letter`, and `years`."""
    named = {field.name: _plain(getattr(letter, field.name)) for field in fields(letter)}
    return named | {"years": letter.years}


def _plain(value: Any) -> Any:
    """Data classes as mappings, every string fit to be printed."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def _append(whole: Document, letter: Document) -> None:
    """Put a letter behind the others, in sections of its own with its own heads and feet. All come from one template, so
    pictures and styles have the same names in them."""
    from docx.enum.section import WD_SECTION

    whole.add_section(WD_SECTION.NEW_PAGE)
    last = whole.element.body.sectPr
    for element in letter.element.body:
        if element is not letter.element.body.sectPr:
            last.addprevious(_unheaded(deepcopy(element)))
    sections, count = list(whole.sections), len(letter.sections)
    for n, (first, ours, theirs) in enumerate(zip(sections[:count], sections[-count:], letter.sections, strict=True)):
        for kind in _HEADS_AND_FEET:
            inherits = n > 0 or count == 1  # without its own, a letter's first section must not take the last letter's
            _own(getattr(first, kind), getattr(ours, kind), getattr(theirs, kind), inherits)


def _unheaded(element: Any) -> Any:
    """Without what points at the first letter's heads and feet."""
    for reference in element.xpath(".//w:headerReference | .//w:footerReference"):
        reference.getparent().remove(reference)
    return element


def _own(first: Any, ours: Any, theirs: Any, inherits: bool) -> None:
    """Give a section the head (or foot) of its letter; what it refers to lies with the first letter's."""
    if theirs.is_linked_to_previous and inherits:
        return
    ours.is_linked_to_previous = False
    if theirs.is_linked_to_previous:
        return
    target = ours._element
    for child in list(target):
        target.remove(child)
    for child in theirs._element:
        target.append(_carried(deepcopy(child), first.part, ours.part))


def _carried(element: Any, source: Any, target: Any) -> Any:
    """An element with what it refers to (pictures, links), referred to from its new part."""
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    for one in element.iter():
        for name in [name for name in one.attrib if name.startswith(relation)]:
            known = source.rels[one.attrib[name]]
            aim = known.target_ref if known.is_external else known.target_part
            one.attrib[name] = target.relate_to(aim, known.reltype, known.is_external)
    return element


def settled(document: bytes) -> bytes:
    """The same file with one date on every part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(entry, before.read(name))
    return stream.getvalue()
