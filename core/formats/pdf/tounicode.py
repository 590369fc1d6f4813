"""Fonts whose text layer contradicts the glyphs they draw (RELIABILITY.md R17).

A simple font names each glyph by its encoding and, apart from that, each character by a ToUnicode table. Where the encoding says
"1" and the table "9", the page shows 1 and every reader copies 9. Embedded subset fonts with glyph names of their own tell
nothing here; for them only the eye or the sums of the table can.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Any, Final

from pdfminer.encodingdb import EncodingDB, name2unicode
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral

from core.formats.pdf.lying import Lies

MAX_DEPTH: Final = 4
"""Forms within forms whose fonts are looked at."""
MAX_FONTS: Final = 1_000
MAX_TABLE: Final = 200_000
"""Bytes of a ToUnicode table; one for 256 codes takes about 5,000."""

_SYMBOLIC: Final = 4
_BLOCK: Final = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_HEX: Final = rb"<\s*([0-9A-Fa-f\s]*)>"
_CHAR: Final = re.compile(_HEX + rb"\s*" + _HEX)
_RANGE: Final = re.compile(_HEX + rb"\s*" + _HEX + rb"\s*(?:" + _HEX + rb"|\[([^\]]*)\])")


def contradictions(data: bytes) -> Lies | None:
    """Characters that fonts of the file show as others; None where its objects cannot be followed."""
    found: dict[str, dict[str, str]] = {}
    try:
        for font in islice(_fonts(data), MAX_FONTS):
            name = _name(font.get("BaseFont"))
            for said, drawn in _contradictions(font).items():
                found.setdefault(name, {})[said] = drawn
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - pdfminer raises whatever a broken object leads it to
        return None
    return found


def _fonts(data: bytes) -> Iterator[dict[str, Any]]:
    document = PDFDocument(PDFParser(BytesIO(data)))
    seen: set[int] = set()
    for page in PDFPage.create_pages(document):
        yield from _fonts_of(page.resources, seen, 0)


def _fonts_of(resources: Any, seen: set[int], depth: int) -> Iterator[dict[str, Any]]:
    """Simple fonts with a ToUnicode table, each once, those of forms included."""
    held = resolve1(resources)
    if not isinstance(held, dict):
        return
    for reference in _values(held.get("Font")):
        font = resolve1(reference) if _first_time(reference, seen) else None
        if isinstance(font, dict) and _name(font.get("Subtype")) in ("Type1", "MMType1", "TrueType"):
            yield font
    for reference in _values(held.get("XObject")):
        form = resolve1(reference) if depth < MAX_DEPTH and _first_time(reference, seen) else None
        if isinstance(form, PDFStream) and _name(form.get("Subtype")) == "Form":
            yield from _fonts_of(form.get("Resources"), seen, depth + 1)


def _values(held: Any) -> list[Any]:
    entries = resolve1(held)
    return list(entries.values()) if isinstance(entries, dict) else []


def _first_time(reference: Any, seen: set[int]) -> bool:
    if not isinstance(reference, PDFObjRef):
        return True
    if reference.objid in seen:
        return False
    seen.add(reference.objid)
    return True


def _contradictions(font: dict[str, Any]) -> dict[str, str]:
    """Character said -> character drawn, letters and digits only."""
    stream = resolve1(font.get("ToUnicode"))
    if not isinstance(stream, PDFStream):
        return {}
    drawn = _encoding(font)
    said = said_by(stream.get_data()[:MAX_TABLE]) if drawn else {}
    return {said[code]: drawn[code] for code in said.keys() & drawn.keys() if _differ(said[code], drawn[code])}


def _differ(said: str, drawn: str) -> bool:
    one, other = (unicodedata.normalize("NFKC", char).casefold() for char in (said, drawn))
    return one != other and len(one) == 1 and (one.isalnum() or other.isalnum()) and _plain(drawn)


def _plain(drawn: str) -> bool:
    """A letter or digit of the Latin encodings; of other glyph names the meaning is not certain."""
    return len(drawn) == 1 and drawn.isascii() and drawn.isalnum()


def _encoding(font: dict[str, Any]) -> dict[int, str]:
    """Code -> character as far as the file itself names the glyphs."""
    encoding = resolve1(font.get("Encoding"))
    trusted = not (_embedded(font) and _flags(font) & _SYMBOLIC)
    if isinstance(encoding, PSLiteral):
        return _table(_name(encoding)) if trusted else {}
    if isinstance(encoding, dict):
        base = _table(_name(encoding.get("BaseEncoding"))) if trusted else {}
        return {**base, **_differences(resolve1(encoding.get("Differences")))}
    return _table("StandardEncoding") if encoding is None and not _embedded(font) and trusted else {}


def _table(name: str) -> dict[int, str]:
    return dict(EncodingDB.encodings.get(name, {}))


def _differences(entries: Any) -> dict[int, str]:
    found: dict[int, str] = {}
    code = 0
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, int):
            code = entry
        elif isinstance(entry, PSLiteral):
            found[code] = _glyph(_name(entry))
            code += 1
    return found


def _glyph(name: str) -> str:
    """The character of a glyph name, empty where the name is the font's own."""
    try:
        return name2unicode(name)
    except (KeyError, ValueError):
        return ""


def _embedded(font: dict[str, Any]) -> bool:
    descriptor = resolve1(font.get("FontDescriptor"))
    return isinstance(descriptor, dict) and any(key in descriptor for key in ("FontFile", "FontFile2", "FontFile3"))


def _flags(font: dict[str, Any]) -> int:
    descriptor = resolve1(font.get("FontDescriptor"))
    flags = resolve1(descriptor.get("Flags")) if isinstance(descriptor, dict) else 0
    return flags if isinstance(flags, int) else 0


def _name(literal: Any) -> str:
    name = resolve1(literal)
    if not isinstance(name, PSLiteral):
        return ""
    return name.name if isinstance(name.name, str) else name.name.decode("utf-8", "replace")


def said_by(table: bytes) -> dict[int, str]:
    """One-byte code -> character of a ToUnicode table; longer codes and ranges past 255 are left out."""
    found: dict[int, str] = {}
    for kind, body in _BLOCK.findall(table):
        if kind == b"bfchar":
            for code, text in _CHAR.findall(body):
                _put(found, code, 0, _text(text))
            continue
        for first, last, text, texts in _RANGE.findall(body):
            each = [_text(part) for part in re.findall(_HEX, texts)]
            for step in range(min(_number(last) - _number(first), 255) + 1):
                _put(found, first, step, each[step] if step < len(each) else _stepped(_text(text), step))
    return found


def _put(found: dict[int, str], code: bytes, step: int, text: str) -> None:
    if len(b"".join(code.split())) <= 2 and text and _number(code) + step <= 255:
        found[_number(code) + step] = text


def _number(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii") if len(b"".join(digits.split())) % 2 == 0 else "").decode(
        "utf-16-be", "replace"
    )


def _stepped(text: str, step: int) -> str:
    """The text with its last character moved on."""
    return text[:-1] + chr(min(ord(text[-1]) + step, 0x10FFFF)) if text else ""
