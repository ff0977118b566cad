from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from scipy.stats import false_discovery_control, fisher_exact

from speechmine.analyse.graphs.assembly import WEIGHTS
from speechmine.analyse.graphs.association import association_frame
from speechmine.analyse.graphs.centrality import edge_frame, node_frame
from speechmine.analyse.graphs.cooccurrence import cooccurrence_graph, cooccurrence_graphs, count_graph
from speechmine.analyse.graphs.incidence import NODES, UNITS, incidence_frame
from speechmine.count.policy import without_copies
from speechmine.errors import OptionError


@pytest.mark.parametrize("nodes", NODES)
@pytest.mark.parametrize("unit", UNITS)
def test_edges_are_counted_as_pairs_are(mined, nodes, unit):
    G = cooccurrence_graph(mined, nodes=nodes, unit=unit, min_count=1)
    pairs = {}
    for _, rows in without_copies(incidence_frame(mined, nodes=[nodes], unit=unit), mined.speeches).groupby("unit"):
        for pair in combinations(sorted(rows["kind"] + ":" + rows["label"]), 2):
            pairs[pair] = pairs.get(pair, 0) + 1
    assert {tuple(sorted(edge[:2])): edge[2] for edge in G.edges(data="count")} == pairs


def test_copies_count_once_unless_kept(mined):
    once, all_of_them = (cooccurrence_graph(mined, keep_copies=keep) for keep in (False, True))
    assert once.nodes["term:消防"]["count"] < all_of_them.nodes["term:消防"]["count"]
    assert all_of_them.nodes["term:消防"]["speeches"] == 2


def test_evidence_holds_both_ends(mined):
    G = cooccurrence_graph(mined)
    for a, b, evidence in G.edges(data="evidence"):
        for sentence in evidence:
            assert a.split(":")[1] in sentence["text"]
            assert b.split(":")[1] in sentence["text"]
            assert mined.texts[sentence["speech_id"][:5]][sentence["start"] : sentence["end"]] == sentence["text"]


@pytest.mark.parametrize("weight", WEIGHTS)
def test_weight_repeats_the_measure_asked_for(mined, weight):
    assert all(data["weight"] == data[weight] for *_, data in cooccurrence_graph(mined, weight=weight).edges(data=True))


@pytest.mark.parametrize("nodes", NODES)
def test_counts_alone_are_those_of_the_measured_graph(mined, nodes):
    measured, counted = cooccurrence_graph(mined, nodes=nodes), count_graph(mined, nodes=nodes)
    assert dict(counted.nodes(data=True)) == dict(measured.nodes(data=True))
    assert list(counted.edges(data="weight")) == list(measured.edges(data="count"))


def test_larger_unit_never_loses_a_pair(mined):
    sentence, section = (
        cooccurrence_graph(mined, nodes=("terms", "sectors"), unit=u, min_count=1) for u in ("sentence", "section")
    )
    assert set(map(frozenset, sentence.edges)) <= set(map(frozenset, section.edges))


def test_several_kinds_of_nodes_stay_apart(mined):
    G = cooccurrence_graph(mined, nodes=("slogans", "actors", "sectors"), min_count=1)
    assert set(nx.get_node_attributes(G, "kind").values()) == {"slogan", "actor", "sector"}


def test_isolates_stay(mined):
    G = cooccurrence_graph(mined, nodes="slogans")
    assert list(nx.isolates(G)) == ["slogan:一律查处"]


def test_q_is_never_below_p(mined):
    frame = edge_frame(cooccurrence_graph(mined))
    assert (frame["q"] >= frame["p"] - 1e-12).all()


def test_heading_gives_its_sector_to_each_sentence(mined):
    passage = mined.sections.iloc[[1]][["speech_id", "start", "end"]].assign(
        sentence_id="x", text="", code="road_transport", how="inherited"
    )
    mined.sectors = passage
    found = incidence_frame(mined, nodes=["sectors"])
    assert found["sentence_id"].nunique() == (mined.sentences["section_id"] == mined.sections.iloc[1]["section_id"]).sum()


@pytest.mark.parametrize(
    "options", [{"nodes": "verbs"}, {"unit": "page"}, {"weight": "pmi"}, {"min_count": 0}, {"nodes": ()}], ids=str
)
def test_bad_option_is_refused(mined, options):
    with pytest.raises(OptionError):
        cooccurrence_graph(mined, **options)


