import networkx as nx
import pytest

from speechmine.analyse.graphs.bipartite import projected_graph, responsibility_graph, sector_theme_graph, slogan_speech_graph
from speechmine.count.policy import counted_rows
from speechmine.errors import OptionError
from speechmine.folding import fold


@pytest.mark.parametrize("targets", ["aims", "sectors"])
def test_responsibility_is_counted_by_directive(sample, targets):
    B = responsibility_graph(sample, targets=targets)
    counts, strengths = {}, {}
    for row in counted_rows(sample.directives, sample).to_dict("records"):
        asked = ([fold(row["aim"]["text"])] if row["aim"] else []) if targets == "aims" else row["sectors"]
        for pair in {(f"actor:{fold(a['text'])}", f"{targets[:-1]}:{t}") for a in row["actors"] for t in asked}:
            counts[pair] = counts.get(pair, 0) + 1
            strengths[pair] = strengths.get(pair, 0) + row["strength"]
    assert {(a, b): n for a, b, n in B.edges(data="count")} == counts
    assert {(a, b): n for a, b, n in B.edges(data="weight")} == strengths


@pytest.mark.parametrize("make", [responsibility_graph, slogan_speech_graph, sector_theme_graph], ids=lambda f: f.__name__)
def test_graph_is_bipartite_and_has_evidence(sample, make):
    B = make(sample)
    sides = nx.get_node_attributes(B, "bipartite")
    assert all(sides[a] != sides[b] for a, b in B.edges)
    assert all(data["evidence"] and 0 <= data["p"] <= data["q"] <= 1 for *_, data in B.edges(data=True))


def test_slogan_joins_the_speeches_that_use_it(sample):
    B = slogan_speech_graph(sample)
    uses = counted_rows(sample.slogans, sample).groupby(["canonical", "speech_id"]).size()
    assert {(a, b): n for a, b, n in B.edges(data="count")} == {(f"slogan:{s}", f"speech:{d}"): n for (s, d), n in uses.items()}


def test_sector_and_theme_share_sentences(sample):
    B = sector_theme_graph(sample)
    edge = max(B.edges(data="count"), key=lambda edge: edge[2])
    sentences = sample.sentences.set_index("sentence_id")["theme"]
    assert all(sentences[s["sentence_id"]] == edge[1].split(":")[1] for s in B.edges[edge[:2]]["evidence"])


def test_projection_counts_shared_neighbours(sample):
    B = responsibility_graph(sample, targets="sectors")
    G = projected_graph(B, "actor")
    expected = nx.bipartite.weighted_projected_graph(B, [n for n, kind in B.nodes(data="kind") if kind == "actor"])
    assert {frozenset(e[:2]): e[2] for e in G.edges(data="count")} == {
        frozenset(e[:2]): e[2] for e in expected.edges(data="weight")
    }
    assert all(len(data["shared"]) == data["count"] for *_, data in G.edges(data=True))


def test_unknown_target_and_kind_are_refused(sample):
    with pytest.raises(OptionError, match="aims, sectors"):
        responsibility_graph(sample, targets="objects")
    with pytest.raises(OptionError, match="actor, aim"):
        projected_graph(responsibility_graph(sample), "slogan")
