"""Headings without an enumerator."""

import pytest

from speechmine.folding import Folded
from speechmine.structure.outline import find_sections

BODY = "渡口要有人守，船只要按时检验，夜间一律不得开航，遇到大雾要立即停航。"


def shape(*lines):
    return [(s.depth, s.kind, s.marker, s.heading) for s in find_sections(Folded("\n".join(lines)))]


def test_plain_headings_stand_below_numbered_ones():
    assert shape("一、去年的工作", "强化渡口值守", BODY, "强化船只检验", BODY, "二、今年的工作", BODY) == [
        (1, "heading", "一、", "去年的工作"),
        (2, "heading", "", "强化渡口值守"),
        (2, "heading", "", "强化船只检验"),
        (1, "heading", "二、", "今年的工作"),
    ]


def test_plain_headings_of_a_public_account():
    assert [s[3] for s in shape(BODY, "01", "提高认识，守住渡口", BODY, "02", "突出重点，查好船只", BODY)] == [
        "提高认识，守住渡口",
        "突出重点，查好船只",
    ]


def test_plain_headings_may_be_long():
    first, second = "一年来，渡口建设步子加快，船只检验全面铺开", "一年来，乡村学校面貌一新，山里孩子就近上学"
    assert [s[3] for s in shape(BODY, first, BODY, second, BODY)] == [first, second]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([BODY, "强化渡口值守", BODY], id="alone"),
        pytest.param([BODY, "强化渡口值守", "强化船只检验", BODY], id="list"),
        pytest.param([BODY, "强化渡口值守", "要守好。", "强化船只检验", "要检好。"], id="no paragraphs below"),
        pytest.param([BODY, "渡口要有人值守。", BODY, "船只要按时检验。", BODY], id="sentences"),
        pytest.param([BODY, "下面我讲第一点", BODY, "同志们请看大屏幕", BODY], id="spoken"),
        pytest.param([BODY, "第三，渡口要守住", BODY, "第七，船只要查好", BODY], id="counted"),
        pytest.param([BODY, "字号：大 中 小", BODY, "扫一扫，关注我们", BODY], id="page"),
    ],
)
def test_no_plain_headings(lines):
    assert shape(*lines) == []


def test_plain_heading_is_a_sentence_of_its_own_section():
    text = f"{BODY}\n强化渡口值守\n{BODY}\n强化船只检验\n{BODY}"
    assert [text[s.start : s.end].strip() for s in find_sections(Folded(text))] == [
        f"强化渡口值守\n{BODY}",
        f"强化船只检验\n{BODY}",
    ]
