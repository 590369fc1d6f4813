"""Sign-offs against their ssh signatures, for `gouji verify --signers FILE`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from core.errors import UsageError
from core.ledger import Event, Kind
from core.review import signed_bytes
from core.review.ssh import holds
from core.wording import Phrase
from db.engine import Connection
from db.events import COLUMNS, row_event


def signatures(db: Connection, signers: Path) -> Iterator[Phrase]:
    """Every signature that no allowed key of its author made over what the event says, and sign-offs in force without one.
    UsageError where there is no such file or no ssh-keygen."""
    if not signers.is_file():
        raise UsageError("review.no-signers", str(signers))
    in_force = {event for (event,) in db.rows("SELECT event FROM signatures WHERE in_force = 1")}
    rows = db.rows(f"SELECT {COLUMNS} FROM events WHERE kind IN (?, ?) ORDER BY id", (Kind.MARK.value, Kind.SIGN.value))
    for event in map(row_event, rows):
        signature = event.body.get("signature")
        if signature is None and event.id in in_force:
            yield _said("verify.unsigned", event)
        elif signature is not None and not _made(event, str(signature), signers):
            yield _said("verify.signature", event)


def _made(event: Event, signature: str, signers: Path) -> bool:
    data = signed_bytes(event.report, event.finding_set, str(event.body.get("content", "")))
    return holds(data, signature, event.author.login, event.at, signers)


def _said(template: str, event: Event) -> Phrase:
    return Phrase(template, {"by": event.author.login, "at": event.at[:10], "report": event.report[:12]})
