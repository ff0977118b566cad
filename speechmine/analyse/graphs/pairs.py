"""Which items share units, counted with sparse matrices: places in, pairs with their measures and evidence out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import scipy.sparse as sp

from speechmine.analyse.graphs.association import adjusted, association_frame, distinct_counts
from speechmine.analyse.graphs.incidence import Places, first_of
from speechmine.errors import OptionError
from speechmine.progress import tracked

__all__ = ["Incidence", "Pairs", "check_size", "count_pairs", "incidence_matrix", "measured_pairs", "n_tested"]

Array = np.ndarray[Any, Any]
_EVIDENCE = 3  # units kept a pair
_MOST_EDGES = 3_000_000  # about a gigabyte for each million in networkx
_CHUNK = 4_000_000  # pairs of entries looked at together


class Incidence(NamedTuple):
    """Which node stands in which unit.

    Attributes
    ----------
    nodes : DataFrame
        Columns node (``kind:label``, sorted), kind, label, count (units), speeches (independent ones).
    X : csr_matrix of shape (n_units, n_nodes)
        1 where the node stands in the unit; units in the order of their speeches and of the text.
    place : csr_matrix of shape (n_units, n_nodes)
        In each such cell 1 + the number of the sentence that holds the node there.
    speech : ndarray of shape (n_units,)
        Number of the independent speech that the unit stands in.
    n_units : int
        Units that hold anything at all, also below `min_count`.
    """

    nodes: pd.DataFrame
    X: Any
    place: Any
    speech: Array
    n_units: int


def incidence_matrix(places: Places, speech: Array, *, min_count: int = 1) -> Incidence:
    """Turn places into matrices.

    Parameters
    ----------
    places : Places
    speech : ndarray of int, shape (n_sentences,)
        Number of the independent speech of each sentence of the table.
    min_count : int
        Nodes of fewer units are left out.
    """
    n_units = len(pd.unique(places.unit))
    places = places.where(first_of(places))
    counts = np.bincount(places.node, minlength=len(places.labels))
    nodes, names = _by_name(places, np.flatnonzero(counts >= min_count))
    column = np.full(len(counts), -1)
    column[nodes] = np.arange(len(nodes))
    kept = places.where(column[places.node] >= 0)
    row, of_unit = _unit_order(kept, speech)
    own = column[kept.node]
    place = sp.csr_matrix((kept.sentence + 1, (row, own)), shape=(len(of_unit), len(nodes)))
    place.sort_indices()
    X = sp.csr_matrix((np.ones(place.nnz, dtype=np.int32), place.indices, place.indptr), shape=place.shape)
    strings = {"node": names, "kind": places.kinds[nodes], "label": places.labels[nodes]}
    frame = pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in strings.items()}).assign(
        count=counts[nodes], speeches=_n_speeches(own, speech[kept.sentence], len(nodes)),
    )  # fmt: skip
    return Incidence(frame, X, place, of_unit, n_units)


def _by_name(places: Places, nodes: Array) -> tuple[Array, list[str]]:
    """Sort nodes by their names ``kind:label``."""
    named = zip(places.kinds[nodes].tolist(), places.labels[nodes].tolist(), nodes.tolist(), strict=True)
    pairs = sorted((f"{kind}:{label}", node) for kind, label, node in named)
    return np.array([node for _, node in pairs], dtype=np.int64), [name for name, _ in pairs]


def _unit_order(places: Places, speech: Array) -> tuple[Array, Array]:
    """Row of each place's unit by speech and place in the text, and the speech of each row."""
    codes, keys = pd.factorize(places.unit)
    first, of_unit = np.full(len(keys), np.iinfo(np.int64).max), np.zeros(len(keys), dtype=np.int64)
    np.minimum.at(first, codes, places.sentence)
    of_unit[codes] = speech[places.sentence]
    order = np.lexsort((first, of_unit))
    rank = np.empty(len(keys), dtype=np.int64)
    rank[order] = np.arange(len(keys))
    return rank[codes], of_unit[order]


