"""The hostile set, small: every file ends by its kind within the limits, and nothing reaches the program."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from core.formats import read
from core.ingest import read_many, walk
from core.wording import say

MAKER = Path(__file__).parents[4] / "shared" / "tools" / "hostile" / "make_hostile.py"
KINDS = {
    "docx_bomb.docx": "too-large",
    "docx_deep.docx": "depth",
    "docx_empty.docx": "empty",
    "docx_gridspan.docx": "too-large",
    "docx_laughs.docx": "damaged",
    "docx_not_word.docx": "unsupported",
    "docx_ole.docx": "unsupported",
    "docx_paras.docx": "too-large",
    "docx_truncated.docx": "damaged",
    "docx_xxe.docx": "damaged",
    "html_attr.html": "too-large",
    "html_deep.html": "depth",
    "html_span.html": "too-large",
    "html_wide.html": "too-large",
    "pdf_box_huge.pdf": "too-large",
    "pdf_box_nan.pdf": "damaged",
    "pdf_empty.pdf": "empty",
    "pdf_encrypted.pdf": "password",
    "pdf_encrypted_empty.pdf": "not-a-report",
    "pdf_flate_bomb.pdf": "empty",
    "pdf_html_inside.pdf": "not-a-report",
    "pdf_image_bomb.pdf": "scan",
    "pdf_image_only.pdf": "scan",
    "pdf_lines_grid.pdf": "too-large",
    "pdf_no_xref.pdf": "damaged",
    "pdf_nul.pdf": "damaged",
    "pdf_pages_200k.pdf": "too-large",
    "pdf_rects_1e6.pdf": "too-large",
    "pdf_tree_cycle.pdf": "not-a-report",
    "pdf_tree_deep.pdf": "depth",
    "pdf_truncated.pdf": "damaged",
    "sp_dangling.pdf": "missing",
    "sp_dir.pdf": "not-a-file",
    "sp_fifo.pdf": "not-a-file",
    "sp_loop.pdf": "not-a-file",
    "sp_zero.pdf": "not-a-file",
}
"""What must be told apart; the rest of the set is no report, whatever else it is."""
SLOW = {"pdf_array_deep.pdf", "pdf_form_cycle.pdf", "pdf_form_laughs.pdf", "txt_oneline.txt", "txt_redos.txt"}
"""Seconds each until a limit stops them; `test_isolation.py` shows those limits on quicker files."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not MAKER.is_file():
        pytest.skip("../shared/tools/hostile is absent")
    folder = tmp_path_factory.mktemp("hostile")
    subprocess.run([sys.executable, str(MAKER), str(folder), "--small"], check=True, capture_output=True)
    return folder


def test_every_hostile_file_is_refused_by_kind_and_the_batch_goes_on(hostile: Path) -> None:
    manifest = json.loads((hostile / "MANIFEST.json").read_text("utf-8"))
    paths = [hostile / name for name in manifest if name not in SLOW]
    readings = list(read_many(paths, jobs=2))
    assert len(readings) == len(paths)
    kinds = {reading.path.name: reading.error.kind if reading.error else "read" for reading in readings}
    assert {name: kinds[name] for name in KINDS} == KINDS
    assert set(kinds.values()) <= {*KINDS.values(), "timeout", "memory"}
    for reading in readings:
        assert reading.error is not None
        line = say(reading.error.phrase, "en")
        assert line and "\n" not in line and "Traceback" not in line


def test_what_an_auditor_should_be_told_of_is_told(hostile: Path) -> None:
    """Each file of the set that is to be read with a flag gives at least one warning, or is a scan; spreadsheet formulas in a
    text are no oddity of the text: working papers defuse them."""
    manifest = json.loads((hostile / "MANIFEST.json").read_text("utf-8"))
    names = [name for name, what in manifest.items() if what["want"] == "flag" and name != "txt_formula.txt"]
    assert len(names) > 8
    for name in names:
        if name == "pdf_image_only.pdf":
            continue
        assert read((hostile / name).read_bytes(), name).warnings, name


def test_the_set_is_offered_by_walking_its_folder(hostile: Path) -> None:
    found = {path.name for path in walk([hostile]) if isinstance(path, Path)}
    assert {"pdf_encrypted.pdf", "sp_fifo.pdf", "sp_loop.pdf"} <= found
