"""Exports: whole or filtered, read-only, the same content the same bytes, opened by anybody; and `verify`."""

from __future__ import annotations

import hashlib
import json
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest
from storing.building import LI, NATURAL, WANG, confirm, content, finding, item, note, sha

from core.errors import ExportError
from core.ledger import Draft, Kind
from core.masking import masked
from core.ports import Query
from db import Store, open_store
from db.bigrams import pairs
from db.module import sqlite3
from db.verify import verify

ID_NUMBER = "110101199003071234"


@pytest.fixture
def worked(store: Store) -> Store:
    """Two bodies' reports with sources, decisions, sign-offs, and one that could not be read."""
    personal = finding("personal", 1, "P.ID.1", "P.ID")
    text = f"云溪市公安局 身份证 {ID_NUMBER} 机宜一词"
    start = text.index(ID_NUMBER)
    evidence = replace(personal.evidence, spans=((start, start + 18),), quote=f"身份证 {ID_NUMBER}")
    items = [
        item("one", "云溪市财政局", batch="第一批"),
        item("two", "云溪市公安局", text=text, findings=[replace(personal, evidence=evidence)], batch="第二批"),
    ]
    for name in ("one", "two"):
        store.sources.put(sha(name), f"{name}.pdf", content(name))
    store.reports.add(items)
    store.reports.add_unreadable(replace(item("broken")[0], body="", year=None), "damaged", "文件已损坏")
    one, two = (edition.uid for edition, _ in items)
    store.events.record(one, LI, lambda _: confirm("finding of one"))
    store.events.record(one, LI, lambda _: Draft(Kind.EXCEPT, {"address": str(NATURAL), "category": 3, "text": "漏报"}))
    store.events.record(one, LI, lambda _: Draft(Kind.READ, {"address": str(NATURAL), "printed": "7"}))
    store.events.record(one, LI, lambda _: Draft(Kind.MARK, {"content": "c"}, "set"))
    store.events.record(one, WANG, lambda _: Draft(Kind.SIGN, {"content": "c"}, "set"))
    store.events.record(two, WANG, lambda _: note("另一份的批注"))
    with store.connection.writing():
        store.connection.run("INSERT INTO local_drafts VALUES ('p', 'r', 'x', '未存的草稿', 't')")
    return store


@pytest.fixture
def whole(worked: Store, tmp_path: Path) -> Path:
    """The worked store exported whole."""
    worked.archive.export(tmp_path / "out.db", None)
    return tmp_path / "out.db"


def test_an_export_is_read_only_evidence_with_its_hash(worked: Store, whole: Path) -> None:
    """0444, no side files, the hash as `sha256sum` writes it; nothing of the working copy in it; every check passes."""
    data = whole.read_bytes()
    assert whole.stat().st_mode & 0o777 == 0o444
    assert Path(f"{whole}.sha256").read_text() == f"{hashlib.sha256(data).hexdigest()}  out.db\n"
    assert not list(whole.parent.glob("out.db-*"))
    assert not list(whole.parent.glob("*.partial"))
    assert "未存的草稿".encode() not in data
    assert verify(whole) == []
    assert verify(worked.path) == []


def test_the_same_content_gives_the_same_bytes(worked: Store, tmp_path: Path) -> None:
    """Whole and filtered, now and later; exporting leaves no trace in what is exported."""
    for query in (None, Query(batch="第一批")):
        first = worked.archive.export(tmp_path / "a.db", query)
        time.sleep(0.01)
        assert worked.archive.export(tmp_path / "b.db", query) == first
        assert (tmp_path / "a.db").read_bytes() == (tmp_path / "b.db").read_bytes()


def test_an_export_opens_for_viewing_with_everything_in_it(worked: Store, whole: Path) -> None:
    """Reports, events, search and list as in the working copy."""
    copy = open_store(whole, "rw")
    assert copy.read_only
    assert [notice.template for notice in copy.notices] == ["store.export"]
    assert copy.reports.page(Query()) == worked.reports.page(Query())
    for edition, _ in (item("one"), item("two")):
        assert copy.reports.load(edition.uid) == worked.reports.load(edition.uid)
        assert copy.events.of(edition.uid) == worked.events.of(edition.uid)
        assert copy.sources.get(edition.uid) == worked.sources.get(edition.uid)
    assert copy.search.find("机宜") == worked.search.find("机宜") != []
    assert copy.events.head() == worked.events.head()
    copy.close()


