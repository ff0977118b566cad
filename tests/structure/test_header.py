"""Header fields by the text and by the user."""

import pytest

from speechmine.folding import Folded
from speechmine.structure.header import front_end, read_header

BODY = "同志们：\n我县的渡口要守住，全县各镇要查船。"


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        pytest.param("在全市防汛会议上的讲话", "title", "在全市防汛会议上的讲话", id="title"),
        pytest.param(
            "第二篇:县长在全县会议上的讲话\n县长在全县会议上的讲话", "title", "县长在全县会议上的讲话", id="pack's title twice"
        ),
        pytest.param("守住渡口\n——在全县会议上的讲话", "title", "守住渡口——在全县会议上的讲话", id="main title"),
        pytest.param("在全县安全会议\n上的讲话", "title", "在全县安全会议上的讲话", id="broken title"),
        pytest.param("在全县会议上的讲话（2019年3月4日）", "title", "在全县会议上的讲话", id="date in the title line"),
        pytest.param("在全县会议上的讲话（2019年3月4日）", "date", "2019-03-04", id="date from the title line"),
        pytest.param("在全縣會議上的講話\n（二○一九年三月四日）", "title", "在全縣會議上的講話", id="traditional stays"),
        pytest.param("在全市防汛会议上的讲话", "level", "city", id="level of the title"),
        pytest.param("在动员会上的讲话", "level", "county", id="level of the body"),
        pytest.param("董事长在海风集团年会上的讲话", "level", "enterprise", id="enterprise"),
        pytest.param("县长林晓舟在全县会议上的讲话", "speaker", "林晓舟", id="speaker in the title"),
        pytest.param("在全县会议上的讲话\n中共云屏县委书记　林 晓 舟", "speaker", "林晓舟", id="speaker below, spaced"),
        pytest.param("在全县会议上的讲话\n县长　×××", "speaker", None, id="masked speaker"),
        pytest.param("在全县会议上的讲话\n市委常委、常务副市长 林晓舟", "speaker_role", "市委常委、常务副市长", id="two offices"),
        pytest.param("在全县会议上的讲话\n云屏县人民政府县长 林晓舟", "place", "云屏县", id="place"),
        pytest.param("在全县防汛会议上的讲话", "place", None, id="no place in 全县"),
        pytest.param("在全省会议上的讲话\n省人民政府省长　林晓舟", "place", None, id="no place in 省人民政府省长"),
        pytest.param("在全区会议上的讲话\n云屏市苇湾区区长　林晓舟", "place", "云屏市苇湾区", id="city and district"),
        pytest.param("在全市会议上的讲话\n云屏市市长　林晓舟", "place", "云屏市", id="city"),
        pytest.param("云屏市副市长在全县会议上的讲话", "place", "云屏市", id="city before the occasion"),
        pytest.param("在全市春耕生产工作会议暨市防汛例会上的讲话", "place", None, id="no place inside a meeting's name"),
        pytest.param("2009年云屏市政府工作报告", "place", "云屏市", id="place behind a year"),
        pytest.param("国务院办公厅关于渡口管理的意见\n各省、自治区、直辖市人民政府：", "level", "national", id="national"),
        pytest.param("在全市全国“两会”期间安保会议上的讲话", "level", "city", id="level beside the two sessions"),
        pytest.param("县委书记在2019年全县防汛会议上的讲话", "place", None, id="no place in 年全县"),
        pytest.param(
            "在全县会议上的讲话\n发布时间：2019-03-08 09:15　来源：县政府\n（2019年3月4日）",
            "date",
            "2019-03-04",
            id="date of the page",
        ),
        pytest.param("在全县会议上的讲话\n云屏发布 2019-03-08 09:15 发表于云屏", "date", None, id="stamp of the page alone"),
        pytest.param("会议讲话稿 篇2\n全县", "title", "会议讲话稿", id="title of a series"),
        pytest.param("在全县防汛会议上的讲话", "occasion", "全县防汛会议", id="occasion"),
        pytest.param("在全县防汛会议上的讲话", "year", None, id="year not guessed"),
    ],
)
def test_header_field(head, field, value):
    assert getattr(read_header(Folded(f"{head}\n{BODY}"), {}), field) == value


