"""A figure's surroundings on its page, from the source that is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pdf_making import pdf
from PIL import Image
from storing.building import NATURAL, SteppingClock, item

from core.address import Address
from core.desk.picturing import Picturing
from core.errors import ExportError, ReviewError, SourceError, StoreError
from core.model import Box, Locator
from db import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty one."""
    opened = open_store(tmp_path / "a.db", "create", SteppingClock())
    yield opened
    opened.close()


def stored(store: Store, locator: Locator | None, format_: str = "pdf", data: bytes | None = None) -> Picturing:
    """A report with one figure at that place, its source kept where bytes are given."""
    edition, checked = item("one", format_=format_)
    figures = dict(checked.report.figures)
    figures[NATURAL] = replace(figures[NATURAL], locator=locator or Locator(()))
    store.reports.add([(edition, replace(checked, report=replace(checked.report, figures=figures)))])
    if data is not None:
        store.sources.put(edition.uid, "one.pdf", data)
    return Picturing(store.sources, store.reports)


UID = item("one")[0].uid
PLACE = Locator(((0, 1),), 1, Box(100, 290, 140, 300))


def paper() -> bytes:
    return pdf(lambda canvas: canvas.rect(100, 842 - 300, 40, 10, fill=1))


def test_the_picture_is_written_once_and_never_over_another_file(store: Store, tmp_path: Path) -> None:
    """PNG of the figure's place; `close` shows little more than the figure; what is there already stays."""
    picturing = stored(store, PLACE, data=paper())
    target = picturing.write(UID, NATURAL, tmp_path / "out.png")
    whole = Image.open(target)
    assert whole.format == "PNG"
    near = Image.open(BytesIO(picturing.draw(UID, NATURAL, close=True)))
    assert near.size < whole.size
    before = target.read_bytes()
    with pytest.raises(ExportError, match=r"export\.exists"):
        picturing.write(UID, NATURAL, target)
    assert target.read_bytes() == before
    with pytest.raises(ExportError, match=r"picture\.unwritable"):
        picturing.write(UID, NATURAL, tmp_path / "nowhere" / "out.png")


@pytest.mark.parametrize(
    ("format_", "locator", "address"),
    [
        ("docx", PLACE, NATURAL),
        ("pdf", None, NATURAL),
        ("pdf", PLACE._replace(box=None), NATURAL),
        ("pdf", PLACE._replace(page=None), NATURAL),
        ("pdf", PLACE, Address("t3", "beyond", "form")),
    ],
    ids=["no PDF", "no place", "no box", "no page", "no figure"],
)
def test_where_no_place_on_a_page_is_known_there_is_no_picture(
    store: Store, format_: str, locator: Locator | None, address: Address
) -> None:
    """It is said so; no other place is shown instead."""
    picturing = stored(store, locator, format_, paper())
    with pytest.raises(ReviewError, match=r"picture\.none"):
        picturing.draw(item("one", format_=format_)[0].uid, address)


def test_a_source_that_is_not_kept_or_cannot_be_drawn_is_an_error(store: Store, tmp_path: Path) -> None:
    """Of the store or of the source; no file is begun."""
    picturing = stored(store, PLACE)
    with pytest.raises(StoreError):
        picturing.write(UID, NATURAL, tmp_path / "out.png")
    store.sources.put(UID, "one.pdf", b"%PDF-1.4\n")
    with pytest.raises(SourceError):
        picturing.write(UID, NATURAL, tmp_path / "out.png")
    assert not (tmp_path / "out.png").exists()
