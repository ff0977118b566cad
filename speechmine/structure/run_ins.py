"""Run-in headings: folded text in, the topics and items that govern what follows them inside a paragraph out.

Topics are short noun phrases (水上交通方面。 在道路运输领域：), items are counted words (一是 一要 第一， 首先，). Both open a
section only in company or where a mark closes them, and never inside a single sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cache, lru_cache
from itertools import pairwise

from speechmine.patterns import any_of
from speechmine.structure.enumerators import ITEM_RANK, Enumerator
from speechmine.structure.headings import Heading, TextMarks
from speechmine.structure.vocabulary import alternation, words_of

__all__ = ["find_items", "find_topics", "find_turns"]

_TOPIC_RANK, _ADVERB_RANK = ITEM_RANK + 1, ITEM_RANK + 4  # ordinals stand above topics, other items below them
_SENTENCE_START = re.compile(r"(?:\A|(?<=[\n。！？；]))[”’）]*[ \t]*")
_SHORT_PHRASE = 25
_WORDS = r"[^\s，。；：！？“”（）]"


def find_topics(marks: TextMarks, headings: list[Heading]) -> list[Heading]:
    """Find topics at a sentence's start: 水上交通方面。 or 在水上交通领域：, and 水上交通方面， beside one of those.

    Parameters
    ----------
    marks : TextMarks
        The folded text.
    headings : list of Heading
        The numbered headings: a topic behind a comma counts only beside another topic under the same heading.
    """
    starts = [heading.start for heading in headings]
    found: list[tuple[int, Heading]] = []
    for start in _sentence_starts(marks):
        match = _topic().match(marks.text, start)
        if match and not _not_topic().search(match["words"]):
            end, close = match.end("tail"), match.end()
            place = "line" if marks.opens_line(start) else "sentence"
            heading = Heading(start, start, end, close, "run_in", "topic", _TOPIC_RANK, 0, place)
            found.append((bisect_left(starts, start), heading))
    company = Counter(section for section, _ in found)
    return [h for section, h in found if marks.text[h.close - 1] != "，" or company[section] > 1]


def find_items(marks: TextMarks, enumerators: list[Enumerator], headings: list[Heading]) -> list[Heading]:
    """Find the counted items 一是 一要 第一， 首先，: rows of two or more under one heading, over more than one sentence.

    Their heading is what stands up to the next mark if that is a short phrase closed by 。 or ：, else nothing.
    """
    items = [e for e in enumerators if e.rank >= ITEM_RANK and e.place != "glued"]
    items += _adverbs(marks)
    starts = [heading.start for heading in headings]
    rows: dict[tuple[int, str], list[Enumerator]] = {}
    for item in sorted(items, key=lambda e: e.start):
        if not marks.encloses(item.start):
            kind = marks.text[item.end - 1] if item.family == "item" else ""
            rows.setdefault((bisect_left(starts, item.start), item.family + kind), []).append(item)
    kept = [item for row in rows.values() for item in _in_company(marks, row)]
    return sorted((_item_heading(marks, item) for item in kept), key=lambda heading: heading.start)


def find_turns(marks: TextMarks) -> list[int]:
    """Offsets of the sentences that turn away from the topic before them: 此外， 其他行业领域 总之 同志们."""
    return [start for start in _sentence_starts(marks) if _turn().match(marks.text, start)]


@lru_cache(maxsize=2)
def _sentence_starts(marks: TextMarks) -> list[int]:
    return marks.not_enclosed(match.end() for match in _SENTENCE_START.finditer(marks.text))


def _in_company(marks: TextMarks, row: list[Enumerator]) -> list[Enumerator]:
    """Keep the items that the next number follows or the number before it precedes, a sentence's end between them."""
    kept: dict[int, Enumerator] = {}
    for item, following in pairwise(row):
        counts_on = item.number < following.number <= item.number + 2 or following.number == 9 > item.number
        if counts_on and (marks.stops_between(item.end, following.start) or marks.text[following.start - 1] == "；"):
            kept[item.start], kept[following.start] = item, following
    return list(kept.values())


def _item_heading(marks: TextMarks, item: Enumerator) -> Heading:
    end = marks.next_close(item.end)
    closed = (
        end < len(marks.text)
        and marks.text[end] in "。：\n"
        and end - item.end <= _SHORT_PHRASE
        and "，" not in marks.text[item.end : end]
    )
    heading_end = end if closed else item.end
    close = min(end + 1, len(marks.text)) if closed and marks.text[end] != "\n" else heading_end
    rank = (
        _ADVERB_RANK
        if item.family == "adverb"
        else item.rank + (item.family == "item") * (1 + (marks.text[item.end - 1] == "要"))
    )
    family = item.family + (marks.text[item.end - 1] if item.family == "item" else "")
    return Heading(item.start, item.end, heading_end, close, "run_in", family, rank, item.number, item.place)


def _adverbs(marks: TextMarks) -> list[Enumerator]:
    found = []
    for start in _sentence_starts(marks):
        match = _adverb().match(marks.text, start)
        if match:
            place = "line" if marks.opens_line(start) else "sentence"
            found.append(Enumerator(start, match.end(), "adverb", _ADVERB_RANK, _adverb_numbers()[match["word"]], place))
    return found


@cache
def _adverb_numbers() -> dict[str, int]:
    from speechmine.codebooks import load_codebook

    return {term.term: int(term.extras["number"]) for term in load_codebook("headings").terms if term.code == "ordinal"}


@cache
def _adverb() -> re.Pattern[str]:
    return re.compile(f"(?P<word>{alternation('headings', 'ordinal')})[，、]?")


@cache
def _topic() -> re.Pattern[str]:
    tails = alternation("headings", "topic")
    return re.compile(
        rf"(?P<lead>在|关于|对于)?(?P<words>{_WORDS}{{2,14}}?)(?P<tail>{tails}|(?:行业|系统)(?={tails}))(?:[。：，]|(?=\n)|\Z)"
    )


@cache
def _not_topic() -> re.Pattern[str]:
    words = [word for word in words_of("headings", "not_topic") if len(word) == 1]
    # whole expressions reach over the tail (一方面), single characters stand anywhere in the words before it
    return re.compile("[" + "".join(words) + "]|" + alternation("headings", "not_topic") + "|" + _before_tails() + r"\Z")


def _before_tails() -> str:
    """Return what is left of 一方面, 各方面 … before the tail 方面."""
    tails = words_of("headings", "topic")
    heads = {
        word[: -len(tail)] for word in words_of("headings", "not_topic") for tail in tails if word.endswith(tail) and word != tail
    }
    return any_of(head for head in heads if head)


@cache
def _turn() -> re.Pattern[str]:
    return re.compile(alternation("headings", "turn"))
