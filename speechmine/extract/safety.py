"""Whether a text is on safety: its sentences in, which of them speak of dangers, and whether enough of them do, out."""

from __future__ import annotations

from collections.abc import Sequence

from speechmine.codebooks import load_codebook
from speechmine.records import SegmentedSpeech

__all__ = ["dangers_in", "is_on_safety"]

_ON_SAFETY = 0.12  # share of the sentences that speak of dangers, from which the text is on safety


def dangers_in(segmented: SegmentedSpeech) -> list[bool]:
    """Say of each sentence whether it speaks of a danger."""
    spans = [(s.start, s.end) for s in segmented.sentences]
    return [bool(found) for found in load_codebook("theme_fields").find_in(segmented.view.text, spans)]


def is_on_safety(dangers: Sequence[bool]) -> bool:
    """Tell whether a speech is on safety: whether enough of its sentences speak of dangers.

    Examples
    --------
    >>> from speechmine.records import Speech
    >>> from speechmine.segment.speech import segment_speech
    >>> texts = "要排查隐患。要值好班。", "要办好学校。要招好学生。"
    >>> [is_on_safety(dangers_in(segment_speech(Speech("a.txt", 0, len(text), text)))) for text in texts]
    [True, False]
    """
    return sum(dangers) >= _ON_SAFETY * len(dangers)
