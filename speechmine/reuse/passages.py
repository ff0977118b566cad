"""Find the passages that speeches share: texts in, one row a place by family out, and each speech's share of its own words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np

from speechmine.errors import OptionError
from speechmine.folding import Folded
from speechmine.records.speech import speech_view
from speechmine.reuse.alignment import Alignments, align
from speechmine.reuse.components import components
from speechmine.reuse.edges import Cut, whole_words
from speechmine.reuse.letters import Letters, letters_of
from speechmine.reuse.originality import Shares, date_range, shares_of
from speechmine.reuse.seeds import shared_runs

__all__ = ["Reuse", "SpeechText", "find_passages", "sentence_families"]

Ints = np.ndarray

_SAME_PLACE = 0.6  # spans of one speech are one place where they share this much of the longer


@dataclass(frozen=True)
class SpeechText:
    """A speech as the search for passages reads it.

    Attributes
    ----------
    speech_id : str
        ``source@offset``.
    start : int
        Offset of `text` in its source.
    text : str
        The speech, as it stands in the source.
    date : str or None
        ISO 8601: a day, a month or a year.
    """

    speech_id: str
    start: int
    text: str
    date: str | None = None

    @property
    def source(self) -> str:
        """The source that the offsets count in."""
        return self.speech_id.rpartition("@")[0] or self.speech_id

    @cached_property
    def view(self) -> Folded:
        """Folded view of the text."""
        return speech_view(self.source, self.text)


@dataclass(frozen=True)
class Reuse:
    """What speeches share.

    Attributes
    ----------
    passages : list of dict
        Rows of the table ``passages``, sorted by family_id, speech_id and start.
    originality : dict of str to float
        By speech_id: share of the speech's letters that stand in no other speech, 1 = all its own.
    novelty : dict of str to float or None
        By speech_id: share that stands in no earlier-dated one; None where undated.
    """

    passages: list[dict[str, Any]]
    originality: dict[str, float]
    novelty: dict[str, float | None]


@dataclass(frozen=True)
class _Places:
    """Spans of letters by place: one row a place, sorted."""

    start: Ints
    end: Ints
    family: Ints
    similarity: np.ndarray


def find_passages(
    speeches: Iterable[SpeechText],
    *,
    min_length: int = 15,
    similarity: float = 0.8,
    front_end: Callable[[Folded], int] | None = None,
    cut: Cut | None = None,
) -> Reuse:
    """Find the passages that two or more speeches share, and group them into families.

    Speeches are compared letter by letter: width, script, punctuation, white space and wrapped lines do not count, nor does
    which digits or masks (×) make up a figure when places are sought; when `similarity` is measured, it does. A place is
    aligned with its like in other speeches over changed names and small insertions; places linked by alignments are a family.

    Parameters
    ----------
    speeches : iterable of SpeechText
        In any order: it changes nothing.
    min_length : int
        Least length of a place in characters of the folded text.
    similarity : float
        Least share of equal letters in the longer of two aligned places; 0.8 to 1, where 1 is verbatim. What a higher value
        gives lies within what a lower one gives.
    front_end : callable, optional
        Says where the front of a view ends (title, speaker, date, salutation), which is no passage; without it all is compared.

    cut : callable, optional
        Cuts folded text into words, of which a place then holds none in part; without it one may begin and end in a word.

    Returns
    -------
    Reuse
        The rows carry ``family_id`` (source and offsets of the family's first place: the earliest dated, else the least
        speech_id and offset), ``speech_id``, ``source``, ``start``, ``end``, ``text`` (offsets of the source), ``similarity``
        (of the place's best alignment) and ``first`` (True for the one place that gives the family its id).

    Raises
    ------
    OptionError
        If a parameter is out of its range or a speech_id comes twice.

    Notes
    -----
    Seeds are n-grams of five letters and grow in number with the text, never with its square; see `seeds` and `alignment`.
    Not handled: paraphrase, and passages whose every five letters were changed. A speech may quote itself without loss of
    originality: only other speeches count. Memory while it runs is 75 to 190 bytes a character,
    the more of the text is shared.

    Examples
    --------
    >>> old = SpeechText("甲.txt@0", 0, "各村要在汛期前把危房险房逐户排查一遍。", "2019-05-06")
    >>> new = SpeechText("乙.txt@0", 0, "会后，各村要在汛期前把危房、险房逐户排查一遍！", "2021-04-30")
    >>> reuse = find_passages([new, old])
    >>> [(row["family_id"], row["speech_id"], row["start"], row["first"]) for row in reuse.passages]
    [('甲.txt@0:18', '乙.txt@0', 3, False), ('甲.txt@0:18', '甲.txt@0', 0, True)]
    >>> reuse.passages[0]["text"]
    '各村要在汛期前把危房、险房逐户排查一遍'
    >>> reuse.novelty["乙.txt@0"]
    0.1
    """
    _check(min_length, similarity)
    speeches = sorted(speeches, key=lambda speech: (date_range(speech.date)[0], speech.speech_id))
    _check_ids([speech.speech_id for speech in speeches])
    if not speeches:
        return Reuse([], {}, {})
    views = [speech.view for speech in speeches]
    letters = letters_of(views, [front_end(view) for view in views] if front_end else None)
    found = align(letters, shared_runs(letters))
    found = found.where(found.as_long_as(min_length, letters) & (found.similarity >= similarity))
    shares = shares_of(letters, found, [speech.date for speech in speeches])
    rows = _rows(speeches, _spans(letters, _places(letters, found), views, cut=cut, least=min_length))
    return Reuse(rows, *_by_id(speeches, shares))


def sentence_families(passages: Iterable[dict[str, Any]], sentences: Iterable[tuple[str, int, int]]) -> list[str | None]:
    """Say which family each sentence belongs to.

    Parameters
    ----------
    passages : iterable of dict
        Rows as `find_passages` gives them.
    sentences : iterable of (speech_id, start, end)

    Returns
    -------
    list of str or None
        For each sentence the family whose places cover most of it, if that is more than half of its characters; among
        equals the one with the shortest place, then the least id. None where no family covers so much.

    Examples
    --------
    >>> rows = [{"family_id": "甲.txt@0:18", "speech_id": "乙.txt@0", "start": 3, "end": 23}]
    >>> sentence_families(rows, [("乙.txt@0", 0, 3), ("乙.txt@0", 3, 24)])
    [None, '甲.txt@0:18']
    """
    by_speech: dict[str, list[tuple[int, int, str]]] = {}
    for row in passages:
        by_speech.setdefault(row["speech_id"], []).append((row["start"], row["end"], row["family_id"]))
    spans = {speech: _Intervals(sorted(some)) for speech, some in by_speech.items()}
    return [spans[speech].family(start, end) if speech in spans else None for speech, start, end in sentences]


class _Intervals:
    """The places of one speech, ready to be asked which family covers a span."""

    def __init__(self, places: list[tuple[int, int, str]]) -> None:
        self.places = places
        self.starts = [place[0] for place in places]
        self.reach = list(accumulate((place[1] for place in places), max))

    def family(self, start: int, end: int) -> str | None:
        """Return the family that covers most of the span, None if no more than half."""
        low, high = bisect_right(self.reach, start), bisect_left(self.starts, end)
        covered: dict[str, tuple[int, int]] = {}
        for at, until, family in self.places[low:high]:
            shared, least = covered.get(family, (0, until - at))
            covered[family] = (shared + max(min(until, end) - max(at, start), 0), min(least, until - at))
        ranked = sorted((-shared, least, family) for family, (shared, least) in covered.items() if 2 * shared > end - start)
        return ranked[0][2] if ranked else None


def _check(min_length: int, similarity: float) -> None:
    if min_length < 10:
        raise OptionError(f"min_length is {min_length}; take 10 characters or more: what is shorter is no passage")
    if not 0.8 <= similarity <= 1:
        raise OptionError(f"similarity is {similarity}; take a value from 0.8 to 1, where 1 is verbatim")


def _check_ids(ids: Sequence[str]) -> None:
    twice = [one for one, other in zip(sorted(ids), sorted(ids)[1:], strict=False) if one == other]
    if twice:
        raise OptionError(f"speech_id {twice[0]!r} comes twice; give each speech an id of its own")


def _by_id(speeches: Sequence[SpeechText], shares: Shares) -> tuple[dict[str, float], dict[str, float | None]]:
    ids = sorted((speech.speech_id, number) for number, speech in enumerate(speeches))
    return {i: shares.originality[n] for i, n in ids}, {i: shares.novelty[n] for i, n in ids}


# -- places and families


def _places(letters: Letters, found: Alignments) -> _Places:
    """Gather the sides of all alignments into places and families."""
    starts, ends = np.concatenate((found.a, found.b)), np.concatenate((found.a_end, found.b_end))
    spans, node = np.unique(np.stack((starts, ends)), axis=1, return_inverse=True)
    node = node.reshape(-1)
    place = components(*_overlapping(*spans), size=spans.shape[1])
    start, end = _hull(spans[0], spans[1], place)
    a, b = np.split(place[node], 2)
    family = components(a, b, size=start.size)
    similarity = np.zeros(start.size)
    np.maximum.at(similarity, np.concatenate((a, b)), np.tile(found.similarity, 2))
    return _merged(letters, _Places(start, end, family, similarity))


def _overlapping(start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Pairs of spans, sorted by start, that share most of the longer."""
    one, two = [], []
    at = np.arange(start.size)
    lag = 0
    while at.size:
        lag += 1
        at = at[at < start.size - lag]
        at = at[start[at + lag] < end[at]]
        shared = np.minimum(end[at], end[at + lag]) - start[at + lag]
        same = shared >= _SAME_PLACE * np.maximum(end[at] - start[at], end[at + lag] - start[at + lag])
        one.append(at[same])
        two.append(at[same] + lag)
    return (np.concatenate(one), np.concatenate(two)) if one else (at, at)


def _hull(start: Ints, end: Ints, group: Ints) -> tuple[Ints, Ints]:
    size = int(group.max(initial=-1)) + 1
    low, high = np.full(size, np.iinfo(np.int64).max), np.zeros(size, dtype=np.int64)
    np.minimum.at(low, group, start)
    np.maximum.at(high, group, end)
    return low, high


def _merged(letters: Letters, places: _Places) -> _Places:
    """Make one of the places of a family that overlap."""
    order = np.lexsort((places.end, places.start, places.family))
    start, end, family = places.start[order], places.end[order], places.family[order]
    reach = np.maximum.accumulate(end + family * letters.keys.size) - family * letters.keys.size
    apart = np.append(True, (family[1:] != family[:-1]) | (start[1:] >= reach[:-1]))[: start.size]
    if not start.size:
        return places
    heads = np.flatnonzero(apart)
    best = np.maximum.reduceat(places.similarity[order], heads)
    return _Places(start[heads], np.maximum.reduceat(end, heads), family[heads], best)


# -- rows


class _Span(NamedTuple):
    """A place in the source: number of the speech, offsets from its start, family, similarity."""

    owner: int
    start: int
    end: int
    family: int
    similarity: float


def _spans(letters: Letters, places: _Places, views: Sequence[Folded], *, cut: Cut | None, least: int) -> Iterator[_Span]:
    """The places in the sources, between words; letters stand in the order of dates and ids, and so do the places of a family."""
    owners = letters.speech[places.start].tolist()
    at, until = letters.at[places.start].tolist(), letters.until[places.end - 1].tolist()
    for owner, start, end, family, similarity in zip(owners, at, until, places.family, places.similarity, strict=True):
        view = views[owner]
        edges = whole_words(view.text, start, end, cut=cut, least=least) if cut else (start, end)
        first, behind = view.span(*edges)
        yield _Span(owner, first, behind, int(family), float(similarity))


def _rows(speeches: Sequence[SpeechText], spans: Iterable[_Span]) -> list[dict[str, Any]]:
    """One row a place; a family's first place gives it its name."""
    rows = []
    names: dict[int, str] = {}
    for span in spans:
        speech = speeches[span.owner]
        start, end = speech.start + span.start, speech.start + span.end
        first = span.family not in names
        name = names.setdefault(span.family, f"{speech.source}@{start}:{end}")
        ids = {"family_id": name, "speech_id": speech.speech_id, "source": speech.source, "start": start, "end": end}
        text = speech.text[span.start : span.end]
        rows.append({**ids, "text": text, "similarity": round(span.similarity, 4), "first": first})
    return sorted(rows, key=lambda row: (row["family_id"], row["speech_id"], row["start"]))