def _n_speeches(column: Array, speech: Array, n: int) -> Array:
    """In how many speeches each column stands."""
    reach = int(speech.max(initial=0)) + 1
    return np.bincount(pd.unique(column * reach + speech) // reach, minlength=n)


class Pairs(NamedTuple):
    """Pairs of nodes that share units, by left and right node.

    Attributes
    ----------
    left, right : ndarray of int, shape (n_pairs,)
        Numbers of the nodes, left < right.
    measures : DataFrame
        A row a pair: count, npmi, log_likelihood, jaccard, p, q (over all pairs that could be met), speeches.
    sentences : ndarray of int, shape (n_pairs, 3 or 6)
        Rows of sentences: of the first units, those that hold the left and the right node; -1 where there are no more.
    """

    left: Array
    right: Array
    measures: pd.DataFrame
    sentences: Array


def measured_pairs(incidence: Incidence, *, min_count: int = 1, across: bool = False) -> Pairs:
    """Count the pairs of nodes that share units, and test them.

    Parameters
    ----------
    incidence : Incidence
    min_count : int
        Pairs with fewer common units are tested, too, but left out.
    across : bool
        Pair nodes of different kinds only.

    Raises
    ------
    OptionError
        If there are more pairs than a graph can hold.
    """
    counts = incidence.nodes["count"].to_numpy()
    met = _meetings(incidence, min_count=min_count, across=across)
    kept = met.joint >= min_count
    left, right = met.left[kept], met.right[kept]
    check_size(len(left))
    # pairs of equal counts are many, and measured once
    own, joint, first, second = distinct_counts(met.joint, counts[met.left], counts[met.right], incidence.n_units)
    table = association_frame(joint, first, second, incidence.n_units)
    tested = n_tested(incidence.nodes["kind"], across=across)
    table["q"] = adjusted(table["p"].to_numpy(), tested, times=np.bincount(own, minlength=len(joint)))
    measures = table.take(own[kept]).reset_index(drop=True).assign(speeches=met.speeches)
    return Pairs(left, right, measures, _sentences(incidence, left, right, met.first))


def check_size(n_edges: int) -> None:
    """Refuse more edges than a graph can hold."""
    if n_edges > _MOST_EDGES:
        raise OptionError(f"the graph would have {n_edges} edges, {_MOST_EDGES} fit; raise min_count or take a smaller unit")


def count_pairs(incidence: Incidence, *, min_count: int = 1) -> tuple[Array, Array, Array]:
    """Return the pairs of nodes that share as many units, by left and right node, and how many they share."""
    together = incidence.X.T @ incidence.X
    right, joint, n = together.indices, together.data, together.shape[0]
    left = np.repeat(np.arange(n, dtype=right.dtype), np.diff(together.indptr))
    kept = np.flatnonzero((left < right) & (joint >= min_count))
    left, right, joint = (numbers[kept].astype(np.int64) for numbers in (left, right, joint))
    order = np.argsort(left * n + right)
    return left[order], right[order], joint[order]


def n_tested(kinds: pd.Series, *, across: bool) -> int:
    """Return how many pairs of nodes there are, met or not."""
    pairs = len(kinds) * (len(kinds) - 1) // 2
    return pairs - sum(n * (n - 1) // 2 for n in kinds.value_counts()) if across else pairs


class _Met(NamedTuple):
    """Pairs by left and right node: all with their counts; those that are kept with their speeches and first units."""

    left: Array
    right: Array
    joint: Array
    speeches: Array
    first: Array


def _meetings(incidence: Incidence, *, min_count: int, across: bool) -> _Met:
    """Sort each two entries of a unit by pair and unit: a pair's run then holds its count, its speeches and its first units."""
    X, kind = incidence.X, pd.factorize(incidence.nodes["kind"])[0]
    blocks = [_runs(incidence, entries, min_count, kind if across else None) for entries in tracked(_blocks(X), "pairs")]
    none = np.zeros(0, dtype=np.int64)
    nothing = _Met(none, none, none, none, none.reshape(0, _EVIDENCE))
    return _Met(*(np.concatenate(parts) for parts in zip(nothing, *blocks, strict=True)))


def _blocks(X: Any) -> Sequence[Array]:
    """Entries by column, some columns at a time, so that no pair falls into two blocks."""
    order = np.argsort(X.indices, kind="stable")
    pairs = np.cumsum(_after(X)[order])
    ends = np.cumsum(np.bincount(X.indices, minlength=X.shape[1])) - 1
    column = pairs[ends] // _CHUNK if len(order) else ends
    return np.split(order, ends[np.flatnonzero(np.diff(column))] + 1)


def _after(X: Any) -> Array:
    """How many entries follow each in its row."""
    return np.asarray(np.repeat(X.indptr[1:], np.diff(X.indptr)) - np.arange(X.nnz) - 1, dtype=np.int64)


def _runs(incidence: Incidence, entries: Array, min_count: int, kind: Array | None) -> _Met:
    X, n = incidence.X, incidence.X.shape[1]
    unit = np.repeat(np.arange(X.shape[0]), np.diff(X.indptr))[entries]
    after = _after(X)[entries]
    partner = np.arange(after.sum()) + np.repeat(entries + 1 - (np.cumsum(after) - after), after)
    shift = X.shape[0].bit_length()
    pair = np.repeat(X.indices[entries].astype(np.int64), after) * n + X.indices[partner]
    met = np.sort((pair << shift) | np.repeat(unit, after))
    pair, unit = met >> shift, met & ((1 << shift) - 1)
    head = np.flatnonzero(np.diff(pair, prepend=-1))
    joint = np.diff(head, append=len(met))
    left, right = pair[head] // n, pair[head] % n
    differ = np.ones(len(head), dtype=bool) if kind is None else kind[left] != kind[right]
    kept = differ & (joint >= min_count)
    turns = np.cumsum(np.diff(incidence.speech[unit], prepend=-1) != 0)
    start, size = head[kept], joint[kept]
    speeches = turns[start + size - 1] - turns[start] + 1
    slots = np.arange(_EVIDENCE)
    first = unit[np.minimum(start[:, None] + slots, len(unit) - 1)] if len(unit) else np.zeros((0, _EVIDENCE), dtype=np.int64)
    return _Met(left[differ], right[differ], joint[differ], speeches, np.where(slots < size[:, None], first, -1))


def _sentences(incidence: Incidence, left: Array, right: Array, first: Array) -> Array:
    """Numbers of the sentences that hold the ends, each once; mostly a unit is a sentence or stands in one."""
    X, place = incidence.X, incidence.place
    if not len(left):
        return first
    of_unit = np.maximum.reduceat(place.data, X.indptr[:-1])
    if np.array_equal(np.repeat(of_unit, np.diff(X.indptr)), place.data):
        return _each_once(np.where(first >= 0, of_unit[first] - 1, -1))
    pair, slot = np.nonzero(first >= 0)
    flat = np.full((len(left), 2 * _EVIDENCE), -1)
    for side, node in enumerate((left, right)):
        flat[pair, 2 * slot + side] = np.asarray(place[first[pair, slot], node[pair]]).ravel() - 1
    return _each_once(flat)


def _each_once(numbers: Array) -> Array:
    """Drop what stands further left in its row, and move the rest up; -1 fills the end."""
    for later in range(1, numbers.shape[1]):
        numbers[(numbers[:, :later] == numbers[:, later : later + 1]).any(axis=1), later] = -1
    if not ((numbers[:, :-1] < 0) & (numbers[:, 1:] >= 0)).any():
        return numbers
    return np.asarray(np.take_along_axis(numbers, np.argsort(numbers < 0, axis=1, kind="stable"), axis=1))
