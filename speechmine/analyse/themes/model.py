"""Themes that recur: sentences read with their context in, themes with ids by size and one assignment a sentence out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
import scipy.sparse as sp
from sklearn.base import BaseEstimator, ClusterMixin, TransformerMixin, clone
from sklearn.utils import Tags
from sklearn.utils.validation import check_is_fitted

from speechmine.analyse.themes.contexts import plain_contexts, sentence_contexts
from speechmine.analyse.themes.factors import components, shares, speech_batches, streamed_components
from speechmine.analyse.themes.features import ContextVectorizer
from speechmine.analyse.themes.number import best_number, coherences, number_frame, resample_groups, sample_rows, stabilities
from speechmine.errors import OptionError

__all__ = ["ThemeModel", "sentence_contexts"]

Array = np.ndarray[Any, Any]
Batches = Callable[[], Iterable[tuple[Array, Any]]]  # rows and their features, batch by batch, anew at each call


class ThemeModel(ClusterMixin, TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Find the themes that recur across speeches.

    Non-negative matrix factorisation [1]_ of sentences in context (`ContextVectorizer`): each sentence is read with its
    paragraph, its section and its headings, with its mood (it prescribes or describes) and, as a guide, with the coded theme.
    A sentence belongs to the theme of its greatest share. Copies are counted once.

    Parameters
    ----------
    n_themes : int or "auto"
        How many themes to look for; pruning may leave fewer. ``auto`` takes the number that is most stable over resamples
        of speeches and coherent within paragraphs (`number_frame`).
    min_speeches : int
        Themes, and words of themes, must appear in as many independent speeches.
    vectorizer : ContextVectorizer, optional
        With other weights of context, mood and code; its `min_speeches` is set to the model's.
    smoothing : float
        Weight of a paragraph's mean shares relative to the sentence's own.
    batch_size : int
        The switch: with more sentences than this, features are made and factorised in batches of as many, by
        ``MiniBatchNMF``, so that memory does not grow with the corpus; the number of themes and their stability are
        then judged on a sample of speeches, as they are above 1,500 sentences in any case.
    random_state : int
        Of the factorisation alone. The sample and the resamples that decide ``auto`` and the stability are drawn the same
        way whatever it is, so that the number of themes is the corpus's.

    Attributes
    ----------
    components_ : ndarray of shape (n_themes, n_features)
        Themes over words, mood and codes (``vectorizer_.get_feature_names_out()``), rows of length 1, largest theme first.
    theme_ids_ : list of str
        ``K01``, ``K02`` … by number of sentences.
    labels_ : ndarray of shape (n_sentences,)
        Index of the theme of each sentence, -1 where it has none: a formality, or no word that recurs.
    weights_ : ndarray of shape (n_sentences, n_themes)
        Shares of the themes in each sentence; a row sums to 1, or to 0 where it has none.
    stability_ : ndarray of shape (n_themes,)
        Mean cosine with the theme's match in resamples that leave a fifth of the speeches out, 0 to 1 (of the paragraphs
        where there are two speeches or fewer).
    coherence_ : ndarray of shape (n_themes,)
        NPMI of each theme's ten heaviest words over paragraphs, -1 to 1.
    curve_ : DataFrame or None
        What ``auto`` chose from (`number_frame`); ``plot_curve`` draws it.
    contexts_ : DataFrame
        The sentences it was fitted on.

    Notes
    -----
    Deterministic: equal sentences in equal order give equal themes, on every run. With fewer independent speeches than
    `min_speeches` nothing can recur: a warning says so and all themes are kept. There is no ``partial_fit``: the vocabulary,
    the weights of words, the pruning of what does not recur and the order of the themes need all sentences; `batch_size`
    bounds the memory of one `fit` instead.

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
        vectorizer: ContextVectorizer | None = None,
        smoothing: float = 1.0,
        batch_size: int = 10_000,
        random_state: int = 0,
    ) -> None:
        self.n_themes = n_themes
        self.min_speeches = min_speeches
        self.vectorizer = vectorizer
        self.smoothing = smoothing
        self.batch_size = batch_size
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
            If `n_themes` is neither a positive integer nor ``auto``, `min_speeches` or `batch_size` is below 1, or
            `smoothing` is negative.
        """
        self._check_options()
        self.contexts_ = _as_contexts(X)
        once = _independent(self.contexts_)
        vectorizer = ContextVectorizer() if self.vectorizer is None else clone(self.vectorizer)
        self.vectorizer_ = vectorizer.set_params(min_speeches=self.min_speeches).fit(once)
        batches = self._batches(once)
        self.components_ = self._recurring(self._find(batches, once), batches, once)
        self.theme_ids_ = [f"K{number:02d}" for number in range(1, len(self.components_) + 1)]
        self.coherence_ = self._coherences(once)
        self.stability_ = self._stabilities(once)
        self.weights_ = self.transform(self.contexts_)
        self.labels_ = _labels(self.weights_)
        return self

    def transform(self, X: pd.DataFrame | Sequence[str]) -> Array:
        """Return the shares of the themes in each sentence, shape (n_sentences, n_themes); formalities have none."""
        check_is_fitted(self, "components_")
        contexts = _as_contexts(X)
        found = self._shares(self.components_, self._batches(contexts), contexts)
        found[contexts["formality"].to_numpy(dtype=bool)] = 0
        return found

    def predict(self, X: pd.DataFrame | Sequence[str]) -> Array:
        """Return the index of the theme of each sentence, -1 where it has none."""
        return _labels(self.transform(X))

    def get_feature_names_out(self, input_features: object = None) -> Array:  # noqa: ARG002
        """Return the ids of the themes."""
        check_is_fitted(self, "components_")
        return np.array(self.theme_ids_, dtype=object)

    def __sklearn_tags__(self) -> Tags:
        tags = super().__sklearn_tags__()
        tags.input_tags.two_d_array, tags.input_tags.string = False, True
        return tags

    def _check_options(self) -> None:
        auto = self.n_themes == "auto"
        if not auto and (isinstance(self.n_themes, (str, bool)) or self.n_themes < 1):
            raise OptionError(f"n_themes is {self.n_themes!r}; give a positive integer or 'auto'")
        if self.min_speeches < 1:
            raise OptionError(f"min_speeches is {self.min_speeches!r}; give 1 (keep all themes) or more")
        if self.batch_size < 1:
            raise OptionError(f"batch_size is {self.batch_size!r}; give a positive number of sentences")
        if self.smoothing < 0:
            raise OptionError(f"smoothing is {self.smoothing!r}; give 0 (none) or more")

    def _batches(self, contexts: pd.DataFrame) -> Batches:
        """Features of the sentences by batch; made once and kept where one batch holds them all."""
        parts = speech_batches(contexts["speech_id"], self.batch_size)

        def made() -> Iterator[tuple[Array, Any]]:
            return ((rows, self.vectorizer_.transform(contexts.iloc[rows])) for rows in parts)

        if len(parts) > 1:
            return made
        kept = list(made())
        return lambda: kept

    def _find(self, batches: Batches, once: pd.DataFrame) -> Array:
        self.curve_ = None
        n_features = len(self.vectorizer_.get_feature_names_out())
        if once.empty or not n_features:
            return np.zeros((0, n_features))
        n_themes = self.n_themes
        if n_themes == "auto":
            self.curve_ = number_frame(*self._sample(once))  # of the corpus, not of the seed
            n_themes = best_number(self.curve_)
        if len(once) > self.batch_size:
            start = components(self._sample(once)[0], int(n_themes), self.random_state)
            return streamed_components(lambda: (X for _, X in batches()), start, self.random_state)
        filled = sp.vstack([X for _, X in batches()]).tocsr()
        return components(filled[np.diff(filled.indptr) > 0], int(n_themes), self.random_state)

    def _sample(self, once: pd.DataFrame) -> tuple[Any, Any, pd.DataFrame]:
        """Features, counts of words and contexts of the sentences that the number and the stability are judged on."""
        part = once.iloc[sample_rows(once)]
        X = self.vectorizer_.transform(part)
        filled = np.diff(X.indptr) > 0
        return X[filled], self.vectorizer_.count_words(part)[filled], part[filled]

    def _coherences(self, once: pd.DataFrame) -> Array:
        own = self.vectorizer_.count_words(once)
        return coherences(self.components_[:, : own.shape[1]], own, once["paragraph"])

    def _stabilities(self, once: pd.DataFrame) -> Array:
        X, _, part = self._sample(once)
        return stabilities(self.components_, X, resample_groups(part))

    def _shares(self, themes: Array, batches: Batches, contexts: pd.DataFrame) -> Array:
        found = np.zeros((len(contexts), len(themes)))
        for rows, X in batches():
            found[rows] = shares(X, themes, contexts["paragraph"].iloc[rows], smoothing=self.smoothing)
        return found

    def _recurring(self, themes: Array, batches: Batches, once: pd.DataFrame) -> Array:
        """Drop themes of too few speeches until none is left, give their sentences to the others, order by size.

        A passage that several speeches share makes a theme recur in one of them only.
        """
        needed = max(min(self.min_speeches, once["cluster_id"].nunique()), 1)
        counted = ~once["repeat"].to_numpy(dtype=bool)
        own = once[counted]
        while True:
            labels = _labels(self._shares(themes, batches, once))
            speeches = own["cluster_id"].groupby(labels[counted]).nunique()
            kept = [theme for theme in range(len(themes)) if speeches.get(theme, 0) >= needed]
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
