import matplotlib as mpl
import networkx as nx
import pytest

from speechmine.errors import OptionError
from speechmine.report.graph_figure import plot_graph, save_figure
from speechmine.report.layout import positions


@pytest.fixture(autouse=True)
def _no_window():
    with mpl.rc_context():
        mpl.use("Agg")
        yield
        mpl.pyplot.close("all")


@pytest.fixture
def G():
    G = nx.Graph([("瓦斯", "通风"), ("通风", "矿井"), ("瓦斯", "矿井"), ("渡口", "渡船")], units=9)
    G.add_node("孤点", kind="slogan")
    return G


def names(ax):
    return {text.get_text() for text in ax.texts}


def test_figure_names_the_nodes(G):
    assert names(plot_graph(G)) == set(G)


def test_figure_names_the_strongest_where_few_are_wanted(G):
    assert names(plot_graph(G, max_labels=3)) == {"瓦斯", "通风", "矿井"}


def test_names_do_not_overlap():
    ax = plot_graph(nx.relabel_nodes(nx.complete_graph(40), lambda i: f"安全生产责任{i}"))
    boxes = [text.get_window_extent() for text in ax.texts]
    assert len(boxes) > 8
    overlaps = [a for i, a in enumerate(boxes) for b in boxes[:i] if a.padded(-1.5).overlaps(b.padded(-1.5))]
    assert len(overlaps) <= 1


def test_communities_have_colours(G):
    ax = plot_graph(G)
    colours = {tuple(face) for points in ax.collections[1:] for face in points.get_facecolors()}
    assert len(colours) == 3


def test_kinds_have_shapes(G):
    assert {text.get_text() for text in plot_graph(G).get_legend().get_texts()} == {"node", "slogan"}


def test_layout_is_seeded_and_apart(G):
    place = positions(G)
    assert place == positions(G.copy())
    assert len(set(place.values())) == len(G)
    assert all(0 <= value <= 1 for point in place.values() for value in point)


@pytest.mark.parametrize("n", [1, 2, 3, 150], ids=str)
def test_layout_takes_any_size(n):
    assert len(set(positions(nx.path_graph(n)).values())) == n


@pytest.mark.parametrize("ending", [".png", ".svg"])
def test_equal_graphs_give_equal_figures(G, tmp_path, ending):
    save_figure(G, tmp_path / f"a{ending}")
    save_figure(G.copy(), tmp_path / f"b{ending}")
    assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()


@pytest.mark.parametrize(
    ("options", "graph"), [({}, nx.Graph()), ({"max_labels": -1}, nx.path_graph(2))], ids=["empty", "labels"]
)
def test_bad_figure_is_refused(graph, options):
    with pytest.raises(OptionError):
        plot_graph(graph, **options)
