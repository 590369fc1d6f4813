"""The plain data everything else speaks: frozen, headless, complete at birth.

A *source* is a file's bytes; an *edition* is one source of a body's report for a year; a *report* is an edition read into
figures, sections and claims; a *finding* is what a rule says of it. Values are `int`, `Decimal` or absent, never float.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import NamedTuple

from core.address import Address
from core.claim import Claim as Claim  # noqa: PLC0414 - given on to everybody
from core.wording import Phrase

Span = tuple[int, int]
"""Half-open range of code points in the one text of a document."""

Number = int | Decimal


class State(StrEnum):
    """What stands in a value cell (RULES.md §0). Blank, 0, "/" and "-" are four different things on every path."""

    NUM = "NUM"
    ZERO = "ZERO"
    BLANK = "BLANK"
    SLASH = "SLASH"
    DASH = "DASH"
    TEXT = "TEXT"
    MIXED = "MIXED"
    UNREAD = "UNREAD"
    MISSING = "MISSING"


class Verdict(StrEnum):
    """A rule's outcome for a report. NA carries its reason; REVIEW needs a person."""

    PASS = "PASS"
    FAIL = "FAIL"
    REVIEW = "REVIEW"
    NA = "NA"


class Severity(IntEnum):
    """1 certain contradiction of figures or law · 2 very likely error · 3 needs explanation · 4 style."""

    CERTAIN = 1
    LIKELY = 2
    EXPLAIN = 3
    STYLE = 4


class Blames(StrEnum):
    """Whether a finding says the report is wrong, or that our reading of it may be."""

    REPORT = "report"
    READING = "reading"


class Box(NamedTuple):
    """Points from the top-left corner of the page as displayed (after rotation and crop). A tuple, for there is one of every glyph."""

    x0: float
    top: float
    x1: float
    bottom: float


class Locator(NamedTuple):
    """Where a piece of a report physically stands. A tuple, for there are several of every figure."""

    spans: tuple[Span, ...] = ()
    """Places in the document's text; empty where nothing is printed (a blank cell of a text without grids)."""
    page: int | None = None
    """1-based page of a paged document."""
    box: Box | None = None


_NOWHERE = Locator()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a figure was placed rather than simply read, and what else it could be."""

    why: Phrase
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed number or blank of a table."""

    address: Address
    printed: str
    """As printed, outer white space cut; full-width digits and remarks kept."""
    state: State
    value: Number | None = None
    """Of NUM, ZERO and MIXED (its main number); None otherwise."""
    locator: Locator = _NOWHERE
    doubt: Doubt | None = None
    remark: str | None = None
    """The words beside the number of a MIXED cell."""


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections, by meaning."""

    number: int
    """1–6 as on the form, whatever ordinal is printed."""
    title: str
    """The heading as printed, without its ordinal."""
    ordinal: str | None
    """The printed ordinal (`一、`), None where it is missing."""
    heading: Span
    span: Span
    """Heading and body."""


@dataclass(frozen=True, slots=True)
class Stated:
    """Something the report says of itself, with its place."""

    value: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Masthead:
    """Title, body, year and dates as the document states them."""

    title: Stated | None = None
    body: Stated | None = None
    year: int | None = None
    period: tuple[date, date] | None = None
    period_span: Span | None = None
    signed_by: Stated | None = None
    signed_on: date | None = None
    signed_span: Span | None = None
    published_on: date | None = None
    """From page metadata or the person who ingests it."""
    contact: tuple[tuple[str, Stated], ...] = ()
    """Contact data of the office, which the report must give: `phone`, `fax`, `email`, `postcode`, `address`, `website`."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file's bytes by their hash."""

    name: str
    """File name without folder, as given (may hold anything; shown only through the gate)."""
    sha256: str
    format: str
    """`pdf`, `docx`, `html`, `text`, `markdown`, `mht` …"""
    size: int
    """Bytes."""
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Warning:
    """Something noticed while reading: a tracked change, hidden text, a cap, a charset that lied."""

    kind: str
    phrase: Phrase
    spans: tuple[Span, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """An edition read into figures, sections and claims. A pure function of the source's bytes and the parser version."""

    source: Source
    form: str
    """`2021` or `2019`."""
    text: str
    """The one text that all spans count in: LF newlines, pages joined by LF FF LF."""
    masthead: Masthead
    figures: Mapping[Address, Figure]
    """Every address of the form, in the form's order, and what is printed outside it."""
    sections: tuple[Section, ...] = ()
    claims: tuple[Claim, ...] = ()
    warnings: tuple[Warning, ...] = ()
    page_spans: tuple[Span, ...] = ()
    """Each page's range of the text; empty for formats without pages."""
    table_spans: tuple[Span, ...] = ()
    """Where the form's tables stand in the text; what lies outside is prose (`core.passages.prose_of`)."""
    parser: str = ""
    """Version of the reading code."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a finding rests on."""

    addresses: tuple[Address, ...] = ()
    spans: tuple[Span, ...] = ()
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of a report. Identity and leaves are computed by `core.rules.findings`."""

    id: str
    """Stable hash of source, rule, addresses, printed values and normalised quote."""
    rule: str
    verdict: Verdict
    severity: Severity
    blames: Blames
    message: Phrase
    evidence: Evidence
    proof: Phrase | None = None
    expected: Number | None = None
    found: Number | None = None
    covers: tuple[str, ...] = ()
    """The leaf violations this finding explains, each `RULE.scope`; decisions bind to them."""
    hint: Mapping[Address, Number] = field(default_factory=lambda: MappingProxyType({}))
    """The smallest change that would satisfy all identities it touches; a hint, never a repair."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule came to for one report; kept for every rule, passed ones too."""

    rule: str
    verdict: Verdict
    reason: Phrase | None = None
    """Why NA, or with what proviso PASS."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A report with all that the rules said of it."""

    report: Report
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    rules: str
    """Version of the rule set and hash of the profile."""


@dataclass(frozen=True, slots=True)
class Body:
    """A public body (机关) as the roster knows it, or as far as its name tells."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    """`government`, `department`, `township`, `institution`, `outpost`; None where unknown."""
    region: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Files taken in together."""

    name: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One source of a body's report for a year; its uid is the source's SHA-256, so that copies of a database agree."""

    uid: str
    body: str
    year: int | None
    batch: str
    source: Source
    received_at: str
    """UTC, ISO 8601."""
    published_on: date | None = None
    in_force: bool = True
    relation: str | None = None
    """To the edition in force: `duplicate`, `other-format`, `superseded`."""
