import numpy as np
import pytest

from speechmine.analyse.linguistics.diversity import diversity_frame, moving_ratio, mtld
from speechmine.count.policy import counting
from speechmine.errors import OptionError


@pytest.mark.parametrize("window", [2, 5, 30])
def test_moving_ratio_is_the_mean_of_all_windows(window):
    terms = np.random.default_rng(window).integers(0, 12, 60)
    ratios = [len(set(terms[at : at + window].tolist())) / window for at in range(60 - window + 1)]
    assert moving_ratio(terms, window) == pytest.approx(np.mean(ratios), abs=1e-9)


def test_too_short_for_a_window():
    assert np.isnan(moving_ratio(np.arange(5), 6))


def test_mtld_of_a_worked_text():
    """Forward a b a | b a b | a b: two whole factors and none of a part (a ratio of 1); so, too, from behind."""
    assert mtld(np.array([0, 1, 0, 1, 0, 1, 0, 1])) == pytest.approx(8 / 2)
    assert mtld(np.array([0, 0] * 5)) == pytest.approx(2)


def test_mtld_counts_the_rest_as_a_part_of_a_factor():
    terms = np.array([0, 1, 2, 3, 0])  # .8 at the end: (1 - .8) / (1 - .72) of a factor, from both sides
    assert mtld(terms) == pytest.approx(5 / (0.2 / 0.28), abs=1e-9)


def test_all_words_once_has_no_measure():
    assert np.isnan(mtld(np.arange(9)))


def test_speeches_have_a_row_where_they_count(sample):
    frame = diversity_frame(sample)
    assert set(frame["speech_id"]) == set(sample.sentences["speech_id"][counting(sample)])
    assert (frame["ttr"] <= frame["mattr"]).all()
    assert frame["mattr"].between(0, 1).all()


def test_window_of_one_is_refused(sample):
    with pytest.raises(OptionError, match="window"):
        diversity_frame(sample, window=1)
