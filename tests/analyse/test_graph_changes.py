import networkx as nx
import pytest
from scipy.stats import hypergeom

from speechmine.analyse.graphs.changes import compare_graphs
from speechmine.analyse.graphs.cooccurrence import cooccurrence_graph, cooccurrence_graphs
from speechmine.errors import OptionError


def made(units, nodes, edges=()):
    G = nx.Graph(units=units, unit="sentence")
    for node, count in nodes.items():
        G.add_node(node, count=count)
    G.add_edges_from((a, b, {"count": count}) for a, b, count in edges)
    return G


def test_what_came_went_grew_and_shrank_is_told():
    before = made(50, {"矿井": 5, "渡口": 8, "消防": 9, "烟花": 2}, [("矿井", "渡口", 4)])
    after = made(50, {"矿井": 20, "渡口": 3, "消防": 9, "电梯": 2}, [("矿井", "消防", 3)])
    frame = compare_graphs(before, after)
    nodes = frame[frame["item"] == "node"].set_index("source")["change"].to_dict()
    assert nodes == {"矿井": "grew", "渡口": "shrank", "消防": "same", "烟花": "went", "电梯": "came"}
    assert set(frame[frame["item"] == "edge"]["change"]) == {"came", "went"}


def test_p_is_twice_the_smaller_tail():
    frame = compare_graphs(made(40, {"矿井": 3}), made(60, {"矿井": 15}))
    assert frame["p"][0] == pytest.approx(2 * hypergeom.sf(14, 100, 18, 60))


def test_graph_against_itself_has_no_change(mined):
    G = cooccurrence_graph(mined)
    frame = compare_graphs(G, G)
    assert (set(frame["change"]), frame["p"].min()) == ({"same"}, 1)
    assert len(frame) == len(G) + G.number_of_edges()


def test_swapped_graphs_swap_the_change(mined):
    graphs = cooccurrence_graphs(mined, by="source", min_count=1)
    there, back = compare_graphs(graphs["a.txt"], graphs["c.txt"]), compare_graphs(graphs["c.txt"], graphs["a.txt"])
    assert (there["change"] == "came").sum() == (back["change"] == "went").sum() > 0
    assert sorted(there["p"]) == pytest.approx(sorted(back["p"]))


def test_graphs_of_different_units_are_refused(mined):
    with pytest.raises(OptionError, match="clause"):
        compare_graphs(cooccurrence_graph(mined), cooccurrence_graph(mined, unit="clause"))
    with pytest.raises(OptionError, match="units"):
        compare_graphs(nx.Graph(), nx.Graph())
