"""False discoveries on planted corpora: at most the nominal rate, and what was planted is found. Run with ``pytest -m slow``."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from speechmine.analyse.graphs.cooccurrence import cooccurrence_graph
from speechmine.analyse.graphs.filters import significant

pytestmark = pytest.mark.slow
REPETITIONS = 200
N_SENTENCES, N_CODES = 1500, 40


def planted_corpus(rng, n_pairs):
    """Return the tables that a graph of sectors reads, and the planted pairs."""
    rates = rng.uniform(0.01, 0.15, N_CODES)
    stands = rng.random((N_SENTENCES, N_CODES)) < rates
    pairs = [(2 * i, 2 * i + 1) for i in range(n_pairs)]
    for a, b in pairs:
        stands[:, b] |= stands[:, a] & (rng.random(N_SENTENCES) < 0.3)
    row, code = np.nonzero(stands)
    ids = np.array([f"甲.txt@{i}:{i + 1}" for i in range(N_SENTENCES)], dtype=object)
    sentences = pd.DataFrame(
        {"speech_id": "甲.txt@0", "sentence_id": ids, "start": range(N_SENTENCES), "end": range(1, N_SENTENCES + 1), "text": "句"}
    )
    sectors = pd.DataFrame(
        {
            "speech_id": "甲.txt@0",
            "sentence_id": ids[row],
            "start": row,
            "end": row + 1,
            "text": "句",
            "code": [f"c{c:02}" for c in code],
            "how": "mention",
        }
    )
    speeches = pd.DataFrame({"speech_id": ["甲.txt@0"], "cluster_id": ["甲.txt@0"]})
    mined = SimpleNamespace(speeches=speeches, sentences=sentences, sectors=sectors)
    return mined, {frozenset((f"sector:c{a:02}", f"sector:c{b:02}")) for a, b in pairs}


def discoveries(seed, n_pairs, alpha):
    mined, truth = planted_corpus(np.random.default_rng(seed), n_pairs)
    G = significant(cooccurrence_graph(mined, nodes="sectors", min_count=1), alpha=alpha)
    return set(map(frozenset, G.edges)), truth


@pytest.mark.parametrize("alpha", [0.05, 0.2])
def test_false_discoveries_stay_below_the_nominal_rate(alpha):
    found = [discoveries(seed, 10, alpha) for seed in range(REPETITIONS)]
    false = np.mean([len(edges - truth) / max(len(edges), 1) for edges, truth in found])
    recall = np.mean([len(edges & truth) / len(truth) for edges, truth in found])
    assert false <= alpha
    assert recall > 0.8


def test_nothing_planted_nothing_found():
    alpha = 0.05
    hits = np.mean([bool(discoveries(seed, 0, alpha)[0]) for seed in range(REPETITIONS)])
    assert hits <= alpha
