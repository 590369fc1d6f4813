"""Plants faults and counts: what was noticed, at the right place, with the right hint; and what was said without reason."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from accuracy.chain import judged, read_draft
from accuracy.drafts import Draft, drawn, samples
from accuracy.faults import GOALS, KINDS, Planted
from accuracy.published import one_cell, pages

from core.errors import SourceError
from core.model import Checked, Finding, Report
from core.passages import squeeze
from core.wording import say


@dataclass
class Tally:
    """What became of one kind's faults."""

    planted: int = 0
    found: int = 0
    hinted: int = 0
    """First hint right, of those that have one."""
    hints: int = 0
    missed: list[str] = field(default_factory=list)


@dataclass
class Measured:
    """Everything counted."""

    kinds: dict[str, Tally] = field(default_factory=dict)
    right: Counter[str] = field(default_factory=Counter)
    """Findings by rule that name what was planted."""
    wrong: Counter[str] = field(default_factory=Counter)
    """Findings by rule that name something else."""
    originals: int = 0
    alarms: list[str] = field(default_factory=list)
    """Severity 1–2 on a sound original."""
    strays: list[str] = field(default_factory=list)

    @property
    def hints(self) -> int:
        """Faults that have a right hint."""
        return sum(tally.hints for tally in self.kinds.values())

    @property
    def hinted(self) -> int:
        """Those whose first hint was right."""
        return sum(tally.hinted for tally in self.kinds.values())

    @property
    def planted(self) -> int:
        """Faults in all."""
        return sum(tally.planted for tally in self.kinds.values())


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


def originals(count: int) -> Iterable[Draft]:
    """The sound samples, then drawn ones."""
    known = list(samples())
    found = [draft for pair in zip(known, map(drawn, range(len(known))), strict=False) for draft in pair]
    return [*found, *(drawn(seed) for seed in range(len(known), count))][:count]


def measure(count: int, each: int, seed: int = 1) -> Measured:
    """`count` sound originals; into every one `each` faults."""
    measured = Measured({name: Tally() for name in KINDS})
    chance = random.Random(seed)
    for draft in originals(count):
        report = read_draft(draft)
        sound = Sound(draft, report, judged(report))
        measured.originals += 1
        for finding in sound.checked.findings:
            if finding.severity <= 2:
                measured.alarms.append(f"{draft.name}: {finding.rule} {say(finding.message)}")
        for name, planted in islice(spoilt(draft, measured, chance), each):
            count_one(measured, name, sound, planted)
    return measured


def spoilt(draft: Draft, measured: Measured, chance: random.Random) -> Iterator[tuple[str, Planted]]:
    """Faults for a draft, kinds that were planted least first."""
    while True:
        for name in sorted(KINDS, key=lambda name: measured.kinds[name].planted):
            planted = KINDS[name](draft, chance)
            if planted is not None:
                yield name, planted


def add_pages(measured: Measured, corpus: Path, each: int, seed: int) -> None:
    """`each` single cells of tables 3 and 4 spoilt in the sources of the corpus's sound pages."""
    chance = random.Random(seed)
    for page in pages(corpus):
        measured.originals += 1
        measured.alarms += [f"{page.name}: {f.rule} {say(f.message)}" for f in page.checked.findings if f.severity <= 2]
        for number in range(each):
            table, name = (("t3", "table 3: a cell"), ("t4", "table 4: a cell"))[number % 3 == 2]
            address, right, new = one_cell(page, table, chance)
            tally = measured.kinds[name]
            tally.planted += 1
            hits = [f for f in new if f.severity == 1 and address in {str(a) for a in f.evidence.addresses}]
            tally.found += bool(hits)
            if not hits:
                tally.missed.append(f"{page.name}: {address} was {right} -> {[f.rule for f in new]}")
            if table == "t3":
                first = next((f.hint for f in new if f.hint), {})
                tally.hints += 1
                tally.hinted += {str(a): value for a, value in first.items()} == {address: int(right)}


