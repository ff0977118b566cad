"""Measure networks of terms against ``itertools.combinations`` with a Counter into networkx, in one run, with the same counts.

Terms by sentence over tables that ``speechmine mine --tokens`` wrote. Both sides start from the tables. The peer makes lists of
terms by sentence in plain Python, counts pairs, and adds those of min_count or more to a graph with their count. Ours is the
public ``cooccurrence_graph``, with npmi, G2, jaccard, p, q, speeches and evidence on each edge, too. *First call*: the words of
the tables are numbered in it; the further ones find them remembered (pandas 3). *Count only* is, with lists and matrix at hand,
from them to the counted pairs, without a graph. CPU seconds, the best of five; the first call happens once.

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

from speechmine.analyse.graphs.assembly import counted_incidence
from speechmine.analyse.graphs.cooccurrence import cooccurrence_graph
from speechmine.analyse.graphs.incidence import find_places
from speechmine.analyse.graphs.pairs import count_pairs
from speechmine.analyse.words import stop_words
from speechmine.count.policy import counted_rows
from speechmine.folding import fold
from speechmine.tables.loading import load_mined
from speechmine.tables.mined import Mined

CONTENT_TAGS = ("n", "v", "a", "i", "l", "j")


def timed(run: Callable[[], Any], *, times: int = 5) -> tuple[float, Any]:
    best, result = float("inf"), None
    for _ in range(times):
        result = None  # to let go of the last one is no part of the time
        started = time.process_time()
        result = run()
        best = min(best, time.process_time() - started)
    return best, result


def term_lists(mined: Mined) -> list[list[str]]:
    """What a user would write: a loop over the words, each text folded once."""
    counted = set(counted_rows(mined.sentences, mined)["sentence_id"])
    stop, folded, lists = stop_words(), dict[str, str](), dict[str, list[str]]()
    tokens = mined.tokens
    assert tokens is not None, "the tables have no words; write them with mine --tokens"
    for sentence, text, tag in zip(tokens["sentence_id"], tokens["text"], tokens["tag"], strict=True):
        if tag.startswith(CONTENT_TAGS) and sentence in counted:
            term = folded.get(text) or folded.setdefault(text, fold(text))
            if len(term) > 1 and term not in stop:
                lists.setdefault(sentence, []).append(term)
    return list(lists.values())


def counted(lists: list[list[str]]) -> Counter[tuple[str, str]]:
    pairs: Counter[tuple[str, str]] = Counter()
    for terms in lists:
        pairs.update(combinations(sorted(set(terms)), 2))
    return pairs


def plain_graph(lists: list[list[str]], min_count: int) -> nx.Graph:
    G = nx.Graph()
    G.add_edges_from((a, b, {"count": n}) for (a, b), n in counted(lists).items() if n >= min_count)
    return G


def told(what: str, plain: float, ours: float) -> None:
    print(f"{what:48} {plain:8.3f} {ours:8.3f} {plain / ours:7.1f}", flush=True)


def counts(G: nx.Graph) -> dict[frozenset[str], int]:
    return {frozenset(end.removeprefix("term:") for end in (a, b)): n for a, b, n in G.edges(data="count")}


def main(folder: str) -> None:
    mined = load_mined(folder)
    print(f"{'':48} {'Counter':>8} {'ours':>8} {'times':>7}")
    for n, name in ((2, "default call"), (1, "min_count=1"), (10, "min_count=10")):
        first, _ = timed(lambda n=n: cooccurrence_graph(mined, min_count=n), times=1)  # type: ignore[misc]
        ours, G = timed(lambda n=n: cooccurrence_graph(mined, min_count=n))  # type: ignore[misc]
        plain, expected = timed(lambda n=n: plain_graph(term_lists(mined), n))  # type: ignore[misc]
        assert counts(G) == counts(expected)
        if n == 2:
            told(f"{name}, first", plain, first)
        told(f"{name} ({G.number_of_edges()} edges)", plain, ours)
    lists, incidence = term_lists(mined), counted_incidence(find_places(mined), mined)
    told("count only", timed(lambda: counted(lists))[0], timed(lambda: count_pairs(incidence))[0])


if __name__ == "__main__":
    main(sys.argv[1])
