"""Everything that can go wrong, each with file, cause and way out.

    GoujiError
    ├── UsageError            wrong words on the command line or in a settings file
    ├── SourceError           a file could not be read; `kind` as in CONTRACT.md
    ├── RuleError             a rule or card that may not load
    ├── StoreError            the database
    │   ├── NotOurDatabase    another program's file, or none
    │   ├── NewerSchema       made by a newer version
    │   ├── ReadOnly          an export, a file of somebody else
    │   ├── Busy              another process holds it; nothing was saved
    │   ├── Replaced          the file was moved or replaced while open
    │   └── Damaged           pages or chains are broken
    ├── ReviewError           a step that the state of a report, or the person, does not permit
    │   └── Stale             what was seen is no longer what is there
    └── ExportError           a working paper could not be written

An error holds a template id and typed arguments; `core.wording` makes the sentence when it is shown.
"""

from __future__ import annotations

from typing import ClassVar

from core.wording import Argument, Phrase


class GoujiError(Exception):
    """Root of the tree. `phrase` names cause and way out; `file` is a name as given, not yet fit for a terminal."""

    def __init__(self, template: str, file: str | None = None, **arguments: Argument) -> None:
        super().__init__(template, file, arguments)
        self.phrase = Phrase(template, arguments)
        self.file = file


class UsageError(GoujiError):
    """The request itself is wrong: an unknown rule, a bad setting, a path that is not there."""


class SourceError(GoujiError):
    """A source could not be read.

    `kind` is one of `KINDS`; the template is `source.KIND` (`-` as in the kind).
    """

    KINDS: ClassVar = frozenset(
        (
            "password", "damaged", "not-a-report", "too-large", "timeout", "memory", "depth", "unsupported", "empty",
            "permission", "missing", "not-a-file", "scan",
        )
    )  # fmt: skip

    def __init__(self, kind: str, file: str | None = None, **arguments: Argument) -> None:
        super().__init__(f"source.{kind}", file, **arguments)
        self.kind = kind


class RuleError(GoujiError):
    """A rule without card, a card without rule, or a profile that names what does not exist."""


class StoreError(GoujiError):
    """The database cannot do what was asked."""


class NotOurDatabase(StoreError):
    """The file is no database of this program."""


class NewerSchema(StoreError):
    """The database was made by a newer version; it may be read only."""


class ReadOnly(StoreError):
    """The database may be looked at but not written."""


class Busy(StoreError):
    """Another process held the database too long; nothing was saved and the entry is kept."""


class Replaced(StoreError):
    """The database file is no longer the one that was opened."""


class Damaged(StoreError):
    """Pages, chains or hashes do not hold."""


class ReviewError(GoujiError):
    """The step is not permitted in this state or to this person."""


class Stale(ReviewError):
    """The findings or the version referred to have changed since they were shown."""


class ExportError(GoujiError):
    """An export or working paper was not written."""
