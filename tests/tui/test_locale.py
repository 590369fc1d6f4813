"""Both languages whole, and the compiled catalogues those of the sources."""

from __future__ import annotations

import ast
import gettext
import string

import pytest

from tui import locale
from tui.locale import CATALOGUES, DOMAIN, FOLDER
from tui.locale.__main__ import KEYWORDS, catalogue, messages
from tui.shown import is_hidden

FOLDERS = tuple(CATALOGUES.values())


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_catalogue_holds_exactly_the_messages_of_the_sources(folder: str) -> None:
    """`python -m tui.locale` brings it up to date."""
    assert {str(message.id) for message in catalogue(folder) if message.id} == set(messages())


def test_no_message_stands_inside_another_string() -> None:
    """The extraction does not look into f-strings: what stands there would never be translated."""
    hidden = [
        (file.name, call.lineno)
        for file in FOLDER.parent.rglob("*.py")
        for text in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
        if call.args and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_message_has_words_with_the_same_places(folder: str) -> None:
    for message in catalogue(folder):
        if message.id:
            assert message.string, message.id
            assert places(str(message.string)) == places(str(message.id)), message.id


def places(text: str) -> set[str]:
    return {name for _literal, name, _format, _conversion in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_compiled_catalogue_is_that_of_the_words(folder: str) -> None:
    compiled = gettext.translation(DOMAIN, FOLDER, [folder])
    assert all(compiled.gettext(str(message.id)) == message.string for message in catalogue(folder) if message.id)


def test_chinese_words_are_chinese() -> None:
    """Signs and places apart, no English sentence is left in the Chinese catalogue."""
    left = [
        m.id for m in catalogue("zh_CN") if m.id and m.id == m.string and any(c.isalpha() for c in plain(str(m.id)))
    ]
    assert [id for id in left if not id.startswith("open, reviewing")] == []


def plain(text: str) -> str:
    return "".join(literal for literal, _name, _format, _conversion in string.Formatter().parse(text))


@pytest.mark.parametrize("folder", FOLDERS)
def test_our_own_words_hold_nothing_hidden(folder: str) -> None:
    for message in catalogue(folder):
        assert not any(is_hidden(c) for c in str(message.string) if c not in "\n\t"), message.id


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "zh"),
        ({"LANG": "C"}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "POSIX"}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE@euro"}, "en"),
    ],
)
def test_chinese_unless_the_locale_names_another_language(environment: dict[str, str], language: str) -> None:
    assert locale.preferred(environment) == language
