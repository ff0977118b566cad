"""What the stages after mining read of a mined corpus: the names and types of its tables, and its codebooks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import pandas as pd

from speechmine.codebooks import Codebook, load_codebook

__all__ = ["MinedTables", "codebook_of"]


class MinedTables(Protocol):
    """What the analyses read of a mined corpus: the tables of INTERFACE.md and the source texts."""

    @property
    def sources(self) -> pd.DataFrame:
        """One row a text."""

    @property
    def speeches(self) -> pd.DataFrame:
        """One row a speech."""

    @property
    def sections(self) -> pd.DataFrame:
        """One row a node of the heading tree."""

    @property
    def sentences(self) -> pd.DataFrame:
        """One row a sentence."""

    @property
    def directives(self) -> pd.DataFrame:
        """One row a directive clause."""

    @property
    def sectors(self) -> pd.DataFrame:
        """One row a sector span."""

    @property
    def slogans(self) -> pd.DataFrame:
        """One row a slogan."""

    @property
    def facts(self) -> pd.DataFrame:
        """One row a figure, an event or a document."""

    @property
    def tokens(self) -> pd.DataFrame | None:
        """One row a word, or None where they were not kept."""

    @property
    def texts(self) -> Mapping[str, str]:
        """Source text by source."""


def codebook_of(mined: MinedTables, name: str) -> Codebook:
    """Return the codebook that tables were coded with: their own, or the package's where they carry none.

    Parameters
    ----------
    mined : Mined
        Or tables of other people's, without ``codebooks``.
    name : str
        ``sectors``, ``slogans``, ``themes`` or ``directives``.
    """
    own = getattr(mined, "codebooks", {})
    return own[name] if name in own else load_codebook(name)