def test_header_of_a_text_without_line_ends():
    header = read_header(Folded("县长在全县会议上的讲话（2019年3月4日）同志们：要守住渡口。"), {})
    assert (header.title, header.date, header.speaker_role) == ("县长在全县会议上的讲话", "2019-03-04", "县长")


def test_header_of_the_user_wins():
    header = read_header(
        Folded("在全县会议上的讲话\n" + BODY), {"title": "讲话", "date": "2020年1月2日", "level": "city", "place": ""}
    )
    assert (header.title, header.date, header.year, header.level, header.place) == ("讲话", "2020-01-02", 2020, "city", None)


def test_header_reads_the_date_below_the_text():
    assert read_header(Folded(f"在全县会议上的讲话\n{BODY}\n2021年5月6日"), {}).date == "2021-05-06"


OPENED = "同志们：\n各乡镇要派人守住渡口，逐船登记，夜间一律停航，雾天不得开航。"


@pytest.mark.parametrize(
    "title",
    [
        "在全县防汛会议上的讲话（一）",
        "安全第一、预防为主、综合治理",
        "在全县第一、二季度例会上的讲话",
        "一、二季度安全生产例会上的讲话",
        "一、二线船员培训班上的讲话",
        "1、2号渡口整治会讲话",
        "在全县11、12月例会上的讲话",
        "思想统一、行动一致 打赢硬仗",
    ],
)
def test_numerals_of_a_title_end_no_header(title):
    header = read_header(Folded(f"{title}\n镇长　林晓舟\n（2019年3月4日）\n{OPENED}"), {})
    assert (header.title, header.date, header.speaker) == (title, "2019-03-04", "林晓舟")


def test_number_before_a_title_is_no_part_of_it():
    header = read_header(Folded(f"三、在全县防汛会议上的讲话\n镇长　林晓舟\n{OPENED}"), {})
    assert (header.title, header.speaker) == ("在全县防汛会议上的讲话", "林晓舟")


DATES = [
    "（2019年3月）",
    "二〇一九年三月",
    "2019.03",
    "（2019年）",
    "林晓舟　2019年3月",
    "2019年度",
    "（2019年春）",
    "（2019年3月，霁川）",
]
OPEN_DATES = ["2019年3月　日", "（2019年×月×日）"]


@pytest.mark.parametrize("date", [*DATES, *OPEN_DATES])
def test_date_without_a_day_gives_the_year(date):
    header = read_header(Folded(f"在全县会议上的讲话\n{date}\n{OPENED}"), {})
    assert (header.date, header.year) == (None, 2019)


def test_month_inside_a_title_is_not_the_date_below_it():
    header = read_header(Folded(f"在全县2018年3月沉船事故现场会上的讲话\n（2019年5月6日）\n{OPENED}"), {})
    assert (header.date, header.year) == ("2019-05-06", 2019)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("在全县防汛抗旱暨森林防火", "工作会议上的讲话"),
        ("在全县水库除险和", "渡口整治动员会上的讲话"),
        ("在全县落实电视电话会议精神", "暨重点工作推进会上的讲话"),
        ("在霁川县", "防汛工作会议上的讲话"),
        ("在霁川县理论学习中心组", "集体学习会上的讲话"),
        ("在霁川县第五届人民代表大会", "第三次会议上的讲话"),
        ("霁川县防汛指挥部成员单位", "会议讲话"),
    ],
)
def test_title_on_two_lines_is_one(first, second):
    assert read_header(Folded(f"{first}\n{second}\n镇长　林晓舟\n{OPENED}"), {}).title == first + second


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("县长　买合木提·艾沙", "买合木提·艾沙"),
        ("县长　古丽夏木•肉孜•艾山同志", "古丽夏木•肉孜•艾山"),
        ("副县长　扎西顿珠", "扎西顿珠"),
        ("县长　欧阳明远", "欧阳明远"),
        ("县长　林晓舟（女，藏族）", "林晓舟"),
        ("县长　㑇明远", "㑇明远"),
        ("县长　主持会议", None),
    ],
)
def test_speaker_of_any_people(line, speaker):
    assert read_header(Folded(f"在全县会议上的讲话\n{line}\n{OPENED}"), {}).speaker == speaker


