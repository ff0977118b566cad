import re
from dataclasses import replace
from html import unescape

import pytest

import speechmine as sm
from speechmine.errors import OptionError
from speechmine.report.speech_view import show

TEXT = "在全镇防汛会议上的讲话\n一、压实责任\n各村要落实一岗双责，死亡3人。严禁超载渡运。\n"


@pytest.fixture
def speech(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return sm.read_corpus(tmp_path)[0]


def body(html):
    return unescape(re.sub("<[^>]*>", "", html.split('<div class="sm-text">')[1]))


def test_view_marks_every_kind(speech):
    found = {(speech.text[mark.start : mark.end], mark.kind) for mark in show(speech).marks}
    assert found >= {("一、压实责任", "heading"), ("一岗双责", "slogan"), ("3人", "fact"), ("严禁超载渡运", "prohibition")}


def test_view_holds_the_whole_text(speech):
    assert body(show(speech)._repr_html_()) == speech.text


def test_view_has_the_rule_behind_the_mouse(speech):
    assert "rule deontic:严禁" in show(speech)._repr_html_()


def test_view_of_tables_is_that_of_the_speech(sample):
    speech = sm.read_corpus(sm.sample_path())[0]
    assert show(speech, mined=sample) == show(speech.speech_id, mined=sample) == show(speech)


def test_view_shows_rows_that_were_corrected():
    mined = sm.mine(sm.sample_path())
    first = mined.speeches["speech_id"][0]
    corrected = replace(mined, directives=mined.directives.iloc[:0])
    kinds = {mark.kind for mark in show(first, mined=corrected).marks}
    assert kinds == {"heading", "sector", "slogan", "fact"}


def test_hostile_title_and_heading_stay_text(tmp_path):
    (tmp_path / "a.txt").write_text("一、<img src=x onerror=alert(1)>压实责任\n各村要清淤。\n", encoding="utf-8")
    html = show(sm.read_corpus(tmp_path)[0])._repr_html_()
    assert "<img" not in html


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"speech": "none@0"}, "give the tables that hold it"),
        ({"speech": "none@0", "mined": True}, "'none@0' is not in the tables; some that are: 01_2006"),
        ({"speech": "none@0", "mined": True, "codebooks": {"sectors": "a.tsv"}}, "leave one of them out"),
    ],
    ids=["id", "unknown", "codebook"],
)
def test_view_refuses_what_it_cannot_show(options, message, sample):
    options = {**options, **({"mined": sample} if "mined" in options else {})}
    with pytest.raises(OptionError, match=message):
        show(**options)


def test_records_show_themselves_escaped(tmp_path):
    (tmp_path / "a.txt").write_text("一、<b>压实</b>\n各村要清淤。\n", encoding="utf-8")
    (tmp_path / "manifest.csv").write_text("path,title,place\na.txt,<i>讲话</i>,<u>镇</u>\n", encoding="utf-8")
    corpus = sm.read_corpus(tmp_path)
    for shown in (corpus[0], sm.outline(corpus[0]), sm.mine(corpus)):
        html = shown._repr_html_()
        assert "&lt;i&gt;讲话" in html
        assert not re.search("<[biu]>[^&]", html)


def test_outline_is_text_to_print(speech):
    assert sm.outline(speech) == "在全镇防汛会议上的讲话\n  一、压实责任"
