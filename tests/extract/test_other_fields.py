"""Themes of texts that are no speeches on safety."""

import pytest

from speechmine.extract.themes import code_themes
from speechmine.folding import Folded
from speechmine.records import Speech
from speechmine.segment.speech import segment_speech
from speechmine.structure.outline import find_sections
from speechmine.structure.section_roles import with_roles

FILLER = "要把乡村学校办好。" * 12


def themes(text, directive=(), genre=None):
    sections = with_roles(find_sections(Folded(text)))
    segmented = segment_speech(Speech("a.txt", 0, len(text), text, genre=genre, sections=sections))
    found = code_themes(segmented, directive=set(directive))
    return {segmented.view.text[s.start : s.end]: theme for s, theme in zip(segmented.sentences, found, strict=True)}


@pytest.mark.parametrize(
    ("sentence", "theme"),
    [
        pytest.param("要稳住外贸和产业链。", "T15", id="words that weigh enough"),
        pytest.param("要多种树。", None, id="no words"),
        pytest.param("要改进技术。", None, id="words of every field"),
        pytest.param("我们要作出更大贡献。", None, id="a formality in the midst of the text"),
        pytest.param("要为港口添设备。", None, id="a sector without a danger"),
    ],
)
def test_text_on_another_field(sentence, theme):
    assert themes(FILLER + sentence + FILLER, directive=range(30))[sentence] == theme


def test_what_a_section_on_the_situation_tells_is_the_situation():
    text = f"一、过去一年的工作回顾\n外贸稳步增长。\n二、今后的任务\n{FILLER}"
    assert themes(text, directive=range(3, 20))["外贸稳步增长。"] == "T02"


def test_news_on_safety_is_coded_by_its_own_words():
    told = "三位老人回到了家。"
    text = "要排查隐患。" * 12 + told + "要排查隐患。" * 12
    assert themes(text, genre="news")[told] is None
    assert themes(text, genre="speech")[told] is not None
