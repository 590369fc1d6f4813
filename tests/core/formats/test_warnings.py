"""Everything a flowing reader can notice has its sentence in both languages, and can be brought about."""

from __future__ import annotations

import io
import zipfile

from core.formats import read
from core.wording import is_worded, say, templates

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body: str, **parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}" xmlns:a="urn:a"><w:body>{body}</w:body></w:document>'
        )
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Type="x/attachedTemplate" Target="http://127.0.0.1:9/a" TargetMode="External"/>'
    '<Relationship Id="b" Type="x/numbering" Target="numbering.xml"/></Relationships>'
)
NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="hebrew1"/>'
    '<w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
TEXT = "政府信息公开工作年度报告，本年新收政府信息公开申请数量"
RUN = "<w:r><w:t>1</w:t></w:r>"
CAUSES = {
    "mismatch": (TEXT.encode(), "a.pdf"),
    "charset_declared": (f"<meta charset=utf-8><p>{TEXT}".encode("gbk"), ""),
    "charset_doubtful": ("鼪鼫鼬鼭鼮鼯鼰鼱鼲鼳".encode(), ""),
    "charset_guessed": ("政府資訊公開年度報告".encode("big5"), ""),
    "bad_bytes": (TEXT.encode() + b"\xff", ""),
    "nul": (TEXT.encode() + b"\0", ""),
    "hidden": (b"<p>x<p hidden>9", ""),
    "hidden_kept": (b"<p style='color:white'>9", ""),
    "control": ("1\u200b2".encode(), ""),
    "reversed": ("1\u202e2".encode(), ""),
    "struck": (b"<p><s>9</s>", ""),
    "raised": (b"<p>1<sup>9</sup>", ""),
    "added": (b"<style>p::after{content:'9'}</style><p>1", ""),
    "unseen": (b"<table><tr><td>x<td><img>", ""),
    "pictures": (b"<p>x<img>", ""),
    "deleted": (word("<w:p><w:del><w:r><w:delText>1</w:delText></w:r></w:del><w:r><w:t>2</w:t></w:r></w:p>"), ""),
    "inserted": (word(f"<w:p><w:ins>{RUN}</w:ins></w:p>"), ""),
    "external": (word(f"<w:p>{RUN}</w:p>", **{"word/_rels/document.xml.rels": RELATIONS}), ""),
    "embedded": (word(f"<w:p>{RUN}<w:r><w:object/></w:r></w:p>"), ""),
    "numbering": (
        word(
            f'<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>{RUN}</w:p>',
            **{"word/_rels/document.xml.rels": RELATIONS, "word/numbering.xml": NUMBERING},
        ),
        "",
    ),
}


def test_every_notice_can_be_brought_about_and_is_said_in_both_languages() -> None:
    for name, (data, file) in CAUSES.items():
        phrases = {w.phrase.template: w.phrase for w in read(data, file).warnings}
        phrase = phrases[f"source.warning.{name}"]
        assert is_worded(phrase) and "{" not in say(phrase, "zh") + say(phrase, "en")


def test_no_other_notice_has_a_sentence_here() -> None:
    assert {id.removeprefix("source.warning.") for id in templates() if id.startswith("source.warning.")} == set(CAUSES)
