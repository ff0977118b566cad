"""Unquoted parallelism: a sentence in, the spans of chains whose members repeat one frame out (严查、严扣、严罚).

The frames are data (``slogan_frames.tsv``). A plain enumeration of nouns repeats no frame, and an ad-hoc pair of clauses
none that is listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from ahocorasick_rs import AhoCorasick

from speechmine.codebooks import packaged_table
from speechmine.extract.slogans.lexicon import cue_words
from speechmine.patterns import any_of

__all__ = ["Frame", "find_parallel", "load_frames"]

_HAN = "\u4e00-\u9fff"
_PASSAGE = re.compile(rf"[{_HAN}、，]+")
_SEPARATOR = re.compile(r"[、，]")
_VARIABLE = re.compile(r"[A-D]+")
_ALIGNED_LENGTH = 4
_SHORT_LENGTH = 3  # 听民意、聚民智、解民忧: verb, shared noun, noun
_EMPTY = "不没了着得的之是在和与及等为级年月日个大小"  # middles that make no frame: 能不能, 县级市, 二月份
_CLAUSE = 4  # characters of a member that can stand as a clause
_PARTICLES = "的了着它们"
_FOLLOWING = "的地之等和与及以原方要理机思格目制体工责措行战活"  # what may stand behind the last member: 的, 等, 原则, 工作 …


@dataclass(frozen=True)
class Frame:
    """A frame that the members of a chain repeat.

    Attributes
    ----------
    name : str
    least : int
        Members it takes to make a formula.
    equal : str
        ``yes`` where all members have one length, ``pair`` where the template is the whole pair, else ``no``.
    templates : tuple of (pattern, shortest, longest, literal, excludes)
        What a member may look like.
    """

    name: str
    least: int
    equal: str
    templates: tuple[Template, ...]

    def fits(self, member: str) -> bool:
        """Tell whether a member is one of this frame."""
        return any(template.fits(member) for template in self.templates)


@dataclass(frozen=True)
class Template:
    """One wording of a frame."""

    pattern: re.Pattern[str]
    shortest: int
    longest: int
    literal: str
    excludes: tuple[str, ...] = field(default=())

    def fits(self, member: str) -> bool:
        """Tell whether a member has this wording."""
        within = self.shortest <= len(member) <= self.longest
        return within and self.pattern.fullmatch(member) is not None and not any(word in member for word in self.excludes)


Span = tuple[int, int]


def find_parallel(text: str) -> list[Span]:
    """Find the chains of a folded sentence without quotations whose members repeat a frame.

    Parameters
    ----------
    text : str
        A sentence; everything but Chinese characters, 、 and ， bounds a chain.

    Returns
    -------
    list of (start, end)
        Sorted; chains that follow each other without a word between are one.

    Examples
    --------
    >>> text = "对超载的渡船要严查、严扣、严罚，各镇、各村要配合。"
    >>> [text[start:end] for start, end in find_parallel(text)]
    ['严查、严扣、严罚']
    """
    spans: list[Span] = []
    for match in _PASSAGE.finditer(text):
        passage, at = match.group(), match.start()
        if "、" in passage or "，" in passage:
            spans += [(at + low, at + high) for low, high in _chains(passage)]
    spans += _principles(text)
    return _merged(sorted(spans))


@cache
def load_frames() -> tuple[Frame, ...]:
    """Load the frames of ``slogan_frames.tsv``, in file order."""
    frames: dict[str, list[dict[str, str]]] = {}
    for _, row in packaged_table("slogan_frames").rows:
        frames.setdefault(row["frame"], []).append(row)
    return tuple(
        Frame(name, int(rows[0]["least"]), rows[0]["equal"], tuple(map(_template, rows))) for name, rows in frames.items()
    )


@cache
def _fixed_words() -> tuple[AhoCorasick, list[list[int]], frozenset[int]]:
    """A matcher of the templates' fixed words with the frames of each, and the frames of templates that have none."""
    words: dict[str, list[int]] = {}
    for index, frame in enumerate(load_frames()):
        for template in frame.templates:
            words.setdefault(template.literal, []).append(index)
    free = frozenset(words.pop("", ()))
    return AhoCorasick(list(words)), list(words.values()), free


def _candidates(text: str) -> list[int]:
    """Indices of the frames that a text holds fixed words of, in file order."""
    matcher, frames, free = _fixed_words()
    return sorted(free.union(*[frames[i] for i, _, _ in matcher.find_matches_as_indexes(text, overlapping=True)]))


