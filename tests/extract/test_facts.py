"""Facts of sentences of our own, traps above all."""

import re
from itertools import pairwise

import pytest

from speechmine.extract.facts.facts import find_facts
from speechmine.folding import Folded
from speechmine.records import SegmentedSpeech, Sentence, Speech


def segmented(text, year=None):
    view = Folded(text)
    sentences = tuple(
        Sentence(match.start(), match.end(), section=None, in_heading=False, paragraph=0)
        for match in re.finditer(r"[^。！？；\n]+[。！？；\n]?", view.text)
    )
    speech = Speech(source="x.txt", start=0, end=len(text), text=text, year=year)
    return SegmentedSpeech(speech, view, sentences, ())


def facts_of(text, year=None):
    speech = segmented(text, year)
    return [(speech.view.text[fact.start : fact.end], fact) for fact in find_facts(speech)]


def kinds_of(text):
    return [f"{words} {fact.kind}" for words, fact in facts_of(text)]


KINDS = {
    "accidents after the noun": ("全县发生各类事故48起。", ["48起 accidents"]),
    "accidents before the noun": ("妥善处置12起较大火灾。", ["12起 accidents"]),
    "accidents by the clause before": ("各类事故得到控制，共48起，其中道路交通30起。", ["48起 accidents", "30起 accidents"]),
    "fatal accidents are accidents": ("发生死亡事故3起。", ["3起 accidents"]),
    "accidents in 宗": ("一季度共发生工矿商贸事故7宗。", ["7宗 accidents"]),
    "fires in 次": ("今年山上发生火灾3次。", ["3次 accidents"]),
    "inspections in 次 are a count": ("针对去年的火灾，组织检查12次。", ["12次 count"]),
    "hidden dangers are no accidents": ("排查事故隐患48处、举报事故隐患6起。", ["48处 count", "6起 count"]),
    "illegal acts are no accidents": ("查处违法行为35起，立案9起。", ["35起 count", "9起 count"]),
    "law cases among accidents": ("事故明显减少，查处非法采矿案件12起。", ["12起 count"]),
    "deaths before and after": ("死亡3人受伤5人；3人死亡5人受伤。", ["3人 deaths", "5人 injuries", "3人 deaths", "5人 injuries"]),
    "deaths of workers": ("12名井下工人遇难，另有4人负伤。", ["12名 deaths", "4人 injuries"]),
    "one dead": ("事故造成1人当场死亡，另致一人重伤。", ["1人 deaths", "一人 injuries"]),
    "dead and wounded in short": ("这起车祸一死两伤。", ["一死 deaths", "两伤 injuries"]),
    "lives": ("一声响，夺走了12条鲜活的生命。", ["12条鲜活的生命 deaths"]),
    "dead or missing": ("死亡和失踪12人。", ["12人 deaths"]),
    "missing is no death": ("另有2人失踪。", ["2人 count"]),
    "rescuers are no casualties": ("死亡事故发生后，出动救援人员120人。", ["120人 count"]),
    "loss": ("造成直接经济损失3541.07万元。", ["3541.07万元 loss"]),
    "loss after the figure": ("带来近300万元的经济损失。", ["300万元 loss"]),
    "loss avoided is no loss": ("挽回经济损失20万元，罚款373万元。", ["20万元 count", "373万元 count"]),
    "share": ("整改率达99.97%，占全年任务的八成。", ["99.97% share", "八成 share"]),
    "share of what follows": ("全县70%的亡人火灾是夜里烧起来的。", ["70% share"]),
    "death rate": ("事故死亡率下降12%。", ["12% change"]),
    "change by verb": ("同比增加3起、上升5.5%。", ["3起 change", "5.5% change"]),
    "change through an object": ("同比少发生事故3起、减少死亡2人。", ["3起 change", "2人 change"]),
    "an object alone is no change": ("增加安全投入300万元。", ["300万元 count"]),
    "level reached is no change": ("合格率由85%提高到97%，企业增加到1200家。", ["85% share", "97% share", "1200家 count"]),
    "level of deaths": ("死亡人数从15人降至10人。", ["15人 deaths", "10人 deaths"]),
    "noun of change": ("事故降幅达12%，工业增速为9%。", ["12% change", "9% change"]),
    "change behind 的": ("工业以8%的速度增长。", ["8% change"]),
    "a sign alone": ("火灾起数同比-3.2%。", ["3.2% change"]),
    "增加值 is no change": ("工业增加值120亿元。", ["120亿元 count"]),
    "percentage points": ("整改率提高3个百分点。", ["3个百分点 change"]),
    "a requirement is stated": ("每年检查不少于2次，覆盖率必须达到100%。", ["2次 count", "100% share"]),
    "masks": ("发生事故×起，死亡**人，排查隐患XX处，下降××%。", ["×起 accidents", "**人 deaths", "XX处 count", "××% change"]),
    "documents and their numbers": (
        "落实《应急办法》（雾政办〔2021〕7号）《消防法》。",
        ["《应急办法》（雾政办〔2021〕7号） document", "《消防法》 document"],
    ),
    "figures of a title belong to it": ("印发《三百家企业提升计划（2021年）》。", ["《三百家企业提升计划（2021年）》 document"]),
    "figures of a name belong to it": ("吸取“9·4”、“10·1”两次火灾教训。", ["“9·4” event", "“10·1”两次火灾 event"]),
    "tenths and thirds": ("火灾下降四成，亡人下降三分之一。", ["四成 change", "三分之一 change"]),
    "full width and traditional": ("發生事故１２起，下降２５％。", ["12起 accidents", "25% change"]),
}

