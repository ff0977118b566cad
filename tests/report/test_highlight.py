"""Marks colour a text and change nothing in it."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechmine.report.highlight import KINDS, Mark, html_legend, html_style, html_text, rich_legend, rich_text


@st.composite
def marked(draw):
    text = draw(st.text("各村要<>&\"'清理\n\x1b[", max_size=20))
    spans = st.tuples(
        st.integers(0, len(text)), st.integers(0, len(text)), st.sampled_from(sorted(KINDS)), st.sampled_from(["", 'a"<b>'])
    )
    return text, [Mark(*mark) for mark in draw(st.lists(spans, max_size=6))]


@given(marked())
def test_html_holds_the_text_and_no_tag_of_its_own(case):
    text, marks = case
    html = html_text(text, marks)
    assert unescape(re.sub(r"<span [^<>]*>|</span>", "", html)) == text
    assert html.count("<span ") == html.count("</span>")


@given(marked())
def test_terminal_text_keeps_its_length_and_cannot_steer(case):
    text, marks = case
    shown = rich_text(text, marks).plain
    assert len(shown) == len(text)
    assert "\x1b" not in shown


def test_shortest_mark_of_a_channel_wins_and_channels_add_up():
    marks = [Mark(0, 4, "object"), Mark(1, 2, "aim"), Mark(1, 3, "slogan")]
    classes = re.findall(r'class="([^"]*)"', html_text("甲乙丙丁", marks))
    assert classes == ["sm-object", "sm-aim sm-slogan", "sm-object sm-slogan", "sm-object"]


def test_notes_of_all_marks_stand_behind_the_mouse():
    html = html_text("甲乙", [Mark(0, 2, "object", "outer"), Mark(0, 1, "aim", "inner")])
    assert 'title="inner\nouter">甲<' in html


@pytest.mark.parametrize("kind", KINDS)
def test_legend_and_style_name_every_kind(kind):
    assert KINDS[kind].name in html_legend([kind])
    assert f".sm-{kind}{{" in html_style([kind])
    assert KINDS[kind].name in rich_legend([kind]).plain
