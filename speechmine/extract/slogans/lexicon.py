"""The lexicon of slogans, ready to match: a codebook in, wordings found and their canonical wording out.

In a lexicon 、 and ， between members are equal, and spaces count for nothing; both are settled here, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from speechmine.codebooks import Codebook, load_codebook

__all__ = ["SloganLexicon", "compile_lexicon", "cue_words", "packaged_lexicon"]

_SEPARATORS = re.compile(r"[、，；\s]+")
_LED = re.compile(r"\A(?:坚持|贯彻|落实|实行|实施|推动|推进|深化|做到|实现|牢固树立|践行|秉持)(?=.{4})")
_RUN_OF_YEARS = re.compile(r"\A(?:粮食(?:产量|生产)?)?[二三四五六七八九十]+(?=连[增丰快冠降升])")  # 八连增, 粮食十二连增
_MEMBER_LIMIT = 12  # characters: longer members are clauses, and keep their comma


@dataclass(frozen=True)
class SloganLexicon:
    """A codebook of slogans with its 、 and ， made equal.

    Attributes
    ----------
    codebook : Codebook
        The codebook with ， written as 、.
    wordings : mapping of str to str
        Code of each wording, keyed without separators.
    members : mapping of frozenset of str to str
        Code of each chain, keyed by its members whatever their order.
    """

    codebook: Codebook
    wordings: Mapping[str, str]
    members: Mapping[frozenset[str], str]

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Return (start, end, code) of each wording in a sentence, longest first, without overlap."""
        return [(match.start, match.end, match.term.code) for match in self.codebook.find(text.replace("，", "、"))]

    def find_in(self, text: str, spans: Sequence[tuple[int, int]]) -> list[list[tuple[int, int, str]]]:
        """Return for each span of a text what ``find`` gives, offsets counted in the text; white space is not passed over."""
        found = self.codebook.find_in(text.replace("，", "、"), spans)
        return [[(match.start, match.end, match.term.code) for match in matches] for matches in found]

    def code(self, wording: str) -> str | None:
        """Return the code that a wording is one of, or None."""
        members = _members(wording)
        return self.wordings.get("".join(members)) or self.members.get(frozenset(members))

    def type(self, code: str) -> str:
        """Return the type that the lexicon gives a code (``F`` where it gives none)."""
        return self.codebook.codes[code].extras.get("type", "F")

    def canonical(self, wording: str) -> str:
        """Return the wording that a wording is a variant of.

        Of the lexicon where it holds the wording, its members in another order, or a chain that shortens or extends it;
        else the wording itself with 、 between short members.

        Examples
        --------
        >>> packaged_lexicon().canonical("综合治理，安全第一，预防为主")
        '安全第一、预防为主、综合治理'
        >>> packaged_lexicon().canonical("守渡有人，守船有责")
        '守渡有人、守船有责'
        >>> packaged_lexicon().canonical("粮食九连增"), packaged_lexicon().canonical("坚持船让人、人让浪")
        ('连增', '船让人、人让浪')
        """
        code = self.code(wording) or self.code(_bare(wording)) or self._kindred(frozenset(_members(wording)))
        return self.codebook.codes[code].label if code else _joined(_RUN_OF_YEARS.sub("", _LED.sub("", wording)))

    def _kindred(self, members: frozenset[str]) -> str | None:
        """Find the chain that is part of these members, or that these are part of: two or more shared, half of the longer."""
        if len(members) < 2:
            return None
        kindred = [
            (len(known & members), -len(known), code)
            for known, code in self.members.items()
            if (known < members or members < known) and 2 * len(known & members) >= len(known | members)
        ]
        return max(kindred, key=lambda item: item[:2])[2] if kindred else None


@cache
def packaged_lexicon() -> SloganLexicon:
    """Return the package's own lexicon."""
    return compile_lexicon(load_codebook("slogans"))


@cache
def compile_lexicon(codebook: Codebook) -> SloganLexicon:
    """Make 、 and ， of a codebook of slogans equal and index its wordings."""
    terms = tuple(
        replace(
            term, term=_level(term.term), requires=tuple(map(_level, term.requires)), excludes=tuple(map(_level, term.excludes))
        )
        for term in codebook.terms
    )
    wordings = {"".join(_members(term.term)): term.code for term in reversed(terms)}
    chains = ((frozenset(_members(term.term)), term.code) for term in reversed(terms))
    return SloganLexicon(replace(codebook, terms=terms), wordings, {chain: code for chain, code in chains if len(chain) > 1})


@cache
def cue_words(*codes: str) -> tuple[str, ...]:
    """Return the words of ``slogan_cues.tsv`` for some codes, longest first."""
    words: Iterable[str] = {term.term for term in load_codebook("slogan_cues").terms if term.code in codes}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _level(wording: str) -> str:
    return wording.replace("，", "、").replace(" ", "")


def _members(wording: str) -> list[str]:
    return [member for member in _SEPARATORS.split(wording.strip("“”‘’")) if member]


def _bare(wording: str) -> str:
    """Leave out the verb that leads a wording in (坚持以人为本) and the noun behind it (…原则)."""
    return _LED.sub("", wording.strip("“”‘’")).removesuffix("原则").removesuffix("方针").removesuffix("理念").removesuffix("要求")


def _joined(wording: str) -> str:
    """Write 、 between the members where all are short."""
    short = all(len(member) <= _MEMBER_LIMIT for member in _members(wording))
    return wording.replace("，", "、") if short else wording
