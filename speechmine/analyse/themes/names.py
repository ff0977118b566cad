"""Names for themes: a fitted model in, one row a theme with label, keywords and typical sentences out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from sklearn.utils.validation import check_is_fitted

from speechmine.analyse.themes.contexts import phrase_words
from speechmine.analyse.themes.features import word_parts

if TYPE_CHECKING:
    from speechmine.analyse.themes.model import ThemeModel

__all__ = ["theme_frame"]

_COLUMNS = ["id", "label", "keywords", "n_sentences", "n_speeches", "coherence", "exemplars"]
_PHRASE_ENDS = re.compile(r"[，。；：、！？\s]+")
_PHRASE_WORDS = (2, 6)
_NAMED = 0.2  # share of the theme's weight on its keywords that a heading must carry to name it
_EXEMPLAR_LENGTH = (12, 120)  # characters; shorter says nothing, longer does not fit a table
_LIKE = 0.4  # share of words in common from which two sentences are too much alike
_KEYWORDS, _EXEMPLARS = 10, 3
_BROUGHT = 0.5  # of the weight of a part that the long word must have


def theme_frame(model: ThemeModel) -> pd.DataFrame:
    """Describe the themes of a fitted model.

    Returns
    -------
    DataFrame
        One row a theme, largest first: id; label (a phrase of a heading of two to six content words where one names the
        theme, else its first keywords); keywords (list, by class-based TF-IDF [1]_); n_sentences and n_speeches (copies
        counted once); coherence; exemplars (list of up to three dicts speech_id, sentence_id, start, end, text: typical
        sentences that differ from each other).

    References
    ----------
    .. [1] Grootendorst, BERTopic: Neural topic modeling with a class-based TF-IDF procedure, arXiv:2203.05794.

    Examples
    --------
    >>> from speechmine.analyse.themes.model import ThemeModel
    >>> texts = ["组织开展消防演练", "举行消防疏散演练", "严查酒后驾驶", "查处酒后驾驶", "消防演练要逼真", "酒后驾驶必须严查"]
    >>> theme_frame(ThemeModel(n_themes=2).fit(texts))["keywords"].str[0].tolist()
    ['消防', '酒后驾驶']
    """
    check_is_fitted(model, "components_")
    first = model.contexts_.groupby("cluster_id", sort=False)["speech_id"].transform("min")
    once = (model.contexts_["speech_id"] == first).to_numpy()
    contexts = model.contexts_[once].assign(label=model.labels_[once])
    words = _class_tfidf(model, contexts)
    terms = model.vectorizer_.get_feature_names_out()
    labels: list[str] = []
    rows = []
    for theme, theme_id in enumerate(model.theme_ids_):
        own = contexts[contexts["label"] == theme]
        weight = {str(term): float(value) for term, value in zip(terms, words[theme], strict=True)}
        keywords = _keywords(weight)
        labels.append(_label(contexts, theme, weight, keywords, labels))
        exemplars = _exemplars(own, model.weights_[once][(contexts["label"] == theme).to_numpy(), theme])
        counts = (len(own), int(own["cluster_id"].nunique()), float(model.coherence_[theme]))
        rows.append((theme_id, labels[-1], keywords, *counts, exemplars))
    return pd.DataFrame(rows, columns=_COLUMNS)


def _class_tfidf(model: ThemeModel, contexts: pd.DataFrame) -> np.ndarray[Any, Any]:
    """Class-based TF-IDF of the words of each theme's sentences, shape (n_themes, n_words)."""
    counts = model.vectorizer_.count_words(contexts).tocsr()
    labels = contexts["label"].to_numpy()
    summed = [np.asarray(counts[labels == theme].sum(axis=0)).ravel() for theme in range(len(model.theme_ids_))]
    by_theme = np.array(summed, dtype=float).reshape(len(model.theme_ids_), counts.shape[1])
    total = np.maximum(by_theme.sum(axis=0), 1)
    length = max(by_theme.sum() / max(len(by_theme), 1), 1)
    share = by_theme / np.maximum(by_theme.sum(axis=1, keepdims=True), 1)
    return np.asarray(share * np.log(1 + length / total))


def _keywords(weight: dict[str, float]) -> list[str]:
    """Take the heaviest words of which none is a part of another; a part gives way to the long word that mostly brings it."""
    ranked = sorted((word for word in weight if weight[word] > 0), key=lambda word: (-weight[word], word))
    chosen: list[str] = []
    for word in ranked:
        bringing = [other for other in ranked if word in other and weight[other] >= _BROUGHT * weight[word]]
        longest = max(bringing, key=len)
        if not any(longest in other or other in longest for other in chosen):
            chosen.append(longest)
        if len(chosen) == _KEYWORDS:
            break
    return chosen


def _label(contexts: pd.DataFrame, theme: int, weight: dict[str, float], keywords: list[str], taken: list[str]) -> str:
    """Take the heading's phrase that carries most of the theme's weight, under headings that hold mostly this theme."""
    whole = sum(sorted(weight.values(), reverse=True)[: _PHRASE_WORDS[1]]) or 1.0
    purity = (contexts["label"] == theme).groupby(contexts["heading"].astype(object)).mean()
    best, label = _NAMED, "、".join(keywords[:3])
    for heading, share in purity[purity > 0].sort_index().items():
        for phrase, words in _phrases(str(heading)):
            score = share**0.5 * sum(weight.get(word, 0.0) for word in dict.fromkeys(word_parts(" ".join(words)))) / whole
            if score > best and phrase not in taken:
                best, label = score, phrase
    return label


def _phrases(heading: str) -> Iterable[tuple[str, list[str]]]:
    for phrase in _PHRASE_ENDS.split(heading):
        words = phrase_words(phrase).split()
        if _PHRASE_WORDS[0] <= len(words) <= _PHRASE_WORDS[1]:
            yield phrase, words


def _exemplars(own: pd.DataFrame, weight: np.ndarray[Any, Any]) -> list[dict[str, Any]]:
    """Greatest weights first; none like one already chosen, other speeches and complete sentences before the rest."""
    low, high = _EXEMPLAR_LENGTH
    unfit = ~own["text"].str.len().between(low, high).to_numpy()
    order = np.lexsort((np.arange(len(own)), -weight, unfit))
    chosen: list[tuple[set[str], dict[str, Any]]] = []
    for row in own.iloc[order].to_dict("records"):
        words = set(str(row["words"]).split())
        if all(len(words & other) <= _LIKE * max(len(words | other), 1) for other, _ in chosen):
            chosen.append((words, {str(key): row[key] for key in ("speech_id", "sentence_id", "start", "end", "text")}))
        if len(chosen) == _EXEMPLARS:
            break
    return [exemplar for _, exemplar in chosen]
