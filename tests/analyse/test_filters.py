import networkx as nx
import pytest

from speechmine.analyse.graphs.cooccurrence import cooccurrence_graph
from speechmine.analyse.graphs.filters import backbone, largest_component, significant
from speechmine.errors import OptionError


@pytest.mark.parametrize("keep", [significant, backbone], ids=lambda f: f.__name__)
def test_filter_keeps_nodes_and_attributes_and_leaves_its_input(mined, keep):
    G = cooccurrence_graph(mined, min_count=1)
    n_edges = G.number_of_edges()
    H = keep(G, alpha=0.2)
    assert H.number_of_edges() < G.number_of_edges() == n_edges
    assert (dict(H.nodes(data=True)), H.graph) == (dict(G.nodes(data=True)), G.graph)
    assert all(data == G.edges[a, b] for a, b, data in H.edges(data=True))


def test_significant_keeps_what_is_at_most_alpha(mined):
    G = cooccurrence_graph(mined, min_count=1)
    assert set(significant(G, alpha=0.5).edges) == {(a, b) for a, b, q in G.edges(data="q") if q <= 0.5}
    assert set(significant(G, alpha=1).edges) == set(G.edges)


def test_backbone_follows_the_formula():
    G = nx.Graph()
    G.add_weighted_edges_from([("煤矿", word, w) for word, w in (("瓦斯", 10), ("通风", 3), ("会议", 1))])
    chances = {word: (1 - w / 14) ** 2 for word, w in (("瓦斯", 10), ("通风", 3), ("会议", 1))}
    for alpha in (0.05, 0.5, 0.7, 0.9):
        assert {word for _, word in backbone(G, alpha=alpha).edges} == {word for word, p in chances.items() if p < alpha}


def test_backbone_drops_weights_below_nought():
    G = nx.Graph()
    G.add_weighted_edges_from([("煤矿", "瓦斯", 0.9), ("煤矿", "会议", -0.4), ("煤矿", "通风", 0.1)])
    assert ("煤矿", "会议") not in backbone(G, alpha=1).edges


def test_largest_component_is_the_largest():
    G = nx.Graph([("a", "b"), ("c", "d"), ("d", "e")])
    assert set(largest_component(G)) == {"c", "d", "e"}
    assert len(largest_component(nx.Graph())) == 0


@pytest.mark.parametrize("alpha", [-0.1, 1.1])
def test_bad_alpha_is_refused(alpha):
    for keep in (significant, backbone):
        with pytest.raises(OptionError, match="alpha"):
            keep(nx.Graph(), alpha=alpha)


def test_untested_edges_are_refused():
    with pytest.raises(OptionError, match="backbone"):
        significant(nx.path_graph(2))
