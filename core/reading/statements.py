"""What the numbers of a sentence count: by the words before and behind each, and by what the sentence speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from core.passages import Joined, clauses
from core.reading.amounts import PERCENT, Amount, amounts
from core.reading.drafts import Draft
from core.reading.setting_aside import BLOCKS, carry_over, date_back, set_aside
from core.reading.vocabulary import Noun, Quantity, vocabulary

_FILLERS: Final = re.compile(r"[（(）)，,、；;：:的和及以其中共合总计累为达有数量约近超过均各类了已全部按照依法]+")
_PARTS: Final = re.compile(r"(?:其中|中有|中|有|，|、|（|\()\Z")
_AFTER_VERB: Final = re.compile(
    r"(?:了|完毕|完成|各类|有效|网上|共|合计|总计|累计|数|量|的|申请人|申请|件|率|为|达|有|政府信息公开|政府|信息|公开|答复|办理|办结|并|均|已|约|近|超|过|到|事项){0,8}\Z"
)
_YEAR: Final = re.compile(
    r"(?<!结转)(?<![-—–－至到~较比与转0-9])(20[0-9]{2})年(?!度?(?:结转|同期|相比|转))(?!(?:1?[0-9])月[0-3]?[0-9]日)"
)
_CLOSED_BRACKET: Final = re.compile(r"[（(][^（）()]*[）)]")
_PUBLISHED: Final = re.compile("公开|发布|公布|更新|上网")
_RECEIVED: Final = re.compile("申请[数量]|收到|受理|新收|收件")
_BARE_AMOUNT: Final = re.compile(r"[，,、；]?(?:涉及|合计|共计|通知)?(?:的)?(?:总?金额|费用)(?:为|共|计|合计|共计)*\Z")
"""Behind a number of notices: what they ask for."""
_MORE: Final = re.compile("^[）)，,]*(?:相比)?[，,]?(?:净|略)?(?:多|少|增|减)(?:了|出)?$")
"""How the words between last year's number and the difference end where they are no more than that."""
_DISPUTED: Final = re.compile("(?:行政)?(?:复议|诉讼)(?!机关|机构|决定)")
_PAID: Final = re.compile("(?:实际|已|实)(?:收取|收到|收)")
_QUOTES: Final = dict.fromkeys(map(ord, "“”‘’\"'"))
_AFTER_CUT: Final = re.compile(r"[，。；：、,;（(\n]")
_BODY: Final = re.compile(
    r"(?:^|[，。；：）)]|[0-9]年度?|全年|年度)(?P<body>[一-鿿]{1,24}(?:政府|厅|办公室|局|委|委员会|中心|办|院))(?:共计?|累计|全年|本年度|总共|合计|通过.{0,12})?(?:新收|收到|受理|接收|办理|答复)"
)
_OUR: Final = re.compile(r"\A(?:我|本|该|由|经|因|向|全[局厅委办院]\Z)")
_NAMED_BEHIND: Final = 12
"""Characters behind a number in which the kind of dispute may be named."""
_SUBJECTS: Final = {"hotline", "proposals", "transferred", "petition", "platform"}
"""Matters of others that a claim names as its subject; the rest only keep a number from being compared."""


@dataclass(slots=True)
class Context:
    """What is known where a sentence begins, and what it leaves behind."""

    section: int | None = None
    default: str | None = None
    """Topic of the sub-heading above (`application` under 依申请公开), used where a sentence names none."""
    heading: str = ""
    """Words of that sub-heading."""
    running: str | None = None
    """Topic that the sentence before ended with."""
    own_names: tuple[str, ...] = ()
    year: int | None = None
    """The report's own year, where known."""
    informed: bool = False
    """Whether the paragraph has spoken of information disclosure: disputes count only then."""
    before: tuple[Draft, ...] = ()
    """Claims of the sentence before, in the same paragraph."""


@dataclass(frozen=True, slots=True)
class _Place:
    """An amount with the words around it."""

    amount: Amount
    clause: tuple[int, int]
    label: str
    after: str
    lead: str
    """The clause up to the amount."""


def statements(joined: Joined, start: int, end: int, context: Context) -> list[Draft]:
    """The drafts of one sentence's amounts, in order; amounts that count nothing known and are no figures are left out."""
    text = joined.text
    found = amounts(text, start, end)
    drafts: list[Draft] = []
    subject: str | None = None
    tail = ""
    for clause in clauses(joined, start, end):
        inside = [a for a in found if clause[0] <= a.start < clause[1]]
        if found:
            subject = _subject(text[slice(*clause)], context) or subject
        if not inside:
            context.running = _running(text[slice(*clause)], context.running)
            tail += text[slice(*clause)]
            continue
        for place in _places(text, clause, inside, tail):
            sentence = text[start : place.amount.start]
            draft = _draft(place, drafts, context, subject, sentence)
            draft.period = _period(sentence)
            date_back(draft, place.lead, context.year)
            drafts.append(draft)
        tail = ""
        context.running = _running(text[inside[-1].end : clause[1]], context.running)
    set_aside(text[start:end], drafts)
    carry_over(text, end, drafts)
    return [draft for draft in drafts if _meant(draft, found)]


