"""Personal data is shown with its first three and last two characters only; its places in the text stay true.

What is shown, stored beside a finding, printed or exported passes here; only the source itself (the page, the text on
screen beside it) keeps what the report prints.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from core.model import Finding, Span
from core.wording import Argument, Phrase

HEAD: Final = 3
TAIL: Final = 2
_STAR: Final = "*"
_CUT: Final = "…."


def masked(words: str) -> str:
    """`110101199003071234` as `110*************34`, `138 0013 8000` as `138 **** **00`: as long as before. What has no
    more than five characters (a name) keeps only its first."""
    places = [index for index, ch in enumerate(words) if not ch.isspace()]
    hidden = places[HEAD:-TAIL] if len(places) > HEAD + TAIL else places[1:]
    shown = list(words)
    for index in hidden:
        shown[index] = _STAR
    return "".join(shown)


def mask(text: str, spans: Iterable[Span]) -> str:
    """The text with what stands in the spans masked; same length, so that every other place in it stays true."""
    shown = text
    for start, end in spans:
        shown = shown[:start] + masked(text[start:end]) + shown[end:]
    return shown


def conceal(words: str, secrets: Iterable[str]) -> str:
    """Words of ours or a quote with every occurrence of the secrets masked, the longest first; a secret that is cut by the
    beginning or end of the words is masked as well."""
    for secret in sorted(set(secrets), key=len, reverse=True):
        if secret and secret in words:
            words = words.replace(secret, masked(secret))
        words = _without_cut(words, secret)
    return words


def _without_cut(words: str, secret: str) -> str:
    """A quote may break off within a number: no more of its beginning or end is shown than of the whole."""
    body = words.rstrip(_CUT)
    shown = masked(secret)
    for length in range(len(secret) - 1, HEAD, -1):
        if body.endswith(secret[:length]):
            words = words[: len(body) - length] + shown[:length] + words[len(body) :]
            break
    start = len(words) - len(words.lstrip(_CUT))
    for length in range(len(secret) - 1, TAIL, -1):
        if words.startswith(secret[-length:], start):
            return words[:start] + shown[-length:] + words[start + length :]
    return words


def concealed(finding: Finding, secrets: Iterable[str]) -> Finding:
    """The finding with the secrets masked in its quote and in the arguments of its sentences."""
    known = tuple(secrets)
    if not known:
        return finding
    evidence = replace(finding.evidence, quote=conceal(finding.evidence.quote, known))
    proof = _phrase(finding.proof, known) if finding.proof else None
    return replace(finding, evidence=evidence, message=_phrase(finding.message, known), proof=proof)


def _phrase(phrase: Phrase, secrets: tuple[str, ...]) -> Phrase:
    return Phrase(phrase.template, {name: _argument(value, secrets) for name, value in phrase.arguments.items()})


def _argument(value: Argument, secrets: tuple[str, ...]) -> Argument:
    if isinstance(value, str):
        return conceal(value, secrets)
    if isinstance(value, tuple):
        return tuple(_argument(part, secrets) for part in value)
    return value
