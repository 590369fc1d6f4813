"""Compares what was read with what was printed: right, unread, or wrong."""

from __future__ import annotations

from collections.abc import Mapping

from tables_at_random.values import Printed

from core.model import Figure, State

_NOTHING = (State.BLANK, State.MISSING)


def squeezed(text: str) -> str:
    return "".join(text.split())


def judge(page: Printed, figures: Mapping[str, Figure]) -> tuple[int, list[str], list[str]]:
    """How many are right, which are unread, which are wrong (`address: printed, read`)."""
    truth = page.truth()
    right, unread, wrong = 0, [], []
    for address, figure in figures.items():
        expected: set[str | None] = page.allowed.get(address, {truth.get(address)})
        blank_is_right = None in expected or "" in expected
        if figure.state is State.UNREAD:
            unread.append(address)
        elif (
            blank_is_right
            if figure.state in _NOTHING
            else squeezed(figure.printed) in {squeezed(e) for e in expected if e}
        ):
            right += 1
        else:
            wrong.append(
                f"{address}: {sorted(map(str, expected))}, {figure.printed!r} {figure.state} {figure.doubt and figure.doubt.why.template}"
            )
    return right, unread, wrong
