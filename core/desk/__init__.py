"""What a reviewer can do, by verbs; `Desk` only composes them.

intake     files into stored, checked reports; check without storing
reviewing  decide, tick, note, read, sign; undo and redo
comparing  last year, other editions, what became of each finding
reporting  exports and working papers

The interface a screen works with (all data frozen, no sentence made yet; errors are `core.errors`, shown by `core.wording.say`):

desk.page(query, after=None, limit=128) -> ListPage     desk.counts(query) -> {stage: n}     desk.row(uid) -> ReportRow
desk.stamp() -> int        grows with every event of anybody: ask it to notice others' work, then `row`/`open` afresh

desk.reviewing.open(uid) -> Workbench                    views.py: figures, findings with standing, state, places, prior …
  confirm(uid, finding, category=None, text="")          dismiss(uid, finding, reason=None, text="")    ask(uid, finding, text="")
  retract(uid, finding)                                  settle(uid, finding, verdict, text="")
  take_over(uid, finding, decision): as on a former edition
  tick(uid, addresses, ticked=True)                      except_(uid, place, category, text="", level=, value=, replaces=)
  read_as(uid, address, printed)                         propose(uid, address, value, text="", replaces=None)
  note(uid, text, place=None, thread=None, replaces=None)                  resolve(uid, thread, resolved=True)
  mark(uid, finding_set, seen_event=None, confirmed=False)                 sign(uid, finding_set, seen_event=None, signature=None)
  return_(uid, reason)      reopen(uid, reason)          follow(uid, finding or exception, due=, letter=, reply=, closed=)
      each records one event before it returns the fresh Workbench; `place` is an Address, a Span of the text, or None (whole report)
  assign(uids, to, level=1, sample=None) -> Bulk         bulk(uids, act) -> Bulk: `act(uid, group)` on each, e.g. a mark of many
  identify(uid, body, year)   withdraw(uid, reason)   restore(uid, reason)   purge(uid, reason) -> ReviewState
  undo() -> Undone            redo() -> Undone           `Undone.kind` names the act taken back or put again (template `act.KIND`)
  group_id() -> str           pass as group= to several calls: one undo takes them all back
  history(uid) -> events      mine(kind=None, limit=80) -> my newest events (the last exception, the undo stack, the recap)
  to_sign(uid) -> bytes       what ssh-keygen -Y signs
  refusals to act on by template: `review.mark-unconfirmed` (ask, then mark(confirmed=True)), Stale (reload, keep what was typed)

desk.comparing.prior(uid) -> {address: Figure}           editions(uid) -> (Edition, …)
  figures(uid, other) -> (Change, …)                     findings(uid, former) -> (Carried, …): resolved, persisting, changed
  since_sign_off(uid) -> Since | None                    acts, figures, findings that are others than what was signed
desk.page(query, before=()) is the list's last page; ListPage.before leads on towards the beginning
desk.reviewing.count_readings()    after a merge or re-reading: list and export count findings with the readings put in
rereading.py: stored sources read again        sampling.py: reports drawn by seed        `assign(…, sample=Sample.how)`

desk.local      begun texts, last places and habits of one person here        desk.search.find(words) -> ((uid, offset), …)
desk.tally(by, query) -> (Tally, …)    how far: by batch, reviewer, region, kind, year, rule
desk.threads(person=None, open_only=True) -> (Thread, …)    note threads of all reports, for the inbox
desk.presence.here(uid, place)  .gone()  .others(uid) -> (Present, …)  .everywhere() -> {uid: (Present, …)}    a hint, never a lock
desk.picturing.write(uid, address, target)    the figure's surroundings on its page as PNG
desk.merging(file, dry_run) -> Merged     take over another copy's work, or say what would come
disputes.py: disputes(desk, query=None) -> (Dispute, …)    answers that differ, with both sides
desk.beside() -> a second desk on the same database, as a context manager, for a thread of its own: long work blocks nobody
desk.rereading    stored sources read again by this version (rereading.py); None where nothing can be read
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from core.desk.late import Later, Part, Seat
from core.desk.presence import Here
from core.desk.unkept import Unkept, Unseen

if TYPE_CHECKING:
    from core.desk.comparing import Comparing
    from core.desk.intake import Intake
    from core.desk.picturing import Picturing
    from core.desk.reporting import Reporting
    from core.desk.rereading import Rereading
    from core.desk.reviewing import Reviewing
    from core.merged import Merged
    from core.ports import Events, ListPage, Local, Presence, Query, ReportRow, Reports, Search, Tally, Thread
    from core.reviewer import Reviewer

__all__ = ["Desk"]


class Desk:
    """Everything one person can do with one database. Its parts may be given as `core.desk.late.Later`."""

    reviewing = Part["Reviewing"]()
    intake = Part["Intake | None"]()
    reporting = Part["Reporting | None"]()
    picturing = Part["Picturing | None"]()

    def __init__(
        self,
        reports: Reports,
        events: Events,
        reviewing: Reviewing | Later[Reviewing],
        intake: Intake | Later[Intake | None] | None = None,
        reporting: Reporting | Later[Reporting | None] | None = None,
        local: Local | None = None,
        seen: Presence | None = None,
        search: Search | None = None,
        picturing: Picturing | Later[Picturing | None] | None = None,
        merging: Callable[[Path, bool], Merged] | None = None,
        beside: Callable[[], AbstractContextManager[Desk]] | None = None,
        seat: Seat | None = None,
    ) -> None:
        """`beside` opens this database a second time: one connection serves one caller at a time. `seat` is who sits here; not
        given, it is told by `reviewing`."""
        self.reports = reports
        self.events = events
        self.reviewing = reviewing
        self.intake = intake
        self.reporting = reporting
        self.local = local or Unkept()
        self.seen = seen or Unseen()
        self.search = search
        self.picturing = picturing
        self.merging = merging
        self.beside = beside
        self._seat = seat or Seat(self.reviewing.reviewer, self.reviewing.clock, self.reviewing.read_only)
        self.presence = Here(self.seen, self.reviewer, self._seat.clock)
        """Who else has a report open."""

    @property
    def reviewer(self) -> Reviewer:
        """Who sits here."""
        return self._seat.reviewer

    @property
    def read_only(self) -> bool:
        """Whether nothing can be recorded here."""
        return self._seat.read_only

    @property
    def rereading(self) -> Rereading | None:
        """Reads stored sources again; None where this desk takes nothing in."""
        from core.desk.rereading import Rereading

        if self.intake is None:
            return None
        return Rereading(self.intake.sources, self.reports, self.events, self.intake)

    @property
    def comparing(self) -> Comparing:
        """Years and editions beside each other."""
        from core.desk.comparing import (
            Comparing,  # as all that only a screen of its own needs: a start does not wait for it
        )

        return Comparing(self.reviewing)

    def page(
        self,
        query: Query,
        after: tuple[object, ...] | None = None,
        limit: int = 128,
        before: tuple[object, ...] | None = None,
    ) -> ListPage:
        """A page of the report list; with `before=()` its last one."""
        return self.reports.page(query, after, limit, before)

    def counts(self, query: Query) -> Mapping[str, int]:
        """Reports by stage under the filter, its own stages left out."""
        return self.reports.counts(query)

    def tally(self, by: str, query: Query | None = None) -> Sequence[Tally]:
        """Reports by a value of `core.ports.TALLIES` and stage, findings by rule and standing; the largest first."""
        from core.lines import Query

        return self.reports.tally(by, query or Query())

    def threads(self, person: str | None = None, open_only: bool = True) -> Sequence[Thread]:
        """Heads of note threads of all reports, newest first."""
        return self.reports.threads(person, open_only)

    def row(self, uid: str) -> ReportRow:
        """One line of the list afresh; StoreError if unknown."""
        return self.reports.row(uid)

    def stamp(self) -> int:
        """A number that grows with every event of anybody."""
        return self.events.stamp()
