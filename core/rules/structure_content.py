"""What the sections must speak of: five topics in 一, problems and measures in 五, the fee in 六 (RULES.md §5b, §9).

By words only: what is not found by words may be there in others, so absences go to a person unless nothing else is possible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.model import Span, Verdict
from core.rules.context import Subject
from core.rules.findings import Hit, NotAssessable, Proviso, Seen, quote_key
from core.rules.parts import Part, opening_of, section, whole
from core.rules.registry import rule
from core.wording import Phrase

_TOPICS = (
    (
        "主动公开",
        re.compile("主动公开|主动发布|公开(?:各类|政府|政务)*信息|(?:公开|发布|公布)[^。]{0,20}[0-9]+[条件项篇期次]"),
    ),
    (
        "依申请公开",
        re.compile(
            "依申请|依法申请|申请公开|公开申请|申请人|(?:收到|受理|新收|接收|办理|答复|办结)[^。；]{0,16}申请|申请[^。；]{0,12}(?:答复|办理|办结)"
        ),
    ),
    (
        "政府信息管理",
        re.compile(
            "信息管理|政府信息[^，。；]{1,8}管理|保密审查|审查机制|审核|三审|先审后|先审查|公开指南|公开目录|规范性文件(?:库|清理|管理|集中|公开)|公开属性|源头|动态调整|动态更新|清理|归档|登记"
        ),
    ),
    (
        "平台建设",
        re.compile(
            "平台|网站|门户|网页|专栏|专区|栏目|新媒体|公众号|微信|微博|客户端|政务网|公报|查阅点|查阅场所|公开栏|二维码"
        ),
    ),
    (
        "监督保障",
        re.compile(
            "监督(?!权)|考核|评议|评估|责任追究|追责|问责|培训|组织领导|领导小组|保障(?:工作|机制|措施|情况|方面|有力|更)|督[查办促]|自查|抽查|检查|听取"
        ),
    ),
)
"""The five topics of section one (国办公开办函〔2021〕30号) and the words by which each is known."""

_GOV50 = (
    ("工作考核", re.compile("考核|考评")),
    ("社会评议", re.compile("评议|测评|满意度调查")),
    ("责任追究", re.compile("责任追究|追究责任|追责|问责|追究[^。；]{0,12}责任")),
)
_RESULT = re.compile(
    "[0-9０-９]|结果|得分|优秀|良好|合格|优良|等次|等级|排名|名列|位列|第[一二三]|满意|没有|未|无|零|纳入|列入|权重|占比|占|分值|开展|组织了?|完成|通报|"
    "公布|评为|邀请|参加|接受|随机|作为|实行|落实"
)
_SUPERVISION = re.compile("监督(?:和)?保障|监督与保障|保障监督")


def _absent(number: int) -> NotAssessable:
    return NotAssessable(Phrase("rules.na.no-section", {"number": number}))


@rule("S.SUB", needs=("form_2021",))
def topics_absent(subject: Subject) -> Iterator[Seen]:
    """The five topics of section one, by heading or by words."""
    part = section(subject, 1)
    if part is None:
        yield _absent(1)
        return
    absent = tuple(name for name, words in _TOPICS if not words.search(part.text))
    if absent:
        grave = "依申请公开" in absent and len(part.text) >= subject.limit("S.SUB.characters")
        yield Hit(
            "topics",
            {"topics": absent},
            spans=(opening_of(subject, 1),),
            verdict=Verdict.REVIEW,
            severity=2 if grave else None,
        )


@rule("S.GOV50")
def results_absent(subject: Subject) -> Iterator[Seen]:
    """A people's government reports assessment, public appraisal and accountability, with their results."""
    certain = _is_government(subject)
    if certain is None:
        yield NotAssessable(Phrase("rule.S.GOV50.reason_kind"))
        return
    part = section(subject, 1)
    if certain is False or part is None:
        yield NotAssessable(Phrase("rule.S.GOV50.reason_other")) if certain is False else _absent(1)
        return
    absent = tuple(name for name, words in _GOV50 if not words.search(part.text))
    empty = tuple(name for name, words in _GOV50 if name not in absent and not _has_result(part, words))
    elsewhere = all(words.search(whole(subject).text) for name, words in _GOV50 if name in absent)
    if not absent and not empty:
        return
    sure = bool(absent) and not elsewhere and certain == "named"
    yield Hit(
        "results",
        {"topics": absent or empty},
        spans=(_supervision(subject, part),),
        verdict=Verdict.FAIL if sure else Verdict.REVIEW,
        severity=None if sure else 3,
        message="message" if absent else "message_empty",
    )