def count_one(measured: Measured, name: str, sound: Sound, planted: Planted) -> None:
    """Read and check a spoilt draft, and count what is new beside the sound one."""
    tally = measured.kinds[name]
    prior = read_draft(planted.prior) if planted.prior else None
    peers = (read_draft(planted.peer),) if planted.peer else None
    ground = read_draft(planted.ground) if planted.ground else prior
    before = Sound(sound.draft, sound.report, judged(sound.report, ground, peers)) if ground or peers else sound
    if (prior or peers) and any(leaf.startswith(planted.rules) for leaf in before.leaves):
        return  # chance gave both the same words without our help
    tally.planted += 1
    try:
        report = read_draft(planted.draft)
    except SourceError as error:
        tally.missed.append(f"{sound.draft.name}: not read: {error.kind}")
        return
    checked = judged(report, prior, peers)
    place = where(report, planted.words)
    new = [finding for finding in checked.findings if not set(finding.covers) <= before.leaves]
    hits = [finding for finding in new if meant(finding, planted, place)]
    tally.found += bool(hits)
    if not hits:
        tally.missed.append(f"{sound.draft.name}: {told(planted)} -> {[f.rule for f in new]}")
    if planted.hint:
        tally.hints += 1
        first = next((finding.hint for finding in checked.findings if finding.hint), {})
        tally.hinted += {str(address): value for address, value in first.items()} == dict(planted.hint)
    for finding in new:
        bound = finding in hits or related(finding, planted, place)
        (measured.right if bound else measured.wrong)[finding.rule] += 1
        if not bound:
            measured.strays.append(
                f"{name}: {sound.draft.name}: {finding.rule} {say(finding.message)} [{told(planted)}]"
            )


def where(report: Report, words: str) -> tuple[int, int] | None:
    """The place of the spoilt paragraph in the text."""
    if not words:
        return None
    running = squeeze(report.text)
    wanted = "".join(words.split())
    at = running.text.find(wanted)
    return running.span(at, at + len(wanted)) if at >= 0 else (0, 0)


def meant(finding: Finding, planted: Planted, place: tuple[int, int] | None) -> bool:
    """Whether this finding is the one the fault asks for."""
    if not finding.rule.startswith(planted.rules) or (planted.severe and finding.severity > 1):
        return False
    if planted.cells and not {str(a) for a in finding.evidence.addresses} & set(planted.cells):
        return False
    return place is None or overlaps(finding, place)


def overlaps(finding: Finding, place: tuple[int, int]) -> bool:
    """Whether it stands in that paragraph."""
    return any(start < place[1] and end > place[0] for start, end in finding.evidence.spans)


def related(finding: Finding, planted: Planted, place: tuple[int, int] | None) -> bool:
    """Whether it follows from the fault, though another rule says it: same cells, same paragraph, same group of rules."""
    cells = {str(address) for address in (*finding.evidence.addresses, *finding.hint)}
    if cells & set(planted.cells) or (place is not None and overlaps(finding, place)):
        return True
    return (not planted.cells and place is None) or finding.rule.startswith(planted.rules)


def told(planted: Planted) -> str:
    """The fault for a person."""
    cells = [f"{cell}={planted.draft.figures[cell]!r}" for cell in planted.cells[:3]]
    return planted.words[:160] or ", ".join(cells) or "/".join(planted.rules)


def shortfalls(measured: Measured) -> list[str]:
    """Goals that were missed."""
    short = [
        f"{name}: {tally.found} of {tally.planted} found, {GOALS[name]:.0%} wanted"
        for name, tally in measured.kinds.items()
        if tally.found < GOALS[name] * tally.planted
    ]
    if measured.hinted < 0.95 * measured.hints:
        short.append(f"first hints: {measured.hinted} of {measured.hints} right, 95% wanted")
    if measured.alarms:
        short.append(f"sound originals: {len(measured.alarms)} findings of severity 1–2, none wanted")
    return short
