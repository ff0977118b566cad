"""Every kind of node in every format, on the sample corpus: what is written is read back and agrees."""

import csv
import json

import networkx as nx
import pytest

from speechmine.analyse.graphs.cooccurrence import cooccurrence_graph
from speechmine.analyse.graphs.incidence import NODES
from speechmine.report.export import GRAPH_ENDINGS, write_graph


def _rows(path):
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _csv(path):
    G = nx.Graph((row["source"], row["target"]) for row in _rows(path))
    G.add_nodes_from(row["node"] for row in _rows(path.with_name("g.nodes.csv")))
    return G


def _vosviewer(path):
    network = json.loads(path.read_text(encoding="utf-8"))["network"]
    G = nx.Graph((link["source_id"], link["target_id"]) for link in network["links"])
    G.add_nodes_from(item["id"] for item in network["items"])
    return G


def _page(path):
    text = path.read_text(encoding="utf-8").split('type="application/json">')[1].split("</script>")[0]
    data = json.loads(text)
    G = nx.Graph((edge["source"], edge["target"]) for edge in data["edges"])
    G.add_nodes_from(node["id"] for node in data["nodes"])
    return G


READERS = {
    ".graphml": nx.read_graphml,
    ".gexf": nx.read_gexf,
    ".json": lambda path: nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges"),
    ".vos.json": _vosviewer,
    ".csv": _csv,
    ".net": lambda path: nx.Graph(nx.read_pajek(path)),
    ".html": _page,
}


@pytest.fixture(scope="module")
def graphs(sample):
    return {nodes: cooccurrence_graph(sample, nodes=nodes, min_count=3 if nodes == "terms" else 2) for nodes in NODES}


@pytest.mark.parametrize("ending", GRAPH_ENDINGS)
@pytest.mark.parametrize("nodes", NODES)
def test_graph_is_read_back_from_every_format(graphs, tmp_path, nodes, ending):
    write_graph(graphs[nodes], tmp_path / f"g{ending}")
    back = READERS[ending](tmp_path / f"g{ending}")
    assert set(back) == set(graphs[nodes])
    assert set(map(frozenset, back.edges)) == set(map(frozenset, graphs[nodes].edges))


@pytest.mark.parametrize("ending", [".graphml", ".gexf", ".json"])
@pytest.mark.parametrize("nodes", NODES)
def test_attributes_survive(graphs, tmp_path, nodes, ending):
    write_graph(graphs[nodes], tmp_path / f"g{ending}")
    back = READERS[ending](tmp_path / f"g{ending}")
    for a, b, data in graphs[nodes].edges(data=True):
        assert {name: back.edges[a, b][name] for name in data if name != "evidence"} == pytest.approx(
            {name: value for name, value in data.items() if name != "evidence"}
        )
        evidence = back.edges[a, b]["evidence"]
        assert (evidence if isinstance(evidence, list) else json.loads(evidence)) == data["evidence"]
    for node, data in graphs[nodes].nodes(data=True):
        assert data.items() <= back.nodes[node].items()
