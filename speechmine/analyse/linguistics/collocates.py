"""Collocations: mined tables and a word in, the words that go with it and how strongly, as a frame or a graph, out."""

from __future__ import annotations

from typing import Any, NamedTuple, Unpack

import networkx as nx
import numpy as np
import pandas as pd

from speechmine.analyse.linguistics.associations import association_measures
from speechmine.analyse.linguistics.index import TokenIndex, token_index
from speechmine.analyse.linguistics.parts import Scope, Selection, looked_at
from speechmine.analyse.linguistics.slots import SLOTS, held_directives, slot_spans, words_in
from speechmine.errors import OptionError
from speechmine.folding import fold
from speechmine.segment.words import cut_words
from speechmine.tables.mined import Mined

__all__ = ["SPANS", "collocate_frame", "collocate_graph"]

SPANS = ("clause", "sentence", *SLOTS)
"""Where collocates are looked for in place of a window."""

Array = np.ndarray[Any, Any]
_CLAUSE_MARKS = ("，", "；", "：")


class _Beside(NamedTuple):
    """Counts for the four cells: places of each term beside the node and in all, places beside the node, all of them."""

    joint: Array
    node: int
    other: Array
    total: int
    uses: int
    speeches: Array


def collocate_frame(mined: Mined, node: str, *, span: int | str = 5, min_count: int = 2, **scope: Unpack[Scope]) -> pd.DataFrame:
    """Measure which words go with a word more than by chance.

    What is counted depends on `span`: the words that stand at most so many words to either side, in the sentence (a word in two
    windows counts once; R: all places in windows, N: all but the node's [1]_); the clauses (up to ，；：) or sentences that
    hold both (R, C and N: those that hold the node, the word, any); the words of a component of the directives in which the node
    stands, of the same component in all directives (``objects``: what it is done to, ``actors``: by whom …).

    Parameters
    ----------
    mined : Mined
    node : str
        A word, or several with blanks between; what is no word of the text is cut into words.
    span : int or str
        Words on either side, or ``clause``, ``sentence``, or a component: ``actors``, ``deontics``, ``aim``, ``objects``,
        ``conditions``, ``purposes``, ``or_else``.
    min_count : int
        Least number of places with both.
    **scope : Scope
        ``within`` (what lies outside is no context), ``tokens``, ``keep_copies``.

    Returns
    -------
    DataFrame
        Columns collocate, n (places of the word in all), n_speeches (with both), and those of ``association_measures``: count,
        expected, mi, mi3, log_likelihood, p, q, t, dice, log_dice, delta_p (how much surer the word is beside the node),
        delta_p_back (how much surer the node is beside the word). By log_dice, falling.

    Raises
    ------
    OptionError
        If the node stands nowhere, or an option is not known.

    Notes
    -----
    Which measure orders the words decides what is found: mi the rare and exclusive, t and log_likelihood the frequent, log_dice
    the exclusive of some frequency. None corrects for words that one speech repeats: see n_speeches.

    References
    ----------
    .. [1] Evert, Corpora and collocations, in Corpus Linguistics: An International Handbook, 2008, sections 3 and 4.

    Examples
    --------
    >>> import speechmine as sm
    >>> frame = collocate_frame(sm.mine(sm.sample_path()), "隐患", span="aim")
    >>> frame[["collocate", "count"]].head(2).values.tolist()
    [['公示', 2], ['报', 2]]
    """
    if min_count < 1:
        raise OptionError(f"min_count is {min_count}; give 1 or more")
    index = token_index(mined, tokens=scope.get("tokens", "words"))
    chosen = looked_at(mined, scope)
    held = np.flatnonzero(index.is_word[index.term] & chosen.holds(index.sentence, index.speech, index.start))
    places = _node_places(index, held, node)
    if isinstance(span, int):
        found = _in_windows(index, held, places, _checked(span))
    elif span in ("clause", "sentence"):
        found = _in_units(index, held, places, _clauses(index)[held] if span == "clause" else index.sentence[held])
    elif span in SLOTS:
        found = _in_slots(mined, index, chosen, held[places.ravel()], span)
    else:
        raise OptionError(f"span {span!r} is not known; give a number of words, or one of {', '.join(SPANS)}")
    return _framed(index, found, min_count)


