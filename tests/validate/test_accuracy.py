import math

import pytest

from speechmine.errors import InputError, OptionError
from speechmine.validate.accuracy import accuracy_frame
from speechmine.validate.design import draw_sample


def whole(frame):
    return frame[frame["code"].isna() & frame["stratum"].isna()].set_index("field")


def test_sample_is_weighted_to_the_corpus(corpus, coded):
    """The program says T05 of the third sentence of each speech; the coder never does, and T04 is always right."""
    sample = draw_sample(corpus, "themes", n=17, by="code")
    frame = accuracy_frame(corpus, coded(sample, lambda _: {"theme": ["T04"]}), n_resamples=50)
    assert (sample["stratum"] == "T05").mean() > 0.25
    assert whole(frame).loc["theme", "precision"] == pytest.approx(0.8)
    of = frame[frame["stratum"].isna()].set_index("code")
    assert (of.loc["T04", "precision"], of.loc["T05", "precision"]) == (1, 0)
    assert of.loc["T04", "recall"] == pytest.approx(0.8)
    assert math.isnan(of.loc["T05", "recall"])


def test_strata_are_told_apart(corpus, coded):
    sample = draw_sample(corpus, "themes", n=17, by="level")
    frame = accuracy_frame(corpus, coded(sample, lambda _: {"theme": ["T04"]}), n_resamples=0)
    assert set(frame["stratum"].dropna()) == {"city", "county"}


def test_spans_count_by_offsets_and_by_characters(corpus, coded):
    sample = draw_sample(corpus, "actors", n=35)

    def said(line):
        start = line["start"]
        return {"actor": [{"start": start, "end": start + 1, "text": "各", "code": "actor"}]} if start % 20 == 0 else {}

    frame = accuracy_frame(corpus, coded(sample, said), n_resamples=0).set_index("counted")
    assert frame.loc["span", "f1"] == 0
    assert (frame.loc["character", "precision"], frame.loc["character", "recall"]) == (0.5, 1)


def test_more_sentences_are_asked_for_where_the_interval_is_wide(corpus, coded):
    sample = draw_sample(corpus, "directives", n=12)
    coding = coded(sample, lambda line: {"directive": ["directive"] if line["start"] != 0 else []})
    row = whole(accuracy_frame(corpus, coding)).loc["directive"]
    assert row["f1_low"] < row["f1"] < row["f1_high"]
    assert row["n_more"] > 20


def test_no_error_so_far_is_not_certainty(corpus, coded):
    sample = draw_sample(corpus, "themes", n=10)
    coding = coded(sample, lambda line: {"theme": ["T05" if line["start"] == 20 else "T04"]})
    row = whole(accuracy_frame(corpus, coding)).loc["theme"]
    assert (row["f1"], row["n_more"]) == (1, 80)


def test_skipped_sentences_are_missing_at_random_within_the_stratum(corpus, coded):
    sample = draw_sample(corpus, "themes", n=20, by="code")
    coding = coded(sample, lambda _: {"theme": ["T04"]})
    skipped = coding.index[coding["stratum"] == "T04"][:4]
    coding.loc[skipped, "codes"] = None
    assert whole(accuracy_frame(corpus, coding, n_resamples=0)).loc["theme", "precision"] == pytest.approx(0.8)


def test_coding_without_its_design_is_refused(corpus, coded):
    coding = coded(draw_sample(corpus, "themes", n=10), lambda _: {"theme": ["T04"]})
    with pytest.raises(InputError, match="give sample.jsonl"):
        accuracy_frame(corpus, coding.assign(probability=float("nan")))


def test_coding_of_another_corpus_is_refused(corpus, coded):
    coding = coded(draw_sample(corpus, "themes", n=10), lambda _: {"theme": ["T04"]})
    with pytest.raises(InputError, match="is not in the corpus"):
        accuracy_frame(corpus, coding.assign(sentence_id="x"))


@pytest.mark.parametrize("change", [{"margin": 0}, {"n_resamples": -1}], ids=str)
def test_option_out_of_range_is_refused(corpus, coded, change):
    coding = coded(draw_sample(corpus, "themes", n=10), lambda _: {"theme": ["T04"]})
    with pytest.raises(OptionError, match=next(iter(change))):
        accuracy_frame(corpus, coding, **change)
