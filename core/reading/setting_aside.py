"""Numbers of a sentence that are not what their own words say: last year's, documents by attribute, applications of one way, disputes on
other matters; and those that only what follows shows to be carried over."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from core.reading.drafts import Draft

BLOCKS: Final = frozenset(("reconsideration", "suits", "disputes"))
_UNRELATED: Final = re.compile(
    "(?:与|和)(?:政府|政务)?信息公开(?:工作)?无关|(?:不|未)(?:涉及|属于?)(?:政府|政务)?信息公开"
)
_AS_REVIEWER: Final = re.compile(
    "(?:作为|履行|承担)[^，。；]{0,14}复议(?:机构|机关|职责|职能|工作)|涉(?:及)?(?:政府|政务)?信息公开(?:类|的)?(?:案件)?[0-9]"
)
"""A body that decides on reconsiderations, or counts those on disclosure among others."""
_CHANNEL: Final = re.compile(
    "互联网|网络|网上|线上|在线|平台|网站|信函|邮寄|来信|信件|函件|当面|现场|窗口|传真|邮件|邮箱|电话"
)
"""Ways by which applications come."""
_OF_DOCUMENTS: Final = re.compile("公文|公开属性|属性|拟文|发文|文件[^，。；]{0,8}(?:审|定|认定)|定密")
_ATTRIBUTES: Final = ("主动公开", "依申请公开", "不予公开", "不公开")
_ATTRIBUTE: Final = re.compile(
    r"(?:主动公开|依申请公开|不予公开|不公开)(?:类|的|文件|公文|信息)*(?:为|有|共|计)*[：:]?\Z"
)
_THEN: Final = re.compile(
    r"(?<![含括])(?P<year>上一?年|去年|20[0-9]{2}年)度?(?:同期|全年)?(?:数|总量|总数)?(?:的|为|是|有|仅|共计?|收到|受理|新收)*[（(]?\Z"
)
"""How the words before a number of an earlier year end: （上年为102件，比2021年的71件."""
_COMPARED: Final = re.compile(r"(?:较|比|与|同|和|[（(，,：:；;]|\A)\Z")
"""What stands before those words where they compare."""
_LEFT: Final = re.compile(r"(?:其余|剩余|余下|剩下|另有|还有|尚有|另)(?:的)?\Z")
_LATER: Final = re.compile(
    r"(?:结转|顺延|延期|延至|转入|转至)(?:至|到|入)?(?:下一?|次|明|20[0-9]{2})年|将?(?:于|在)20[0-9]{2}年[^，。；]{0,8}(?:办结|答复|办理)"
)
_CARRIED_CASES: Final = re.compile("上一?年|去年|往年|结转|接转")


def set_aside(sentence: str, drafts: list[Draft]) -> None:
    """Makes those another quantity: disputes said to be about other matters or still open from last year, applications by the
    way they came, one after the other, documents by whether they are to be published, and annulments told beside corrections."""
    if not drafts:
        return
    if _UNRELATED.search(sentence) or _AS_REVIEWER.search(sentence):
        _as_other(draft for draft in drafts if draft.quantity in BLOCKS)
    _as_other(d for d in drafts if d.quantity in BLOCKS and d.scope == "pending" and _CARRIED_CASES.search(d.label))
    ways = [draft for draft in drafts if draft.quantity == "new" and _CHANNEL.search(draft.label)]
    if len(ways) > 1:
        _as_other(ways)
    for block in BLOCKS:
        corrected = [draft for draft in drafts if draft.quantity == block and draft.scope == "corrected"]
        if len({draft.value for draft in corrected}) > 1:
            _as_other(draft for draft in corrected if not re.search("纠正|纠错", draft.label))
    sorted_out = [draft for draft in drafts if _ATTRIBUTE.search(draft.label)]
    if len(sorted_out) > 1 and _OF_DOCUMENTS.search(sentence):
        _as_other(sorted_out)


def _as_other(drafts: Iterable[Draft]) -> None:
    for draft in drafts:
        draft.quantity, draft.scope = "other", None


def date_back(draft: Draft, lead: str, year: int | None) -> None:
    """Marks a number of an earlier year (比2021年的71件, 上年为102件) as that year's; `lead` are the clause's words before it and
    `year` the report's own, where known."""
    match = _THEN.search(lead)
    if match is None or not _COMPARED.search(lead[: match.start()]):
        return
    named = match["year"]
    then = int(named[:4]) if named.startswith("20") else year and year - 1
    if then is None or (year is not None and then >= year):
        return
    draft.past = True
    draft.period = then
    if year is None:
        draft.quantity, draft.scope = "other", None


def carry_over(text: str, end: int, drafts: list[Draft]) -> None:
    """其余20件因未到答复期限，结转下年度继续办理: what is left counts as carried over where the words up to the next number say so."""
    for number, draft in enumerate(drafts):
        if (
            draft.topic == "application"
            and draft.quantity == "other"
            and draft.role is None
            and _LEFT.search(draft.label)
        ):
            limit = drafts[number + 1].start if number + 1 < len(drafts) else end
            if _LATER.search(text, draft.end, limit):
                draft.quantity = "carried_out"