def collocate_graph(
    mined: Mined, node: str, *, span: int | str = 5, min_count: int = 2, top: int = 20, **scope: Unpack[Scope]
) -> nx.Graph:
    """Return the strongest collocates of a word as a network, with the bonds among them.

    Parameters
    ----------
    mined : Mined
    node, span, min_count, **scope
        As of `collocate_frame`.
    top : int
        Collocates by log_dice.

    Returns
    -------
    nx.Graph
        Nodes with ``label``, ``kind`` (node or collocate) and ``count``; edges with ``weight`` (log_dice), ``count``,
        ``log_likelihood`` and ``q``, each from the word's own collocations.

    Raises
    ------
    OptionError
        As `collocate_frame`.

    References
    ----------
    Brezina, McEnery and Wattam, Collocations in context: a new perspective on collocation networks, IJCL 20(2), 2015.

    Examples
    --------
    >>> import speechmine as sm
    >>> G = collocate_graph(sm.mine(sm.sample_path()), "隐患", span="clause", top=5)
    >>> sorted(G["隐患"])[::2][:2]
    ['公示', '整改']
    """
    frame = collocate_frame(mined, node, span=span, min_count=min_count, **scope).head(top)
    G = nx.Graph()
    G.add_node(node, label=node, kind="node", count=int(frame["count"].sum()))
    for row in frame.to_dict("records"):
        G.add_node(row["collocate"], label=row["collocate"], kind="collocate", count=row["count"])
        G.add_edge(node, row["collocate"], **_edge(row))
    if span in SLOTS:  # what stands in a component goes with the directive, not with its neighbours there
        return G
    for word in frame["collocate"]:
        others = collocate_frame(mined, word, span=span, min_count=min_count, **scope)
        for row in others[others["collocate"].isin(frame["collocate"])].to_dict("records"):
            if not G.has_edge(word, row["collocate"]):
                G.add_edge(word, row["collocate"], **_edge(row))
    return G


def _edge(row: dict[Any, Any]) -> dict[str, Any]:
    return {"weight": row["log_dice"], **{name: row[name] for name in ("count", "log_likelihood", "q")}}


def _checked(span: int) -> int:
    if span < 1:
        raise OptionError(f"span is {span}; give 1 word or more on either side")
    return span


def _node_places(index: TokenIndex, held: Array, node: str) -> Array:
    """Where the node stands, as places in `held`: a row an occurrence, a column a word of it."""
    words = fold(node).split()
    if not words:
        raise OptionError("node is empty; give a word")
    if len(words) == 1 and words[0] not in index.numbers:
        (text,) = words
        words = [text[word.start : word.end] for word in cut_words(text)] if index.joint else list(text)
    numbers = np.array([index.numbers.get(word, -1) for word in words])
    term, sentence = index.term[held], index.sentence[held]
    first = np.flatnonzero(term[: len(term) - len(words) + 1] == numbers[0])
    for k in range(1, len(words)):
        first = first[(term[first + k] == numbers[k]) & (sentence[first + k] == sentence[first])]
    if not len(first):
        raise OptionError(
            f"{node!r} stands nowhere in this part as whole words; 'speechmine segment PATH --tags' shows the words"
        )
    return first[:, None] + np.arange(len(words))