def _is_government(subject: Subject) -> str | bool | None:
    """`named` where name or roster say 人民政府, `region` where only a place is named, None where it cannot be told."""
    body = subject.body
    if body.kind in ("government", "township"):
        listed = subject.context.body is not None and body.kind == "government"
        if listed or body.name.endswith("政府"):
            return "named"
        return "region" if body.kind == "government" else False
    return None if body.kind in (None, "outpost") else False


def _has_result(part: Part, words: re.Pattern[str]) -> bool:
    """A result stands in the sentence that names the matter, or in the one behind it."""
    text, sentences = part.text, list(part.sentences())
    ends = [end for _, end in sentences[1:]] + [len(text)]
    return any(
        words.search(text, start, end) and _RESULT.search(text, start, after)
        for (start, end), after in zip(sentences, ends, strict=True)
    )


def _supervision(subject: Subject, part: Part) -> Span:
    """The paragraph on supervision; the section's opening where there is none."""
    for start, end in part.paragraphs():
        if _SUPERVISION.search(part.text, start, min(end, start + 24)):
            return part.span(start, end)
    return opening_of(subject, 1)


_NOTHING = re.compile(
    r"(?:本(?:年度?|机关|单位))?(?:暂|均)?(?:无|没有|不存在)(?:存在的?|明显|突出)?(?:主要)?(?:问题)?[。.]?\Z"
)
_PROBLEM = re.compile(
    "问题|不足|短板|差距|薄弱|有待|不够|不高|不强|不全|不深|不[齐一均]|欠|还需|仍需|难以|滞后|单一|偏|较少|较低|缺|不同步|不统一|不一致|不到位|不规范|不及时|不畅|不便|不熟|不细|不清|不够|不完善|不健全|脱节|拖延|遗漏|困难|弱"
)
_MEASURE = re.compile(
    "改进|针对(?:上述|以上|这|存在|问题|不足)|为此|整改|措施|下一步|下步|下一年|明年|今后|接下来|下阶段|将|对策|打算|计划"
)
_WORN = re.compile(
    "进一步|不断|持续|切实|扎实|着力|大力|认真|积极|全面|继续|加大|加强|强化|完善|健全|优化|规范|提高|提升|增强|推进|推动|做好|抓好|落实|确保|"
    "深化|拓宽|丰富|创新|更加|政府信息公开|政务公开|信息公开|主动公开|公开|政府信息|政务信息|信息|工作人员|工作|机制|制度|体系|组织领导|领导|力度|水平|"
    "质量|意识|能力|培训|学习|队伍|建设|责任|形式|渠道|内容|有序|及时|准确|高效|有效|科学|依法|我[局办委区县市镇中心]|本机关|下一步|今后|将|要|和|与|及|的|对|"
    "以|为|使|各项|各类|业务|管理|监督|透明度|规范化|制度化|标准化|化|一是|二是|三是|四是|五是|针对|上述|问题|以上|采取|措施|改进"
)


@rule("S.FIVE")
def problems_not_told(subject: Subject) -> Iterator[Seen]:
    """Section five tells problems and measures, in more than a few general words."""
    part = section(subject, 5)
    if part is None:
        yield _absent(5)
        return
    words = part.text.replace("\n", "")
    said = _said_in_five(subject, words)
    if said:
        worn = _measures(part.text) if said == "message_general" else None
        place = part.span(*worn.span()) if worn else opening_of(subject, 5)
        yield Hit("five", {"count": len(words)}, spans=(place,), verdict=Verdict.REVIEW, message=said)


