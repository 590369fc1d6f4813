"""Personal data in a report: identity numbers, mobile numbers, bank cards, names of applicants; with their places.

A number counts only where it must be one: an identity number has a region, a date that exists and the right check digit
(GB 11643), a card the right Luhn digit, a mobile number stands alone and counts nothing. Landlines are contact data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final, Literal

from core.masking import conceal, mask
from core.model import Report, Span
from core.passages import Joined, join, outside, prose_of, squeeze
from core.prepared import tables

Kind = Literal["identity", "mobile", "card", "applicant"]

REGIONS: Final = frozenset(
    (*range(11, 16), 21, 22, 23, *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83)
)
"""First two digits of an identity number: province-level regions."""
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
_NARROW: Final = {ord("０") + n: str(n) for n in range(10)} | str.maketrans("ＸｘＸ＋－—–·", "XxX+---·")

_ALONE: Final = r"(?<![0-9A-Za-z_.=@#])(?<![A-Za-z]/)(?<![0-9]-)"
_ENDS: Final = r"(?![0-9A-Za-z]|[.@_/][0-9A-Za-z]|,[0-9]{3})"
_IDENTITY: Final = re.compile(
    rf"{_ALONE}[1-8][0-9]{{5}}[ -]?(?:18|19|20)[0-9]{{6}}[ -]?[0-9]{{3}}[0-9Xx](?![0-9A-Za-z])"
)
_OLD_IDENTITY: Final = re.compile(r"(?<![0-9])[1-8][0-9]{14}(?![0-9A-Za-z])")
_MOBILE: Final = re.compile(
    rf"(?:{_ALONE}|(?<=86)|(?<=86[ -]))1[3-9][0-9][ -]?[0-9]{{4}}[ -]?[0-9]{{4}}{_ENDS}(?!-[0-9])"
)
_CARD: Final = re.compile(rf"{_ALONE}[3-6][0-9]{{3}}(?:[ -]?[0-9]{{4}}){{3}}(?:[ -]?[0-9]{{1,3}})?{_ENDS}")
_LONG_NUMBER: Final = re.compile("[0-9０-９](?:[ -]?[0-9０-９]){10}")
_LONG_CODE: Final = re.compile("[0-9０-９]{14}")
_SENTENCE_BEFORE: Final = re.compile(r"[^。！？\n]*\Z")
_MOU: Final = "某"
_CALLED: Final = "(?:为|是|系|姓名)?[：:]?"
_NAME_ENDS: Final = (
    r"(?=先生|女士|同志|[（(，。；：、]|提出|提交|递交|申请|于[0-9二]|向[我本区市县省镇政公]|来信|来电|不服|因|通过|要求|以[^，。]{1,6}(?:形式|方式)"
    r"|等[0-9一二三四五六七八九十两多几]*[人名]|的政府信息|的信息|诉|在[0-9二]|\n|\Z)"
)


@dataclass(frozen=True, slots=True)
class Personal:
    """One piece of personal data as printed."""

    kind: Kind
    span: Span
    """In the document's text; line breaks of the layout between included."""
    hidden: bool = False
    """The report itself shortened it: 张某某."""


def personal_data(report: Report, prose: Joined | None = None) -> tuple[Personal, ...]:
    """All personal data of the report, in the text's order, none inside another; figures of the tables are not looked at
    for mobile numbers. `prose` is `prose_of(report)` where the caller has it already."""
    running = prose_of(report) if prose is None else prose
    inner = [(running.places[0], running.places[-1] + 1)] if running.text else []
    rest = outside((0, len(report.text)), [*inner, *report.table_spans])
    found: list[Personal] = []
    for joined in (running, join(report.text, rest)) if rest else (running,):
        found += [*_numbers(joined), *_names(joined)]
    for start, end in report.table_spans:
        if _LONG_CODE.search(report.text, start, end):
            printed = Joined(report.text[start:end], range(start, end))
            found += [item for item in _numbers(printed) if item.kind != "mobile"]
    return tuple(_apart(sorted(found, key=lambda item: (item.span[0], -item.span[1]))))


def secrets(text: str, found: Iterable[Personal]) -> tuple[str, ...]:
    """The strings to be masked: each piece as printed, on one line, and without blanks."""
    words = [text[slice(*item.span)] for item in found]
    ways = (way for printed in words for way in (printed, " ".join(printed.split()), squeeze(printed).text))
    return tuple(dict.fromkeys(way for way in ways if way))


def without_personal(report: Report) -> str:
    """The report's text with its personal data masked; of the same length, so that every place in it stays true."""
    found = personal_data(report)
    return (
        conceal(mask(report.text, (item.span for item in found)), secrets(report.text, found)) if found else report.text
    )


