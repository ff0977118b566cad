"""One text as it was read: a file, or one row of a table of texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from speechmine.folding import Folded, folded_view

__all__ = ["Source"]


@dataclass(frozen=True)
class Source:
    r"""A decoded text and where it came from; a row of the table ``sources``.

    Attributes
    ----------
    source : str
        Path relative to the PATH it was found under, ``/``-separated, with ``#row`` for a row of a table.
    path : str
        The path as opened.
    row : int or None
        1-based row of a .csv, .tsv or .jsonl, else None.
    format : str
        ``txt``, ``md``, ``html``, ``docx``, ``pdf``, ``csv``, ``tsv`` or ``jsonl``.
    encoding : str or None
        The encoding it was decoded from; None where the format settles it.
    extractor : str
        Name and version of what took the text out of the format.
    sha256 : str
        Hash of the file's bytes.
    text : str
        Line ends folded to ``\n``, byte-order mark dropped, nothing else touched. All offsets count its code points.
    metadata : mapping of str to str
        What the user says about it (manifest.csv, other columns of a table); wins over what the text says.
    """

    source: str
    path: str
    row: int | None
    format: str
    encoding: str | None
    extractor: str
    sha256: str
    text: str = field(repr=False)
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def view(self) -> Folded:
        """Folded view of the text."""
        return folded_view(self.text, markdown=self.format == "md")
