"""Figures as people type, scan and paste them: signs, blanks, commas, mixed numerals, periods, units before common words."""

import pytest

from speechmine.extract.facts.facts import find_facts
from speechmine.records import Speech
from speechmine.segment.speech import segment_speech


def facts(text):
    segmented = segment_speech(Speech("x.txt", 0, len(text), text))
    return [(fact, segmented.view.text[fact.start : fact.end]) for fact in find_facts(segmented)]


SIGNED = {
    "minus": ("月度产量增速为−1.6%。", "-1.6"),
    "hyphen": ("月度产量增速为‐1.6%。", "-1.6"),
    "en dash": ("月度产量增速为–1.6%。", "-1.6"),
    "word": ("月度产量增速为负1.6%。", "-1.6"),
    "word without a verb": ("月度产量同比负1.6%。", "-1.6"),
    "Chinese": ("月度产量增长负百分之一点六。", "-1.6"),
    "fall with a sign": ("月度产量降幅为-1.6%。", "-1.6"),
    "count": ("警情起数同比-9起。", "-9"),
    "count in brackets": ("警情起数（环比−9起）。", "-9"),
    "against last year": ("溺水人数较去年-9人。", "-9"),
    "plus": ("溺水人数环比+9人。", "9"),
}


@pytest.mark.parametrize(("text", "change"), SIGNED.values(), ids=SIGNED)
def test_sign_of_any_kind_makes_a_change(text, change):
    [(fact, _)] = facts(text)
    assert (fact.kind, fact.change) == ("change", change)


UNSIGNED = ["由湖沿村负责9处水尺。", "厂方负九成责任。", "负债率为9%。", "每眼井投入9–12万元。", "投入9−12万元。", "占9%—12%。"]


@pytest.mark.parametrize("text", UNSIGNED)
def test_dash_of_a_range_and_the_verb_of_bearing_are_no_signs(text):
    assert [fact.change for fact, _ in facts(text)] in ([None], [None, None])


WRITTEN = {
    "blank groups": ("全市在册渡工4 321人。", "4 321人", "4321", "人"),
    "two groups": ("结余7 654 321元。", "7 654 321元", "7654321", "元"),
    "narrow blank": ("全市在册渡工4\u202f321人。", "4 321人", "4321", "人"),
    "blank before the unit": ("修缮费用65.4 万元。", "65.4 万元", "65.4", "万元"),
    "blank before more": ("到会 430 余名。", "430 余名", "430", "名"),
    "scanned digits": ("到会率达 9 6 %。", "9 6 %", "96", "%"),
    "blank behind the point": ("到会率为 96. 5%。", "96. 5%", "96.5", "%"),
    "score": ("到会廿三人。", "廿三人", "23", "人"),
    "behind the number of a table": ("附表2 300户待迁。", "300户", "300", "户"),
    "scanned decimal": ("到会率达 9 . 6 %。", "9 . 6 %", "9.6", "%"),
    "thousand and": ("投入3千零50万元。", "3千零50万元", "3050", "万元"),
    "digits behind ten thousand": ("巡线4万2000人次。", "4万2000人次", "42000", "人次"),
    "falling powers": ("补贴6万5千4百元。", "6万5千4百元", "65400", "元"),
    "hundred million and": ("投资3亿零700万元。", "3亿零700万元", "307000000", "元"),
    "of cheques": ("捐款柒佰万元整。", "柒佰万元", "700", "万元"),
    "tenths and a half": ("渔户的四成半。", "四成半", "4.5", "成"),
    "hundred thousandth": ("溺亡率为十万分之六。", "十万分之六", "6", "十万分之"),
    "horizontal bar": ("每座投入40―60万元。", "40―60万元", "40", "万元"),
    "two powers of ten thousand": ("流域内两万万人。", "两万万人", "200000000", "人"),
    "square metres": ("棚顶840㎡。", "840㎡", "840", "㎡"),
    "about": ("误差±3毫米。", "3毫米", "3", "毫米"),
    "thousands of steps and grams": ("装药6千克。", "6千克", "6", "千克"),
}


@pytest.mark.parametrize(("text", "words", "value", "unit"), WRITTEN.values(), ids=WRITTEN)
def test_numeral_is_read_however_it_is_written(text, words, value, unit):
    [(fact, found)] = facts(text)
    assert (found, fact.value, fact.unit) == (words, value, unit)


@pytest.mark.parametrize("text", ["误差±3毫米。", "每座投入40―60万元。", "到会 430 余名。"])
def test_inexact_figure_says_so(text):
    [(fact, _)] = facts(text)
    assert fact.approximate


LISTS = {
    "three of three digits": ("三库分别蓄水310，420，530万吨。", ["3100000", "4200000", "5300000"]),
    "small ones": ("三乡依次发生火灾8，6，4起。", ["8", "6", "4"]),
    "two": ("两矿分别产煤310，420吨。", ["310", "420"]),
    "clause": ("评分降到79，15家渔行复业。", ["15"]),
    "one figure": ("雹灾损失2，310.5万元。", ["2310.5"]),
    "two with units": ("分别拨付2，310元和1，250元。", ["2310", "1250"]),
    "half-width": ("结余310,420,530元。", ["310420530"]),
    "full-width digits": ("结余３１０，４２０，５３０元。", ["310420530"]),
}


