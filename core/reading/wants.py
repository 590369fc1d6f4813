"""The form's labels made ready for matching: row names, group names, column names, the words between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from core.address import Address
from core.form import Label, Table, form
from core.reading.folding import plain

_BRACKETED = re.compile(r"（[^）]*）")
_UNIT = re.compile("(?:单位)?(?:万元|件)$")


@dataclass(frozen=True, slots=True)
class Want:
    """A label to look for."""

    key: str
    names: tuple[str, ...]
    """Letters of the label and of its published variants, the form's own first."""
    ordinal: str = ""

    @property
    def name(self) -> str:
        """The form's own name."""
        return self.names[0]


NOTE = "本列数据的勾稽关系为第一项加第二项之和等于第三项加第四项之和"
APPLICANT_HEADS = ("申请人情况", "自然人", "法人或其他组织", "商业企业", "科研机构", "社会公益组织", "法律服务机构")
BLOCK_NAMES = {
    "reconsideration": ("行政复议", "行政法复议"),
    "litigation_direct": ("未经复议直接起诉", "直接起诉"),
    "litigation_after_reconsideration": ("复议后起诉", "经复议后起诉"),
}
T2_HEADS = (
    "信息内容",
    "单位万元",
    "第二十条第一项",
    "第二十条第五项",
    "第二十条第六项",
    "第二十条第八项",
    "第二十条第九项",
)


def without_unit(letters: str) -> str:
    """The letters of a head without the unit behind it: 自然人（件）, 本年收费金额（单位：万元）."""
    return _UNIT.sub("", letters)


def _want(label: Label) -> Want:
    names = [plain(label.label), *map(plain, label.also)]
    short = plain(_BRACKETED.sub("", label.label))
    if short and short not in names:
        names.append(short)
    return Want(label.key, tuple(names), label.ordinal)


@cache
def rows(version: str, table: str) -> tuple[Want, ...]:
    """Row labels of a table in the form's order; in table 3 of 2021 （六） as one row stands before the total."""
    found = [_want(label) for label in form(version).table(table).rows]
    extra = [_want(label) for label in form(version).table(table).extra_rows]
    at = next((i for i, want in enumerate(found) if want.key == "total"), len(found))
    return (*found[:at], *extra, *found[at:])


@cache
def groups(version: str, table: str) -> tuple[Want, ...]:
    """Group labels of a table."""
    return tuple(_want(label) for label in form(version).table(table).groups)


@cache
def columns(version: str, table: str) -> tuple[Want, ...]:
    """Column labels of a table."""
    return tuple(_want(label) for label in form(version).table(table).columns)


@cache
def addresses(version: str, table: str, row: str) -> tuple[Address, ...]:
    """The addresses of a row, left to right; `*` stands for all blocks of table 4."""
    of: Table = form(version).table(table)
    known = {address: address for address in form(version).addresses}  # the very same: found without a comparison
    labels = of.rows if row == "*" else (of.row(row),)
    return tuple(known.get(address, address) for label in labels for address in of.addresses(label))
