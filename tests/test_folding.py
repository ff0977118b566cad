"""The folded view: characters, offsets, wrapped lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechmine.folding import Folded, fold, fold_each

PARAGRAPH = "渡口要有人守，船只要按时检验，司乘人员要穿救生衣，乡镇要派人值班，码头要设警示牌，夜间一律不得开航，大雾天气立即停航"
TEXT = f"在全镇会议上的讲话\n{PARAGRAPH}。\n一、守住渡口\n{PARAGRAPH}，{PARAGRAPH}。"


def wrap(text, width):
    return "\n".join(line[i : i + width] for line in text.split("\n") for i in range(0, max(len(line), 1), width))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("２０２４年,責任重大!", "2024年，责任重大！", id="width and script"),
        pytest.param("下降1,234起，8:30", "下降1,234起，8:30", id="marks inside figures stay"),
        pytest.param('落实"一岗双责"', "落实“一岗双责”", id="straight quotes"),
        pytest.param("要守住渡口.要查船.", "要守住渡口。要查船。", id="full stops"),
        pytest.param("一.守住渡口...", "一.守住渡口...", id="enumerators and ellipses keep theirs"),
        pytest.param("要守渡口｡查船､查人", "要守渡口。查船、查人", id="half-width forms"),
    ],
)
def test_fold_character_by_character(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize("width", [16, 20, 26])
def test_folded_joins_wrapped_lines(width):
    assert Folded(wrap(TEXT, width)).text == TEXT


def test_folded_keeps_the_paragraph_behind_a_full_line():
    lines = ["一二三四五六七八九十甲乙丙丁，"] * 6 + ["一二三四五六七八九十甲乙丙丁。", "二、守住渡口"]
    assert Folded("\n".join(lines)).text.split("\n") == ["".join(lines[:7]), "二、守住渡口"]


def test_folded_leaves_unwrapped_text_alone():
    text = "各镇要守住渡口，夜间停航。\n" * 8
    assert Folded(text).text == text


def test_folded_joins_a_line_that_opens_with_a_closing_mark():
    view = Folded("依照\n中华人民共和国安全生产法\n、条例\n，各镇要查。\n\n，好。")
    assert view.text.split("\n") == ["依照", "中华人民共和国安全生产法、条例，各镇要查。", "", "，好。"]


def test_folded_maps_offsets_over_wrapped_lines():
    wrapped = wrap(TEXT, 20)
    view = Folded(wrapped)
    at = view.text.index("夜间一律不得开航")
    start, end = view.span(at, at + 8)
    assert wrapped[start:end].replace("\n", "") == "夜间一律不得开航"
    assert view.to_view(start) == at


@given(st.text(alphabet="一二要、。，\n （）“”渡口1. a\t", max_size=300))
def test_folded_maps_every_offset_back_and_forth(text):
    view = Folded(text)
    assert all(view.to_view(view.to_source(i)) == i for i in range(len(view.text)))
    assert len(view.text) <= len(text)


@given(st.lists(st.text(alphabet='一3安.，,:"\n隱 ”', max_size=4)))
def test_texts_folded_together_are_folded_each_for_itself(texts):
    assert fold_each(texts) == [fold(text) for text in texts]
