"""`.jsonld`: annotations another program can anchor again (W3C Web Annotation Data Model)."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from memory.desks import LI, TEXT, checked, finding, report
from papers.making import NEW, UID, decided, judicial, office, usual, write

from core.export.web_annotations import source_id
from core.model import Box, Evidence, Figure, Locator, State

MOTIVES = {"assessing", "commenting", "describing", "editing", "moderating", "replying", "tagging"}


def collection(path: Path) -> dict[str, Any]:
    """The file."""
    read: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return read


def items(path: Path) -> list[dict[str, Any]]:
    """Its annotations."""
    found: list[dict[str, Any]] = collection(path)["first"]["items"]
    return found


def selectors(found: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every selector with the source it selects from."""
    for item in found:
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            if isinstance(target, dict):
                for selector in target["selector"]:
                    yield target["source"], selector


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The usual reports, decided."""
    made = usual()
    decided(made)
    return write(made, tmp_path_factory.mktemp("annotations") / "out.jsonld")


def test_it_is_one_collection_that_counts_its_items(written: Path) -> None:
    """Context, type, total, one page."""
    read = collection(written)
    assert (read["@context"], read["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationCollection")
    assert read["first"]["type"] == "AnnotationPage"
    assert read["total"] == len(read["first"]["items"]) > 10


def test_every_annotation_has_what_the_model_asks_for(written: Path) -> None:
    """An id of its own, type, motivation of the vocabulary, a target; bodies with purpose."""
    found = items(written)
    assert len({item["id"] for item in found}) == len(found)
    for item in found:
        assert item["type"] == "Annotation"
        assert item["motivation"] in MOTIVES
        assert item["target"]
        assert all(
            body["type"] == "TextualBody" and body["value"] and body["purpose"] in MOTIVES for body in item["body"]
        )


def test_every_place_can_be_found_again(written: Path) -> None:
    """Position and quote name the same words, and the quote's context is what stands around them."""
    pairs = list(selectors(items(written)))
    assert {selector["type"] for _, selector in pairs} == {"TextQuoteSelector", "TextPositionSelector"}
    quotes = [selector for _, selector in pairs if selector["type"] == "TextQuoteSelector"]
    positions = [selector for _, selector in pairs if selector["type"] == "TextPositionSelector"]
    for quote, position in zip(quotes, positions, strict=True):
        start, end = position["start"], position["end"]
        assert TEXT[start:end] == quote["exact"]
        assert TEXT[:start].endswith(quote["prefix"]) and TEXT[end:].startswith(quote["suffix"])


def test_answers_point_at_findings_and_replies_at_notes(written: Path) -> None:
    """Threads and decisions keep their targets; each names its person and its time in UTC."""
    found = items(written)
    ids = {item["id"] for item in found}
    answers = [item for item in found if item["motivation"] in ("moderating", "replying")]
    assert len(answers) == 5
    for item in answers:
        assert item["target"] in ids
        assert item["creator"]["name"] in ("wang", "li")
        assert item["created"].endswith("Z")


def test_what_was_checked_is_an_annotation_of_the_source(written: Path) -> None:
    """One a report, on the whole source."""
    found = [item for item in items(written) if item["motivation"] == "describing"]
    assert [item["target"] for item in found] == [source_id(name * 64) for name in "abc"]
    assert "T4.SUM: 通过" in found[1]["body"][0]["value"]


def test_a_source_is_named_by_its_hash() -> None:
    """As RFC 6920 writes it, and read back."""
    named = source_id("00" * 31 + "ff")
    head, digest = named.split(";")
    assert head == "ni:///sha-256"
    assert base64.urlsafe_b64decode(digest + "=").hex() == "00" * 31 + "ff"


def test_a_blank_cell_is_targeted_by_its_page(tmp_path: Path) -> None:
    """Nothing is printed there, so the page is all there is."""
    read = judicial(UID)
    blank = Figure(NEW, "", State.BLANK, None, Locator((), 3, Box(1, 2, 3, 4)))
    read = replace(read, figures={**read.figures, NEW: blank})
    found = items(write(office(checked(read, finding("C.BLANK", 2, NEW))), tmp_path / "out.jsonld"))
    (target,) = found[0]["target"]
    assert target["selector"] == [
        {"type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc3778", "value": "page=3"}
    ]


def test_a_note_whose_words_are_gone_keeps_its_quote(tmp_path: Path) -> None:
    """An orphan has a quote and no position."""
    made = office(checked(report(UID)))
    made.desk(LI).reviewing.note(UID, "请看", (0, 12))
    edition, old = made.reports.stored[UID]
    made.reports.stored[UID] = (
        edition,
        replace(old, report=replace(old.report, text="全然另一份文字，与前者毫无相同之处。")),
    )
    found = items(write(made, tmp_path / "out.jsonld"))
    note = next(item for item in found if item["motivation"] == "commenting")
    assert [selector["type"] for selector in note["target"]["selector"]] == ["TextQuoteSelector"]
    assert note["target"]["selector"][0]["exact"] == TEXT[:12]


def test_a_span_outside_the_text_is_no_place(tmp_path: Path) -> None:
    """Empty or impossible spans fall back to the source."""
    odd = replace(finding("I.SIGN", 4), evidence=Evidence(spans=((5, 5), (0, 10**6))))
    found = items(write(office(checked(report(UID), odd)), tmp_path / "out.jsonld"))
    assert found[0]["target"] == source_id(UID)
