"""Files are opened once, without waiting, and only regular ones."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from core.errors import SourceError
from core.ingest import open_source, walk
from core.ingest.opening import MAX_BYTES


def test_what_is_hashed_is_what_is_read(tmp_path: Path) -> None:
    file = tmp_path / "年报.txt"
    file.write_bytes(b"x" * 100_000)
    opened = open_source(file)
    assert (opened.name, opened.size, opened.sha256) == ("年报.txt", 100_000, sha256(opened.data).hexdigest())


def test_a_name_that_is_not_utf8_becomes_a_text_every_store_takes(tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.txt"))
    file.write_bytes(b"x")
    assert open_source(file).name == "\\xff\\xfe.txt"


def sparse(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda path: None, "missing"),
        (lambda path: path.symlink_to("nowhere"), "missing"),
        (lambda path: path.symlink_to(path.name), "not-a-file"),
        (lambda path: path.mkdir(), "not-a-file"),
        (os.mkfifo, "not-a-file"),
        (lambda path: path.symlink_to("/dev/zero"), "not-a-file"),
        (lambda path: path.touch(), "empty"),
        (sparse, "too-large"),
    ],
    ids=["missing", "dangling", "loop", "folder", "fifo", "device", "empty", "large"],
)
def test_what_cannot_be_read_is_refused_by_kind(tmp_path: Path, make: Callable[[Path], None], kind: str) -> None:
    make(tmp_path / "a.pdf")
    with pytest.raises(SourceError) as caught:
        open_source(tmp_path / "a.pdf")
    assert (caught.value.kind, caught.value.file) == (kind, "a.pdf")


def test_a_path_with_nul_names_no_file() -> None:
    with pytest.raises(SourceError) as caught:
        open_source(Path("a\0b"))
    assert caught.value.kind == "missing"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_says_so(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"x")
    file.chmod(0)
    with pytest.raises(SourceError) as caught:
        open_source(file)
    assert caught.value.kind == "permission"


def test_folders_are_walked_by_name_without_dotfiles_and_link_loops(tmp_path: Path) -> None:
    for name in ("b/2.pdf", "b/1.pdf", "a.txt", ".hidden/x.pdf", "b/.lock"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "b/up").symlink_to(tmp_path)
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "c.pdf").symlink_to("b/1.pdf")
    found = [str(path.relative_to(tmp_path)) for path in walk([tmp_path]) if isinstance(path, Path)]
    assert found == ["a.txt", "b/1.pdf", "b/2.pdf", "c.pdf", "loop"]


def test_paths_given_by_hand_are_offered_whatever_they_are(tmp_path: Path) -> None:
    assert list(walk([tmp_path / ".x", tmp_path / "missing"])) == [tmp_path / ".x", tmp_path / "missing"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_folder_without_permission_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir(mode=0)
    (tmp_path / "b.txt").write_bytes(b"x")
    refused, file = walk([tmp_path])
    assert isinstance(refused, SourceError)
    assert (refused.kind, refused.file, file) == ("permission", "a", tmp_path / "b.txt")
