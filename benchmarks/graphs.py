"""Measure networks of terms against ``itertools.combinations`` with a Counter into networkx, in one run, with the same counts.

Terms by sentence over a folder of texts, or over tables that ``speechmine mine --tokens`` wrote. The peer counts pairs in lists
of terms and adds those of min_count or more to a graph with their count; *from tables* it makes the lists first. *Count only* is,
for us, from the matrix to the pairs; the calls are ``cooccurrence_graph``, with npmi, G2, jaccard, p, q, speeches and evidence on
each edge, where the peer has the count alone. What networkx takes to insert the counted edges stands apart. CPU seconds, the best
of five (graphs: of three).

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

from speechmine.analyse.copies import without_copies
from speechmine.analyse.graphs.assembly import add_edges, assemble, counted_incidence
from speechmine.analyse.graphs.cooccurrence import cooccurrence_graph
from speechmine.analyse.graphs.incidence import incidence_frame
from speechmine.analyse.graphs.pairs import Incidence, count_pairs
from speechmine.mining import load_or_mine
from speechmine.tables.collector import collector_paused
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


def inserted(edges: list[tuple[str, str, dict[str, Any]]]) -> nx.Graph:
    G = nx.Graph()
    G.add_edges_from(edges)
    return G


def count_graph(incidence: Incidence, n: int) -> nx.Graph:
    with collector_paused():
        left, right, joint = count_pairs(incidence)
        kept = joint >= n
        G = nx.Graph()
        G.add_nodes_from(incidence.nodes["node"].tolist())
        add_edges(G, left[kept], right[kept], [{"count": count} for count in joint[kept].tolist()])
    return G


def prepared_graph(incidences: dict[int, Incidence], mined: Mined, n: int) -> nx.Graph:
    return assemble(incidences[n], mined.sentences, min_count=n)


def told(what: str, plain: float, ours: float) -> None:
    print(f"{what:42} {plain:8.3f} {ours:8.3f} {plain / ours:7.1f}", flush=True)


def counts(G: nx.Graph) -> dict[frozenset[str], int]:
    return {frozenset((a, b)): n for a, b, n in G.edges(data="count")}


def main(folder: str) -> None:
    mined = load_or_mine([folder], codebooks={}, jobs=1)
    lists = term_lists(mined)
    incidences = {n: counted_incidence(rows(mined), mined, min_count=n) for n in (1, 2, 10)}
    incidence = incidences[1]
    print(f"{len(lists)} sentences, {incidence.X.nnz} terms in them, {len(incidence.nodes)} different ones")
    print(f"{'':42} {'Counter':>8} {'ours':>8} {'times':>7}")
    told("count only", timed(lambda: counted(lists))[0], timed(lambda: count_pairs(incidence))[0])
    for n, name in ((2, "default call"), (1, "min_count=1"), (10, "min_count=10")):
        ready, expected = timed(lambda n=n: plain_graph(lists, n), times=3)  # type: ignore[misc]
        plain, _ = timed(lambda n=n: plain_graph(term_lists(mined), n), times=3)  # type: ignore[misc]
        ours, G = timed(lambda n=n: cooccurrence_graph(mined, min_count=n), times=3)  # type: ignore[misc]
        assert counts(G) == counts(expected)
        prepared, _ = timed(lambda n=n: prepared_graph(incidences, mined, n), times=3)  # type: ignore[misc]
        told(f"{name}, from tables ({G.number_of_edges()} edges)", plain, ours)
        told(f"{name}, from lists / from the matrix", ready, prepared)
        bare, G = timed(lambda n=n: count_graph(incidences[n], n))  # type: ignore[misc]
        assert counts(G) == counts(expected)
        told("  with the count alone on our edges, too", ready, bare)
        edges = [(a, b, {"count": count}) for a, b, count in expected.edges(data="count")]
        print(f"{'  networkx inserting the edges alone':42} {timed(lambda edges=edges: inserted(edges), times=3)[0]:8.3f}")  # type: ignore[misc]


if __name__ == "__main__":
    main(sys.argv[1])
