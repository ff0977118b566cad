"""Themes of prose that is no speech on safety, and the weights that both kinds are coded with."""

import re

import pytest

from speechmine.codebooks import load_codebook
from speechmine.extract.theme_features import prose_features, strings
from speechmine.extract.theme_weights import AFTER, BIAS, NONE, load_weights
from speechmine.extract.themes import code_themes
from speechmine.folding import Folded
from speechmine.records import Speech
from speechmine.segment.speech import segment_speech
from speechmine.structure.outline import find_sections
from speechmine.structure.section_roles import with_roles

FILLER = "要把乡村学校办好。" * 12
NAMES = ("safety_weights", "prose_weights")


def segmented(text, genre=None):
    sections = with_roles(find_sections(Folded(text)))
    return segment_speech(Speech("a.txt", 0, len(text), text, genre=genre, sections=sections))


def themes(text, directive=(), genre=None):
    speech = segmented(text, genre)
    found = code_themes(speech, directive=set(directive))
    return {speech.view.text[s.start : s.end]: theme for s, theme in zip(speech.sentences, found, strict=True)}


@pytest.mark.parametrize(
    ("sentence", "theme"),
    [
        pytest.param("要稳住外贸和产业链。", "T15", id="economy"),
        pytest.param("粮食产量同比增长百分之五。", "T15", id="economy without a demand"),
        pytest.param("要完善应急预案。", "T10", id="a theme of safety work in a text on another field"),
        pytest.param("要多种树。", None, id="no evidence"),
        pytest.param("要改进技术。", None, id="words of every field"),
        pytest.param("要为港口添设备。", None, id="a sector without a danger"),
    ],
)
def test_text_on_another_field(sentence, theme):
    assert themes(FILLER + sentence + FILLER, directive=range(30))[sentence] == theme


def test_what_a_section_on_the_situation_tells_is_the_situation():
    text = f"一、过去一年的工作回顾\n外贸稳步增长。\n二、今后的任务\n{FILLER}"
    assert themes(text, directive=range(3, 20))["外贸稳步增长。"] == "T02"


@pytest.mark.parametrize(
    ("sentence", "theme"),
    [
        ("台风逼近，沿海各县转移了群众。", "T02"),
        ("要弘扬传统文化，办好图书馆。", None),
        ("各位代表，现在我向大会报告工作。", "T01"),
    ],
)
def test_a_passage_of_a_sentence_is_not_taken_for_an_opening(sentence, theme):
    assert themes(sentence)[sentence] == theme


def test_news_on_safety_is_read_as_prose():
    told = "三位老人回到了家。"
    text = "要排查隐患。" * 12 + told + "要排查隐患。" * 12
    assert themes(text, genre="news")[told] != themes(text, genre="speech")[told]


def test_neighbours_and_genre_are_features():
    speech = segmented("要种树。要补种。", "notice")
    first, second = prose_features(speech, [{"T15": 2.0}, {}], [False, True], directive={0}, safety=False)
    assert ":genre:notice" in first.marks
    assert {":before:T15", ":before:demands", ":danger"} <= {name for name, _ in second.graded}


@pytest.mark.parametrize("name", NAMES)
def test_weights_of_strings_are_those_they_were_learned_with(name):
    """What is learned from (`strings`) and what is applied (a matcher) must be the same features."""
    speech, weights = segmented("各校要开展宣传教育，宣传要入户。\n"), load_weights(name)
    found = strings(speech, speech.sentences[0])
    total = [0.0] * len(weights.codes)
    weights._add_strings(total, speech.view.text[:-1])
    expected = sum(weights.rows.get(string, {}).get("T09", 0) * value for string, value in found.items())
    assert total[weights.codes.index("T09")] == pytest.approx(expected) != 0


@pytest.mark.parametrize("name", NAMES)
def test_any_order_of_themes_has_a_weight(name):
    codes, rows = [*load_codebook("themes").codes, *([NONE] if name == "prose_weights" else [])], load_weights(name).rows
    assert all(list(rows[AFTER + code]) == sorted(codes, key=lambda code: (code != NONE, code)) for code in codes)
    assert set(rows[BIAS]) <= set(codes)


def test_no_digit_is_learned():
    learned = [feature for feature in load_weights("prose_weights").rows if not feature.startswith(":")]
    assert len(learned) > 1000
    assert not [feature for feature in learned if re.search(r"\d", feature)]
