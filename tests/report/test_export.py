import csv
import json
import re
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree

from speechmine.errors import OptionError
from speechmine.report.export import GRAPH_ENDINGS, write_graph


@pytest.fixture
def G():
    G = nx.Graph(unit="sentence", units=9)
    for label, kind in (("隐患", "term"), ("整治", "term"), ("<script>alert(1)</script>&", "slogan"), ("孤点\x0b", "actor")):
        G.add_node(f"{kind}:{label}", label=label, kind=kind, count=3, speeches=2)
    evidence = [{"sentence_id": "a@0:0:6", "start": 0, "end": 6, "text": "整治隐患。</script>"}]
    G.add_edge("term:隐患", "term:整治", count=3, weight=3, npmi=0.5, p=0.01, evidence=evidence)
    G.add_edge("term:隐患", "slogan:<script>alert(1)</script>&", count=2, weight=2, npmi=0.1, p=0.2, evidence=[])
    return G


@pytest.mark.parametrize(
    ("ending", "read"),
    [
        (".graphml", nx.read_graphml),
        (".gexf", nx.read_gexf),
        (".json", lambda path: nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")),
    ],
    ids=["graphml", "gexf", "json"],
)
def test_graph_survives_the_round_trip(G, tmp_path, ending, read):
    write_graph(G, tmp_path / f"g{ending}")
    back = read(tmp_path / f"g{ending}")
    assert sorted(back) == sorted(node.replace("\x0b", "") for node in G)
    assert {frozenset(edge) for edge in back.edges} == {frozenset(edge) for edge in G.edges}
    edge = back.edges["term:隐患", "term:整治"]
    evidence = edge["evidence"] if isinstance(edge["evidence"], list) else json.loads(edge["evidence"])
    assert (edge["npmi"], evidence[0]["text"]) == (0.5, "整治隐患。</script>")
    assert back.nodes["term:隐患"]["count"] == 3


@pytest.mark.parametrize("G_", ["plain", "empty"])
def test_gexf_is_valid_by_its_schema(G, tmp_path, G_):
    write_graph(G if G_ == "plain" else nx.Graph(), tmp_path / "g.gexf")
    schema = etree.RelaxNG(etree.parse(Path(__file__).with_name("gexf.rng")))
    schema.assertValid(etree.parse(tmp_path / "g.gexf"))


def test_schema_refuses_what_networkx_adds(G):
    written = "\n".join(nx.generate_gexf(nx.Graph(G.edges)))
    assert not etree.RelaxNG(etree.parse(Path(__file__).with_name("gexf.rng"))).validate(etree.fromstring(written))


def test_nodes_stand_beside_the_edge_list(G, tmp_path):
    write_graph(G, tmp_path / "g.csv")
    with (tmp_path / "g.nodes.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [(row["node"], row["count"]) for row in rows] == [(node.replace("\x0b", ""), "3") for node in G]


def test_edge_list_has_a_row_an_edge(G, tmp_path):
    write_graph(G, tmp_path / "g.csv")
    with (tmp_path / "g.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [(row["source"], row["target"], row["count"]) for row in rows] == [(a, b, str(n)) for a, b, n in G.edges(data="count")]


def test_page_is_self_contained_and_escaped(G, tmp_path):
    write_graph(G, tmp_path / "g.html")
    page = (tmp_path / "g.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert page.count("</script>") == 3
    assert "Permission to use, copy, modify" in page
    assert not re.search(r"<(?:link|img|iframe|script[^>]+src)|@import|url\(http", page)
    assert "隐患" in page


@pytest.mark.parametrize("ending", GRAPH_ENDINGS)
def test_equal_graphs_give_equal_bytes(G, tmp_path, ending):
    write_graph(G, tmp_path / f"a{ending}")
    write_graph(G.copy(), tmp_path / f"b{ending}")
    content = (tmp_path / f"a{ending}").read_bytes()
    assert content == (tmp_path / f"b{ending}").read_bytes()
    assert b"lastmodified" not in content
    assert b"\x0b" not in content


@pytest.mark.parametrize("ending", GRAPH_ENDINGS)
def test_empty_graph_is_written(tmp_path, ending):
    write_graph(nx.Graph(), tmp_path / f"g{ending}")
    assert (tmp_path / f"g{ending}").stat().st_size > 0


def test_unknown_ending_lists_the_known(G, tmp_path):
    with pytest.raises(OptionError, match=r"\.graphml, \.gexf, \.json, \.vos\.json, \.csv, \.net, \.html"):
        write_graph(G, tmp_path / "g.docx")
    assert not list(tmp_path.iterdir())
