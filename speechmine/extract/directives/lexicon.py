"""The directive lexicon made ready for reading: a codebook in, its matcher, grades, name endings and patterns out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from speechmine.codebooks import Codebook, Match
from speechmine.extract.directives.calendar import Calendar, one_of
from speechmine.extract.directives.weights import Weights, packaged_weights

__all__ = ["DEONTICS", "Lexicon", "compile_lexicon"]

DEONTICS = ("obligation", "prohibition", "permission")
"""The codes of words that govern a clause."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """A codebook of the words of directives with what the readers derive from it.

    Examples
    --------
    >>> from speechmine.codebooks import load_codebook
    >>> lexicon = Lexicon(load_codebook("directives"))
    >>> lexicon.grades["严禁"]
    3
    """

    codebook: Codebook

    def find(self, text: str) -> list[Match]:
        """Find the lexicon's terms in a folded text."""
        return self.codebook.find(text)

    @cached_property
    def grades(self) -> dict[str, int]:
        """Strength of each deontic and strengthener."""
        return {term.term: int(term.extras["strength"]) for term in self.codebook.terms if "strength" in term.extras}

    @cached_property
    def weights(self) -> Weights:
        """The weights of the evidence for an imperative."""
        return packaged_weights()

    @cached_property
    def calendar(self) -> Calendar:
        """The patterns of points and stretches of time."""
        return Calendar(self.words)

    @cached_property
    def fused(self) -> dict[str, int]:
        """Length of the prohibition that opens a term of another code with modality P: 2 of 决不姑息."""
        opening = sorted(self.terms("prohibition"), key=len)
        fused = [term.term for term in self.codebook.terms if term.extras.get("modality") == "P" and term.code not in DEONTICS]
        return {term: len(word) for term in fused for word in opening if term.startswith(word)}

    @cached_property
    def adverbs(self) -> dict[str, frozenset[str]]:
        """Codes of each adverb of two characters."""
        codes: dict[str, set[str]] = {}
        for term in self.codebook.terms:
            if term.code in ("adverb", "strengthener", "condition_adverb") and len(term.term) == 2:
                codes.setdefault(term.term, set()).add(term.code)
        return {term: frozenset(found) for term, found in codes.items()}

    @cached_property
    def noun_tails(self) -> tuple[str, ...]:
        """Nouns of two characters and more that end a noun phrase."""
        return tuple(term for term in (*self.terms("noun_tail"), *self.terms("noun_ending")) if len(term) > 1)

    @cached_property
    def sanctions(self) -> frozenset[str]:
        """Words of sanctions."""
        return frozenset(self.terms("sanction"))

    @cached_property
    def heads(self) -> dict[str, frozenset[str]]:
        """Code of each head of an actor's name, for those in quotation marks (“一把手”)."""
        return dict.fromkeys(self.terms("actor_head"), frozenset(("actor_head",)))

    @cached_property
    def name_endings(self) -> tuple[str, ...]:
        """Last characters of words that name persons or bodies."""
        return self.terms("name_ending")

    @cached_property
    def unnamed(self) -> frozenset[str]:
        """Words that end as names do and are none: 场馆."""
        return frozenset(word for term in self.codebook.terms if term.code == "name_ending" for word in term.excludes)

    @cached_property
    def long_name_endings(self) -> tuple[str, ...]:
        """Those of the name endings that are words by themselves."""
        return tuple(ending for ending in self.name_endings if len(ending) > 1)

    @cached_property
    def name_tails(self) -> frozenset[str]:
        """Last characters of the name endings."""
        return frozenset(ending[-1] for ending in self.name_endings)

    @cached_property
    def persons(self) -> frozenset[str]:
        """Nouns of persons that name nobody: 人, 人员."""
        return frozenset(self.terms("generic_person"))

    @cached_property
    def negations(self) -> tuple[str, ...]:
        """Adverbs that negate the verb behind them: 不."""
        return self.terms("negation")

    @cached_property
    def denials(self) -> tuple[str, ...]:
        """What a word that denies begins with: 不, 未, 没, 拒."""
        return self.terms("denial")

    @cached_property
    def tight_marks(self) -> frozenset[str]:
        """What coordinates verbs within a clause: 、, and the words that link verbs and no nouns (并)."""
        return frozenset(self.terms("verb_linker")).difference(self.terms("coordinator")) | {"、"}

    @cached_property
    def weak(self) -> re.Pattern[str]:
        """The weak deontics, which count inside words, too (业主|要)."""
        return re.compile(one_of(self.words, "weak"))

    @cached_property
    def owned(self) -> tuple[str, ...]:
        """Words that hide a weak deontic and may begin with the end of a name: 主要 in 业主|要."""
        ends = {head[-1] for head in self.terms("actor_head") if len(head) > 1}
        longer = {word for term in self.codebook.terms if term.code == "weak" for word in term.excludes if word[1:] == term.term}
        return tuple(sorted(word for word in longer if word[0] in ends))

    @cached_property
    def items(self) -> re.Pattern[str]:
        """What counts an item, and the weak deontic fused with it: 一是, 第一，(1), 二要."""
        weak, count = one_of(self.words, "weak"), "[一二三四五六七八九十]{1,2}"
        marks = r"（?[一二三四五六七八九十\d]{1,3}[）、.．]|[①-⑳㊀-㊉㈠-㈩⑴-⒛Ⅰ-Ⅻ❶-❿]、?"
        marks += r"|第[一二三四五六七八九十\d]\w{1,5}(?=\s)"
        return re.compile(rf"{count}(?:是?(?P<deontic>{weak})|是)|第{count}(?:[，、]|(?=[是：]|{weak}))|{marks}")

    @lru_cache(maxsize=1024)  # noqa: B019 - lexicons live as long as the process
    def reviews(self, heading: str) -> bool:
        """Return whether a heading announces a review, a situation or problems."""
        return any(match.term.code == "review_heading" for match in self.find(heading))

    @cached_property
    def words(self) -> Mapping[str, tuple[str, ...]]:
        """The terms of each code, in file order."""
        found: dict[str, list[str]] = {}
        for term in self.codebook.terms:
            found.setdefault(term.code, []).append(term.term)
        return {code: tuple(terms) for code, terms in found.items()}

    def terms(self, code: str) -> tuple[str, ...]:
        """Return the terms of a code in file order."""
        return self.words.get(code, ())


@cache
def compile_lexicon(codebook: Codebook) -> Lexicon:
    """Return the lexicon of a codebook, made once."""
    return Lexicon(codebook)
