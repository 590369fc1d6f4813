"""Bytes to text: BOM, strict UTF-8, what the file declares, then the encoding in which the text is most like Chinese.

A lenient decoder turns Big5 into rare characters without an error (RELIABILITY.md §4), so each candidate must decode strictly
and is judged by how many of its characters are common Chinese (level 1 of GB 2312 or of Big5). Nothing is repaired: a byte
that fits no encoding becomes U+FFFD and a warning; so does NUL, which databases cut a text at.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from core.errors import SourceError
from core.model import Span, Warning
from core.wording import Phrase

MAX_TEXT: Final = 20 * 1024 * 1024
"""Bytes of text a document may hold (RELIABILITY.md R6)."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the mark of UTF-16, so asked first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES: Final = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_WIDER: Final = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs", "ascii": "utf-8"}
"""Publishers declare the smaller set and use the larger one."""
_BELIEVED: Final = frozenset(("utf-8", *_CANDIDATES))
"""Latin-1 and the like make something of any bytes, so a page that declares them is looked at as if it declared nothing."""
_LABELS: Final = {"x-gbk": "gbk", "gb_2312-80": "gbk", "gb2312-80": "gbk", "x-x-big5": "big5", "unicode": "utf-8"}
"""Names that browsers know and Python does not."""
_SAMPLE: Final = 200_000
_DOUBTFUL: Final = 0.5
_BAD_SHARE: Final = 0.01
"""Up to this share of unreadable characters a text is read with marks; beyond it the encoding is wrong."""
_IDEOGRAPHS: Final = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text as it was encoded, and what was odd about it. NUL is already replaced by U+FFFD."""

    text: str
    encoding: str
    warnings: tuple[Warning, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of a file; SourceError `too-large` past 20 MiB, `damaged` where no encoding fits."""
    if len(data) > MAX_TEXT:
        raise SourceError("too-large", what="text", limit=MAX_TEXT)
    text, encoding = _by_mark(data) or _by_content(data, declared)
    warnings = [*_charset_warnings(text, encoding, declared), *_gap_warnings(text)]
    return Decoded(text.replace("\0", "�"), encoding, tuple(warnings))


def common_share(text: str) -> float:
    """Share of common characters among the ideographs of the text's head; 1.0 where there are none."""
    ideographs = _IDEOGRAPHS.findall(text[:_SAMPLE])
    return sum(char in _common() for char in ideographs) / len(ideographs) if ideographs else 1.0


def _by_mark(data: bytes) -> tuple[str, str] | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    return None


def _by_content(data: bytes, declared: str | None) -> tuple[str, str]:
    """UTF-8 fits nothing else by chance; then what makes Chinese of the bytes, without gaps before with a few of them."""
    utf8 = _try(data, "utf-8")
    if utf8 is not None and utf8.count("\0") * 10 <= len(utf8):
        return utf8, "utf-8"
    named = _codec(declared)
    if named is not None and (text := _try(data, named)) is not None and common_share(text) >= _DOUBTFUL:
        return text, named
    readings = [(text, name) for name in _CANDIDATES if (text := _try(data, name)) is not None and _plausible(text)]
    best = max(readings, key=lambda reading: common_share(reading[0]), default=None)
    if best is not None and common_share(best[0]) >= _DOUBTFUL:
        return best
    found = _with_gaps(data, named) or best or ((utf8, "utf-8") if utf8 is not None else None)
    if found is None:
        raise SourceError("damaged", cause="charset")
    return found


def _plausible(text: str) -> bool:
    """Whether a reading that happens to decode is a text at all: UTF-16 makes something of any even number of bytes."""
    head = text[:_SAMPLE]
    readable = len(_IDEOGRAPHS.findall(head)) + sum(
        char.isascii() and (char.isprintable() or char in "\r\n\t") for char in head
    )
    punctuation = sum("　" <= char <= "〿" or "\uff00" <= char <= "\uffef" for char in head)
    return readable + punctuation >= 0.8 * len(head)


def _with_gaps(data: bytes, named: str | None) -> tuple[str, str] | None:
    """The first encoding that leaves few gaps and makes Chinese of the rest."""
    for name in dict.fromkeys(("utf-8", named or "utf-8", "gb18030")):
        text = data.decode(name, "replace")
        if text.count("�") <= max(8, len(text) * _BAD_SHARE) and common_share(text) >= _DOUBTFUL:
            return text, name
    return None


def _charset_warnings(text: str, encoding: str, declared: str | None) -> list[Warning]:
    found = []
    named = _codec(declared)
    if declared and named != encoding:
        found.append(_warning("charset", "charset_declared", declared=declared, used=encoding))
    if common_share(text) < _DOUBTFUL:
        found.append(_warning("charset", "charset_doubtful", used=encoding))
    elif encoding == "big5hkscs":
        found.append(_warning("charset", "charset_guessed", used="big5"))
    return found


def _gap_warnings(text: str) -> list[Warning]:
    """One warning for bytes that fit no character, one for NUL, each with its places (the first hundred)."""
    found = []
    for mark, template in (("�", "bad_bytes"), ("\0", "nul")):
        if count := text.count(mark):
            spans: list[Span] = [match.span() for _, match in zip(range(100), re.finditer(mark, text), strict=False)]
            found.append(_warning("bad-bytes", template, tuple(spans), count=count))
    return found


def _warning(kind: str, template: str, spans: tuple[Span, ...] = (), **arguments: int | str) -> Warning:
    return Warning(kind, Phrase(f"source.warning.{template}", arguments), spans)


def _codec(declared: str | None) -> str | None:
    """The codec for a declared name, wide enough for what publishers use under it; None for one that is not believed."""
    if not declared:
        return None
    name = declared.strip().lower()
    try:
        found = codecs.lookup(_LABELS.get(name, name)).name
    except (LookupError, ValueError):
        return None
    found = _WIDER.get(found, found)
    return found if found in _BELIEVED else None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


@cache
def _common() -> frozenset[str]:
    """The first levels of GB 2312 (3,755 characters by use) and Big5 (5,401)."""
    simplified = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    traditional = (bytes((high, low)) for high in range(0xA4, 0xC7) for low in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    pairs = [(code, "gb2312") for code in simplified] + [(code, "big5") for code in traditional]
    return frozenset("".join(code.decode(name, "ignore") for code, name in pairs))