NO_FACTS = {
    "numeric slogans": "落实“三个必须”和四不放过，坚持一岗双责、两个至上，抓牢两重点一重大。",
    "quoted numeric slogan with a unit": "做到“两个100%”。",
    "numbered points": "下面，我讲三点意见，突出四项重点，抓好五个环节。",
    "years and months": "2024年5月12日起，1至10月，二〇二四年，一季度。",
    "clock times and duty": "实行24小时值班，1小时内上报，8:30前报送。",
    "spans of time": "开展三年行动，用3个月时间，连续15年，近十年来，改革开放×周年。",
    "masked month": "我县X月份，×日前。",
    "ordinals": "第一次会议，第3次，前三名，十九届五次全会，县十二次党代会。",
    "article numbers": "依据第二十一条和第三十六条。",
    "ranks and grades": "达到二级标准，完善四级网格，5A级景区，7级大风。",
    "telephone numbers": "拨打12350举报电话，119消防日。",
    "one as an article": "一个企业，一项工作，一次检查，一系列措施，一名干部。",
    "one accident denied": "全年没有发生一起事故，不放过任何一起事故。",
    "one each": "一企一策、一户一档、一人一卡。",
    "vague numbers": "几起事故，数十人，几十家企业，千家万户。",
    "units that run on": "XX人民政府、XX人大、×家庭、XX项目建设、12月底。",
    "four in one": "坚持四位一体。",
    "zero growth": "实现“零增长”，实现双下降。",
    "demonstratives": "这两起，那三家，每两户。",
    "secondary accidents": "防止二次事故和二次污染。",
    "accidents in general": "坚决遏制重特大事故，严防火灾事故发生。",
    "dates in quotes": "做好“五一”值班，办好“5·12”防灾减灾日活动。",
}


@pytest.mark.parametrize(("text", "expected"), KINDS.values(), ids=KINDS)
def test_facts_have_the_kind(text, expected):
    assert kinds_of(text) == expected


@pytest.mark.parametrize("text", NO_FACTS.values(), ids=NO_FACTS)
def test_facts_leave_out(text):
    assert kinds_of(text) == []


CHANGES = {
    "fall": ("下降19.6%", "-19.6"),
    "rise": ("同比上升×％、增加7起", None),
    "fall of a count": ("同比减少36起", "-36"),
    "fall in tenths": ("下降四成", "-4"),
    "points without a direction": ("相差3个百分点", None),
    "negative growth": ("增长-3.2%", "-3.2"),
    "written minus": ("同比-3.2%", "-3.2"),
    "written plus": ("同比+5%", "5"),
}


