"""Write the generated pages of the manual: keys, rules, accuracy (both languages) and the export's schema.

python docs/make_reference.py          a test holds the pages to what this makes
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import accuracy_pages

from core.desk.reporting import rule_cards
from core.wording import Language
from tui import locale
from tui.actions import ACTIONS, ITEMS, LIST, WORKBENCH, WORKING
from tui.keymap import KEYS

NOTE = {"zh": "*本页由程序生成：`make reference`。*", "en": "*This page is generated: `make reference`.*"}
SUFFIX: dict[Language, str] = {"zh": ".zh.md", "en": ".md"}
TITLES = {"keys": {"zh": "按键", "en": "Keys"}, "rules": {"zh": "规则", "en": "Rules"}}
COLUMNS = {
    "zh": ("按键", "作用", "适用处", "动作名"),
    "en": ("keys", "what it does", "where", "action"),
}
PLACES = {
    "zh": {LIST: "清单", WORKBENCH: "工作台", ITEMS: "其他界面", "all": "各处"},
    "en": {LIST: "list", WORKBENCH: "workbench", ITEMS: "other screens", "all": "everywhere"},
}
PALETTE = {"zh": ": 按名称", "en": ": by name"}
PARTS = {
    "zh": (("checks", "检查"), ("why", "为什么"), ("basis", "依据"), ("example", "举例")),
    "en": (("checks", "Checks"), ("why", "Why"), ("basis", "Basis"), ("example", "Example")),
}
THRESHOLDS = {"zh": "阈值（可在配置中调整）", "en": "Thresholds, which the settings may change"}
RIGHT = {"zh": "可能没有错的情形", "en": "May be right when"}
SEVERITY = {"zh": "级", "en": "severity"}


def keys_page(language: Language) -> str:
    """Every action with its keys, from the two tables of the program."""
    locale.use(language)
    lines = [f"# {TITLES['keys'][language]}", "", NOTE[language], "", "| " + " | ".join(COLUMNS[language]) + " |"]
    lines.append("| --- | --- | --- | --- |")
    for action in ACTIONS.values():
        shown = " ".join(f"`{key}`" if key != "`" else key for key in KEYS[action.id] or (PALETTE[language],))
        named = [PLACES[language][place] for place in WORKING if place in action.where]
        where = PLACES[language]["all"] if len(named) == len(WORKING) else ", ".join(named)
        lines.append(f"| {shown} | {locale._(action.words)} | {where} | {action.id} |")
    return "\n".join(lines) + "\n"


def rules_page(language: Language) -> str:
    """Every rule's card."""
    lines = [f"# {TITLES['rules'][language]}", "", NOTE[language], ""]
    for card in rule_cards(language):
        lines += [
            f"## {card['id']} {card['title']}",
            "",
            f"`{card['name']}` · {SEVERITY[language]} {card['severity']}",
            "",
        ]
        lines += [f"- **{heading}**: {card[part]}" for part, heading in PARTS[language]]
        lines += [f"- **{RIGHT[language]}**:"]
        lines += [f"  {number}. {reason}" for number, reason in enumerate(card["may_be_right_when"], 1)]
        if card["thresholds"]:
            set_to = " · ".join(f"`{name}` = {value}" for name, value in card["thresholds"].items())
            lines.append(f"- **{THRESHOLDS[language]}**: {set_to}")
        lines.append("")
    return "\n".join(lines)


def schema_page() -> str:
    """Tables and views of the annotated database with their columns, from the statements that make them."""
    lines = ["# The annotated database", "", NOTE["en"], "", "Views first, then the tables behind them.", ""]
    for kind, file in (("view", "views.sql"), ("table", "tables.sql")):
        for name, note, body in statements((ROOT / "db" / "sql" / file).read_text("utf-8"), kind):
            lines += [f"## {name}", "", f"{note}" if note else "", ""]
            lines += [f"- `{column}` {remark}".rstrip() for column, remark in columns(body)] if kind == "table" else []
            lines.append("")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def statements(sql: str, kind: str) -> Iterator[tuple[str, str, str]]:
    """Each CREATE statement: name, the comment on its first line, its body."""
    pattern = rf"CREATE {kind.upper()} (?:IF NOT EXISTS )?(\w+) (?:AS|\()[ ]*(?:--[ ]*([^\n]*))?\n(.*?);\n"
    for match in re.finditer(pattern, sql, re.DOTALL):
        yield match[1], (match[2] or "").strip(), match[3]


def columns(body: str) -> Iterator[tuple[str, str]]:
    """Column names with their comments."""
    for line in body.splitlines():
        match = re.match(r"\s+([a-z_0-9]+) (?:TEXT|INTEGER|REAL|BLOB|ANY)\b[^-]*(?:--\s*(.*))?", line)
        if match:
            yield match[1], (match[2] or "").strip()


def pages() -> dict[Path, str]:
    """All generated pages by their file."""
    folder = ROOT / "docs"
    made = {folder / "schema.md": schema_page()}
    for language, suffix in SUFFIX.items():
        made[folder / f"keys{suffix}"] = keys_page(language)
        made[folder / f"rules{suffix}"] = rules_page(language)
    return made | accuracy_pages.pages(folder)


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, "utf-8")
