"""`.json`: an array of the objects of `gouji check --json`, each with its edition, decisions, notes and sign-offs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from core.export.case import Bundle, Case
from core.export.check_object import check_object
from core.export.manner import Manner
from core.export.personal import Mask
from core.ports import ReportRow
from core.review import Decision, FollowUp, Remark, Signature
from core.unreadable import why
from core.visible import is_hidden
from core.wording import say


def write_json(path: Path, bundle: Bundle, manner: Manner) -> None:
    """Write one object a report, then one for each file that could not be read. Times are UTC."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write("[")
        for n, item in enumerate(_objects(bundle, manner)):
            stream.write(",\n" if n else "\n")
            put(stream, item)
        stream.write("\n]\n")


def put(stream: TextIO, item: object) -> None:
    """JSON on one line, Chinese as it is; every control or format character escaped, so that it may be shown anywhere."""
    stream.writelines(
        part if part.isprintable() else "".join(_escaped(character) for character in part)
        for part in json.JSONEncoder(ensure_ascii=False).iterencode(item)
    )


def _escaped(character: str) -> str:
    if not is_hidden(character):
        return character
    code = ord(character)
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def _objects(bundle: Bundle, manner: Manner) -> Iterator[dict[str, Any]]:
    for case in bundle.cases:
        yield case_object(case, manner)
    for row in bundle.unreadable:
        yield unread_object(row, manner)


def case_object(case: Case, manner: Manner) -> dict[str, Any]:
    """The check object of a report, with what people did about it; personal data masked in every string of it."""
    whole = check_object(case.checked, manner.language)
    for item, stood in zip(whole["findings"], case.stood, strict=True):
        item["standing"] = stood.standing.value
        item["decisions"] = [_decision(decision) for decision in stood.decisions]
    whole["edition"] = _edition(case)
    whole["review"] = _review(case)
    masked = _masked(whole, case.mask)
    assert isinstance(masked, dict)
    return masked


def unread_object(row: ReportRow, manner: Manner) -> dict[str, Any]:
    """What is known of a file that could not be read."""
    message = say(why(row.error or ""), manner.language)
    return {
        "source": {"name": row.name, "sha256": row.uid},
        "report": None,
        "error": {"kind": row.error, "message": message},
        "edition": {"uid": row.uid, "body": row.body, "year": row.year, "batch": row.batch},
    }


def _edition(case: Case) -> dict[str, Any]:
    edition = case.edition
    return {
        "uid": edition.uid,
        "body": case.row.body,
        "year": case.row.year,
        "batch": edition.batch,
        "received_at": edition.received_at,
        "published_on": edition.published_on.isoformat() if edition.published_on else None,
        "in_force": edition.in_force,
        "relation": edition.relation,
        "parser": case.machine.parser,
        "rules": case.checked.rules,
    }


def _review(case: Case) -> dict[str, Any]:
    state = case.state
    return {
        "stage": case.row.stage,
        "outdated": case.outdated,
        "assigned_to": state.assigned_to,
        "sign_offs": [_signature(1, mark) for mark in state.marks] + [_signature(2, s) for s in [state.second] if s],
        "ticks": [str(address) for address in sorted(state.ticks)],
        "readings": [
            {
                "address": str(address),
                "printed": given.printed,
                "by": given.by,
                "at": given.at,
                "machine": case.machine.figures[address].printed if address in case.machine.figures else None,
            }
            for address, all_given in state.read_by.items()
            for given in all_given
        ],
        "remarks": [_remark(case, remark) for remark in state.remarks],
        "follow_ups": [_follow_up(of, follow) for of, follow in state.follows.items()],
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "verdict": decision.verdict,
        "by": decision.by,
        "at": decision.at,
        "event": decision.event,
        "category": decision.category,
        "reason": decision.reason,
        "text": decision.text,
        "carried": decision.carried,
    }


def _remark(case: Case, remark: Remark) -> dict[str, Any]:
    where = case.places.get(remark.event)
    return {
        "event": remark.event,
        "kind": remark.kind,
        "by": remark.by,
        "at": remark.at,
        "text": remark.text,
        "address": str(remark.address) if remark.address else None,
        "place": where.state.value if where else None,
        "span": list(where.span) if where and where.span else None,
        "quote": remark.anchor["quote"] if remark.anchor else None,
        "category": remark.category,
        "level": remark.level,
        "value": remark.value,
        "thread": remark.thread,
        "resolved": remark.resolved,
    }


def _signature(level: int, signature: Signature) -> dict[str, Any]:
    return {
        "level": level,
        "by": signature.by,
        "at": signature.at,
        "event": signature.event,
        "finding_set": signature.finding_set,
        "content": signature.content,
        "signature": signature.signature,
    }


def _follow_up(of: str, follow: FollowUp) -> dict[str, Any]:
    return {
        "of": of,
        "by": follow.by,
        "at": follow.at,
        "due": follow.due,
        "letter": follow.letter,
        "reply": follow.reply,
        "closed": follow.closed,
    }


def _masked(value: object, mask: Mask) -> object:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, list):
        return [_masked(one, mask) for one in value]
    if isinstance(value, dict):
        return {key: _masked(one, mask) for key, one in value.items()}
    return value
