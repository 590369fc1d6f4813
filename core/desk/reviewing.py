"""Reviewing: every act of a reviewer, recorded before the screen changes.

Each verb checks inside the store's transaction, records one event and returns the report afresh. Errors: ReviewError where the
step is not permitted, Stale where what was shown is gone, ReadOnly in an export, Busy where nothing could be saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from core.address import Address
from core.desk.back import redo, undo
from core.desk.bench import Bench, Loaded
from core.desk.drafting import if_still, news, reason_words, signed_now
from core.desk.views import Bulk, Undone, Workbench
from core.errors import ReadOnly, ReviewError, StoreError
from core.ledger import Draft, Event, Kind, Reviewer
from core.ports import Clock, Events, Reports
from core.review import Decision, Policy, ReviewState, Step, deciding, signed_bytes, signing
from core.review.deciding import Place
from core.wording import Phrase

if TYPE_CHECKING:
    from core.rules.profile import Profile

Take = Callable[[Step], Draft]


@dataclass(frozen=True, slots=True)
class Reviewing:
    """What one reviewer can do to reports. `group` (see `group_id`) makes one act of several: one undo takes all back."""

    reports: Reports
    events: Events
    clock: Clock
    reviewer: Reviewer
    policy: Policy = field(default_factory=Policy)
    read_only: bool = False
    profile: Profile | None = None
    signer: Callable[[bytes], str] | None = None
    """Makes the ssh signature of a sign-off; may take its time, and raises ReviewError where it cannot."""
    bench: Bench = field(init=False)

    def __post_init__(self) -> None:
        bench = Bench(self.reports, self.events, self.reviewer, self.policy, self.read_only, self.profile)
        object.__setattr__(self, "bench", bench)

    def open(self, uid: str) -> Workbench:
        """The report with figures, findings, decisions and notes; StoreError if it is unknown or could not be read."""
        state = self.events.state(uid)
        return self.bench.lay(self.bench.load(uid, state), state)

    def group_id(self) -> str:
        """A fresh id for the acts of one bulk act."""
        return self.clock.event_id()

    def bulk(self, uids: Iterable[str], act: Callable[[str, str], object]) -> Bulk:
        """Do `act(uid, group)` to each; one undo takes all back. Refusals are told beside what was done; where nothing was,
        the first is raised."""
        group, done, refused = self.group_id(), [], {}
        for uid in uids:
            try:
                act(uid, group)
                done.append(uid)
            except ReviewError as error:
                refused[uid] = error
        if refused and not done:
            raise next(iter(refused.values()))
        return Bulk(tuple(done), {uid: error.phrase for uid, error in refused.items()})

    # Findings

    def confirm(
        self, uid: str, finding_id: str, category: int | None = None, text: str = "", group: str | None = None
    ) -> Workbench:
        """属实, with a category 1–9 if given."""
        return self._act(uid, lambda step: deciding.confirm(step, finding_id, category, text), group)

    def dismiss(
        self, uid: str, finding_id: str, reason: int | None = None, text: str = "", group: str | None = None
    ) -> Workbench:
        """排除, for a reason on the rule's card (from 1) or one in words; one of them is needed."""

        def take(step: Step) -> Draft:
            words = reason_words(step.now.finding(finding_id).rule, reason) if reason else {}
            return deciding.dismiss(step, finding_id, reason, text, **words)

        return self._act(uid, take, group)

    def ask(self, uid: str, finding_id: str, text: str = "", group: str | None = None) -> Workbench:
        """待询: to be asked of the body."""
        return self._act(uid, lambda step: deciding.ask(step, finding_id, text), group)

    def take_over(self, uid: str, finding_id: str, decision: Decision) -> Workbench:
        """Decide as on a former edition (`Comparing.findings`); the event names the decision it takes over."""
        return self._act(uid, lambda step: deciding.take_over(step, finding_id, decision))

    def retract(self, uid: str, finding_id: str) -> Workbench:
        """My decision on this finding no longer stands."""
        return self._act(uid, lambda step: deciding.retract(step, finding_id))

    def settle(self, uid: str, finding_id: str, verdict: str, text: str = "") -> Workbench:
        """End a dispute: verdict `confirm`, `dismiss` or `ask`; not by a party for its own side."""
        return self._act(uid, lambda step: deciding.settle(step, finding_id, verdict, text))

    def follow(
        self,
        uid: str,
        target: str,
        *,
        due: str | None = None,
        letter: str | None = None,
        reply: str | None = None,
        closed: str | None = None,
    ) -> Workbench:
        """整改 of a confirmed finding (its id) or an exception (its event id); due, reply, closed are ISO dates."""
        return self._act(
            uid, lambda step: signing.follow(step, target, due=due, letter=letter, reply=reply, closed=closed)
        )

    # Figures and text

    def tick(self, uid: str, addresses: Iterable[Address], ticked: bool = True) -> Workbench:
        """核对: seen and agreed (or, with False, no longer); refused on an open finding of severity 1–2."""
        wanted = tuple(addresses)
        return self._act(uid, lambda step: deciding.tick(step, wanted, ticked))

    def except_(
        self,
        uid: str,
        place: Place,
        category: int,
        text: str = "",
        *,
        level: int | None = None,
        value: str | None = None,
        replaces: str | None = None,
        group: str | None = None,
    ) -> Workbench:
        """An exception on a figure, a span of the text, or (None) the whole report; category 1–9, level 1–3."""
        more = {"value": value, "replaces": replaces}
        return self._act(uid, lambda step: deciding.except_(step, place, category, text, level=level, **more), group)

    def read_as(self, uid: str, address: Address, printed: str | None) -> Workbench:
        """判读: what the page prints in this cell (None: the machine's reading again); the rules run on it at once."""
        return self._act(uid, lambda step: deciding.read_as(step, address, printed))

    def propose(self, uid: str, address: Address, value: str, text: str = "", replaces: str | None = None) -> Workbench:
        """What the figure should be, beside the printed one."""
        return self._act(uid, lambda step: deciding.propose(step, address, value, text, replaces))

    def note(
        self, uid: str, text: str, place: Place = None, thread: str | None = None, replaces: str | None = None
    ) -> Workbench:
        """A note; with `thread` (a remark's event id) an answer; with `replaces` (a remark's version) my note edited."""
        return self._act(uid, lambda step: deciding.note(step, text, place, thread, replaces))

    def resolve(self, uid: str, thread: str, resolved: bool = True) -> Workbench:
        """Clear a thread, or open it again."""
        return self._act(uid, lambda step: deciding.resolve(step, thread, resolved))

    # Whole reports

    def mark(
        self,
        uid: str,
        finding_set: str,
        seen_event: str | None = None,
        confirmed: bool = False,
        group: str | None = None,
    ) -> Workbench:
        """First sign-off of what was shown (`Workbench.finding_set`, `Workbench.state.last_event`). Findings of severity 1–2
        must be answered; milder open ones need `confirmed` (ReviewError template `review.mark-unconfirmed`)."""
        signed, signature = signed_now(self.signer, self.to_sign, uid)

        def take(step: Step) -> Draft:
            return if_still(signing.mark(step, finding_set, seen_event, confirmed, signature), uid, signed)

        bench = self._act(uid, take, group)
        return replace(bench, news=self._news(uid, seen_event))

    def sign(
        self,
        uid: str,
        finding_set: str,
        seen_event: str | None = None,
        signature: str | None = None,
        group: str | None = None,
    ) -> Workbench:
        """Second sign-off by another person; locks the report. `signature`: ssh-keygen -Y over `to_sign`."""
        signed, own = (None, signature) if signature else signed_now(self.signer, self.to_sign, uid)

        def take(step: Step) -> Draft:
            return if_still(signing.sign(step, finding_set, seen_event, own), uid, signed)

        bench = self._act(uid, take, group)
        return replace(bench, news=self._news(uid, seen_event))

    def to_sign(self, uid: str) -> bytes:
        """What an ssh signature of a sign-off of this report must cover now."""
        now = self.bench.load(uid, self.events.state(uid)).now
        return signed_bytes(uid, now.finding_set, now.content)

    def return_(self, uid: str, reason: str, group: str | None = None) -> Workbench:
        """Send a marked report back."""
        return self._act(uid, lambda step: signing.return_(step, reason), group)

    def reopen(self, uid: str, reason: str, group: str | None = None) -> Workbench:
        """End a second sign-off; the only act the lock admits."""
        return self._act(uid, lambda step: signing.reopen(step, reason), group)

    def assign(
        self, uids: Iterable[str], to: str | None, level: int = 1, sample: Mapping[str, str | int] | None = None
    ) -> Bulk:
        """Give reports to a reviewer (login; None: to nobody), first or second level; one undo takes all back."""
        return self.bulk(
            uids, lambda uid, group: self.record(uid, lambda step: signing.assign(step, to, level, sample), group)
        )

    def identify(self, uid: str, body: str, year: int | None) -> ReviewState:
        """Name body and year where they were not recognised."""
        return self._record(uid, lambda step: signing.identify(step, body, year))[0]

    def withdraw(self, uid: str, reason: str) -> ReviewState:
        """Hide a wrong or secret file."""
        return self._record(uid, lambda step: signing.withdraw(step, reason))[0]

    def restore(self, uid: str, reason: str) -> ReviewState:
        """Show a withdrawn report again."""
        return self._record(uid, lambda step: signing.restore(step, reason))[0]

    def purge(self, uid: str, reason: str) -> ReviewState:
        """Ask for the removal of a withdrawn file; the second person's call completes it (`state.purged`)."""
        return self._record(uid, lambda step: signing.purge(step, reason))[0]

    # Back and forth

    def undo(self) -> Undone:
        """Take back my newest act in this database that nothing stands on; ReviewError if there is none."""
        self._writable()
        return undo(self)

    def redo(self) -> Undone:
        """Put again what I undid last, unless I acted since."""
        self._writable()
        return redo(self)

    def history(self, uid: str) -> tuple[Event, ...]:
        """All events of a report, in shown order."""
        return self.events.of(uid)

    def mine(self, kind: Kind | None = None, limit: int = 80) -> tuple[Event, ...]:
        """My newest events, newest first: for `.` (the last exception), the undo stack on screen, the recap."""
        return tuple(event for event in self.events.newest(self.reviewer, limit) if kind in (None, event.kind))

    def record(self, uid: str, take: Take, group: str | None = None) -> ReviewState:
        """Record the event that `take` answers with, checked inside the transaction."""
        return self._record(uid, take, group)[0]

    def _act(self, uid: str, take: Take, group: str | None = None) -> Workbench:
        state, loaded = self._record(uid, take, group)
        return self.open(uid) if loaded is None else self.bench.lay(loaded, state)

    def _record(self, uid: str, take: Take, group: str | None = None) -> tuple[ReviewState, Loaded | None]:
        self._writable()
        held: list[Loaded | None] = [None]

        def build(state: ReviewState) -> Draft:
            try:
                held[0] = self.bench.load(uid, state)
            except StoreError:
                self.reports.row(uid)  # unknown: that error; otherwise the file is there, but could not be read
            now = held[0].now if held[0] else None
            draft = take(Step(state, self.reviewer, now, self.policy))
            return replace(draft, body={**draft.body, "group": group}) if group else draft

        _, state = self.events.record(uid, self.reviewer, build)
        loaded = held[0]
        if loaded is not None and state.readings != loaded.now.readings:
            loaded = self.bench.counted(loaded, state)
        return state, loaded

    def count_readings(self) -> tuple[str, ...]:
        """Let list and export count the findings as they are with the readings, where a merge, a re-reading or an interruption
        left the machine's; the reports it was done for."""
        uids = () if self.read_only else tuple(self.reports.uncounted())
        for uid in uids:
            state = self.events.state(uid)
            self.bench.counted(self.bench.load(uid, state), state)
        return uids

    def _writable(self) -> None:
        if self.read_only:
            raise ReadOnly("review.read-only")

    def _news(self, uid: str, seen_event: str | None) -> tuple[Phrase, ...]:
        return news(self.events.of(uid), seen_event, self.reviewer.person)
