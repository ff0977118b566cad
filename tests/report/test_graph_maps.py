import json

import networkx as nx
import pytest

from speechmine.report.export import write_graph


@pytest.fixture
def G():
    G = nx.Graph()
    for label, count in (("瓦斯", 4), ('通风"', 3), ("孤点", 2)):
        G.add_node(f"term:{label}", label=label, kind="term", count=count, speeches=2)
    G.add_edge("term:瓦斯", 'term:通风"', weight=2.5)
    return G


def test_pajek_file_is_read_back(G, tmp_path):
    write_graph(G, tmp_path / "g.net")
    back = nx.Graph(nx.read_pajek(tmp_path / "g.net"))
    assert list(back) == ["term:瓦斯", "term:通风'", "term:孤点"]
    assert list(back.edges(data="weight")) == [("term:瓦斯", "term:通风'", 2.5)]


def test_pajek_file_has_the_mark_that_pajek_wants(G, tmp_path):
    write_graph(G, tmp_path / "g.net")
    assert (tmp_path / "g.net").read_bytes().startswith(b"\xef\xbb\xbf*Network")


def test_vosviewer_file_has_items_links_and_clusters(G, tmp_path):
    write_graph(G, tmp_path / "g.vos.json")
    network = json.loads((tmp_path / "g.vos.json").read_text(encoding="utf-8"))["network"]
    assert [item["label"] for item in network["items"]] == ["瓦斯", '通风"', "孤点"]
    assert network["items"][0]["weights"] == {"Units": 4, "Speeches": 2, "Links": 1, "Total link strength": 2.5}
    assert network["links"] == [{"source_id": "term:瓦斯", "target_id": 'term:通风"', "strength": 2.5}]
    assert [cluster["label"] for cluster in network["clusters"]] == ["瓦斯", "孤点"]


def test_vosviewer_strength_is_never_below_nought(G, tmp_path):
    G.add_edge("term:瓦斯", "term:孤点", weight=-0.3)
    write_graph(G, tmp_path / "g.vos.json")
    network = json.loads((tmp_path / "g.vos.json").read_text(encoding="utf-8"))["network"]
    assert [link["strength"] for link in network["links"]] == [2.5, 0.0]
