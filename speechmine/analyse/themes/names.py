"""Names for themes: a fitted model in, one row a theme with label, keywords and typical sentences out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from sklearn.utils.validation import check_is_fitted

from speechmine.analyse.themes.contexts import phrase_words
from speechmine.analyse.themes.features import word_parts

if TYPE_CHECKING:
    from speechmine.analyse.themes.model import ThemeModel

__all__ = ["theme_frame"]

_COLUMNS = ["id", "label", "keywords", "n_sentences", "n_speeches", "stability", "coherence", "exemplars"]
_PHRASE_ENDS = re.compile(r"[，。；：、！？\s]+")
_PHRASE_WORDS = (2, 6)
_NAMED = 0.2  # share of the theme's weight on its keywords that a heading must carry to name it
_COVERING, _WHOLE = 2.0, 0.5  # that share, and twice the share of the theme's sentences under it, must reach a half
_EXEMPLAR_LENGTH = (12, 120)  # characters; shorter says nothing, longer does not fit a table
_LIKE = 0.4  # share of words in common from which two sentences are too much alike
_KEYWORDS, _EXEMPLARS = 10, 3
_MARKER = 4  # characters of a heading's marker and its full stop
_NAMING, _FEW = 5, 3  # keywords of which a label holds one; keywords that stand for a label
_BROUGHT = 0.5  # of the weight of a part that the long word must have


def theme_frame(model: ThemeModel) -> pd.DataFrame:
    """Describe the themes of a fitted model.

    Returns
    -------
    DataFrame
        One row a theme, largest first: id; label (a phrase of a heading of two to six content words where one names the
        theme, else its first keywords); keywords (list, by class-based TF-IDF [1]_); n_sentences and n_speeches (copies
        counted once); stability and coherence (`ThemeModel`); exemplars (list of up to three dicts speech_id, sentence_id,
        start, end, text: typical sentences that differ from each other, from different speeches where they can be).

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
    once = ~model.contexts_["repeat"].to_numpy(dtype=bool)
    contexts = model.contexts_[once].assign(label=model.labels_[once])
    terms = list(model.vectorizer_.vocabulary_)
    weights = [dict(zip(terms, map(float, words), strict=True)) for words in _class_tfidf(model, contexts)]
    keywords = [_keywords(weight) for weight in weights]
    labels = _labels(contexts, weights, keywords)
    rows = []
    for theme, theme_id in enumerate(model.theme_ids_):
        here = (contexts["label"] == theme).to_numpy()
        own, share = contexts[here], model.weights_[once][here, theme]
        exemplars = _exemplars(own, share * [_typicality(text, weights[theme]) for text in own["words"]])
        counts = (len(own), int(own["cluster_id"].nunique()))
        marks = (float(model.stability_[theme]), float(model.coherence_[theme]))
        rows.append((theme_id, labels[theme], keywords[theme], *counts, *marks, exemplars))
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


def _labels(contexts: pd.DataFrame, weights: list[dict[str, float]], keywords: list[list[str]]) -> list[str]:
    """Give each theme the phrase of a heading that names it best; the best match first, and no phrase to two themes."""
    labels = ["、".join(words[:_FEW]) for words in keywords]
    matches = sorted(_matches(contexts, weights, keywords), key=lambda match: (-match[0], match[1:]))
    named: set[object] = set()
    for _, theme, phrase in matches:
        if not named & {theme, phrase}:
            labels[theme] = phrase
            named |= {theme, phrase}
    return labels


def _matches(
    contexts: pd.DataFrame, weights: list[dict[str, float]], keywords: list[list[str]]
) -> Iterator[tuple[float, int, str]]:
    """Score, theme and phrase: the theme's weight on the phrase, under headings that hold mostly this theme.

    A phrase must hold one of the first keywords; words that the theme does not weigh speak against it. Where its words carry
    little, the headings must cover the more of the theme, or the phrase would name but a part of it.
    """
    first = [{part for keyword in words[:_NAMING] for part in word_parts(keyword)} for words in keywords]
    whole = [sum(sorted(weight.values(), reverse=True)[: _PHRASE_WORDS[1]]) or 1.0 for weight in weights]
    sizes = contexts["label"].value_counts()
    for phrase, (words, counts) in _phrases(contexts).items():
        parts = dict.fromkeys(word_parts(" ".join(words)))
        for theme in sorted(theme for theme in counts if theme >= 0 and first[theme] & parts.keys()):
            idle = sum(weights[theme].get(part, 0.0) <= 0 for part in parts)
            carried = sum(weights[theme].get(part, 0.0) for part in parts) / whole[theme]
            score = (counts[theme] / counts.total()) ** 0.5 * carried / (1 + idle / len(parts))
            if score > _NAMED and score + _COVERING * counts[theme] / sizes[theme] > _WHOLE:
                yield score, theme, phrase


def _phrases(contexts: pd.DataFrame) -> dict[str, tuple[list[str], Counter[int]]]:
    """Phrases of the headings with their content words and how many sentences of each theme stand under them."""
    under: dict[str, Counter[int]] = {}
    for heading, label in zip(contexts["heading"], contexts["label"], strict=True):
        for part in _PHRASE_ENDS.split(heading) if isinstance(heading, str) else ():
            under.setdefault(part.removeprefix("在"), Counter())[int(label)] += 1  # 在煤矿领域： names 煤矿领域
    words = {phrase: phrase_words(phrase).split() for phrase in under}
    fit = range(_PHRASE_WORDS[0], _PHRASE_WORDS[1] + 1)
    return {phrase: (words[phrase], counts) for phrase, counts in under.items() if len(words[phrase]) in fit}


def _typicality(words: str, weight: dict[str, float]) -> float:
    """Weight of a sentence's words in the theme; by the root of their number, so that length alone makes none typical."""
    parts = word_parts(words)
    return float(sum(weight.get(word, 0.0) for word in dict.fromkeys(parts)) / max(len(parts), 1) ** 0.5)


def _is_heading(own: pd.DataFrame) -> np.ndarray[Any, Any]:
    """Whether a sentence is hardly more than the heading it stands under."""
    pairs = zip(own["text"], own["heading"], strict=True)
    return np.array([isinstance(head, str) and len(text) <= len(head) + _MARKER for text, head in pairs], dtype=bool)


def _exemplars(own: pd.DataFrame, weight: np.ndarray[Any, Any]) -> list[dict[str, Any]]:
    """Greatest weights first, of a fit length before the rest; none like one already chosen, one a speech where that goes."""
    low, high = _EXEMPLAR_LENGTH
    unfit = ~own["text"].str.len().between(low, high).to_numpy() | _is_heading(own)
    ranked = own.iloc[np.lexsort((np.arange(len(own)), -weight, unfit))]
    again = ranked.duplicated("speech_id").to_numpy()
    chosen: list[tuple[set[str], dict[str, Any]]] = []
    for row in pd.concat([ranked[~again], ranked[again]]).to_dict("records"):
        words = set(str(row["words"]).split())
        if all(len(words & other) <= _LIKE * max(len(words | other), 1) for other, _ in chosen):
            chosen.append((words, {str(key): row[key] for key in ("speech_id", "sentence_id", "start", "end", "text")}))
        if len(chosen) == _EXEMPLARS:
            break
    return [exemplar for _, exemplar in chosen]