def test_a_filtered_export_holds_no_byte_of_another_report(worked: Store, tmp_path: Path) -> None:
    """Searched in the file's bytes, in UTF-8 and as pairs; the chosen report is there whole."""
    worked.reports.keep_settings("rules 2", '{"words": "设置二"}')
    worked.reports.keep_settings("rules 1", '{"words": "设置一"}')
    worked.archive.export(tmp_path / "part.db", Query(batch="第一批"))
    data = (tmp_path / "part.db").read_bytes()
    one, two = item("one")[0].uid, item("two")[0].uid
    secrets = ("公安", "机宜", ID_NUMBER, "另一份", two, "two.pdf", "第二批", "broken", "bytes of two", "设置二")
    for secret in secrets:
        for encoded in (secret.encode(), secret.encode("utf-16-le"), pairs(secret).encode()):
            assert encoded not in data, secret
    assert verify(tmp_path / "part.db") == []
    part = open_store(tmp_path / "part.db", "ro")
    assert part.reports.load(one) == worked.reports.load(one)
    assert part.events.of(one) == worked.events.of(one)
    assert [row.uid for row in part.reports.page(Query()).rows] == [one]
    assert part.reports.counts(Query()) == {"signed": 1}
    assert (part.reports.settings("rules 1"), part.reports.settings("rules 2")) == ('{"words": "设置一"}', None)
    assert part.connection.scalar("PRAGMA freelist_count") == 0
    part.close()


def test_masked_sources_keep_personal_data_and_files_out(worked: Store, tmp_path: Path) -> None:
    """First three and last two characters stay; every place in the text stays true; the rest still verifies."""
    assert masked(ID_NUMBER) == "110" + "*" * 13 + "34"
    worked.archive.export(tmp_path / "masked.db", None, mask_sources=True)
    data = (tmp_path / "masked.db").read_bytes()
    assert ID_NUMBER.encode() not in data
    assert b"bytes of" not in data
    assert verify(tmp_path / "masked.db") == []
    copy = open_store(tmp_path / "masked.db", "ro")
    text = copy.reports.load(item("two")[0].uid)[1].report.text
    assert len(text) == len(worked.reports.load(item("two")[0].uid)[1].report.text)
    assert copy.search.find("199003") == []
    copy.close()


def test_a_purged_report_leaves_its_hash_and_its_chain(worked: Store, tmp_path: Path) -> None:
    """Two persons and a reason; then source, text, figures and search entries are gone, from the next export too."""
    two = item("two")[0].uid
    asked, _ = worked.events.record(two, LI, lambda _: Draft(Kind.PURGE, {"reason": "涉密"}))
    worked.events.record(two, WANG, lambda _: Draft(Kind.PURGE, {"reason": "涉密", "request": asked.id}))
    assert worked.search.find("机宜") == []
    assert len(worked.events.of(two)) == 3
    worked.archive.export(tmp_path / "after.db", None)
    data = (tmp_path / "after.db").read_bytes()
    for gone in ("机宜", ID_NUMBER, "bytes of two", "two.pdf"):
        assert gone.encode() not in data, gone
    assert two.encode() in data
    assert verify(tmp_path / "after.db") == []
    worked.reports.add([item("two")])
    assert [row.name for row in worked.reports.page(Query()).rows if row.name == "two.pdf"] == [], (
        "it does not come back"
    )


def test_nothing_of_a_purged_report_is_left_in_the_working_files(store: Store) -> None:
    """Neither in the database nor in the log beside it, while both are open; drafts about it go too."""
    secret = "机密文件之内容" * 40
    edition, checked = item("secret", text=secret)
    uid = edition.uid
    store.sources.put(uid, "secret.pdf", b"bytes of the secret" * 2000)
    store.reports.add([(edition, checked), item("other", "云溪市审计局")])
    with store.connection.writing():
        store.connection.run("INSERT INTO local_drafts VALUES ('p', ?, 'x', '草稿里的机密', 't')", (uid,))
    store.events.record(uid, LI, lambda _: Draft(Kind.WITHDRAW, {"reason": "误收"}))
    asked, _ = store.events.record(uid, LI, lambda _: Draft(Kind.PURGE, {"reason": "误收"}))
    store.events.record(uid, WANG, lambda _: Draft(Kind.PURGE, {"reason": "误收", "request": asked.id}))
    held = b"".join(file.read_bytes() for file in store.path.parent.glob("audit.db*"))
    for words in ("机密文件", "草稿里的机密", "bytes of the secret", "secret.pdf"):
        assert words.encode() not in held, words
    assert store.reports.matching(uid[:8]) == []
    assert verify(store.path) == []


