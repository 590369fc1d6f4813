"""What decisions and sign-offs name: the finding set that was shown, the content that was signed, what a leaf rested on.

All are SHA-256 in hex over canonical JSON (keys sorted, no blanks, UTF-8).
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from core.address import Address
from core.model import Checked, Finding
from core.review.state import ReviewState


def finding_set(checked: Checked) -> str:
    """What is shown: source, parser and rules version, and the findings in their order."""
    report = checked.report
    return _hash([report.source.sha256, report.parser, checked.rules, [finding.id for finding in checked.findings]])


def content(checked: Checked, readings: Mapping[Address, str]) -> str:
    """What a sign-off signs: source, text, figures, findings, rules version and the readings put in. `checked` is the machine's;
    what the rules say with the readings put in follows from it. The parser's version is left out, so that a newer
    parser that reads the same leaves the signature in force."""
    report = checked.report
    figures = [(str(a), f.state.value, f.printed, str(f.value)) for a, f in sorted(report.figures.items())]
    entered = [(str(address), printed) for address, printed in sorted(readings.items())]
    findings = sorted(finding.id for finding in checked.findings)
    return _hash([report.source.sha256, _hash(report.text), figures, findings, checked.rules, entered])


def read_set(readings: Mapping[Address, str]) -> str:
    """Of the readings put in; empty where there is none."""
    return _hash(sorted((str(address), printed) for address, printed in readings.items())) if readings else ""


def signed_bytes(report: str, set_: str, content_: str) -> bytes:
    """What an ssh signature of a sign-off covers."""
    return f"gouji sign-off 1\n{report}\n{set_}\n{content_}\n".encode()


def leaves(finding: Finding) -> tuple[str, ...]:
    """What decisions on this finding bind to: its leaf violations, else its own id."""
    return finding.covers or (finding.id,)


def fingerprint(checked: Checked, state: ReviewState, addresses: Iterable[Address], quote: str) -> str:
    """What stands at these addresses, and whether the quote still does; white space, width and invisible characters apart.

    A decision keeps it for the addresses and quote of its finding; computed again later it differs if and only if one of
    them has changed, however the findings are grouped by then and wherever the words have moved.
    """
    printed = [(str(address), _standing_there(checked, state, address)) for address in sorted(set(addresses))]
    words = _plain(quote)
    return _hash([printed, words, not words or words in _plain_text(checked.report.text)])


def _standing_there(checked: Checked, state: ReviewState, address: Address) -> str:
    if address in state.readings:
        return f"READ:{state.readings[address]}"
    figure = checked.report.figures.get(address)
    return f"{figure.state}:{_plain(figure.printed)}" if figure else "MISSING:"


_INVISIBLE = re.compile(
    "[\\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]+"
)
"""White space and format characters."""


def _plain(text: str) -> str:
    """What a re-reading must not change: full-width forms narrowed, nothing invisible."""
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))


@lru_cache(maxsize=4)
def _plain_text(text: str) -> str:
    """Whole texts, asked for once per decided leaf while a report is open."""
    return _plain(text)


def _hash(value: object) -> str:
    data = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()
