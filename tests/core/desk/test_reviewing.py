"""The desk's verbs: what is permitted, what is recorded, what the screen gets back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from memory.desks import (
    CLEAN,
    GRAVE,
    LI,
    LIKELY,
    MILD,
    NEW,
    OTHER,
    TOTAL,
    WANG,
    WANG_AS_LI,
    ZHAO,
    Office,
    checked,
    report,
)

from core.anchor import Place
from core.desk.reviewing import Reviewing
from core.desk.views import Workbench
from core.errors import GoujiError, ReadOnly, ReviewError, Stale, StoreError
from core.ledger import Kind
from core.model import State
from core.review import Policy, Stage, Standing, signed_bytes


def decided(reviewing: Reviewing, uid: str = "a") -> Workbench:
    """Every finding answered."""
    for view in reviewing.open(uid).findings:
        reviewing.dismiss(uid, view.finding.id, 1)
    return reviewing.open(uid)


def signed(office: Office, uid: str = "b") -> Workbench:
    """Marked by wang, signed by li."""
    bench = office.desk(WANG).reviewing.mark(uid, office.desk(WANG).reviewing.open(uid).finding_set)
    return office.desk(LI).reviewing.sign(uid, bench.finding_set)


def test_an_act_gives_back_the_report_afresh() -> None:
    """The answer of a verb is what a new opening shows; the list's row and the stamp have moved too."""
    office = Office.usual()
    desk = office.desk()
    before = desk.stamp()
    bench = desk.reviewing.confirm("a", GRAVE.id, 3, "合计不符")
    assert bench == desk.reviewing.open("a")
    assert (bench.row.stage, bench.row.open_by_severity) == ("reviewing", (0, 1, 1, 0))
    assert desk.row("a").risk == 11
    assert desk.stamp() > before
    view = bench.findings[0]
    assert (view.standing, view.decisions[0].category, view.decisions[0].text) == (Standing.CONFIRMED, 3, "合计不符")
    assert [one.finding for one in bench.unsettled] == [LIKELY, MILD]


