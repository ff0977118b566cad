import numpy as np
import pytest
from scipy.stats import false_discovery_control, hypergeom

from speechmine.analyse.graphs.association import adjusted, upper_tail


@pytest.mark.parametrize("total", [1, 7, 300, 20_000])
def test_upper_tail_is_that_of_the_hypergeometric_distribution(total):
    rng = np.random.default_rng(total)
    left, right = (rng.integers(0, total + 1, 300) for _ in range(2))
    joint = rng.integers(np.maximum(left + right - total, 0), np.minimum(left, right) + 1)
    assert upper_tail(joint, left, right, total) == pytest.approx(
        hypergeom.sf(joint - 1, total, left, right), rel=1e-8, abs=1e-300
    )


def test_upper_tail_of_rare_pairs_keeps_its_digits():
    assert upper_tail([20], [20], [20], 20_000)[0] == pytest.approx(hypergeom.pmf(20, 20_000, 20, 20), rel=1e-8)


def test_adjusted_is_benjamini_and_hochberg_with_the_others_at_one():
    p = np.random.default_rng(0).random(50) ** 4
    assert adjusted(p, 80) == pytest.approx(false_discovery_control(np.concatenate([p, np.ones(30)]))[:50])


def test_adjusted_of_nothing_is_nothing():
    assert len(adjusted(np.zeros(0), 10)) == 0
