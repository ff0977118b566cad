"""Enumerators and their false friends."""

import pytest

from speechmine.structure.enumerators import find_enumerators, read_numeral


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一、守渡口", [("han", 1, "line")]),
        ("要快。（二）查船", [("han_bracket", 2, "sentence")]),
        ("讲三点：一、守渡口", [("han", 1, "clause")]),
        ("长效机制（一）建队伍", [("han_bracket", 1, "glued")]),
        ("1.查船\n２、查人".translate({ord("２"): "2"}), [("digit", 1, "line"), ("digit", 2, "line")]),
        ("1）查船\n2）查人", [("digit_bracket", 1, "line"), ("digit_bracket", 2, "line")]),
        ("（1）查船①查人", [("digit_bracket", 1, "line"), ("circle", 1, "glued")]),
        ("第一，查船。其二，查人", [("ordinal", 1, "line"), ("ordinal", 2, "sentence")]),
        ("一是查船。二要查人", [("item", 1, "line"), ("item", 2, "sentence")]),
        ("第三部分 查人", [("part", 3, "line")]),
        ("一、二季度讲评\n查船", [("han", 1, "line")]),
        ("快。一、二季度讲评（一）查船", [("han", 1, "sentence"), ("han_bracket", 1, "glued")]),
    ],
)
def test_enumerator_forms(text, found):
    assert [(e.family, e.number, e.place) for e in find_enumerators(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "小（二）型水库",
        "2024年1、2月",
        "全市三、四季度要查船",
        "增长1.5亿",
        "第一、二产业",
        "十二、三岁",
        "（一）类、（二）类",
    ],
)
def test_enumerator_false_friends(text):
    assert find_enumerators(text) == []


@pytest.mark.parametrize(
    ("numeral", "number"), [("一", 1), ("十", 10), ("十三", 13), ("二十", 20), ("二十一", 21), ("07", 7), ("⑳", 20)]
)
def test_numeral_read(numeral, number):
    assert read_numeral(numeral) == number


@pytest.mark.parametrize(
    ("marker", "number"),
    [
        ("㈢", 3),
        ("⑶", 3),
        ("⒊", 3),
        ("㊂", 3),
        ("❸", 3),
        ("〔三〕", 3),
        ("三）", 3),
        ("三 、", 3),
        ("3 、", 3),
        ("叁、", 3),
        ("Ⅲ、", 3),
    ],
)
def test_enumerator_in_other_characters(marker, number):
    (found,) = find_enumerators(f"{marker}守住堤坝")
    assert (found.start, found.end, found.number) == (0, len(marker), number)


@pytest.mark.parametrize("text", ["Ⅰ级响应", "各镇要分壹、贰两档", "要防Ⅱ、Ⅲ级风险", "三 四 五"])
def test_other_characters_that_number_nothing(text):
    assert [e.family for e in find_enumerators(text) if e.place == "line"] == []
