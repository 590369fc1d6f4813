"""What is said of a stored file that could not be read: of the failure only its kind is kept, not what filled its sentence."""

from __future__ import annotations

from core.wording import Phrase, templates


def why(kind: str) -> Phrase:
    """What happened and what to do. A kind this version does not know, from a later one's database, is said as it stands."""
    whole = f"source.unread.{kind}"
    return Phrase(whole) if whole in templates() else Phrase("source.unread-otherwise", {"kind": kind})


def short(kind: str) -> Phrase:
    """The same in a word or two, for a column."""
    word = f"source.kind.{kind}"
    return Phrase(word) if word in templates() else Phrase("source.kind-otherwise", {"kind": kind})