Attempt = Callable[[Reviewing], object]
REFUSED: dict[str, tuple[Attempt, type[GoujiError], str]] = {
    "finding gone": (lambda r: r.confirm("a", "no such finding"), Stale, "finding-gone"),
    "unknown report": (lambda r: r.confirm("z", GRAVE.id), StoreError, "unknown"),
    "category 10": (lambda r: r.confirm("a", GRAVE.id, 10), ReviewError, "no-digit"),
    "dismissal without reason": (lambda r: r.dismiss("a", GRAVE.id), ReviewError, "no-reason"),
    "dismissal with a blank reason": (lambda r: r.dismiss("a", GRAVE.id, text=" 　\n"), ReviewError, "no-reason"),
    "settling without dispute": (lambda r: r.settle("a", GRAVE.id, "confirm"), ReviewError, "no-dispute"),
    "settling for nothing": (lambda r: r.settle("a", GRAVE.id, "perhaps"), ReviewError, "no-verdict"),
    "retracting nothing": (lambda r: r.retract("a", GRAVE.id), ReviewError, "nothing-decided"),
    "tick on a grave finding": (lambda r: r.tick("a", [CLEAN, NEW]), ReviewError, "tick-open"),
    "tick of nothing": (lambda r: r.tick("a", []), ReviewError, "nothing-chosen"),
    "exception without place": (lambda r: r.except_("a", (5, 5), 1), Stale, "place-gone"),
    "exception past the text": (lambda r: r.except_("a", (5, 9999), 1), Stale, "place-gone"),
    "exception of level 4": (lambda r: r.except_("a", None, 1, level=4), ReviewError, "no-digit"),
    "proposal of words": (lambda r: r.propose("a", NEW, "十六"), ReviewError, "no-number"),
    "proposal of no number": (lambda r: r.propose("a", NEW, "NaN"), ReviewError, "no-number"),
    "no reading to take back": (lambda r: r.read_as("a", NEW, None), ReviewError, "no-reading"),
    "empty note": (lambda r: r.note("a", "  "), ReviewError, "empty-note"),
    "answer to nothing": (lambda r: r.note("a", "答", thread="no such note"), Stale, "remark-gone"),
    "mark with grave findings open": (lambda r: r.mark("a", r.open("a").finding_set), ReviewError, "mark-open"),
    "mark of what was not shown": (lambda r: r.mark("b", "another set"), Stale, "findings-changed"),
    "sign before mark": (lambda r: r.sign("b", r.open("b").finding_set), ReviewError, "not-marked"),
    "return of an unmarked report": (lambda r: r.return_("b", "补证"), ReviewError, "not-marked"),
    "reopening of an open report": (lambda r: r.reopen("b", "补证"), ReviewError, "not-locked"),
    "restoring what is there": (lambda r: r.restore("b", "查明"), ReviewError, "not-withdrawn"),
    "follow-up of an open finding": (lambda r: r.follow("a", GRAVE.id, due="2025-05-01"), ReviewError, "not-confirmed"),
    "undo of nothing": (lambda r: r.undo(), ReviewError, "nothing-to-undo"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_permitted_is_refused_and_leaves_no_event(name: str) -> None:
    """The refusal names its reason by template, and the ledger is untouched."""
    office = Office.usual()
    attempt, error, template = REFUSED[name]
    with pytest.raises(error, match=template):
        attempt(office.desk().reviewing)
    assert not office.events.log


def test_an_export_is_only_looked_at() -> None:
    """In a read-only database every verb says so before anything else, and opening works."""
    office = Office.usual()
    reviewing = office.desk(read_only=True).reviewing
    assert reviewing.open("a").read_only
    for act in (
        lambda: reviewing.tick("b", [CLEAN]),
        reviewing.undo,
        reviewing.redo,
        lambda: reviewing.assign(["a"], "li"),
    ):
        with pytest.raises(ReadOnly):
            act()


def test_four_eyes() -> None:
    """The second sign-off is another person's, whatever name is acted under, and locks the report."""
    office = Office.usual()
    wang, as_li, li = (office.desk(who).reviewing for who in (WANG, WANG_AS_LI, LI))
    bench = wang.mark("b", wang.open("b").finding_set)
    assert (bench.state.stage, bench.row.reviewer) == (Stage.REVIEWED, "wang")
    for same in (wang, as_li):
        with pytest.raises(ReviewError, match="same-person"):
            same.sign("b", bench.finding_set)
    bench = li.sign("b", bench.finding_set, signature="-----BEGIN SSH SIGNATURE-----")
    assert (bench.state.stage, bench.row.flags) == (Stage.SIGNED, "#")
    assert bench.state.second is not None
    assert (bench.state.second.by, bench.state.second.signature) == ("li", "-----BEGIN SSH SIGNATURE-----")


LOCKED: dict[str, Attempt] = {
    "confirm": lambda r: r.except_("b", None, 1),
    "tick": lambda r: r.tick("b", [CLEAN]),
    "read": lambda r: r.read_as("b", CLEAN, "1"),
    "propose": lambda r: r.propose("b", CLEAN, "1"),
    "note": lambda r: r.note("b", "补记"),
    "mark": lambda r: r.mark("b", r.open("b").finding_set),
    "sign": lambda r: r.sign("b", r.open("b").finding_set),
    "return": lambda r: r.return_("b", "补证"),
    "assign": lambda r: r.assign(["b"], "li"),
    "withdraw": lambda r: r.withdraw("b", "误传"),
    "undo": lambda r: r.undo(),
}


@pytest.mark.parametrize("name", LOCKED)
def test_a_second_sign_off_admits_nothing_but_reopening(name: str) -> None:
    """Each act is refused to everybody until somebody reopens with a reason."""
    office = Office.usual()
    signed(office)
    for who in (WANG, LI, ZHAO):
        with pytest.raises(ReviewError):
            LOCKED[name](office.desk(who).reviewing)
    with pytest.raises(ReviewError, match="no-reason"):
        office.desk(ZHAO).reviewing.reopen("b", "")
    bench = office.desk(ZHAO).reviewing.reopen("b", "收到更正版")
    assert (bench.state.stage, bench.state.locked, len(bench.state.past)) == (Stage.REVIEWING, False, 2)
    assert bench.state.reopened is not None
    assert bench.state.reopened.reason == "收到更正版"


def test_mild_findings_hold_a_mark_only_until_it_is_confirmed() -> None:
    """Severity 3–4 asks once and names them."""
    office = Office.usual()
    reviewing = office.desk().reviewing
    reviewing.confirm("a", GRAVE.id, 1)
    set_ = reviewing.dismiss("a", LIKELY.id, 1).finding_set
    with pytest.raises(ReviewError, match="mark-unconfirmed") as error:
        reviewing.mark("a", set_)
    assert error.value.phrase.arguments == {"count": 1, "rules": ("T4.SUM",)}
    assert reviewing.mark("a", set_, confirmed=True).state.first is not None


def test_a_mark_is_refused_when_findings_changed_and_told_news_when_only_people_did() -> None:
    """A mark names what was seen: another finding set is stale, others' notes are told beside the mark."""
    office = Office.usual()
    wang, li = office.desk(WANG).reviewing, office.desk(LI).reviewing
    bench = decided(wang)
    li.note("a", "第一条", CLEAN)
    li.note("a", "第二条", CLEAN)
    marked = wang.mark("a", bench.finding_set, seen_event=bench.state.last_event)
    assert [phrase.arguments for phrase in marked.news] == [{"who": "li", "count": 2}]
    office.reports.replace("a", checked(report("a"), GRAVE, LIKELY, MILD, rules="2"))
    with pytest.raises(Stale, match="findings-changed"):
        li.sign("a", bench.finding_set)


def test_a_second_person_signs_what_the_first_one_marked() -> None:
    """Decisions that others altered after the mark, disputes, or other content ask for a new first sign-off."""
    office = Office.usual()
    wang, li, zhao = (office.desk(who).reviewing for who in (WANG, LI, ZHAO))
    bench = decided(wang)
    wang.mark("a", bench.finding_set)
    wang.confirm("a", MILD.id, 1)
    with pytest.raises(ReviewError, match="altered"):
        li.sign("a", bench.finding_set)
    wang.mark("a", bench.finding_set)
    zhao.confirm("a", GRAVE.id, 1)
    with pytest.raises(ReviewError, match="altered"):
        li.sign("a", bench.finding_set)


def test_return_needs_a_reason_and_a_new_mark_clears_it() -> None:
    """Sent back, the report shows why until it is marked again."""
    office = Office.usual()
    wang, li = office.desk(WANG).reviewing, office.desk(LI).reviewing
    set_ = wang.mark("b", wang.open("b").finding_set).finding_set
    with pytest.raises(ReviewError, match="no-reason"):
        li.return_("b", "")
    state = li.return_("b", "请补表四的说明").state
    assert (state.stage, state.returned, state.first) == (Stage.RETURNED, "请补表四的说明", None)
    state = wang.mark("b", set_).state
    assert (state.stage, state.returned, [one.by for one in state.past]) == (Stage.REVIEWED, None, ["wang"])


def test_a_tick_waits_for_an_answer_to_grave_findings_only() -> None:
    """Mild findings do not hold a tick; a decided grave one does not either; ticks can be taken away."""
    office = Office.usual()
    reviewing = office.desk().reviewing
    assert reviewing.tick("a", [OTHER]).state.ticks == {OTHER}
    reviewing.confirm("a", GRAVE.id, 1)
    assert reviewing.tick("a", [NEW, TOTAL]).state.ticks == {OTHER, NEW, TOTAL}
    assert reviewing.tick("a", [NEW], ticked=False).state.ticks == {OTHER, TOTAL}


def test_notes_belong_to_one_person() -> None:
    """Only its author edits a note, from its newest version; anybody answers; the thread keeps its name through edits."""
    office = Office.usual()
    wang, li = office.desk(WANG).reviewing, office.desk(LI).reviewing
    note = wang.note("a", "合计应为16", NEW).notes[0]
    with pytest.raises(ReviewError, match="not-your-remark"):
        li.note("a", "合计应为17", replaces=note.version)
    edited = wang.note("a", "合计应为18", replaces=note.version).notes[0]
    assert (edited.event, edited.text, edited.address) == (note.event, "合计应为18", NEW)
    with pytest.raises(Stale, match="remark-changed"):
        wang.note("a", "合计应为19", replaces=note.version)
    answer = li.note("a", "同意", thread=edited.version).notes[1]
    assert (answer.thread, answer.by) == (note.event, "li")
    again = wang.note("a", "再答", thread=answer.event).notes[2]
    assert again.thread == note.event


def test_a_thread_is_cleared_by_its_author_or_the_reviewer() -> None:
    """The one who was asked does not clear the question; who cleared and who opened it again both stay."""
    office = Office.usual()
    wang, li, zhao = (office.desk(who).reviewing for who in (WANG, LI, ZHAO))
    thread = li.note("b", "请核对", CLEAN).notes[0].event
    with pytest.raises(ReviewError, match="not-your-thread"):
        wang.resolve("b", thread)
    li.resolve("b", thread)
    wang.mark("b", wang.open("b").finding_set)
    remark = wang.resolve("b", thread, False).notes[0]
    assert (remark.resolved_by, remark.reopened_by, remark.resolved) == ("li", "wang", False)
    with pytest.raises(ReviewError, match="not-your-thread"):
        zhao.resolve("b", thread)
    assert office.desk(ZHAO, Policy(clearing="anyone")).reviewing.resolve("b", thread).notes[0].resolved


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


def test_exceptions_and_proposals_stand_beside_the_printed_figure() -> None:
    """Neither changes a figure; both are remarks with their values; an exception can be followed up."""
    office = Office.usual()
    reviewing = office.desk().reviewing
    reviewing.propose("a", NEW, "16")
    bench = reviewing.except_("a", None, 5, "缺表四", level=3)
    exception = bench.state.exceptions[0]
    assert (exception.category, exception.level, exception.address, exception.anchor) == (5, 3, None, None)
    assert bench.figures[NEW].value == 0
    assert bench.notes[0].value == "16"
    state = reviewing.follow("a", exception.event, due="2025-05-01", letter="云公开函〔2025〕3号").state
    follow = reviewing.follow("a", exception.event, closed="2025-05-20").state.follows[exception.event]
    assert state.follows[exception.event].closed is None
    assert (follow.due, follow.letter, follow.closed) == ("2025-05-01", "云公开函〔2025〕3号", "2025-05-20")
    with pytest.raises(ReviewError, match="no-date"):
        reviewing.follow("a", exception.event, due="五月一日")


def test_a_reading_runs_the_rules_and_leaves_the_machines_figure() -> None:
    """A wrong reading that broke the sums is put right by a person: the finding goes, the machine's reading stays."""
    zeros = {f"t3__{row}__{column}": "2" for row in ("new", "granted", "total") for column in ("natural", "total")}
    from core.rules import check

    read = report("c", **{**zeros, "t3__new__natural": "7"})
    office = Office.with_reports(check(read))
    reviewing = office.desk().reviewing
    before = reviewing.open("c")
    on_it = [view for view in before.findings if NEW in view.finding.evidence.addresses]
    assert on_it
    after = reviewing.read_as("c", NEW, "２")
    assert after.finding_set != before.finding_set
    assert not [view for view in after.findings if NEW in view.finding.evidence.addresses]
    assert (after.figures[NEW].value, after.report.figures[NEW].value) == (2, 7)
    assert after.figures[NEW].doubt is not None
    assert after.figures[NEW].doubt.candidates == ("7",)
    assert after == reviewing.open("c")
    assert reviewing.read_as("c", NEW, "").figures[NEW].state is State.BLANK
    assert reviewing.read_as("c", NEW, None).finding_set == before.finding_set


def test_one_level_offices_have_no_second_sign_off() -> None:
    """With one level the mark is all there is, and it locks nothing."""
    office = Office.usual()
    policy = Policy(levels=1)
    wang, li = office.desk(WANG, policy).reviewing, office.desk(LI, policy).reviewing
    set_ = wang.mark("b", wang.open("b").finding_set).finding_set
    with pytest.raises(ReviewError, match="one-level"):
        li.sign("b", set_)
    assert li.note("b", "补记").notes


def test_only_the_named_may_where_the_policy_names_them() -> None:
    """A kind of act that the policy gives to some is refused to others."""
    office = Office.usual()
    policy = Policy(may={Kind.ASSIGN: frozenset(("li",))})
    with pytest.raises(ReviewError, match="not-yours"):
        office.desk(WANG, policy).reviewing.assign(["a"], "wang")
    assert office.desk(LI, policy).reviewing.assign(["a"], "wang").done == ("a",)
    assert office.events.state("a").assigned_to == "wang"


def test_a_bulk_act_tells_what_it_could_not_do() -> None:
    """Some done and some refused: both are told; none done: the refusal is raised."""
    office = Office.usual()
    signed(office)
    reviewing = office.desk().reviewing
    answer = reviewing.assign(["a", "b"], "li")
    assert (answer.done, [phrase.template for phrase in answer.refused.values()]) == (("a",), ["review.locked"])
    with pytest.raises(ReviewError, match="locked"):
        reviewing.assign(["b"], "li")


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


def test_an_unreadable_file_can_be_assigned_and_withdrawn_but_not_opened() -> None:
    """Acts on the whole report need no figures."""
    from memory.desks import edition

    office = Office.usual()
    office.reports.add_unreadable(edition("u", "", None), "password", "有密码")
    reviewing = office.desk().reviewing
    assert reviewing.assign(["u"], "li").done == ("u",)
    assert reviewing.withdraw("u", "误传").stage is Stage.WITHDRAWN
    assert reviewing.undo().kind == "withdraw"
    with pytest.raises(StoreError):
        reviewing.open("u")
    with pytest.raises(ReviewError, match="unreadable"):
        reviewing.tick("u", [CLEAN])


def test_what_ssh_signs_is_what_the_sign_off_says() -> None:
    """The bytes to sign name the report, the finding set and the content that the event records."""
    office = Office.usual()
    wang, li = office.desk(WANG).reviewing, office.desk(LI).reviewing
    wang.mark("b", wang.open("b").finding_set)
    data = li.to_sign("b")
    second = li.sign("b", li.open("b").finding_set).state.second
    assert second is not None
    assert data == signed_bytes("b", second.finding_set, second.content)


def test_typed_words_are_stored_fit_to_store() -> None:
    """Half a surrogate pair from a broken terminal does not reach the ledger; everything else does."""
    office = Office.usual()
    assert office.desk().reviewing.note("b", "批\ud83d注\x1b[31m😀 ").notes[0].text == "批\ufffd注\x1b[31m😀"


def test_the_desk_starts_light() -> None:
    """Importing the desk loads neither readers of files nor storage nor the rules, and no fuzzy matching yet."""
    heavy = ["pdfplumber", "sqlite_utils", "sqlite3", "lxml", "rapidfuzz", "textual", "core.rules", "core.reading"]
    code = f"import sys, core.desk; print([name for name in {heavy!r} if name in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
