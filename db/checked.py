"""A checked report as rows: written in bulk, loaded whole and equal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from core.address import Address
from core.errors import StoreError
from core.model import Checked, Figure, Report, Source
from db import rows, verdict_rows
from db.engine import Connection
from db.phrases import json_spans, spans_json, storable

FIGURE = "printed, state, value, page, x0, top, x1, bottom, spans, doubt, doubt_zh, remark"
SECTION = "number, title, ordinal, heading_start, heading_end, span_start, span_end"
CLAIM = """quantity, value, exact, unit, subject, period, scope, role, of_claim, beside_claim, closure, bound, label,
  span_start, span_end, clause_start, clause_end"""
WARNING = "kind, phrase, phrase_zh, spans, page"
CHECK = "rule, verdict, reason, reason_zh"
FINDING = """finding, rule, verdict, severity, blames, message, message_zh, proof, proof_zh, addresses, spans, quote, page,
  expected, found, covers, hint"""
MASTHEAD = "title, body, year, period_from, period_to, signed_by, signed_on, published_on, places, contact"


def put(db: Connection, edition_id: int, checked: Checked, read_at: str) -> int:
    """Store a reading as the edition's current one; the former stays as history. The new row's id."""
    former = db.scalar("SELECT max(n) FROM reports WHERE edition_id = ?", (edition_id,))
    db.run("UPDATE reports SET current = 0 WHERE edition_id = ? AND current = 1", (edition_id,))
    report = checked.report
    values = (
        edition_id,
        (former or 0) + 1,
        1,
        run_id(db, report.parser, checked.rules),
        read_at,
        report.form,
        *rows.masthead_row(report.masthead),
        spans_json(report.page_spans),
        spans_json(report.table_spans),
        rows.figures_sha256(report.figures.values()),
        rows.text_sha256(report.text),
    )
    columns = f"edition_id, n, current, run_id, read_at, form, {MASTHEAD}, page_spans, table_spans, figures_sha256, text_sha256"
    report_id = db.run(f"INSERT INTO reports({columns}) VALUES ({_marks(values)})", values)
    db.run("INSERT INTO texts VALUES (?, ?)", (report_id, storable(report.text)))
    _put_figures(db, report_id, report.figures.values())
    _put_all(db, "sections", SECTION, report_id, [rows.section_row(section) for section in report.sections])
    _put_all(db, "claims", CLAIM, report_id, [rows.claim_row(claim) for claim in report.claims])
    _put_all(db, "warnings", WARNING, report_id, [rows.warning_row(warning) for warning in report.warnings])
    put_verdicts(db, report_id, checked)
    return report_id


def put_verdicts(db: Connection, report_id: int, checked: Checked, with_readings: bool = False) -> None:
    """What the rules said of a stored reading, or of it with the reviewers' readings put in."""
    flag = (int(with_readings),)
    outcomes = [(*verdict_rows.outcome_row(outcome), *flag) for outcome in checked.outcomes]
    _put_all(db, "checks", f"{CHECK}, with_readings", report_id, outcomes)
    report = checked.report
    found = [(*verdict_rows.finding_row(f, verdict_rows.finding_page(f, report)), *flag) for f in checked.findings]
    _put_all(db, "findings", f"{FINDING}, with_readings", report_id, found)


def drop_with_readings(db: Connection, edition_id: int) -> None:
    """Let the machine's findings be in use again; where they stand is for the caller to write."""
    db.run("DELETE FROM standings WHERE edition_id = ?", (edition_id,))
    found = "SELECT id FROM reports WHERE edition_id = ? AND current = 1"
    for table in ("checks", "findings"):
        db.run(f"DELETE FROM {table} WHERE with_readings = 1 AND report_id = ({found})", (edition_id,))
    db.run("UPDATE reports SET read_set = '' WHERE edition_id = ? AND current = 1", (edition_id,))


def run_id(db: Connection, parser: str, rules: str) -> int:
    """The row of this reading code with these rules."""
    db.run("INSERT OR IGNORE INTO runs(parser, rules) VALUES (?, ?)", (parser, rules))
    return int(db.scalar("SELECT id FROM runs WHERE parser = ? AND rules = ?", (parser, rules)))