def _places(text: str, clause: tuple[int, int], inside: list[Amount], tail: str) -> Iterable[_Place]:
    position = clause[0]
    for number, amount in enumerate(inside):
        label = text[position : amount.start]
        if number == 0 and tail and not _FILLERS.sub("", label) and "其中" not in label:
            label = f"{tail}，{label}"
        limit = inside[number + 1].start if number + 1 < len(inside) else clause[1]
        after = text[amount.end : limit]
        cut = _AFTER_CUT.search(after)
        yield _Place(amount, clause, label, after[: cut.start()] if cut else after, text[clause[0] : amount.start])
        position = amount.end


def _draft(place: _Place, earlier: list[Draft], context: Context, subject: str | None, sentence: str) -> Draft:
    amount = place.amount
    topic, named, foreign = _topic(place, context)
    context.running = topic
    draft = Draft(
        quantity="other",
        value=amount.value,
        start=amount.start,
        end=amount.end,
        clause=place.clause,
        unit=amount.unit,
        bound=amount.bound,
        subject=topic if foreign and topic in _SUBJECTS else subject,
        label=place.label.lstrip("，,、；;（("),
        topic=topic,
    )
    if _percentage_or_growth(draft, place, earlier) or foreign:
        return draft
    quantity = _quantity(place, topic, named, earlier) if topic else None
    if quantity:
        draft.quantity, draft.scope = quantity.quantity, quantity.scope
        draft.behind = _behind(quantity, place) and not (quantity.label and quantity.label.search(place.label))
        _settle(draft, place, [*context.before, *earlier], context, sentence)
    return draft


def _percentage_or_growth(draft: Draft, place: _Place, earlier: list[Draft]) -> bool:
    lists = vocabulary().lists
    compared = bool(earlier) and earlier[-1].past and _MORE.search(place.label)
    if compared or lists["growth"].search(place.label):
        draft.role = "growth"
        if lists["less"].search(place.label):
            draft.value = -draft.value
        counted = [d for d in reversed(earlier) if d.counts]
        received = [d for d in counted if d.quantity == "new"] if _RECEIVED.search(place.label) else []
        draft.of = next(iter(received or counted), None)
        draft.quantity = draft.of.quantity if draft.of else "other"
        return True
    if draft.unit != PERCENT:
        return draft.unit == "个百分点"
    if lists["rate"].search(place.label):
        draft.quantity = draft.role = "rate"
        draft.scope = "satisfaction" if lists["satisfaction"].search(place.label) else None
    elif lists["share"].search(place.label) or not place.amount.arabic:
        draft.quantity = draft.role = "share"
        draft.scope = next(
            (q.scope for q in vocabulary().quantities if q.quantity == "applicants" and _behind(q, place)), None
        )
    else:
        draft.quantity = draft.role = "rate"
    return True


def _topic(place: _Place, context: Context) -> tuple[str | None, bool, bool]:
    """The topic, whether the number's own words name it, and whether it is another's matter."""
    if _DISPUTED.match(place.after):
        return "dispute", True, False  # 因信息公开申请引发2件行政复议
    for words, named in ((place.label, True), (place.after[:12], True), (place.lead, False)):
        noun = _last_noun(words)
        if noun and not (
            noun.key == "disclosure" and context.running == "application" and not _PUBLISHED.search(words)
        ):
            return noun.key, named, noun.foreign
    topic = context.running or context.default
    return topic, False, any(noun.foreign and noun.key == topic for noun in vocabulary().nouns)


@lru_cache(maxsize=2048)
def _last_noun(words: str) -> Noun | None:
    """The noun whose words end last; of foreign ones the first in the list, as they say the same thing twice."""
    best: tuple[int, int, Noun] | None = None
    for order, noun in enumerate(vocabulary().nouns):
        for match in noun.words.finditer(words):
            if best is None or match.end() > best[0]:
                best = (match.end(), order, noun)
    if best is None or not best[2].foreign:
        return best[2] if best else None
    return next(noun for noun in vocabulary().nouns if noun.foreign and noun.words.search(words))


def _running(words: str, running: str | None) -> str | None:
    """A clause without number changes the topic, but general words on disclosure do not end that of applications."""
    noun = _last_noun(words)
    if noun is None or (noun.key == "disclosure" and running in ("application", "dispute")):
        return running
    return noun.key