def _template(row: dict[str, str]) -> Template:
    literal = max(_VARIABLE.split(row["template"].replace("，", "A")), key=len)
    excludes = tuple(word for word in row["excludes"].split("|") if word)
    return Template(
        re.compile(_expression(row["template"], greedy=row["equal"] == "pair")),
        int(row["shortest"]),
        int(row["longest"]),
        literal,
        excludes,
    )


def _expression(template: str, *, greedy: bool) -> str:
    """Turn a template into a pattern: A is one or more characters, AA two, a letter again the same characters."""
    seen: set[str] = set()
    more = "+" if greedy else "+?"
    parts = []
    for part in re.findall(r"[A-D]+|，|[^A-D，]+", template):
        if part == "，":
            parts.append("[、，]")
        elif part[0] not in "ABCD":
            parts.append(part)
        elif part[0] in seen:
            parts.append(f"(?P={part[0]})")
        else:
            seen.add(part[0])
            parts.append(f"(?P<{part[0]}>[{_HAN}]{f'{{{len(part)}}}' if len(part) > 1 else more})")
    return "".join(parts)


def _chains(text: str) -> Iterator[Span]:
    """Yield the chains of a passage of Chinese characters, 、 and ，."""
    members = _members(text)
    for index in _candidates(text):
        frame = load_frames()[index]
        least = 1 if frame.equal == "pair" else frame.least
        if len(members) < least or sum([text.count(template.literal) for template in frame.templates]) < least:
            continue
        yield from _pairs(text, frame) if frame.equal == "pair" else _runs(text, members, frame)
    if len(members) >= 3:
        yield from _aligned(text, members)


def _members(text: str) -> list[Span]:
    members, at = [], 0
    for member in _SEPARATOR.split(text):
        members.append((at, at + len(member)))
        at += len(member) + 1
    return members


def _runs(text: str, members: list[Span], frame: Frame) -> Iterator[Span]:
    """Yield the runs of members of a frame; the first may stand behind other words, the last before some."""
    lengths = range(frame.templates[0].shortest, frame.templates[0].longest + 1) if frame.equal == "yes" else (None,)
    for length in lengths:
        index = 0
        while index + frame.least <= len(members):
            first = _first(text[slice(*members[index])], frame, length)
            run = [(members[index][1] - first, members[index][1])] if first else []
            while run and index + len(run) < len(members):
                start, end = members[index + len(run)]
                size = _next(text[start:end], frame, length) or _as_long(text[start:end], frame, run)
                run += [(start, start + size)] if size else []
                if not size or size < end - start:
                    break
            if len(run) >= frame.least:
                yield run[0][0], run[-1][1]
            index += max(len(run), 1)


def _first(member: str, frame: Frame, length: int | None) -> int:
    """Length of the end of a member that fits the frame, 0 where none does."""
    if length is not None:
        return length if len(member) >= length and frame.fits(member[-length:]) else 0
    for cut in range(len(member)):
        if (cut == 0 or member[:cut].endswith(cue_words("lead"))) and frame.fits(_led(member[cut:])):
            return len(_led(member[cut:]))
    literal = [
        member.rfind(template.literal) for template in frame.templates if template.pattern.pattern.startswith(template.literal)
    ]
    return next((len(member) - at for at in literal if at > 0 and frame.fits(member[at:])), 0)


def _led(member: str) -> str:
    """Leave out the 即 or 做到 that leads a chain in."""
    lead = next((word for word in cue_words("lead") if member.startswith(word)), "")
    return member[len(lead) :]


def _next(member: str, frame: Frame, length: int | None) -> int:
    """Length of the beginning of a member that fits the frame, 0 where none does."""
    if length is not None:
        return length if len(member) >= length and frame.fits(member[:length]) else 0
    whole = member.rstrip("的")
    if frame.fits(whole):
        return len(whole)
    ends = (member.find(word) for word in cue_words("tail"))
    return next((end for end in ends if end > 0 and frame.fits(member[:end])), 0)


def _as_long(member: str, frame: Frame, run: list[Span]) -> int:
    """Length of the beginning of a last member that is as long as the members before it, if it fits the frame, else 0."""
    lengths = {high - low for low, high in run}
    size = min(lengths)
    return size if len(run) > 1 and len(lengths) == 1 and frame.fits(member[:size]) and len(member) > size else 0


