"""ssh signatures on sign-offs: made by a person's own key, checked by `verify --signers` against a file of allowed signers."""

from __future__ import annotations

import shutil
import subprocess
from functools import partial
from pathlib import Path

import pytest
from memory.desks import Office

from core.clock import SystemClock
from core.desk.reviewing import Reviewing
from core.errors import ReviewError, UsageError
from core.ledger import Reviewer
from core.review.ssh import holds, sign
from db import Store
from db.verify import verify

LI, WANG = Reviewer("li", 1001, "inst"), Reviewer("wang", 1002, "inst")
needs_ssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")


@pytest.fixture
def keys(tmp_path: Path) -> dict[str, Path]:
    """A key of each person, and a file that allows them."""
    lines = []
    for login in ("li", "wang", "zhao"):
        path = tmp_path / login
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", login, "-f", str(path)], check=True)
        lines.append(f"{login} {path.with_suffix('.pub').read_text()}")
    (tmp_path / "signers").write_text("".join(lines))
    return {name: tmp_path / name for name in ("li", "wang", "zhao", "signers")}


def signed_off(store: Store, first: Path | None, second: Path | None) -> str:
    """A report marked by one person and signed by another, each with that key."""
    (edition, checked), *_ = Office.usual(uids=("a" * 64, "b" * 64)).reports.stored.values()
    store.reports.add([(edition, checked)])
    for who, key in ((LI, first), (WANG, second)):
        signer = partial(sign, key=key) if key else None
        desk = Reviewing(store.reports, store.events, SystemClock(), who, signer=signer)
        bench = desk.open(edition.uid)
        if who is LI:
            for view in bench.unsettled:
                desk.confirm(edition.uid, view.finding.id, 1)
            desk.mark(edition.uid, desk.open(edition.uid).finding_set)
        else:
            desk.sign(edition.uid, bench.finding_set)
    return edition.uid


@needs_ssh
def test_signatures_hold_in_the_database_and_in_its_export(store: Store, keys: dict[str, Path], tmp_path: Path) -> None:
    """Both sign-offs were made by the allowed keys of their authors over exactly this content."""
    uid = signed_off(store, keys["li"], keys["wang"])
    assert store.events.state(uid).locked
    store.archive.export(tmp_path / "out.db", None)
    assert verify(tmp_path / "out.db", signers=keys["signers"]) == []


@needs_ssh
@pytest.mark.parametrize(
    ("second", "template"), [("zhao", "verify.signature"), (None, "verify.unsigned")], ids=["another's key", "no key"]
)
def test_a_false_or_missing_signature_is_named(
    store: Store, keys: dict[str, Path], second: str | None, template: str
) -> None:
    """Another person's key does not sign for one, and without a key nothing is proven."""
    signed_off(store, keys["li"], keys[second] if second else None)
    assert [fault.template for fault in verify(store.path, signers=keys["signers"])] == [template]
    assert verify(store.path) == []


@needs_ssh
def test_a_signature_is_good_for_its_bytes_person_and_file_only(keys: dict[str, Path]) -> None:
    """Anything else changed, it does not hold."""
    made = sign(b"content", keys["li"])
    at = "2026-01-01T00:00:00.000Z"
    assert holds(b"content", made, "li", at, keys["signers"])
    assert not holds(b"contents", made, "li", at, keys["signers"])
    assert not holds(b"content", made, "wang", at, keys["signers"])
    assert not holds(b"content", "no signature", "li", at, keys["signers"])
    with pytest.raises(UsageError):
        holds(b"content", made, "li", at, keys["signers"].with_name("none"))


@needs_ssh
def test_a_key_that_does_not_sign_leaves_the_report_unsigned(store: Store, tmp_path: Path) -> None:
    """Nothing is recorded, and the cause is told."""
    with pytest.raises(ReviewError) as error:
        signed_off(store, tmp_path / "none", None)
    assert error.value.phrase.template == "review.not-signed"
    assert store.connection.scalar("SELECT count(*) FROM events WHERE kind = 'mark'") == 0