def test_a_reader_finds_the_discrepancies_first(whole: Path) -> None:
    """In plain SQL: sentence, proof, decision, who and when; the auditor's own exceptions among them."""
    raw = sqlite3.connect(f"file:{whole}?mode=ro&immutable=1", uri=True)
    raw.row_factory = sqlite3.Row
    found = raw.execute("SELECT * FROM discrepancies WHERE file = 'one.pdf'").fetchall()
    assert [(row["severity"], row["decision_zh"], row["by"]) for row in found] == [
        (None, "属实", "li"),
        (1, "认定后有变", "li"),
    ]
    status = {row["file"]: row["stage_zh"] for row in raw.execute("SELECT * FROM report_status")}
    assert status == {"one.pdf": "已签", "two.pdf": "审核中", "broken.pdf": "读不出"}
    signed = raw.execute('SELECT level_zh, "by" FROM sign_offs').fetchall()
    assert [tuple(row) for row in signed] == [("初审", "li"), ("复核", "wang")]
    figure = raw.execute(
        "SELECT * FROM figures_with_source WHERE address = ? AND file = 'one.pdf'", (str(NATURAL),)
    ).fetchone()
    assert (figure["printed"], figure["read_by_reviewer"], figure["page"], figure["span_end"]) == ("1", "7", 1, 1)
    assert [row["text"] for row in raw.execute("SELECT * FROM annotations_by_report ORDER BY text")] == [
        "另一份的批注",
        "漏报",
    ]
    assert raw.execute("SELECT * FROM self_check").fetchall() == []
    raw.close()