def _put_figures(db: Connection, report_id: int, figures: Iterable[Figure]) -> None:
    ids = db.remembered("addresses", lambda: dict(db.rows("SELECT address, id FROM addresses")))
    named = [(str(figure.address), figure) for figure in figures]
    for address in (address for address, _ in named if address not in ids):
        name = storable(address)
        db.run("INSERT OR IGNORE INTO addresses(address, label_zh, label_en) VALUES (?, ?, ?)", (name, name, name))
        ids[address] = db.scalar("SELECT id FROM addresses WHERE address = ?", (name,))
    batch = [(report_id, ids[address], n, *rows.figure_row(figure)) for n, (address, figure) in enumerate(named)]
    if batch:
        db.run_many(
            f"INSERT INTO figures(report_id, address_id, position, {FIGURE}) VALUES ({_marks(batch[0])})", batch
        )


def _put_all(db: Connection, table: str, columns: str, report_id: int, content: Sequence[rows.Row]) -> None:
    batch = [(report_id, position, *row) for position, row in enumerate(content)]
    if batch:
        db.run_many(f"INSERT INTO {table}(report_id, position, {columns}) VALUES ({_marks(batch[0])})", batch)


def _marks(row: Sequence[object]) -> str:
    return ", ".join("?" * len(row))


def load(db: Connection, edition_id: int, source: Source) -> Checked:
    """The current reading of an edition with what the rules say of it; StoreError if it has none."""
    found = db.one("SELECT id, checked FROM reports WHERE edition_id = ? AND current = 1", (edition_id,))
    if found is None:
        raise StoreError("store.unreadable-report", db.path.name, uid=source.sha256[:12])
    key = (
        *found,
        source,
    )  # a row of `reports` never changes but in `checked`, and that with every change of its verdicts
    return db.remembered(key, lambda: load_reading(db, found[0], source))


def load_with_readings(db: Connection, edition_id: int, machine: Checked) -> Checked | None:
    """What the rules say of it with the reviewers' readings put in, where that is stored and in use. Figures are the machine's."""
    sql = "SELECT id FROM reports WHERE edition_id = ? AND current = 1 AND read_set <> ''"
    report_id = db.scalar(sql, (edition_id,))
    return None if report_id is None else replace(machine, **_verdicts(db, report_id, True))


def load_reading(db: Connection, report_id: int, source: Source) -> Checked:
    """A reading by its row, current or former; StoreError if it is not there."""
    sql = f"""SELECT r.form, r.page_spans, r.table_spans, u.parser, u.rules, t.text, {MASTHEAD}
              FROM reports r JOIN runs u ON u.id = r.run_id JOIN texts t ON t.report_id = r.id WHERE r.id = ?"""
    row = db.one(sql, (report_id,))
    if row is None:
        raise StoreError("store.unreadable-report", db.path.name, uid=source.sha256[:12])
    form, page_spans, table_spans, parser, rules, text = row[:6]
    report = Report(
        source=source,
        form=form,
        text=text,
        masthead=rows.row_masthead(row[6:]),
        figures=MappingProxyType(_figures(db, report_id)),
        sections=tuple(map(rows.row_section, _all(db, "sections", SECTION, report_id))),
        claims=tuple(map(rows.row_claim, _all(db, "claims", CLAIM, report_id))),
        warnings=tuple(map(rows.row_warning, _all(db, "warnings", WARNING, report_id))),
        page_spans=json_spans(page_spans),
        table_spans=json_spans(table_spans),
        parser=parser,
    )
    return Checked(report, rules=rules, **_verdicts(db, report_id, False))


def _verdicts(db: Connection, report_id: int, with_readings: bool) -> dict[str, Any]:
    where = f"with_readings = {int(with_readings)}"
    outcomes = tuple(map(verdict_rows.row_outcome, _all(db, "checks", CHECK, report_id, where)))
    findings = tuple(map(verdict_rows.row_finding, _all(db, "findings", FINDING, report_id, where)))
    return {"outcomes": outcomes, "findings": findings}


def _figures(db: Connection, report_id: int) -> dict[Address, Figure]:
    sql = f"""SELECT a.address, {FIGURE} FROM figures f JOIN addresses a ON a.id = f.address_id
              WHERE f.report_id = ? ORDER BY f.position"""
    places = ((Address.parse(row[0]), row[1:]) for row in db.rows(sql, (report_id,)))
    return {address: rows.row_figure(address, row) for address, row in places}


def _all(db: Connection, table: str, columns: str, report_id: int, where: str = "true") -> list[tuple[Any, ...]]:
    return db.rows(f"SELECT {columns} FROM {table} WHERE report_id = ? AND {where} ORDER BY position", (report_id,))
