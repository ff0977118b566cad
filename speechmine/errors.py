"""The exceptions of speechmine: each a ``ValueError`` whose one line names the thing, what is wrong and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = ["CodebookError", "InputError", "OptionError", "WorkerError", "did_you_mean"]


class InputError(ValueError):
    """An input that cannot be read, or only partly; becomes a row of the table ``errors``.

    Parameters
    ----------
    source : str
        The input as the user knows it: a path, with ``#row`` for a row of a table.
    error : str
        What is wrong, in a few stable words (``empty file``, ``undecodable``).
    detail : str
        What was found and what to do about it.
    stage : str
        The stage that gave up: ``read``, ``structure``, ``segment`` or ``extract``.

    Examples
    --------
    >>> str(InputError("讲话.txt", "empty file", "it holds nothing; remove it or fill it in"))
    '讲话.txt: empty file: it holds nothing; remove it or fill it in'
    """

    def __init__(self, source: str, error: str, detail: str, stage: str = "read") -> None:
        source, detail = (text.encode("utf-8", "backslashreplace").decode() for text in (source, detail))  # halves of characters
        super().__init__(source, error, detail, stage)  # all of them, so that the exception survives a process border
        self.source, self.error, self.detail, self.stage = source, error, detail, stage

    def __str__(self) -> str:
        return f"{self.source}: {self.error}: {self.detail}"


class CodebookError(ValueError):
    """A codebook that does not keep to its format; the message names the file, the line and the remedy.

    Examples
    --------
    >>> from speechmine.codebooks import load_codebook
    >>> try:
    ...     load_codebook("sectors", "no_such.tsv")
    ... except CodebookError as error:
    ...     str(error)
    "codebook 'sectors': cannot read no_such.tsv: No such file or directory; give a readable .tsv file"
    """


class OptionError(ValueError):
    """A parameter or an option with a value that is not allowed; the message lists those that are.

    Examples
    --------
    >>> from speechmine.codebooks import check_names
    >>> try:
    ...     check_names(["sector"])
    ... except OptionError as error:
    ...     str(error)
    "codebook 'sector' is not known; take one of sectors, slogans, themes, directives"
    """


class WorkerError(OptionError):
    """A process or a machine that mined a part of the texts is gone; what the others finished is kept."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return what a message adds where a name that is known is near.

    Examples
    --------
    >>> did_you_mean("sector", ["sectors", "themes"])
    "; did you mean 'sectors'?"
    """
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""
