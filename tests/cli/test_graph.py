import json

import pytest

from speechmine.analyse.graphs.cooccurrence import cooccurrence_graph
from speechmine.analyse.graphs.filters import backbone, largest_component, significant


@pytest.fixture(scope="module")
def mined(sample, tmp_path_factory):
    folder = tmp_path_factory.mktemp("mined")
    sample.save(folder)
    return folder


def written(run, mined, tmp_path, *options):
    status, out, err = run("graph", mined, "-o", tmp_path / "g.json", *options)
    assert (status, out) == (0, "")
    data = json.loads((tmp_path / "g.json").read_text("utf-8"))
    return {node["id"] for node in data["nodes"]}, {(edge["source"], edge["target"]) for edge in data["edges"]}, err


@pytest.mark.parametrize(
    ("options", "keep"),
    [
        (("--alpha", "0.05"), significant),
        (("--backbone", "0.3"), lambda G: backbone(G, alpha=0.3)),
        (("--largest-component",), largest_component),
    ],
    ids=["alpha", "backbone", "largest"],
)
def test_option_is_the_filter_of_that_name(run, mined, sample, tmp_path, options, keep):
    G = keep(cooccurrence_graph(sample, nodes=("sectors", "actors"), unit="clause"))
    nodes, edges, err = written(run, mined, tmp_path, "--nodes", "sectors", "--nodes", "actors", "--unit", "clause", *options)
    assert (nodes, edges) == (set(G), set(G.edges))
    assert f"{len(edges)} of " in err


def test_nothing_vanishes_unasked(run, mined, sample, tmp_path):
    nodes, edges, _ = written(run, mined, tmp_path, "--nodes", "slogans", "--min-count", "1", "--weight", "npmi")
    assert nodes == {f"slogan:{slogan}" for slogan in sample.slogans["canonical"]}
    assert edges


@pytest.mark.parametrize("ending", [".png", ".svg", ".vos.json", ".net", ".html"])
def test_file_is_written_by_its_ending(run, mined, tmp_path, ending):
    status, _, err = run("graph", mined, "-o", tmp_path / f"g{ending}", "--nodes", "sectors")
    assert (status, len(err.splitlines())) == (0, 1)
    assert (tmp_path / f"g{ending}").stat().st_size > 1000


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("-o", "g.html", "--nodes", "terms", "--alpha", "2"), ["--alpha", "2"]),
        (("-o", "g.docx", "--nodes", "terms"), [".docx", ".net", ".png"]),
        (("-o", "g.json"), ["--nodes"]),
    ],
    ids=["alpha", "ending", "nodes"],
)
def test_bad_option_is_told_in_one_line(run, mined, options, words):
    status, out, err = run("graph", mined, *options)
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert all(word in err for word in words)


@pytest.mark.parametrize("between", ["actors-aims", "actors-sectors", "sectors-themes", "slogans-speeches"])
def test_network_of_two_kinds_is_written(run, mined, tmp_path, between):
    nodes, edges, _ = written(run, mined, tmp_path, "--between", between)
    assert {node.split(":")[0] for node in nodes} == {
        "speech" if kind == "speeches" else kind[:-1] for kind in between.split("-")
    }
    assert edges


def test_projection_keeps_one_kind(run, mined, tmp_path):
    nodes, _, _ = written(run, mined, tmp_path, "--between", "actors-sectors", "--project", "actor")
    assert {node.split(":")[0] for node in nodes} == {"actor"}


@pytest.mark.parametrize(
    "options", [("--nodes", "terms", "--between", "actors-aims"), ("--nodes", "terms", "--project", "actor")], ids=str
)
def test_kinds_that_exclude_each_other_are_refused(run, mined, tmp_path, options):
    status, _, err = run("graph", mined, "-o", tmp_path / "g.json", *options)
    assert (status, len(err.splitlines())) == (2, 1)


def test_codes_carry_the_names_of_the_codebook(run, mined, tmp_path):
    written(run, mined, tmp_path, "--nodes", "sectors")
    nodes = {node["id"]: node for node in json.loads((tmp_path / "g.json").read_text("utf-8"))["nodes"]}
    assert (nodes["sector:coal_mining"]["label"], nodes["sector:coal_mining"]["label_en"]) == ("煤矿", "coal mining")
