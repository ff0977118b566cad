"""Estimates against ppi-python and statsmodels-free closed forms, and the frame on a small corpus."""

import numpy as np
import pytest
from ppi_py import ppi_mean_pointestimate, ppi_ols_pointestimate

import speechmine as sm
from speechmine.errors import OptionError
from speechmine.validate.correction import corrected_frame
from speechmine.validate.design import draw_sample
from speechmine.validate.estimators import Sentences, design_based, naive, power, prediction_powered, pseudo_outcomes
from speechmine.validate.program import program_coding
from speechmine.validate.regression import degrees_of_freedom, design, interval, least_squares


def drawn(seed, n=200, n_speeches=40):
    """A corpus of `n` sentences in speeches, a quarter of them coded with unequal probabilities."""
    rng = np.random.default_rng(seed)
    speech = np.sort(np.concatenate([np.arange(n_speeches), rng.integers(0, n_speeches, n - n_speeches)]))
    truth = (rng.random(n) < 0.4).astype(float)
    predicted = np.where(rng.random(n) < 0.8, truth, 1 - truth)
    probability = np.where(predicted == 1, 0.4, 0.2)
    here = rng.random(n) < probability
    weight = np.where(here, 1 / probability, 0)
    X = np.column_stack([np.ones(n_speeches), rng.normal(size=n_speeches)])
    return X, Sentences(speech, predicted, np.where(here, truth, np.nan), weight, np.arange(n_speeches) % 5)


@pytest.mark.parametrize("lam", [0, 0.3, 1])
def test_powered_estimates_are_those_of_ppi_python(lam):
    for seed in range(20):
        X, own = drawn(seed)
        here = own.weight > 0
        rows = X[own.speech]
        said = own.coded[here], own.predicted[here]
        expected = ppi_ols_pointestimate(rows[here], *said, rows, own.predicted, lam=lam, w=own.weight[here])
        assert prediction_powered(X, own, lam=lam).value == pytest.approx(expected, abs=1e-9)
        mean = ppi_mean_pointestimate(*said, own.predicted, lam=lam, w=own.weight[here])
        assert prediction_powered(X[:, :1], own, lam=lam).value == pytest.approx(np.atleast_1d(mean), abs=1e-9)


def test_naive_interval_is_that_of_a_mean_where_speeches_are_single_sentences():
    own = Sentences(np.arange(6), np.array([0.0, 1, 1, 0, 1, 1]), np.full(6, np.nan), np.zeros(6), np.zeros(6, dtype=int))
    fit = naive(np.ones((6, 1)), own)
    half = 2.570582 * own.predicted.std(ddof=1) / np.sqrt(6)
    assert (fit.value[0], fit.high[0]) == pytest.approx((4 / 6, 4 / 6 + half), abs=1e-6)


def test_right_program_leaves_the_naive_estimate():
    X, own = drawn(1)
    right = Sentences(own.speech, own.predicted, np.where(own.weight > 0, own.predicted, np.nan), own.weight, own.folds)
    assert prediction_powered(X, right, lam=1).value == pytest.approx(naive(X, right).value, abs=1e-9)
    assert design_based(X, right).value == pytest.approx(naive(X, right).value, abs=0.02)


def test_pseudo_outcomes_of_uncoded_sentences_are_shares_learned_elsewhere():
    _, own = drawn(2)
    alone = pseudo_outcomes(own)[own.weight == 0]
    assert ((alone >= 0) & (alone <= 1)).all()
    assert alone[own.predicted[own.weight == 0] == 1].min() > alone[own.predicted[own.weight == 0] == 0].max()


def test_power_is_the_one_of_least_variance():
    rng = np.random.default_rng(0)
    people, program = rng.normal(size=(2, 50, 1))
    people = people - 0.4 * program
    best = power(people, program)[0]
    spread = [((people + lam * program) ** 2).sum() for lam in (best - 0.05, best, best + 0.05)]
    assert spread[1] == min(spread)


def test_variance_is_cr2_by_its_definition():
    """The correction with whole matrices, sentence by sentence, against the sums by speech."""
    X, own = drawn(3, n=60, n_speeches=12)
    rows, y = X[own.speech], own.predicted
    inverse = np.linalg.inv(rows.T @ rows)
    hat = rows @ inverse @ rows.T
    residual = y - hat @ y
    meat = np.zeros((2, 2))
    for speech in range(12):
        here = own.speech == speech
        values, vectors = np.linalg.eigh(np.eye(here.sum()) - hat[np.ix_(here, here)])
        score = rows[here].T @ (vectors * values**-0.5) @ vectors.T @ residual[here]
        meat += np.outer(score, score)
    _, influence = least_squares(design(X, own.sums(np.ones(60))), own.sums(y))
    assert (influence**2).sum(axis=0) == pytest.approx(np.diag(inverse @ meat @ inverse), abs=1e-12)


def test_few_speeches_of_a_group_leave_few_degrees_of_freedom():
    X = np.column_stack([np.ones(30), np.arange(30) < 3])
    first, second = degrees_of_freedom(design(X, np.full(30, 10.0)))
    assert first > 20
    assert 2 < second < 3


