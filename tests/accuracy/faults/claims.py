"""Words against table 3 and table 2: one stated number is another than the table's."""

from __future__ import annotations

from accuracy.drafts import Draft, number, paragraphs, reworded
from accuracy.planting import Chance, Make, Planted, inserted, kind, other_number, places_of, with_number

SAYS = ("N.", "A.")
"""Beginnings of rules on numbers of the prose."""
STATED = {
    "received": ("N.NEW", ("t3/new/total", "available")),
    "carried in": ("N.CARRIED_IN", ("t3/carried_in/total",)),
    "handled": ("N.HANDLED", ("t3/total/total",)),
    "carried out": ("N.CARRIED_OUT", ("t3/carried_out/total",)),
    "granted": ("N.GRANTED", ("t3/granted/total",)),
    "partly granted": ("N.PARTIAL", ("t3/partial/total",)),
    "refused": ("N.REFUSED", ("refused",)),
    "unavailable": ("N.UNAVAILABLE", ("unavailable",)),
    "not processed": ("N.NOTPROC", ("not_processed",)),
    "otherwise": ("N.OTHER", ("others",)),
    "applicants": ("N.APPLICANT", ("t3/new/natural", "legal")),
    "reconsiderations": ("N.REVIEW", ("t4/reconsideration/total",)),
    "suits": (
        "N.SUIT",
        ("suits", "t4/litigation_direct/total", "t4/litigation_after_reconsideration/total"),
    ),
    "outcomes": (
        "N.OUTCOME",
        ("suits/upheld", *(f"t4/reconsideration/{outcome}" for outcome in ("upheld", "corrected", "other", "pending"))),
    ),
    "documents": ("N.DOCS", tuple(f"t2/normative_documents/{c}" for c in ("issued", "repealed", "in_force"))),
}
"""Kinds of claims: the rule that should speak, and the numbers."""


def lawful(draft: Draft, name: str) -> frozenset[int]:
    """Other numbers that the words may state without being wrong (RULES.md §5): with the carried in, without （六）, ..."""
    new, before, total = (draft.count(f"t3/{row}/total") for row in ("new", "carried_in", "total"))
    match name:
        case "t3/new/total" | "available":
            return frozenset((new, new + before))
        case "t3/total/total":
            return frozenset((total, total - int(number(draft.figures, "others") or 0), new, new + before))
        case "t3/new/natural":
            return frozenset(draft.count(f"t3/{row}/natural") for row in ("new", "total")) | {
                draft.count("t3/new/natural") + draft.count("t3/carried_in/natural")
            }
        case "legal":
            others = [int(number(draft.figures, f"sum:t3/{row}/[!nt]*") or 0) for row in ("new", "carried_in", "total")]
            return frozenset((others[0], others[0] + others[1], others[2]))
    return frozenset()


def _wrong(rule: str, names: tuple[str, ...]) -> Make:
    def make(draft: Draft, chance: Chance) -> Planted | None:
        found = places_of(draft, lambda name: name in names)
        if not found:
            return None
        index, mark = chance.choice(found)
        printed = other_number(draft.pieces[index].text[mark[0] : mark[1]], chance, lawful(draft, mark[2]))
        spoilt, words = with_number(draft, index, mark, printed)
        return Planted(spoilt, (rule,), SAYS, SAYS, words=words)

    return make


for _told, (_rule, _names) in STATED.items():
    kind(f"claim: {_told}", weight=2 if _told in ("received", "handled", "carried out") else 1)(_wrong(_rule, _names))


@kind("claim: the natural persons' number for all")
def of_the_wrong_column(draft: Draft, chance: Chance) -> Planted | None:
    names = [f"t3/{row}/total" for row in ("new", "total", "granted", "partial", "carried_in", "carried_out")]
    found = [
        place
        for place in places_of(draft, lambda name: name in names)
        if draft.count(_natural(place[1][2])) not in lawful(draft, place[1][2]) | {draft.count(place[1][2])}
    ]
    if not found:
        return None
    index, mark = chance.choice(found)
    spoilt, words = with_number(draft, index, mark, draft.figures[_natural(mark[2])])
    return Planted(spoilt, ("N.COLUMN_SLIP",), SAYS, SAYS, words=words)


def _natural(name: str) -> str:
    return name.rpartition("/")[0] + "/natural"


