"""Ways in which published tables are damaged; each says what may still be read. Knows nothing of the readers."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tables_at_random.values import APPLICANTS, Printed, Row

Damage = Callable[[Printed, Random], None]


def none(page: Printed, random: Random) -> None:
    """Whole."""


def typo(page: Printed, random: Random) -> None:
    """A letter of a label is another, missing or doubled."""
    row = random.choice([r for r in page.rows() if len(r.label) > 3])
    at = random.randrange(len(row.label))
    row.label = row.label[:at] + random.choice(["", "止", row.label[at] * 2]) + row.label[at + 1 :]


def dropped_row(page: Printed, random: Random) -> None:
    """A row is not printed."""
    page.t3.remove(random.choice(page.t3))


def foreign_row(page: Printed, random: Random) -> None:
    """A row that the form does not have, with figures."""
    label = random.choice(["网上申请数量", "小计", "当面申请", "其中：涉及征地拆迁"])
    at = random.randrange(len(page.t3) + 1)
    group = page.t3[at].group if at < len(page.t3) else ""
    page.t3.insert(
        at, Row("t3", "none", group, "", label, APPLICANTS, [str(random.randint(0, 30)) for _ in range(7)], False)
    )


def swapped_rows(page: Printed, random: Random) -> None:
    """Two neighbouring rows stand the other way round; their labels decide."""
    at = random.randrange(4, len(page.t3) - 3)
    upper, lower = page.t3[at], page.t3[at + 1]
    if upper.group == lower.group:
        page.t3[at], page.t3[at + 1] = lower, upper


def same_label_twice(page: Printed, random: Random) -> None:
    """A row carries its neighbour's label."""
    at = random.randrange(5, len(page.t3) - 3)
    upper, lower = page.t3[at - 1], page.t3[at]
    if upper.group == lower.group:
        lower.label = upper.label
        for key, first, second in zip(APPLICANTS, upper.figures, lower.figures, strict=True):
            page.allowed[f"t3/{upper.key}/{key}"] = {first}
            page.allowed[f"t3/{lower.key}/{key}"] = {second, None}


def torn_figure(page: Printed, random: Random) -> None:
    """A figure's digits are set apart, in a row without other faults."""
    rows = [r for r in page.t3 if all(f.isdigit() for f in r.figures) and any(len(f) > 1 for f in r.figures)]
    if rows:
        row = random.choice(rows)
        at = random.choice([i for i, f in enumerate(row.figures) if len(f) > 1 and f.isdigit()])
        row.figures[at] = row.figures[at][0] + " " + row.figures[at][1:]


def torn_beside_blank(page: Printed, random: Random) -> None:
    """In some rows a figure's digits are set apart and another cell is blank, so that their number is right."""
    for row in [*page.rows(), page.t4]:
        long = [i for i, f in enumerate(row.figures) if len(f) > 1 and f.isdigit()]
        if long and len(row.figures) > 1 and random.random() < 0.2:
            at = random.choice(long)
            row.figures[at] = row.figures[at][0] + " " + row.figures[at][1:]
            row.figures[random.choice([i for i in range(len(row.figures)) if i != at])] = ""


def lost_figures(page: Printed, random: Random) -> None:
    """A whole row of figures is blank."""
    row = random.choice(page.t3)
    row.figures = [""] * 7


def rows_together(page: Printed, random: Random) -> None:
    """Two figures of a row run together in one cell; nothing is left of the other."""
    row = random.choice(page.t3)
    at = random.randrange(6)
    for key in (APPLICANTS[at], APPLICANTS[at + 1]):
        page.allowed[f"t3/{row.key}/{key}"] = {
            row.figures[at] + row.figures[at + 1],
            "",
            None,
            *row.figures[at : at + 2],
        }
    row.figures[at : at + 2] = [row.figures[at] + row.figures[at + 1], ""]


DAMAGES: tuple[Damage, ...] = (
    none,
    typo,
    dropped_row,
    foreign_row,
    swapped_rows,
    same_label_twice,
    torn_figure,
    torn_beside_blank,
    lost_figures,
    rows_together,
)
