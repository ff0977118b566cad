"""Quoted formulas: a sentence in, its quotations out, and whether each is a formula, a name or just speech."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from speechmine.extract.slogans.lexicon import cue_words
from speechmine.patterns import any_of

__all__ = ["Quotation", "find_quotations", "is_channel", "is_formula", "is_name", "is_rejected"]

_QUOTED = re.compile(r"“([^“”\n]+)”|‘([^‘’\n]+)’")
_HAN_CHAIN = re.compile(r"[\u4e00-\u9fff]+(?:[、，；][\u4e00-\u9fff]+)*")
_LIST_MARK = re.compile(r"[、，；]")
_TRAILING = "，。；！、？：,."
_SHORTEST, _LONGEST = 4, 16  # characters of a formula of one member
_MEMBER_SHORTEST, _MEMBER_LONGEST, _SPREAD = 2, 14, 5  # characters of a chain's member; difference between its members
_NOUNS = frozenset({"n", "nr", "ns", "nt", "nz", "nrt", "j", "b", "a", "k", "ng", "s", "t", "q", "u", "uj", "x", "eng", "m", "f"})
_SET_PHRASE = re.compile(r"一[\u4e00-\u9fff]{1,2}一[\u4e00-\u9fff]{1,2}|(?:第一道|最[初后]一)[\u4e00-\u9fff]{1,4}")  # 一船一档
_NOUN_PHRASE = re.compile(r"\A[^是]{6,}的[\u4e00-\u9fff]{3,}\Z")  # 提高职工技能水平的保障办法: the head of a long modifier
_IDIOM = "i"


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks: half-open span without them and without a closing mark of its own."""

    start: int
    end: int


def find_quotations(text: str) -> list[Quotation]:
    """Return the innermost quotations of a folded sentence, in order.

    Examples
    --------
    >>> text = "坚持“谁派船、谁担责。”的规矩"
    >>> [text[quotation.start:quotation.end] for quotation in find_quotations(text)]
    ['谁派船、谁担责']
    """
    found = []
    for match in _QUOTED.finditer(text):
        start, end = match.span(match.lastindex or 1)
        end = start + len(text[start:end].rstrip(_TRAILING))
        if start < end:
            found.append(Quotation(start, end))
    return found


def is_formula(text: str, quotation: Quotation, *, tags: Sequence[str]) -> bool:
    """Tell whether a quotation is a formula by its form: a chain of members alike, or a clause of more than one noun.

    Parameters
    ----------
    text : str
        The folded sentence.
    quotation : Quotation
    tags : sequence of str
        Parts of speech of the quotation's words (jieba's tag set).

    Returns
    -------
    bool
        False for single nouns, noun phrases (“黑气瓶”), names of campaigns and channels, idioms and what somebody says.
    """
    wording = text[quotation.start : quotation.end]
    if not _HAN_CHAIN.fullmatch(wording) or _is_said(text, quotation, wording) or _is_defined(text, quotation):
        return False
    members = _LIST_MARK.split(wording)
    return _is_chain(members, tags) if len(members) > 1 else _is_clause(wording, tags) and not is_name(text, quotation)


def _is_said(text: str, quotation: Quotation, wording: str) -> bool:
    """Whether it is speech: brought in by a verb of saying, or in a speaker's own words."""
    before = text[: quotation.start - 1]
    if before.endswith("：") and before[:-1].endswith(cue_words("say_colon")):
        return True
    before = before.rstrip("：，")
    demands = wording.startswith(cue_words("spoken_demand"))
    return demands or before.endswith(cue_words("say")) or any(word in wording for word in cue_words("spoken"))


def _is_defined(text: str, quotation: Quotation) -> bool:
    """Whether it is the name of what a rule describes, or of a part of a text (“…”重大事故隐患，是指…; “…”一章)."""
    return text.startswith(cue_words("defined"), quotation.end + 1)


def is_name(text: str, quotation: Quotation) -> bool:
    """Tell whether a quotation is a name: by what it ends in (“…执法年”) or by the words round it."""
    wording = text[quotation.start : quotation.end]
    if text[: quotation.start - 1].endswith(cue_words("named")) or wording.startswith(cue_words("named")):
        return True
    return wording.endswith(cue_words("name_end")) or is_channel(text, quotation)


def is_channel(text: str, quotation: Quotation) -> bool:
    """Tell whether what follows makes a quotation the name of a channel, a vessel or an accident (“…”微信公众号)."""
    return text.startswith(cue_words("medium"), quotation.end + 1) or _listed().match(text, quotation.end + 1) is not None


def is_rejected(text: str, start: int, end: int) -> bool:
    """Tell whether the words round a formula reject it.

    Where it is not quoted, being criticised suffices (存在…的现象); a quoted one must be denounced (所谓“…”).

    Examples
    --------
    >>> text = "坚决纠正有渡不守、有船不查的现象。"
    >>> is_rejected(text, 4, 13)
    True
    """
    quoted = text[:start].endswith(("“", "‘"))
    codes = ("denounce",) if quoted else ("denounce", "reject")
    before, behind = text[:start].rstrip("“‘"), text[end:].lstrip("”’")
    return before.endswith(cue_words(*(f"{code}_before" for code in codes))) or behind.startswith(
        cue_words(*(f"{code}_behind" for code in codes))
    )


@cache
def _listed() -> re.Pattern[str]:
    """Match the further names of a list of campaigns (“…”“…”等活动)."""
    return re.compile(rf"(?:[、和]?“[^“”]*”)*{any_of(cue_words('listed_name'))}")


def _is_chain(members: list[str], tags: Sequence[str]) -> bool:
    """Whether the members are alike in length, and more than a list of nouns of any length."""
    lengths = [len(member) for member in members]
    if (
        (len(members) == 2 and min(lengths) < _MEMBER_SHORTEST)
        or max(lengths) > _MEMBER_LONGEST
        or max(lengths) - min(lengths) > _SPREAD
    ):
        return False
    shared = set(members[0]).intersection(*members[1:])
    return bool(shared) or min(lengths) == max(lengths) or not _NOUNS.issuperset(tags)


def _is_clause(wording: str, tags: Sequence[str]) -> bool:
    """Whether it is a clause: of some length, neither nouns alone nor one idiom."""
    if _SET_PHRASE.fullmatch(wording):
        return True
    if _NOUN_PHRASE.search(wording):
        return False
    return _SHORTEST <= len(wording) <= _LONGEST and not _NOUNS.issuperset(tags) and list(tags) != [_IDIOM]
