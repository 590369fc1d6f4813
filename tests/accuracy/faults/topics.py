"""What the sections must speak of."""

from __future__ import annotations

import re
from dataclasses import replace

from accuracy.drafts import Draft, Piece, paragraphs, reworded
from accuracy.planting import Chance, Planted, added, inserted, kind

ELSEWHERE = (
    "全年围绕产业链招商，先后赴沿海多地走访企业三十余家，签约项目十二个，总投资三十余亿元。园区新建标准厂房八万平方米，道路硬化六公里，"
    "两家企业进入全省百强名单。组织春耕备耕，发放良种补贴，改造高标准农田一万二千亩，粮食总产再创新高。新建改扩建幼儿园三所，"
    "完成农村危房改造一百七十户，修复水毁堤段四公里，森林覆盖率稳步提升，城乡居民收入继续增长，安全生产形势平稳。"
)


@kind("content: a topic of section one left out")
def topic_left_out(draft: Draft, chance: Chance) -> Planted | None:
    """The paragraph on applications goes, and with it every word on them in section one."""
    told = paragraphs(draft, lambda piece: piece.section == 1 and "依申请公开" in piece.text[:12])
    if not told or any("申请" in draft.pieces[i].text for i in draft.indices("paragraph", 1) if i != told[0]):
        return None
    return Planted(draft.with_piece(told[0]), ("S.SUB",), follows=("S.", "N.", "T3."))


@kind("content: a government without the results of assessment")
def without_results(draft: Draft, chance: Chance) -> Planted | None:
    if not draft.body.endswith("人民政府") or draft.body.endswith(("镇人民政府", "乡人民政府")):
        return None
    told = paragraphs(draft, lambda piece: piece.section == 1 and "监督保障" in piece.text[:12])
    if not told:
        return None
    text = (
        draft.pieces[told[0]].text[:3]
        + "监督保障。"
        + chance.choice(
            (
                "明确一名班子成员分管，举办业务培训两期。",
                "配齐工作人员，落实经费，对发布的信息逐条登记。",
                "健全领导机制，每月调度一次。",
            )
        )
    )
    return Planted(reworded(draft, told[0], text), ("S.GOV50",), follows=("S.",), words=text)


def _section_five(draft: Draft, words: str) -> Draft:
    indices = draft.indices("paragraph", 5)
    for index in reversed(indices[1:]):
        draft = draft.with_piece(index)
    return reworded(draft, indices[0], words) if words else draft.with_piece(indices[0])


@kind("content: problems not told")
def problems_not_told(draft: Draft, chance: Chance) -> Planted:
    words = chance.choice(
        (
            "",
            "无。",
            "本年度政府信息公开工作不存在问题。",
            "个别栏目更新不及时，今后将改进。",
            "一是部分信息更新不够及时，个别股室存在拖延报送的情况，群众对此有所反映；二是政策解读形式比较单一，图解和视频较少，读者不多；三是业务人员轮换频繁，有的对公开的范围和程序还不熟悉。",
        )
    )
    return Planted(_section_five(draft, words), ("S.FIVE",), follows=("S.", "I.YEAR", "T4.CORRECTED"))


@kind("content: the fee not spoken of")
def fee_not_told(draft: Draft, chance: Chance) -> Planted:
    for index in reversed(draft.indices("paragraph", 6)[1:]):
        draft = draft.with_piece(index)
    words = chance.choice(("本年度没有其他需要报告的事项。", "无。", "无其他需要报告的事项。"))
    return Planted(reworded(draft, draft.indices("paragraph", 6)[0], words), ("S.SIX_FEE",), follows=("S.",))


@kind("content: the fee called by another name")
def fee_misnamed(draft: Draft, chance: Chance) -> Planted | None:
    told = paragraphs(draft, lambda piece: piece.section == 6 and "信息处理费" in piece.text)
    if not told:
        return None
    text = re.sub("(?<!公开)信息处理费(?!管理)", "信息公开处理费", draft.pieces[told[0]].text, count=1)
    if text == draft.pieces[told[0]].text:
        return None
    return Planted(reworded(draft, told[0], text), ("S.SIX_FEE",), follows=("S.SIX_FEE",), words=text)


@kind("content: a paragraph on other work")
def padded(draft: Draft, chance: Chance) -> Planted:
    words = ELSEWHERE[: chance.choice((170, 190, len(ELSEWHERE)))].rpartition("，")[0] + "。"
    return Planted(added(draft, chance.choice((1, 5)), words), ("S.PAD",), words=words)


@kind("words: left-over of a template", weight=2)
def left_over(draft: Draft, chance: Chance) -> Planted | None:
    words = chance.choice(
        (
            "全年开展培训XX次。",
            "由××科室负责落实。",
            "公开信息某某条。",
            "（此处填写工作亮点）",
            "全年共受理咨询__件。",
            "截至20XX年底全部完成。",
            "由某某局牵头组织。",
            "先后印发文件N件。",
            "（文字描述）",
            "收到群众来信（）件。",
            "于2024年X月X日完成改版。",
            "安排专项经费某某万元。",
        )
    )
    spoilt = inserted(draft, chance, words)
    return Planted(spoilt[0], ("D.PLACEHOLDER",), words=spoilt[1]) if spoilt else None


@kind("words: 附件 above the title")
def annex(draft: Draft, chance: Chance) -> Planted:
    words = chance.choice(("附件2", "附件", "附件：", "附件 1"))
    spoilt = replace(draft, pieces=(Piece("paragraph", words), *draft.pieces))
    return Planted(spoilt, ("D.PLACEHOLDER",), follows=("D.PLACEHOLDER",))
