from __future__ import annotations

import pytest
from docx import Document
from docx.oxml import parse_xml

from speechmine.read.numbering import Numbering, chinese_numeral

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(depth: int, form: str, text: str, extra: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


def markers(levels: str, *places: str, numbers: str = "") -> list[str]:
    """Markers of paragraphs given as 'numId level'."""
    document = Document()
    element = document.part.numbering_part.element
    element.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{levels}</w:abstractNum>'))
    for key, inside in (("88", ""), ("99", numbers)):
        element.append(parse_xml(f'<w:num {W} w:numId="{key}"><w:abstractNumId w:val="77"/>{inside}</w:num>'))
    numbering = Numbering(document.part)
    return [numbering.marker(paragraph(*place.split())) for place in places]


def paragraph(key: str, depth: str):
    properties = f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr></w:pPr>'
    return parse_xml(f"<w:p {W}>{properties}</w:p>")


def test_numbering_counts_levels_and_starts_lower_ones_again():
    levels = level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")
    found = markers(levels, "88 0", "88 1", "88 1", "88 2", "88 0", "88 1", "88 2")
    assert found == ["一、", "（一）", "（二）", "1. ", "二、", "（一）", "1. "]


@pytest.mark.parametrize(
    ("form", "text", "third"),
    [
        ("decimal", "%1、", "3、"),
        ("decimal", "第%1条", "第3条"),
        ("japaneseCounting", "第%1章", "第三章"),
        ("decimalEnclosedCircleChinese", "%1", "③"),
        ("decimalFullWidth", "%1．", "３．"),
        ("decimalZero", "%1.", "03. "),
        ("ideographTraditional", "%1、", "丙、"),
        ("upperLetter", "%1)", "C) "),
        ("lowerRoman", "(%1)", "(iii) "),
        ("chineseLegalSimplified", "%1、", "叁、"),
        ("decimalEnclosedParen", "%1", "⑶"),
        ("decimalEnclosedFullstop", "%1", "⒊"),
        ("ideographEnclosedCircle", "%1", "㊂"),
        ("bullet", "•", ""),
        ("none", "", ""),
        ("unheardOf", "%1.", "3. "),
    ],
)
def test_numbering_writes_formats(form, text, third):
    assert markers(level(0, form, text), "88 0", "88 0", "88 0")[2] == third


def test_numbering_shows_higher_levels():
    assert markers(level(0, "decimal", "%1") + level(1, "decimal", "%1.%2"), "88 0", "88 1", "88 1")[2] == "1.2 "


def test_numbering_without_suffix_has_no_space():
    assert markers(level(0, "decimal", "%1.", '<w:suff w:val="nothing"/>'), "88 0") == ["1."]


def test_numbering_goes_on_in_another_list_of_its_kind():
    assert markers(level(0, "decimal", "%1、"), "88 0", "99 0") == ["1、", "2、"]


def test_numbering_starts_again_where_it_is_told_to():
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    assert markers(level(0, "decimal", "%1、"), "88 0", "99 0", "99 0", numbers=override) == ["1、", "1、", "2、"]


def test_numbering_of_a_style_reaches_its_paragraphs():
    document = Document()
    numbering = document.part.numbering_part.element
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{level(0, "chineseCounting", "%1、")}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {W} w:numId="88"><w:abstractNumId w:val="77"/></w:num>'))
    document.styles["Heading 1"].element.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="88"/></w:numPr>'))
    heading = document.add_heading("压实责任", 1)
    assert Numbering(document.part).marker(heading._p) == "一、"


@pytest.mark.parametrize("place", ["0 0", "12345 0", "88 7"])
def test_paragraph_without_a_numbering_has_no_marker(place):
    assert markers(level(0, "decimal", "%1."), place) == [""]


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (10, "十"), (19, "十九"), (21, "二十一"), (110, "一百一十"), (1001, "一千〇一"), (10_000, "一〇〇〇〇")],
)
def test_chinese_numeral(number, written):
    assert chinese_numeral(number) == written


def test_numbering_of_its_own_level_overrides_the_shared_one():
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "%1、")}</w:lvlOverride>'
    assert markers(level(0, "chineseCounting", "%1、"), "99 0", "99 0", numbers=own) == ["1、", "2、"]


def test_numbering_that_never_restarts_counts_on():
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>')
    assert markers(levels, "88 0", "88 1", "88 0", "88 1")[3] == "2) "


def test_numbering_of_a_style_stands_on_the_level_that_names_it():
    document = Document()
    element = document.part.numbering_part.element
    levels = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="A1"/>') + level(1, "decimal", "%2、", '<w:pStyle w:val="A2"/>')
    element.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{levels}</w:abstractNum>'))
    element.append(parse_xml(f'<w:num {W} w:numId="88"><w:abstractNumId w:val="77"/></w:num>'))
    for name in ("A1", "A2"):
        numbered = '<w:pPr><w:numPr><w:numId w:val="88"/></w:numPr></w:pPr>'
        document.styles.element.append(parse_xml(f'<w:style {W} w:type="paragraph" w:styleId="{name}">{numbered}</w:style>'))
    numbering = Numbering(document.part)
    styled = [parse_xml(f'<w:p {W}><w:pPr><w:pStyle w:val="{name}"/></w:pPr></w:p>') for name in ("A1", "A2", "A2", "A1")]
    assert [numbering.marker(one) for one in styled] == ["一、", "1、", "2、", "二、"]


def test_numbering_that_names_a_style_of_lists_has_its_levels():
    document = Document()
    element = document.part.numbering_part.element
    linked = level(0, "chineseCounting", "%1、")
    element.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77"><w:numStyleLink w:val="L"/></w:abstractNum>'))
    element.insert(1, parse_xml(f'<w:abstractNum {W} w:abstractNumId="78"><w:styleLink w:val="L"/>{linked}</w:abstractNum>'))
    for key, abstract in (("88", "77"), ("99", "78")):
        element.append(parse_xml(f'<w:num {W} w:numId="{key}"><w:abstractNumId w:val="{abstract}"/></w:num>'))
    numbered = '<w:pPr><w:numPr><w:numId w:val="99"/></w:numPr></w:pPr>'
    document.styles.element.append(parse_xml(f'<w:style {W} w:type="numbering" w:styleId="L">{numbered}</w:style>'))
    assert Numbering(document.part).marker(paragraph("88", "0")) == "一、"
