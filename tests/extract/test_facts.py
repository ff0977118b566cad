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


SENTENCES = [
    ("全市1236座水库已完成安全度汛检查，占总数的98.7%。", ["1236座:count", "98.7%:share"]),
    ("全县共检查药店312家，责令整改47家，立案查处6起。", ["312家:count", "47家:count", "6起:count"]),
    ("要深刻吸取湖南浏阳“12·4”烟花爆竹爆炸事故教训。", ["湖南浏阳“12·4”烟花爆竹爆炸事故:event"]),
    ("农机合作社要开展机手培训，全年培训不少于3000人次。", ["3000人次:count"]),
    ("全省最大用电负荷达到4568万千瓦，同比增长7.2%。", ["4568万千瓦:count", "7.2%:change"]),
    ("全县排查自建房8.6万栋，其中用作经营的1.2万栋，初判存在隐患的432栋。", ["8.6万栋:count", "1.2万栋:count", "432栋:count"]),
    (
        "1至9月，全市共发生道路交通事故256起，死亡98人，同比分别下降12.3%和8.4%。",
        ["256起:accidents", "98人:deaths", "12.3%:change", "8.4%:change"],
    ),
    (
        "全国共发生各类事故3.2万起、死亡2.1万人，同比分别减少4500起、1200人。",
        ["3.2万起:accidents", "2.1万人:deaths", "4500起:change", "1200人:change"],
    ),
    ("造成11人死亡、7人受伤，直接经济损失1850余万元。", ["11人:deaths", "7人:injuries", "1850余万元:loss"]),
    ("此次火灾过火面积约300平方米，无人员伤亡。", ["300平方米:count"]),
    ("今年以来，我县共排查一般隐患1423处，整改率达99.1%。", ["1423处:count", "99.1%:share"]),
    ("较大事故由去年的5起下降到3起，降幅40%。", ["5起:accidents", "3起:accidents", "40%:change"]),
    ("投入资金两千六百万元，比上年翻了一番。", ["两千六百万元:count"]),
    ("全市规模以上工业企业287户，三成以上建立了双重预防机制。", ["287户:count", "三成:share"]),
    ("要认真贯彻《中华人民共和国矿山安全法》和国务院令第591号。", ["《中华人民共和国矿山安全法》:document"]),
    (
        "根据《省安委会关于开展岁末年初安全生产大检查的通知》（省安委〔2022〕15号）要求，抓紧部署。",
        ["《省安委会关于开展岁末年初安全生产大检查的通知》（省安委〔2022〕15号）:document"],
    ),
    (
        "2021年6月13日，湖北十堰发生燃气爆炸事故，造成26人死亡，138人受伤。",
        ["湖北十堰发生燃气爆炸事故:event", "26人:deaths", "138人:injuries"],
    ),
    (
        "河南郑州“7·20”特大暴雨灾害和四川泸定6.8级地震警示我们，极端天气和地质灾害不容轻视。",
        ["河南郑州“7·20”特大暴雨灾害:event", "四川泸定6.8级地震:event"],
    ),
    ("长沙“4·29”自建房倒塌事故造成54人遇难。", ["长沙“4·29”自建房倒塌事故:event", "54人:deaths"]),
    ("去年发生的安阳“11·21”火灾，教训惨痛。", ["安阳“11·21”火灾:event"]),
    ("一年来，我们召开安委会全体会议4次，开展督查12轮次，约谈单位9家。", ["4次:count", "12轮次:count", "9家:count"]),
    ("绿化率提高了3.5个百分点，达到41.2%。", ["3.5个百分点:change", "41.2%:share"]),
    ("累计发动群众十几万人次，清除雷管1200发、炸药约两吨半。", ["十几万人次:count", "1200发:count", "两吨:count"]),
    ("全市共有危化品企业××家，其中构成重大危险源的×家。", ["××家:count", "×家:count"]),
    ("校园“三防”建设达标率要达到100%。", ["100%:share"]),
    ("公布12350举报电话，奖励举报有功人员56名，发放奖金23.5万元。", ["56名:count", "23.5万元:count"]),
    (
        "7月以来，全省累计降雨量较常年偏多三成，34个县遭受洪涝灾害，紧急转移群众12.6万人。",
        ["三成:change", "34个:count", "12.6万人:count"],
    ),
    ("各危货运输企业动态监控上线率要达到98%以上。", ["98%:share"]),
    ("全区共有特种设备2.3万台，定检率99.6%。", ["2.3万台:count", "99.6%:share"]),
    (
        "全县共发生森林火灾3起，过火面积4.2公顷，同比分别下降40%和63.5%。",
        ["3起:accidents", "4.2公顷:count", "40%:change", "63.5%:change"],
    ),
    ("学校周边200米内不得设置娱乐场所。", ["200米:count"]),
    ("严厉打击制售假药劣药行为，全年查办案件86件，罚没款412.7万元。", ["86件:count", "412.7万元:count"]),
    ("2019年至2022年，全市事故起数年均下降11.4个百分点。", ["11.4个百分点:change"]),
    ("重伤8人，轻伤20余人，失联2人。", ["8人:injuries", "20余人:injuries", "2人:count"]),
    ("亿元GDP生产安全事故死亡率为0.021，下降9%。", ["9%:change"]),
    ("今年前5个月，新增“四上”企业46家，完成固定资产投资87.3亿元。", ["46家:count", "87.3亿元:count"]),
    ("吸取贵州黔西“5·1”景区游船倾覆事件教训。", ["贵州黔西“5·1”景区游船倾覆事件:event"]),
    (
        "2013年11月22日，青岛市黄岛区发生输油管道泄漏爆炸事故，死亡62人。",
        ["青岛市黄岛区发生输油管道泄漏爆炸事故:event", "62人:deaths"],
    ),
    ("天津港“8·12”特别重大火灾爆炸事故，给人民生命财产造成巨大损失。", ["天津港“8·12”特别重大火灾爆炸事故:event"]),
    ("按照国务院安委会《“十四五”国家安全生产规划》和我省实施方案要求推进。", ["《“十四五”国家安全生产规划》:document"]),
    ("处罚企业15家次，罚款38万元，关闭取缔5家。", ["15家次:count", "38万元:count", "5家:count"]),
    ("落实专项经费不少于500万元，每年增长不低于10%。", ["500万元:count", "10%:change"]),
    ("对12家企业实施联合惩戒，移送司法机关3人。", ["12家:count", "3人:count"]),
    (
        "第一季度，全市共发生生产安全事故14起，死亡15人，与去年同期相比，起数持平，死亡人数增加2人，上升15.4%。",
        ["14起:accidents", "15人:deaths", "2人:change", "15.4%:change"],
    ),
    ("道路交通事故占事故总量的67.8%，占死亡人数的七成左右。", ["67.8%:share", "七成:share"]),
    ("财政投入由2010年的800万元增加到2014年的2150万元。", ["800万元:count", "2150万元:count"]),
    ("全县共有大中型客车213辆、货车1.1万辆、驾驶人8.9万名。", ["213辆:count", "1.1万辆:count", "8.9万名:count"]),
    ("对4名责任人给予党纪政务处分，其中处级干部1名。", ["4名:count", "1名:count"]),
    ("事故造成15人死亡（含失联人员2人）。", ["15人:deaths", "2人:count"]),
    ("连续发生3起建筑坍塌事故，累计死亡9人，令人痛心。", ["3起:accidents", "9人:deaths"]),
    ("近期，甘肃积石山6.2级地震造成重大人员伤亡。", ["甘肃积石山6.2级地震:event"]),
    (
        "贯彻落实国务院《关于进一步加强安全生产工作的决定》（国发〔2004〕2号）精神。",
        ["《关于进一步加强安全生产工作的决定》（国发〔2004〕2号）:document"],
    ),
    ("隐患整改率由去年底的86.5%提升到97.2%，提高10.7个百分点。", ["86.5%:share", "97.2%:share", "10.7个百分点:change"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_facts_of_a_sentence(text, expected):
    assert [f"{words}:{fact.kind}" for words, fact in facts_of(text)] == expected
