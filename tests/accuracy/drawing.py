"""Sound reports to spoil: the bundled samples without their faults, and invented ones drawn at random."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from accuracy.drafts import DETAIL, Draft, Piece, filled, number
from sampling.facts import FOLDER, HEADINGS, ORDINALS, TABLES, table2, table3, table4

from core.form import form

IMPERFECT = frozenset({"2024-yunxi-market", "2024-liuwan-housing"})
"""Samples whose faults stand in the prose, so that leaving `[faults]` out does not mend them."""
DOCX = 25
"""One drawn report in so many is a word processor's: they take long to write."""
TEXT = 3
KINDS = (
    "offices",
    "governments",
    "offices",
    "enforcers",
    "offices",
    "townships",
    "offices",
    "institutions",
    "offices",
    "outposts",
)
"""Kinds of bodies, in turn."""
QUIET = 7
"""One drawn report in so many has no applications, one no disputes."""
TOPICS = ("proactive", "requests", "management", "platform", "oversight")


@cache
def stock() -> dict[str, Any]:
    """The sentences of sound.toml."""
    return tomllib.loads((Path(__file__).parent / "sound.toml").read_text("utf-8"))


def originals(first: int, count: int) -> Iterator[Draft]:
    """Sound reports by number: the samples come first, each followed by a drawn one."""
    known = list(samples())
    for place in range(first, first + count):
        half = place // 2
        yield known[half] if place % 2 == 0 and half < len(known) else drawn(place)


