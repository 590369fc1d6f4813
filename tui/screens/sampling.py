"""A sample of the listed reports, drawn by a seed that is kept: marked in the list, then assigned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui.locale import _, said
from tui.screens.on_a_row import OnARow
from tui.shown import line
from tui.widgets.question import Answer, Asked, Choice

if TYPE_CHECKING:
    from core.desk import Desk
    from core.desk.sampling import Sample
    from tui.longwork import Step

USUAL = "10%"


class Sampling(OnARow):
    """The list with the drawing of samples."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: Sample | None = None

    def do_sample(self) -> None:
        """How many, and how; the rows drawn are marked."""

        def answered(answer: Answer) -> None:
            size, by_risk, query = answer.text.strip() or USUAL, answer.digit == 2, self.asked_for

            def take(desk: Desk, _step: Step) -> Sample:
                import secrets

                from core.desk.sampling import draw

                assert desk.reporting is not None
                rows = desk.reporting.rows(query)
                return draw(rows, size, "risk" if by_risk else "random", secrets.token_hex(8))

            self.gouji.work(_("drawing a sample"), take, self._drawn)

        choices = (Choice(1, _("at random")), Choice(2, _("the most urgent first")))
        title = _("Draw a sample of the listed reports: how many? 20, or 10%")
        self.ask(Asked(title, answered, choices, 1, entry="line", draft=line(USUAL)))

    def _drawn(self, sample: Sample) -> None:
        self.drawn = sample
        self.listed.marked = dict.fromkeys(sample.uids)
        self.listed.redraw()
        how = sample.how
        self.tell(said("{drawn} of {of} drawn and marked, seed {seed}; a assigns them", drawn=how["drawn"], of=how["of"],
                       seed=how["seed"]))  # fmt: skip

    def how_drawn(self, chosen: tuple[str, ...]) -> Mapping[str, str | int] | None:
        """How these were drawn; None where they are not the last sample, whole."""
        return self.drawn.how if self.drawn and set(chosen) == set(self.drawn.uids) else None