@pytest.mark.parametrize(("text", "values"), LISTS.values(), ids=LISTS)
def test_comma_groups_digits_or_parts_figures(text, values):
    assert [fact.value for fact, _ in facts(text) if fact.unit not in {"库", "乡", "矿"}] == values


STANDING = [
    "3人身亡",
    "6家国营渔场",
    "8家电镀厂",
    "7家中小渔行",
    "9名单位代表",
    "4台风机",
    "2条线路",
    "12家人员密集场所",
    "5家电力公司",
]
STANDING += [
    "9户外来渔民",
    "3起降至2起",
    "发生3次爆炸",
    "两次事故",
    "约1亿人居住",
    "3个人员密集场所",
    "9个人行道口",
    "4个人造板厂",
]


@pytest.mark.parametrize("text", STANDING)
def test_unit_before_a_word_that_it_does_not_belong_to_counts(text):
    assert facts(f"{text}。")[0][0].value in {"2", "3", "4", "5", "6", "7", "8", "9", "12", "100000000"}


RUNNING_ON = [
    "检查要点：1人身安全、2台风防御、3家庭用火",
    "5部门联合检查",
    "从4方面着手",
    "2024元旦",
    "二次污染",
    "五位一体",
    "九百个体工商户",
    "三番五次",
]


@pytest.mark.parametrize("text", RUNNING_ON)
def test_unit_that_begins_a_word_counts_nothing(text):
    assert facts(f"{text}。") == []


PERIODS = {
    "wave": ("今年2～7月份，全乡发生火灾9起。", "今年2～7月份"),
    "both ends": ("2月至7月，全乡发生火灾9起。", "2月至7月"),
    "bar": ("2―7月，全乡发生火灾9起。", "2―7月"),
    "years": ("2019年至2021年，全乡发生火灾9起。", "2019年至2021年"),
    "years of one unit": ("2019—2021年，全乡发生火灾9起。", "2019—2021年"),
    "quarters": ("今年三、四季度，全乡发生火灾9起。", "今年三、四季度"),
    "days": ("7月1日至8月15日，全乡发生火灾9起。", "7月1日至8月15日"),
    "Chinese": ("二〇一九年二月至七月，全乡发生火灾9起。", "二〇一九年二月至七月"),
    "across the year": ("2019年11月至2020年2月，全乡发生火灾9起。", "2019年11月至2020年2月"),
    "end of a year": ("2019年底，全乡有塘堰9座。", "2019年底"),
    "blanks": ("2019 年 2 月，全乡发生火灾9起。", "2019 年 2 月"),
    "months in a row": ("今年5、6、7月，全乡发生火灾9起。", "今年5、6、7月"),
    "two years": ("2019、2020两年，全乡发生火灾9起。", "2019、2020两年"),
    "whole year": ("去年全年，全乡发生火灾9起。", "去年全年"),
    "classes are none": ("今年二季度，全乡排查三、四级险段9处。", "今年二季度"),
}


@pytest.mark.parametrize(("text", "period"), PERIODS.values(), ids=PERIODS)
def test_period_is_whole(text, period):
    assert facts(text)[-1][0].period == period


def test_year_of_the_first_period_holds_for_the_next():
    periods = [fact.period for fact, _ in facts("2019年上半年发生火灾9起，下半年7起，2020年5起。")]
    assert periods == ["2019年上半年", "2019年下半年", "2020年"]


ABSURD = [
    "一万亿亿亿亿亿亿元",
    "9" * 400 + "元",
    "9e999起",
    "0.000000000000000000000000000000000001分之3",
    "一百亿亿亿亿分之一万",
]


@pytest.mark.parametrize("text", ABSURD)
def test_number_that_nobody_states_is_none(text):
    assert all(fact.value is None or float(fact.value) < 1e18 for fact, _ in facts(f"共{text}。"))


MEASURED = {
    "time behind a measure": ("涝灾发生率由2012年底的10.2%下降到2017年底的3.1%。", ["涝灾发生率", "涝灾发生率"]),
    "multiples of one unit": ("渔业产值从1990年的60亿元跃升到2019年的1.2万亿元。", ["渔业产值", "渔业产值"]),
    "one subject of two changes": ("渡船客流分别增长5.2%、1.9%。", ["渡船客流", "渡船客流"]),
    "a target": ("清淤长度力争达到2000公里。", ["清淤长度"]),
    "能 inside a noun": ("建设7座新型储能站。", ["新型储能站"]),
    "中 inside a noun": ("建成4个船员培训中心。", ["船员培训中心"]),
    "a year it is compared with": ("比1985年增长31.6倍。", [None]),
    "a year it is to be reached by": ("到2031年渡口改造率达到95%。", ["渡口改造率"]),
    "a level with a year": ("下降到2017年底的3.1%。", [None]),
}


@pytest.mark.parametrize(("text", "measures"), MEASURED.values(), ids=MEASURED)
def test_measure_is_what_the_figure_counts(text, measures):
    assert [fact.measure and text[slice(*fact.measure)] for fact, _ in facts(text)] == measures
