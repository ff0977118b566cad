"""Titles and other openings of speeches."""

import pytest

from speechmine.structure.titles import bare_title, find_openings, is_salutation, is_title


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("在全县防汛会议上的讲话", True),
        ("在安全月启动仪式上的致辞（节选）", True),
        ("政府工作报告", True),
        ("一、认真听取报告", False),
        ("刚才县长作了讲话。", False),
        ("各位代表，我向大会报告", False),
        ("下面，请同志们，听报告", False),
    ],
)
def test_title_line(line, title):
    assert is_title(line) is title


@pytest.mark.parametrize(
    "line",
    ["第一篇：在县会上的讲话", "第2篇 在县会上的讲话", "【篇三】在县会上的讲话", "篇四：在县会上的讲话", "——在县会上的讲话"],
)
def test_title_is_bared(line):
    assert bare_title(line) == "在县会上的讲话"


@pytest.mark.parametrize(
    ("line", "answer"), [("同志们：", True), ("各位领导、同志们：", True), ("尊敬的各位来宾！", True), ("同志们要努力。", False)]
)
def test_salutation(line, answer):
    assert is_salutation(line) is answer


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        pytest.param("在县会上的讲话\n同志们：\n好。", [0], id="line"),
        pytest.param("要落实。在市会上的讲话同志们：好。", [4], id="glued"),
        pytest.param("范文（一）\n要落实。\n范文（二）\n要检查。", [0, 11], id="pack"),
        pytest.param("要落实。\n听了县长的报告\n要检查。\n再要落实。", [], id="no title"),
        pytest.param("写好第一篇章，做好第二篇文章。", [], id="no pack"),
    ],
)
def test_openings(text, starts):
    assert [opening.start for opening in find_openings(text)] == starts
