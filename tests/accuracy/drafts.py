"""Sound reports as pieces that can be spoilt one at a time: from the bundled samples' facts, and drawn at random."""

from __future__ import annotations

import fnmatch
import io
import random
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from docx import Document
from sampling import as_docx, as_html, as_text
from sampling.facts import FOLDER, HEADINGS, ORDINALS, TABLES, table2, table3, table4

from core.form import APPLICANTS, form

Mark = tuple[int, int, str]
"""Where a number stands in a piece's text, and its name."""
_PLACE = re.compile(r"\[\[(.+?)\]\]")
REFUSED = tuple(row.key for row in form().table("t3").rows if row.key.startswith("refused/"))
DETAIL = tuple(
    row.key for row in form().table("t3").rows if row.key not in ("new", "carried_in", "total", "carried_out")
)


@dataclass(frozen=True)
class Piece:
    """A part of a report in reading order: title, heading, paragraph, table, signature."""

    kind: str
    text: str
    """Words, or the table's key."""
    marks: tuple[Mark, ...] = ()
    section: int = 0


@dataclass(frozen=True)
class Draft:
    """A report not yet laid out."""

    name: str
    body: str
    year: int
    published: str
    figures: Mapping[str, str]
    pieces: tuple[Piece, ...]
    format: str = "html"

    @property
    def title(self) -> str:
        """The page's title."""
        return next((piece.text for piece in self.pieces if piece.kind == "title"), self.name)

    def with_piece(self, index: int, *instead: Piece) -> Draft:
        """The draft with other pieces in the place of one."""
        return replace(self, pieces=(*self.pieces[:index], *instead, *self.pieces[index + 1 :]))


def filled(text: str, values: Mapping[str, str]) -> tuple[str, tuple[Mark, ...]]:
    """A text with its numbers put in, and where they stand."""
    result, marks, position = "", [], 0
    for match in _PLACE.finditer(text):
        result += text[position : match.start()]
        name = match[1]
        printed = values[name] if not name.startswith("sum:") else summed(values, name[4:])
        marks.append((len(result), len(result) + len(printed), name))
        result += printed
        position = match.end()
    return result + text[position:], tuple(marks)


def summed(values: Mapping[str, str], pattern: str) -> str:
    """The sum of the figures whose addresses fit the pattern."""
    return str(sum(int(values[name]) for name in values if fnmatch.fnmatchcase(name, pattern)))


