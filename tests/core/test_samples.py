"""The bundled sample reports are what their facts say."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import make_samples
import pytest
from sampling.facts import Facts, load_all

BUNDLED = Path(make_samples.TARGET)
FACTS = load_all()


def test_two_bodies_have_two_years_and_four_formats_occur() -> None:
    """About eight reports of one prefecture, in every format, two of them with a year before."""
    years = {facts.body: [other.year for other in FACTS if other.body == facts.body] for facts in FACTS}
    assert len(FACTS) == 8
    assert sum(len(found) == 2 for found in years.values()) == 2
    assert {facts.format for facts in FACTS} == {"pdf", "docx", "html", "text"}


@pytest.mark.parametrize("facts", FACTS, ids=lambda facts: facts.name)
def test_bundled_files_are_built_from_their_facts(facts: Facts) -> None:
    """A fresh build gives the committed content, so nothing was edited by hand."""
    if facts.format == "pdf" and not make_samples.FONT.exists():
        pytest.skip(f"{make_samples.FONT.name} is not installed")
    path = BUNDLED / (facts.name + make_samples.ENDINGS[facts.format])
    assert entries(path.read_bytes()) == entries(make_samples.build(facts, make_samples.FONT))


def entries(data: bytes) -> dict[str, bytes]:
    """An archive's entries unpacked, since compressed bytes differ between zlib builds; another file as it is."""
    if not data.startswith(b"PK"):
        return {"": data}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
