"""What is done with a file inside a reader process: bytes to report, as JSON."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Final

from core.errors import SourceError
from core.formats import READERS, read, second_way
from core.formats.detect import named
from core.formats.document import Document
from core.ingest import wire
from core.ingest.deadline import in_time
from core.model import Source

CROSS_CHECKED: Final = 50
"""One PDF in so many, by its hash and so always the same ones, is read by both table finders even where nothing is missing."""

_NO_REPORT: Final = """年度报告\n一、总体情况\n收到申请1件。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量\t1\t0\n"""
"""Invented, and of no file: read once before a server forks, it leaves tables of labels and the like made for every reader. A plain
text, so that no library is needed for it that the files may not need."""

_REHEARSED: Final = Path(__file__).parents[1] / "samples" / "2024-liuwan-housing.pdf"


def preload() -> None:
    """Import and make what every reader needs, before a server forks for one of several files."""
    with suppress(SourceError):
        report(_NO_REPORT.encode(), "", "1")


def provide(name: str) -> None:
    """Import what a file needs whose name tells its format, before a server forks for one of several such files."""
    format = named(name)
    if format is not None and format in READERS:
        import_module(READERS[format])
    if format == "pdf":
        import_module("PIL.Image")  # the ink test's
        import_module("core.formats.pdf.tounicode")  # and pdfminer: for files that must be looked into


def rehearse() -> None:
    """Read one of the bundled PDFs, before a server forks for one of many files: fonts, functions of libraries and the form's labels
    are looked up once and not in every reader."""
    with suppress(SourceError, OSError):
        report(_REHEARSED.read_bytes(), "", "1")


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
