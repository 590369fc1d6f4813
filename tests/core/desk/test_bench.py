"""A report opened for review: what stands in it, and who sees which answers."""

from __future__ import annotations

from memory.desks import CLEAN, GRAVE, LI, LIKELY, MILD, NEW, WANG, Office, checked, decided, report

from core.anchor import Place
from core.model import State
from core.review import Policy, Stage, Standing
from core.rules import check


def test_a_reading_runs_the_rules_and_leaves_the_machines_figure() -> None:
    """A wrong reading that broke the sums is put right by a person: the finding goes, the machine's reading stays."""
    zeros = {f"t3__{row}__{column}": "2" for row in ("new", "granted", "total") for column in ("natural", "total")}
    read = report("c", **{**zeros, "t3__new__natural": "7"})  # type: ignore[arg-type]
    office = Office.with_reports(check(read))
    reviewing = office.desk().reviewing
    before = reviewing.open("c")
    on_it = [view for view in before.findings if NEW in view.finding.evidence.addresses]
    assert on_it
    after = reviewing.read_as("c", NEW, "２")
    assert after.finding_set != before.finding_set
    assert not [view for view in after.findings if NEW in view.finding.evidence.addresses]
    assert (after.figures[NEW].value, after.report.figures[NEW].value) == (2, 7)
    doubt = after.figures[NEW].doubt
    assert doubt is not None
    assert doubt.candidates == ("7",)
    assert after == reviewing.open("c")
    assert reviewing.read_as("c", NEW, "").figures[NEW].state is State.BLANK
    assert reviewing.read_as("c", NEW, None).finding_set == before.finding_set


def test_a_note_on_words_finds_them_again() -> None:
    """A span is kept as an anchor and shown where its words stand after a re-reading."""
    office = Office.usual()
    reviewing = office.desk().reviewing
    text = reviewing.open("a").report.text
    start = text.index("自然人16件")
    note = reviewing.note("a", "与表不符", (start, start + 6)).notes[0]
    office.reports.replace("a", checked(report("a", text="重新读取的报告。\n" + text), GRAVE))
    place = reviewing.open("a").places[note.event]
    assert (place.state, place.span) == (Place.EXACT, (start + 9, start + 15))


def test_a_blind_second_reviewer_sees_the_first_ones_answers_when_he_has_given_his() -> None:
    """In the blind share others' decisions and notes stay hidden until all findings are answered; then disputes show."""
    office = Office.usual()
    policy = Policy(blind_percent=100)
    wang, li = office.desk(WANG, policy).reviewing, office.desk(LI, policy).reviewing
    wang.note("a", "前手意见", CLEAN)
    bench = decided(wang)
    wang.mark("a", bench.finding_set)
    bench = li.open("a")
    assert (bench.state.stage, len(bench.unsettled), bench.notes) == (Stage.REVIEWED, 3, ())
    li.dismiss("a", GRAVE.id, 1)
    assert len(li.dismiss("a", LIKELY.id, 1).unsettled) == 2 - 1
    bench = li.confirm("a", MILD.id, 1)
    assert [view.standing for view in bench.findings] == [Standing.DISMISSED, Standing.DISMISSED, Standing.DISPUTED]
    assert len(bench.notes) == 1
