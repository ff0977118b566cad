"""Rows that can be cited: title, date, headings, paragraph and sentence of a row."""

import pytest

import speechmine as sm

SPEECH = "在霁川县防汛会议上的讲话\n（2021年5月6日）\n同志们：\n一、守住堤坝\n（一）查险\n各村要巡查。各镇要带班。\n二、守住渡口\n渡口死亡3人。严禁超员。\n"


@pytest.fixture(scope="module")
def mined():
    return sm.mine(["今天天气不错，各镇要开会。", SPEECH])


def test_directives_carry_what_is_needed_to_cite_them(mined):
    frame = sm.directive_frame(mined, context=True, actor="各镇", year=2021)
    assert frame["citation"].tolist() == ["在霁川县防汛会议上的讲话 (2021-05-06), para. 6, sent. 7 [texts#2]"]
    assert frame[["heading_path", "paragraph", "sentence_number", "title", "date"]].iloc[0].tolist() == [
        "一、守住堤坝 > （一）查险", 6, 7, "在霁川县防汛会议上的讲话", "2021-05-06"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "frame_of",
    [sm.fact_frame, lambda m, **k: sm.use_frame(m, "facts", **k), lambda m, **k: sm.kwic_frame(m, "死亡", **k)],
    ids=["facts", "uses", "kwic"],
)
def test_siblings_carry_the_same(mined, frame_of):
    frame = frame_of(mined, context=True)
    assert frame["heading_path"].tolist() == ["二、守住渡口"]
    assert frame["citation"].iloc[0].endswith("para. 8, sent. 9 [texts#2]") or frame["sentence_number"].iloc[0] == 10
    assert set(frame.columns) - set(frame_of(mined).columns) >= {"title", "heading_path", "citation"}


def test_speech_without_title_and_date_is_cited_by_its_id(mined):
    assert sm.directive_frame(mined, context=True)["citation"].iloc[0] == "texts#1@0, para. 1, sent. 1 [texts#1]"


def test_wrapped_lines_begin_no_paragraph():
    text = "各村要把每一处堤坝看住，夜里也要有人巡查并且记下水位，不得离岗。各镇要带班，汛期每天都要有人接电话。" * 4
    mined = sm.mine(["\n".join(text[i : i + 20] for i in range(0, len(text), 20))])
    frame = sm.directive_frame(mined, context=True)
    assert set(frame["paragraph"]) == {1}
    assert frame["sentence_number"].max() == 8


def test_date_of_an_event_stays_beside_that_of_the_speech():
    mined = sm.mine(["在霁川县防汛会议上的讲话\n（2021年5月6日）\n同志们：\n要吸取2019年“3·21”沉船事故的教训。"])
    row = sm.fact_frame(mined, context=True).iloc[0]
    assert (row["date"], row["speech_date"]) == ("2019-03-21", "2021-05-06")
