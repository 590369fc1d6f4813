"""TOML files of the package, kept as what they came to."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT

from core.prepared import HERE, names, tables, tables_in

OWN = sorted(path for path in HERE.rglob("*.toml") if "samples" not in path.parts)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the form of `tmp_path / "a.toml"` is kept, by a Python that keeps."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "a.toml").write_text('[a]\nb = "是"\n', "utf-8")
    return tmp_path / "__pycache__" / "a.toml.json"


@pytest.mark.parametrize("file", OWN, ids=lambda path: path.name)
def test_every_file_of_the_package_comes_to_what_is_in_it_kept_or_not(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first time, from what was kept then, and from the package's own."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    copy = tmp_path / file.name
    copy.write_bytes(file.read_bytes())
    wanted = tomllib.loads(file.read_text("utf-8"))
    assert tables_in(copy) == tables_in(copy) == tables(str(file.relative_to(HERE))) == wanted
    assert (tmp_path / "__pycache__" / f"{file.name}.json").is_file()


def test_what_is_kept_holds_for_these_bytes_alone(kept: Path) -> None:
    """A file that was changed, be it by one letter in the same moment, is read anew, and kept as it is now."""
    file = kept.parents[1] / "a.toml"
    assert tables_in(file) == {"a": {"b": "是"}}
    file.write_text('[a]\nb = "否"\n', "utf-8")
    assert tables_in(file) == {"a": {"b": "否"}}
    assert json.loads(kept.read_bytes())[1] == {"a": {"b": "否"}}
    assert [path.name for path in kept.parent.iterdir()] == ["a.toml.json"]


@pytest.mark.parametrize("content", [b"", b"[1, 2]", b"[]", b"null", b"\xff", b'["", {"a": {}}]', b"[" * 100_000])
def test_what_is_kept_and_damaged_is_passed_over(kept: Path, content: bytes) -> None:
    """Whatever stands there, the file itself is read."""
    kept.parent.mkdir()
    kept.write_bytes(content)
    assert tables_in(kept.parents[1] / "a.toml") == {"a": {"b": "是"}}


def test_nothing_is_kept_where_it_may_not_be(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither where Python keeps nothing, nor where the folder cannot be made: the file is read all the same."""
    file = kept.parents[1] / "a.toml"
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert tables_in(file) == {"a": {"b": "是"}}
    assert not kept.parent.exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    kept.parent.write_text("a file in the folder's place", "ascii")
    assert tables_in(file) == {"a": {"b": "是"}}


def test_names_of_a_folder_are_its_toml_files() -> None:
    """In order, and nothing else that lies there."""
    assert names("wordings") == tuple(sorted(path.name for path in (HERE / "wordings").glob("*.toml")))


def test_a_pdf_that_needs_no_second_reading_imports_neither_pdfminer_nor_pdfplumber() -> None:
    """Both take longer to import than most files to be read: they come with the file that needs them."""
    code = (
        "import pathlib, sys; from core.ingest.work import report;"
        "held = pathlib.Path('core/samples/2024-liuwan-housing.pdf').read_bytes();"
        "held = held.replace(b'/WinAnsiEncoding', b'/PDFDocEncoding ').replace(b'/Type1 ', b'/Type2 ');"
        "report(held, 'a.pdf', '1');"  # without the names, of a font it does not show, that ask for a look
        "print([name for name in sys.modules if name in ('pdfminer', 'pdfplumber')])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout.strip() == "[]"
