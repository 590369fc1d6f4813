"""The tables of real reports against their gold figures: nothing wrong, nothing unread that a text layer shows."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from core.errors import SourceError
from core.formats import read
from core.formats.document import Document
from core.model import Figure, State
from core.reading.folding import squeeze
from core.reading.tables import read_tables, version_of

REPORTS = Path(__file__).parents[4] / "shared" / "corpus" / "reports"
NAMES = sorted(path.name for path in REPORTS.iterdir()) if REPORTS.is_dir() else ["(no corpus)"]


def _agrees(gold: str | None, figure: Figure | None) -> bool:
    if not squeeze(gold or ""):
        return figure is None or figure.state in (State.BLANK, State.MISSING)
    return figure is not None and squeeze(figure.printed) == squeeze(gold or "")


@cache
def _read(path: Path) -> tuple[Document, str, dict[str, Figure]]:
    """A report's document, form and figures; skips what no reader reads."""
    try:
        document = read(path.read_bytes(), path.name)
    except SourceError as error:
        pytest.skip(f"not readable by any reader: {error.kind}")
    version = version_of(document)
    figures = read_tables(document, version).figures
    return document, version, {str(address): figure for address, figure in figures.items()}


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_what_the_page_prints(corpus: Path, name: str) -> None:
    """Each gold figure is read as printed; a cell the gold calls uncertain is unread or carries a doubt."""
    path = corpus / "reports" / name
    gold = json.loads((corpus / "gold" / f"{path.stem}.json").read_text("utf-8"))
    _, version, figures = _read(path)
    unsure = set(gold.get("uncertain_cells", ()))
    wrong = []
    for address, printed in {**gold["cells"], **gold.get("extra_cells", {})}.items():
        figure = figures.get(address)
        doubted = figure is not None and (figure.state is State.UNREAD or figure.doubt is not None)
        other_form = version == "2019" and address.startswith("t2/")
        if not (_agrees(printed, figure) or (doubted and (address in unsure or other_form))):
            wrong.append((address, printed, figure and (figure.printed, figure.state)))
    assert not wrong


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_leads_to_its_place(corpus: Path, name: str) -> None:
    """The text at a figure's spans is the figure; on a page every printed or blank cell of a grid has its page."""
    document, _, figures = _read(corpus / "reports" / name)
    for figure in figures.values():
        if figure.state in (State.UNREAD, State.MISSING, State.BLANK):
            continue
        cited = "".join(document.text[start:end] for start, end in figure.locator.spans)
        assert squeeze(cited) == squeeze(figure.printed), figure
        if document.format == "pdf":
            assert figure.locator.page and figure.locator.box, figure
