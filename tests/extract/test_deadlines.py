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
}


@pytest.mark.parametrize(("words", "day"), LAST_DAYS.values(), ids=LAST_DAYS)
def test_last_day_of_words(words, day, lexicon):
    assert last_day(words, lexicon=lexicon, speech=speech()) == day


def test_last_day_without_date_takes_the_year(lexicon):
    assert last_day("3月1日前", lexicon=lexicon, speech=speech(date=None)) == "2023-03-01"
    assert last_day("本月底前", lexicon=lexicon, speech=speech(date=None)) is None


def test_last_day_without_year_is_unknown(lexicon):
    assert last_day("年底前", lexicon=lexicon, speech=speech(date=None, year=None)) is None


DEADLINES = {
    "month": ("各矿要在8月底前完成改造。", ("8月底前", "2023-08-31")),
    "hours": ("24小时内上报情况。", ("24小时内", None)),
    "first": ("要第一时间报告险情。", ("第一时间", None)),
    "none": ("要在全县开展普查。", None),
    "after": ("晚上9点以后不得开炉。", None),
}


@pytest.mark.parametrize(("text", "deadline"), DEADLINES.values(), ids=DEADLINES)
def test_deadline_of_a_directive(text, deadline):
    (directive,) = find_directives(segment_speech(speech(text)))
    found = directive.deadline
    assert (found and (text[found[0].start : found[0].end], found[1])) == deadline