def changed(whole: Path, statement: str, *values: object) -> Path:
    """A copy of an export with one statement done to it, without its hash beside it."""
    copy = whole.with_name("changed.db")
    copy.unlink(missing_ok=True)
    shutil.copy(whole, copy)
    copy.chmod(0o644)
    raw = sqlite3.connect(str(copy), isolation_level=None)
    raw.execute("PRAGMA foreign_keys = OFF")
    for (trigger,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {trigger}")
    raw.execute(statement, values)
    raw.close()
    return copy


CHANGES = [
    "UPDATE figures SET printed = '9' WHERE rowid IS NULL OR position = 3",
    "UPDATE texts SET text = text || ' '",
    "UPDATE blobs SET data = x'00'",
    "UPDATE events SET at = '2020' WHERE n = 1",
    "UPDATE findings SET severity = 4",
    "UPDATE decisions SET text = 'x'",
    "DELETE FROM signatures WHERE level = 2",
    "DELETE FROM events WHERE n = (SELECT max(n) FROM events)",
    "UPDATE listing SET open_1 = 0",
    "UPDATE search_data SET block = zeroblob(length(block))",
    "INSERT INTO search(rowid, pairs) VALUES (99, '机宜')",
    "CREATE TABLE more(x)",
    "DROP VIEW self_check",
    "INSERT INTO profiles VALUES ('rules 1+0123456789abcdef', '{}')",
    "UPDATE contents SET sha256 = 'x' WHERE name = 'figures'",
    "DELETE FROM checks",
]


@pytest.mark.parametrize("statement", [change.replace("rowid IS NULL OR ", "") for change in CHANGES])
def test_verify_finds_every_changed_value(whole: Path, statement: str) -> None:
    """With the export alone, its hash file taken away."""
    assert verify(changed(whole, statement))


def test_verify_finds_any_changed_byte_with_the_hash_beside(whole: Path) -> None:
    """Even where no table holds it; and never breaks down on a broken file."""
    dice, data = random.Random(3), whole.read_bytes()
    whole.chmod(0o644)
    for _ in range(25):
        broken = bytearray(data)
        broken[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        whole.write_bytes(broken)
        assert verify(whole)[0].template == "verify.sidecar"


def everything(path: Path) -> list[str]:
    """Each definition and stored value, as SQL; what cannot be read any more as its error."""
    raw = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    raw.text_factory = bytes
    said: list[str] = []
    try:
        names = raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'search'").fetchall()
        said = [repr(raw.execute("SELECT type, name, sql FROM sqlite_schema").fetchall())]
        for (name,) in names:
            said += map(repr, raw.execute(f'SELECT * FROM "{name.decode()}"'))
    except (sqlite3.Error, UnicodeDecodeError) as error:
        said.append(repr(error))
    finally:
        raw.close()
    return said


def test_verify_finds_any_changed_value_without_the_hash_beside(whole: Path) -> None:
    """Bits turned over at random: whatever makes a stored value another one is found by the file alone."""
    dice, data, wanted = random.Random(7), whole.read_bytes(), everything(whole)
    copy = whole.with_name("flipped.db")
    seen = 0
    for _ in range(40):
        broken = bytearray(data)
        broken[dice.randrange(100, len(data))] ^= 1 << dice.randrange(8)
        copy.write_bytes(broken)
        if everything(copy) != wanted:
            seen += 1
            assert verify(copy)
    assert seen >= 3


def test_a_dropped_tail_is_found_by_the_head(worked: Store, tmp_path: Path) -> None:
    """Of a working copy by the record beside it; the chain that is left holds by itself."""
    raw = sqlite3.connect(str(worked.path), isolation_level=None)
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("DROP TRIGGER events_never_deleted")
    raw.execute("DELETE FROM events WHERE id = (SELECT max(id) FROM events)")
    raw.close()
    assert "verify.record" in [fault.template for fault in verify(worked.path)]


def test_verify_finds_a_changed_source_in_a_folder(whole: Path, tmp_path: Path) -> None:
    """Under whatever name it lies there."""
    folder = tmp_path / "sources"
    folder.mkdir()
    for name in ("one", "two", "broken"):
        (folder / f"{name}.renamed").write_bytes(content(name))
    assert verify(whole, folder) == []
    (folder / "one.renamed").rename(folder / "one.pdf")
    (folder / "one.pdf").write_bytes(b"changed")
    assert [fault.template for fault in verify(whole, folder)] == ["verify.source-changed"]
    (folder / "one.pdf").unlink()
    assert [fault.template for fault in verify(whole, folder)] == ["verify.source-missing"]


def test_a_failed_export_leaves_nothing(worked: Store, tmp_path: Path) -> None:
    """Onto the database itself, into no folder, onto a folder, onto a full disk."""
    for target, wanted in (
        (worked.path, "store.export-itself"),
        (tmp_path / "no" / "out.db", "store.export-no-folder"),
        (tmp_path, "store.export-not-a-file"),
    ):
        with pytest.raises(ExportError) as error:
            worked.archive.export(target, None)
        assert error.value.phrase.template == wanted
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20000, limits[1]))
    try:
        for query in (None, Query(batch="第一批")):
            with pytest.raises(ExportError):
                worked.archive.export(tmp_path / "full.db", query)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert list(tmp_path.glob("full*")) == []
    worked.archive.export(tmp_path / "full.db", None)


def test_datasette_serves_an_export(whole: Path) -> None:
    """Over loopback, with the titles of the metadata file beside it."""
    pytest.importorskip("datasette")
    metadata = whole.with_suffix(".metadata.json")
    assert list(json.loads(metadata.read_text("utf-8"))["databases"]) == ["out"]
    command = [sys.executable, "-m", "datasette", "-i", str(whole), "--metadata", str(metadata), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    try:
        assert process.stderr is not None
        line = next(line for line in process.stderr if "running on" in line)
        address = next(word for word in line.split() if word.startswith("http://127.0.0.1:"))
        with urllib.request.urlopen(f"{address}/out/discrepancies.json?_shape=objects", timeout=20) as answer:
            rows = json.load(answer)["rows"]
        assert {row["file"] for row in rows} == {"one.pdf", "two.pdf"}
        with urllib.request.urlopen(f"{address}/out", timeout=20) as answer:
            assert "discrepancies" in answer.read().decode()
    finally:
        process.kill()
        process.communicate()