def _in_windows(index: TokenIndex, held: Array, places: Array, span: int) -> _Beside:
    sentence = index.sentence[held]
    low = np.maximum(places[:, 0] - span, np.searchsorted(sentence, sentence[places[:, 0]]))
    high = np.minimum(places[:, -1] + span + 1, np.searchsorted(sentence, sentence[places[:, 0]], side="right"))
    steps = np.bincount(low, minlength=len(held) + 1) - np.bincount(high, minlength=len(held) + 1)
    beside, apart = np.cumsum(steps)[:-1] > 0, np.ones(len(held), dtype=bool)
    beside[places] = apart[places] = False
    n_terms = len(index.terms)
    term = index.term[held]
    joint, other = np.bincount(term[beside], minlength=n_terms), np.bincount(term[apart], minlength=n_terms)
    speeches = _speeches(term[beside], index.speech[held[beside]], n_terms)
    return _Beside(joint, int(beside.sum()), other, int(apart.sum()), len(places), speeches)


def _in_units(index: TokenIndex, held: Array, places: Array, unit: Array) -> _Beside:
    """Each word once a unit, the node's own places left out."""
    apart = np.ones(len(held), dtype=bool)
    apart[places] = False
    n_terms, with_node = len(index.terms), np.unique(unit[places[:, 0]])
    key = pd.unique(unit[apart].astype(np.int64) * n_terms + index.term[held][apart])
    units, term = key // n_terms, key % n_terms
    both = np.isin(units, with_node, kind="table")
    speech_of = np.zeros(int(unit.max()) + 1, dtype=np.int64)
    speech_of[unit] = index.speech[held]
    joint, other = np.bincount(term[both], minlength=n_terms), np.bincount(term, minlength=n_terms)
    speeches = _speeches(term[both], speech_of[units[both]], n_terms)
    return _Beside(joint, len(with_node), other, len(np.unique(unit)), len(with_node), speeches)


def _in_slots(mined: Mined, index: TokenIndex, chosen: Selection, positions: Array, slot: str) -> _Beside:
    """The words of a component in the directives that hold the node, and in all."""
    rows = held_directives(mined, chosen)
    whole = slot_spans(mined, rows.assign(clause=rows[["start", "end"]].to_dict("records")), "clause")
    spans = slot_spans(mined, rows, slot)
    row, position = words_in(index, whole)
    with_node = np.unique(row[np.isin(position, positions)])
    if not len(with_node):
        raise OptionError("the node stands in no directive of this part; look in windows, clauses or sentences")
    span, place = words_in(index, spans)
    apart = ~np.isin(place, positions)
    row, place = spans.row[span[apart]], place[apart]
    n_terms, beside = len(index.terms), np.isin(row, with_node)
    joint, other = (np.bincount(index.term[some], minlength=n_terms) for some in (place[beside], place))
    speeches = _speeches(index.term[place[beside]], index.speech[place[beside]], n_terms)
    return _Beside(joint, int(beside.sum()), other, len(place), len(with_node), speeches)


def _speeches(term: Array, speech: Array, n_terms: int) -> Array:
    """In how many speeches each term stands."""
    n_speeches = int(speech.max(initial=0)) + 1
    return np.bincount(pd.unique(term.astype(np.int64) * n_speeches + speech) // n_speeches, minlength=n_terms)


def _clauses(index: TokenIndex) -> Array:
    """Number of the clause of each token: it ends at a mark of clauses, or with its sentence."""
    marks = np.array([index.numbers[mark] for mark in _CLAUSE_MARKS if mark in index.numbers])
    ends = np.isin(index.term, marks)
    begins = np.append([True], ends[:-1] | (index.sentence[1:] != index.sentence[:-1]))
    return np.cumsum(begins) - 1


def _framed(index: TokenIndex, found: _Beside, min_count: int) -> pd.DataFrame:
    kept = np.flatnonzero(found.joint >= min_count)
    measures = association_measures(found.joint[kept], found.node, found.other[kept], found.total, uses=found.uses)
    words = {"collocate": index.terms[kept], "n": found.other[kept], "n_speeches": found.speeches[kept]}
    frame = pd.concat([pd.DataFrame(words), measures], axis=1)
    return frame.sort_values(["log_dice", "count", "collocate"], ascending=[False, False, True]).reset_index(drop=True)
