"""Label the connected components of a graph: pairs of node numbers in, a component number for each node out."""

from __future__ import annotations

import numpy as np

__all__ = ["components"]


def components(a: np.ndarray, b: np.ndarray, *, size: int) -> np.ndarray:
    """Return for each node the number of its component; components count from 0 in order of their least nodes.

    Parameters
    ----------
    a, b : ndarray of int, shape (n_edges,)
        The nodes that each edge joins.
    size : int
        Number of nodes.

    Notes
    -----
    Roots are hooked to the least root beside them and paths are halved until nothing changes: a few rounds over arrays.
    ``scipy.sparse.csgraph`` gives the same numbers, but importing it takes longer than the work.

    Examples
    --------
    >>> components(np.array([4, 2]), np.array([0, 3]), size=5).tolist()
    [0, 1, 2, 2, 0]
    """
    root = np.arange(size)
    while a.size:
        low = np.minimum(root[a], root[b])
        np.minimum.at(root, root[a], low)
        np.minimum.at(root, root[b], low)
        while not np.array_equal(higher := root[root], root):
            root = higher
        apart = root[a] != root[b]
        a, b = a[apart], b[apart]
    return np.asarray(np.unique(root, return_inverse=True)[1], dtype=np.int64)
