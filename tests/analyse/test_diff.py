import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechmine.analyse.reuse.diff import diff_frame
from speechmine.reuse.passages import SpeechText

SENTENCES = [
    "各村要在汛期前逐户排查危房，不留死角。",
    "渡口必须有人值守，严禁超载渡运！",
    "镇应急办要于5月底前备齐沙袋；",
    "油菜刚刚开花，蜂农的帐篷又扎到了公路边上。",
    "一、压实责任",
    "砖窑停火前要通知周边住户，并派人看守现场。",
]
TEXTS = st.lists(st.sampled_from(SENTENCES), max_size=6).map("\n".join)


def diff(a, b, **options):
    return diff_frame(SpeechText("甲.txt@0", 0, a), SpeechText("乙.txt@7", 7, b), **options)


def own(frame, side):
    return frame.loc[(frame["side"] == side) & (frame["how"] == "own"), "text"].tolist()


@pytest.mark.parametrize(
    ("a", "b", "gone", "new"),
    [
        pytest.param(SENTENCES[0], SENTENCES[0], [], [], id="equal"),
        pytest.param(SENTENCES[0], SENTENCES[0].replace("，", ","), [], [], id="width"),
        pytest.param(SENTENCES[0], SENTENCES[0].replace("户", "戶"), [], [], id="script"),
        pytest.param(SENTENCES[2], SENTENCES[2].replace("5", "6"), ["5"], ["6"], id="a figure"),
        pytest.param(SENTENCES[2], SENTENCES[2].replace("5", "15"), ["5"], ["15"], id="a figure is whole"),
        pytest.param(SENTENCES[0], SENTENCES[0].replace("各村", "各社区"), ["村"], ["社区"], id="a name"),
        pytest.param(SENTENCES[0], SENTENCES[1], [SENTENCES[0]], [SENTENCES[1]], id="nothing shared"),
        pytest.param("", SENTENCES[1], [], [SENTENCES[1]], id="an empty side"),
        pytest.param("", "", [], [], id="both empty"),
        pytest.param("。。\n", "，", [], ["，"], id="hardly a letter"),
    ],
)
def test_diff_marks_what_is_own(a, b, gone, new):
    frame = diff(a, b)
    assert (own(frame, "a"), own(frame, "b")) == (gone, new)


def test_sentences_that_change_places_are_moved():
    frame = diff("\n".join(SENTENCES[:4]), "\n".join([*SENTENCES[1:4], SENTENCES[0]]))
    assert set(frame["how"]) == {"shared", "moved"}
    moved = frame[frame["how"] == "moved"]
    assert moved.groupby("side")["text"].sum().tolist() == [SENTENCES[0]] * 2


def test_rows_set_like_beside_like():
    frame = diff("\n".join(SENTENCES[:2]), "\n".join([SENTENCES[0], SENTENCES[3], SENTENCES[1]]))
    rows = frame.groupby("row")["side"].agg("".join).tolist()
    assert rows == ["ab", "b", "ab"]


@settings(max_examples=50, deadline=None)
@given(TEXTS, TEXTS)
def test_diff_loses_no_letter_and_quotes_its_sources(a, b):
    frame = diff(a, b)
    for side, text, start in (("a", a, 0), ("b", b, 7)):
        pieces = frame[frame["side"] == side]
        assert [text[low - start : high - start] for low, high in zip(pieces["start"], pieces["end"], strict=True)] == list(
            pieces["text"]
        )
        assert "".join("".join(pieces["text"]).split()) == "".join(text.split())
    assert list(frame["row"]) == sorted(frame["row"])


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_speech_beside_itself_is_shared(text):
    assert set(diff(text, text)["how"]) <= {"shared"}
