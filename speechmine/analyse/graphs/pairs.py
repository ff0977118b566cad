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
    codes, names = pd.factorize(found["kind"] + ":" + found["label"], sort=True)
    enough = np.bincount(codes, minlength=len(names)) >= min_count
    n_units = int(found["unit"].nunique())
    kept, names = found[enough[codes]], names[enough]
    column = (np.cumsum(enough) - 1)[codes[enough[codes]]]
    sentence = pd.Index(sentence_ids).get_indexer(kept["sentence_id"])
    speech = pd.factorize(kept["speech_id"].map(dict(clusters)), sort=True)[0]
    row, of_unit = _unit_order(kept["unit"], speech, sentence)
    shape = (len(of_unit), len(names))
    X = sp.csr_matrix((np.ones(len(kept), dtype=np.int32), (row, column)), shape=shape)
    place = sp.csr_matrix((sentence + 1, (row, column)), shape=shape)
    X.sort_indices()
    place.sort_indices()
    return Incidence(_node_frame(names, column, speech), X, place, of_unit, n_units)


def _unit_order(units: pd.Series, speech: Array, sentence: Array) -> tuple[Array, Array]:
    """Row of each unit by speech and place in the text, and the speech of each row."""
    codes, keys = pd.factorize(units)
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


def pair_frame(incidence: Incidence, *, min_count: int = 1, across: bool = False) -> pd.DataFrame:
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
        that could be met), speeches, evidence (tuples of numbers of sentences: of the first units, the sentences that hold
        the left and the right node).

    Raises
    ------
    OptionError
        If there are more pairs than a graph can hold.
    """
    counts = incidence.nodes["count"].to_numpy()
    left, right, joint = count_pairs(incidence, across=across)
    kept = joint >= min_count
    if (n_edges := int(kept.sum())) > _MOST_EDGES:
        raise OptionError(f"the graph would have {n_edges} edges, {_MOST_EDGES} fit; raise min_count or take a smaller unit")
    p = upper_tail(joint, counts[left], counts[right], incidence.n_units)
    q = adjusted(p, _n_tested(incidence.nodes["kind"], across=across))
    left, right = left[kept], right[kept]
    table = association_frame(joint[kept], counts[left], counts[right], incidence.n_units)
    table["q"] = q[kept]
    speeches, evidence = _evidence(incidence, left, right)
    table = table.assign(speeches=speeches, evidence=evidence)
    table.insert(0, "left", left)
    table.insert(1, "right", right)
    return table


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


def _evidence(incidence: Incidence, left: Array, right: Array) -> tuple[Array, list[tuple[int, ...]]]:
    """Independent speeches of each pair, and the sentences of its first units."""
    n = len(left)
    lookup = sp.csr_matrix((np.arange(1, n + 1), (left, right)), shape=(incidence.X.shape[1],) * 2)
    seen, speeches = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    last, first = np.full(n, -1), np.full((n, _EVIDENCE), -1)
    for units, a, b in _entry_pairs(incidence.X):
        if not (n and len(a)):
            continue
        edge = np.asarray(lookup[a, b]).ravel() - 1
        met = np.flatnonzero(edge >= 0)
        met = met[np.argsort(edge[met], kind="stable")]
        edge, unit = edge[met], units[met]
        head = np.flatnonzero(np.diff(edge, prepend=-1))
        size = np.diff(head, append=len(edge))
        slot = seen[edge] + np.arange(len(edge)) - np.repeat(head, size)
        early = slot < _EVIDENCE
        first[edge[early], slot[early]] = unit[early]
        speech = incidence.speech[unit]
        before = np.concatenate([[-1], speech[:-1]])
        before[head] = last[edge[head]]
        speeches += np.bincount(edge[speech != before], minlength=n)
        seen[edge[head]] += size
        last[edge[head]] = speech[head + size - 1]
    return speeches, _sentences(incidence, left, right, first)


def _entry_pairs(X: Any) -> Iterator[tuple[Array, Array, Array]]:
    """Unit, left and right node of each two entries of a unit, some units at a time."""
    sizes = np.diff(X.indptr).astype(np.int64)
    bounds = np.searchsorted(
        np.cumsum(sizes * (sizes - 1) // 2), np.arange(_CHUNK, (sizes**2).sum() + _CHUNK, _CHUNK), side="right"
    )
    low = 0
    for high in np.unique(np.append(bounds, len(sizes))):
        high = max(high, low + 1)  # noqa: PLW2901 - a unit larger than a chunk goes by itself
        if low < len(sizes):
            yield _expand(X, low, high, sizes)
        low = high


def _expand(X: Any, low: int, high: int, sizes: Array) -> tuple[Array, Array, Array]:
    start, end = X.indptr[low], X.indptr[high]
    entry = np.arange(start, end)
    unit = np.repeat(np.arange(low, high), sizes[low:high])
    after = X.indptr[unit + 1] - entry - 1
    a = np.repeat(entry, after)
    b = a + 1 + np.arange(len(a)) - np.repeat(np.cumsum(after) - after, after)
    return np.repeat(unit, after), X.indices[a], X.indices[b]


def _sentences(incidence: Incidence, left: Array, right: Array, first: Array) -> list[tuple[int, ...]]:
    sides = []
    for node in (left, right):
        at = np.zeros(first.shape, dtype=np.int64)
        pair, slot = np.nonzero(first >= 0)
        if len(pair):
            at[pair, slot] = np.asarray(incidence.place[first[pair, slot], node[pair]]).ravel()
        sides.append(at)
    flat = np.stack(sides, axis=2).reshape(len(left), 2 * _EVIDENCE) - 1
    return [tuple(dict.fromkeys(s for s in row if s >= 0)) for row in flat.tolist()]
