"""Saved web pages (.mht)."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from core.errors import SourceError
from core.formats import read


def saved(content: bytes, subtype: str, charset: str | None) -> bytes:
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Subject"] = "年报"
    message.make_related()
    message.add_related(
        content, "text", subtype, cte="quoted-printable", params={"charset": charset} if charset else {}
    )
    message.add_related(b"\x89PNG", "image", "png")
    return bytes(message)


@pytest.mark.parametrize(("encoding", "charset"), [("utf-8", "utf-8"), ("gb18030", "gb2312"), ("gb18030", None)])
def test_the_page_in_it_is_read(encoding: str, charset: str | None) -> None:
    page = "<html><body><p>年度报告</p><table><tr><td>总数<td>125</table></body></html>".encode(encoding)
    document = read(saved(page, "html", charset), "a.mht")
    assert (document.format, document.text, document.warnings) == ("mht", "年度报告\n总数\t125\n", ())


def test_a_letter_with_the_page_beside_its_plain_words_is_one_too() -> None:
    """A message saved from a mailbox: the page in it is read, not the words for readers without pages."""
    message = EmailMessage()
    message["Subject"] = "年报"
    message.set_content("请以网页方式查看")
    message.add_alternative("<p>年度报告</p>", "html", cte="base64")
    document = read(bytes(message), "a.eml")
    assert (document.format, document.text) == ("mht", "年度报告\n")


def test_an_archive_without_a_page_is_damaged() -> None:
    with pytest.raises(SourceError) as caught:
        read(saved(b"x", "css", None))
    assert caught.value.kind == "damaged"
