"""The type of a file is told by its content."""

from __future__ import annotations

import io
import zipfile

import pytest

from core.errors import SourceError
from core.formats import read
from core.formats.detect import detect

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\xef\xbb\xbf\n%PDF-1.4", "pdf"),
        (zipped("[Content_Types].xml", "word/document.xml"), "docx"),
        (b"<!DOCTYPE html><html>", "html"),
        (b"\xef\xbb\xbf  <HTML>", "html"),
        (b"<!-- saved --><div class=a>", "html"),
        ("<html>年报</html>".encode("utf-16"), "html"),
        (b"Notice: undefined\n<html><body>", "html"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "html"),
        (
            b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=x\r\n",
            "mht",
        ),
        ("# 一、总体情况\n\n## 二、主动公开\n".encode(), "markdown"),
        (b"| a | b |\n|---|---|\n| 1 | 2 |\n# x", "markdown"),
        ("年报\n<table><tr><td>1</td></tr><tr><td>2</td></tr></table>".encode(), "markdown"),
        ("一、总体情况\n# 只有一个井号".encode(), "text"),
        ("年度报告".encode("gb18030"), "text"),
        (b"BM is how this text begins", "text"),
        (b"<2024>", "text"),
    ],
)
def test_content_names_the_format(data: bytes, format: str) -> None:
    assert detect(data) == format


@pytest.mark.parametrize(
    ("data", "kind", "format"),
    [
        (b"", "empty", None),
        (b"\xef\xbb\xbf", None, None),
        (b" \r\n\t", "empty", None),
        (OLE + "WordDocument".encode("utf-16-le"), "unsupported", "Word 97–2003 .doc"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password", None),
        (OLE, "unsupported", "OLE"),
        (zipped("readme.txt"), "unsupported", "ZIP"),
        (zipped("xl/workbook.xml"), "unsupported", "XLSX"),
        (zipped("OFD.xml"), "unsupported", "OFD"),
        (zipped("word/document.xml")[:-30], "damaged", None),
        (b"\x89PNG\r\n\x1a\n", "unsupported", "PNG"),
        (b"\xff\xd8\xff\xe0", "unsupported", "JPEG"),
        (b"{\\rtf1\\ansi", "unsupported", "RTF"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "unsupported", "Word XML"),
    ],
)
def test_what_is_not_read_is_refused_by_its_kind(data: bytes, kind: str | None, format: str | None) -> None:
    if kind is None:
        kind = "empty"  # only a mark of byte order: found empty after reading
    with pytest.raises(SourceError) as caught:
        read(data)
    assert caught.value.kind == kind
    if format:
        assert caught.value.phrase.arguments["format"] == format


@pytest.mark.parametrize(
    ("name", "flagged"),
    [("a.pdf", True), ("a.DOC", True), ("a.html", False), ("a.htm", False), ("a", False), ("a.bin", False)],
)
def test_a_name_that_promises_another_format_is_reported(name: str, flagged: bool) -> None:
    document = read("<html><body>年度报告</body></html>".encode(), name)
    assert [warning.kind for warning in document.warnings] == ["mismatch"] * flagged


def test_the_name_decides_only_between_text_and_markdown() -> None:
    data = "# 一、总体情况\n新收 3 件".encode()
    assert (read(data, "a.md").format, read(data, "a.txt").format) == ("markdown", "text")
