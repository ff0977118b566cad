"""Features of sentences in context: the frame of contexts in, one sparse row of weighted TF-IDF a sentence out."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pandas as pd
import scipy.sparse as sp
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.preprocessing import normalize
from sklearn.utils.validation import check_is_fitted

__all__ = ["ContextVectorizer", "group_mean", "group_sum", "independent_speeches", "word_parts"]

_LONG_WORD = 4
_CONTEXT_WORDS = 200  # words of a paragraph or section that a sentence is read with

Matrix = Any  # a scipy sparse matrix or array


class ContextVectorizer(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Weighted TF-IDF of a sentence's own words, its paragraph, its section and its headings, with its mood and its code.

    A word of four characters or more counts with its two-character parts (`word_parts`). Each part of the context is scaled
    to length 1, weighted, summed, and the sum scaled to length 1 again. A word must stand in at least `min_speeches`
    independent speeches, so that what one speech alone talks about (its place names, its accident) makes no theme.

    Parameters
    ----------
    paragraph_weight, section_weight, heading_weight : float
        Relative to the sentence's own words, which weigh 1.
    mood_weight : float
        Of the mark that a sentence describes rather than prescribes, relative to all of its words in context.
    code_weight : float
        Of the code of the theme that the codebook gives it, relative to all of its words in context. The codebook guides
        the themes found where it knows the words, and leaves the rest to them; 0 for texts of another genre than it.
    min_speeches : int
        Lowered, with a warning, where the corpus has fewer independent speeches.

    Attributes
    ----------
    vocabulary_ : dict of str to int
    codes_ : list of str
        Codes met, sorted; their columns stand behind those of the words and of the mood.

    Examples
    --------
    >>> import speechmine as sm
    >>> contexts = sm.sentence_contexts(sm.mine(["各村要排查危房。", "各镇要排查危房、隐患。"]))
    >>> ContextVectorizer().fit(contexts).transform(contexts).shape[0] == len(contexts)
    True
    """

    def __init__(
        self,
        *,
        paragraph_weight: float = 1.0,
        section_weight: float = 1.0,
        heading_weight: float = 0.5,
        mood_weight: float = 1.0,
        code_weight: float = 0.5,
        min_speeches: int = 2,
    ) -> None:
        self.paragraph_weight = paragraph_weight
        self.section_weight = section_weight
        self.heading_weight = heading_weight
        self.mood_weight = mood_weight
        self.code_weight = code_weight
        self.min_speeches = min_speeches

    def fit(self, contexts: pd.DataFrame, y: object = None) -> ContextVectorizer:  # noqa: ARG002
        """Learn vocabulary and document frequencies; `contexts` should hold no copies."""
        count = CountVectorizer(tokenizer=word_parts, token_pattern=None, lowercase=False, binary=True)
        try:
            found = count.fit_transform(contexts["words"])
        except ValueError:  # scikit-learn's way to say that no sentence has a word
            found, terms = sp.csr_matrix((len(contexts), 0)), np.array([], dtype=object)
        else:
            terms = count.get_feature_names_out()
        speeches = _speech_counts(found, contexts)
        needed = independent_speeches(contexts, self.min_speeches)
        sentences = np.asarray(found.sum(axis=0)).ravel()
        kept = (speeches >= needed) & (sentences >= min(2, needed + (sentences >= 2).any()))
        self.vocabulary_ = {str(term): i for i, term in enumerate(terms[kept])}
        self.codes_ = sorted(contexts["code"].dropna().unique())
        self.idf_ = TfidfTransformer().fit(found[:, kept]) if self.vocabulary_ else None
        return self

    def transform(self, contexts: pd.DataFrame) -> Matrix:
        """Return a matrix of shape (n_sentences, n_features), words first; rows are of length 1, or empty without a word.

        Speeches must be whole: a sentence's paragraph and section are read from the rows given.
        """
        check_is_fitted(self, "vocabulary_")
        if not self.vocabulary_:
            return sp.csr_matrix((len(contexts), 0))
        own, headings = self._tfidf(contexts["words"]), self._tfidf(contexts["heading_words"])
        paragraph, section = (normalize(_heaviest(own, contexts[column])) for column in ("paragraph", "section"))
        mixed = own + self.paragraph_weight * paragraph + self.section_weight * section + self.heading_weight * headings
        words = normalize(mixed)
        marks = sp.diags((np.diff(words.indptr) > 0).astype(float)) @ self._marks(contexts)
        return normalize(sp.hstack([words, marks])).tocsr()

    def get_feature_names_out(self, input_features: object = None) -> np.ndarray[Any, Any]:  # noqa: ARG002
        """Return the words of the columns, then the names of the marks: ``describes`` and the codes."""
        check_is_fitted(self, "vocabulary_")
        return np.array([*self.vocabulary_, "describes", *self.codes_] if self.vocabulary_ else [], dtype=object)

    def count_words(self, contexts: pd.DataFrame) -> Matrix:
        """Return how often each word of the vocabulary stands in each sentence itself, shape (n_sentences, n_words)."""
        if not self.vocabulary_:
            return sp.csr_matrix((len(contexts), 0))
        counter = CountVectorizer(tokenizer=word_parts, token_pattern=None, lowercase=False, vocabulary=self.vocabulary_)
        return counter.transform(contexts["words"])

    def _tfidf(self, texts: pd.Series) -> Matrix:
        counts = CountVectorizer(
            tokenizer=word_parts, token_pattern=None, lowercase=False, vocabulary=self.vocabulary_
        ).transform(texts)
        counts = counts.astype(float)
        counts.data = 1 + np.log(counts.data)
        return self.idf_.transform(counts)  # type: ignore[union-attr]

    def _marks(self, contexts: pd.DataFrame) -> Matrix:
        """Columns for the mood and for each code, weighted."""
        mood = self.mood_weight * contexts["describes"].to_numpy(dtype=float)[:, None]
        coded = self.code_weight * (contexts["code"].to_numpy(dtype=object)[:, None] == np.array(self.codes_, dtype=object))
        return sp.csr_matrix(np.hstack([mood, coded.reshape(len(contexts), len(self.codes_))]))


