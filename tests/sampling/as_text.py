"""A sample as plain text: tab-separated rows, as a word processor's "save as text" leaves them."""

from __future__ import annotations

from sampling.facts import Facts, laid_out, parts


def render(facts: Facts) -> bytes:
    """UTF-8 text."""
    lines: list[str] = []
    for kind, content in parts(facts):
        if kind == "table":
            lines += [*rows(facts, content), ""]
        else:
            lines += [content, ""]
    return "\n".join(lines).rstrip("\n").encode() + b"\n"


def rows(facts: Facts, table: str) -> list[str]:
    slots, height, width = laid_out(facts, table)
    grid = [[""] * width for _ in range(height)]
    for slot in slots:
        grid[slot.row][slot.column] = slot.text
    return ["\t".join(cells) for cells in grid]
