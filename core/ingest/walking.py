"""Files to read under paths given: folders are entered, links to folders are not, names with a leading dot are passed over."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from core.errors import SourceError
from core.ingest.opening import shown_name


def walk(paths: Iterable[Path]) -> Iterator[Path | SourceError]:
    """Every path that is no folder, as it is, and everything in folders, by name; a folder that may not be read is named.

    A path given by hand is always offered, whatever its name; opening it says what is wrong with it.
    """
    for path in paths:
        if path.is_dir():
            yield from _inside(path)
        else:
            yield path


def _inside(folder: Path) -> Iterator[Path | SourceError]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: os.fsencode(entry.name))
    except PermissionError:
        yield SourceError("permission", shown_name(folder))
        return
    except OSError:
        yield SourceError("missing", shown_name(folder))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _inside(Path(entry.path))
        elif not _is_link_to_folder(entry):
            yield Path(entry.path)


def _is_link_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_symlink() and entry.is_dir()
    except OSError:  # a link to itself: offered, opening it names the fault
        return False
