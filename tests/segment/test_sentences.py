"""Sentences: borders, quotes, headings, sections, coverage."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechmine.folding import Folded
from speechmine.records import Speech
from speechmine.segment.sentences import split_sentences
from speechmine.structure.outline import find_sections


def split(text):
    view = Folded(text)
    speech = Speech("a.txt", 0, len(text), text, sections=find_sections(view))
    return view, split_sentences(speech, view)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("船要检。人要查!\n谁来管?", ["船要检。", "人要查!", "谁来管?"], id="marks and lines"),
        pytest.param("查船;查人；查码头。", ["查船;", "查人；", "查码头。"], id="semicolons"),
        pytest.param("他问：“谁守？谁查？”没人答。", ["他问：“谁守？谁查？”", "没人答。"], id="quote uncut, ends the sentence"),
        pytest.param("按“谁主管、谁负责；谁审批”办。", ["按“谁主管、谁负责；谁审批”办。"], id="quote uncut, goes on"),
        pytest.param("落实“三查。查船。\n查人。", ["落实“三查。", "查船。", "查人。"], id="quote never closed"),
        pytest.param("停航（大雾；大风）。返港。", ["停航（大雾；大风）。", "返港。"], id="brackets"),
        pytest.param("真的要命啊！！再不能拖……了。", ["真的要命啊！！", "再不能拖……了。"], id="rows of marks"),
        pytest.param(
            "一、守渡口\n（一）查船。要快。二、守路口\n要严。",
            ["一、守渡口", "（一）查船。", "要快。", "二、守路口", "要严。"],
            id="headings glued",
        ),
        pytest.param(
            "一、守渡口（一）查船。要快。（二）查人。要严。",
            ["一、守渡口", "（一）查船。", "要快。", "（二）查人。", "要严。"],
            id="no line ends",
        ),
        pytest.param(
            "在全镇会议上的讲话（2019年5月8日）同志们：今天开会。",
            ["在全镇会议上的讲话", "（2019年5月8日）", "同志们：", "今天开会。"],
            id="front without line ends",
        ),
    ],
)
def test_sentences_end_at_marks_and_lines(text, sentences):
    assert [text[s.start : s.end] for s in split(text)[1]] == sentences


def test_sentence_knows_its_section_and_paragraph():
    _, sentences = split("同志们：\n一、守渡口\n渡船方面。要检。\n此外，要查路。")
    assert [(s.section, s.in_heading, s.paragraph) for s in sentences] == [
        (None, False, 0),
        (0, True, 1),
        (1, True, 2),
        (1, False, 2),
        (0, False, 3),
    ]


def test_sentence_with_a_colon_heading_is_not_cut():
    text = "一、守渡口：要日夜有人。\n二、查船只：要逐条登记。"
    assert [s.in_heading for s in split(text)[1]] == [False, False]


@given(st.text(alphabet="一二是要、。；：，\n\u3000（）“”渡口1.讲话方面", max_size=200))
def test_sentences_cover_all_but_white_space(text):
    view, sentences = split(text)
    covered = "".join(view.text[s.start : s.end] for s in sentences)
    assert "".join(covered.split()) == "".join(view.text.split())
    assert all(a.end <= b.start for a, b in pairwise(sentences))
