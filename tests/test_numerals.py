from decimal import Decimal

import pytest

from speechmine.extract.facts.figures import find_figures
from speechmine.numerals import decimal_text, parse_numeral

NUMERALS = {
    "二十一": "21",
    "十": "10",
    "十几": "10",
    "一百零八": "108",
    "两": "2",
    "两千": "2000",
    "三千五": "3500",
    "一万二": "12000",
    "一万零二": "10002",
    "二〇〇七": "2007",
    "五亿三千万": "530000000",
    "十二点五": "12.5",
    "1.9万": "19000",
    "3541.07万": "35410700",
    "1,234": "1234",
    "50多": "50",
    "1亿2000万": "120000000",
    "2.3万亿": "2300000000000",
    "0.05": "0.05",
    "3千零50万": "30500000",
    "6万5千4百": "65400",
    "4万2000": "42000",
    "2万五千": "25000",
    "三亿零七百万": "307000000",
    "柒佰万": "7000000",
    "壹拾贰": "12",
    "二点五万": "25000",
    "一百二十点五": "120.5",
    "7 654 321": "7654321",
    "两万万": "200000000",
}


@pytest.mark.parametrize(("numeral", "value"), NUMERALS.items(), ids=NUMERALS)
def test_numeral_has_its_value(numeral, value):
    assert parse_numeral(numeral) == Decimal(value)


@pytest.mark.parametrize(
    "numeral", ["××", "XX", "**", "三四", "二三十", "三百五百", "3万5万", "十百千", "多", "", "一万亿亿亿", "9" * 5000]
)
def test_numeral_without_value_is_none(numeral):
    assert parse_numeral(numeral) is None


@pytest.mark.parametrize(("value", "text"), [("19.60", "19.6"), ("1E+4", "10000"), ("100", "100"), ("0.50", "0.5")])
def test_decimal_is_written_plainly(value, text):
    assert decimal_text(Decimal(value)) == text


FIGURES = {
    "blanks round the point": ("整改率达98 . 5 %", "98 . 5 %", "98.5", "%"),
    "units of thousands of yuan": ("罚款373万元", "373万元", "373", "万元"),
    "Chinese money": ("罚款三百万元", "三百万元", "300", "万元"),
    "two powers in money": ("亏损十八亿三千万元", "十八亿三千万元", "1830000000", "元"),
    "power before another unit": ("检查1.9万家次", "1.9万家次", "19000", "家次"),
    "power without a unit": ("排查隐患1.9万，", "1.9万", "19000", None),
    "more inside": ("共50多万人", "50多万人", "500000", "人"),
    "comma groups": ("共1,234起", "1,234起", "1234", "起"),
    "percent in words": ("达百分之十二点五", "百分之十二点五", "12.5", "百分之"),
    "fraction": ("占四分之三", "四分之三", "0.75", None),
    "tenths": ("占八成", "八成", "8", "成"),
    "range": ("检查2-3次", "2-3次", "2", "次"),
    "mask of zeros": ("死亡00人", "00人", None, "人"),
    "a space before the unit": ("共 12 起", "12 起", "12", "起"),
}


@pytest.mark.parametrize(("text", "words", "value", "unit"), FIGURES.values(), ids=FIGURES)
def test_figure_has_value_and_unit(text, words, value, unit):
    [figure] = find_figures(text)
    assert (text[figure.start : figure.end], figure.value, figure.unit) == (words, value, unit)


@pytest.mark.parametrize("text", ["成立五个督查组", "共抓三项工程", "二十项措施", "三家企业", "12个方面"])
def test_figure_is_counted_beside_a_tally_or_by_its_size(text):
    assert len(list(find_figures(text))) == 1


@pytest.mark.parametrize("text", ["抓好三项工程", "PM2.5浓度", "七成立", "12元旦", "占地一分", "两头受气"])
def test_figure_is_none_where_a_numeral_numbers_or_runs_on(text):
    assert list(find_figures(text)) == []
