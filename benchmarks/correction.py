"""Measure the coverage of 95 % intervals: planted corpora with biased coders, naive beside corrected estimates.

    python benchmarks/correction.py [--corpora 500] [--speeches 60]

In each corpus the truth is known of every sentence. Speeches differ in how often a sentence is a directive, by year and by group;
the program misses directives and invents some, more in one group than in the other and more in later years, and some speeches
suit it better than others. A stratified sample is coded without error, its rare stratum drawn more often; the estimates see the
program and the sample alone. What is estimated is the mean, the difference of the groups and the trend of the process that made
the speeches.

Printed are for each estimand the share of intervals that hold the truth (wanted: .95), the mean error, and the mean width.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from speechmine.validate.estimators import Sentences, design_based, fold_numbers, naive, prediction_powered
from speechmine.validate.regression import Fit

Array = np.ndarray[Any, Any]

METHODS: dict[str, Callable[[Array, Sentences], Fit]] = {"naive": naive, "dsl": design_based, "ppi": prediction_powered}
MEAN, GROUP, YEAR = 0.45, 0.10, 0.01  # planted: mean of the first group in the first year, difference, change a year
CODED = {0: 0.10, 1: 0.30}  # probability to be coded, by what the program says


@dataclass(frozen=True)
class Corpus:
    """The sentences, with the group and the year of each speech."""

    sentences: Sentences
    group: Array
    year: Array


def planted(rng: np.random.Generator, n_speeches: int) -> Corpus:
    group = np.arange(n_speeches) % 2
    year = rng.integers(0, 15, n_speeches)
    n = np.maximum(rng.poisson(40, n_speeches), 8)
    speech = np.repeat(np.arange(n_speeches), n)
    share = MEAN + GROUP * group + YEAR * year + rng.normal(0, 0.06, n_speeches)
    truth = (rng.random(len(speech)) < np.clip(share, 0, 1)[speech]).astype(float)
    skill = rng.normal(0, 0.03, n_speeches)
    hit = np.clip(0.90 - 0.12 * group - 0.01 * year + skill, 0, 1)[speech]
    false = np.clip(0.06 + 0.04 * group + skill, 0, 1)[speech]
    predicted = (rng.random(len(speech)) < np.where(truth == 1, hit, false)).astype(float)
    weight = np.zeros(len(speech))
    for said, probability in CODED.items():
        (rows,) = np.nonzero(predicted == said)
        n_coded = max(round(probability * len(rows)), 2)
        weight[rng.choice(rows, n_coded, replace=False)] = len(rows) / n_coded
    coded = np.where(weight > 0, truth, np.nan)
    folds = fold_numbers([f"{number}.txt@0" for number in range(n_speeches)])
    return Corpus(Sentences(speech, predicted, coded, weight, folds), group, year)


def estimands(corpus: Corpus) -> dict[str, tuple[Array, int, float]]:
    """Covariates, number of the coefficient, and its planted value."""
    one, group, year = np.ones(len(corpus.group)), corpus.group, corpus.year
    return {
        "prevalence": (one[:, None], 0, MEAN + GROUP / 2 + YEAR * 7),
        "difference of groups": (np.column_stack([one, group]), 1, GROUP),
        "trend": (np.column_stack([one, year - 7.0]), 1, YEAR),
        "trend, groups held": (np.column_stack([one, group, year - 7.0]), 2, YEAR),
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpora", type=int, default=500)
    options.add_argument("--speeches", type=int, default=60)
    options.add_argument("--seed", type=int, default=0)
    args = options.parse_args()
    found: dict[tuple[str, str], list[tuple[bool, float, float]]] = {}
    for number in range(args.corpora):
        corpus = planted(np.random.default_rng([args.seed, number]), args.speeches)
        for name, (X, term, truth) in estimands(corpus).items():
            for method, estimate in METHODS.items():
                fit = estimate(X, corpus.sentences)
                low, high = fit.low[term], fit.high[term]
                found.setdefault((name, method), []).append((low <= truth <= high, fit.value[term] - truth, high - low))
    print(f"{args.corpora} corpora of {args.speeches} speeches")
    print(f"{'estimand':22}{'estimate':10}{'coverage':>9}{'error':>10}{'width':>10}")
    for (name, method), rows in found.items():
        covered, error, width = np.mean(rows, axis=0)
        print(f"{name:22}{method:10}{covered:9.3f}{error:10.4f}{width:10.4f}")


if __name__ == "__main__":
    main()
