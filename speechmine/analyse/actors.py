"""Who is addressed, and how strictly: mined tables in, a row an actor with its directives counted out."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from speechmine.count.tallies import tally
from speechmine.count.uses import HOWS, use_frame
from speechmine.tables.protocol import MinedTables

__all__ = ["DEMANDS", "actor_frame", "actor_uses"]

DEMANDS = ("permission", "plain", "strong", "prohibition")
"""What a directive is to those it addresses, from loose to strict: one of these."""

_STRONG = 2


def actor_frame(mined: MinedTables, *, keep_copies: bool = False) -> pd.DataFrame:
    """Count the directives that address each actor.

    Parameters
    ----------
    mined : Mined
    keep_copies : bool
        Whether directives in copies of a speech and in repeats of a shared passage count, too.

    Returns
    -------
    DataFrame
        Columns actor (folded name), n_directives (that address it, each once), of these n_explicit (that name it), n_causative
        (as actor of an embedded clause) and n_inherited (that an earlier clause or heading names it for), n_speeches,
        n_permission, n_plain (obligations of strength 0 or 1), n_strong (of 2 or 3) and n_prohibition, which add up to
        n_directives, n_deadline and n_or_else (that have one), strength (mean, 0 to 3), first_year. Most addressed first.

    Notes
    -----
    A group-by of ``use_frame(mined, "actors")``. The figures of actors, the page and ``topics`` show ``n_directives``.

    Examples
    --------
    >>> import speechmine as sm
    >>> frame = actor_frame(sm.mine(["各村要在汛期前排查危房，备足沙袋。"]))
    >>> frame[["actor", "n_directives", "n_explicit", "n_inherited"]].values.tolist()
    [['各村', 2, 1, 1]]
    """
    uses = actor_uses(mined, keep_copies=keep_copies)
    uses = uses[uses["counts"]].rename(columns={"id": "actor"})
    frame = tally(uses, "actor").rename(columns={"n_uses": "n_directives"})
    told = uses.groupby("actor").agg(
        n_deadline=("deadline", "sum"), n_or_else=("or_else", "sum"), strength=("strength", "mean"), first_year=("year", "min")
    )
    parts = [_parts(uses, "how", HOWS), _parts(uses, "demand", DEMANDS), told]
    frame = frame.join(pd.concat(parts, axis=1), on="actor")
    columns = ["actor", "n_directives", *parts[0], "n_speeches", *parts[1], *told]
    order = ["n_directives", "n_speeches", "actor"]
    return frame[columns].sort_values(order, ascending=[False, False, True], ignore_index=True).astype({"first_year": "Int64"})


def actor_uses(mined: MinedTables, *, keep_copies: bool = False) -> pd.DataFrame:
    """Return ``use_frame(mined, "actors")`` with what each directive is: demand, strength, and whether deadline and or_else."""
    table = mined.directives
    demands = [_demand(*row) for row in zip(table["modality"], table["strength"], strict=True)]
    directives = pd.DataFrame(
        {
            "directive_id": table["directive_id"], "demand": pd.Series(demands, index=table.index, dtype=object),
            "strength": table["strength"], "deadline": table["deadline"].map(bool).astype(bool),
            "or_else": table["or_else"].map(bool).astype(bool),
        }
    )  # fmt: skip
    return use_frame(mined, "actors", keep_copies=keep_copies).merge(directives, on="directive_id", how="left")


def _demand(modality: Sequence[str], strength: int) -> str:
    if "P" in modality:
        return "prohibition"
    return "permission" if list(modality) == ["M"] else "strong" if strength >= _STRONG else "plain"


def _parts(uses: pd.DataFrame, column: str, values: Sequence[str]) -> pd.DataFrame:
    """How many of each actor's directives have each of the values."""
    table = pd.crosstab(uses["actor"], uses[column]).reindex(columns=list(values), fill_value=0)
    return table.rename(columns=lambda value: f"n_{value}").rename_axis(columns=None)
