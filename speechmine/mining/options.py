"""What decides the content of the tables: options in, the codebooks they name and the tables they ask for out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from speechmine.codebooks import Codebook
from speechmine.extract.annotate import load_codebooks
from speechmine.tables.schema import SCHEMA

__all__ = ["MiningOptions", "codebooks_of", "load_anew"]


@dataclass(frozen=True)
class MiningOptions:
    """What decides the content of the tables, and how many processes fill them.

    Attributes
    ----------
    codebooks : mapping of str to str
        A user's own file by the name of the codebook that it replaces.
    segmenter : str or None
        ``rjieba`` or ``jieba``; the fastest one installed where None.
    tokens : bool
        Whether to keep the words, too.
    jobs : int
        Number of processes; changes nothing but the time.
    where : str or None
        Only the speeches that fit this query over their headers and the user's metadata.
    manifest : str or None
        A table of metadata that wins over those in the folders.
    engine : {"processes", "dask"}
        What spreads the work: processes of this machine, or Dask; changes nothing but the time.
    scheduler : str or None
        Address of Dask's scheduler; a cluster of `jobs` processes of this machine where None.
    """

    codebooks: Mapping[str, str] = field(default_factory=dict)
    segmenter: str | None = None
    tokens: bool = False
    jobs: int = 1
    where: str | None = None
    manifest: str | None = None
    engine: str = "processes"
    scheduler: str | None = None

    @property
    def tables(self) -> list[str]:
        """The tables that are filled."""
        return [name for name, table in SCHEMA.items() if self.tokens or not table.on_demand]


def codebooks_of(options: MiningOptions) -> dict[str, Codebook]:
    """Return the codebooks of a run by name, loaded once a process."""
    return _codebooks(_own(options))


def load_anew(options: MiningOptions) -> None:
    """Load the codebooks of a run: a bad one stops it before any text is read, and one edited since the last run counts."""
    _codebooks.cache_clear()
    _codebooks(_own(options))


@cache
def _codebooks(own: tuple[tuple[str, str], ...]) -> dict[str, Codebook]:
    return load_codebooks(dict(own))


def _own(options: MiningOptions) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(options.codebooks.items()))
