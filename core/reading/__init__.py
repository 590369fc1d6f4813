"""Document in, Report out: tables, masthead, sections, claims. Label-anchored; nothing guessed, nothing repaired."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from core.address import Address
from core.errors import SourceError
from core.formats.document import Document
from core.model import Figure, Report, Source, State, Warning
from core.reading.prose import read_prose
from core.reading.second_look import combined
from core.reading.suspicion import not_blank, suspected, whole
from core.reading.tables import Tables, read_tables, version_of
from core.wording import Phrase

PARSER: Final = "6"
"""Version of the reading code; a stored report of another version is read again on request."""

_FEWEST_SECTIONS: Final = 2
"""Of the six headings, so that a document without readable tables still counts as a report."""

_LIMITS: Final = frozenset(("timeout", "memory", "depth", "too-large"))
"""Kinds of failure that say nothing against the file."""


def read_report(
    document: Document, source: Source, reread: Callable[[], Document] | None = None, always_twice: bool = False
) -> Report:
    """The report that a document holds: which form, its tables, then everything said outside them.

    `reread` reads the source in another way (for PDF by another table finder); it is asked only where figures were not read,
    or `always_twice`; figures that the two ways print differently are in doubt and warned of. Where it raises SourceError the
    first reading stands and a warning says that there was no second.
    Raises SourceError `not-a-report` if neither a table of the form nor its sections are there; odd content raises nothing.
    """
    version = version_of(document)
    tables = read_tables(document, version)
    if reread and (always_twice or any(figure.state is State.UNREAD for figure in tables.figures.values())):
        tables = _second_look(tables, reread, version)
    prose = read_prose(document, version)
    if _is_empty(tables) and len(prose.sections) < _FEWEST_SECTIONS:
        raise SourceError("not-a-report", source.name)
    return Report(
        source=source,
        form=version,
        text=document.text,
        masthead=prose.masthead,
        figures=MappingProxyType(_doubted(tables, document)),
        sections=prose.sections,
        claims=prose.claims,
        warnings=(*document.warnings, *tables.warnings, *prose.warnings),
        page_spans=tuple(page.span for page in document.pages),
        table_spans=prose.table_spans,
        parser=PARSER,
    )


def _doubted(tables: Tables, document: Document) -> dict[Address, Figure]:
    """The figures with what the page itself says against them."""
    seen = whole(not_blank(tables.figures, document.drawn), document.pages)
    return suspected(seen, document.warnings)


def _second_look(tables: Tables, reread: Callable[[], Document], version: str) -> Tables:
    """Both readings; the first alone where the second way fails at the file, which is said."""
    try:
        again = reread()
    except SourceError as error:
        cause = error.kind if error.kind in _LIMITS else "damaged"
        told = Warning("not-reread", Phrase(f"reading.warning.not_reread.{cause}"))
        return replace(tables, warnings=(*tables.warnings, told))
    return combined(tables, read_tables(again, version))


def _is_empty(tables: Tables) -> bool:
    return all(figure.state in (State.UNREAD, State.MISSING) for figure in tables.figures.values())
