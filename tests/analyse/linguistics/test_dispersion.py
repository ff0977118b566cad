import numpy as np
import pytest

import speechmine as sm
from speechmine.analyse.linguistics.dispersion import dated_order, dispersion_frame
from speechmine.count.policy import counting
from speechmine.errors import OptionError


def test_counts_are_those_of_the_words(sample):
    frame = dispersion_frame(sample, min_count=1).set_index("item")
    tokens = sample.tokens[sample.tokens["sentence_id"].isin(sample.sentences["sentence_id"][counting(sample)])]
    row = tokens[tokens["text"] == "隐患"]
    assert frame.loc["隐患", ["count", "range"]].tolist() == [len(row), row["speech_id"].nunique()]


def test_equal_parts_are_equal(sample):
    frame = dispersion_frame(sample, ["的"], parts=4)
    assert frame.loc[0, "range"] == 4
    assert 0 <= frame.loc[0, "dp"] < 0.2


@pytest.mark.parametrize("of", ["slogans", "aims", "2-grams", "characters"])
def test_other_things_are_spread(sample, of):
    frame = dispersion_frame(sample, of=of, min_count=2)
    assert frame["dp_norm"].between(0, 1).all()
    assert frame["carroll_d2"].between(-1e-9, 1 + 1e-9).all()


def test_order_of_dates_puts_the_undated_last():
    part = sm.mine([
        "在全县安全会议上的讲话\n（2021年3月1日）\n要查。",
        "在全县防汛会议上的讲话\n要查。",
        "在全县消防会议上的讲话\n（2019年3月1日）\n要查。",
    ])  # fmt: skip
    assert np.argsort(dated_order(part)).tolist() == [2, 0, 1]


@pytest.mark.parametrize("options", [{"terms": ["蓝鲸"]}, {"parts": 1}, {"of": "letters"}], ids=str)
def test_bad_question_is_refused(sample, options):
    with pytest.raises(OptionError):
        dispersion_frame(sample, **options)
