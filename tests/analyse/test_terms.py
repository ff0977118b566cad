import pandas as pd
import pytest

from speechmine.analyse.terms import term_frame
from speechmine.errors import OptionError


def test_terms_are_counted_by_speech(mined):
    frame = term_frame(mined)
    row = frame[(frame["speech_id"] == "c.txt@0") & (frame["term"] == "超载")]
    assert row["n"].tolist() == [mined.texts["c.txt"].count("超载")]


def test_terms_leave_out_stop_words_and_single_characters(mined):
    terms = term_frame(mined)["term"]
    assert (terms.str.len() > 1).all()
    assert "我们" not in set(terms)


def test_min_count_is_over_the_corpus(mined):
    frame = term_frame(mined, min_count=4)
    assert (frame.groupby("term")["n"].sum() >= 4).all()


def test_kept_tokens_are_taken_as_they_are(mined):
    sentence = mined.sentences.iloc[4]
    mined.tokens = pd.DataFrame(
        [{"speech_id": "a.txt@0", "sentence_id": sentence["sentence_id"], "start": 0, "end": 2, "text": "隱患", "tag": "n"}]
    )
    assert term_frame(mined).to_dict("records") == [{"speech_id": "a.txt@0", "term": "隐患", "tag": "n", "n": 1}]


def test_min_count_below_one_is_refused(mined):
    with pytest.raises(OptionError, match="min_count"):
        term_frame(mined, min_count=0)
