"""Personal data found in a report is printed masked wherever words of it are: in quotes, sentences, notes, contexts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from core.masking import conceal, mask
from core.model import Checked
from core.personal import personal_data

FAMILY = "P."
"""Rules whose findings point at personal data (RULES.md: P.ID, P.MOBILE, P.BANK, P.APPLICANT)."""


@dataclass(frozen=True, slots=True)
class Mask:
    """Hides a report's personal data in whatever is printed of it."""

    text: str
    """The report's text, masked; of the same length, so that every place stays true."""
    secrets: frozenset[str]

    @classmethod
    def of(cls, checked: Checked) -> Self:
        """The mask of a checked report."""
        text = checked.report.text
        private = [finding for finding in checked.findings if finding.rule.startswith(FAMILY)]
        spans = {span for finding in private for span in finding.evidence.spans}
        spans |= {item.span for item in personal_data(checked.report)}  # also where those rules are switched off
        found = {text[start:end] for start, end in spans}
        secrets = frozenset(found | {"".join(one.split()) for one in found})  # a quote may leave line breaks out
        return cls(conceal(mask(text, spans), secrets), secrets)

    def __call__(self, words: str) -> str:
        """A quote, a sentence or a note without the personal data."""
        return conceal(words, self.secrets)
