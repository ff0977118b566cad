import networkx as nx
import numpy as np
import pytest

from speechmine.analyse.graphs.centrality import edge_frame, node_frame
from speechmine.analyse.graphs.communities import with_communities
from speechmine.errors import OptionError


@pytest.fixture
def barbell():
    return nx.relabel_nodes(nx.barbell_graph(5, 0), lambda i: f"词{i}")


def test_two_cliques_are_two_communities(barbell):
    G = with_communities(barbell)
    assert [G.nodes[f"词{i}"]["community"] for i in range(10)] == [0] * 5 + [1] * 5
    assert G.graph["modularity"] == pytest.approx(
        nx.community.modularity(barbell, [{f"词{i}" for i in part} for part in (range(5), range(5, 10))])
    )
    assert G.graph["stability"] == 1


def test_random_graph_is_less_stable_than_cliques():
    G = with_communities(nx.gnp_random_graph(60, 0.15, seed=1))
    assert 0 < G.graph["stability"] < 0.95
    assert G.graph["modularity_low"] < G.graph["modularity"]
    assert {value < 1 for value in nx.get_node_attributes(G, "stability").values()} == {True}


def test_same_seed_same_communities():
    G = nx.gnp_random_graph(60, 0.15, seed=1)
    first, again = (with_communities(G, random_state=3) for _ in range(2))
    assert dict(first.nodes(data=True)) == dict(again.nodes(data=True))


def test_isolates_and_empty_graphs_have_communities():
    assert dict(with_communities(nx.empty_graph(2)).nodes(data="community")) == {0: 0, 1: 1}
    assert len(with_communities(nx.Graph())) == 0


def test_no_run_is_refused():
    with pytest.raises(OptionError, match="n_runs"):
        with_communities(nx.path_graph(2), n_runs=0)


def test_node_frame_has_the_centralities(barbell):
    frame = node_frame(barbell).set_index("node")
    assert frame["betweenness"].to_dict() == nx.betweenness_centrality(barbell)
    expected = nx.eigenvector_centrality(barbell, max_iter=1000, tol=1e-10)
    assert frame["eigenvector"].to_dict() == pytest.approx(expected, abs=1e-6)
    assert frame["community"].value_counts().to_dict() == {0: 5, 1: 5}


def test_large_graph_has_the_same_eigenvector():
    G = nx.barabasi_albert_graph(700, 3, seed=0)
    frame = node_frame(with_communities(G, n_runs=1)).set_index("node")
    vector = np.linalg.eigh(nx.to_numpy_array(G))[1][:, -1]
    assert frame["eigenvector"].sort_index().to_numpy() == pytest.approx(np.abs(vector), abs=1e-6)


def test_frames_of_an_empty_graph_are_empty():
    assert node_frame(nx.Graph()).empty
    assert edge_frame(nx.Graph()).empty
