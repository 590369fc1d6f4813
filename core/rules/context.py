"""What a rule is given: one report with everything known around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import MAXYEAR, MINYEAR
from decimal import Decimal
from functools import cache, cached_property
from types import MappingProxyType
from typing import TypeVar, cast

from core.address import Address
from core.bodies import body_of
from core.form import Form, form
from core.model import Body, Checked, Claim, Figure, Number, Report, Section, State
from core.printed import state_of
from core.rules.profile import DEFAULT, Profile
from core.wording import Phrase

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a report while it is checked; everything may be absent."""

    profile: Profile = DEFAULT
    body: Body | None = None
    """As the roster knows it; else derived from the report's own name of the body, as far as that tells."""
    prior: Report | Checked | None = None
    """Last year's report of the same body."""
    children: tuple[Report, ...] = ()
    """Reports that this one summarises."""
    peers: tuple[Report, ...] | None = None
    """Other bodies' reports of the same year that may be like this one; empty where others were looked at and none may be."""
    roster: tuple[Body, ...] = ()
    readings: Mapping[Address, str] = field(default_factory=lambda: MappingProxyType({}))
    """What reviewers entered as printed; it takes the place of the machine's reading while rules run."""


class Subject:
    """A report under the rules. Cheap to make; what several rules need is computed once, when first asked for."""

    def __init__(self, report: Report, context: Context, thresholds: Mapping[str, Decimal] | None = None) -> None:
        self.report = report
        self.context = context
        self.profile = context.profile
        self._thresholds = thresholds or {}
        self._known: dict[object, object] = {}

    def once(self, work: Callable[[Subject], Result]) -> Result:
        """What `work` comes to for this report, computed the first time it is asked for."""
        if work not in self._known:
            self._known[work] = work(self)
        return cast(Result, self._known[work])

    def runs(self, rule: str) -> bool:
        """Whether the profile has not turned the rule off."""
        return rule not in self.profile.off

    @cached_property
    def form(self) -> Form:
        """The form the report is drawn up on."""
        return form(self.report.form)

    @cached_property
    def figures(self) -> Mapping[Address, Figure]:
        """The report's figures, with what reviewers read put in."""
        read = {a: reviewed(self.report.figures.get(a), a, printed) for a, printed in self.context.readings.items()}
        return MappingProxyType({**self.report.figures, **read}) if read else self.report.figures

    @cached_property
    def _figures(self) -> dict[Address, Figure]:
        """The same under the form's own address objects, which a look-up finds without comparing: rules do so a thousand times."""
        own = _own_addresses(self.report.form)
        return {own.get(address, address): figure for address, figure in self.figures.items()}

    @cached_property
    def numbers(self) -> Mapping[Address, Number]:
        """The numbers printed, by address; what prints none is left out."""
        return {address: figure.value for address, figure in self._figures.items() if figure.value is not None}

    @cached_property
    def tables(self) -> frozenset[str]:
        """Keys of the tables of which any figure was found: `t2`, `t3`, `t4`."""
        return frozenset(a.table for a, figure in self._figures.items() if figure.state is not State.MISSING)

    def figure(self, address: Address | str) -> Figure:
        """The figure there; one that is MISSING where the report has none."""
        place = _parsed(address) if isinstance(address, str) else address
        return self._figures.get(place) or Figure(place, "", State.MISSING)

    def value(self, address: Address | str) -> Number | None:
        """The number printed there, None where there is none (blank, mark, words, unread)."""
        return self.numbers.get(_parsed(address) if isinstance(address, str) else address)

    @cached_property
    def prior(self) -> Report | None:
        """Last year's report."""
        prior = self.context.prior
        return prior.report if isinstance(prior, Checked) else prior

    def prior_value(self, address: Address | str) -> Number | None:
        """Last year's number at that address, None where there is none."""
        place = _parsed(address) if isinstance(address, str) else address
        figure = self.prior.figures.get(place) if self.prior else None
        return figure.value if figure else None

    @cached_property
    def body(self) -> Body:
        """From the roster, else as far as the name in the report tells."""
        if self.context.body is not None:
            return self.context.body
        stated = self.report.masthead.body
        return body_of(stated.value) if stated else Body("")

    def section(self, number: int) -> Section | None:
        """The section of that number on the form, by meaning; None where it was not found."""
        return next((section for section in self.report.sections if section.number == number), None)

    def words(self, number: int) -> str:
        """The text of a section without its heading; empty where it was not found."""
        section = self.section(number)
        return self.report.text[section.heading[1] : section.span[1]] if section else ""

    def claims(self, *quantities: str) -> tuple[Claim, ...]:
        """The prose's claims of these quantities."""
        return tuple(claim for claim in self.report.claims if claim.quantity in quantities)

    def limit(self, name: str) -> Decimal:
        """A threshold, `RULE.name`: the profile's, else the card's; KeyError if no card has it."""
        return self._thresholds[name]


@cache
def _own_addresses(version: str) -> Mapping[Address, Address]:
    return {address: address for address in form(version).addresses}


_parsed = cache(Address.parse)


def reviewed(machine: Figure | None, address: Address, printed: str) -> Figure:
    """The figure a reviewer read; place and box stay those of the machine's reading."""
    state, value, remark = state_of(printed)
    base = machine or Figure(address, "", State.MISSING)
    return replace(base, printed=printed.strip(), state=state, value=value, remark=remark, doubt=None)


def _need(reason: str, met: Callable[[Subject], object]) -> tuple[Callable[[Subject], bool], Phrase]:
    return (lambda subject: bool(met(subject))), Phrase(f"rules.na.{reason}")


NEEDS: Mapping[str, tuple[Callable[[Subject], bool], Phrase]] = MappingProxyType(
    {
        "form_2021": _need("other-form", lambda subject: subject.report.form == "2021"),
        "form_2019": _need("other-form", lambda subject: subject.report.form == "2019"),
        "t2": _need("no-table", lambda subject: "t2" in subject.tables),
        "t3": _need("no-table", lambda subject: "t3" in subject.tables),
        "t4": _need("no-table", lambda subject: "t4" in subject.tables),
        "figures": _need("no-figures", lambda subject: subject.tables),
        "prior": _need("no-prior", lambda subject: subject.prior),
        "prior_same_form": _need(
            "no-prior-same-form", lambda subject: subject.prior and subject.prior.form == subject.report.form
        ),
        "kind": _need("unknown-kind", lambda subject: subject.body.kind),
        "year": _need("unknown-year", lambda subject: MINYEAR <= (subject.report.masthead.year or 0) < MAXYEAR),
        "text": _need("no-text", lambda subject: subject.report.text.strip()),
        "sections": _need("no-sections", lambda subject: subject.report.sections),
        "children": _need("no-children", lambda subject: subject.context.children),
        "peers": _need("no-peers", lambda subject: subject.context.peers is not None),
        "roster": _need("no-roster", lambda subject: subject.context.roster),
    }
)
"""What a rule may not do without: whether it is there, and the reason given where it is not."""
