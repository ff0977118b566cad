"""All that pass 1 finds in one speech, as it travels from the extractors to the rows of the tables."""

from __future__ import annotations

from dataclasses import dataclass

from speechmine.records.annotations import Directive, Fact, SectorSpan, Slogan
from speechmine.records.segmented import SegmentedSpeech

__all__ = ["Annotations"]


@dataclass(frozen=True)
class Annotations:
    """All that pass 1 finds in one speech.

    Attributes
    ----------
    themes : tuple of str or None
        Theme of each sentence.
    """

    segmented: SegmentedSpeech
    sectors: tuple[SectorSpan, ...] = ()
    slogans: tuple[Slogan, ...] = ()
    facts: tuple[Fact, ...] = ()
    themes: tuple[str | None, ...] = ()
    directives: tuple[Directive, ...] = ()
