"""Reports built from a few lines, and the rule cases of `tests/cases/<family>.toml`.

A case, under the rule it is for:

    [["T4.SUM"]]
    name = "parts exceed the total"
    figures = { "t4/reconsideration/upheld" = "10" }    # as printed; what is not named prints 0; "?" is unread, "!" is missing
    rows = { "t3/new" = "20 0 0 0 0 1 21" }             # whole rows, in the form's columns; "_" is blank
    table = "busy"                                      # the rows of tests/case_tables.toml, under those of the case
    outcome = "FAIL"                                    # of the rule above
    finding = { severity = 1, addresses = ["t4/reconsideration/upheld"], hint = { "t4/reconsideration/total" = 10 } }

`finding` names what the one finding of this rule (or of `finding.rule`) must say: `rule verdict severity blames expected found proof
message quote hint count` exactly, `addresses covers` at least. Without it a failing case only needs some finding of the rule
unless `covered = true` (another rule's finding covers it). `reason = "rules.na.unread"` is the outcome's template.

What else a case may set: form ("2019"), year, title, body, kind, region, aliases, words = { 1 = "…", 5 = "…" } (a section's text),
headings = { 5 = "五、…" }, drop = [5] (sections left out), preamble, signature, text (the whole text instead; no sections then), claims =
[{ quantity, value, quote, … }] (else they are read from the words), doubts = ["t3/…"] or { "t3/…" = ["1", "10"] } or { "t3/…" = "template" }, labels = { "t3/granted" = "…" } (as printed, "" for not), readings = { address = "print" }, profile = { off, on, thresholds, deadlines, words },
prior = { the same again }, children = [{ … }], peers = [{ … }], published_on, signed_on; read = true (title, dates, sections and claims are
read from the text, as from a file), note (above table three), warnings = [{ kind, template, arguments, page }], pages (their number).
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from core.address import Address
from core.form import Form, Label, form
from core.formats.document import Document
from core.model import (
    Body,
    Claim,
    Doubt,
    Figure,
    Locator,
    Masthead,
    Report,
    Section,
    Source,
    State,
    Stated,
    Warning,
)
from core.printed import state_of
from core.reading.claims import read_claims
from core.reading.prose import read_prose
from core.rules import Context
from core.rules.cards import families
from core.rules.profile import Profile
from core.wording import Phrase

CASES = Path(__file__).parent / "cases"

BODY = "云溪市柳湾区水利局"
TITLE = "{body}{year}年政府信息公开工作年度报告"
PREAMBLE = (
    "本报告根据《中华人民共和国政府信息公开条例》和《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作"
    "年度报告格式〉的通知》（国办公开办函〔2021〕30号）要求编制，所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
)
ORDINALS = "一二三四五六"
WORDS = {
    1: "（一）主动公开。全年公开各类政府信息。\n（二）依申请公开。畅通受理渠道，规范答复流程。\n（三）政府信息管理。严格公开审查。\n"
    "（四）政府信息公开平台建设。维护网站专栏。\n（五）监督保障。组织业务培训，接受工作考核和社会评议，没有责任追究情形。",
    2: "",
    3: "",
    4: "",
    5: "存在的主要问题：政策解读的形式比较单一，部分栏目更新不够及时。改进情况：逐条制定解读方案，按月检查栏目更新，"
    "对承办科室开展两次培训，并把检查结果纳入年终考评。",
    6: "本年度没有发出收费通知，未收取信息处理费。",
}
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
SIGNATURE = "{body}\n{next}年1月20日"


def all_cases() -> list[tuple[str, dict[str, Any]]]:
    """(rule, case) of every family's case file."""
    found = []
    for path in (CASES / f"{family}.toml" for family in families()):
        for rule, cases in tomllib.loads(path.read_text("utf-8")).items() if path.exists() else ():
            found += [(rule, case) for case in cases]
    return found


