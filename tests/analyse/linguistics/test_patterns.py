import re

import pytest

import speechmine as sm
from speechmine.analyse.linguistics.patterns import parse_pattern
from speechmine.errors import OptionError

TEXT = "在全县安全会议上的讲话\n同志们：\n一、狠抓煤矿安全\n煤矿企业必须立即整改隐患，不得隐瞒隐患。交警部门要严查酒后驾驶。\n二、落实责任\n煤矿企业要配齐设备、人员。\n"


@pytest.fixture(scope="module")
def mined():
    return sm.mine([TEXT], tokens=True)


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ('"隐患"', ["隐患", "隐患"]),
        ('[word="隐患"]', ["隐患", "隐患"]),
        ("[word='隐患']", ["隐患", "隐患"]),
        ('[tag="v.*"] [tag="a.*"]? "隐患"', ["整改隐患", "隐瞒隐患"]),
        ('"整改" []{0,3} "隐瞒"', ["整改隐患，不得隐瞒"]),
        ('"整改" []{0} "隐患"', ["整改隐患"]),
        ('("整改" | "严查") []', ["整改隐患", "严查酒后驾驶"]),
        ('[word="煤矿" & heading="yes"]', ["煤矿"]),
        ('[sector="coal_mining"] [word!="安全" & tag="n.*"]', ["煤矿企业", "煤矿企业"]),
        ('[sector="矿山"] "安全"', ["煤矿安全"]),
        ('[modality="P" & tag="n.*"]', ["隐患"]),
        ('[slot="aim"]+', ["狠抓", "整改", "隐瞒", "严查", "落实", "配齐"]),
        ('"设备" [tag="x"] "人员"', ["设备、人员"]),
        ('[word="隐(患|瞒)"]', ["隐患", "隐瞒", "隐患"]),
        ('[!(tag="n.*" | tag="v.*") & word="立.*"]', ["立即"]),
    ],
)
def test_pattern_finds(mined, pattern, found):
    frame = sm.kwic_frame(mined, pattern)
    assert frame["text"].tolist() == found
    (text,) = mined.texts.values()
    assert [text[start:end] for start, end in zip(frame["start"], frame["end"], strict=True)] == found


def test_match_stays_in_its_sentence(mined):
    frame = sm.kwic_frame(mined, '"隐患" []* "驾驶"')
    assert frame.empty
    assert not any("。" in text[:-1] for text in sm.kwic_frame(mined, "[]+")["text"])


def test_matches_are_the_longest_and_apart(sample):
    frame = sm.kwic_frame(sample, '[tag="n.*"]{2,}')
    ends = dict.fromkeys(frame["speech_id"], 0)
    for row in frame.itertuples():
        assert row.start >= ends[row.speech_id]
        ends[row.speech_id] = row.end


def test_one_word_is_found_as_often_as_it_stands(sample):
    words = (sample.tokens["text"] == "整治").sum()
    assert len(sm.kwic_frame(sample, '"整治"')) == words


@pytest.mark.parametrize(
    ("pattern", "at", "told"),
    [
        ('[tag="v" [word="隐患"]', 10, "]"),
        ('[tag="v"', 9, "]"),
        ("[tag=v]", 6, "value"),
        ('[tag="v"] )', 11, "the end"),
        ('[tag="v"]{a}', 11, "a number"),
        ('"隐患" []{0,2', 12, "}"),
        ('"隐患', 1, "value"),
    ],
)
def test_error_names_the_place(pattern, at, told):
    with pytest.raises(OptionError, match=re.escape(f"at character {at},")) as error:
        parse_pattern(pattern)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("pattern", "told"),
    [('[mood="v"]', "word, tag, sector"), ("[]*", "no token"), ('[word="("]', "regular expression"), ('"a"{3,1}', "{1,3}")],
)
def test_what_cannot_be_asked_is_told(mined, pattern, told):
    with pytest.raises(OptionError, match=re.escape(told)):
        sm.kwic_frame(mined, pattern)
