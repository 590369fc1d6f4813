"""A workbench as the panes draw it: findings as entries, marks of figures, places in the text. No widget, no decision."""

from __future__ import annotations

from collections.abc import Sequence

from core.address import Address
from core.desk.views import FindingView, Workbench
from core.form import label
from core.model import Blames, Figure, Finding, Span, State
from core.review import Decision, Remark, Standing
from core.wording import Language, say
from tui.categories import named
from tui.locale import _, said
from tui.shown import Clean, line
from tui.widgets.canvas import Piece
from tui.widgets.findings import Entry
from tui.widgets.notes import NoteEntry
from tui.widgets.reports import stage
from tui.widgets.sheet import Marks
from tui.wrapping import fit

MARKS = {
    Standing.OPEN: "!",
    Standing.CONFIRMED: "x",
    Standing.DISMISSED: "-",
    Standing.ASKED: "i",
    Standing.DISPUTED: "D",
    Standing.CHANGED: "*",
}
STYLES = {1: "severe", 2: "likely", 3: "mild", 4: "faint"}


def entry(view: FindingView, language: Language, waiting: bool, ruled: frozenset[str] = frozenset()) -> Entry:
    """One finding as the list of findings draws it; `ruled` are the events of decisions that settled a dispute."""
    finding = view.finding
    message = say(finding.message, language)
    if finding.blames == "reading":
        message = said("our reading: {words}", words=message)
    return Entry(
        id=finding.id,
        severity=int(finding.severity),
        mark=MARKS[view.standing],
        style=STYLES[int(finding.severity)] if waiting else "settled",
        sentence=line(f"{message}  {finding.rule}"),
        proof=line(say(finding.proof, language)) if finding.proof else Clean(""),
        answer=line(
            "  ".join(answer(one, language, one.event in ruled, finding.rule) for one in _once(view.decisions))
        ),
        open=waiting,
    )


def evidence(finding: Finding, language: Language) -> tuple[Clean, ...]:
    """Its sentence, and its proof where it has one: what stays in view while it is answered."""
    drawn = (finding.message, *((finding.proof,) if finding.proof else ()))
    return tuple(line(say(phrase, language)) for phrase in drawn)


def saved(view: FindingView | None, language: Language, width: int) -> Clean:
    """What was answered, in one row: the finding may be out of view by now."""
    words = (
        said("saved  {rule}  {what}", rule=view.finding.rule, what=entry(view, language, False).answer) if view else ""
    )
    return Clean(fit(Clean(words), width).rstrip())


def entries(bench: Workbench, language: Language) -> tuple[Entry, ...]:
    """All findings of a report, in the desk's order."""
    waiting = {view.finding.id for view in bench.unsettled}
    ruled = frozenset(decision.event for decision in bench.state.settled.values())
    return tuple(entry(view, language, view.finding.id in waiting, ruled) for view in bench.findings)


def answer(decision: Decision, language: Language, ruled: bool = False, rule: str = "") -> str:
    """Who decided what, as what kind or for what reason of the rule's card; `ruled` where it settled a dispute."""
    verdict = {"confirm": _("confirmed"), "dismiss": _("dismissed"), "ask": _("to be asked")}[decision.verdict]
    why = "; ".join(filter(None, (named(decision.category), _reason(decision, language, rule), decision.text)))
    who = said("{who} settled", who=decision.by) if ruled else decision.by
    return f"{who}: {verdict}" + (f" ({why})" if why else "")


def _reason(decision: Decision, language: Language, rule: str) -> str:
    """The words of the rule's card that were chosen; they are kept in Chinese. Where the card no longer has them in the language
    in use, their digit leads to it."""
    if not decision.reason:
        return ""
    if language == "zh" and decision.because:
        return decision.because
    from tui.rule_cards import reason  # loads the rules: only where one answered by a reason's digit

    return reason(rule, decision.reason, decision.because, language) or said("reason {n}", n=decision.reason)


