"""The report's personal data, found once for the rules that tell of it and for masking what every other finding quotes."""

from __future__ import annotations

from core.personal import Personal, personal_data, secrets
from core.rules.context import Subject
from core.rules.parts import whole


def found(subject: Subject) -> tuple[Personal, ...]:
    """All personal data of the report; ask for it by `subject.once(found)`."""
    return personal_data(subject.report, whole(subject).running)


def hidden(subject: Subject) -> tuple[str, ...]:
    """The words that no finding may show; ask for them by `subject.once(hidden)`. Names that the report shortened itself
    are not among them."""
    return secrets(subject.report.text, (item for item in subject.once(found) if not item.hidden))
