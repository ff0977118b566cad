"""Cross-tabulation: mined tables and two codings in, counts, expected counts and residuals, and their correspondence, out."""

from __future__ import annotations

from typing import Any, Unpack

import numpy as np
import pandas as pd
from scipy.stats import chi2, norm

from speechmine.analyse.graphs.association import adjusted
from speechmine.analyse.linguistics.codings import coded_units, unit_of
from speechmine.analyse.linguistics.parts import Scope, looked_at
from speechmine.codebooks import load_codebook
from speechmine.errors import OptionError
from speechmine.tables.mined import Mined

__all__ = ["correspondence_frame", "crosstab_frame", "residuals"]

Array = np.ndarray[Any, Any]


def crosstab_frame(
    mined: Mined, rows: str, columns: str, *, unit: str | None = None, min_count: int = 5, **scope: Unpack[Scope]
) -> pd.DataFrame:
    """Cross two codings: how often each pair of values stands together, and how far that is from independence.

    With O units of both values, r and c of each, n of all, E = r c / n: residual = (O - E) / sqrt(E);
    adjusted = (O - E) / sqrt(E (1 - r / n) (1 - c / n)), nearly normal under independence [1]_: beyond ±1.96 in one of twenty
    cells by chance; p two-sided, q corrected for all cells (Benjamini and Hochberg).

    Parameters
    ----------
    mined : Mined
    rows, columns : str
        Of directives ``modality``, ``strength``, ``actor``, ``aim``, ``reported``; of sentences and directives ``sector``,
        ``theme``, ``slogan``, ``role`` (of the section); or a column of the speeches or of ``meta``, in bins as ``year:5``.
    unit : {"directive", "sentence"}, optional
        What is counted; directives where one of the codings is theirs, else sentences.
    min_count : int
        Leave out values of fewer units.
    **scope : Scope
        ``within``, ``keep_copies``.

    Returns
    -------
    DataFrame
        A row a cell, those without a unit, too: row, column, count, expected, residual, adjusted, p, q, row_share, column_share
        (of the row's, of the column's units). Sorted by row and column. ``attrs`` has n (units with both codings), chi_squared,
        dof, p and cramers_v (0 independent, 1 one tells the other) of the whole table [2]_.

    Raises
    ------
    OptionError
        If a coding, the unit or a condition is not known, both codings are one, or fewer than two values of each are left.

    Notes
    -----
    Units are taken as independent of one another, which neighbouring sentences are not: read p as an order. A unit of several
    values (two sectors, two actors) counts in each of their cells, so that sums over them say nothing of units.

    References
    ----------
    .. [1] Haberman, The analysis of residuals in cross-classified tables, Biometrics 29(1), 1973.
    .. [2] Cramér, Mathematical methods of statistics, 1946.

    Examples
    --------
    >>> import speechmine as sm
    >>> frame = crosstab_frame(sm.mine(sm.sample_path()), "level", "modality")
    >>> frame[["row", "column", "count"]].head(2).values.tolist()
    [['province', 'obligation', 215], ['province', 'permission', 7]]
    """
    if rows == columns:
        raise OptionError(f"{rows} is crossed with itself; name two codings")
    if min_count < 1:
        raise OptionError(f"min_count is {min_count}; give 1 or more")
    unit = unit_of(rows, columns, unit)
    chosen = looked_at(mined, scope)
    left, right = (coded_units(mined, name, unit, chosen) for name in (rows, columns))
    pairs = left.merge(right, on="unit", suffixes=("_row", "_column"))
    pairs = _frequent(pairs, min_count)
    table = _ordered(pd.crosstab(pairs["value_row"], pairs["value_column"]), rows, columns)
    if min(table.shape, default=0) < 2:
        told = f"fewer than two values of {rows} or {columns} have {min_count} units or more"
        raise OptionError(f"{told}; take other codings or a lower min_count")
    frame = _cells(table)
    frame.attrs = {"rows": rows, "columns": columns, "unit": unit, "n": int(pairs["unit"].nunique()), **_tested(table.to_numpy())}
    return frame


