"""Speeches of a source: their bounds, and what belongs to none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechmine.folding import folded_view
from speechmine.records import Source
from speechmine.structure.speeches import find_speeches

BODY = (
    "同志们：\n渡口要有人守，船只要按时检验，司乘人员要穿救生衣，乡镇要派人值班，"
    "夜间一律不得开航，码头要设立警示牌，遇到大雾大风天气要立即停航。"
)
FIRST = f"在全县会议上的讲话\n{BODY}"
SECOND = f"在全市会议上的讲话\n{BODY}"


def speeches(text, **metadata):
    return find_speeches(Source("a.txt", "a.txt", None, "txt", "utf-8", "txt", "", text, metadata))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(BODY, [BODY], id="no mark"),
        pytest.param(f"\n 　{FIRST}\n\n", [FIRST], id="white space"),
        pytest.param(f"{FIRST}\n{SECOND}", [FIRST, SECOND], id="titles"),
        pytest.param(f"{FIRST}{SECOND}", [FIRST, SECOND], id="title glued to the line before"),
        pytest.param(f"第一篇：{FIRST}\n第二篇：{SECOND}", [f"第一篇：{FIRST}", f"第二篇：{SECOND}"], id="pack"),
        pytest.param(
            f"范文（一）\n{BODY}\n范文（二）\n{BODY}", [f"范文（一）\n{BODY}", f"范文（二）\n{BODY}"], id="pack without titles"
        ),
        pytest.param(f"在全县会议上的讲话同志们：渡口要有人守...\n{FIRST}", [FIRST], id="preview"),
        pytest.param(
            f"目录\n一、守渡口\n二、查船只\n{FIRST}\n一、守渡口\n要快。\n二、查船只\n要严。",
            [f"{FIRST}\n一、守渡口\n要快。\n二、查船只\n要严。"],
            id="contents",
        ),
        pytest.param(
            f"第一篇：在全县会议上的讲话\n第二篇：在全市会议上的讲话\n第一篇：{FIRST}\n第二篇：{SECOND}",
            [f"第一篇：{FIRST}", f"第二篇：{SECOND}"],
            id="contents of a pack",
        ),
        pytest.param(
            f"首页 > 讲话\n阅读：8次\n{FIRST}\n登录后阅读全文\n猜你喜欢\n在全市会议上的讲话", [FIRST], id="chrome and links"
        ),
        pytest.param(f"{FIRST}\n{BODY}", [f"{FIRST}\n{BODY}"], id="salutation alone opens none"),
        pytest.param(
            f"讲话稿（精选2篇）\n以下是小编整理的讲话稿，希望对大家有所帮助。\n会议讲话稿 篇1\n{BODY}\n会议讲话稿 篇2\n{BODY}\n【讲话稿】相关文章：\n会议主持词",
            [f"会议讲话稿 篇1\n{BODY}", f"会议讲话稿 篇2\n{BODY}"],
            id="series of one title",
        ),
        pytest.param(
            f"会议讲话稿（一）\n{BODY}\n会议讲话稿（二）\n{BODY}",
            [f"会议讲话稿（一）\n{BODY}", f"会议讲话稿（二）\n{BODY}"],
            id="series in brackets",
        ),
        pytest.param(f"{FIRST}\n一些数字 1\n一些数字 2", [f"{FIRST}\n一些数字 1\n一些数字 2"], id="no series"),
        pytest.param(f"{FIRST}\nEND\n编辑：小王\n往期推荐\n●在全市会议上的讲话", [FIRST], id="foot of a public account"),
        pytest.param(f"{FIRST}\n本作品是中华人民共和国的\n法律\n、\n法规", [FIRST], id="licence of a library"),
        pytest.param("　\n \t\n", [], id="blank"),
    ],
)
def test_speeches_of_a_source(text, expected):
    assert [speech.text for speech in speeches(text)] == expected


def test_speech_keeps_what_the_user_says():
    (speech,) = speeches(FIRST, level="province", topic="渡口")
    assert (speech.level, dict(speech.meta)) == ("province", {"level": "province", "topic": "渡口"})


def test_speech_carries_its_sections():
    (speech,) = speeches(f"打印本页\n{FIRST}\n一、守渡口\n要快。")
    assert [speech.text[s.heading_start : s.heading_end] for s in speech.sections] == ["一、守渡口"]


@given(
    st.one_of(
        st.text(max_size=200), st.text(alphabet="第一二篇：在会上的讲话同志们，。\n、…（）>首页目录2024年1月5日", max_size=400)
    )
)
def test_any_text_is_read(text):
    found = speeches(text)
    assert all(text[s.start : s.end] == s.text == s.text.strip() for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert bool(found) == bool(folded_view(text).text.strip())
