"""Slips of the pen in running text."""

from __future__ import annotations

import re

from accuracy.drafts import Draft, paragraphs, reworded
from accuracy.planting import TOLD, Chance, Planted, inserted, kind

ENUMERATED = ("一是", "二是", "三是")
SLIPS = (
    ("公开", "公来"), ("网站", "网战"), ("及时", "及是"), ("部署", "布署"), ("内容", "内溶"), ("政策", "正策"), ("解读", "解渎"),
    ("规范", "规犯"), ("完善", "完缮"), ("群众", "群从"), ("措施", "错施"), ("登记", "登纪"), ("发布", "发步"), ("更新", "更薪"),
)  # fmt: skip
"""Words with what comes out when a wrong character is picked; no list of ours was looked at."""
FORMULAS = (
    ("以习近平新时代中国特色社会主义思想为指导", "以习近平新时代特色社会主义思想为指导"),
    ("深刻领悟“两个确立”的决定性意义", "深刻领悟“两个确定”的决定性意义"),
    ("增强“四个意识”、坚定“四个自信”、做到“两个维护”", "增强“四个意识”、坚定“四个自信”、做到“三个维护”"),
    ("铸牢中华民族共同体意识", "铸牢中华民族共同意识"),
    ("为残疾人提供上门服务", "为残废人提供上门服务"),
)


@kind("words: said twice", 0.8)
def said_twice(draft: Draft, chance: Chance) -> Planted | None:
    index = chance.choice(draft.indices("paragraph", 1, 5))
    text = draft.pieces[index].text
    places = [match.start() for match in re.finditer(r"(?<=[一-龥])[一-龥]{2}(?=[一-龥]{2})", text)]
    if not places:
        return None
    at = chance.choice(places)
    spoilt = text[: at + 2] + text[at : at + 2] + text[at + 2 :]
    return Planted(reworded(draft, index, spoilt), ("W.DUP",), words=spoilt)


@kind("words: a paragraph that breaks off", TOLD)
def broken_off(draft: Draft, chance: Chance) -> Planted | None:
    """The last one to four characters of a paragraph are lost, its full stop stays or goes."""
    index = chance.choice(draft.indices("paragraph", 1, 5))
    text = draft.pieces[index].text
    if not text.endswith("。") or not re.search(r"[一-龥]{6}。\Z", text):
        return None
    spoilt = text[: -1 - chance.randint(1, 4)] + chance.choice(("。", ""))
    return Planted(reworded(draft, index, spoilt), ("W.TRUNC",), follows=("N.", "A."), words=spoilt)


@kind("words: a sentence left hanging")
def hanging(draft: Draft, chance: Chance) -> Planted | None:
    index = chance.choice(draft.indices("paragraph", 1, 5))
    text = draft.pieces[index].text
    if not text.endswith("。"):
        return None
    spoilt = text[:-1] + chance.choice(("，", "、", "以及。", "和。"))
    return Planted(reworded(draft, index, spoilt), ("W.TRUNC",), words=spoilt)


@kind("words: a wrong character", TOLD)
def mistyped(draft: Draft, chance: Chance) -> Planted | None:
    index = chance.choice(draft.indices("paragraph", 1, 5))
    text = draft.pieces[index].text
    found = [(right, wrong) for right, wrong in SLIPS if right in text[6:]]
    if not found:
        return None
    right, wrong = chance.choice(found)
    at = text.index(right, 6)
    spoilt = text[:at] + wrong + text[at + len(right) :]
    return Planted(reworded(draft, index, spoilt), ("W.TYPO",), follows=("S.", "N."), words=spoilt)


@kind("words: 一是, 二是 out of line")
def out_of_line(draft: Draft, chance: Chance) -> Planted | None:
    told = paragraphs(draft, lambda piece: piece.section in (1, 5) and "一是" in piece.text and "二是" in piece.text)
    if not told:
        return None
    index = chance.choice(told)
    text = draft.pieces[index].text
    last = max(word for word in ENUMERATED if word in text) if "三是" not in text else "三是"
    before, after = ("二是", "三是") if "三是" not in text else ("三是", "四是")
    spoilt = chance.choice(
        (
            text.replace(last, after if last == before else before, 1),
            text.replace("二是", "一是", 1),
            text.replace("一是", "一", 1),
        )
    )
    return Planted(reworded(draft, index, spoilt), ("W.ENUMWORD",), follows=("A.ENUM",), words=spoilt)


@kind("words: a set form misprinted", TOLD)
def formula(draft: Draft, chance: Chance) -> Planted | None:
    _, wrong = chance.choice(FORMULAS)
    spoilt = inserted(draft, chance, f"一年来，{wrong}。", 1)
    return Planted(spoilt[0], ("W.SENSITIVE",), ("W.",), words=spoilt[1]) if spoilt else None


@kind("words: half-width marks between characters")
def half_width(draft: Draft, chance: Chance) -> Planted | None:
    index = chance.choice(draft.indices("paragraph", 1, 5))
    text = draft.pieces[index].text
    places = [match.start() for match in re.finditer(r"(?<=[一-龥])[，；：](?=[一-龥])", text)]
    if not places:
        return None
    at = chance.choice(places)
    spoilt = text[:at] + {"，": ",", "；": ";", "：": ":"}[text[at]] + text[at + 1 :]
    return Planted(reworded(draft, index, spoilt), ("W.PUNCT",), words=spoilt)


@kind("words: two stops side by side")
def two_stops(draft: Draft, chance: Chance) -> Planted | None:
    index = chance.choice(draft.indices("paragraph", 1, 5))
    text = draft.pieces[index].text
    places = [match.start() for match in re.finditer(r"(?<=[一-龥])[，。；](?=[一-龥])", text)]
    if not places:
        return None
    at = chance.choice(places)
    spoilt = text[: at + 1] + chance.choice("，。、") + text[at + 1 :]
    return Planted(reworded(draft, index, spoilt), ("W.PUNCT",), follows=("N.", "A."), words=spoilt)
