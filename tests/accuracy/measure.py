"""Plants faults and counts: what was noticed, at the right place, with the right hint; and what was said without reason."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial, reduce
from pathlib import Path

from accuracy.catalogue import KINDS
from accuracy.chain import judged, read_draft
from accuracy.counting import Measured, Outcome, empty
from accuracy.drafts import Draft
from accuracy.drawing import originals
from accuracy.planting import Planted

from core.errors import SourceError
from core.model import Body, Checked, Finding, Report, Verdict
from core.passages import squeeze

CHUNK = 9
"""Originals that are spoilt one after another, kinds in turn; chunks are independent, so they may run side by side."""
BAD = (Verdict.FAIL, Verdict.REVIEW)


@dataclass(frozen=True)
class Sound:
    """An original with what the rules say of it as it is."""

    draft: Draft
    report: Report
    checked: Checked

    @property
    def leaves(self) -> frozenset[str]:
        """What is said of it without any fault."""
        return frozenset(leaf for finding in self.checked.findings for leaf in finding.covers)


def measure(
    count: int,
    each: int,
    seed: int = 1,
    processes: int = 1,
    corpus: Path | None = None,
    pages: int = 0,
) -> Measured:
    """`count` sound originals, into every one `each` faults; into the corpus's sound reports `pages` each. The same numbers
    give the same faults, in however many processes."""
    from accuracy import published  # it uses what stands here

    work: list[Callable[[], Measured]] = [
        partial(measure_chunk, (first, min(CHUNK, count - first)), each, seed) for first in range(0, count, CHUNK)
    ]
    if corpus and pages:
        work += [partial(published.measure_page, item, pages, seed) for item in published.sound(corpus)]
    if processes < 2:
        return reduce(Measured.joined, (part() for part in work), empty())
    with ProcessPoolExecutor(processes) as pool:
        return reduce(Measured.joined, pool.map(_done, work), empty())


def _done(part: Callable[[], Measured]) -> Measured:
    return part()


def measure_chunk(chunk: tuple[int, int], each: int, seed: int) -> Measured:
    """Some originals, by number and how many."""
    measured = empty()
    chance = random.Random(f"{seed}/{chunk[0]}")
    for draft in originals(*chunk):
        report = read_draft(draft)
        sound = Sound(draft, report, judged(report))
        measured.heard(draft.name, sound.checked.findings)
        left = each
        for name, planted in spoilt(draft, measured, chance):
            left -= 1
            count_one(measured, name, sound, planted)
            if left <= 0:
                break
    return measured


def spoilt(draft: Draft, measured: Measured, chance: random.Random) -> Iterator[tuple[str, Planted]]:
    """Faults for a draft, kinds that were planted least first."""
    while True:
        for name in sorted(KINDS, key=lambda name: measured.kinds[name].planted / KINDS[name].weight):
            planted = KINDS[name].make(draft, chance)
            if planted is not None:
                yield name, planted


def count_one(measured: Measured, name: str, sound: Sound, planted: Planted) -> None:
    """Read and check a spoilt draft, and count what is new beside the sound one."""
    try:
        report = read_draft(planted.draft)
    except SourceError as error:
        measured.refused(name, f"{sound.draft.name}: not read: {error.kind}", planted)
        return
    if planted.misread:
        report = planted.misread(report)
    around = [_around(planted, ground=True), _around(planted, ground=False)]
    before = _before(sound, planted, around[0])
    if (planted.prior or planted.peer) and any(
        leaf.startswith(planted.rules or planted.aims) for leaf in before.leaves
    ):
        return  # chance gave both the same words without our help
    checked = judged(report, *around[1])
    outcome = compared(before.checked, checked, planted, where(report, planted.words))
    measured.count(name, f"{sound.draft.name}: {told(planted)} -> {[f.rule for f in outcome.new]}", planted, outcome)


Around = tuple[Report | None, tuple[Report, ...] | None, Sequence[Report], Sequence[Body]]


def _around(planted: Planted, ground: bool) -> Around:
    prior = planted.ground if ground and planted.ground else planted.prior
    children = planted.parts if ground else planted.children
    return (
        read_draft(prior) if prior else None,
        (read_draft(planted.peer),) if planted.peer else None,
        tuple(read_draft(child) for child in children),
        planted.roster,
    )


def _before(sound: Sound, planted: Planted, around: Around) -> Sound:
    report = read_draft(planted.before) if planted.before else sound.report
    if planted.before is None and around[:2] == (None, None) and not planted.parts:
        return sound
    return Sound(sound.draft, report, judged(report, *around))


def compared(before: Checked, checked: Checked, planted: Planted, place: tuple[int, int] | None) -> Outcome:
    """What of the new findings speaks of the fault."""
    leaves = {leaf for finding in before.findings for leaf in finding.covers}
    new = tuple(finding for finding in checked.findings if not set(finding.covers) <= leaves)
    hits = tuple(finding for finding in new if meant(finding, planted, place))
    turned = _bad(checked) - _bad(before)
    spoke = {
        aim: bool(hits) and (aim in turned or any(_says(finding, aim) for finding in hits)) for aim in planted.aims
    }
    right = tuple(finding for finding in new if finding in hits or related(finding, planted, place))
    first = next((finding.hint for finding in checked.findings if finding.hint), {})
    hinted = {str(address): value for address, value in first.items()} == dict(planted.hint)
    return Outcome(new, hits, spoke, right, hinted)


def _bad(checked: Checked) -> frozenset[str]:
    return frozenset(outcome.rule for outcome in checked.outcomes if outcome.verdict in BAD)


def _says(finding: Finding, rule: str) -> bool:
    """Whether it is the rule's, or covers what the rule found."""
    return finding.rule == rule or any(leaf.startswith(rule + ".") for leaf in finding.covers)


def where(report: Report, words: str) -> tuple[int, int] | None:
    """The place of the spoilt paragraph in the text."""
    if not words:
        return None
    running = squeeze(report.text)
    wanted = "".join(words.split())
    at = running.text.find(wanted)
    return running.span(at, at + len(wanted)) if at >= 0 else (0, 0)


def meant(finding: Finding, planted: Planted, place: tuple[int, int] | None) -> bool:
    """Whether this finding is one that the fault asks for."""
    wanted = planted.rules or planted.aims
    if not (finding.rule.startswith(wanted) or any(leaf.startswith(wanted) for leaf in finding.covers)):
        return False
    if planted.severe and finding.severity > 1:
        return False
    if planted.cells and not {str(a) for a in finding.evidence.addresses} & set(planted.cells):
        return False
    return place is None or overlaps(finding, place)


def overlaps(finding: Finding, place: tuple[int, int]) -> bool:
    """Whether it stands in that paragraph."""
    return any(start < place[1] and end > place[0] for start, end in finding.evidence.spans)


def related(finding: Finding, planted: Planted, place: tuple[int, int] | None) -> bool:
    """Whether it follows from the fault, though another rule says it: same cells, same paragraph, or named as what follows."""
    cells = {str(address) for address in (*finding.evidence.addresses, *finding.hint)}
    if cells & set(planted.cells) or (place is not None and overlaps(finding, place)):
        return True
    return bool(planted.follows) and finding.rule.startswith(planted.follows)


def told(planted: Planted) -> str:
    """The fault for a person."""
    cells = [f"{cell}={planted.draft.figures[cell]!r}" for cell in planted.cells[:3]]
    return planted.words[-160:] or ", ".join(cells) or "/".join(planted.aims)