def build_report(case: dict[str, Any]) -> Report:
    """The report a case describes."""
    case = {**case, "figures": {**_spelled_out(case), **case.get("figures", {})}}
    version, year = case.get("form", "2021"), case.get("year", 2024)
    body = case.get("body", BODY)
    layout = form(version)
    text, sections, spans, tables = _text(case, layout, body, year)
    if "claims" in case:
        claims = tuple(_claim(claim, text) for claim in case["claims"])
    else:
        claims = read_claims(text, (0, len(text)), tuple(sections), tables, body, year)
    figures = {address: _figure(case, address, spans) for address in _addresses(case, layout)}
    report = Report(
        source=Source("report.txt", "0" * 64, "text", len(text.encode())),
        form=version,
        text=text,
        masthead=_masthead(case, text, body, year),
        figures=MappingProxyType(figures),
        sections=tuple(sections),
        claims=claims,
        table_spans=tuple(tables),
        warnings=tuple(_warning(warning) for warning in case.get("warnings", [])),
        page_spans=_pages(text, case.get("pages", 0)),
    )
    return _as_read(report, case) if case.get("read") else report


def _as_read(report: Report, case: dict[str, Any]) -> Report:
    """The report with its words read from the text, as from a file."""
    prose = read_prose(Document("text", report.text), report.form)
    masthead = replace(prose.masthead, published_on=_day(case.get("published_on")))
    claims, sections = prose.claims, prose.sections
    return replace(report, masthead=masthead, sections=sections, claims=claims, table_spans=prose.table_spans)


def _warning(warning: dict[str, Any]) -> Warning:
    arguments = dict(warning.get("arguments", {}))
    if "row" in arguments:
        arguments["row"] = Address.parse(arguments["row"])
    return Warning(warning["kind"], Phrase(warning["template"], arguments), (), warning.get("page"))


def _pages(text: str, number: int) -> tuple[tuple[int, int], ...]:
    length = len(text) // max(number, 1)
    return tuple((index * length, (index + 1) * length) for index in range(number))


@cache
def tables_of_cases() -> dict[str, dict[str, str]]:
    """Whole tables by name, which a case takes as they are or changes."""
    tables: dict[str, dict[str, str]] = tomllib.loads((CASES.parent / "case_tables.toml").read_text("utf-8"))
    return tables


def _spelled_out(case: dict[str, Any]) -> dict[str, str]:
    figures = {}
    rows = {**tables_of_cases().get(case.get("table", ""), {}), **case.get("rows", {})}
    for key, printed in rows.items():
        table, _, row = key.partition("/")
        addresses = tuple(form(case.get("form", "2021")).table(table).addresses(_label(case, table, row)))
        for address, cell in zip(addresses, printed.split(), strict=True):
            figures[str(address)] = "" if cell == "_" else cell
    return figures


def _label(case: dict[str, Any], table: str, row: str) -> Label:
    return form(case.get("form", "2021")).table(table).row(row)


def build_context(case: dict[str, Any]) -> Context:
    """Everything a case sets around its report."""
    profile = case.get("profile", {})
    return Context(
        profile=Profile(
            off=frozenset(profile.get("off", [])),
            on=frozenset(profile.get("on", [])),
            thresholds={name: Decimal(value) for name, value in profile.get("thresholds", {}).items()},
            deadlines=profile.get("deadlines", {}),
            words={name: tuple(words) for name, words in profile.get("words", {}).items()},
        ),
        body=_body(case) if "kind" in case else None,
        prior=build_report(_neighbour(case, case["prior"], -1)) if "prior" in case else None,
        children=tuple(build_report(_neighbour(case, child, 0)) for child in case.get("children", [])),
        peers=tuple(build_report(_neighbour(case, peer, 0)) for peer in case["peers"]) if "peers" in case else None,
        roster=tuple(
            Body(**{k: tuple(v) if isinstance(v, list) else v for k, v in b.items()}) for b in case.get("roster", [])
        ),
        readings={Address.parse(a): printed for a, printed in case.get("readings", {}).items()},
    )


def _body(case: dict[str, Any]) -> Body:
    aliases = tuple(case.get("aliases", []))
    return Body(case.get("body", BODY), aliases, kind=case["kind"], region=case.get("region"))


def _neighbour(case: dict[str, Any], other: dict[str, Any], years: int) -> dict[str, Any]:
    same = {key: case[key] for key in ("form", "body") if key in case}
    return {**same, "year": case.get("year", 2024) + years, **other}


def _addresses(case: dict[str, Any], layout: Form) -> list[Address]:
    extra = [Address.parse(a) for a in case.get("figures", {})]
    return list(dict.fromkeys((*layout.addresses, *extra)))


def _printed(case: dict[str, Any], address: Address) -> str:
    return str(case.get("figures", {}).get(_name(address), case.get("others", "0")))


_name = cache(str)
_state_of = cache(state_of)


