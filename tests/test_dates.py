"""Dates and years of a header."""

import pytest

from speechmine.dates import find_written, find_year, read_date
from speechmine.folding import fold


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024年1月5日", "2024-01-05"),
        ("（二○○七年一月二十九日）", "2007-01-29"),
        ("二零一三年八月三日", "2013-08-03"),
        ("(2023-03-01)", "2023-03-01"),
        ("２０１８年１０月９日", "2018-10-09"),
        ("2019.12.31", "2019-12-31"),
        ("2024年2月30日", None),
        ("2024年1月", None),
        ("令第2024-13-40号", None),
    ],
)
def test_date_read(text, date):
    assert read_date(fold(text)) == date


@pytest.mark.parametrize(
    ("title", "body", "year"),
    [
        ("在全县2016年会议上的讲话", "今年是2015年。", 2016),
        ("", "今年是2015年，任务很重。", 2015),
        ("", "2019年还剩一个月。", 2019),
        ("", "2021年是打基础之年。", 2021),
        ("", "2021年是打基础之年，到2025年要见效。", None),
        ("", "2018年下降8%。", None),
        ("", "今年下降8%。", None),
    ],
)
def test_year_is_never_guessed(title, body, year):
    assert find_year(title, body) == year


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("（2024年5月）", "2024-05"),
        ("二〇二四年五月", "2024-05"),
        ("2024.05", "2024-05"),
        ("（2024年）", "2024"),
        ("2024/6/18", "2024-06-18"),
        ("2024年元月3日", "2024-01-03"),
        ("2024年13月，又2023年2月", "2023-02"),
    ],
)
def test_written_date_goes_as_far_as_it_is_written(text, written):
    assert str(find_written(fold(text))[1]) == written


def test_no_date_is_written():
    assert find_written("第12号，3.5万") is None
