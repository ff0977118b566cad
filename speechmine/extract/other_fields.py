"""Themes of a text that is no speech on safety: the words of each sentence in, its theme out, or none.

The themes are those of speeches on safety work; in texts on another field, in news and in laws, the place of a sentence, its mood
and its neighbours say little of them. So its own words alone decide, they must weigh enough, and what is told in a section on
the situation is the situation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from speechmine.codebooks import load_codebook
from speechmine.records import SegmentedSpeech

__all__ = ["code_by_words", "dangers_in", "is_on_safety"]

Scores = Mapping[str, float]

_ON_SAFETY = 0.12  # share of the sentences that speak of dangers, from which the text is on safety
_LEAST, _LEAD = 4.0, 1.0  # what a theme must weigh, and by how much it must lead
_LEAST_OF = {"T08": 8.0}  # 技术, 制度, 改革 are words of every field
_EDGE = 4  # sentences at either end that may be formalities
_TOLD = 4.0  # what the past tense of a section on the situation weighs
_FORMALITIES, _SITUATION, _SECTORS = "T01", "T02", "T06"
_TELLING = ("situation", "problems")


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


def code_by_words(
    segmented: SegmentedSpeech, own: Sequence[Scores], dangers: Sequence[bool], directive: Collection[int]
) -> tuple[str | None, ...]:
    """Code the sentences of a speech on another field.

    Parameters
    ----------
    segmented : SegmentedSpeech
    own : sequence of mapping of str to float
        What each sentence's own words weigh by code.
    dangers : sequence of bool
        As ``dangers_in`` gives them.
    directive : collection of int
        Indices of the sentences that hold a directive.
    """
    found = []
    for i, (scores, danger) in enumerate(zip(own, dangers, strict=True)):
        weighed = _weighed(segmented, i, scores, demands=i in directive)
        if not danger:
            weighed.pop(_SECTORS, None)
        found.append(_best(weighed))
    return tuple(found)


def _weighed(segmented: SegmentedSpeech, index: int, own: Scores, *, demands: bool) -> dict[str, float]:
    """What a sentence's words weigh, by its place and mood: formalities stand at the edges, and no demand tells."""
    sentence = segmented.sentences[index]
    scores: dict[str, float] = defaultdict(float, own)
    if _EDGE <= index < len(segmented.sentences) - _EDGE:
        scores.pop(_FORMALITIES, None)
    if not demands and not sentence.in_heading:
        role = None if sentence.section is None else segmented.speech.sections[sentence.section].role
        scores[_SITUATION] += _TOLD + sum(own.values()) if role in _TELLING else 0.0
    elif demands:
        scores.pop(_SITUATION, None)
    return scores


def _best(scores: Scores) -> str | None:
    """The theme that weighs enough and leads the next one, or None."""
    enough = [(code, weight) for code, weight in scores.items() if weight >= _LEAST_OF.get(code, _LEAST)]
    ranked = sorted(enough, key=lambda item: (-item[1], item[0]))
    if not ranked:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= _LEAD else None
