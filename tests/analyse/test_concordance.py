import pytest

from speechmine.analyse.concordance import kwic_frame
from speechmine.errors import OptionError


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("要落實一崗雙責。", "一岗双责"),
        ("事故２０起。", "20起"),
        ("要抓好隐患排查。", "隱患"),
        ("安全第一,预防为主", "第一，预防"),
    ],
    ids=["traditional", "width", "traditional term", "punctuation"],
)
def test_term_is_found_whatever_its_form(make_mined, text, term):
    row = kwic_frame(make_mined({"a.txt": text + "消防酒后驾驶一律查处公安部门"}, {"a.txt": "a"}), term).iloc[0]
    assert text[row["start"] : row["end"]] == row["text"]


def test_rows_lie_in_their_source_and_sentence(mined):
    frame = kwic_frame(mined, "消防", width=4)
    sentences = mined.sentences.set_index("sentence_id")
    for row in frame.itertuples():
        text = mined.texts[row.speech_id[:5]]
        assert text[row.start : row.end] == row.text
        assert sentences.loc[row.sentence_id, "start"] <= row.start < sentences.loc[row.sentence_id, "end"]
        assert (row.left + row.text + row.right) in text.replace("\n", " ")
    assert len(frame) == sum(text.count("消防") for text in mined.texts.values())


def test_regex_is_taken_as_one(mined):
    assert set(kwic_frame(mined, "消防(演练|器材)", regex=True)["text"]) == {"消防演练", "消防器材"}


def test_literal_term_is_no_regex(mined):
    assert kwic_frame(mined, "消防.").empty


@pytest.mark.parametrize(
    ("term", "options"), [("", {}), ("a*", {"regex": True}), ("(", {"regex": True}), ("消防", {"width": -1})], ids=str
)
def test_bad_query_is_refused(mined, term, options):
    with pytest.raises(OptionError):
        kwic_frame(mined, term, **options)
