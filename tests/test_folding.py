"""The folded view: characters, offsets, wrapped lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechmine.folding import Folded, fold, fold_each

PARAGRAPH = "渡口要有人守，船只要按时检验，司乘人员要穿救生衣，乡镇要派人值班，码头要设警示牌，夜间一律不得开航，大雾天气立即停航"
TEXT = f"在全镇会议上的讲话\n{PARAGRAPH}。\n一、守住渡口\n{PARAGRAPH}，{PARAGRAPH}。"


def wrap(text, width):
    return "\n".join(line[i : i + width] for line in text.split("\n") for i in range(0, max(len(line), 1), width))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("２０２４年,責任重大!", "2024年，责任重大！", id="width and script"),
        pytest.param("下降1,234起，8:30", "下降1,234起，8:30", id="marks inside figures stay"),
        pytest.param('落实"一岗双责"', "落实“一岗双责”", id="straight quotes"),
        pytest.param("要守住渡口.要查船.", "要守住渡口。要查船。", id="full stops"),
        pytest.param("一.守住渡口...", "一.守住渡口...", id="enumerators and ellipses keep theirs"),
        pytest.param("要守渡口｡查船､查人", "要守渡口。查船、查人", id="half-width forms"),
    ],
)
def test_fold_character_by_character(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize("width", [16, 20, 26])
def test_folded_joins_wrapped_lines(width):
    assert Folded(wrap(TEXT, width)).text == TEXT


def test_folded_keeps_the_paragraph_behind_a_full_line():
    lines = ["一二三四五六七八九十甲乙丙丁，"] * 6 + ["一二三四五六七八九十甲乙丙丁。", "二、守住渡口"]
    assert Folded("\n".join(lines)).text.split("\n") == ["".join(lines[:7]), "二、守住渡口"]


def test_folded_leaves_unwrapped_text_alone():
    text = "各镇要守住渡口，夜间停航。\n" * 8
    assert Folded(text).text == text


def test_folded_joins_a_line_that_opens_with_a_closing_mark():
    view = Folded("依照\n中华人民共和国安全生产法\n、条例\n，各镇要查。\n\n，好。")
    assert view.text.split("\n") == ["依照", "中华人民共和国安全生产法、条例，各镇要查。", "", "，好。"]


def test_folded_maps_offsets_over_wrapped_lines():
    wrapped = wrap(TEXT, 20)
    view = Folded(wrapped)
    at = view.text.index("夜间一律不得开航")
    start, end = view.span(at, at + 8)
    assert wrapped[start:end].replace("\n", "") == "夜间一律不得开航"
    assert view.to_view(start) == at


@given(st.text(alphabet="一二要、。，\n （）“”渡口1. a\t", max_size=300))
def test_folded_maps_every_offset_back_and_forth(text):
    view = Folded(text)
    assert all(view.to_view(view.to_source(i)) == i for i in range(len(view.text)))
    assert len(view.text) <= len(text)


@given(st.lists(st.text(alphabet='一3安.，,:"\n隱 ”', max_size=4)))
def test_texts_folded_together_are_folded_each_for_itself(texts):
    assert fold_each(texts) == [fold(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("⼈⺠⾄上、⻋船", "人民至上、车船", id="radicals of both blocks"),
        pytest.param("查堤﹐查闸﹑查船﹔︵一︶守岸︒", "查堤，查闸、查船；（一）守岸。", id="small and vertical forms"),
        pytest.param("查堤\u2028查闸\x85查船\x0b查岸\x0c完", "查堤\n查闸\n查船\n查岸\n完", id="line ends"),
        pytest.param(
            "落实<<渡口条例>>，《关于〈渡口条例〉的通知》",
            "落实《\u200b渡口条例\u200b》，《关于〈渡口条例〉的通知》",
            id="titles",
        ),
        pytest.param("落实<渡口条例>，水位<警戒线且流速>3米", "落实《渡口条例》，水位<警戒线且流速>3米", id="pointed titles"),
        pytest.param("水位<2米且>1米，3>2", "水位<2米且>1米，3>2", id="comparisons are no titles"),
        pytest.param("●各村要清淤。■各矿\n\t\uf06c 各闸\n- 各船", " 各村要清淤。 各矿\n\t  各闸\n  各船", id="bullets"),
        pytest.param(
            "👉各村\n1\ufe0f\u20e3各闸\n- [ ] 各船",
            "  各村\n   各闸\n      各船".replace("  各村", " 各村"),
            id="signs of chats and boxes",
        ),
        pytest.param("●人死亡，■人受伤\n- 3 -\n-5℃", "●人死亡，■人受伤\n- 3 -\n-5℃", id="masks, page numbers, minus"),
    ],
)
def test_fold_forms_of_one_character(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "view"),
    [
        pytest.param("煤\u200b矿\u202e严\xad禁\ufeff", "煤矿严禁", id="invisible"),
        pytest.param("去年36¹人、48[2]起，每m²", "去年36人、48起，每m²", id="numbers of notes"),
        pytest.param("严 禁 超 载 ， 1 2 人 。", "严禁超载，12人。", id="spaced line"),
        pytest.param("县 长   沈 明 远 致 辞", "县长   沈明远致辞", id="wider blanks stay"),
        pytest.param("甲闸 12处 乙闸 8处。\n县长 沈 明 远", "甲闸 12处 乙闸 8处。\n县长 沈 明 远", id="tables and names"),
        pytest.param("落实《\n渡口条例》和《防汛\n条例》", "落实《渡口条例》和《防汛条例》", id="titles over a line end"),
        pytest.param("各镇要守渡口；不得超员，\n— 3 —\n超载。", "各镇要守渡口；不得超员，超载。", id="page number in a sentence"),
        pytest.param(
            "各镇要把责任落到人头，逐村逐户排查，把隐患消灭在萌芽状态，守住每一处\n- 12 -\n险段。",
            "各镇要把责任落到人头，逐村逐户排查，把隐患消灭在萌芽状态，守住每一处险段。",
            id="page number in a long clause",
        ),
        pytest.param("守住渡口\n第 3 页\n各镇要查。", "守住渡口\n\n各镇要查。", id="page number between paragraphs"),
        pytest.param("守住渡口\n3\n各镇要查。", "守住渡口\n3\n各镇要查。", id="a bare number of unwrapped text"),
    ],
)
def test_folded_leaves_out_what_is_no_word(text, view):
    assert Folded(text).text == view


@pytest.mark.parametrize("number", ["12", "— 12 —", "第12页 共30页", "·12·", "P12"])
@pytest.mark.parametrize("blank", ["\n{}\n", "\n\n{}\n\n\x0c", "\n  {}\n"])
def test_folded_joins_wrapped_lines_over_a_page_number(number, blank):
    lines = wrap(PARAGRAPH * 4 + "。", 20).split("\n")
    broken = "\n".join(lines[:4]) + blank.format(number) + "\n".join(lines[4:])
    assert Folded(broken).text == PARAGRAPH * 4 + "。"


def test_spaced_text_is_told():
    assert Folded("各 村 要 日 夜 巡 查 。").is_spaced
    assert not Folded("各村要日夜巡查。").is_spaced


@pytest.mark.parametrize(
    ("text", "view"),
    [
        pytest.param("**一、守堤**\n\n*各村*要__巡查__", "一、守堤\n\n各村要巡查", id="emphasis"),
        pytest.param("见[通知](http://a.cn/x)和![图](b.png)", "见通知和", id="links and pictures"),
        pytest.param("|乡镇|村数|", "\n乡镇\n村数\n", id="cells"),
        pytest.param("3\\*5，a_b_c，5 * 3", "3*5，a_b_c，5 * 3", id="no marks"),
        pytest.param("## 守堤 ##\n> 各镇\n---\n堤[^1]", "   守堤\n  各镇\n\n堤", id="blocks"),
    ],
)
def test_folded_knows_the_marks_of_markdown(text, view):
    assert Folded(text, markdown=True).text == view


def test_masks_of_plain_text_are_no_emphasis():
    assert Folded("**人死亡，**人受伤").text == "**人死亡，**人受伤"


@given(st.text(alphabet="煤矿 \u200b\u2028●一、*<>《》[1]\n\x0c—3，。", max_size=200), st.booleans())
def test_offsets_of_any_view_map_back_and_forth(text, markdown):
    view = Folded(text, markdown=markdown)
    assert all(view.to_view(view.to_source(i)) == i for i in range(len(view.text)))
    assert view.original(0, len(view.text)) == "".join(text[view.to_source(i)] for i in range(len(view.text)))
