"""Full text: the commonest Chinese words have two characters, and a line break does not hide one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from storing.building import item

from db import Store
from db.bigrams import match, offset, pairs
from db.module import sqlite3

TEXT = "云溪市财政局２０２４年\n政府信\n息公开工作年度报告，依申请 公开Ｅ-mail：abc@yunxi.cn"


@pytest.fixture
def found(store: Store) -> Store:
    """Three texts."""
    store.reports.add(
        [item("one", "甲", text=TEXT), item("two", "乙", text="行政复议、行政诉讼"), item("three", "丙", text="\n")]
    )
    return store


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("信息", TEXT.index("信")),
        ("财政", 3),
        ("局", 5),
        ("2024", 6),
        ("政府信息公开", TEXT.index("政府")),
        ("依申请公开", TEXT.index("依")),
        ("报告 申请", TEXT.index("报告")),
        ("ABC@yunxi", TEXT.index("abc")),
        ("告，依", TEXT.index("告")),
    ],
)
def test_a_word_is_found_at_its_place(found: Store, words: str, wanted: int) -> None:
    """Width, case, blanks and line breaks aside."""
    assert found.search.find(words) == [(item("one")[0].uid, wanted)]


@pytest.mark.parametrize("words", ["府政", "信息办", "诉议", "不在", "", "  ", '"', "行政 财政", "a OR b", "*", "告依"])
def test_what_is_not_there_is_not_found(found: Store, words: str) -> None:
    """Neither do signs of a query language act."""
    assert found.search.find(words) == []


def test_the_limit_holds_and_one_character_is_a_word(found: Store) -> None:
    """行 begins two runs of the second text."""
    assert [uid for uid, _ in found.search.find("行")] == [item("two")[0].uid]
    assert len(found.search.find("政", 1)) == 1


@given(st.text("政府信息公开，\n 12aA", max_size=12), st.text("政府信息公开12aA", min_size=1, max_size=4))
def test_the_index_finds_exactly_what_a_scan_finds(text: str, word: str) -> None:
    """Against a plain search in the joined text."""
    raw = sqlite3.connect(":memory:")
    raw.execute("CREATE VIRTUAL TABLE search USING fts5(pairs, content = '', tokenize = 'ascii')")
    raw.execute("INSERT INTO search(rowid, pairs) VALUES (1, ?)", (pairs(text),))
    hits = raw.execute("SELECT rowid FROM search WHERE search MATCH ?", (match(word),)).fetchall()
    joined = "".join(text.split()).casefold()
    assert bool(hits) == (word.casefold() in joined) == (offset(text, word) is not None)
    raw.close()
