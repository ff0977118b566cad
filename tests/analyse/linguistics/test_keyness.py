"""Equal to scipy's tests of the same cells, and to its exact interval of a share."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binomtest, chi2_contingency, contingency

import speechmine as sm
from speechmine.analyse.linguistics.keyness import chi_squared, keyness_frame, log_ratio_interval
from speechmine.errors import OptionError

PART = "year >= 2016"


@pytest.fixture(scope="module")
def frame(sample):
    return keyness_frame(sample, PART, of="words")


def sizes(frame):
    return tuple(int(frame[f"n_{side}"].sum()) for side in ("target", "reference"))


def test_measures_are_those_of_scipy(frame):
    n1, n2 = sizes(frame)
    for row in frame.iloc[:: max(len(frame) // 60, 1)].itertuples():
        table = [[row.n_target, row.n_reference], [n1 - row.n_target, n2 - row.n_reference]]
        g2 = chi2_contingency(table, correction=False, lambda_="log-likelihood")
        chi = chi2_contingency(table, correction=True)
        assert (row.log_likelihood, row.p) == pytest.approx((g2.statistic, g2.pvalue), abs=1e-6)
        assert (row.chi_squared, row.p_chi) == pytest.approx((chi.statistic, chi.pvalue), abs=1e-6)
        if row.n_target and row.n_reference:
            assert row.odds_ratio == pytest.approx(contingency.odds_ratio(np.array(table), kind="sample").statistic, abs=1e-6)
            assert row.difference == pytest.approx(100 * (row.rate_target - row.rate_reference) / row.rate_reference, abs=1e-6)


@pytest.mark.parametrize(("a", "b", "tested"), [(20, 5, 1), (7, 0, 1), (0, 3, 1), (40, 31, 200)])
def test_interval_is_that_of_the_exact_test(a, b, tested):
    low, high = log_ratio_interval(np.array([a]), np.array([b]), 5000, 4000, tested=tested)
    exact = binomtest(a, a + b).proportion_ci(confidence_level=1 - 0.05 / tested, method="exact")
    with np.errstate(divide="ignore"):
        told = [np.log2(pi / (1 - pi) * 4000 / 5000) if pi < 1 else np.inf for pi in (exact.low, exact.high)]
    assert (low[0], high[0]) == pytest.approx(tuple(told), abs=1e-6)


def test_chi_squared_is_the_formula_of_textbooks():
    """Yates: N (|ad - bc| - N / 2)^2 over the product of the margins."""
    (chi,) = chi_squared(np.array([10]), np.array([2]), 100, 100)
    assert chi == pytest.approx(200 * (abs(10 * 98 - 2 * 90) - 100) ** 2 / (100 * 100 * 12 * 188), abs=1e-9)


def test_parts_and_rest_make_up_all(sample):
    other = keyness_frame(sample, "year < 2016", PART)
    both = keyness_frame(sample, PART, "year < 2016").set_index("item")
    turned = other.set_index("item").reindex(both.index)
    assert turned["log_ratio"].to_numpy() == pytest.approx(-both["log_ratio"].to_numpy())
    assert turned["low"].to_numpy() == pytest.approx(-both["high"].to_numpy())


def test_copies_count_once(sample):
    once, each = (sizes(keyness_frame(sample, PART, keep_copies=keep))[0] for keep in (False, True))
    assert once < each


def test_order_of_speeches_changes_nothing(sample, frame):
    turned = replace(sample, speeches=sample.speeches.iloc[::-1].reset_index(drop=True))
    again = keyness_frame(turned, PART)
    assert again["item"].tolist() == frame["item"].tolist()
    assert again["dp_target"].to_numpy() == pytest.approx(frame["dp_target"].to_numpy(), nan_ok=True)


def test_least_number_of_speeches_is_of_the_side_that_uses_it_more(sample):
    frame = keyness_frame(sample, PART, min_speeches=3)
    more = frame["log_ratio"] > 0
    assert (frame.loc[more, "speeches_target"] >= 3).all()
    assert (frame.loc[~more, "speeches_reference"] >= 3).all()


@pytest.mark.parametrize("of", ["slogans", "aims", "2-grams", "4-grams", "characters"])
def test_other_things_are_compared(sample, of):
    frame = keyness_frame(sample, {"level": "county"}, of=of, within={"headings": False})
    assert len(frame)
    assert (frame["n_target"] + frame["n_reference"] > 0).all()


@pytest.mark.parametrize(
    ("target", "reference", "options"),
    [
        (PART, "year >= 2018", {}), (PART, None, {"of": "9-grams"}), (PART, None, {"min_speeches": 0}), ("year > 0", None, {}),
        ("moon == 1", None, {}),
    ],
    ids=["overlap", "of", "speeches", "no rest", "column"],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused(sample, target, reference, options):
    with pytest.raises(OptionError):
        keyness_frame(sample, target, reference, **options)


def test_public_name():
    assert sm.keyness_frame is keyness_frame
