import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from speechmine.reuse.components import components

EDGES = st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=40)


def labels(edges, size):
    a, b = np.array(edges, dtype=np.int64).reshape(-1, 2).T
    return components(a, b, size=size).tolist()


@pytest.mark.parametrize(
    ("edges", "size", "expected"),
    [
        pytest.param([], 0, [], id="no node"),
        pytest.param([], 3, [0, 1, 2], id="no edge"),
        pytest.param([(1, 1)], 2, [0, 1], id="a loop"),
        pytest.param([(3, 2), (2, 1), (1, 0)], 4, [0, 0, 0, 0], id="a path from behind"),
        pytest.param([(4, 1), (4, 2), (0, 3)], 5, [0, 1, 1, 0, 1], id="a star and a pair"),
    ],
)
def test_components_of_small_graphs(edges, size, expected):
    assert labels(edges, size) == expected


@given(EDGES)
def test_components_are_those_of_scipy(edges):
    a, b = np.array(edges, dtype=np.int64).reshape(-1, 2).T
    graph = coo_array((np.ones(a.size), (a, b)), shape=(30, 30))
    assert labels(edges, 30) == connected_components(graph, directed=False)[1].tolist()
