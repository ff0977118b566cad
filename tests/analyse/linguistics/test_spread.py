"""Worked examples of the literature: the letter a in five parts of Gries' corpus (2008), and two of Lijffijt and Gries (2012)."""

import numpy as np
import pytest

from speechmine.analyse.linguistics.spread import carroll_d2, deviation, juilland_d, part_counts

USES, SIZES = np.array([1, 2, 3, 4, 5]), np.array([9, 10, 10, 10, 11])


def measured(measure, uses, sizes):
    present = np.flatnonzero(uses)
    return measure(np.zeros(len(present), dtype=int), present, uses[present], sizes, n_items=1)


def test_worked_example_of_gries():
    dp, dp_norm = measured(deviation, USES, SIZES)
    assert (dp[0], dp_norm[0]) == pytest.approx((0.18, 0.18 / 0.82), abs=1e-6)
    assert measured(juilland_d, USES, SIZES)[0] == pytest.approx(0.785, abs=5e-4)
    assert measured(carroll_d2, USES, SIZES)[0] == pytest.approx(0.938, abs=5e-4)


@pytest.mark.parametrize(
    ("uses", "sizes", "dp"),
    [([2, 1, 0], [10, 10, 10], 1 / 3), ([5, 0], [50, 50], 0.5), ([3, 3], [50, 50], 0.0), ([0, 4], [90, 10], 0.9)],
    ids=["two thirds and one", "one of two", "even", "in the small part"],
)
def test_deviation_is_the_sum_of_differences(uses, sizes, dp):
    found, norm = measured(deviation, np.array(uses), np.array(sizes))
    assert found[0] == pytest.approx(dp, abs=1e-9)
    assert norm[0] == pytest.approx(dp / (1 - min(sizes) / sum(sizes)), abs=1e-9)


def test_ends_of_the_scales():
    even, one, sizes = np.array([4, 4, 4]), np.array([9, 0, 0]), np.array([100, 100, 100])
    assert [measured(measure, even, sizes)[0] for measure in (juilland_d, carroll_d2)] == pytest.approx([1, 1])
    assert [measured(measure, one, sizes)[0] for measure in (juilland_d, carroll_d2)] == pytest.approx([0, 0])
    assert measured(deviation, one, sizes)[1][0] == pytest.approx(1)


def test_sums_over_the_parts_with_a_use_are_those_over_all():
    rng = np.random.default_rng(0)
    table, sizes = rng.poisson(0.7, (40, 9)), rng.integers(50, 90, 9)
    item, part = np.repeat(np.indices(table.shape).reshape(2, -1), table.ravel(), axis=1)
    cells = part_counts(item, part, 9)
    rates = table / sizes
    used = table.sum(axis=1) > 0
    share, rate_share = table[used] / table[used].sum(axis=1, keepdims=True), rates[used] / rates[used].sum(axis=1, keepdims=True)
    logs = np.log(rate_share, where=rate_share > 0, out=np.zeros_like(rate_share))
    dp, _ = deviation(*cells, sizes, n_items=40)
    assert dp[used] == pytest.approx(np.abs(share - sizes / sizes.sum()).sum(axis=1) / 2)
    d = 1 - rates[used].std(axis=1) / rates[used].mean(axis=1) / np.sqrt(8)
    assert juilland_d(*cells, sizes, n_items=40)[used] == pytest.approx(d)
    assert carroll_d2(*cells, sizes, n_items=40)[used] == pytest.approx(-(rate_share * logs).sum(axis=1) / np.log(9))


def test_one_part_tells_nothing():
    cells = (np.array([0]), np.array([0]), np.array([3]))
    assert np.isnan([measure(*cells, np.array([9]), n_items=1)[0] for measure in (juilland_d, carroll_d2)]).all()
    assert np.isnan(deviation(*cells, np.array([9]), n_items=1)[1][0])
