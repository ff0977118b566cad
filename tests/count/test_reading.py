"""What was read: speeches without metadata, and speeches that the rules hardly know."""

import pandas as pd
import pytest

import speechmine as sm
from speechmine.count.reading import reading, reading_of

STORY = 2 * (
    "那年冬天，老槐树下的雪积得很厚。"
    "小满提着一盏灯笼，从巷口慢慢走来。"
    "风从河面上吹过，带着一点淡淡的鱼腥味。"
    "她想起外婆说过的那些故事，心里忽然暖了起来。"
    "“你怎么才来？”门里有人轻轻地问。"
    "她没有回答，只把灯笼挂在了门环上。"
    "屋子里的炉火正旺，茶壶咕嘟咕嘟地响着。"
    "窗外的月亮像一枚被咬了一口的饼。"
    "两个人坐在桌边，谁也没有先开口。"
    "许多年以后，她还会记得这个夜晚。"
    "那时候她还不知道，这是最后一面。"
    "天快亮的时候，雪又下了起来。"
)


@pytest.fixture
def sentences():
    def rows(n, themed):
        return [{"speech_id": "甲@0", "in_heading": False, "text": "各村巡查", "theme": "T01" if i < themed else None} for i in range(n)]

    return rows


@pytest.mark.parametrize(
    ("n", "themed", "directives", "strange"),
    [(20, 0, 0, True), (20, 2, 2, True), (20, 4, 0, False), (20, 0, 4, False), (15, 0, 0, False)],
)
def test_speech_without_themes_and_directives_is_strange(sentences, n, themed, directives, strange):
    speech = {"speech_id": "甲@0", "year": 2020, "date": None, "level": "city", "title": "讲话"}
    read = reading_of([speech], sentences(n, themed), [{"speech_id": "甲@0"}] * directives)
    assert read.strange == (("甲@0",) if strange else ())
    assert dict(read.lacking) == {"year": 0, "date": 1, "level": 0, "title": 0}


def test_sample_corpus_is_what_the_rules_know():
    read = reading(sm.mine(sm.sample_path()))
    assert (read.speeches, read.strange) == (24, ())


def test_strange_texts_are_warned_of_once():
    with pytest.warns(UserWarning, match="2 of 2 speeches, such as texts#1@0, are hardly of a genre") as caught:
        mined = sm.mine([STORY, STORY + "。"])
    assert len(caught) == 1
    assert mined.manifest["lacking"]["year"] == 2


def test_text_that_is_hardly_chinese_is_a_doubt(tmp_path):
    (tmp_path / "a.txt").write_text("Dear colleagues, the flood season is near and the dikes are old. 大家好。", encoding="utf-8")
    with pytest.warns(UserWarning, match="hardly Chinese"):
        mined = sm.mine(tmp_path)
    assert mined.sources["doubts"][0] == ["hardly Chinese: 6% of its letters"]


def test_year_that_no_speech_can_have_is_warned_of():
    with pytest.warns(UserWarning, match="1 speeches have a year that cannot be theirs, such as frame#2@0: 1800"):
        sm.mine(pd.DataFrame({"text": ["各村要巡查。", "各镇要带班。"], "year": [2019, 1800]}), text="text")


def test_command_names_columns_of_the_users_own_once(run, tmp_path):
    (tmp_path / "a.csv").write_text("text,year,部门,人数\n各村要巡查。,2019,应急局,3\n各镇要带班。,2020,应急局,4\n", encoding="utf-8")
    err = run("mine", tmp_path / "a.csv", "-o", tmp_path / "out")[2]
    assert err.count("columns of your own, kept in meta, to group and filter by: 部门, 人数") == 1