def _requests(draft: Draft) -> int | None:
    """The paragraph on applications."""
    found = paragraphs(draft, lambda piece: piece.section == 1 and "依申请公开" in piece.text[:12])
    return found[0] if found else None


def _retold(draft: Draft, words: str, *aims: str) -> Planted | None:
    index = _requests(draft)
    if index is None:
        return None
    text = draft.pieces[index].text[:3] + "依申请公开。" + words
    return Planted(reworded(draft, index, text), aims, SAYS, SAYS, words=text)


@kind("claim: all closed while some are carried out")
def all_closed(draft: Draft, chance: Chance) -> Planted | None:
    if draft.figures["t3/carried_out/total"] == "0":
        return None
    words = chance.choice(
        (
            "全年收到政府信息公开申请{new}件，已全部办结。",
            "{year}年新收政府信息公开申请{new}件，所有申请均已办理完毕。",
            "本年共受理政府信息公开申请{new}件，办结率100%，全部办结完成。",
        )
    )
    told = words.format(new=draft.figures["t3/new/total"], year=draft.year)
    return _retold(draft, told, "N.ALLDONE")


@kind("claim: closed in words, not in the table")
def closed_in_words(draft: Draft, chance: Chance) -> Planted | None:
    new, total = draft.count("t3/new/total"), draft.count("t3/total/total")
    if new <= total:
        return None
    words = chance.choice(
        (
            "全年受理政府信息公开申请{new}件，已在规定时限内办结。",
            "共收到政府信息公开申请{new}件，均按期作出答复并办结。",
            "受理申请人提出的政府信息公开申请{new}件，现已办结。",
        )
    )
    planted = _retold(draft, words.format(new=new), "N.HANDLED_WORD")
    return planted


@kind("claim: all carried out in one sentence")
def all_left(draft: Draft, chance: Chance) -> Planted | None:
    new = draft.count("t3/new/total")
    if not new or not draft.count("t3/total/total") or draft.count("t3/carried_in/total"):
        return None
    words = f"全年新收政府信息公开申请{new}件，因均在年底收到，{new}件全部结转下年度继续办理。"
    return _retold(draft, words, "N.SENTENCE")


@kind("claim: none though there were")
def none_at_all(draft: Draft, chance: Chance) -> Planted | None:
    choices = []
    if draft.count("t3/new/total"):
        choices.append(("本年度未收到政府信息公开申请。", 1))
        choices.append(("全年没有收到政府信息公开申请。", 1))
    if draft.count("t4/reconsideration/total") and draft.indices("paragraph", 4):
        choices.append((f"{draft.year}年，本机关没有因政府信息公开被申请行政复议。", 4))
        choices.append(("全年未发生因政府信息公开引起的行政复议、行政诉讼。", 4))
    if not choices:
        return None
    words, section = chance.choice(choices)
    if section == 1:
        return _retold(draft, words, "N.NONE")
    index = draft.indices("paragraph", 4)[0]
    return Planted(reworded(draft, index, words), ("N.NONE",), SAYS, SAYS, words=words)


@kind("claim: one thing in two units")
def two_units(draft: Draft, chance: Chance) -> Planted | None:
    new = draft.count("t3/new/total")
    told = (f"{word}申请{new}件" for word in ("政府信息公开", "新收"))
    if not new or not any(words in piece.text for words in told for piece in draft.pieces if piece.section == 1):
        return None
    spoilt = inserted(draft, chance, f"全年新收政府信息公开申请{new}条。", 5)
    return Planted(spoilt[0], ("N.UNIT",), words=spoilt[1]) if spoilt else None


@kind("claim: one thing told twice, differently")
def told_twice(draft: Draft, chance: Chance) -> Planted | None:
    """Only where the first number is of all that was disclosed, not of one website."""
    found = [
        (i, m) for i, m in places_of(draft, lambda name: name == "sum/total") if "网站" not in draft.pieces[i].text
    ]
    if not found:
        return None
    index, mark = chance.choice(found)
    first = draft.pieces[index].text[mark[0] : mark[1]]
    other = other_number(first, chance)
    lead = chance.choice(
        ("回顾全年，我们公开政府信息{}条，但仍有差距。", "全年共公开政府信息{}条，成效与群众期待还有距离。")
    )
    spoilt = inserted(draft, chance, lead.format(other), 5)
    return Planted(spoilt[0], ("N.TWICE",), SAYS, words=spoilt[1]) if spoilt else None
