"""Names in a figure that do not lie on one another: points and names in, a place for each name that finds one, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Box", "draw_labels", "label_width", "overlap", "spots"]

Box = tuple[float, ...]
"""Left, lower, right, upper edge, in points."""

_INK = "#1f2933"
_LINE = 1.25  # height of a label, in its font's size


def label_width(name: str, size: float) -> float:
    """Return how wide a name is, in points: a Chinese character takes the font's size, a Latin one half of it."""
    return sum(size if ord(char) > 0x2E7F else size * 0.52 for char in name)


def spots(point: Any, radius: float, width: float, size: float) -> Iterator[tuple[float, float, Box]]:
    """Yield offsets of a label's centre from its point, best first, with the box that the label would fill."""
    across, up = radius + width / 2 + 1.5, radius + size * _LINE / 2 + 0.5
    for dx, dy in ((across, 0), (-across, 0), (0, up), (0, -up), (across * 0.8, up * 0.8), (-across * 0.8, up * 0.8)):
        x, y = point[0] + dx, point[1] + dy
        yield dx, dy, (x - width / 2, y - size * _LINE / 2, x + width / 2, y + size * _LINE / 2)


def overlap(a: Box, b: Box) -> bool:
    """Say whether two boxes share room."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def draw_labels(
    axes: Axes, points: Any, names: Sequence[str], *, colours: Sequence[str] | None = None, size: float = 9.0, radius: float = 3.0
) -> int:
    """Write names beside points, the first ones first; one that would lie on another, on a point or outside is left out.

    Parameters
    ----------
    axes : Axes
        Whose limits and texts are set.
    points : array of shape (n, 2)
        In the data's coordinates, the points without a name last.
    names : sequence of str
        Of the first points.
    colours : sequence of str, optional
    size, radius : float
        Of the font and of the points, in points.

    Returns
    -------
    int
        How many names found a place.
    """
    from matplotlib.patheffects import withStroke

    axes.figure.draw_without_rendering()  # type: ignore[union-attr]  # places of the axes are known from then on
    scale = 72 / axes.figure.dpi
    at = axes.transData.transform(points) * scale
    frame = np.asarray(axes.bbox.extents) * scale
    discs = np.column_stack([at - radius, at + radius])
    taken: list[Box] = []
    for number, name in enumerate(names):
        free = (spot for spot in spots(at[number], radius, label_width(name, size), size) if _is_free(spot[2], frame, taken))
        own = np.delete(discs, number, axis=0)
        spot = min(free, key=lambda spot: _covered(spot[2], own), default=None)
        if spot is None or _covered(spot[2], own) > 2:
            continue
        taken.append(spot[2])
        axes.annotate(
            name, points[number], spot[:2], textcoords="offset points", fontsize=size, ha="center", va="center", zorder=3,
            color=colours[number] if colours else _INK, path_effects=[withStroke(linewidth=2.0, foreground="white")],
        )  # fmt: skip
    return len(taken)


def _is_free(box: Box, frame: Any, taken: Sequence[Box]) -> bool:
    inside = frame[0] <= box[0] and frame[1] <= box[1] and box[2] <= frame[2] and box[3] <= frame[3]
    return inside and not any(overlap(box, other) for other in taken)


def _covered(box: Box, discs: Any) -> int:
    """How many points a box would cover."""
    x0, y0, x1, y1 = discs.T
    return int(((box[0] < x1) & (x0 < box[2]) & (box[1] < y1) & (y0 < box[3])).sum())