def test_speech_that_fits_itself_tells_nothing_of_its_error():
    X = np.column_stack([np.ones(5), np.arange(5) == 0])
    own = design(X, np.full(5, 4.0))
    fit = interval(*least_squares(own, np.array([4.0, 1, 2, 1, 0])), own)
    assert fit.value[1] == pytest.approx(0.75)
    assert np.isnan(fit.low[1])


def test_terms_that_cannot_be_told_apart_have_no_estimate():
    X = np.ones((4, 2))
    assert np.isnan(least_squares(design(X, np.ones(4)), np.ones(4))[0]).all()


def test_estimate_of_a_wholly_coded_corpus_is_what_people_say(corpus, coded):
    sample = draw_sample(corpus, "themes", n=99)
    frame = corrected_frame(
        corpus, coded(sample, lambda line: {"theme": ["T05" if line["start"] < 20 else "T04"]}), of="theme:T05"
    )
    row = frame.iloc[0]
    assert (row["naive"], row["n_sentences"], row["n_coded"]) == (pytest.approx(0.2), 35, 35)
    assert (row["dsl"], row["ppi"]) == (pytest.approx(0.4), pytest.approx(0.4))


def test_groups_have_shares_and_differences(corpus, coded):
    sample = draw_sample(corpus, "themes", n=99)
    coding = coded(sample, lambda line: {"theme": ["T05" if line["source"] in {"1.txt", "3.txt", "5.txt"} else "T04"]})
    frame = corrected_frame(corpus, coding, of="theme:T05", by="level").set_index(["estimand", "term"])
    assert frame["ppi"].round(9).to_dict() == {
        ("prevalence", "city"): 1, ("prevalence", "county"): 0, ("difference", "city"): 1, ("difference", "county"): -1,
    }  # fmt: skip


def test_numbers_have_a_slope_and_speeches_without_one_are_left_out(corpus, coded):
    sample = draw_sample(corpus, "themes", n=99)
    coding = coded(sample, lambda line: {"theme": ["T05" if line["start"] < 10 * int(line["source"][0]) else "T04"]})
    frame = corrected_frame(corpus, coding, of="theme:T05", by="year").set_index("estimand")
    assert (frame.loc["slope", "n_speeches"], frame.loc["slope", "term"]) == (6, "year")
    assert frame.loc["slope", "dsl"] == pytest.approx(0.2)


def test_regression_takes_several_columns(corpus, coded):
    coding = coded(draw_sample(corpus, "themes", n=99), lambda _: {"theme": ["T04"]})
    frame = corrected_frame(corpus, coding, of="theme:T04", by=["level", "year"])
    assert frame[["estimand", "term"]].to_numpy().tolist() == [["coefficient", "level=county"], ["coefficient", "year"]]


def test_every_code_of_every_field_is_told_by_default(corpus, coded):
    coding = coded(draw_sample(corpus, "directives", n=20), lambda _: {"directive": ["directive"], "strength": ["2"]})
    frame = corrected_frame(corpus, coding)
    assert frame[["field", "code"]].to_numpy().tolist() == [
        ["directive", "directive"], ["modality", "O"], ["strength", "1"], ["strength", "2"],
    ]  # fmt: skip


@pytest.mark.parametrize(("options", "words"), [({"of": "sector"}, "was not coded"), ({"by": "month"}, "by is 'month'")], ids=str)
def test_what_cannot_be_told_is_refused(corpus, coded, options, words):
    coding = coded(draw_sample(corpus, "themes", n=20), lambda _: {"theme": ["T04"]})
    with pytest.raises(OptionError, match=words):
        corrected_frame(corpus, coding, **options)


def test_group_without_any_difference_has_no_interval(corpus, coded):
    coding = coded(draw_sample(corpus, "themes", n=35), lambda _: {"theme": ["T04"]})
    row = corrected_frame(corpus, coding, of="theme:T05", by="level").iloc[0]
    assert (row["n_speeches"], row["n_sentences"]) == (3, 15)
    assert row["ppi"] == 0
    assert np.isnan(row["ppi_low"])


def test_naive_share_is_the_one_that_is_shown_elsewhere(sample):
    coding = program_coding(sample, "themes").assign(
        sample="s", source="", text="", stratum="all", probability=1.0, comment="", coder="A"
    )
    shown = sm.prevalence_frame(sample, n_resamples=0).set_index("theme")["share"].to_dict()
    frame = corrected_frame(sample, coding)
    assert frame["naive"].to_numpy() == pytest.approx([shown[code] for code in frame["code"]])


def test_group_of_one_speech_leaves_the_intervals_of_others():
    own = design(np.array([[1.0, 0], [0, 1], [0, 1]]), np.full(3, 5.0))
    fit = interval(*least_squares(own, np.array([1.0, 2, 4])), own)
    assert np.isnan(fit.low[0])
    assert fit.low[1] < fit.value[1] == pytest.approx(0.6)
