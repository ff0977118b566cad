import pytest

from speechmine.extract.facts.documents import find_documents
from speechmine.extract.facts.events import find_events

EVENTS = {
    "place, date, type": ("深刻吸取澜平县“6·12”透水事故教训", [("澜平县“6·12”透水事故", "--06-12")]),
    "company between": ("汲取雾阳市某化工企业“3·5”爆炸事故", [("雾阳市某化工企业“3·5”爆炸事故", "--03-05")]),
    "date alone": ("“3·5”事故的教训", [("“3·5”事故", "--03-05")]),
    "day of no leap year": ("2023年云泽县“229”火灾", [("云泽县“229”火灾", None)]),
    "leap day without a year": ("云泽县“2·29”火灾", [("云泽县“2·29”火灾", "--02-29")]),
    "full stop in the date": ("“9.14”特大火灾", [("“9.14”特大火灾", "--09-14")]),
    "year in the quotes": ("“2024·5·20”火灾事故", [("“2024·5·20”火灾事故", "2024-05-20")]),
    "year before the place": ("2019年澜平县“6·12”透水事故", [("澜平县“6·12”透水事故", "2019-06-12")]),
    "year behind the place": ("澜平县2018年“7·12”爆炸事故", [("澜平县2018年“7·12”爆炸事故", "2018-07-12")]),
    "place behind the date": ("“5·12”雾阳特大地震", [("“5·12”雾阳特大地震", "--05-12")]),
    "digits without a dot": ("“321”爆炸事故", [("“321”爆炸事故", "--03-21")]),
    "Chinese digits": ("“九·一四”特大事故", [("“九·一四”特大事故", "--09-14")]),
    "unquoted date": ("澜平县6·12透水事故", [("澜平县6·12透水事故", "--06-12")]),
    "one type for two dates": (
        "云泽县石里镇“9.14”、“10.21”两次重特大火灾的教训",
        [("云泽县石里镇“9.14”", "--09-14"), ("“10.21”两次重特大火灾", "--10-21")],
    ),
    "several places, one type": (
        "雾阳“3·5”、云泽“3·7”等事故",
        [("雾阳“3·5”", "--03-05"), ("云泽“3·7”等事故", "--03-07")],
    ),
    "happened at a place": ("发生在云泽县的“4·8”车祸", [("云泽县的“4·8”车祸", "--04-08")]),
    "happened on a day": (
        "2023年1月24日，云泽市河口区一家店铺发生重大火灾事故",
        [("云泽市河口区一家店铺发生重大火灾事故", "2023-01-24")],
    ),
    "masked name": ("深刻吸取XX火灾事故教训", [("XX火灾事故", None)]),
    "masked place and date": ("某地“×·×”坍塌事故", [("某地“×·×”坍塌事故", None)]),
    "masked pub": ("吸取清河市0000酒吧坍塌事故教训", [("清河市0000酒吧坍塌事故", None)]),
    "disaster by its province": ("夺取抗击甘肃舟曲特大山洪泥石流的胜利", [("甘肃舟曲特大山洪泥石流", None)]),
    "place with a word of border in it": ("呼和浩特“5·6”瓦斯爆炸事故", [("呼和浩特“5·6”瓦斯爆炸事故", "--05-06")]),
    "accidents in general": ("杜绝重特大事故，防止火灾事故", []),
    "the run of a province's accidents": ("浙江省道路交通事故死亡12人，浙江省火灾事故起数下降", []),
    "a place pointed at": ("全市火灾事故多发，我县道路交通事故3起", []),
    "a masked month is no name": ("我县X月份发生安全生产事故×起", []),
    "days of the calendar": ("“5·12”防灾减灾日、“12·4”宪法日、“五一”假期", []),
    "a campaign named by its day": ("开展“8·15”专项行动，严防火灾事故", []),
    "several accidents": ("云泽县先后发生3起火灾事故", []),
}


@pytest.mark.parametrize(("text", "expected"), EVENTS.values(), ids=EVENTS)
def test_event_runs_from_the_place_to_the_type(text, expected):
    assert [(text[fact.start : fact.end], fact.date) for fact in find_events(text)] == expected


@pytest.mark.parametrize(("year", "date"), [(2024, "2023-03-05"), (None, "--03-05")])
def test_event_of_last_year_is_dated_by_the_speech(year, date):
    assert find_events("去年雾阳市“3·5”火灾事故", year=year)[0].date == date


def test_event_without_a_year_word_is_not_dated_by_the_speech():
    assert find_events("雾阳市“3·5”火灾事故", year=2024)[0].date == "--03-05"


def test_event_names_its_place():
    assert find_events("吸取雾阳市东河镇“3·5”火灾事故教训")[0].place == "雾阳市东河镇"


def test_event_with_an_impossible_day_has_no_date():
    assert find_events("“13·45”火灾事故")[0].date is None


DOCUMENTS = {
    "title": ("《消防法》规定", ["《消防法》"]),
    "several": ("《消防法》《矿山安全法》、《应急办法》", ["《消防法》", "《矿山安全法》", "《应急办法》"]),
    "nested": ("《关于印发《应急办法》的通知》", ["《关于印发《应急办法》的通知》"]),
    "nested in angles": ("《关于印发〈应急办法〉的通知》", ["《关于印发〈应急办法〉的通知》"]),
    "number in brackets": ("《应急办法》（雾办发〔2020〕12号）", ["《应急办法》（雾办发〔2020〕12号）"]),
    "number of a decree": ("《应急条例》（雾阳市政府令第12号）", ["《应急条例》（雾阳市政府令第12号）"]),
    "masked number": ("《应急办法》（雾办发〔20××〕×号）", ["《应急办法》"]),
    "remark in brackets": ("《应急办法》（以下简称办法）", ["《应急办法》"]),
    "mark never closed": ("《应急办法", []),
}


@pytest.mark.parametrize(("text", "expected"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_document_spans_title_and_number(text, expected):
    assert [text[fact.start : fact.end] for fact in find_documents(text)] == expected
