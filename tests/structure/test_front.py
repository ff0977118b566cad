"""The front of a speech whose lines run together."""

from itertools import pairwise

import pytest

from speechmine.structure.front import front_borders


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("在全县会议上的讲话同志们：今天开会。", ["在全县会议上的讲话", "同志们：", "今天开会。"], id="salutation"),
        pytest.param(
            "在全县会议上的讲话县长林晓舟各位领导、同志们：好。",
            ["在全县会议上的讲话", "县长林晓舟", "各位领导、同志们：", "好。"],
            id="speaker",
        ),
        pytest.param(
            "在全县会议上的讲话（摘要）2019年5月8日同志们：好。",
            ["在全县会议上的讲话（摘要）", "2019年5月8日", "同志们：", "好。"],
            id="date without brackets",
        ),
        pytest.param(
            "在全县会议上的讲话（二〇一九年五月八日）今天开会。",
            ["在全县会议上的讲话", "（二〇一九年五月八日）", "今天开会。"],
            id="no salutation",
        ),
        pytest.param("在全县会议上的讲话同志们：\n好。", ["在全县会议上的讲话", "同志们：\n好。"], id="front on one line"),
        pytest.param("在全县会议上的讲话\n同志们：好。", ["在全县会议上的讲话\n同志们：好。"], id="lines"),
        pytest.param("同志们：今天听了县长的报告，很好。", ["同志们：今天听了县长的报告，很好。"], id="no title"),
        pytest.param(
            "在会上听了报告很受教育。同志们：好。", ["在会上听了报告很受教育。同志们：好。"], id="sentence that holds a genre"
        ),
    ],
)
def test_front_is_parted(text, parts):
    borders = [0, *front_borders(text), len(text)]
    assert [text[a:b] for a, b in pairwise(borders)] == parts
