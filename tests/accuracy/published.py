"""Faults planted into published reports: those of the corpus whose gold names nothing certain against them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from accuracy.chain import judged, read_draft
from accuracy.counting import Measured, empty
from accuracy.drafts import BLOCKS, COLUMNS, ROWS, Draft
from accuracy.faults.personal import identity_number
from accuracy.faults.table3 import broken
from accuracy.faults.years import another_body
from accuracy.measure import compared, told, where
from accuracy.pages import OPENED, Page, Source
from accuracy.planting import Chance, Planted, other_number

from core.model import Claim, Report

UNSOUND = 1
"""A discrepancy of this severity in the gold makes a report no sound one."""
STATED = {
    "new": ("t3/new/total", "N.NEW", "claim: received"),
    "handled": ("t3/total/total", "N.HANDLED", "claim: handled"),
    "carried_out": ("t3/carried_out/total", "N.CARRIED_OUT", "claim: carried out"),
    "granted": ("t3/granted/total", "N.GRANTED", "claim: granted"),
    "partial": ("t3/partial/total", "N.PARTIAL", "claim: partly granted"),
    "reconsideration": ("t4/reconsideration/total", "N.REVIEW", "claim: reconsiderations"),
}
"""Quantities of claims: the cell they state, the rule that should speak, the kind of fault."""

Spoilt = tuple[str, Report, Planted]
"""The kind of fault, the spoilt file read, and what should be noticed."""


def sound(corpus: Path) -> Iterator[tuple[Path, frozenset[str]]]:
    """Files of the corpus without anything certain against them, each with the rules its gold names."""
    for path in sorted((corpus / "reports").glob("*")) if corpus.is_dir() else ():
        gold = corpus / "gold" / f"{path.stem}.json"
        if path.suffix not in OPENED or not gold.exists():
            continue
        data = json.loads(gold.read_text("utf-8"))
        known, soft = data["known_discrepancies"], [flag for flag in data["soft_flags"] if isinstance(flag, dict)]
        if not any(item["severity"] <= UNSOUND or item["rule"].startswith(("T3.SHIFT", "T4.BLANK")) for item in known):
            yield path, frozenset(item["rule"] for item in (*known, *soft))


def measure_page(item: tuple[Path, frozenset[str]], each: int, seed: int) -> Measured:
    """`each` faults planted into one published report."""
    path, known = item
    measured = empty()
    page = Page(path)
    chance = random.Random(f"{seed}/{path.name}")
    measured.heard(page.name, page.checked.findings, known)
    left, turns = each, 0
    while left > 0 and turns < 4 * each:
        made = MAKERS[turns % len(MAKERS)](page, chance)
        turns += 1
        if made is None:
            continue
        left -= 1
        kind, report, planted = made
        peers = (read_draft(planted.peer),) if planted.peer else None
        before = judged(page.report, peers=peers) if peers else page.checked
        outcome = compared(before, judged(report, peers=peers), planted, where(report, planted.words))
        measured.count(kind, f"{page.name}: {told(planted)} -> {[f.rule for f in outcome.new]}", planted, outcome)
    return measured


def _stub(page: Page) -> Draft:
    return Draft(page.name, "", page.report.masthead.year or 0, "", page.printed, ())


def _with_cells(page: Page, changes: dict[str, str]) -> Report:
    source = page.source
    cells = source.cells()
    for address, printed in changes.items():
        source.put(cells[page.places[address]], printed)
    return page.again(source)


def a_cell(page: Page, chance: Chance) -> Spoilt | None:
    """A single cell of table 3."""
    cells = [cell for cell in page.places if cell.startswith("t3/") and cell[3:].rpartition("/")[0] in ROWS]
    if not cells:
        return None
    cell = chance.choice(cells)
    right = page.printed[cell]
    changes = {cell: other_number(right, chance)}
    planted = Planted(_stub(page), broken(changes), ("T3.",), ("T3.",), (cell,), hint={cell: int(right)}, severe=True)
    return "table 3: a cell", _with_cells(page, changes), planted


def a_cell_of_table_4(page: Page, chance: Chance) -> Spoilt | None:
    """A single cell of table 4."""
    cells = [cell for cell in page.places if cell.startswith("t4/") and cell[3:].rpartition("/")[0] in BLOCKS]
    if not cells:
        return None
    cell = chance.choice(cells)
    report = _with_cells(page, {cell: other_number(page.printed[cell], chance)})
    return (
        "table 4: a cell",
        report,
        Planted(_stub(page), ("T4.SUM",), follows=("T4.", "N."), cells=(cell,), severe=True),
    )


def two_columns(page: Page, chance: Chance) -> Spoilt | None:
    """Two cells of a row of table 3 change places."""
    pairs = [
        (f"t3/{row}/{a}", f"t3/{row}/{b}")
        for row in ROWS
        for a, b in pairwise(COLUMNS[:-1])
        if {f"t3/{row}/{a}", f"t3/{row}/{b}"} <= set(page.places)
        and int(page.printed[f"t3/{row}/{a}"]) != int(page.printed[f"t3/{row}/{b}"])
    ]
    if not pairs:
        return None
    one, other = chance.choice(pairs)
    report = _with_cells(page, {one: page.printed[other], other: page.printed[one]})
    aims = () if broken({one: ""})[1:] == () else ("T3.ROOT",)
    return "table 3: two columns of a row swapped", report, Planted(_stub(page), aims, ("T3.",), ("T3.",), (one, other))


def _find(source: Source, words: str) -> object | None:
    wanted = "".join(words.split())
    found = [item for item in source.paragraphs() if wanted in "".join(source.text(item).split())]
    return found[0] if len(found) == 1 else None


def a_claim(page: Page, chance: Chance) -> Spoilt | None:
    """A number of the prose that the tables state."""
    claims = [claim for claim in page.report.claims if _states(page, claim)]
    if not claims:
        return None
    claim = chance.choice(claims)
    _, rule, kind = STATED[claim.quantity]
    printed = page.report.text[slice(*claim.span)]
    clause = page.report.text[slice(*claim.clause)]
    source = page.source
    item = _find(source, clause)
    if item is None or source.text(item).count(clause) != 1 or clause.count(printed) != 1:
        return None
    lawful = frozenset(
        {int(claim.value), *(int(page.printed[f"t3/{row}/total"]) for row in ("new", "total")), _available(page)}
    )
    text = source.text(item).replace(clause, clause.replace(printed, other_number(printed, chance, lawful)))
    source.put(item, text)
    says = ("N.", "A.")
    return kind, page.again(source), Planted(_stub(page), (rule,), says, says, words=text)


def _available(page: Page) -> int:
    return int(page.printed["t3/new/total"]) + int(page.printed["t3/carried_in/total"])


def _states(page: Page, claim: Claim) -> bool:
    if claim.quantity not in STATED or claim.role is not None or claim.subject is not None or not claim.exact:
        return False
    same = page.printed.get(STATED[claim.quantity][0]) == str(claim.value)
    return same and claim.scope is None and page.report.text[slice(*claim.span)].isascii()


def a_heading(page: Page, chance: Chance) -> Spoilt | None:
    """The heading of a section goes."""
    sections = [section for section in page.report.sections if section.ordinal]
    if not sections:
        return None
    section = chance.choice(sections)
    source = page.source
    item = _find(source, page.report.text[slice(*section.heading)])
    if item is None or len(source.text(item).strip()) > 40:
        return None
    source.put(item, None)
    follows = ("S.", "I.YEAR", "I.PERIOD", "T4.CORRECTED", "N.", "T3.", "C.", "E.", "W.")
    planted = Planted(_stub(page), ("S.SECTIONS",), ("S.SECTIONS", "S.ORDINAL"), follows)
    return "structure: a heading left out", page.again(source), planted


def the_year(page: Page, chance: Chance) -> Spoilt | None:
    """Another year in the title."""
    title, year = page.report.masthead.title, page.report.masthead.year
    source = page.source
    item = _find(source, title.value) if title and title.span else None
    if item is None or year is None or str(year) not in source.text(item):
        return None
    source.put(item, source.text(item).replace(str(year), str(year + chance.choice((-1, 1)))))
    planted = Planted(_stub(page), ("I.YEAR",), ("I.YEAR", "I.PERIOD"), ("I.", "N.", "T2.", "Y."))
    return "date: another year in the title", page.again(source), planted


def _into(page: Page, chance: Chance, words: str) -> tuple[Report, str] | None:
    """A sentence behind a long paragraph of the prose."""
    source = page.source
    sections = [section for section in page.report.sections if section.number in (1, 5)]
    inside = "".join("".join(page.report.text[slice(*section.span)].split()) for section in sections)
    items = [item for item in source.paragraphs() if len(t := "".join(source.text(item).split())) > 40 and t in inside]
    if not items:
        return None
    item = chance.choice(items)
    text = source.text(item).rstrip() + words
    source.put(item, text)
    return page.again(source), text


def a_number_leaked(page: Page, chance: Chance) -> Spoilt | None:
    """A mobile or identity number in the prose."""
    mobile = chance.random() < 0.5
    number = f"13{chance.randint(10**8, 10**9 - 1)}" if mobile else identity_number(chance)
    made = _into(page, chance, f"申请人{'电话' if mobile else '身份证号'}{number}。")
    kind = "privacy: a mobile number" if mobile else "privacy: an identity number"
    return (kind, made[0], Planted(_stub(page), ("P.MOBILE" if mobile else "P.ID",), words=made[1])) if made else None


def a_paragraph_copied(page: Page, chance: Chance) -> Spoilt | None:
    """Words of another body."""
    peer = another_body(chance)
    words = chance.choice([peer.pieces[index].text for index in peer.indices("paragraph", 1, 5)])
    made = _into(page, chance, words)
    kind = "comparison: a paragraph of another body"
    return (kind, made[0], Planted(_stub(page), ("D.AGENCY",), words=words, peer=peer)) if made else None


def a_left_over(page: Page, chance: Chance) -> Spoilt | None:
    """Words of a template."""
    made = _into(page, chance, chance.choice(("全年组织培训XX场。", "由××科负责。", "（请在此处填写）")))
    return (
        ("words: left-over of a template", made[0], Planted(_stub(page), ("D.PLACEHOLDER",), words=made[1]))
        if made
        else None
    )


MAKERS: tuple[Callable[[Page, Chance], Spoilt | None], ...] = (
    a_cell,
    a_claim,
    a_cell_of_table_4,
    a_heading,
    a_number_leaked,
    the_year,
    a_cell,
    a_paragraph_copied,
    two_columns,
    a_left_over,
)
