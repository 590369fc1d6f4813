"""`.docx`: 整改通知 to each body concerned, by the built-in or the office's own template."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from memory.desks import checked, finding, report
from papers.making import (
    CITY,
    JUSTICE,
    OURS,
    RESULT,
    SHANGHAI,
    UID,
    decided,
    followed_up,
    judicial,
    office,
    quoting,
    usual,
    write,
)

from core.desk.reporting import blank_letter
from core.errors import ExportError
from core.export.manner import Manner
from core.rules import rules


def words(document: Document) -> str:
    """All paragraphs, a line each."""
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def template(tmp_path: Path, *lines: str, header: str = "") -> Manner:
    """An office's template of these paragraphs."""
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    if header:
        made.sections[0].header.paragraphs[0].text = header
    path = tmp_path / "office.docx"
    made.save(str(path))
    return replace(SHANGHAI, template=path)


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The letter to the courts."""
    made = followed_up()
    return words(docx.Document(str(write(made, tmp_path_factory.mktemp("letter") / "out.docx"))))


def test_a_letter_says_what_is_wrong_on_what_basis_and_what_should_stand_there(letter: str) -> None:
    """Addressee, number, quote, reckoning, basis, proposed correction, due date, signature block."""
    lines = letter.split("\n")
    assert "云审〔2025〕3号" in lines
    assert f"{JUSTICE}：" in lines
    assert "经审核你单位《云溪市司法局2024年政府信息公开工作年度报告》，现将有关问题通知如下。" in lines
    assert "一、需要更正的问题（2项）" in lines
    assert "原文：“其中自然人16件”" in lines
    assert "核算：新收 1 + 结转 0 = 1 ≠ 总计 1 + 结转下年 1" in lines
    assert any(line.startswith("依据：国办公开办函〔2021〕30号") for line in lines)
    assert "建议更正：表三 总计（办理结果）·自然人 改为 1（请核对原始数据后确定）" in lines
    assert "整改期限：2025年5月1日" in lines
    assert any(line.startswith("请于2025年5月1日前核实更正") for line in lines)
    assert "审核：＿＿＿＿＿＿　　复核：＿＿＿＿＿＿" in lines


def test_questions_and_exceptions_are_in_it_and_what_passed_in_its_annex(letter: str) -> None:
    """What is to be asked stands apart; a reviewer's exception is a point like others."""
    lines = letter.split("\n")
    assert "2．与上年结转不衔接" in lines
    assert "二、请予说明的问题（1项）" in lines
    assert "审核意见：请说明办结口径" in lines
    title = rules()["T4.SUM"].card.title["zh"]
    assert f"《云溪市司法局2024年政府信息公开工作年度报告》共核查 3 条规则，以下 1 条未发现问题：{title}。" in lines


def test_our_own_reading_is_no_business_of_the_body(letter: str) -> None:
    """A confirmed finding that blames the reading is left out."""
    assert OURS.rule not in letter and "（3项）" not in letter


def test_no_tag_of_the_template_is_left(letter: str) -> None:
    """Neither braces nor percent signs."""
    assert not {"{", "}", "%"} & set(letter)


def test_what_is_closed_dismissed_or_undecided_is_not_sent(tmp_path: Path) -> None:
    """Then there is no letter, and that is said."""
    made = office(checked(judicial(UID), RESULT, finding("T3.ROW", 1), finding("T4.SUM", 1)))
    desk = made.desk()
    desk.reviewing.confirm(UID, RESULT.id, 1)
    desk.reviewing.follow(UID, RESULT.id, closed="2025-04-01")
    desk.reviewing.dismiss(UID, finding("T3.ROW", 1).id, 1)
    with pytest.raises(ExportError) as caught:
        write(made, tmp_path / "out.docx")
    assert caught.value.phrase.template == "export.nothing-to-send"
    assert list(tmp_path.iterdir()) == []


def two_bodies() -> object:
    """The city and the courts, with a confirmed finding each."""
    made = office(checked(report("a" * 64, CITY), replace(RESULT, id="city")), checked(judicial(UID), RESULT))
    made.desk().reviewing.confirm("a" * 64, "city", 1)
    made.desk().reviewing.confirm(UID, RESULT.id, 1)
    return made


def test_each_body_has_its_own_letter_on_its_own_page(tmp_path: Path) -> None:
    """As many sections as letters, in order of bodies."""
    document = docx.Document(str(write(two_bodies(), tmp_path / "out.docx")))  # type: ignore[arg-type]
    lines = words(document).split("\n")
    assert len(document.sections) == 2
    assert lines.index(f"{CITY}：") < lines.index(f"{JUSTICE}：")
    assert all(section.page_width == document.sections[0].page_width for section in document.sections)


def test_each_letter_keeps_its_own_header(tmp_path: Path) -> None:
    """A template that names the body in its header names the right one on every letter."""
    manner = template(tmp_path, "{{ body }}", header="致{{ body }}")
    document = docx.Document(str(write(two_bodies(), tmp_path / "out.docx", manner)))  # type: ignore[arg-type]
    assert [section.header.paragraphs[0].text for section in document.sections] == [f"致{CITY}", f"致{JUSTICE}"]


