"""Which items share units, counted with sparse matrices: incidence rows in, one row a pair with its evidence out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import scipy.sparse as sp

from speechmine.analyse.graphs.association import adjusted, association_frame, upper_tail
from speechmine.errors import OptionError

__all__ = ["Incidence", "count_pairs", "incidence_matrix", "pair_frame"]

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


def incidence_matrix(
    found: pd.DataFrame, sentence_ids: pd.Series, clusters: Mapping[str, str], *, min_count: int = 1
) -> Incidence:
    """Turn incidence rows into matrices.

    Parameters
    ----------
    found : DataFrame
        As `incidence_frame` gives it; rows of a unit and an item stand once.
    sentence_ids : Series of str
        All sentences in the order of the text.
    clusters : mapping of str to str
        Independent speech by speech.
    min_count : int
        Nodes of fewer units are left out.
    """
    codes, names = _node_codes(found)
    enough = np.bincount(codes, minlength=len(names)) >= min_count
    n_units = int(found["unit"].nunique())
    kept, names = found[enough[codes]], names[enough]
    column = (np.cumsum(enough) - 1)[codes[enough[codes]]]
    own, of_row = pd.factorize(kept["sentence_id"].to_numpy(dtype=object))
    sentence = pd.Index(sentence_ids).get_indexer(of_row)[own]
    said, speech_ids = pd.factorize(kept["speech_id"].to_numpy(dtype=object))
    speech = pd.factorize(np.array([clusters[name] for name in speech_ids], dtype=object), sort=True)[0][said]
    row, of_unit = _unit_order(kept["unit"], speech, sentence)
    shape = (len(of_unit), len(names))
    X = sp.csr_matrix((np.ones(len(kept), dtype=np.int32), (row, column)), shape=shape)
    place = sp.csr_matrix((sentence + 1, (row, column)), shape=shape)
    X.sort_indices()
    place.sort_indices()
    return Incidence(_node_frame(names, column, speech), X, place, of_unit, n_units)


def _node_codes(found: pd.DataFrame) -> tuple[Array, Array]:
    """Number of each row's node, and the nodes ``kind:label`` by name."""
    (kind, kinds), (label, labels) = (pd.factorize(found[name].to_numpy(dtype=object)) for name in ("kind", "label"))
    codes, pairs = pd.factorize(kind.astype(np.int64) * max(len(labels), 1) + label)
    names = np.array([f"{kinds[i // len(labels)]}:{labels[i % len(labels)]}" for i in pairs.tolist()], dtype=object)
    order = np.argsort(names)
    rank = np.empty(len(names), dtype=np.int64)
    rank[order] = np.arange(len(names))
    return rank[codes], names[order]


def _unit_order(units: pd.Series, speech: Array, sentence: Array) -> tuple[Array, Array]:
    """Row of each unit by speech and place in the text, and the speech of each row."""
    codes, keys = pd.factorize(units.to_numpy(dtype=object))
    first, of_unit = np.full(len(keys), np.iinfo(np.int64).max), np.zeros(len(keys), dtype=np.int64)
    np.minimum.at(first, codes, sentence)
    of_unit[codes] = speech
    order = np.lexsort((np.arange(len(keys)), first, of_unit))
    rank = np.empty(len(keys), dtype=np.int64)
    rank[order] = np.arange(len(keys))
    return rank[codes], of_unit[order]


def _node_frame(names: Any, column: Array, speech: Array) -> pd.DataFrame:
    parts = [str(name).partition(":") for name in names]
    seen = pd.DataFrame({"column": column, "speech": speech}).drop_duplicates()["column"]
    return pd.DataFrame(
        {
            "node": list(names),
            "kind": [kind for kind, _, _ in parts],
            "label": [label for _, _, label in parts],
            "count": np.bincount(column, minlength=len(names)),
            "speeches": np.bincount(seen, minlength=len(names)),
        },
    )


def pair_frame(incidence: Incidence, *, min_count: int = 1, across: bool = False) -> tuple[pd.DataFrame, Array]:
    """Count the pairs of nodes that share units, and test them.

    Parameters
    ----------
    incidence : Incidence
    min_count : int
        Pairs with fewer common units are tested, too, but left out.
    across : bool
        Pair nodes of different kinds only.

    Returns
    -------
    DataFrame
        Columns left, right (numbers of the nodes, left < right), count, npmi, log_likelihood, jaccard, p, q (over all pairs
        that could be met), speeches.
    ndarray of int, shape (n_pairs, 3 or 6)
        Numbers of sentences: of the first units, those that hold the left and the right node; -1 where there are no more.

    Raises
    ------
    OptionError
        If there are more pairs than a graph can hold.
    """
    counts = incidence.nodes["count"].to_numpy()
    met = _meetings(incidence, min_count=min_count, across=across)
    if (n_edges := len(met.speeches)) > _MOST_EDGES:
        raise OptionError(f"the graph would have {n_edges} edges, {_MOST_EDGES} fit; raise min_count or take a smaller unit")
    p = upper_tail(met.joint, counts[met.left], counts[met.right], incidence.n_units)
    kept = met.joint >= min_count
    left, right = met.left[kept], met.right[kept]
    table = association_frame(met.joint[kept], counts[left], counts[right], incidence.n_units, p=p[kept])
    table["q"] = adjusted(p, _n_tested(incidence.nodes["kind"], across=across))[kept]
    table["speeches"] = met.speeches
    table.insert(0, "left", left)
    table.insert(1, "right", right)
    return table, _sentences(incidence, left, right, met.first)


def count_pairs(incidence: Incidence, *, across: bool = False) -> tuple[Array, Array, Array]:
    """Return the pairs of nodes that share a unit, by left and right node, and how many they share."""
    together = sp.triu(incidence.X.T @ incidence.X, k=1, format="csr")
    together.sort_indices()
    pairs = together.tocoo()
    left, right, joint = pairs.row.astype(np.int64), pairs.col.astype(np.int64), pairs.data.astype(np.int64)
    if across:
        kind = pd.factorize(incidence.nodes["kind"])[0]
        differ = kind[left] != kind[right]
        left, right, joint = left[differ], right[differ], joint[differ]
    return left, right, joint


def _n_tested(kinds: pd.Series, *, across: bool) -> int:
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
    blocks = [_runs(incidence, entries, min_count, kind if across else None) for entries in _blocks(X)]
    none = np.zeros(0, dtype=np.int64)
    nothing = _Met(none, none, none, none, none.reshape(0, _EVIDENCE))
    return _Met(*(np.concatenate(parts) for parts in zip(nothing, *blocks, strict=True)))


def _blocks(X: Any) -> Iterator[Array]:
    """Entries by column, some columns at a time, so that no pair falls into two blocks."""
    order = np.argsort(X.indices, kind="stable")
    pairs = np.cumsum(_after(X)[order])
    ends = np.cumsum(np.bincount(X.indices, minlength=X.shape[1])) - 1
    column = pairs[ends] // _CHUNK if len(order) else ends
    yield from np.split(order, ends[np.flatnonzero(np.diff(column))] + 1)


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