def test_p_is_that_of_fishers_test():
    expected = fisher_exact([[4, 1], [2, 13]], alternative="greater").pvalue
    assert association_frame(np.array([4]), np.array([5]), np.array([6]), 20)["p"][0] == pytest.approx(expected)


def test_independent_items_have_no_association():
    frame = association_frame(np.array([25]), np.array([50]), np.array([50]), 100)
    assert frame[["npmi", "log_likelihood"]].iloc[0].tolist() == pytest.approx([0, 0])


def test_node_frame_has_the_strengths(mined):
    G = cooccurrence_graph(mined)
    frame = node_frame(G).set_index("node")
    assert frame["strength"].to_dict() == dict(G.degree(weight="weight"))


def test_empty_corpus_gives_an_empty_graph(mined):
    assert len(cooccurrence_graph(mined, nodes="slogans", min_count=99)) == 0


def test_graphs_by_year_add_up_to_the_whole(mined):
    mined.speeches["year"] = [2019, 2019, 2020]
    graphs = cooccurrence_graphs(mined, by="year", nodes="sectors", min_count=1)
    whole = cooccurrence_graph(mined, nodes="sectors", min_count=1)
    assert list(graphs) == [2019, 2020]
    assert {node: sum(G.nodes[node]["count"] for G in graphs.values() if node in G) for node in whole} == dict(
        whole.nodes("count")
    )


def test_graph_of_a_sector_is_of_its_units(mined):
    graphs = cooccurrence_graphs(mined, by="sector", min_count=1)
    assert list(graphs) == ["fire_safety", "road_transport"]
    for code, word in (("fire_safety", "消防"), ("road_transport", "酒后驾驶")):
        assert all(word in s["text"] for *_, places in graphs[code].edges(data="evidence") for s in places)
        assert graphs[code].graph["value"] == code


@pytest.mark.parametrize(("keep_copies", "in_2020"), [(False, False), (True, True)])
def test_a_copy_counts_in_its_group_where_copies_are_kept(mined, keep_copies, in_2020):
    mined.speeches["year"] = [2019, 2020, 2020]
    graphs = cooccurrence_graphs(mined, nodes="actors", min_count=1, keep_copies=keep_copies)
    assert ("actor:各乡镇" in graphs[2019], "actor:各乡镇" in graphs[2020]) == (True, in_2020)


def test_unknown_group_is_refused(mined):
    with pytest.raises(OptionError, match="no column of groups"):
        cooccurrence_graphs(mined, by="decade")


def test_evidence_of_a_wide_unit_holds_each_end(mined):
    G = cooccurrence_graph(mined, unit="speech", min_count=1)
    for a, b, places in G.edges(data="evidence"):
        assert all(any(node.split(":")[1] in s["text"] for s in places) for node in (a, b))


@pytest.mark.parametrize("unit", UNITS)
def test_chunks_change_nothing(mined, monkeypatch, unit):
    whole = cooccurrence_graph(mined, unit=unit, min_count=1, keep_copies=True)
    monkeypatch.setattr("speechmine.analyse.graphs.pairs._CHUNK", 3)
    assert dict(cooccurrence_graph(mined, unit=unit, min_count=1, keep_copies=True).edges) == dict(whole.edges)


def test_q_is_over_all_pairs_of_the_nodes(mined):
    G, all_pairs = (cooccurrence_graph(mined, min_count=n) for n in (2, 1))
    shared = [(a, b) for a, b in combinations(G, 2)]
    p = [all_pairs.edges[pair]["p"] if all_pairs.has_edge(*pair) else 1.0 for pair in shared]
    q = dict(zip(map(frozenset, shared), false_discovery_control(p), strict=True))
    assert {frozenset(e[:2]): e[2] for e in G.edges(data="q")} == pytest.approx({frozenset(e): q[frozenset(e)] for e in G.edges})


def test_graph_that_nothing_can_hold_is_refused(mined, monkeypatch):
    monkeypatch.setattr("speechmine.analyse.graphs.pairs._MOST_EDGES", 3)
    with pytest.raises(OptionError, match="raise min_count"):
        cooccurrence_graph(mined, min_count=1)