def _said_in_five(subject: Subject, words: str) -> str | None:
    """What is wrong with the text, as the key of its template."""
    if not words:
        return "message_empty"
    if _NOTHING.match(words):
        return "message_nothing"
    if len(words) < subject.limit("S.FIVE.characters"):
        return "message"
    measure = _MEASURE.search(words)
    if not measure:
        return "message_measures"
    if not _PROBLEM.search(words):
        return "message_problems"
    return "message_general" if _is_general(subject, words) else None


def _is_general(subject: Subject, words: str) -> bool:
    """Whether hardly anything is left of the measures once worn words are taken out."""
    found = _measures(words)
    measures = re.sub(r"[^\u4e00-\u9fff]", "", found[0]) if found else ""
    return bool(measures) and len(_WORN.sub("", measures)) < subject.limit("S.FIVE.concrete")


def _measures(words: str) -> re.Match[str] | None:
    """What is to be done, from the words that announce it to the end."""
    return re.search("(?:下一步|下步|针对[上以]|今后|改进措施|改进情况|20[0-9]{2}年[，,]?[^。]{0,8}将)[^\0]*", words)


_STATED = re.compile("(?:信息公开)?(?:信息)?处理费|收费通知|收费情况|收取[^。]{0,10}费|(?:未|无|没有|不)收费")
_CITED = re.compile("《[^》]*(?:〈[^〉]*〉[^》]*)?》(?:（[^）]*）)?")
_SAYS = re.compile("收|产生|发生|发出|未|无|没有|[0-9０-９]元|为零|为0")
_SLIP = re.compile("(?<!政府)信息公开处理费|政府信息公开处理费|信息(?:处置|办理)费")


@rule("S.SIX_FEE", needs=("form_2021",))
def fee_not_stated(subject: Subject) -> Iterator[Seen]:
    """Section six says whether 信息处理费 was charged, and calls it by its name."""
    slip = _SLIP.search(whole(subject).text)
    if slip:
        named = {"printed": slip[0]}
        yield Hit("name", named, spans=(whole(subject).of(slip),), severity=4, message="message_name")
    part = section(subject, 6)
    if part is None:
        yield _absent(6)
    elif not _states_fee(part.text):
        if _states_fee(whole(subject).text):
            yield Proviso(Phrase("rule.S.SIX_FEE.reason_elsewhere"))
        else:
            yield Hit("statement", spans=(opening_of(subject, 6),), verdict=Verdict.REVIEW)


def _states_fee(text: str) -> bool:
    """Whether a sentence speaks of the fee, the titles of documents apart."""
    plain = _CITED.sub("", text)
    return any(_STATED.search(sentence) and _SAYS.search(sentence) for sentence in re.split("[。；\n]", plain))


_OURS = re.compile(
    "公开|公示|公布|信息|申请|解读|网站|平台|栏目|专栏|新媒体|答复|回应|政务|保密|审查|公众|群众|社会|透明|知情|公文|档案|复议|诉讼|条例"
)


@rule("S.PAD")
def other_work_told(subject: Subject) -> Iterator[Seen]:
    """Long paragraphs without a word on the disclosure of information."""
    shortest = subject.limit("S.PAD.characters")
    for number in (1, 5, 6):
        part = section(subject, number)
        for start, end in part.paragraphs() if part else ():
            words = part.text[start:end] if part else ""
            if part and len(words) >= shortest and not _OURS.search(words):
                first = next(b for a, b in part.clauses() if a >= start)
                yield Hit(
                    f"{number}.{quote_key(words)}",
                    {"count": len(words)},
                    spans=(part.span(start, first),),
                    verdict=Verdict.REVIEW,
                )
