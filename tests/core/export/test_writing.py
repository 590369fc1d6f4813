"""A paper has its name only when it is whole."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from papers.making import decided, usual, write

from core.errors import ExportError
from core.export.writing import fresh_file, sha256_of

ENDINGS = ("xlsx", "docx", "csv", "json", "jsonld")


def test_a_failed_writing_leaves_the_former_file_and_nothing_else(tmp_path: Path) -> None:
    """Whatever goes wrong inside, the target stays what it was and no partial file stays."""
    target = tmp_path / "a.csv"
    target.write_text("former")
    for error in (RuntimeError("own fault"), KeyboardInterrupt(), OSError(errno.EIO, "input/output error")):
        with pytest.raises((type(error), ExportError)), fresh_file(target) as partial:
            partial.write_text("half")
            raise error
        assert target.read_text() == "former"
        assert os.listdir(tmp_path) == ["a.csv"]


@pytest.mark.parametrize(
    ("number", "template"),
    [
        (errno.ENOSPC, "store.export-full"),
        (errno.EDQUOT, "store.export-full"),
        (errno.EACCES, "store.export-permission"),
        (errno.EIO, "store.export-failed"),
    ],
)
def test_causes_are_told_apart(tmp_path: Path, number: int, template: str) -> None:
    """A full disk, missing rights and the rest have their own sentences."""
    with pytest.raises(ExportError) as caught, fresh_file(tmp_path / "a.csv"):
        raise OSError(number, os.strerror(number))
    assert caught.value.phrase.template == template


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path, ending: str) -> None:
    """With a limit on file size each writer fails as an ExportError; the folder is as before."""
    import resource
    import signal

    made = usual()
    decided(made)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
        with pytest.raises(ExportError) as caught:
            write(made, tmp_path / f"out.{ending}")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert caught.value.phrase.template == "store.export-full"
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_content_gives_the_same_bytes(tmp_path: Path, ending: str) -> None:
    """Two papers of one content are equal."""
    made = usual()
    decided(made)
    first, second = (write(made, tmp_path / f"{name}.{ending}") for name in "ab")
    assert sha256_of(first) == sha256_of(second)


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_existing_file_is_replaced_only_when_asked(tmp_path: Path, ending: str) -> None:
    """Without force the file is left alone."""
    made = usual()
    decided(made)
    target = tmp_path / f"out.{ending}"
    target.write_text("mine")
    with pytest.raises(ExportError) as caught:
        write(made, target)
    assert (caught.value.phrase.template, target.read_text()) == ("export.exists", "mine")
    write(made, target, force=True)
    assert target.read_bytes() != b"mine"


def test_an_unknown_ending_names_those_there_are(tmp_path: Path) -> None:
    """`.pdf` is refused."""
    with pytest.raises(ExportError) as caught:
        write(usual(), tmp_path / "out.pdf")
    assert caught.value.phrase.template == "export.unknown-ending"


def test_no_folder_and_a_folder_of_that_name_are_refused(tmp_path: Path) -> None:
    """Each with its own sentence."""
    with pytest.raises(ExportError) as caught:
        write(usual(), tmp_path / "none" / "out.csv")
    assert caught.value.phrase.template == "store.export-no-folder"
    (tmp_path / "out.csv").mkdir()
    with pytest.raises(ExportError) as caught:
        write(usual(), tmp_path / "out.csv", force=True)
    assert caught.value.phrase.template == "store.export-not-a-file"
