"""Totals and parts of the prose, growth, and lists that are announced."""

from __future__ import annotations

from accuracy.drafts import Draft, paragraphs, reworded
from accuracy.faults.claims import SAYS
from accuracy.planting import Chance, Planted, inserted, kind, other_number, places_of, with_number


@kind("claim: parts that do not add up", weight=2)
def wrong_part(draft: Draft, chance: Chance) -> Planted | None:
    found = places_of(draft, lambda name: name.startswith("sum/"))
    found = [place for place in found if {"sum/total", "sum/a"} <= {mark[2] for mark in draft.pieces[place[0]].marks}]
    if not found:
        return None
    index, mark = chance.choice(found)
    printed = other_number(draft.pieces[index].text[mark[0] : mark[1]], chance)
    spoilt, words = with_number(draft, index, mark, printed)
    return Planted(spoilt, ("A.SUM",), ("A.SUM", "A.SUBSET"), SAYS, words=words)


@kind("claim: a part larger than its whole")
def part_too_large(draft: Draft, chance: Chance) -> Planted | None:
    n = chance.randint(6, 90)
    more = n + chance.randint(1, 40)
    words = chance.choice(
        (
            f"全年组织政策宣讲{n}场，其中进村宣讲{more}场。",
            f"办理网民留言{n}件，其中咨询类{more}件。",
            f"发布政策解读{n}篇（其中图解{more}篇）。",
        )
    )
    spoilt = inserted(draft, chance, words, 1)
    return Planted(spoilt[0], ("A.SUBSET",), ("A.SUBSET", "A.SUM"), words=spoilt[1]) if spoilt else None


@kind("claim: a growth that does not fit")
def wrong_growth(draft: Draft, chance: Chance) -> Planted | None:
    found = places_of(draft, lambda name: name in ("grown/p", "grown/by"))
    if found:
        index, mark = chance.choice(found)
        said = draft.pieces[index].text[mark[0] : mark[1]]
        wrong = f"{float(said) + chance.choice((5, 11.5, -2.5)):.1f}" if "." in said else other_number(said, chance)
        if float(wrong) <= 0:
            return None
        spoilt, words = with_number(draft, index, mark, wrong)
        return Planted(spoilt, ("A.DIFF",), SAYS, SAYS, words=words)
    last = chance.randint(10, 90)
    now = last + chance.randint(1, 60)
    wrong = str(now - last + chance.choice((-1, 1, 3, 10)))
    words = f"全年受理网民留言{now}件，比上年的{last}件增加{wrong}件。"
    spoilt_ = inserted(draft, chance, words, 1) if int(wrong) > 0 else None
    return Planted(spoilt_[0], ("A.DIFF",), SAYS, words=spoilt_[1]) if spoilt_ else None


ANNOUNCED = ("两个方面", "三个方面", "两个关口", "六个部分")


@kind("claim: a list announced with another count")
def wrong_count(draft: Draft, chance: Chance) -> Planted | None:
    """An announcement that stands there is changed, else a wrong one is put in."""
    for words in ANNOUNCED:
        told = paragraphs(draft, lambda piece, words=words: words in piece.text)  # type: ignore[misc]
        if told:
            index = told[0]
            other = chance.choice([sign for sign in "两三四五六" if sign != words[0]])
            text = draft.pieces[index].text.replace(words, other + words[1:], 1)
            return Planted(reworded(draft, index, text), ("A.ENUM",), words=text)
    words = chance.choice(
        (
            "改进工作主要从以下三个方面着手：一是逐条核对栏目；二是公布办理时限。",
            "还存在以下两个问题：一是更新不勤；二是解读不深；三是检索不便。",
            "推动国家、省、市两级文件同步上网。",
        )
    )
    spoilt = inserted(draft, chance, words, 5)
    return Planted(spoilt[0], ("A.ENUM",), words=spoilt[1]) if spoilt else None


PRAISED = (
    ("本机关公开的信息内容全面、准确、及时。", "信息公开的时效性有待提升，公开不够全面。"),
    ("信息公开及时、准确。", "部分信息更新不及时。"),
    ("全年公开信息准确、完整，公开内容全面。", "公开的内容还不够全面。"),
)


@kind("claim: praise against problems")
def contradiction(draft: Draft, chance: Chance) -> Planted | None:
    praise, problem = chance.choice(PRAISED)
    praised = inserted(draft, chance, praise, 1, 6)
    if praised is None:
        return None
    spoilt = inserted(praised[0], chance, problem, 5)
    return Planted(spoilt[0], ("A.CONTRA",), words=praised[1]) if spoilt else None