def samples() -> Iterator[Draft]:
    """The bundled samples without their planted faults."""
    for path in sorted(FOLDER.glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        if path.stem in IMPERFECT:
            continue
        figures = table2(data["table2"]) | table3(data["table3"]) | table4(data["table4"])
        sections = {int(number): texts for number, texts in data["sections"].items()}
        yield drafted(path.stem, data, figures, data["preamble"], sections, figures)


DOCX = 50
"""One drawn report in so many is a word processor's: they take seconds to write."""
IMPERFECT = frozenset({"2024-yunxi-market", "2024-liuwan-housing"})
"""Samples whose faults stand in the prose, so that leaving `[faults]` out does not mend them."""


def drafted(
    name: str,
    data: Mapping[str, Any],
    figures: Mapping[str, str],
    preamble: list[str],
    sections: Mapping[int, list[str]],
    values: Mapping[str, str],
) -> Draft:
    """The pieces of a report in the form's order."""
    body, year = data["body"], data["year"]
    pieces = [Piece("title", f"{body}{year}年政府信息公开工作年度报告")]
    pieces += [Piece("paragraph", *filled(text, values)) for text in preamble]
    for number, title in HEADINGS.items():
        pieces.append(Piece("heading", f"{ORDINALS[number]}、{title}", (), number))
        words = [Piece("paragraph", *filled(text, values), number) for text in sections[number]]
        table = [Piece("table", TABLES[number], (), number)] if number in TABLES else []
        pieces += table + words if number != 4 else words + table
    if data["signed"]:
        pieces += [Piece("signature", body), Piece("signature", data["signed"])]
    return Draft(name, body, year, data["published"], dict(figures), tuple(pieces))


@cache
def stock() -> dict[str, Any]:
    """The sentences of sound.toml."""
    return tomllib.loads((Path(__file__).parent / "sound.toml").read_text("utf-8"))


def drawn(seed: int, year: int = 2024, body: str | None = None, carried_in: list[int] | None = None) -> Draft:
    """A sound report at random; the same seed gives the same report."""
    chance = random.Random(seed)
    words = stock()
    body = body or chance.choice(words["places"]) + chance.choice(words["offices"])
    figures = _figures(chance, carried_in)
    values = {**figures, **_numbers(chance), "year": str(year), "body": body}
    for group in ("refused", "unavailable", "not_processed"):
        values[group] = summed(figures, f"t3/{group}/*/total")
    values["suits"] = summed(figures, "t4/litigation*/total")

    def pick(name: str) -> str:
        return str(chance.choice(words[name]))

    disputes = int(figures["t4/reconsideration/total"]) + int(values["suits"])
    sections = {
        1: [pick(name) for name in ("proactive", "requests", "management", "platform", "oversight")],
        2: [pick("fees")] if figures["t2/fees/amount"] != "0" else [],
        3: [],
        4: [pick("disputes" if disputes else "disputes_none")],
        5: [pick("problems")],
        6: [pick("fee_notice")],
    }
    day = chance.randint(6, 29)
    data = {"body": body, "year": year, "signed": f"{year + 1}年1月{day}日", "published": f"{year + 1}-01-{day:02}"}
    draft = drafted(f"drawn-{seed}", data, figures, [pick("preamble")], sections, values)
    return replace(draft, format="docx" if seed % DOCX == DOCX - 1 else chance.choice(("html", "html", "text")))


def _figures(chance: random.Random, carried_in: list[int] | None) -> dict[str, str]:
    size = chance.choice((4, 12, 40, 150))
    results = {row: [0] * 6 for row in DETAIL}
    for row in ("granted", "partial", "unavailable/not_held", *chance.sample(DETAIL, 5)):
        if row in ("other/no_payment", "refused/state_secret", "refused/security_stability", "other/misc"):
            continue
        for column, weight in enumerate((1.0, 0.25, 0.05, 0.05, 0.1, 0.1)):
            results[row][column] += chance.randint(0, max(1, int(size * weight))) if chance.random() < weight else 0
    results["granted"][0] += chance.randint(2, size)
    totals = [sum(results[row][c] for row in DETAIL) for c in range(6)]
    taken = carried_in or [min(chance.randint(0, 2), totals[0])] + [0] * 5
    taken = [min(value, total) for value, total in zip(taken, totals, strict=True)]
    handed = [chance.randint(0, max(1, totals[0] // 20))] + [0] * 5
    rows = {**results, "carried_in": taken, "carried_out": handed}
    issued, repealed = chance.randint(2, 9), chance.randint(0, 1)
    documents = [str(issued), str(repealed), str(issued + repealed + chance.randint(8, 90))]
    fees = f"{chance.randint(3, 900)}.{chance.randint(1, 9)}" if chance.random() < 0.9 else "0"
    decisions = [[str(chance.randint(5, 900))] for _ in range(3)]
    second = {"regulations": ["0", "0", "0"], "normative_documents": documents, "fees": [fees]}
    second |= dict(zip(("licensing", "penalties", "compulsion"), decisions, strict=True))
    disputed = chance.random() < 0.6
    fourth = {
        row.key: [chance.randint(0, 6) if disputed else 0, 0, chance.randint(0, 2) if disputed else 0, 0]
        for row in form().table("t4").rows
    }
    fourth["litigation_after_reconsideration"] = [min(fourth["reconsideration"][0], 1), 0, 0, 0]
    return table2(second) | table3(rows) | table4(fourth)


def _numbers(chance: random.Random) -> dict[str, str]:
    parts = {name: chance.randint(11, 480) for name in "abcd"}
    n = chance.randint(37, 640)
    k = chance.randint(n // 2, n - 1)
    numbers = {f"sum/{name}": value for name, value in parts.items()}
    numbers |= {"sum/total": sum(parts.values()), "rate/n": n, "rate/k": k}
    percent = (2000 * k + n) // (2 * n)
    return {name: str(value) for name, value in numbers.items()} | {"rate/p": f"{percent // 10}.{percent % 10}"}


def rendered(draft: Draft) -> bytes:
    """The draft as a file of its format."""
    return RENDERERS[draft.format](draft)


def _html(draft: Any) -> bytes:
    content = "\n".join(as_html.piece(draft, piece.kind, piece.text) for piece in draft.pieces)
    page = as_html.PAGE.format(
        title=escape(draft.title), published=draft.published, body=escape(draft.body), content=content
    )
    return page.encode()


def _text(draft: Any) -> bytes:
    lines: list[str] = []
    for piece in draft.pieces:
        lines += [*as_text.rows(draft, piece.text), ""] if piece.kind == "table" else [piece.text, ""]
    return "\n".join(lines).encode()


def _docx(draft: Any) -> bytes:
    document = Document()
    for piece in draft.pieces:
        if piece.kind == "table":
            as_docx.table(document, draft, piece.text)
        else:
            as_docx.paragraph(document, piece.kind, piece.text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


RENDERERS: Mapping[str, Callable[[Draft], bytes]] = {"html": _html, "text": _text, "docx": _docx}
COLUMNS = (*APPLICANTS, "total")
