"""A saved web page (.mht): a mail message whose first HTML part is the page."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy

from core.errors import SourceError
from core.formats import html
from core.formats.document import Document


def read(data: bytes) -> Document:
    """The page in the archive; SourceError `damaged` where there is none."""
    message = message_from_bytes(data.lstrip(), policy=policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                return replace(html.read(page, part.get_content_charset()), format="mht")
    raise SourceError("damaged", cause="mht")
