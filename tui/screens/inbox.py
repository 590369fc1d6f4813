"""Notes of all reports, or of one: open threads, mine, disputes, what was returned; answered, resolved, settled from here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.address import Address
from core.form import label
from core.lines import Query, ReportRow
from core.ports import Thread
from tui.locale import _, said
from tui.screens.items import Item, View
from tui.screens.log import BODY, sent_back
from tui.screens.settling import DisputesScreen, in_dispute
from tui.shown import Clean, line
from tui.widgets.question import Answer, Asked
from tui.wrapping import fit


class InboxScreen(DisputesScreen):
    """The threads; of one report only where its uid is given."""

    offered = ("open", "pane-next", "reply", "resolve", "settle", "undo", "rule", "help", "back")

    def __init__(self, uid: str | None = None) -> None:
        super().__init__()
        self.uid = uid
        self.heading = _("Notes of this report") if uid else _("Notes")

    def views(self) -> Sequence[View]:
        me = self.gouji.desk.reviewing.reviewer.person
        return (
            View(_("unresolved"), lambda: self._threads(None, True)),
            View(_("mine"), lambda: self._threads(me, False)),
            View(_("all notes"), lambda: self._threads(None, False)),
            View(_("in dispute"), self._disputed),
            *(() if self.uid else (View(_("returned reports"), self._returned),)),
        )

    def _threads(self, person: str | None, open_only: bool) -> Sequence[Item]:
        found = self.gouji.desk.threads(person, open_only)
        return [self._item(thread) for thread in found if self.uid in (None, thread.uid)]

    def _disputed(self) -> Sequence[Item]:
        return self.dispute_items((self.uid,) if self.uid else in_dispute(self.gouji.desk))

    def _item(self, thread: Thread) -> Item:
        mark = "v" if thread.resolved else "!"
        where = line(label(Address.parse(thread.address), self.language)) if thread.address else _("text")
        head = line(f"{mark} {thread.at[5:16].replace('T', ' ')} ")
        whose = fit(line(f"{thread.body} {thread.year or ''}".rstrip()), BODY)
        answers = said("  replies: {n} ({who})", n=thread.answers, who=thread.last_by) if thread.answers else Clean("")
        words = line(f" {thread.by}: {thread.text}")
        pieces = ((head, "likely" if mark == "!" else "faint"), (whose, "plain"), (words, "plain"))
        return Item((*pieces, (answers, "faint"), (line(f"  {where}"), "faint")), lambda: self._go(thread), thread)

    def _go(self, thread: Thread) -> None:
        address = Address.parse(thread.address) if thread.address else None
        self.gouji.open_at(thread.uid, address)

    def _returned(self) -> Sequence[Item]:
        page = self.gouji.desk.page(Query(stages=frozenset({"returned"})))
        return [self._sent_back(row) for row in page.rows]

    def _sent_back(self, row: ReportRow) -> Item:
        """When, which report, by whom and why."""
        newest = sent_back(self.gouji.desk, row.uid)
        when, who, why = (newest.at, newest.author.name, newest.body.get("reason", "")) if newest else ("", "", "")
        pieces = (
            (line(f"! {when[5:16].replace('T', ' ')} "), "likely"),
            (fit(line(f"{row.body} {row.year or ''}".rstrip()), BODY), "plain"),
            (Clean(" "), "plain"),
            (line(f"{who}: {why}"), "plain"),
        )
        return Item(pieces, self._opener(row))

    def _opener(self, row: ReportRow) -> Callable[[], None]:
        return lambda: self.gouji.open_at(row.uid, None)

    def do_reply(self) -> None:
        """Answer the thread under the cursor."""
        thread = self.current.of if self.current else None
        if not isinstance(thread, Thread):
            return

        def answered(answer: Answer) -> None:
            self.gouji.desk.reviewing.note(thread.uid, answer.text, thread=thread.event)
            self._recorded(_("reply recorded"))

        draft = self.draft("reply", thread.event)
        self.ask(Asked(_("Reply"), answered, entry="text", entry_first=True, draft=draft))

    def do_resolve(self) -> None:
        """Clear the thread, or open it again."""
        thread = self.current.of if self.current else None
        if isinstance(thread, Thread):
            self.gouji.desk.reviewing.resolve(thread.uid, thread.event, not thread.resolved)
            self._recorded(_("open again") if thread.resolved else _("resolved"))

    def _recorded(self, words: Clean) -> None:
        self.forget_draft()
        self.gouji.recorded()
        self.news()
        self.tell(words)