def samples() -> Iterator[Draft]:
    """The bundled samples without their planted faults."""
    for path in sorted(FOLDER.glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        if path.stem in IMPERFECT:
            continue
        figures = table2(data["table2"]) | table3(data["table3"]) | table4(data["table4"])
        sections = {int(section): texts for section, texts in data["sections"].items()}
        yield drafted(path.stem, data, figures, data["preamble"], sections, figures)


def drafted(
    name: str,
    data: Mapping[str, Any],
    figures: Mapping[str, str],
    preamble: Sequence[str],
    sections: Mapping[int, Sequence[str]],
    values: Mapping[str, str],
) -> Draft:
    """The pieces of a report in the form's order."""
    body, year = data["body"], data["year"]
    pieces = [Piece("title", f"{body}{year}年政府信息公开工作年度报告")]
    pieces += [Piece("paragraph", *filled(text, values)) for text in preamble]
    for section, title in HEADINGS.items():
        pieces.append(Piece("heading", f"{ORDINALS[section]}、{title}", (), section))
        words = [Piece("paragraph", *filled(text, values), section) for text in sections[section]]
        table = [Piece("table", TABLES[section], (), section)] if section in TABLES else []
        pieces += table + words if section != 4 else words + table
    if data["signed"]:
        pieces += [Piece("signature", body), Piece("signature", data["signed"])]
    return Draft(name, body, year, data["published"], dict(figures), tuple(pieces))


def drawn(seed: int, year: int = 2024, body: str | None = None) -> Draft:
    """A sound report at random; the same seed gives the same report."""
    chance = random.Random(seed)
    kind = KINDS[seed % len(KINDS)]
    body = body or _body(chance, kind)
    figures = _figures(chance, kind, body, seed % QUIET)
    values = {
        **figures,
        **_numbers(chance),
        "year": str(year),
        "last": str(year - 1),
        "next": str(year + 1),
        "body": body,
    }
    day = chance.randint(6, 29)
    data = {"body": body, "year": year, "signed": f"{year + 1}年1月{day}日", "published": f"{year + 1}-01-{day:02}"}
    draft = drafted(f"drawn-{seed}", data, figures, [_pick(chance, "preamble")], _sections(chance, figures), values)
    written = "docx" if seed % DOCX == DOCX - 1 else "text" if seed % TEXT == 1 else "html"
    return replace(draft, format=written)


def _pick(chance: random.Random, name: str) -> str:
    return str(chance.choice(stock()[name]))


def _body(chance: random.Random, kind: str) -> str:
    name = _pick(chance, kind)
    return _pick(chance, "places") + name if kind in ("offices", "enforcers") else name


def _sections(chance: random.Random, figures: Mapping[str, str]) -> dict[int, list[str]]:
    """The words that fit the figures."""
    topics = dict.fromkeys(TOPICS, "")
    for order, topic in enumerate(TOPICS, 1):
        name = _requests(chance, figures) if topic == "requests" else topic
        topics[topic] = f"（{ORDINALS[order]}）{_pick(chance, name)}"
    if figures["t2/normative_documents/issued"] != "0" and chance.random() < 0.5:
        topics["management"] += _pick(chance, "documents")
    return {
        1: list(topics.values()),
        2: [_pick(chance, "fees")] if figures["t2/fees/amount"] != "0" else [],
        3: [],
        4: [_pick(chance, "disputes_none" if number(figures, "disputes") == "0" else "disputes")],
        5: [_pick(chance, "problems")],
        6: [_pick(chance, "fee_notice")],
    }


def _requests(chance: random.Random, figures: Mapping[str, str]) -> str:
    if figures["t3/new/total"] == "0" and figures["t3/total/total"] == "0":
        return "requests_none"
    return "requests_done" if figures["t3/carried_out/total"] == "0" and chance.random() < 0.5 else "requests"


def _figures(chance: random.Random, kind: str, body: str, quiet: int) -> dict[str, str]:
    third = table3({}) if quiet == 3 else _applications(chance, kind)
    fourth = {row.key: [0, 0, 0, 0] for row in form().table("t4").rows}
    if quiet not in (3, 5):
        for block in fourth:
            fourth[block] = [chance.randint(0, 6), 0, chance.randint(0, 2), chance.randint(0, 1)]
        fourth["litigation_after_reconsideration"] = [min(fourth["reconsideration"][0], 1), 0, 0, 0]
        fourth["reconsideration"][0] += 1
    return table2(_second(chance, kind, body)) | third | table4(fourth)


def _second(chance: random.Random, kind: str, body: str) -> dict[str, list[str]]:
    issued, repealed = chance.randint(2, 9), chance.randint(0, 1)
    documents = [str(issued), str(repealed), str(issued + repealed + chance.randint(8, 90))]
    rules = ["1", "0", str(chance.randint(12, 40))] if body == "云溪市人民政府" else ["0", "0", "0"]
    decisions = [[str(chance.randint(5, 900))] for _ in range(3)]
    fees = f"{chance.randint(3, 900)}.{chance.randint(1, 9)}" if chance.random() < 0.8 else "0"
    if kind == "institutions":
        documents, decisions, fees = ["0", "0", "0"], [["0"]] * 3, fees if chance.random() < 0.5 else "0"
    second = {"regulations": rules, "normative_documents": documents, "fees": [fees]}
    return second | dict(zip(("licensing", "penalties", "compulsion"), decisions, strict=True))


def _applications(chance: random.Random, kind: str) -> dict[str, str]:
    size = chance.choice((4, 12, 40, 150))
    left_to_few = {"other/no_payment", "other/misc", "refused/state_secret", "refused/security_stability"}
    results = {row: [0] * 6 for row in DETAIL}
    for row in ("granted", "partial", "unavailable/not_held", *chance.sample(DETAIL, 5)):
        if row in left_to_few:
            continue
        for column, weight in enumerate((1.0, 0.25, 0.05, 0.05, 0.1, 0.1)):
            results[row][column] += chance.randint(0, max(1, int(size * weight))) if chance.random() < weight else 0
    results["granted"][0] += chance.randint(2, size)
    totals = [sum(results[row][c] for row in DETAIL) for c in range(6)]
    taken = [min(chance.randint(0, 2), totals[0])] + [0] * 5
    handed = [chance.randint(0, max(1, totals[0] // 20))] + [0] * 5
    return table3({**results, "carried_in": taken, "carried_out": handed})


def _numbers(chance: random.Random) -> dict[str, str]:
    parts = {name: chance.randint(11, 480) for name in "abcd"}
    n = chance.randint(37, 640)
    k = chance.randint(n // 2, n - 1)
    last = chance.randint(4, 20)
    now = last + chance.randint(1, last)
    of = chance.choice((4, 5, 8, 20, 25, 40))
    numbers = {f"sum/{name}": value for name, value in parts.items()}
    numbers |= {"sum/total": sum(parts.values()), "rate/n": n, "rate/k": k}
    numbers |= {"grown/now": now, "grown/last": last, "grown/by": now - last, "share/n": of}
    whole = {name: str(value) for name, value in numbers.items()}
    return whole | {"rate/p": _tenths(k, n), "grown/p": _tenths(now - last, last), "share/all": _percent(of - 1, of)}


def _tenths(part: int, whole: int) -> str:
    """A share in percent to one decimal, rounded half up."""
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}"


def _percent(part: int, whole: int) -> str:
    """A share that comes out even, without needless decimals."""
    return f"{100 * part / whole:g}"
