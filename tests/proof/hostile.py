"""Files made to break a reader, small: each must end by its kind of error, or be read, and the batch goes on.

Besides these, the larger set of ../shared/tools/hostile is tried where it is there. Knows nothing of the readers.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from core.ingest import Reading, read_many
from core.wording import say

MAKER = Path(__file__).parents[3] / "shared" / "tools" / "hostile" / "make_hostile.py"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SECONDS = 25
"""A file has 20; the rest is for starting and clearing up on a busy machine."""


@dataclass
class Tried:
    """What came of them."""

    files: int = 0
    refused: int = 0
    read: int = 0
    faults: list[str] = field(default_factory=list)


def _pdf(content: bytes, page: bytes = b"", trailer: bytes = b"", box: bytes = b"[0 0 595 842]") -> bytes:
    """One page; `content` is the stream object's body."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox " + box + b" /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> " + page + b" >>",
        content,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, at = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        at.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in at)
    return bytes(out + b"trailer\n<< /Size 6 /Root 1 0 R " + trailer + b" >>\nstartxref\n%d\n%%%%EOF\n" % start)


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data, 9)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"


def _docx(body: str, dtd: str = "", name: str = "word/document.xml") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types/>')
        file.writestr(
            name, f'<?xml version="1.0"?>{dtd}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        )
    return stream.getvalue()


TOTAL = b"BT /F1 12 Tf 72 720 Td (Total 1234) Tj ET"
LAUGHS = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
DEEP = "<w:tbl><w:tr><w:tc>" * 3000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 3000

FILES: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "empty.pdf": (lambda: b"", {"empty"}),
    "zeros.pdf": (lambda: b"%PDF-1.4\n" + bytes(4096), {"damaged", "not-a-report"}),
    "half.pdf": (lambda: _pdf(_stream(TOTAL * 40))[:300], {"damaged", "not-a-report", "scan"}),
    "page-of-an-error.pdf": (lambda: b"<html><body>404 not found</body></html>", {"not-a-report"}),
    "itself-as-length.pdf": (
        lambda: _pdf(b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream"),
        {"damaged", "not-a-report", "scan", "empty"},
    ),
    "huge-page.pdf": (lambda: _pdf(_stream(TOTAL), box=b"[0 0 1000000000 1000000000]"), {"too-large", "damaged"}),
    "no-page-size.pdf": (lambda: _pdf(_stream(TOTAL), box=b"[(a) null 595]"), {"not-a-report", "damaged", "scan"}),
    "xref-of-itself.pdf": (lambda: _pdf(_stream(TOTAL), trailer=b"/Prev 9"), {"not-a-report", "damaged"}),
    "deep-arrays.pdf": (
        lambda: _pdf(_stream(TOTAL), page=b"/Foo " + b"[" * 50_000 + b"]" * 50_000),
        {"not-a-report", "damaged", "depth", "memory", "timeout"},
    ),
    "bomb.pdf": (
        lambda: _pdf(_stream(b" " * (64 << 20))),
        {"too-large", "memory", "timeout", "not-a-report", "scan", "damaged", "empty"},
    ),
    "rectangles.pdf": (
        lambda: _pdf(_stream(TOTAL + b"".join(b"%d %d 3 3 re f\n" % (i % 590, i // 590) for i in range(120_000)))),
        {"too-large", "not-a-report", "timeout", "memory"},
    ),
    "half.docx": (lambda: _docx("<w:p/>" * 1000)[:200], {"damaged"}),
    "old-word.docx": (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096), {"unsupported"}),
    "no-word.docx": (lambda: _docx("", name="readme.txt"), {"unsupported"}),
    "laughs.docx": (lambda: _docx("&e9;", f'<!DOCTYPE x [<!ENTITY e0 "lol">{LAUGHS}]>'), {"damaged"}),
    "another-file.docx": (
        lambda: _docx("&x;", '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
        {"damaged"},
    ),
    "deep.docx": (lambda: _docx(DEEP), {"depth", "damaged"}),
    "broad-cell.docx": (
        lambda: _docx(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
        ),
        {"too-large", "not-a-report"},
    ),
    "spaces.docx": (lambda: _docx(" " * (80 << 20)), {"too-large"}),
    "deep.html": (lambda: b"<div>" * 60_000 + b"x", {"depth", "not-a-report"}),
    "wide.html": (lambda: b"<table>" + b"<tr><td>1<td>2" * 60_000, {"too-large", "not-a-report"}),
    "broad-cell.html": (
        lambda: b"<table><tr><td colspan=1000000000 rowspan=1000000000>1</td></tr></table>",
        {"too-large", "not-a-report"},
    ),
    "attributes.html": (
        lambda: b"<p " + b" ".join(b"a%d=1" % i for i in range(60_000)) + b">x",
        {"too-large", "not-a-report"},
    ),
    "zeros.txt": (lambda: b"a\0b\0" * 1000, {"not-a-report", "damaged", "unsupported"}),
    "escapes.txt": (lambda: b"\x1b[31m\x1b]52;c;cHduZWQ=\x07\xc2\x9b31m [@click=app.quit]x[/]", {"not-a-report"}),
    "brackets.txt": (lambda: "（".encode() * 50_000 + b"1," * 50_000, {"not-a-report", "timeout"}),
    "one-line.txt": (lambda: b"x" * (24 << 20), {"too-large", "not-a-report", "timeout"}),
}
"""What it holds, and by which kinds of error it may end; none of them is a report."""


def tried(folder: Path) -> Tried:
    """All of them as one batch, and things that are no files."""
    wanted: dict[Path, set[str] | None] = {}
    for name, (content, kinds) in FILES.items():
        (folder / name).write_bytes(content())
        wanted[folder / name] = kinds
    os.mkfifo(folder / "pipe.pdf")
    (folder / "loop.pdf").symlink_to("loop.pdf")
    (folder / "nowhere.pdf").symlink_to("nothing")
    wanted |= {folder / "pipe.pdf": {"not-a-file"}, folder / "loop.pdf": {"not-a-file"}}
    wanted[folder / "nowhere.pdf"] = {"missing"}
    if MAKER.is_file():
        wanted |= _shared(folder / "shared")
    return _judged(wanted)


def _shared(folder: Path) -> dict[Path, set[str] | None]:
    """The set beside the project, its bombs small: any kind of error will do."""
    folder.mkdir()
    subprocess.run([sys.executable, str(MAKER), str(folder), "--small"], check=True, capture_output=True)
    return {folder / name: None for name in json.loads((folder / "MANIFEST.json").read_text("utf-8"))}


def _judged(wanted: dict[Path, set[str] | None]) -> Tried:
    found, since = Tried(), time.monotonic()
    for reading in read_many(wanted, jobs=2):
        found.files += 1
        found.read += reading.report is not None
        found.refused += reading.error is not None
        took, since = time.monotonic() - since, time.monotonic()
        fault = _fault(reading, wanted[reading.path], took)
        if fault:
            found.faults.append(f"{reading.path.name!a}: {fault}")
    if found.files != len(wanted):
        found.faults.append(f"{len(wanted) - found.files} files without an answer")
    return found


def _fault(reading: Reading, kinds: set[str] | None, seconds: float) -> str:
    """What is not as it should be with one answer."""
    if seconds > SECONDS:
        return f"took {seconds:.0f} s"
    if reading.error is None:
        return "read as a report" if kinds is not None else ""
    line = say(reading.error.phrase, "en")
    if not line or "\n" in line or "Traceback" in line:
        return f"not one line: {line!r}"
    if kinds is not None and reading.error.kind not in kinds:
        return f"ended as {reading.error.kind}"
    return ""
