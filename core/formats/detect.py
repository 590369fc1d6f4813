"""Which format bytes are in, by content; the name only tells plain text from Markdown and shows a mismatch."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import PurePath
from typing import Final

from core.errors import SourceError

_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_HEAD: Final = 4096
_FEW_TABS: Final = 20
"""More of them set out a table, which only the reader of plain text knows."""
_SIGNATURES: Final = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"{\\rtf", "RTF"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"AT&TFORM", "DjVu"),
    (b"SQLite format 3\0", "SQLite"),
    (b"\x7fELF", "ELF"),
)
_HTML: Final = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|[a-z][a-z0-9]*[\s/>])", re.IGNORECASE | re.DOTALL
)
_HTML_WITHIN: Final = re.compile(rb"<html[\s>]|<body[\s>]", re.IGNORECASE)
_WORD_XML: Final = re.compile(rb"<\?mso-application|<w:wordDocument|<pkg:package|<office:document\b")
_MHT: Final = re.compile(
    rb"(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*?Content-Type:\s*(?:multipart/(?:related|alternative|mixed)|text/html)",
    re.IGNORECASE,
)
_ENDINGS: Final = {
    "pdf": "pdf",
    "docx": "docx",
    "htm": "html",
    "html": "html",
    "shtml": "html",
    "mht": "mht",
    "mhtml": "mht",
    "txt": "text",
    "md": "markdown",
    "markdown": "markdown",
    "doc": "doc",
    "wps": "doc",
}
_MARKDOWN: Final = re.compile(
    rb"^ {0,3}#{1,6} +\S|^[ \t]*\|?[ \t]*:?-{2,}[-:| \t]*\|[-:| \t]*\r?$|<t[dr][\s>]", re.MULTILINE | re.IGNORECASE
)


def detect(data: bytes, name: str = "") -> str:
    """`pdf`, `docx`, `html`, `mht`, `markdown` or `text`; SourceError `empty`, `unsupported`, `password`, `damaged`."""
    if not data.strip(b"\0 \t\r\n"):
        raise SourceError("empty")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _zip(data)
    if data.startswith(_OLE):
        raise _ole(data)
    for signature, format in _SIGNATURES:
        if data.startswith(signature) and not _looks_like_text(data):
            raise SourceError("unsupported", format=format)
    return _text(data, name)


def named(name: str) -> str | None:
    """The format a file name's ending promises, None where it promises none."""
    return _ENDINGS.get(PurePath(name).suffix.lower().lstrip("."))


def _text(data: bytes, name: str) -> str:
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = data[: 2 * _HEAD].decode("utf-16", "ignore").encode()
    if _WORD_XML.search(head):
        raise SourceError("unsupported", format="Word XML")
    if _MHT.match(head):
        return "mht"
    if _HTML.match(head) or _HTML_WITHIN.search(head):
        return "html"
    marks = len(_MARKDOWN.findall(data[:1_000_000]))
    if data.count(b"\t") < _FEW_TABS and (marks > 1 or (marks and named(name) == "markdown")):
        return "markdown"
    return "text"


def _looks_like_text(data: bytes) -> bool:
    """Whether a signature of two letters is only how a text begins (`BM…`)."""
    return b"\0" not in data[:_HEAD] and data.startswith((b"BM",))


def _zip(data: bytes) -> str:
    import zipfile  # for such files alone

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, OSError) as error:
        raise SourceError("damaged", cause="zip") from error
    if "word/document.xml" in names or ("[Content_Types].xml" in names and any(n.startswith("word/") for n in names)):
        return "docx"
    raise SourceError("unsupported", format=_zip_kind(names))


def _zip_kind(names: set[str]) -> str:
    if "OFD.xml" in names:
        return "OFD"
    if "xl/workbook.xml" in names:
        return "XLSX"
    if "ppt/presentation.xml" in names:
        return "PPTX"
    if "content.xml" in names and "mimetype" in names:
        return "ODF"
    return "ZIP"


def _ole(data: bytes) -> SourceError:
    """Old Office files and encrypted new ones share a container; the names of its streams tell them apart."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return SourceError("password")
    for stream, format in (("WordDocument", "Word 97–2003 .doc"), ("Workbook", "Excel 97–2003 .xls")):
        if stream.encode("utf-16-le") in data:
            return SourceError("unsupported", format=format)
    return SourceError("unsupported", format="OLE")
