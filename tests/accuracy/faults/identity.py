"""Whose report it is, of which year, and when it came out."""

from __future__ import annotations

import re
from dataclasses import replace

from accuracy.drafts import Draft, Piece, paragraphs, reworded
from accuracy.drawing import stock
from accuracy.planting import Chance, Planted, inserted, kind

DATES = ("I.", "T4.", "Y.")


def _title(draft: Draft) -> int:
    return draft.indices("title")[0]


def _signatures(draft: Draft) -> list[int]:
    return draft.indices("signature")


@kind("date: another year in the title")
def year_of_title(draft: Draft, chance: Chance) -> Planted:
    index = _title(draft)
    text = draft.pieces[index].text.replace(str(draft.year), str(draft.year + chance.choice((-1, 1))))
    return Planted(draft.with_piece(index, Piece("title", text)), ("I.YEAR",), ("I.YEAR", "I.PERIOD"), ("I.",))


@kind("date: another year in the period")
def year_of_period(draft: Draft, chance: Chance) -> Planted | None:
    told = paragraphs(draft, lambda piece: piece.section == 0 and "统计" in piece.text)
    if not told:
        return None
    text = draft.pieces[told[0]].text
    places = [match.start() for match in re.finditer(rf"{draft.year}年(?:1月1日|12月31日)", text)]
    if not places:
        return None
    at = chance.choice(places)
    spoilt = text[:at] + str(draft.year + chance.choice((-1, 1))) + text[at + 4 :]
    return Planted(reworded(draft, told[0], spoilt), ("I.YEAR",), ("I.YEAR", "I.PERIOD"), ("I.",), words=spoilt)


@kind("date: another day in the period")
def day_of_period(draft: Draft, chance: Chance) -> Planted | None:
    told = paragraphs(draft, lambda piece: piece.section == 0 and "12月31日" in piece.text)
    if not told:
        return None
    text = draft.pieces[told[0]].text.replace("12月31日", chance.choice(("11月30日", "12月30日", "10月31日")))
    return Planted(reworded(draft, told[0], text), ("I.PERIOD",), follows=("I.",), words=text)


@kind("date: no period stated")
def no_period(draft: Draft, chance: Chance) -> Planted | None:
    told = paragraphs(draft, lambda piece: piece.section == 0 and "统计" in piece.text)
    if not told:
        return None
    kept = re.sub(r"[^。]*统计[^。]*。", "", draft.pieces[told[0]].text)
    text = kept or "根据《中华人民共和国政府信息公开条例》和国办公开办函〔2021〕30号编制本报告。"
    return Planted(reworded(draft, told[0], text), ("I.PERIOD",), follows=("I.", "A.ENUM"))


@kind("date: a section that speaks of another year")
def year_of_section(draft: Draft, chance: Chance) -> Planted | None:
    told = [
        index
        for index, piece in enumerate(draft.pieces)
        if piece.kind == "paragraph" and piece.section in (4, 5, 6) and piece.text.startswith(f"{draft.year}年")
    ]
    if not told:
        return None
    text = draft.pieces[told[0]].text.replace(str(draft.year), str(draft.year - chance.choice((1, 2))), 1)
    return Planted(reworded(draft, told[0], text), ("I.YEAR",), follows=("I.", "N."), words=text)


@kind("date: measures to come in the reported year")
def year_of_measures(draft: Draft, chance: Chance) -> Planted | None:
    words = chance.choice(
        (
            f"{draft.year}年，我们将进一步完善发布机制，逐月检查栏目更新。",
            f"下一步，{draft.year}年将重点做好解读材料的试读，并公布结果。",
            f"{draft.year}年将继续组织培训，把常见情形编成手册发给科室。",
        )
    )
    spoilt = inserted(draft, chance, words, 5)
    return Planted(spoilt[0], ("I.YEAR",), words=spoilt[1]) if spoilt else None


