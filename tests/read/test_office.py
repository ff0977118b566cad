from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml

from speechmine.errors import InputError
from speechmine.read import limits
from speechmine.read.inputs import Input
from speechmine.read.office import docx_text
from speechmine.read.sources import read_input

from .documents import make_docx, rewritten

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
BOX = "<w:txbxContent><w:p><w:r><w:t>文本框</w:t></w:r></w:p></w:txbxContent>"


def saved(document) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def text(content: bytes) -> str:
    return next(docx_text(content, "a.docx")).text


def text_of(inside: str) -> str:
    document = Document()
    document.element.body.insert(0, parse_xml(f"<w:p {W} {MC}>{inside}</w:p>"))
    return text(saved(document))


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        pytest.param(
            "<w:r><w:t>各镇</w:t></w:r><w:r><w:t>要</w:t><w:tab/><w:t>落实</w:t></w:r>", "各镇要\t落实", id="runs-and-tab"
        ),
        pytest.param(
            "<w:pPr><w:tabs><w:tab w:val='left' w:pos='9'/></w:tabs></w:pPr><w:r><w:t>一</w:t></w:r>", "一", id="tab-stop"
        ),
        pytest.param("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:br w:type='page'/></w:r>", "一\n二", id="breaks"),
        pytest.param("<w:smartTag><w:r><w:t>2019年</w:t></w:r></w:smartTag><w:r><w:t>起</w:t></w:r>", "2019年起", id="smart-tag"),
        pytest.param("<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>", "控件", id="content-control"),
        pytest.param(
            "<w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>",
            "新",
            id="tracked-changes",
        ),
        pytest.param("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>一</w:t></w:r>", "一", id="field"),
        pytest.param(
            f"<w:r><w:t>前</w:t></w:r><w:r><w:pict>{BOX}</w:pict></w:r><w:r><w:t>后</w:t></w:r>", "文本框\n前后", id="text-box"
        ),
        pytest.param(
            f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback>"
            "</mc:AlternateContent></w:r>",
            "文本框\n",
            id="text-box-once",
        ),
    ],
)
def test_docx_paragraph(inside, expected):
    assert text_of(inside) == expected


def test_docx_cells_are_lines():
    document = Document()
    document.add_paragraph("前")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "甲", "乙"
    document.add_paragraph("后")
    assert text(saved(document)) == "前\n甲\n乙\n后"


GOOD = make_docx("讲话")


@pytest.mark.parametrize(
    ("content", "error"),
    [
        pytest.param(GOOD[: len(GOOD) // 2], "damaged file", id="truncated"),
        pytest.param("讲话".encode(), "damaged file", id="text"),
        pytest.param(rewritten(GOOD, "word/document.xml", b"<w:document"), "damaged file", id="broken-xml"),
        pytest.param(rewritten(GOOD, "_rels/.rels", b"<Relationships/>"), "damaged file", id="no-document"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password or old Word", id="old-word"),
    ],
)
def test_docx_at_fault_is_an_error(content, error):
    (found,) = read_input(Input("a.docx", "a.docx", "docx", content=content))
    assert found.error == error


def test_docx_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    bomb = rewritten(GOOD, "word/document.xml", b" " * (limits.MAX_DOCX_PART_BYTES + 1))
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    assert len(bomb) < 200_000
    with pytest.raises(InputError, match="too large"):
        text(bomb)


def test_docx_of_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_DOCX_BYTES", 1000)
    with pytest.raises(InputError, match="too large"):
        text(GOOD)


MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
MARK = "<w:pPr><w:rPr><w:{0} w:id='1' w:author='a'/></w:rPr></w:pPr>"
HIDDEN = "<w:style w:type='character' w:styleId='{0}'><w:name w:val='{0}'/>{1}</w:style>"


def body_of(*paragraphs: str, styles: tuple[str, ...] = ()) -> list[str]:
    document = Document()
    for at, inside in enumerate(paragraphs):
        document.element.body.insert(at, parse_xml(inside if inside.startswith("<w:tbl") else f"<w:p {W} {MATH}>{inside}</w:p>"))
    for style in styles:
        document.styles.element.append(parse_xml(style.replace("<w:style ", f"<w:style {W} ", 1)))
    return text(saved(document)).split("\n")


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        pytest.param("<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>", "36¹人", id="note"),
        pytest.param("<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>注1</w:t></w:r>", "36人", id="sign"),
        pytest.param("<w:r><w:rPr><w:vertAlign w:val='subscript'/></w:rPr><w:t>1</w:t></w:r>", "361人", id="lowered"),
        pytest.param("<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>", "36人", id="hidden"),
        pytest.param("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>余</w:t></w:r>", "36余人", id="not-hidden"),
        pytest.param("<w:r><w:rPr><w:rStyle w:val='Below'/></w:rPr><w:t>密</w:t></w:r>", "36人", id="hidden-by-style"),
        pytest.param("<m:oMath><m:r><m:t>余</m:t></m:r></m:oMath>", "36余人", id="equation"),
        pytest.param(
            "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
            "361/2人",
            id="fraction",
        ),
    ],
)
def test_docx_run_is_read_as_it_is_set(run, expected):
    styles = (
        HIDDEN.format("Above", "<w:rPr><w:vanish/></w:rPr>"),
        HIDDEN.format("Below", "<w:basedOn w:val='Above'/>"),
    )
    lines = body_of(f"<w:r><w:t>36</w:t></w:r>{run}<w:r><w:t>人</w:t></w:r>", styles=styles)
    assert lines[0] == expected


@pytest.mark.parametrize("change", ["del", "moveFrom"])
def test_docx_paragraph_without_its_mark_goes_on_in_the_next(change):
    lines = body_of(MARK.format(change) + "<w:r><w:t>各村要巡查，</w:t></w:r>", "<w:r><w:t>不得拖延。</w:t></w:r>")
    assert lines[0] == "各村要巡查，不得拖延。"


def test_docx_inserted_mark_ends_a_paragraph():
    assert body_of(MARK.format("ins") + "<w:r><w:t>甲</w:t></w:r>", "<w:r><w:t>乙</w:t></w:r>")[:2] == ["甲", "乙"]


def test_docx_deleted_row_is_gone():
    row = "<w:tr>{}<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    deleted = row.format("<w:trPr><w:del w:id='1' w:author='a'/></w:trPr>", "旧")
    assert body_of(f"<w:tbl {W}>{deleted}{row.format('', '新')}</w:tbl>")[0] == "新"
