"""Themes that recur: sentences read with their context in, themes with ids by size and one assignment a sentence out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, ClusterMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from speechmine.analyse.themes.contexts import plain_contexts, sentence_contexts
from speechmine.analyse.themes.features import ContextVectorizer
from speechmine.analyse.themes.number import best_number, coherences, components, number_frame, weights
from speechmine.errors import OptionError

__all__ = ["ThemeModel", "sentence_contexts"]

Array = np.ndarray[Any, Any]


class ThemeModel(ClusterMixin, TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Find the themes that recur across speeches.

    Non-negative matrix factorisation [1]_ of sentences in context (`ContextVectorizer`): each sentence is read with its
    paragraph, its section and its headings. A sentence belongs to the theme of its greatest weight. Copies are counted once.

    Parameters
    ----------
    n_themes : int or "auto"
        How many themes to look for; pruning may leave fewer. ``auto`` takes the number that is most stable over resamples
        of speeches and coherent within paragraphs (`number_frame`).
    min_speeches : int
        Themes, and words of themes, must appear in as many independent speeches.
    paragraph_weight, section_weight, heading_weight : float
        Weight of the context relative to a sentence's own words.
    random_state : int

    Attributes
    ----------
    components_ : ndarray of shape (n_themes, n_words)
        Themes over words, rows of length 1, largest theme first.
    theme_ids_ : list of str
        ``K01``, ``K02`` … by number of sentences.
    labels_ : ndarray of shape (n_sentences,)
        Index of the theme of each sentence, -1 where it has none: a formality, or no word that recurs.
    weights_ : ndarray of shape (n_sentences, n_themes)
    coherence_ : ndarray of shape (n_themes,)
        NPMI of each theme's ten heaviest words over paragraphs, -1 to 1.
    curve_ : DataFrame or None
        What ``auto`` chose from (`number_frame`).
    contexts_ : DataFrame
        The sentences it was fitted on.

    Notes
    -----
    Deterministic: equal sentences in equal order give equal themes, on every run. With fewer independent speeches than
    `min_speeches` nothing can recur: a warning says so and all themes are kept.

    References
    ----------
    .. [1] Lee and Seung, Learning the parts of objects by non-negative matrix factorization, Nature 401, 1999.

    Examples
    --------
    >>> texts = ["组织开展消防演练", "举行消防疏散演练", "严查酒后驾驶", "查处酒后驾驶", "消防演练要逼真", "酒后驾驶必须严查"]
    >>> [int(label) for label in ThemeModel(n_themes=2).fit_predict(texts)]
    [0, 0, 1, 1, 0, 1]
    """

    def __init__(
        self,
        n_themes: int | str = "auto",
        *,
        min_speeches: int = 2,
        paragraph_weight: float = 1.0,
        section_weight: float = 1.0,
        heading_weight: float = 0.5,
        random_state: int = 0,
    ) -> None:
        self.n_themes = n_themes
        self.min_speeches = min_speeches
        self.paragraph_weight = paragraph_weight
        self.section_weight = section_weight
        self.heading_weight = heading_weight
        self.random_state = random_state

    def fit(self, X: pd.DataFrame | Sequence[str], y: object = None) -> ThemeModel:  # noqa: ARG002
        """Learn the themes of sentences.

        Parameters
        ----------
        X : DataFrame or sequence of str
            Contexts as `sentence_contexts` gives them; bare texts are sentences without context, each its own speech.
        y : ignored

        Raises
        ------
        OptionError
            If `n_themes` is neither a positive integer nor ``auto``, or `min_speeches` is below 1.
        """
        self._check_options()
        self.contexts_ = _as_contexts(X)
        once = _independent(self.contexts_)
        self.vectorizer_ = self._vectorizer().fit(once)
        features = self.vectorizer_.transform(once)
        filled = np.flatnonzero(np.diff(features.indptr)) if features.shape[1] else np.array([], dtype=int)
        features, once = features[filled], once.iloc[filled]
        self.components_ = self._recurring(self._find(features, once), features, once)
        self.theme_ids_ = [f"K{number:02d}" for number in range(1, len(self.components_) + 1)]
        self.coherence_ = coherences(self.components_, self.vectorizer_.count_words(once), once["paragraph"])
        self.weights_ = self.transform(self.contexts_)
        self.labels_ = _labels(self.weights_)
        return self

    def transform(self, X: pd.DataFrame | Sequence[str]) -> Array:
        """Return the weights of the themes in each sentence, shape (n_sentences, n_themes); formalities have none."""
        check_is_fitted(self, "components_")
        contexts = _as_contexts(X)
        found = weights(self.vectorizer_.transform(contexts), self.components_)
        found[contexts["formality"].to_numpy(dtype=bool)] = 0
        return found

    def predict(self, X: pd.DataFrame | Sequence[str]) -> Array:
        """Return the index of the theme of each sentence, -1 where it has none."""
        return _labels(self.transform(X))

    def get_feature_names_out(self, input_features: object = None) -> Array:  # noqa: ARG002
        """Return the ids of the themes."""
        return np.array(self.theme_ids_, dtype=object)

    def _check_options(self) -> None:
        auto = self.n_themes == "auto"
        if not auto and (isinstance(self.n_themes, (str, bool)) or self.n_themes < 1):
            raise OptionError(f"n_themes is {self.n_themes!r}; give a positive integer or 'auto'")
        if self.min_speeches < 1:
            raise OptionError(f"min_speeches is {self.min_speeches!r}; give 1 (keep all themes) or more")

    def _vectorizer(self) -> ContextVectorizer:
        return ContextVectorizer(
            paragraph_weight=self.paragraph_weight,
            section_weight=self.section_weight,
            heading_weight=self.heading_weight,
            min_speeches=self.min_speeches,
        )

    def _find(self, features: Any, once: pd.DataFrame) -> Array:
        self.curve_ = None
        if not features.shape[0]:
            return np.zeros((0, features.shape[1]))
        if self.n_themes == "auto":
            self.curve_ = number_frame(features, self.vectorizer_.count_words(once), once, random_state=self.random_state)
            return components(features, best_number(self.curve_), self.random_state)
        return components(features, int(self.n_themes), self.random_state)

    def _recurring(self, themes: Array, features: Any, once: pd.DataFrame) -> Array:
        """Drop themes of too few speeches until none is left, give their sentences to the others, order by size."""
        needed = min(self.min_speeches, once["cluster_id"].nunique())
        while True:
            labels = pd.Series(_labels(weights(features, themes)))
            speeches = once["cluster_id"].reset_index(drop=True).groupby(labels).nunique()
            kept = [theme for theme in range(len(themes)) if speeches.get(theme, 0) >= max(needed, 1)]
            if len(kept) == len(themes):
                sizes = np.bincount(labels[labels >= 0], minlength=len(themes))
                return themes[np.argsort(-sizes, kind="stable")]
            themes = themes[kept]


def _as_contexts(X: pd.DataFrame | Sequence[str]) -> pd.DataFrame:
    return X if isinstance(X, pd.DataFrame) else plain_contexts(list(X))


def _independent(contexts: pd.DataFrame) -> pd.DataFrame:
    """Sentences that are no formalities, of one speech a cluster."""
    first = contexts.groupby("cluster_id", sort=False)["speech_id"].transform("min")
    return contexts[(contexts["speech_id"] == first) & ~contexts["formality"].astype(bool)]


def _labels(found: Array) -> Array:
    if not found.shape[1]:
        return np.full(len(found), -1)
    return np.where(found.max(axis=1) > 0, found.argmax(axis=1), -1)
