"""The outline: headings on lines, running in, glued; run-in sections; the tree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechmine.folding import Folded
from speechmine.records import Speech
from speechmine.structure.outline import find_sections, outline


def shape(text):
    return [(s.depth, s.marker, s.heading) for s in find_sections(Folded(text))]


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        pytest.param("一、守渡口\n要快。\n二、查船只\n要严。", [(1, "一、", "守渡口"), (1, "二、", "查船只")], id="own lines"),
        pytest.param("一、守渡口。要快。\n（一）人。要到。", [(1, "一、", "守渡口"), (2, "（一）", "人")], id="running in"),
        pytest.param(
            "一、守渡口\n要快。二、查船只\n要严。", [(1, "一、", "守渡口"), (1, "二、", "查船只")], id="glued behind a sentence"
        ),
        pytest.param(
            "一、守渡口(一)人。要到。(二)船。要检。",
            [(1, "一、", "守渡口"), (2, "(一)", "人"), (2, "(二)", "船")],
            id="glued to a heading",
        ),
        pytest.param(
            "一、守渡口\n1、人要到\n要快。\n2、船要检\n要严。",
            [(1, "一、", "守渡口"), (2, "1、", "人要到"), (2, "2、", "船要检")],
            id="depth by place",
        ),
        pytest.param(
            "一、甲处\n好。\n二、乙处\n好。\n四、丁处\n好。",
            [(1, "一、", "甲处"), (1, "二、", "乙处"), (1, "四、", "丁处")],
            id="a number missing",
        ),
        pytest.param("（一）甲处\n好。\n一、乙处\n好。", [(1, "（一）", "甲处"), (1, "一、", "乙处")], id="parent missing"),
        pytest.param(
            "1、甲处\n（一）乙处\n好。\n2、丙处\n好。",
            [(1, "1、", "甲处"), (2, "（一）", "乙处"), (1, "2、", "丙处")],
            id="forms upside down",
        ),
        pytest.param("逢农历三、六、九要上桥。这一要求很高。", [], id="numbers inside a sentence"),
        pytest.param("要做到：1、查船；2、查人；3、查码头。", [], id="list inside a sentence"),
        pytest.param(
            "目录\n一、守渡口\n二、查船\n开会了。\n一、守渡口\n要快。\n二、查船\n要严。",
            [(1, "一、", "守渡口"), (1, "二、", "查船")],
            id="contents",
        ),
        pytest.param(
            "一、二季度情况\n（一）船\n好。\n二、三季度任务\n要严。",
            [(1, "一、", "二季度情况"), (2, "（一）", "船"), (1, "二、", "三季度任务")],
            id="headings that look like ranges",
        ),
        pytest.param("一、守渡口\n二、三季度要查船，一条不漏。", [(1, "一、", "守渡口")], id="a range at a line's start"),
        pytest.param("三、四季度要查船。\n好。", [], id="a range alone"),
        pytest.param(
            "一、守渡口（一）查船。要快。（二）查人。要严。二、办学堂（三）招生。要公开。（四）收费。要公示。",
            [
                (1, "一、", "守渡口"),
                (2, "（一）", "查船"),
                (2, "（二）", "查人"),
                (1, "二、", "办学堂"),
                (2, "（三）", "招生"),
                (2, "（四）", "收费"),
            ],
            id="a row that counts on from section to section",
        ),
        pytest.param(
            "1.查船只。要快。（县交通局牵头）2.查码头。要严。（县水利局牵头）3.查渡工。要细。",
            [(1, "1.", "查船只"), (1, "2.", "查码头"), (1, "3.", "查渡工")],
            id="behind a remark in brackets",
        ),
        pytest.param(
            "第一章 总则一、本规则管渡口。要快。二、渡口要有人。要严。",
            [(1, "第一章 ", "总则"), (2, "一、", "本规则管渡口"), (2, "二、", "渡口要有人")],
            id="glued to a chapter",
        ),
        pytest.param("要做到：（一）查船；（二）查人。二级站（含渡口）三、四季度再查。", [], id="a bracket inside a sentence"),
        pytest.param("一、要讲“二、三线”的船\n好。", [(1, "一、", "要讲“二、三线”的船")], id="inside quotes"),
    ],
)
def test_outline_of_numbered_headings(text, sections):
    assert shape(text) == sections


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        pytest.param("渡船方面。要检。采石方面。要停。", [(1, "", "渡船方面"), (1, "", "采石方面")], id="topics"),
        pytest.param("在渡船领域：要检。", [(1, "", "在渡船领域")], id="topic with a colon"),
        pytest.param(
            "渡船方面，要检。采石方面，要停。", [(1, "", "渡船方面"), (1, "", "采石方面")], id="topics with commas in company"
        ),
        pytest.param("渡船方面，要检。", [], id="comma alone"),
        pytest.param("一方面，要检。另一方面，要停。", [], id="no topics"),
        pytest.param("要盯紧重点领域。要停。", [], id="an imperative"),
        pytest.param("一是渡船领域。要检。二是采石场。要停。", [(1, "一是", "渡船领域"), (1, "二是", "采石场")], id="items"),
        pytest.param("一是要检船，一条不漏。二是停。", [(1, "一是", ""), (1, "二是", "停")], id="item without a heading"),
        pytest.param("一是查船，二是查人，三是查码头。", [], id="items inside a sentence"),
        pytest.param("首先，要检船。好。其次，要停航。好。", [(1, "首先，", "要检船"), (1, "其次，", "要停航")], id="adverbs"),
    ],
)
def test_outline_of_run_ins(text, sections):
    found = find_sections(Folded(text))
    assert [(s.depth, s.marker, s.heading) for s in found] == sections
    assert all(s.kind == "run_in" for s in found)


def test_run_in_ends_with_its_row_its_paragraph_and_at_a_turn():
    text = "渡船方面。要检。采石方面。要停。此外，要查路。\n各镇要值班。"
    assert [text[s.start : s.end] for s in find_sections(Folded(text))] == ["渡船方面。要检。", "采石方面。要停。"]


def test_indented_run_in_stands_on_a_line_of_its_own():
    text = "渡船方面。要检。\n要修。\n采石方面。要停。\n要封。\n各镇要值班。"
    indented = "　　" + text.replace("\n", "\n　　")
    ends = [[t[s.start : s.end].split()[-1] for s in find_sections(Folded(t))] for t in (text, indented)]
    assert ends == [["要修。", "要封。"]] * 2


def test_last_run_in_takes_as_many_paragraphs_as_those_before_it():
    text = "渡船方面。要检。\n采石方面。要停。\n各镇要值班。"
    assert [text[s.start : s.end].strip() for s in find_sections(Folded(text))] == ["渡船方面。要检。", "采石方面。要停。"]


def test_heading_offsets_are_those_of_the_source():
    text = "　　一、守住渡口。\n　　（一）查船"
    found = find_sections(Folded(text))
    assert [text[s.heading_start : s.heading_end] for s in found] == ["一、守住渡口", "（一）查船"]


def test_outline_is_a_tree():
    text = "一、守渡口\n（一）查船。渡船方面。要检。"
    speech = Speech("a.txt", 0, len(text), text, sections=find_sections(Folded(text)))
    assert outline(speech).split("\n") == ["a.txt@0", "  一、守渡口", "    （一）查船", "      [渡船方面]"]


@given(st.text(alphabet="一二三是要、。；：，\n （）“”渡口12.第方面首先其次①", max_size=300))
def test_sections_nest_and_keep_their_order(text):
    sections = find_sections(Folded(text))
    assert [s.start for s in sections] == sorted(s.start for s in sections)
    for s in sections:
        assert 0 <= s.start == s.heading_start <= s.heading_end <= len(text)
        assert s.end <= len(text)
        parent = None if s.parent is None else sections[s.parent]
        assert s.depth == (parent.depth + 1 if parent else 1)
        assert parent is None or parent.start <= s.start < s.end <= parent.end


@pytest.mark.parametrize(
    ("first", "second"),
    [("Ⅰ、", "Ⅱ、"), ("一，", "二，"), ("㈠", "㈡"), ("壹、", "贰、"), ("【一】", "【二】"), ("1，", "2，"), ("1.1 ", "1.2 ")],
)
def test_markers_of_any_form_in_a_row_open_headings(first, second):
    view = Folded(f"{first}守住堤坝\n各村要派人巡查。\n{second}备足物资\n各渡口要备足救生衣。")
    assert [(section.marker, section.heading) for section in find_sections(view)] == [(first, "守住堤坝"), (second, "备足物资")]


@pytest.mark.parametrize("line", ["一，各村要派人巡查。", "Ⅰ级响应时停航。", "一 、二季度查处12起。"])
def test_markers_of_rare_forms_alone_open_none(line):
    assert find_sections(Folded(f"{line}\n各渡口要备足救生衣。")) == ()
