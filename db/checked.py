"""A checked report as rows: written in bulk, loaded whole and equal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def put_verdicts(db: Connection, report_id: int, checked: Checked) -> None:
    """What the rules said of a stored reading."""
    _put_all(db, "checks", CHECK, report_id, [verdict_rows.outcome_row(outcome) for outcome in checked.outcomes])
    found = [verdict_rows.finding_row(f, verdict_rows.finding_page(f, checked.report)) for f in checked.findings]
    _put_all(db, "findings", FINDING, report_id, found)


def run_id(db: Connection, parser: str, rules: str) -> int:
    """The row of this reading code with these rules."""
    db.run("INSERT OR IGNORE INTO runs(parser, rules) VALUES (?, ?)", (parser, rules))
    return int(db.scalar("SELECT id FROM runs WHERE parser = ? AND rules = ?", (parser, rules)))


def _put_figures(db: Connection, report_id: int, figures: Iterable[Figure]) -> None:
    ids = dict(db.rows("SELECT address, id FROM addresses"))
    figures = tuple(figures)
    for address in (figure.address for figure in figures if str(figure.address) not in ids):
        name = storable(str(address))
        db.run("INSERT OR IGNORE INTO addresses(address, label_zh, label_en) VALUES (?, ?, ?)", (name, name, name))
        ids[str(address)] = db.scalar("SELECT id FROM addresses WHERE address = ?", (name,))
    batch = [(report_id, ids[str(f.address)], n, *rows.figure_row(f)) for n, f in enumerate(figures)]
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
    """The current reading of an edition; StoreError if it has none."""
    sql = f"""SELECT r.id, r.form, r.page_spans, r.table_spans, u.parser, u.rules, t.text, {MASTHEAD}
              FROM reports r JOIN runs u ON u.id = r.run_id JOIN texts t ON t.report_id = r.id
              WHERE r.edition_id = ? AND r.current = 1"""
    row = db.one(sql, (edition_id,))
    if row is None:
        raise StoreError("store.unreadable-report", db.path.name, uid=source.sha256[:12])
    report_id, form, page_spans, table_spans, parser, rules, text = row[:7]
    report = Report(
        source=source,
        form=form,
        text=text,
        masthead=rows.row_masthead(row[7:]),
        figures=MappingProxyType(_figures(db, report_id)),
        sections=tuple(map(rows.row_section, _all(db, "sections", SECTION, report_id))),
        claims=tuple(map(rows.row_claim, _all(db, "claims", CLAIM, report_id))),
        warnings=tuple(map(rows.row_warning, _all(db, "warnings", WARNING, report_id))),
        page_spans=json_spans(page_spans),
        table_spans=json_spans(table_spans),
        parser=parser,
    )
    outcomes = tuple(map(verdict_rows.row_outcome, _all(db, "checks", CHECK, report_id)))
    findings = tuple(map(verdict_rows.row_finding, _all(db, "findings", FINDING, report_id)))
    return Checked(report, outcomes, findings, rules)


def _figures(db: Connection, report_id: int) -> dict[Address, Figure]:
    sql = f"""SELECT a.address, {FIGURE} FROM figures f JOIN addresses a ON a.id = f.address_id
              WHERE f.report_id = ? ORDER BY f.position"""
    places = ((Address.parse(row[0]), row[1:]) for row in db.rows(sql, (report_id,)))
    return {address: rows.row_figure(address, row) for address, row in places}


def _all(db: Connection, table: str, columns: str, report_id: int) -> list[tuple[Any, ...]]:
    return db.rows(f"SELECT {columns} FROM {table} WHERE report_id = ? ORDER BY position", (report_id,))
