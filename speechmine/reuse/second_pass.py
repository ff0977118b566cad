"""Pass 2 as a whole: the speeches of a corpus in, the rows and columns of the tables that look across them out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from speechmine.folding import Folded
from speechmine.reuse.clusters import clusters_of
from speechmine.reuse.edges import Cut
from speechmine.reuse.independence import counted_once
from speechmine.reuse.passages import SpeechText, find_passages, sentence_families

__all__ = ["SecondPass", "Span", "second_pass"]

Row = dict[str, Any]
Span = tuple[str, int, int]  # speech_id, start, end


@dataclass(frozen=True)
class SecondPass:
    """What pass 2 found.

    Attributes
    ----------
    passages : sequence of dict
        The rows of the table.
    fills : mapping of str to sequence of dict or None
        For each row of a table the columns marked (corpus), None where unset.
    independent : mapping of str to int
        How many speeches and sentences there are if copies of a speech and families of passages count once.
    """

    passages: Sequence[Row]
    fills: Mapping[str, Sequence[Row | None]]
    independent: Mapping[str, int]


def second_pass(
    speeches: Iterable[Row],
    sentences: Sequence[Span],
    text_of: Callable[[str], str],
    *,
    front_end: Callable[[Folded], int],
    cut: Cut,
) -> SecondPass:
    """Look across the speeches: which are copies, which passages they share, and which sentences those passages cover.

    Parameters
    ----------
    speeches : iterable of dict
        Rows of the table ``speeches``: speech_id, source, start, end and date are read.
    sentences : sequence of (speech_id, start, end)
        In the order of the table ``sentences``.
    text_of : callable
        Gives a source its text.
    front_end : callable
        Says where the front of a speech's folded view ends: title, speaker, date and salutation are no passage.
    cut : callable
        Cuts folded text into words: no passage begins or ends inside one.
    """
    texts = [
        SpeechText(row["speech_id"], row["start"], text_of(row["source"])[row["start"] : row["end"]], row["date"])
        for row in speeches
    ]
    clusters = clusters_of((speech.speech_id, speech.view.text) for speech in texts)
    reuse = find_passages(texts, front_end=front_end, cut=cut)
    columns = [
        {"cluster_id": clusters[key], "originality": reuse.originality[key], "novelty": reuse.novelty[key]}
        for key in (speech.speech_id for speech in texts)
    ]
    families = sentence_families(reuse.passages, sentences)
    counted = counted_once(((speech_id, family) for (speech_id, *_), family in zip(sentences, families, strict=True)), clusters)
    independent = {"speeches": len(set(clusters.values())), "sentences": sum(counted)}
    fills: dict[str, Sequence[Row | None]] = {
        "speeches": columns,
        "sentences": [{"family_id": f} if f else None for f in families],
    }
    return SecondPass(reuse.passages, fills, independent)
