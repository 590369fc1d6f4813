"""The national form as objects; the data stand in `form_2021.toml` and `form_2019.toml`.

Addresses come in the form's printed order: 10 + 175 + 15 = 200 figures for 2021, of the notice's three tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from core.address import Address
from core.prepared import tables

APPLICANTS = ("natural", "commercial", "research", "public_interest", "legal_service", "other")
"""Columns of table 3 that add up to `total`."""


@dataclass(frozen=True, slots=True)
class Label:
    """A row, column or group label."""

    key: str
    label: str
    """As printed on the form, without its ordinal."""
    en: str
    ordinal: str = ""
    short: str = ""
    """For narrow grids; the label itself where empty."""
    also: tuple[str, ...] = ()
    """Variants and misprints that published reports carry."""
    columns: tuple[str, ...] = ()
    """Of a table-2 row: the columns it has."""
    article: str = ""
    unit: str = ""

    def name(self, language: Literal["zh", "en"]) -> str:
        """Short name for a screen."""
        return self.en if language == "en" else self.short or self.label


@dataclass(frozen=True, slots=True)
class Table:
    """One of the three tables."""

    key: str
    title: Mapping[str, str]
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    groups: tuple[Label, ...] = ()
    extra_rows: tuple[Label, ...] = ()
    """Rows some bodies print though the form has none."""

    def row(self, key: str) -> Label:
        """The row of that key, also an extra one; KeyError if none."""
        return next((row for row in (*self.rows, *self.extra_rows) if row.key == key), None) or _missing(key)

    def column(self, key: str) -> Label:
        """The column of that key; KeyError if none."""
        return next((column for column in self.columns if column.key == key), None) or _missing(key)

    def addresses(self, row: Label) -> Iterator[Address]:
        """The addresses of one row, left to right."""
        for column in row.columns or tuple(column.key for column in self.columns):
            yield Address(self.key, row.key, column)


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's title on the form, with accepted variants."""

    number: int
    title: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One version of the form."""

    version: str
    notice: str
    tables: tuple[Table, ...]
    sections: tuple[Heading, ...]

    def table(self, key: str) -> Table:
        """The table of that key (`t2`, `t3`, `t4`); KeyError if none."""
        return next((table for table in self.tables if table.key == key), None) or _missing(key)

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Every address of the form, in printed order."""
        return _addresses(self.version)


def _missing(key: str) -> Any:
    raise KeyError(key)


@cache
def form(version: str = "2021") -> Form:
    """The form of that version; KeyError if there is none."""
    if version not in ("2021", "2019"):
        raise KeyError(version)
    data = tables(f"form_{version}.toml")
    return Form(
        version=data["version"],
        notice=data["notice"],
        tables=tuple(_table(table) for table in data["tables"]),
        sections=tuple(Heading(s["number"], s["title"], tuple(s["also"])) for s in data["sections"]),
    )


def _table(data: dict[str, Any]) -> Table:
    return Table(
        key=data["key"],
        title=data["title"],
        rows=_labels(data["row_labels"]),
        columns=_labels(data["column_labels"]),
        groups=_labels(data.get("group_labels", [])),
        extra_rows=_labels(data.get("extra_rows", [])),
    )


def _labels(items: list[dict[str, Any]]) -> tuple[Label, ...]:
    return tuple(_label(item) for item in items)


def _label(item: dict[str, Any]) -> Label:
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in item.items()}
    return Label(**fields)


@cache
def _addresses(version: str) -> tuple[Address, ...]:
    return tuple(a for table in form(version).tables for row in table.rows for a in table.addresses(row))


WHOLE = "*"
"""Stands for row or column in an address that names a whole column or a whole row: `t3/granted/*`, `t3/*/natural`."""


@cache
def label(address: Address, language: Literal["zh", "en"] = "zh") -> str:
    """An address in words: `表三 总计（办理结果）·自然人`; only the row's or the column's name where the other is `WHOLE`;
    `t3/refused/*` names the group; the address itself where no form knows it."""
    for version in ("2021", "2019"):
        try:
            table = form(version).table(address.table)
            row = None if address.row == WHOLE else _row_or_group(table, address.row).name(language)
            column = None if address.column == WHOLE else table.column(address.column).name(language)
        except KeyError:
            continue
        name = {"t2": ("表二", "Table 2"), "t3": ("表三", "Table 3"), "t4": ("表四", "Table 4")}[table.key]
        if row and column:
            return f"{name[language == 'en']} {row}·{column}"
        return row or column or name[language == "en"]
    return str(address)


def _row_or_group(table: Table, key: str) -> Label:
    return next((group for group in table.groups if group.key == key), None) or table.row(key)
