import networkx as nx
import pytest

import speechmine as sm
from speechmine.errors import OptionError
from speechmine.report.graph_view import graph_fragment


def test_graph_shows_itself_in_a_frame_with_its_text_escaped():
    html = sm.show(nx.Graph([("隐患", '"><script>整治')]))._repr_html_()
    assert html.startswith("<iframe")
    assert "隐患" in html
    assert "<script>" not in html


def test_graph_with_too_many_edges_is_refused():
    with pytest.raises(OptionError, match="significant"):
        graph_fragment(nx.complete_graph(120))
