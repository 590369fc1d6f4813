"""docs/proof.md: what was asked, what it came to, and the counts behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version

from proof.hostile import Tried
from proof.tally import Tally

from docs import published

MOST_UNREAD = 0.001
"""Share of the figures of whole reports that may be left unread where the layout marks its cells."""
WHOLE, DAMAGED = 2000, 1000
"""Reports asked for."""
LIBRARIES = ("pdfplumber", "pypdfium2", "python-docx", "lxml", "reportlab")
_MOST_FAILURES = 60

Line = tuple[str, str, str, bool]
"""What, what is asked, what it came to, whether that is enough."""

HEAD = """# The proof of reading

Written by `make proof` (tests/proof/run.py); do not edit. Random reports are printed by a generator that shares no code with the
readers (tests/proof, tests/tables_at_random), read through the same door as any file, each in its own limited process, and all 200
figures of each compared with what was printed. Figures have one to seven digits, one in five is nought; some are blank, "/", "-",
full-width, grouped by commas, with a remark or decimals; in some reports the sums hold, in some a few are misprinted, in some nothing
adds up, so that no reading can live on the sums. The seeds come from the commit: each is proved on reports that no reader was ever
mended for.

*Right* is the same print and state; *with a doubt* is right but placed by evidence, and says so; *unread* says so and is left to the
reviewer; *wrong* is any other print or state, with or without a doubt.
"""

NO_CELLS = """
Plain text without tabs and tables without rules do not say where a cell ends: a row with a blank leaves a choice there, and stays
unread. So does, where borders were dragged row by row, HTML and DOCX: they are printed here without widths.
"""


@dataclass(frozen=True)
class Run:
    """A whole run."""

    tallies: list[Tally]
    hostile: Tried
    seed: int
    seconds: float


def share_unread(found: Iterable[Tally]) -> float:
    """Of the figures of whole reports whose layout marks its cells."""
    marked = [item for item in found if item.complete]
    return sum(item.unread for item in marked) / max(1, sum(item.figures for item in marked))


def lines(run: Run) -> list[Line]:
    """What was asked and what came of it."""
    whole = [item for item in run.tallies if not item.damage]
    damaged = [item for item in run.tallies if item.damage]
    found = []
    for what, items, least in (("whole reports", whole, WHOLE), ("damaged reports", damaged, DAMAGED)):
        reports, wrong = sum(item.reports for item in items), sum(item.wrong for item in items)
        said = f"{reports:,} reports, {sum(item.figures for item in items):,} figures, {wrong} wrong"
        found.append((what, f"{least:,} reports or more, 0 wrong", said, reports >= least and not wrong))
    marked = [item for item in whole if item.complete]
    share, refused = share_unread(whole), sum(item.refused for item in marked)
    said = f"{sum(item.unread for item in marked)} of {sum(item.figures for item in marked):,} ({share:.3%}), {refused} files refused"
    what = "unread on whole reports whose layout marks its cells (HTML, DOCX, Markdown, saved page, ruled PDF)"
    found.append((what, f"{MOST_UNREAD:.1%} at most, no file refused", said, share <= MOST_UNREAD and not refused))
    tried = run.hostile
    said = f"{tried.files} files: {tried.refused} refused by kind, {tried.read} read, {len(tried.faults)} otherwise"
    what = "files made to break a reader"
    found.append((what, "each ends by its kind, in one line and in time; the batch goes on", said, not tried.faults))
    return found


def table(items: Iterable[Tally], of: str) -> str:
    """Counts, one line for each item and one for all."""
    rows = [
        f"| {of} | reports | figures | right | of these with a doubt | unread | wrong |",
        "| --- " + "| ---: " * 6 + "|",
    ]
    total = Tally("all")
    listed = list(items)
    for item in listed:
        total.add(item)
    for item in (*listed, total):
        share = f"{item.unread} ({item.unread / max(1, item.figures):.2%})"
        wrong = f"**{item.wrong}**" if item.wrong else "0"
        cells = (item.layout, item.reports, item.figures, item.right, item.doubtful, share, wrong)
        rows.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(rows)


def summed(found: Iterable[Tally], by: str) -> list[Tally]:
    """Damaged ones, one item for each layout or each damage."""
    sums: dict[str, Tally] = {}
    for item in found:
        if item.damage:
            key = item.layout if by == "layout" else item.damage
            sums.setdefault(key, Tally(key)).add(item)
    return list(sums.values())


def text(run: Run) -> str:
    """The whole page."""
    failures = [words for item in run.tallies for words in item.failures] + run.hostile.faults
    parts = [
        HEAD,
        published.table(lines(run)),
        f"\n{made(run)}\n",
        "## Whole\n",
        table((item for item in run.tallies if not item.damage), "layout"),
        NO_CELLS,
        "## Damaged, by layout\n",
        table(summed(run.tallies, "layout"), "layout"),
        "\n## Damaged, by damage\n",
        table(summed(run.tallies, "damage"), "damage"),
    ]
    if failures:
        parts += [
            "\n## Wrong, refused, or unread where cells are marked\n",
            *(f"- `{words}`" for words in failures[:_MOST_FAILURES]),
        ]
        if len(failures) > _MOST_FAILURES:
            parts.append(f"- and {len(failures) - _MOST_FAILURES} more")
    return "\n".join(parts) + "\n"


def made(run: Run) -> str:
    """When, of which sources, with which versions."""
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{published.sources('core', 'tests/proof')}; seeds from {run.seed}; {versions}; {published.machine()}, "
        f"{run.seconds / 60:.0f} minutes."
    )