def _once(decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """One for each act: a decision on a root stands at each of its leaves."""
    return tuple({decision.event: decision for decision in decisions}.values())


def marks(bench: Workbench) -> Marks:
    """The marks of all figures. A finding that blames our reading marks none: its figures show `?` or `~` themselves."""
    waiting = [view.finding for view in bench.unsettled if view.finding.blames is Blames.REPORT]
    held = [view.finding for view in bench.findings if view.standing is Standing.CONFIRMED]
    asked = [view.finding for view in bench.findings if view.standing is Standing.ASKED]
    excepted = {remark.address for remark in bench.state.exceptions if remark.address}
    pointed = frozenset(a for finding in waiting for a in pointed_at(finding, bench))
    return Marks(
        open=pointed,
        involved=frozenset(a for finding in waiting for a in finding.evidence.addresses) - pointed,
        confirmed=frozenset(a for finding in held for a in pointed_at(finding, bench)) | excepted,
        asked=frozenset(a for finding in asked for a in pointed_at(finding, bench)),
        readings=frozenset(bench.state.readings),
        notes=frozenset(a for r in bench.notes if r.kind == "note" and not r.resolved for a in r.figures),
        proposed=frozenset(r.address for r in bench.notes if r.kind == "propose" and r.address),
        ticks=bench.state.ticks,
    )


FEW = 3
"""So many figures are marked each where no one of them would explain the finding alone."""
TOTAL = "total"
"""Key of the rows and columns that others add up to."""


def pointed_at(finding: Finding, bench: Workbench) -> tuple[Address, ...]:
    """The figures a finding is about: those whose change would explain it, else all where they are few, else the total
    that is printed, else the first."""
    hinted = tuple(address for address in finding.hint if address in bench.figures)
    if hinted:
        return hinted
    resting = finding.evidence.addresses
    return (
        resting if len(resting) <= FEW else stated(finding, bench) or tuple(filter(None, (figure_of(finding, bench),)))
    )


def stated(finding: Finding, bench: Workbench) -> tuple[Address, ...]:
    """The totals among the figures a finding rests on: those that print what it says was found, else all of them;
    none where they are many, since it is then about more than a sum."""
    totals = [a for a in finding.evidence.addresses if TOTAL in (a.row, a.column) and a in bench.figures]
    found = [a for a in totals if finding.found is not None and bench.figures[a].value == finding.found]
    chosen = found or totals
    return tuple(chosen) if len(chosen) <= FEW else ()


def finding_at(bench: Workbench, address: Address) -> FindingView | None:
    """The finding that rests on the figure: one that waits for an answer before one that does not."""
    waiting = {view.finding.id for view in bench.unsettled}
    resting = [view for view in bench.findings if address in view.finding.evidence.addresses]
    return next((view for view in resting if view.finding.id in waiting), resting[0] if resting else None)


def figure_of(finding: Finding, bench: Workbench) -> Address | None:
    """The figure to look at first: the one whose change would explain the finding, else the total that is printed, else the
    first it rests on."""
    known = [a for a in finding.hint if a in bench.figures] or stated(finding, bench)
    return next((a for a in (*known, *finding.evidence.addresses) if a in bench.figures), None)


def places_of(finding: Finding, bench: Workbench) -> tuple[Span, ...]:
    """The places in the text a finding rests on: first the sentence, where it speaks of one (the figure stands in the table),
    then that of the figure to look at first, then the others."""
    sentences = tuple(span for span in finding.evidence.spans if _states_a_number(span, bench))
    first = figure_of(finding, bench)
    figures = (bench.figures.get(address) for address in (first, *finding.evidence.addresses) if address)
    printed = tuple(dict.fromkeys(span for figure in figures if figure for span in figure.locator.spans))
    own = finding.evidence.spans
    return tuple(dict.fromkeys((*sentences, *own, *printed) if first is None else (*sentences, *printed, *own)))


QUOTED = 24
"""Characters of the source text in a title."""


def quoted(bench: Workbench, span: Span) -> Clean:
    """A place in the text as a title names it: by its words."""
    words = " ".join(bench.report.text[span[0] : span[1]].split())
    return said("text “{words}”", words=words if len(words) <= QUOTED else f"{words[:QUOTED]}...")


def _states_a_number(span: Span, bench: Workbench) -> bool:
    """Whether prose states a number there."""
    return any(claim.span[0] < span[1] and span[0] < claim.span[1] for claim in bench.report.claims)


def nearby(bench: Workbench, address: Address) -> Span | None:
    """A place in the text near a figure where nothing is printed: its row's other figures, else its page."""
    row = (f for a, f in bench.figures.items() if (a.table, a.row) == (address.table, address.row))
    for figure in row:
        if figure.locator.spans:
            return figure.locator.spans[0]
    figure_ = bench.figures.get(address)
    page = figure_.locator.page if figure_ else None
    spans = bench.report.page_spans
    return spans[page - 1] if page is not None and 1 <= page <= len(spans) else None


def figure_near(bench: Workbench, offset: int, row: Span) -> Address | None:
    """The figure printed in that row of the text, from the offset on; None where there is none."""
    inside = [
        (span[0], address)
        for address, figure in bench.figures.items()
        for span in figure.locator.spans
        if span[0] < row[1] and row[0] < span[1]
    ]
    return min(inside, key=lambda pair: (pair[0] < offset, pair[0]))[1] if inside else None


def detail(bench: Workbench, address: Address, language: Language) -> Clean:
    """What is worth saying of a figure beside its cell; empty for a plain one."""
    figure = bench.figures.get(address)
    said_of: list[str] = [*_printed(figure), *_doubt(figure, language)]
    machine = bench.report.figures.get(address)
    if address in bench.state.readings:
        said_of.append(said("read by a reviewer; the machine read {printed}", printed=repr_of(machine)))
    last = bench.prior.get(address)
    if last is not None and last.state is not State.MISSING:
        change = change_of(figure, last)
        said_of.append(said("last year {printed}", printed=repr_of(last)) + (f" {change}" if change else ""))
    said_of += [f"{remark.by}: {_content(remark)}" for remark in bench.notes if address in remark.figures]
    return line("   ".join(said_of))


def change_of(now: Figure | None, then: Figure | None) -> Clean:
    """From then to now: `+1 (+7.1%)`; empty where one of them is no number."""
    if now is None or then is None or now.value is None or then.value is None:
        return Clean("")
    step = now.value - then.value
    share = f" ({step * 100 / then.value:+.1f}%)" if then.value else ""
    return Clean(f"{step:+}{share}") if step else _("unchanged")


def repr_of(figure: Figure | None) -> str:
    """A figure in a sentence: its print, or the word for what is not printed."""
    if figure is None or figure.state is State.MISSING:
        return _("none")
    return {State.BLANK: _("blank"), State.UNREAD: _("unread")}.get(figure.state) or figure.printed


def _printed(figure: Figure | None) -> list[str]:
    if figure is None or figure.state in (State.NUM, State.ZERO):
        return []
    if figure.state in (State.BLANK, State.UNREAD, State.MISSING):
        return [repr_of(figure)]
    return [said("printed: {printed}", printed=figure.printed)]


def _doubt(figure: Figure | None, language: Language) -> list[str]:
    if figure is None or figure.doubt is None:
        return []
    candidates = " | ".join(figure.doubt.candidates)
    return [f"~ {say(figure.doubt.why, language)}" + (f" ({candidates})" if candidates else "")]


def header(bench: Workbench, beside: Sequence[Clean]) -> tuple[Piece, ...]:
    """Whose report, how far it is, what waits, who else has it open."""
    row, waiting = bench.row, len(bench.unsettled)
    who = line(row.body or row.name)
    read_only = said("  read-only") if bench.read_only else Clean("")
    counts = said("  to answer {n}  notes {notes}", n=waiting, notes=len(bench.notes))
    ticked = said("  ticked {n}", n=len(bench.state.ticks)) if bench.state.ticks else Clean("")
    also = said("  open elsewhere: {who}", who=", ".join(beside)) if beside else Clean("")
    return (
        (Clean(f" {who} "), "strong"),
        (Clean(f"{row.year or '-'}  {stage(row)}{'*' if bench.outdated else ''}"), "plain"),
        (counts, "likely" if waiting else "plain"),
        (ticked, "plain"),
        (read_only, "notice"),
        (also, "notice"),
    )


def note_entries(bench: Workbench, language: Language) -> tuple[NoteEntry, ...]:
    """The threads of a report as the notes pane draws them, in shown order."""
    heads = [remark for remark in bench.notes if remark.thread is None]
    return tuple(_note_entry(head, bench, language) for head in heads)


def _note_entry(head: Remark, bench: Workbench, language: Language) -> NoteEntry:
    open_ = head.kind == "note" and not head.resolved
    answers = [remark for remark in bench.notes if remark.thread == head.event]
    where = label(head.address, language) if head.address else _("source line") if head.anchor else _("whole report")
    located = bench.places.get(head.event)
    place = "" if located is None or located.state == "exact" else f"  ~ {_STATES[located.state]()}"
    done = said("  resolved by {who}", who=head.resolved_by) if head.resolved else ""
    mark = {"except": "x", "propose": "e"}.get(head.kind, "?" if open_ else "v")
    words = tuple(line(f"{one.by} {one.at[5:16].replace('T', ' ')}  {_content(one)}") for one in (head, *answers))
    return NoteEntry(head.event, head.address, mark, line(f"{where}{place}{done}"), words, open_, head.also)


_STATES = {"drifted": lambda: _("its text has changed"), "orphan": lambda: _("its text is gone")}


def _content(remark: Remark) -> str:
    kind = said("exception, {kind}", kind=named(remark.category)) if remark.kind == "except" else ""
    value = said("should be {value}", value=remark.value) if remark.value else ""
    return "  ".join(filter(None, (kind, value, remark.text)))
