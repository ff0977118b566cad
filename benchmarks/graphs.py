"""Measure the counting of pairs against ``itertools.combinations`` with a Counter, in one run, with the same counts.

Terms by sentence over a folder of texts, or over tables that ``speechmine mine --tokens`` wrote. Both sides start from the same
rows of sentence and term. *counting* is from lists of terms, or from the matrix, to the pairs; *into networkx* goes on to a
graph whose edges carry the count; *the whole call* is ``cooccurrence_graph`` with strengths, p, q and evidence, from the tables
on, against the plain counting from the tables on. CPU seconds, the best of five (the whole call: of two).

Usage: python benchmarks/graphs.py FOLDER
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from typing import Any

import networkx as nx

from speechmine.analyse.copies import clusters, without_copies
from speechmine.analyse.graphs.cooccurrence import cooccurrence_graph
from speechmine.analyse.graphs.incidence import incidence_frame
from speechmine.analyse.graphs.pairs import Incidence, count_pairs, incidence_matrix
from speechmine.mining import load_or_mine
from speechmine.tables.mined import Mined


def timed(run: Callable[[], Any], *, times: int = 5) -> tuple[float, Any]:
    best, result = float("inf"), None
    for _ in range(times):
        started = time.process_time()
        result = run()
        best = min(best, time.process_time() - started)
    return best, result


def rows(mined: Mined) -> Any:
    return without_copies(incidence_frame(mined), mined.speeches)


def term_lists(mined: Mined) -> list[list[str]]:
    return [sorted("term:" + term for term in terms) for _, terms in rows(mined).groupby("unit", sort=False)["label"]]


def counted(lists: list[list[str]]) -> Counter[tuple[str, str]]:
    pairs: Counter[tuple[str, str]] = Counter()
    for terms in lists:
        pairs.update(combinations(terms, 2))
    return pairs


def plain_graph(lists: list[list[str]], min_count: int) -> nx.Graph:
    G = nx.Graph()
    G.add_edges_from((a, b, {"count": n}) for (a, b), n in counted(lists).items() if n >= min_count)
    return G


def matrix_graph(incidence: Incidence, min_count: int) -> nx.Graph:
    left, right, joint = count_pairs(incidence)
    kept, names = joint >= min_count, incidence.nodes["node"].to_numpy(dtype=object)
    G = nx.Graph()
    ends = (names[left[kept]], names[right[kept]], joint[kept].tolist())
    G.add_edges_from((a, b, {"count": n}) for a, b, n in zip(*ends, strict=True))
    return G


def told(what: str, plain: float, ours: float) -> None:
    print(f"{what:42} {plain:8.3f} {ours:8.3f} {plain / ours:7.1f}", flush=True)


def counts(G: nx.Graph) -> dict[frozenset[str], int]:
    return {frozenset((a, b)): n for a, b, n in G.edges(data="count")}


def main(folder: str) -> None:
    mined = load_or_mine([folder], codebooks={}, jobs=1)
    lists = term_lists(mined)
    incidence = incidence_matrix(rows(mined), mined.sentences["sentence_id"], clusters(mined.speeches))
    print(f"{len(lists)} sentences, {incidence.X.nnz} terms in them, {len(incidence.nodes)} different ones")
    print(f"{'':42} {'Counter':>8} {'ours':>8} {'times':>7}")
    told("counting", timed(lambda: counted(lists))[0], timed(lambda: count_pairs(incidence))[0])
    for n in (1, 2, 5, 10):
        plain, expected = timed(lambda n=n: plain_graph(lists, n))  # type: ignore[misc]
        ours, G = timed(lambda n=n: matrix_graph(incidence, n))  # type: ignore[misc]
        assert counts(G) == counts(expected)
        told(f"into networkx, {n} or more ({G.number_of_edges()} edges)", plain, ours)
        plain, _ = timed(lambda n=n: plain_graph(term_lists(mined), n), times=2)  # type: ignore[misc]
        ours, G = timed(lambda n=n: cooccurrence_graph(mined, min_count=n), times=2)  # type: ignore[misc]
        assert counts(G) == counts(expected)
        told("the whole call, with p, q and evidence", plain, ours)


if __name__ == "__main__":
    main(sys.argv[1])
