"""What was read, in words: what a corpus lacks, and which of its speeches the rules hardly know, in; a line for each out."""

from __future__ import annotations

from collections.abc import Mapping

from speechmine.count.reading import Reading
from speechmine.report.messages import language, tell

__all__ = ["told_lacking", "told_strange"]


def told_lacking(lacking: Mapping[str, int], n_speeches: int) -> str:
    """Say how many speeches lack which metadata, and what to do.

    Examples
    --------
    >>> told_lacking({"year": 0, "date": 0, "level": 0, "title": 0}, 3)
    '3 speeches, each with year, date, level and title'
    >>> told_lacking({"year": 2, "date": 3, "level": 0, "title": 0}, 3).partition(";")[0]
    '3 speeches: 2 without year, 3 without date'
    """
    missing = [tell(f"{{n}} without {name}", n=n) for name, n in lacking.items() if n]
    if not missing:
        return tell("{n} speeches, each with year, date, level and title", n=n_speeches)
    return tell(
        "{n} speeches: {missing}; draft what is missing by 'speechmine manifest PATH -o manifest.csv', fill it in, give it by "
        "--manifest",
        n=n_speeches,
        missing=("、" if language() == "zh" else ", ").join(missing),
    )


def told_strange(read: Reading) -> str:
    """Say which speeches are hardly of a genre that the rules know; empty where none is."""
    if not read.strange:
        return ""
    return tell(
        "{n} of {all} speeches, such as {one}, are hardly of a genre that the rules know: of their {sentences} "
        "sentences {themed} have a theme, and {directives} directives stand in them.",
        n=len(read.strange),
        all=read.speeches,
        one=read.strange[0],
        sentences=read.sentences,
        themed=read.themed,
        directives=read.directives,
    )
