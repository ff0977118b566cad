"""Estimates that carry the program's errors: what it says of all sentences and what people say of a sample in, three fits out.

All three are least squares of an outcome of sentences on covariates of speeches. The naive one takes the program at its word.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from speechmine.validate.regression import Design, Fit, design, interval, least_squares

__all__ = ["Sentences", "design_based", "fold_numbers", "naive", "power", "prediction_powered", "pseudo_outcomes"]

Array = np.ndarray[Any, Any]

_FOLDS = 5


@dataclass(frozen=True)
class Sentences:
    """The sentences of a corpus, an entry each.

    Attributes
    ----------
    speech : int array
        Number of the speech, from 0.
    predicted : array
        What the program says: 1 or 0.
    coded : array
        What people say; NaN where nobody coded the sentence.
    weight : array
        Inverse of the probability to be coded; 0 where nobody coded it.
    folds : int array
        Fold of each speech, for cross-fitting; an entry a speech.
    """

    speech: Array
    predicted: Array
    coded: Array
    weight: Array
    folds: Array

    def sums(self, values: Array) -> Array:
        """Sum over the sentences of each speech."""
        return np.bincount(self.speech, weights=values, minlength=len(self.folds))


def fold_numbers(speeches: Sequence[str]) -> Array:
    """Return the fold of each speech, by the hash of its id: it depends on no other speech."""
    return np.array([hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[0] % _FOLDS for name in speeches])


def naive(X: Array, own: Sentences) -> Fit:
    """Fit what the program says, as if it were never wrong."""
    whole = design(X, own.sums(np.ones(len(own.speech))))
    value, influence = least_squares(whole, own.sums(own.predicted))
    return interval(value, influence, whole)


def design_based(X: Array, own: Sentences) -> Fit:
    """Fit doubly robust pseudo-outcomes: design-based supervised learning [1]_.

    Unbiased whatever the program's errors are, because the probabilities to be coded are known.

    References
    ----------
    .. [1] Egami, Hinck, Stewart and Wei, Using imperfect surrogates for downstream inference, NeurIPS 2023.
    """
    whole = design(X, own.sums(np.ones(len(own.speech))))
    value, influence = least_squares(whole, own.sums(pseudo_outcomes(own)))
    return interval(value, influence, whole, _coded(X, own))


def pseudo_outcomes(own: Sentences) -> Array:
    """Return for each sentence what is expected of it, and where it was coded, its error times its weight.

    What is expected of a sentence is learned from the coded sentences of other folds of speeches: the share of those that the
    program says the same of, drawn to what it says by one sentence's weight.
    """
    fold = own.folds[own.speech]
    here = own.weight > 0
    expected = own.predicted.astype(float)
    for number in np.unique(fold):
        for said in np.unique(own.predicted):
            other = here & (fold != number) & (own.predicted == said)
            mean_weight = own.weight[other].mean() if other.any() else 1.0
            total = own.weight[other] @ own.coded[other] + mean_weight * said
            expected[(fold == number) & (own.predicted == said)] = total / (own.weight[other].sum() + mean_weight)
    return np.asarray(expected + np.where(here, own.weight * (np.nan_to_num(own.coded) - expected), 0))


def prediction_powered(X: Array, own: Sentences, *, lam: float | None = None) -> Fit:
    """Fit by prediction-powered inference [1]_, each coefficient with the power that narrows its interval most [2]_.

    The coefficients of what people say in the sample, and `lam` times the difference that the program makes between all
    sentences and the sample.

    Parameters
    ----------
    X : array of shape (n_speeches, n_terms)
    own : Sentences
    lam : float, optional
        A power from 0 (the sample alone) to 1 (the program in full) for all coefficients.

    References
    ----------
    .. [1] Angelopoulos, Bates, Fannjiang, Jordan and Zrnic, Prediction-powered inference, Science 382, 2023.
    .. [2] Angelopoulos, Duchi and Zrnic, PPI++: efficient prediction-powered inference, arXiv 2311.01453, 2023.
    """
    whole, sample = design(X, own.sums(np.ones(len(own.speech)))), _coded(X, own)
    people, of_people = least_squares(sample, own.sums(own.weight * np.nan_to_num(own.coded)))
    there, of_there = least_squares(sample, own.sums(own.weight * own.predicted))
    everywhere, of_everywhere = least_squares(whole, own.sums(own.predicted))
    power_ = power(of_people, of_everywhere - of_there) if lam is None else np.full(len(people), lam)
    n_coded = int((sample.size > 0).sum())
    spent = 1.0 if lam is not None else np.sqrt(n_coded / max(n_coded - 1, 1))  # the power was learned from the sample
    influence = (of_people + power_ * (of_everywhere - of_there)) * spent
    return interval(people + power_ * (everywhere - there), influence, whole, sample)


def power(people: Array, program: Array) -> Array:
    """Return for each coefficient the power from 0 to 1 with the least variance of ``people + power * program``."""
    both, alone = (people * program).sum(axis=0), (program**2).sum(axis=0)
    ratio: Array = np.divide(both, alone, out=np.zeros_like(both), where=alone > 0)
    return np.clip(-ratio, 0, 1)


def _coded(X: Array, own: Sentences) -> Design:
    return design(X, own.sums(own.weight))
