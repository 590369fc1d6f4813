"""The interface's own words, in Chinese or English; what core says comes by `core.wording`.

Catalogues are gettext's: `zh_CN/LC_MESSAGES/gouji.po` and `en/…`, compiled and committed; `python -m tui.locale` extracts,
updates and compiles them (babel, a development dependency), and a test holds them to the sources.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from pathlib import Path

from core.wording import Language
from tui.shown import Clean, clean, line

FOLDER = Path(__file__).parent
DOMAIN = "gouji"
CATALOGUES: Mapping[Language, str] = {"zh": "zh_CN", "en": "en"}

_words: gettext.NullTranslations = gettext.NullTranslations()
_language: Language = "zh"
_named = False


def use(language: Language, named: bool = False) -> None:
    """Speak that language from now on; `named` where somebody asked for it by name."""
    global _words, _language, _named
    _named = named
    _words, _language = gettext.translation(DOMAIN, FOLDER, [CATALOGUES[language]]), language
    gettext.bindtextdomain(DOMAIN, str(FOLDER))  # click asks the process-wide domain for its own words
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = CATALOGUES[language]


def language_in_use(remembered: Language | None = None) -> Language:
    """What `use` was told last; the one remembered where nobody asked for one by name."""
    return _language if _named or remembered is None else remembered


def preferred(environment: Mapping[str, str] = os.environ) -> Language:
    """The language the locale names: Chinese, unless it names another language; C and POSIX name none."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            named = value.split(".")[0].split("_")[0].split("@")[0]
            return "zh" if named in ("zh", "C", "POSIX", "") else "en"
    return "zh"


def _(message: str) -> Clean:
    """The message in the language in use. A message with places is filled by `said`."""
    return clean(_words.gettext(message)) if message else Clean("")


def said(message: str, **words: object) -> Clean:
    """A translated message with its `{places}` filled; what fills them passes the gate."""
    return line(_words.gettext(message).format(**words))


def mark(message: str) -> str:
    """The message unchanged: marks words in a table for extraction, translated where they are shown."""
    return message
