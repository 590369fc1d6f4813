"""The pages on accuracy, in both languages, from accuracy.json: what was planted, what was found, rule by rule."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.desk.reporting import rule_cards
from core.wording import Language

Counted = dict[str, Any]
GOALS_FROM = 0.5
"""Kinds with a lower goal are told without one."""
TITLE = {"zh": "# 准确度", "en": "# Accuracy"}
NOTE = {
    "zh": "*本页由程序生成：`make accuracy`、`make reference`。*",
    "en": "*This page is generated: `make accuracy`, `make reference`.*",
}
HEAD = {
    "zh": "把 {planted} 处 {kinds} 种错误逐处植入 {originals} 份没有错误的报告：随附样本（去掉其中的错误）、随机虚构的报告（网页、文本、DOCX），"
    "以及 {published} 份已发布的报告。每份植错的文件都重新排印、读取、检查。原报告没有而新出的疑点，指到植错的单元格或段落的，才算发现。"
    "共发现 {found} 处。提交 {commit}，随机种子 {seed}。\n\n"
    "没有错误的原报告上，1–2 级疑点 {alarms} 条。表三单格错误的首个提示 {given} 处，其中 {right} 处正好指出植错的格和原数。",
    "en": "{planted} faults of {kinds} kinds, one at a time, planted into {originals} sound reports: the bundled samples without their faults, "
    "invented ones drawn at random (HTML, text, DOCX), and {published} published ones. Each spoilt file is laid out, read and checked anew. A fault "
    "counts as found when a finding that the sound report does not have names the spoilt cell or stands in the spoilt paragraph. {found} were "
    "found. Commit {commit}, seed {seed}.\n\n"
    "Findings of severity 1–2 on the sound originals: {alarms}. First hints for single cells of table 3: {given}, of which {right} name just the "
    "spoilt cell and what it held.",
}
RULES = {
    "zh": "## 按规则\n\n植入：专为这条规则植入的错误数；发现：其中由这条规则（或归并它的疑点）指出的；召回率＝发现÷植入。对、错：植错后新出的疑点中，说的是"
    "所植错误的和说别的；原件：在没有错误的原报告上出的疑点（3–4 级）。精确率＝对÷（对＋错＋原件）。\n\n"
    "| 规则 | | 植入 | 发现 | 召回率 | 对 | 错 | 原件 | 精确率 |\n| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    "en": "## Rule by rule\n\nPlanted: faults meant for this rule. Found: those that it, or a finding that covers it, speaks of; recall is found / planted. "
    "Right and wrong: findings new in a spoilt report that speak of the fault, and of something else. Sound: findings on the sound originals "
    "(severity 3–4). Precision is right / (right + wrong + sound).\n\n"
    "| rule | | planted | found | recall | right | wrong | sound | precision |\n| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
}
UNTRIED = {
    "zh": "没有专门植错的规则（只归并、不单独出疑点，默认关闭，或判断的是我方读取）：{rules}。",
    "en": "Rules without faults of their own (they only group or never speak, are off by default, or judge our reading): {rules}.",
}
KINDS = {
    "zh": "## 按错误种类\n\n| 错误 | 植入 | 发现 | 召回率 | 目标 |\n| --- | ---: | ---: | ---: | ---: |",
    "en": "## By kind of fault\n\n| fault | planted | found | recall | goal |\n| --- | ---: | ---: | ---: | ---: |",
}
SHORT = {
    "zh": "植入 {planted} 处错误，发现 {found} 处；{originals} 份没有错误的报告上，1–2 级疑点 {alarms} 条。"
    "逐条规则的召回率和精确率见[准确度](accuracy.zh.md)。",
    "en": "Of {planted} planted faults {found} are found; on {originals} sound reports {alarms} findings of severity 1–2. Recall and precision of every "
    "rule: [Accuracy](accuracy.md).",
}
FAMILY = {
    "zh": "| 规则 | 植入 | 发现 | 召回率 | 精确率 |\n| --- | ---: | ---: | ---: | ---: |",
    "en": "| rules | planted | found | recall | precision |\n| --- | ---: | ---: | ---: | ---: |",
}
BLOCK = re.compile(r"(<!-- accuracy -->\n).*?(<!-- /accuracy -->)", re.DOTALL)
"""In the manual, what is written between these marks."""


LANGUAGES: tuple[tuple[Language, str], ...] = (("en", ".md"), ("zh", ".zh.md"))


def pages(folder: Path) -> dict[Path, str]:
    """Both pages, and the manuals with their table, by their file; none where nothing was measured."""
    measured = folder / "accuracy.json"
    if not measured.exists():
        return {}
    counted = json.loads(measured.read_text("utf-8"))
    made = {}
    for language, ending in LANGUAGES:
        made[folder / f"accuracy{ending}"] = page(counted, language)
        path = folder / f"manual{ending}"
        if path.exists():
            made[path] = manual(path.read_text("utf-8"), counted, language)
    return made


def manual(text: str, counted: Counted, language: Language) -> str:
    """The manual with its table of accuracy brought up to date."""
    lines = [SHORT[language].format(**_numbers(counted)), "", FAMILY[language], *_families(counted)]
    return BLOCK.sub(lambda match: match[1] + "\n".join(lines) + "\n" + match[2], text)


def page(counted: Counted, language: Language) -> str:
    """What was measured, for a person."""
    lines = [TITLE[language], "", NOTE[language], "", HEAD[language].format(**_numbers(counted)), ""]
    lines += [RULES[language], *_rules(counted, language), ""]
    silent = [rule for rule, found in counted["rules"].items() if not found["aimed"]]
    lines += [UNTRIED[language].format(rules=", ".join(silent)), ""] if silent else []
    lines += [KINDS[language], *_kinds(counted)]
    return "\n".join(lines) + "\n"


def _numbers(counted: Counted) -> dict[str, Any]:
    plain = {key: counted[key] for key in ("planted", "found", "originals", "published", "commit", "seed")}
    return plain | counted["hints"] | {"kinds": len(counted["kinds"]), "alarms": len(counted["alarms"])}


def _rules(counted: Counted, language: Language) -> Iterator[str]:
    titles = {str(card["id"]): str(card["title"]) for card in rule_cards(language)}
    for rule, found in counted["rules"].items():
        if found["aimed"]:
            recall = _share(found["spoke"], found["aimed"])
            numbers = [found["aimed"], found["spoke"], recall, found["right"], found["wrong"], found["sound"]]
            cells = (rule, titles.get(rule, ""), *numbers, _share(found["right"], _said(found)))
            yield "| " + " | ".join(str(cell) for cell in cells) + " |"


def _said(found: Counted) -> int:
    return int(found["right"] + found["wrong"] + found["sound"])


def _kinds(counted: Counted) -> Iterator[str]:
    for name, kind in counted["kinds"].items():
        goal = f"{kind['goal']:.0%}" if kind["goal"] > GOALS_FROM else "–"
        yield f"| {name} | {kind['planted']} | {kind['found']} | {_share(kind['found'], kind['planted'])} | {goal} |"


def _families(counted: Counted) -> Iterator[str]:
    """Rules by the letter (and table) their ids begin with."""
    groups: dict[str, list[Counted]] = {}
    for rule, found in counted["rules"].items():
        groups.setdefault(rule.partition(".")[0], []).append(found)
    for name, group in groups.items():
        total = {key: sum(found[key] for found in group) for key in ("aimed", "spoke", "right", "wrong", "sound")}
        if total["aimed"]:
            recall = _share(total["spoke"], total["aimed"])
            yield f"| {name}.* | {total['aimed']} | {total['spoke']} | {recall} | {_share(total['right'], _said(total))} |"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"