def _principles(text: str) -> Iterator[Span]:
    """Yield the chains that are called a principle (按照镇村指导、船主推进的原则): members of like length, no offices."""
    for match in _principle().finditer(text) if "、" in text else ():
        members = match["chain"].split("、")
        lengths = [len(member) for member in members]
        enough = min(lengths) >= _CLAUSE or (min(lengths) >= 3 and len(members) >= 3)
        alike = max(lengths) - min(lengths) <= 1
        if enough and alike and not any(member.endswith(cue_words("principle_no_member")) for member in members):
            yield match.span("chain")


@cache
def _principle() -> re.Pattern[str]:
    lead, tail = (any_of(cue_words(code)) for code in ("principle_lead", "principle_tail"))
    return re.compile(rf"{lead}(?P<chain>[{_HAN}]{{2,9}}(?:、[{_HAN}]{{2,9}})+)的{tail}")


def _pairs(text: str, frame: Frame) -> Iterator[Span]:
    """Yield the pairs that fit a pair's template and whose varying ends have one length."""
    for template in frame.templates:
        for match in template.pattern.finditer(text):
            comma = _SEPARATOR.search(text, match.start(), match.end())
            if comma is None or any(word in match.group() for word in template.excludes):
                continue
            variables = [match.span(name) for name in match.groupdict()]
            ends = max(span for span in variables if span[1] <= comma.start()), max(variables)
            fits = template.shortest <= match.end() - comma.end() <= template.longest
            if fits and ends[0][1] - ends[0][0] == ends[1][1] - ends[1][0]:
                yield match.span()


def _aligned(text: str, members: list[Span]) -> Iterator[Span]:
    """Yield three or more members of four characters that share some in place, more than a common head or tail.

    守船有责、守船负责、守船尽责 share 守船 and 责; 交通安全、消防安全、生产安全 only their head noun.
    """
    yield from _short_aligned(text, members)
    index = 0
    while index + 3 <= len(members):
        run = _aligned_run(text, members, index)
        if len(run) >= 3:
            yield run[0][0], run[-1][1]
        index += max(len(run) - 1, 1)


def _short_aligned(text: str, members: list[Span]) -> Iterator[Span]:
    """Yield three or more members of three characters that share the middle one alone (听民意、聚民智、解民忧)."""
    run: list[Span] = []
    for start, end in [*members, (len(text), len(text))]:
        if run and _shares_the_middle(text, run, (start, end)):
            run.append((start, end))
            continue
        if len(run) >= 3:
            yield run[0][0], run[-1][1]
        begins = end - start >= _SHORT_LENGTH and text[end - _SHORT_LENGTH] not in _PARTICLES
        run = [(end - _SHORT_LENGTH, end)] if begins else []


def _shares_the_middle(text: str, run: list[Span], member: Span) -> bool:
    """Whether a member of three characters has the middle of a run's members, and neither beginning nor end of one."""
    start, end = member
    if end - start != _SHORT_LENGTH or text[start + 1] != text[run[0][0] + 1] or text[start + 1] in _EMPTY:
        return False
    return all(text[start] != text[low] and text[start + 2] != text[low + 2] for low, _ in run)


def _aligned_run(text: str, members: list[Span], index: int) -> list[Span]:
    """Return the longest run from a member on; it may stand behind other words, the last one before some."""
    start, end = members[index]
    run = [(end - _ALIGNED_LENGTH, end)] if end - start >= _ALIGNED_LENGTH else []
    first, fixed = text[end - _ALIGNED_LENGTH : end], set(range(_ALIGNED_LENGTH))
    for at in range(index + 1, len(members) if run else 0):
        low, high = members[at]
        still = {k for k in fixed if text[low + k : low + k + 1] == first[k]}
        if high - low < _ALIGNED_LENGTH or not _repeats_frame(still) or any(first[k] in _PARTICLES for k in still):
            break
        if high - low > _ALIGNED_LENGTH and text[low + _ALIGNED_LENGTH] not in _FOLLOWING:
            break  # cut out of longer words (方能不负时代)
        fixed = still
        run.append((low, low + _ALIGNED_LENGTH))
        if high - low > _ALIGNED_LENGTH:
            break
    return run


def _repeats_frame(fixed: set[int]) -> bool:
    """Whether two or three places are equal, and not a common beginning or a common end alone (安全…, …安全)."""
    return len(fixed) in (2, 3) and fixed not in ({0, 1}, {0, 1, 2}, {2, 3}, {1, 2, 3})


def _merged(spans: list[Span]) -> list[Span]:
    """Join chains that overlap or that only 、 or ， parts."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