def correspondence_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Place the rows and columns of a cross table on two axes: correspondence analysis.

    The singular values of the standardised residuals S = D_r^(-1/2) (P - r c') D_c^(-1/2), P the shares of all counts; principal
    coordinates D_r^(-1/2) U L and D_c^(-1/2) V L [1]_. Distances among rows, and among columns, are those of chi-squared; none is
    defined of a row to a column: compare directions from the origin.

    Parameters
    ----------
    frame : DataFrame
        As ``crosstab_frame`` gives it.

    Returns
    -------
    DataFrame
        Columns side (row, column), value, mass, x, y (principal coordinates; the side of an axis is by convention: its largest
        is above 0), quality (share of the point's inertia that the two axes show, 0 to 1), contribution_x, contribution_y (share
        of the axis' inertia that the point makes). ``attrs`` has inertias, those of all axes, and shares, each in all.

    Raises
    ------
    OptionError
        If the table has fewer than two rows or columns.

    References
    ----------
    .. [1] Greenacre, Theory and applications of correspondence analysis, 1984; Correspondence analysis in practice, 2007.

    Examples
    --------
    >>> import speechmine as sm
    >>> points = correspondence_frame(crosstab_frame(sm.mine(sm.sample_path()), "level", "modality"))
    >>> points["side"].value_counts().to_dict()
    {'row': 5, 'column': 3}
    """
    table = frame.pivot_table(index="row", columns="column", values="count", fill_value=0, sort=False)
    if min(table.shape, default=0) < 2:
        raise OptionError("correspondence needs two rows and two columns or more")
    shares = table.to_numpy(dtype=float) / table.to_numpy().sum()
    r, c = shares.sum(axis=1), shares.sum(axis=0)
    u, values, v = np.linalg.svd((shares - np.outer(r, c)) / np.sqrt(np.outer(r, c)), full_matrices=False)
    n_axes = min(table.shape) - 1
    inertias = values[:n_axes] ** 2
    sides = [
        _points(side, names, mass, vectors[:, :n_axes] * values[:n_axes] / np.sqrt(mass)[:, None], inertias)
        for side, names, mass, vectors in (("row", table.index, r, u), ("column", table.columns, c, v.T))
    ]
    points = pd.concat(sides, ignore_index=True)
    for axis in ("x", "y"):
        largest = points[axis].abs().idxmax()
        points[axis] *= np.sign(points.loc[largest, axis]) or 1.0
    points.attrs = {"inertias": inertias.tolist(), "shares": (inertias / max(inertias.sum(), 1e-300)).tolist()}
    return points


def residuals(counts: Array) -> tuple[Array, Array, Array]:
    """Return expected counts, Pearson's residuals and adjusted residuals of a table.

    Examples
    --------
    >>> residuals(np.array([[10, 20], [30, 40]]))[2].round(3).tolist()
    [[-0.891, 0.891], [0.891, -0.891]]
    """
    n, r, c = counts.sum(), counts.sum(axis=1, keepdims=True), counts.sum(axis=0, keepdims=True)
    expected = r * c / n
    with np.errstate(divide="ignore", invalid="ignore"):
        return (
            expected,
            (counts - expected) / np.sqrt(expected),
            (counts - expected) / np.sqrt(expected * (1 - r / n) * (1 - c / n)),
        )


def _frequent(pairs: pd.DataFrame, min_count: int) -> pd.DataFrame:
    """The pairs of values of units enough; leaving out one may leave too few of another."""
    while len(pairs):
        often = [pairs[name].map(pairs.groupby(name)["unit"].nunique()) >= min_count for name in ("value_row", "value_column")]
        kept = pairs[often[0] & often[1]]
        if len(kept) == len(pairs):
            break
        pairs = kept
    return pairs


def _ordered(table: pd.DataFrame, rows: str, columns: str) -> pd.DataFrame:
    """The levels from the nation down to enterprises, as their codebook has them; all else sorted."""
    levels = list(load_codebook("levels").codes)
    if rows == "level":
        table = table.reindex([level for level in levels if level in table.index])
    return table[[level for level in levels if level in table]] if columns == "level" else table


def _cells(table: pd.DataFrame) -> pd.DataFrame:
    counts = table.to_numpy()
    expected, pearson, adjusted_residuals = residuals(counts)
    p = 2 * norm.sf(np.abs(adjusted_residuals))
    shape = counts.shape
    return pd.DataFrame({
        "row": np.repeat(table.index.to_numpy(dtype=object), shape[1]),
        "column": np.tile(table.columns.to_numpy(dtype=object), shape[0]), "count": counts.ravel(), "expected": expected.ravel(),
        "residual": pearson.ravel(), "adjusted": adjusted_residuals.ravel(), "p": p.ravel(), "q": adjusted(p.ravel(), p.size),
        "row_share": (counts / counts.sum(axis=1, keepdims=True)).ravel(),
        "column_share": (counts / counts.sum(axis=0, keepdims=True)).ravel(),
    })  # fmt: skip


def _tested(counts: Array) -> dict[str, float]:
    _, pearson, _ = residuals(counts)
    chi, dof = float((pearson**2).sum()), (counts.shape[0] - 1) * (counts.shape[1] - 1)
    v = float(np.sqrt(chi / counts.sum() / (min(counts.shape) - 1)))
    return {
        "chi_squared": chi,
        "dof": dof,
        "p": float(chi2.sf(chi, dof)),
        "cramers_v": v,
    }


def _points(side: str, names: pd.Index[Any], mass: Array, coordinates: Array, inertias: Array) -> pd.DataFrame:
    two = np.zeros((len(mass), 2))
    two[:, : min(2, coordinates.shape[1])] = coordinates[:, :2]
    own = (coordinates**2).sum(axis=1)
    both = np.zeros(2)
    both[: min(2, len(inertias))] = inertias[:2]
    with np.errstate(divide="ignore", invalid="ignore"):
        quality, made = (two**2).sum(axis=1) / own, mass[:, None] * two**2 / both
    return pd.DataFrame({
        "side": side, "value": names.to_numpy(dtype=object), "mass": mass, "x": two[:, 0], "y": two[:, 1], "quality": quality,
        "contribution_x": made[:, 0], "contribution_y": made[:, 1],
    })  # fmt: skip