@kind("date: signed late or in a wrong year", weight=2)
def signed_late(draft: Draft, chance: Chance) -> Planted | None:
    places = [index for index in _signatures(draft) if "年" in draft.pieces[index].text]
    if not places:
        return None
    year, text = chance.choice(((1, "4月9日"), (0, "1月15日"), (3, "1月15日"), (1, "6月2日")))
    spoilt = replace(draft.with_piece(places[-1], Piece("signature", f"{draft.year + year}年{text}")), published="")
    return Planted(spoilt, ("I.YEAR",) if year == 0 else ("I.DEADLINE",), ("I.DEADLINE", "I.YEAR"), ("I.",))


@kind("date: published late")
def published_late(draft: Draft, chance: Chance) -> Planted | None:
    if draft.format != "html":
        return None
    day = f"{draft.year + 1}-{chance.choice(('04', '05', '09'))}-{chance.randint(10, 28)}"
    return Planted(replace(draft, published=day), ("I.DEADLINE",), follows=("I.DEADLINE",))


@kind("name: signed by another body")
def signed_by_another(draft: Draft, chance: Chance) -> Planted | None:
    places = [index for index in _signatures(draft) if draft.pieces[index].text == draft.body]
    if not places:
        return None
    other = chance.choice([name for name in stock()["offices"] if not draft.body.endswith(name)])
    place = chance.choice([place for place in ("石堤县", "柳湾县") if not draft.body.startswith(place)])
    return Planted(draft.with_piece(places[0], Piece("signature", place + other)), ("I.ORG",), follows=("I.ORG",))


@kind("name: another body in the introduction")
def introduced_by_another(draft: Draft, chance: Chance) -> Planted | None:
    told = paragraphs(draft, lambda piece: piece.section == 0 and draft.body in piece.text)
    if not told:
        return None
    other = chance.choice([name for name in stock()["offices"] if not draft.body.endswith(name)])
    place = chance.choice([place for place in ("石堤县", "柳湾县") if not draft.body.startswith(place)])
    text = draft.pieces[told[0]].text.replace(draft.body, place + other)
    return Planted(reworded(draft, told[0], text), ("I.ORG",), follows=("I.ORG",), words=text)


@kind("name: no signature")
def unsigned(draft: Draft, chance: Chance) -> Planted | None:
    if not _signatures(draft):
        return None
    kept = tuple(piece for piece in draft.pieces if piece.kind != "signature")
    return Planted(replace(draft, pieces=kept), ("I.SIGN",), follows=("I.SIGN",))


@kind("name: an organ without a date, or a date without an organ")
def half_signed(draft: Draft, chance: Chance) -> Planted | None:
    if len(_signatures(draft)) < 2:
        return None
    return Planted(draft.with_piece(chance.choice(_signatures(draft))), ("I.SIGN",), follows=("I.SIGN",))


@kind("name: a title that is not the prescribed one")
def odd_title(draft: Draft, chance: Chance) -> Planted:
    body, year = draft.body, draft.year
    text = chance.choice(
        (
            f"{body}{year}年信息公开年度报告",
            f"{body}{year}年度政府信息公开工作年度报告",
            f"{year}年政府信息公开工作年度报告",
            f"{body}关于{year}年政府信息公开工作的报告",
            f"{body}{year}年政府信息公开年报",
        )
    )
    return Planted(draft.with_piece(_title(draft), Piece("title", text)), ("I.TITLE",), follows=("I.", "T2."))


@kind("name: basis not named, or the old one")
def no_basis(draft: Draft, chance: Chance) -> Planted | None:
    told = paragraphs(draft, lambda piece: piece.section == 0 and "30号" in piece.text)
    if not told:
        return None
    text = draft.pieces[told[0]].text
    spoilt = chance.choice(
        (
            text.replace("〔2021〕30号", "〔2019〕60号"),
            re.sub(r"(?:和|及)?[（(]?国办公开办函〔2021〕30号(?:文件规定|的格式要求)?[）)]?", "", text),
            re.sub(
                r"《中华人民共和国政府信息公开条例》(?:第五十条)?(?:（国务院令第711号）|（以下简称《条例》）)?",
                "有关规定",
                text,
            ),
        )
    )
    return Planted(reworded(draft, told[0], spoilt), ("I.BASIS",), follows=("I.", "A.ENUM"), words=spoilt)