@pytest.mark.parametrize("place", ["竹笕彝族哈尼族拉祜族自治县", "竹笕蒙古自治州", "竹笕各族自治县", "㳇阳县", "竹笕瑶族苗族乡"])
def test_place_of_several_peoples_or_rare_characters(place):
    assert read_header(Folded(f"在{place}防汛会议上的讲话\n{OPENED}"), {}).place == place


@pytest.mark.parametrize(
    ("front", "body"),
    [
        ("在全县会议上的讲话\n镇长　林晓舟\n（2019年3月4日）\n同志们：", "\n各村要查船。"),
        ("各位代表：", "\n渔港要分区停泊。"),
        ("在全县会议上的讲话镇长林晓舟（2019年5月8日）同志们：", "今天开会。"),
        ("守住每一道堤\n——在全县会议上的讲话\n", "一、守堤\n各村要查船。"),
        ("", "各村要查船。\n各镇要查闸。"),
    ],
)
def test_front_ends_before_the_first_words_of_the_speech(front, body):
    assert front_end(Folded(front + body)) == len(front)


BUTTONS = "下载\n打印\n全屏\n【字号：\n加大\n还原\n减小\n】\n"


def test_title_below_the_buttons_of_a_page():
    text = f"{BUTTONS}2031年云屏省政府工作报告\n——2031年2月3日在云屏省第十届人民代表大会第四次会议上\n来源：云屏日报\n各位代表：\n守住渡口。"
    header = read_header(Folded(text), {})
    assert (header.title, header.date, header.level) == ("2031年云屏省政府工作报告", "2031-02-03", "province")


def test_title_broken_inside_a_word():
    text = "政府工作报\n告\n\n——2031年3月5日在云屏县第三届人民代表大会上\n县长　林晓舟\n各位代表：\n守住渡口。"
    assert read_header(Folded(text), {}).title == "政府工作报告"


def test_title_of_a_document_on_two_lines():
    text = "云屏县交通局关于印发渡口建设项目\n竣工验收管理办法的通知\n\n各乡镇：\n请遵照执行。"
    assert read_header(Folded(text), {}).title == "云屏县交通局关于印发渡口建设项目竣工验收管理办法的通知"


@pytest.mark.parametrize(
    ("line", "level", "place"),
    [
        pytest.param("云屏省竹笕彝族自治县县长　林晓舟", "county", "竹笕彝族自治县", id="the unit in the province"),
        pytest.param("云屏省省长　林晓舟", "province", "云屏省", id="the province"),
        pytest.param("竹笕自治区人民政府主席　林晓舟", "province", "竹笕自治区", id="autonomous region"),
    ],
)
def test_level_and_place_of_the_speaker(line, level, place):
    header = read_header(Folded(f"在渡口安全会议上的讲话\n{line}\n同志们：\n守住渡口。"), {})
    assert (header.level, header.place) == (level, place)


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("在霁川县防汛工作会议上的讲话", "county"),
        ("在霁川县落实全国防汛会议精神部署会上的讲话", "county"),
        ("在霁川县召开的全市防汛现场会上的讲话", "city"),
        ("在霁川县调研时的讲话", None),
    ],
)
def test_place_whose_meeting_it_is_gives_the_level(title, level):
    assert read_header(Folded(f"{title}\n{OPENED}"), {}).level == level
