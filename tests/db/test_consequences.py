"""What an act changes beyond its report's own state: the edition in force, whose report it is, what is kept of it."""

from __future__ import annotations

from pathlib import Path

from storing.acts import purge
from storing.building import ID_NUMBER, LI, NATURAL, item, with_figure
from storing.listed import every_row

from core.ledger import Draft, Kind
from core.ports import Query
from db import Store
from db.verify import verify


def test_a_withdrawn_report_is_hidden_but_can_be_listed(store: Store, uid: str) -> None:
    """And the next edition comes into force in its place."""
    store.reports.add([with_figure(item("two", received="2024-12-01T00:00:00.000Z"), NATURAL, 5)])
    store.events.record(uid, LI, lambda _: Draft(Kind.WITHDRAW, {"reason": "错传"}))
    assert [row.name for row in every_row(store, Query())] == ["two.pdf"]
    assert [row.uid for row in every_row(store, Query(stages=frozenset({"withdrawn"})))] == [uid]
    store.events.record(uid, LI, lambda _: Draft(Kind.RESTORE, {"reason": ""}))
    assert [row.uid for row in every_row(store, Query())] == [uid]


def test_a_person_names_the_body_where_it_was_not_recognised(store: Store) -> None:
    """Until then each such file stands alone; taking the act back makes it so again."""
    store.reports.add([item("one", "", None), item("two", "", None)])
    assert len(every_row(store, Query())) == 2
    uid = item("one")[0].uid
    event, _ = store.events.record(uid, LI, lambda _: Draft(Kind.IDENTIFY, {"body": "云溪市审计局", "year": 2024}))
    assert store.reports.find("云溪市审计局", 2024) == uid
    store.events.record(uid, LI, lambda _: Draft(Kind.UNDO, {"target": event.id}))
    assert store.reports.find("云溪市审计局", 2024) is None
    assert (store.reports.row(uid).body, store.reports.row(uid).year) == ("", None)


def test_a_purged_report_leaves_its_hash_and_its_chain(worked: Store, tmp_path: Path) -> None:
    """Two persons and a reason; then source, text, figures and search entries are gone, from the next export too."""
    two = item("two")[0].uid
    purge(worked, two, "涉密")
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
    purge(store, uid)
    held = b"".join(file.read_bytes() for file in store.path.parent.glob("audit.db*"))
    for words in ("机密文件", "草稿里的机密", "bytes of the secret", "secret.pdf"):
        assert words.encode() not in held, words
    assert store.reports.matching(uid[:8]) == []
    assert verify(store.path) == []