def _apart(found: Iterable[Personal]) -> Iterator[Personal]:
    last = 0
    for item in found:
        if item.span[0] >= last:
            last = item.span[1]
            yield item


def _numbers(joined: Joined) -> Iterator[Personal]:
    if not _LONG_NUMBER.search(joined.text):
        return
    text = joined.text.translate(_NARROW)
    for match in _IDENTITY.finditer(text):
        if is_identity(match[0]) and not _lists("other_codes").search(_before(text, match.start(), 12)):
            yield Personal("identity", joined.span(*match.span()))
    for match in _OLD_IDENTITY.finditer(text):
        if _lists("identity_labels").search(_before(text, match.start(), 12)) and is_old_identity(match[0]):
            yield Personal("identity", joined.span(*match.span()))
    for match in _MOBILE.finditer(text):
        if not _lists("counted").match(text, match.end()):
            yield Personal("mobile", joined.span(*match.span()))
    for match in _CARD.finditer(text):
        if _is_someones_card(text, match):
            yield Personal("card", joined.span(*match.span()))


def _is_someones_card(text: str, match: re.Match[str]) -> bool:
    """The Luhn digit is right, and it is a card of the national scheme (62) or called a card or account; not a public one."""
    digits = re.sub("[^0-9]", "", match[0])
    if not is_luhn(digits) or is_identity(digits):
        return False
    words = _before(text, match.start(), 60)
    named = digits.startswith("62") or _lists("card_labels").search(words[-24:])
    return bool(named) and not _lists("public_accounts").search(words)


def _before(text: str, at: int, reach: int) -> str:
    """What its sentence says right before a place."""
    found = _SENTENCE_BEFORE.search(text[max(0, at - reach) : at])
    return found[0] if found else ""


def is_identity(number: str) -> bool:
    """Whether eighteen digits (blanks and hyphens between allowed) are an identity number: region, date, check digit."""
    digits = re.sub("[^0-9Xx]", "", number).upper()
    if len(digits) != 18 or not digits[:17].isdigit() or int(digits[:2]) not in REGIONS:
        return False
    weighed = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits[:17], strict=True))
    return _is_date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14])) and _CHECKS[weighed % 11] == digits[17]


def is_old_identity(number: str) -> bool:
    """Whether fifteen digits can be an identity number of the form given out until 1999; it has no check digit."""
    return int(number[:2]) in REGIONS and _is_date(1900 + int(number[6:8]), int(number[8:10]), int(number[10:12]))


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return 1850 < year < 2100


def is_luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (ISO/IEC 7812)."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def _names(joined: Joined) -> Iterator[Personal]:
    """Names behind 申请人 and the like; 张某 is a name that the report shortened itself."""
    text = joined.text
    for role in _roles().finditer(text):
        short, full = _shortened().match(text, role.end()), _named().match(text, role.end())
        if short:
            yield Personal("applicant", joined.span(*short.span("name")), hidden=True)
        elif full and role[0] not in _data()["neighbours"] and full["name"][:2] not in _data()["no_names"]:
            yield Personal("applicant", joined.span(*full.span("name")))
    if _MOU in text:
        for actor in _actor().finditer(text):
            yield Personal("applicant", joined.span(*actor.span("name")), hidden=True)


@cache
def _roles() -> re.Pattern[str]:
    return re.compile("|".join(_data()["roles"]))


@cache
def _data() -> dict[str, Any]:
    return tables("personal.toml")


@cache
def _lists(key: str) -> re.Pattern[str]:
    return re.compile(_data()[key])


@cache
def _surnames(more: str = "") -> str:
    data = _data()
    return f"(?:{'|'.join(data['compound_surnames'])}|[{data['surnames']}{more}])"


@cache
def _shortened() -> re.Pattern[str]:
    surname = _surnames(_data()["surnames_before_mou"])
    return re.compile(rf"{_CALLED}(?P<name>{surname}(?:某{{1,3}}|[XxＸｘ×*＊]{{1,2}}|先生|女士))")


@cache
def _actor() -> re.Pattern[str]:
    surname = _surnames(_data()["surnames_before_mou"])
    return re.compile(rf"(?<!某)(?P<name>{surname}某{{1,2}})(?={_data()['acts']})")


@cache
def _named() -> re.Pattern[str]:
    given = rf"(?![{_data()['function_words']}])[\u4e00-\u9fff]"
    return re.compile(f"{_CALLED}(?P<name>{_surnames()}(?:{given}){{1,2}}?){_NAME_ENDS}")