def _figure(case: dict[str, Any], address: Address, spans: dict[Address, tuple[int, int]]) -> Figure:
    printed = _printed(case, address)
    locator = Locator((spans[address],)) if address in spans else Locator()
    doubts = case.get("doubts", {})  # a list, or with candidates: { address = ["1", "10"] }
    doubt = None
    if doubts and _name(address) in doubts:
        told = doubts[_name(address)] if isinstance(doubts, dict) else ()
        why = Phrase(told) if isinstance(told, str) else Phrase("rules.na.unread", {"places": ()})
        doubt = Doubt(why, () if isinstance(told, str) else tuple(told))
    if printed in ("?", "!"):
        return Figure(address, "", State.UNREAD if printed == "?" else State.MISSING, locator=locator, doubt=doubt)
    state, value, remark = _state_of(printed)
    return Figure(address, printed.strip(), state, value, locator, doubt, remark)


def _text(
    case: dict[str, Any], layout: Form, body: str, year: int
) -> tuple[str, list[Section], dict[Address, tuple[int, int]], list[tuple[int, int]]]:
    if "text" in case:
        return case["text"], [], {}, []
    names = {"body": body, "year": year, "next": year + 1}
    text = case.get("title", TITLE).format(**names) + "\n" + case.get("preamble", PREAMBLE).format(**names) + "\n"
    sections, spans, tables, addresses = [], {}, [], frozenset(_addresses(case, layout))
    for heading in layout.sections:
        number = heading.number
        if number in case.get("drop", []):
            continue
        start = len(text)
        title = case.get("headings", {}).get(str(number), f"{ORDINALS[number - 1]}、{heading.title}")
        text += title
        end_of_heading = len(text)
        text += "\n"
        if number in (2, 3, 4):
            table = _table(case, layout, f"t{number}", addresses, len(text), spans)
            tables.append((len(text), len(text) + len(table)))
            text += table
        words = case.get("words", {}).get(str(number), WORDS[number]).format(**names)
        text += words + "\n" if words else ""
        ordinal, _, plain = title.partition("、") if title[1:2] == "、" else ("", "", title)
        sections.append(
            Section(number, plain, ordinal + "、" if ordinal else None, (start, end_of_heading), (start, len(text)))
        )
    return text + case.get("signature", SIGNATURE).format(**names) + "\n", sections, spans, tables


def _table(
    case: dict[str, Any],
    layout: Form,
    key: str,
    known: frozenset[Address],
    offset: int,
    spans: dict[Address, tuple[int, int]],
) -> str:
    text = case.get("note", NOTE) + "\n" if key == "t3" else ""
    for row in (*layout.table(key).rows, *layout.table(key).extra_rows):
        cells = [a for a in layout.table(key).addresses(row) if a in known]
        if not cells:
            continue
        label = case.get("labels", {}).get(f"{key}/{row.key}", row.label)
        if not label:
            continue
        text += f"{row.ordinal}{label}"
        for address in cells:
            printed = _printed(case, address)
            if printed.strip() and printed not in ("?", "!"):
                text += " "
                spans[address] = (offset + len(text), offset + len(text) + len(printed))
                text += printed
        text += "\n"
    return text


def _masthead(case: dict[str, Any], text: str, body: str, year: int) -> Masthead:
    title = text.split("\n", 1)[0]
    at = text.find(body)
    signed = text.rfind(body)
    return Masthead(
        title=Stated(title, (0, len(title))) if title else None,
        body=Stated(body, (at, at + len(body)) if at >= 0 else None),
        year=year,
        period=(date(year, 1, 1), date(year, 12, 31)) if "统计期限" in text else None,
        signed_by=Stated(body, (signed, signed + len(body))) if signed > at else None,
        signed_on=_day(case.get("signed_on", None if "signature" in case else f"{year + 1}-01-20")),
        published_on=_day(case.get("published_on")),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _claim(claim: dict[str, Any], text: str) -> Claim:
    fields = dict(claim)
    quote = fields.pop("quote")
    start = text.index(quote)
    number = text.find(str(fields["value"]), start)
    value = fields.pop("value")
    return Claim(
        quantity=fields.pop("quantity"),
        value=Decimal(value) if isinstance(value, str) else value,
        span=(number, number + len(str(value))) if number >= 0 else (start, start + len(quote)),
        clause=(start, start + len(quote)),
        **fields,
    )
