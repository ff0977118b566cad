import pytest

from speechmine.codebooks import load_codebook
from speechmine.extract.directives.deadlines import last_day
from speechmine.extract.directives.directives import find_directives
from speechmine.extract.directives.lexicon import Lexicon
from speechmine.records import Speech
from speechmine.segment.speech import segment_speech


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon(load_codebook("directives"))


def speech(text="", date="2023-05-10", year=2023):
    return Speech("t", 0, len(text), text, date=date, year=year)


LAST_DAYS = {
    "day": ("6月30日前", "2023-06-30"),
    "day-over": ("3月1日前", "2024-03-01"),
    "day-han": ("十月八日之前", "2023-10-08"),
    "month-end": ("9月底前", "2023-09-30"),
    "month-end-over": ("2月底前", "2024-02-29"),
    "this-month": ("本月底前", "2023-05-31"),
    "year-end": ("年底前", "2023-12-31"),
    "year": ("年内", "2023-12-31"),
    "next-year": ("明年6月底前", "2024-06-30"),
    "next-year-end": ("明年年底前", "2024-12-31"),
    "national-day": ("国庆前", "2023-09-30"),
    "lunar": ("春节前", None),
    "stretch": ("24小时内", None),
    "no-such-day": ("2月30日前", None),
    "at-once": ("立即", None),
    "year-named": ("2025年底前", "2025-12-31"),
    "year-han": ("二〇二五年八月底前", "2025-08-31"),
    "day-of-a-year": ("2025年 3 月 9 日前", "2025-03-09"),
    "year-after-next": ("后年4月底前", "2025-04-30"),
    "this-year-is-not-moved": ("今年3月1日前", "2023-03-01"),
    "next-month": ("下月底前", "2023-06-30"),
    "day-of-next-month": ("下个月10日前", "2023-06-10"),
    "thirds": ("8月中旬前", "2023-08-20"),
    "month-before-it-begins": ("8月前", "2023-07-31"),
    "quarter": ("三季度末前", "2023-09-30"),
    "quarter-of-a-year": ("2025年第一季度内", "2025-03-31"),
    "this-quarter": ("本季度末前", "2023-06-30"),
    "half": ("2025年上半年", "2025-06-30"),
    "half-over": ("上半年", "2023-06-30"),
    "feast-of-a-year": ("2025年国庆节前", "2025-09-30"),
    "new-year": ("元旦前", "2023-12-31"),
    "new-year-of-a-year": ("2025年元旦前", "2024-12-31"),
    "feast-over": ("五一前", "2024-04-30"),
    "leap-day": ("2024年2月29日前", "2024-02-29"),
    "no-leap-day-to-come": ("2月29日前", None),
    "stretch-of-years": ("三年内", None),
    "stretch-of-months": ("两个月内", None),
    "lunar-of-a-year": ("2025年春节前", None),
    "lunar-day": ("腊月二十前", None),
    "whole-year": ("2025年以前", "2024-12-31"),
    "within-a-year": ("2025年内", "2025-12-31"),
    "year-out-of-range": ("9999年底前", None),
}


@pytest.mark.parametrize(("words", "day"), LAST_DAYS.values(), ids=LAST_DAYS)
def test_last_day_of_words(words, day, lexicon):
    assert last_day(words, lexicon=lexicon, speech=speech()) == day


def test_last_day_without_date_takes_the_year(lexicon):
    assert last_day("3月1日前", lexicon=lexicon, speech=speech(date=None)) == "2023-03-01"
    assert last_day("本月底前", lexicon=lexicon, speech=speech(date=None)) is None


def test_last_day_of_december_is_followed_by_january(lexicon):
    assert last_day("下月底前", lexicon=lexicon, speech=speech(date="2023-12-04")) == "2024-01-31"


def test_last_day_of_a_named_year_needs_no_speech_year(lexicon):
    assert last_day("2025年底前", lexicon=lexicon, speech=speech(date=None, year=None)) == "2025-12-31"


def test_last_day_without_year_is_unknown(lexicon):
    assert last_day("年底前", lexicon=lexicon, speech=speech(date=None, year=None)) is None


DEADLINES = {
    "month": ("各矿要在8月底前完成改造。", ("8月底前", "2023-08-31")),
    "hours": ("24小时内上报情况。", ("24小时内", None)),
    "first": ("要第一时间报告险情。", ("第一时间", None)),
    "none": ("要在全县开展普查。", None),
    "after": ("晚上9点以后不得开炉。", None),
    "year": ("各矿要在2025年8月底前完成改造。", ("2025年8月底前", "2025-08-31")),
    "blanks": ("各矿要在 8 月 9 日前完成改造。", ("8 月 9 日前", "2023-08-09")),
    "years": ("各矿要在两年内完成改造。", ("两年内", None)),
    "half of a year": ("各矿要在2025年上半年完成改造。", ("2025年上半年", "2025-06-30")),
    "year of the first item": ("各矿要在2025年3月至9月底前完成改造。", ("9月底前", "2025-09-30")),
    "year of another matter": ("各矿在2019年停产以后，要在年底前完成改造。", ("年底前", "2023-12-31")),
    "what is past": ("2005年底前登记的旧车要全部报废。", None),
    "every year": ("每年3月到4月底，禁火区内不得用火。", None),
}


@pytest.mark.parametrize(("text", "deadline"), DEADLINES.values(), ids=DEADLINES)
def test_deadline_of_a_directive(text, deadline):
    (directive,) = find_directives(segment_speech(speech(text)))
    found = directive.deadline
    assert (found and (text[found[0].start : found[0].end], found[1])) == deadline
