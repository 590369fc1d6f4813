"""Extract the interface's messages, update the catalogues, compile them: `python -m tui.locale`."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tui.locale import CATALOGUES, DOMAIN, FOLDER

KEYWORDS = {"_": None, "said": None, "mark": None}


def messages() -> frozenset[str]:
    """Every message the sources use."""
    found = extract_from_dir(str(FOLDER.parent), [("**.py", "python")], keywords=KEYWORDS)
    return frozenset(message for _file, _line, message, _comments, _context in found if isinstance(message, str))


def po(folder: str) -> Path:
    """The catalogue's source."""
    return FOLDER / folder / "LC_MESSAGES" / f"{DOMAIN}.po"


def catalogue(folder: str) -> Catalog:
    """The catalogue as it stands; an empty one where there is none yet."""
    file = po(folder)
    if not file.exists():
        return Catalog(locale=folder)
    with file.open("rb") as source:
        return read_po(source, locale=folder)


def blank(folder: str) -> Catalog:
    """A catalogue without messages; its header says no more than gettext needs, and the same in every run."""
    day = datetime(2026, 1, 1, tzinfo=UTC)
    new = Catalog(
        locale=folder, project=DOMAIN, version="1", fuzzy=False, header_comment="# The interface's words.",
        msgid_bugs_address="-", last_translator="-", language_team="-", creation_date=day, revision_date=day,
    )  # fmt: skip
    return new


def update(folder: str, wanted: frozenset[str]) -> list[str]:
    """Rewrite one catalogue to hold exactly the wanted messages; returns those without words."""
    old, new = catalogue(folder), blank(folder)
    for message in sorted(wanted):
        known = old.get(message)
        words = known.string if known and known.string else (message if folder == "en" else "")
        new.add(message, words)
    file = po(folder)
    file.parent.mkdir(parents=True, exist_ok=True)
    source = BytesIO()
    write_po(source, new, omit_header=False, sort_output=True, no_location=True, width=120)
    replace(file, source.getvalue())
    compiled = BytesIO()
    write_mo(compiled, new)
    replace(file.with_suffix(".mo"), compiled.getvalue())
    return [str(message.id) for message in new if message.id and not message.string]


def replace(file: Path, data: bytes) -> None:
    """At once: somebody who reads the file meanwhile sees the old words or the new ones, never a part."""
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    fresh.write_bytes(data)
    fresh.replace(file)


def main() -> int:
    """Update all; status 1 if a message has no words yet."""
    wanted = messages()
    missing = {folder: update(folder, wanted) for folder in CATALOGUES.values()}
    for folder, ids in missing.items():
        for message in ids:
            print(f"{folder}: {message!r} has no words", file=sys.stderr)
    return int(any(missing.values()))


if __name__ == "__main__":
    raise SystemExit(main())