def test_a_template_of_several_sections_keeps_each_letter_s_headers(tmp_path: Path) -> None:
    """A letter with an annex on other paper: both sections of both letters name the right body."""
    made = docx.Document()
    made.add_paragraph("{{ body }}")
    made.sections[0].header.paragraphs[0].text = "致{{ body }}"
    annex = made.add_section()
    annex.header.is_linked_to_previous = False
    annex.header.paragraphs[0].text = "附件，{{ body }}"
    made.add_paragraph("附件")
    made.save(str(tmp_path / "office.docx"))
    manner = replace(SHANGHAI, template=tmp_path / "office.docx")
    document = docx.Document(str(write(two_bodies(), tmp_path / "out.docx", manner)))  # type: ignore[arg-type]
    heads = [section.header.paragraphs[0].text for section in document.sections]
    assert heads == [f"致{CITY}", f"附件，{CITY}", f"致{JUSTICE}", f"附件，{JUSTICE}"]


def test_a_picture_in_the_header_comes_along(tmp_path: Path) -> None:
    """The second letter's header shows the office's emblem too."""
    manner = template(tmp_path, "{{ body }}", header="致{{ body }}")
    assert manner.template
    made = docx.Document(str(manner.template))
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
    )
    made.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(pixel))
    made.save(str(manner.template))
    document = docx.Document(str(write(two_bodies(), tmp_path / "out.docx", manner)))  # type: ignore[arg-type]
    for section in document.sections:
        part = section.header.part
        (blip,) = section.header._element.xpath(".//a:blip/@r:embed")
        assert part.related_parts[blip].blob == pixel


def test_the_office_s_own_template_is_filled(tmp_path: Path) -> None:
    """By the names of the letter's fields, also in tables and loops."""
    manner = template(
        tmp_path,
        "{{ body }}/{{ years }}",
        "{%p for item in confirmed %}",
        "{{ item.number }}:{{ item.title }}",
        "{%p endfor %}",
    )
    made = usual()
    decided(made)
    assert words(docx.Document(str(write(made, tmp_path / "out.docx", manner)))).split("\n") == [
        f"{JUSTICE}/2024",
        "1:办理结果分项之和≠总计",
        "2:与上年不衔接",
    ]


@pytest.mark.parametrize("line", ["{{ bodi }}", "{{ body", "{% for x in %}", "{{ body.__class__.__mro__ }}"])
def test_a_template_that_does_not_fit_is_named(tmp_path: Path, line: str) -> None:
    """A wrong name, a broken tag, a reach into the program: one sentence, nothing written."""
    made = usual()
    decided(made)
    manner = template(tmp_path, line)
    with pytest.raises(ExportError) as caught:
        write(made, tmp_path / "out.docx", manner)
    assert caught.value.phrase.template == "export.template-wrong"
    assert caught.value.file == str(manner.template)
    assert [path.name for path in tmp_path.iterdir()] == ["office.docx"]


@pytest.mark.parametrize("content", [b"", b"no document", b"PK\x03\x04"])
def test_a_file_that_is_no_template_is_named(tmp_path: Path, content: bytes) -> None:
    """And so is one that is not there."""
    made = usual()
    decided(made)
    path = tmp_path / "office.docx"
    path.write_bytes(content)
    for name in (path, tmp_path / "none.docx"):
        with pytest.raises(ExportError) as caught:
            write(made, tmp_path / "out.docx", replace(SHANGHAI, template=name))
        assert caught.value.phrase.template == "export.template-unreadable"


def test_a_report_s_words_are_never_read_as_template_or_markup(tmp_path: Path) -> None:
    """Braces, tags and control characters of a quote come out as they stand, or as their pictures."""
    hostile = "{{ 7*7 }}{% if x %}<w:p>&amp;</w:t>\x1b[2J\u202e第二行"
    made = office(checked(report(UID), quoting(hostile)), roster=())
    made.desk().reviewing.confirm(UID, quoting(hostile).id, 1)
    text = words(docx.Document(str(write(made, tmp_path / "out.docx"))))
    assert "原文：“{{ 7*7 }}{% if x %}<w:p>&amp;</w:t>␛[2J\ufffd第二行”" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_built_in_template_can_be_taken_and_given_back(tmp_path: Path, language: str) -> None:
    """Written blank and used as one's own it makes the same letter."""
    made, chosen = usual(), Manner("en" if language == "en" else "zh", zone=SHANGHAI.zone)
    decided(made)
    blank_letter(tmp_path / "own.docx", chosen.language)
    first = write(made, tmp_path / "a.docx", chosen)
    second = write(made, tmp_path / "b.docx", replace(chosen, template=tmp_path / "own.docx"))
    assert first.read_bytes() == second.read_bytes()
    assert ("To be corrected" if language == "en" else "需要更正") in words(docx.Document(str(first)))


def test_several_years_of_one_body_are_one_letter(tmp_path: Path) -> None:
    """Each point then names its year."""
    other = replace(RESULT, id="older")
    made = office(checked(report("a" * 64, JUSTICE, 2023), other), checked(judicial(UID), RESULT))
    made.desk().reviewing.confirm("a" * 64, "older", 1)
    made.desk().reviewing.confirm(UID, RESULT.id, 1)
    document = docx.Document(str(write(made, tmp_path / "out.docx")))
    lines = words(document).split("\n")
    assert len(document.sections) == 1
    assert [line[:9] for line in lines if line.startswith(("1．", "2．"))] == ["1．（2023年）", "2．（2024年）"]
