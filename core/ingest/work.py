"""What is done with a file inside a reader process: bytes to report, as JSON."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module, resources
from typing import Final

from core.errors import SourceError
from core.formats import read, second_way
from core.formats.document import Document
from core.ingest import wire
from core.ingest.deadline import in_time
from core.model import Source

CROSS_CHECKED: Final = 50
"""One PDF in so many, by its hash and so always the same ones, is read by both table finders even where nothing is missing."""

_NO_REPORT: Final = """<h1>年度报告</h1><p>一、总体情况</p><p>收到申请1件。</p><p>二、主动公开政府信息情况</p>
<p>三、收到和处理政府信息公开申请情况</p><table><tr><td>本年新收政府信息公开申请数量<td>1<td>0</table>"""
"""Invented, and of no file: read once before a server forks, it leaves tables of labels and the like made for every reader."""

_REHEARSED: Final = "2024-liuwan-housing.pdf"


def preload() -> None:
    """Import and make what any reader may need, before a server forks for its second file."""

    import core.formats.docx
    import core.formats.html
    import core.formats.markdown
    import core.formats.mht
    import core.formats.pdf
    import core.formats.text
    import core.reading  # noqa: F401

    import_module("PIL.Image")  # the ink test's
    with suppress(SourceError):
        report(_NO_REPORT.encode(), "", "1")


def rehearse() -> None:
    """Read one of the bundled PDFs, before a server forks for one of many files: fonts, functions of libraries and the form's labels
    are looked up once and not in every reader."""
    with suppress(SourceError, OSError):
        report(resources.files("core.samples").joinpath(_REHEARSED).read_bytes(), "", "1")


def report(data: bytes, name: str, sha256: str) -> bytes:
    """The report of a file, for `wire.load`; SourceError where it cannot be read or is none."""
    from core.reading import read_report

    document = read(data, name)
    source = Source(name, sha256, document.format, len(data), len(document.pages) or None)
    twice = int(sha256[:8] or "1", 16) % CROSS_CHECKED == 0
    again = second_way(data, document.format, document)
    return wire.dump(read_report(document, source, again and partial(guarded, again), twice))


def guarded(again: Callable[[], Document]) -> Document:
    """The second way, ended by SourceError whatever becomes of it: the first reading must outlive it."""
    try:
        with in_time():
            return again()
    except SourceError:
        raise
    except MemoryError as error:
        raise SourceError("memory") from error
    except RecursionError as error:
        raise SourceError("depth") from error
    except Exception as error:
        raise SourceError("damaged", cause=type(error).__name__) from error