def _quantity(place: _Place, topic: str, named: bool, earlier: list[Draft]) -> Quantity | None:
    """The first quantity of the topic whose words stand before the number, or behind it where they are more telling."""
    known = [q for q in vocabulary().quantities if q.topic == topic]
    spent = bool(earlier) and earlier[-1].behind and earlier[-1].end == place.amount.start - len(place.label)
    before = None if spent else next((q for q in known if _labelled(q, place, named, earlier)), None)
    behind = next((q for q in known if _behind(q, place) and _fits(q, place)), None)
    if before is None or (behind and not behind.verb and _PARTS.search(place.label)):
        return behind or before
    return before


def _labelled(quantity: Quantity, place: _Place, named: bool, earlier: list[Draft]) -> bool:
    label = place.label.translate(_QUOTES)
    match = quantity.label.search(label) if quantity.label else None
    if match is None or not _fits(quantity, place):
        return False
    if quantity.after_handled and not any(d.quantity == "handled" for d in earlier):
        return False
    if quantity.after_carried_in and not (earlier and earlier[-1].quantity == "carried_in"):
        return False
    return not quantity.verb or named or bool(_AFTER_VERB.match(label[match.end() :]))


def _behind(quantity: Quantity, place: _Place) -> bool:
    return quantity.after is not None and quantity.after.match(place.after) is not None


def _fits(quantity: Quantity, place: _Place) -> bool:
    return quantity.units is None or (place.amount.unit or "") in quantity.units


def _settle(draft: Draft, place: _Place, earlier: list[Draft], context: Context, sentence: str) -> None:
    """What the words alone leave open: which block an outcome belongs to, through which channel something was disclosed."""
    if draft.topic == "dispute":
        if not (context.informed or context.section == 4):
            draft.quantity, draft.scope = "other", None
        elif draft.quantity == "outcome":
            draft.quantity = _block(place, earlier, sentence)
    elif draft.quantity == "fee_charged" and _BARE_AMOUNT.match(place.label):
        told = [d for d in earlier if d.quantity in ("fee_notices", "fee_charged") or _PAID.search(d.label)]
        draft.quantity = "fee_notified" if told and told[-1].quantity == "fee_notices" else draft.quantity
    elif draft.scope and draft.scope.startswith("*/"):
        kind = next(
            (d.scope.partition("/")[0] for d in reversed(earlier) if d.quantity == "documents" and d.scope), None
        )
        draft.scope = kind and kind + draft.scope[1:]
        draft.quantity = "documents" if kind else "other"
    elif draft.quantity == "disclosed_total":
        scopes = vocabulary().scopes
        words = context.heading + sentence.rpartition("；")[2]
        draft.scope = next((key for key in ("column", "new_media", "website") if scopes[key].search(words)), None)


def _block(place: _Place, earlier: list[Draft], sentence: str) -> str:
    """By the words behind the number where they name it (两起复议被纠正), else those since the number before (复议结果：维持15件),
    else the count before."""
    start = place.amount.start - len(sentence)
    since = sentence[max(0, earlier[-1].end - start) :] if earlier else sentence
    for words in (place.after[:_NAMED_BEHIND], place.label, since):
        if "复议" in words or "诉讼" in words:
            both = "复议" in words and "诉讼" in words
            return "disputes" if both else "reconsideration" if "复议" in words else "suits"
    return next((d.quantity for d in reversed(earlier) if d.quantity in BLOCKS), "disputes")


def _subject(clause: str, context: Context) -> str | None:
    """Whose figures a clause gives: the whole area's, or those of a body that is not the report's own."""
    if vocabulary().area.search(clause):
        return "whole_area"
    match = _BODY.search(clause)
    if match is None or _OUR.match(match["body"]) or not context.own_names:
        return None
    return None if any(_alike(match["body"], name) for name in context.own_names) else match["body"]


def _alike(short: str, name: str) -> bool:
    """Whether one name is the other, cut short: its characters occur in the other in order."""
    shorter, longer = sorted((short, name), key=len)
    rest = iter(longer)
    return all(ch in rest for ch in shorter)


def _period(words: str) -> int | None:
    """The last year named before a number; what a bracket told and closed (（2023年324件）) is over."""
    years = _YEAR.findall(_CLOSED_BRACKET.sub("", vocabulary().patterns["in_quotes"].sub("", words)))
    return int(years[-1]) if years else None


def _meant(draft: Draft, found: list[Amount]) -> bool:
    """A bare number or a Chinese numeral is a claim only where it is known what it counts."""
    if draft.quantity != "other" or draft.role:
        return True
    amount = next(a for a in found if a.start == draft.start)
    return amount.arabic and not amount.plain