def independent_speeches(contexts: pd.DataFrame, wanted: int) -> int:
    """Return `wanted`, or the number of independent speeches where that is lower, with a warning."""
    found = int(contexts["cluster_id"].nunique())
    if found < wanted:
        alone = ", their stability is that of paragraphs, and no interval or trend can be given" if found < 2 else ""
        warnings.warn(
            f"the corpus has {found} independent speech(es), so no theme can recur in {wanted}; themes are kept unpruned{alone}",
            UserWarning, stacklevel=2,
        )  # fmt: skip
    return max(min(found, wanted), 1)


def word_parts(words: str) -> list[str]:
    """Split words at spaces and add the two-character parts of long ones, which meet where the long words do not.

    Examples
    --------
    >>> word_parts("开展 隐患排查")
    ['开展', '隐患排查', '隐患', '排查']
    """
    found = []
    for word in words.split():
        found.append(word)
        if len(word) >= _LONG_WORD:
            found += [word[at : at + 2] for at in range(0, len(word) - 1, 2)]
    return found


def group_sum(X: Matrix, codes: np.ndarray[Any, Any], n_groups: int) -> Matrix:
    """Return the sum of the rows of `X` in each group, shape (n_groups, n_columns)."""
    member = sp.csr_matrix((np.ones(len(codes)), (codes, np.arange(len(codes)))), shape=(n_groups, len(codes)))
    return (member @ X).tocsr()


def group_mean(X: Matrix, codes: np.ndarray[Any, Any], n_groups: int) -> Matrix:
    """Return the mean of the rows of `X` in each group, shape (n_groups, n_columns)."""
    return (sp.diags(1 / np.bincount(codes, minlength=n_groups)) @ group_sum(X, codes, n_groups)).tocsr()


def _heaviest(own: Matrix, keys: pd.Series) -> Matrix:
    """Context of each row: the heaviest words of its group's mean, so that rows stay sparse however long a section is."""
    codes, groups = pd.factorize(keys)
    mean = group_mean(own, codes, len(groups))
    for row in np.flatnonzero(np.diff(mean.indptr) > _CONTEXT_WORDS):
        values = mean.data[mean.indptr[row] : mean.indptr[row + 1]]
        values[np.argsort(-values, kind="stable")[_CONTEXT_WORDS:]] = 0
    mean.eliminate_zeros()
    return mean[codes]


def _speech_counts(found: Matrix, contexts: pd.DataFrame) -> np.ndarray[Any, Any]:
    codes, groups = pd.factorize(contexts["cluster_id"])
    return np.asarray((group_sum(found, codes, len(groups)) > 0).sum(axis=0)).ravel()