@pytest.mark.parametrize(("text", "change"), CHANGES.values(), ids=CHANGES)
def test_facts_sign_a_change(text, change):
    assert facts_of(text)[0][1].change == change


def test_facts_pair_a_list_with_its_items():
    text = "1-10月，全县事故起数、死亡人数、受伤人数和经济损失与去年同期相比分别下降6.4%、25%、11.5%和3.2%。"
    pairs = [(fact.value, text[slice(*fact.measure)]) for _, fact in facts_of(text)]
    assert pairs == [("6.4", "事故起数"), ("25", "死亡人数"), ("11.5", "受伤人数"), ("3.2", "经济损失")]


def test_facts_pair_a_list_with_the_figures_before():
    text = "全市发生较大事故2起、死亡7人，同比分别减少3起、10人。"
    assert [text[slice(*fact.measure)] for _, fact in facts_of(text)] == ["较大事故", "死亡", "较大事故", "死亡"]


def test_facts_take_the_kind_of_a_paired_item():
    assert kinds_of("事故起数、死亡人数、直接经济损失分别为12起、15人、30万元。") == [
        "12起 accidents",
        "15人 deaths",
        "30万元 loss",
    ]


MEASURES = {
    "noun before": ("排查隐患300处", "排查隐患"),
    "noun behind": ("关停12家小煤窑", "小煤窑"),
    "rate": ("整改率达98%", "整改率"),
    "holder of a share": ("规模以下企业占八成", "规模以下企业"),
    "subject of a change": ("去年全县火灾起数下降8%", "火灾起数"),
    "level reached": ("合格率由85%提高到97%", "合格率"),
}


@pytest.mark.parametrize(("text", "measure"), MEASURES.values(), ids=MEASURES)
def test_facts_name_what_is_measured(text, measure):
    assert {text[slice(*fact.measure)] for _, fact in facts_of(text)} == {measure}


PERIODS = {
    "year": ("2023年，全市发生事故48起。", "2023年"),
    "quarter": ("今年一季度，死亡3人。", "今年一季度"),
    "months": ("1—10月，死亡3人。", "1—10月"),
    "what it is compared with": ("与2022年相比，比去年同期减少3起。", None),
    "deadline": ("12月底前排查隐患300处。", None),
    "none": ("死亡3人。", None),
}


@pytest.mark.parametrize(("text", "period"), PERIODS.values(), ids=PERIODS)
def test_facts_take_the_period(text, period):
    assert facts_of(text)[0][1].period == period


PLACES = {
    "pointed at": ("我县发生事故3起", "我县"),
    "named": ("去年，雾阳市发生事故3起", "雾阳市"),
    "province": ("湖北死亡3人", "湖北"),
    "only in another clause": ("全市形势平稳，死亡3人", None),
    "an office is no place": ("会同县安监局组成4个组", None),
    "a verb before 县乡": ("完成县乡公路46公里", None),
}


@pytest.mark.parametrize(("text", "place"), PLACES.values(), ids=PLACES)
def test_facts_take_the_place_of_the_clause(text, place):
    assert facts_of(text)[0][1].place == place


@pytest.mark.parametrize("text", ["近300人", "五十多次", "约占30%", "500家以上", "不少于2次", "十几人", "3至5家", "三四起"])
def test_facts_flag_the_approximate(text):
    assert facts_of(text)[0][1].approximate


@pytest.mark.parametrize("text", ["300人", "附近3家", "节约3吨", "三十四起"])
def test_facts_flag_no_exact_figure(text):
    assert not facts_of(text)[0][1].approximate


def test_facts_do_not_overlap_and_are_sorted():
    text = "吸取雾阳市“3·5”火灾事故（死亡3人）教训，落实《消防法》，整改率98%，检查12次。"
    spans = [(fact.start, fact.end) for _, fact in facts_of(text)]
    assert spans == sorted(spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_facts_of_an_empty_speech_are_none():
    assert facts_of("") == []


def test_facts_sign_both_ends_of_a_range():
    assert [fact.change for _, fact in facts_of("排放总量减少8%至10%")] == ["-8", "-10"]
