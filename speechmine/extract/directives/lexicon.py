"""The directive lexicon made ready for reading: a codebook in, its matcher, grades, name endings and time patterns out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from speechmine.codebooks import Codebook, Match
from speechmine.dates import DAY, MONTH, QUARTER, YEAR, YEARS_AHEAD
from speechmine.extract.directives.weights import Weights, packaged_weights
from speechmine.numerals import JOIN

__all__ = ["DEONTICS", "Lexicon", "compile_lexicon"]

DEONTICS = ("obligation", "prohibition", "permission")
"""The codes of words that govern a clause."""

_FEAST = re.compile(r"feast_(\d\d)_(\d\d)")
_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十两半几]{1,3}|[×X]{1,2})"
# Months, quarters and halves of a year, by number and by their distance from that of the speech.
_PART = rf"(?:(?:{MONTH}|(?:[本当次]|这个|下个?)月(?: ?{DAY}|[内中])?|×月)|(?:{QUARTER}|(?:本|下个?)季度)[底末]?|[上下]半年)"
_YEARS = "|".join(year for year, ahead in YEARS_AHEAD.items() if ahead >= 0)
_OPENS_PART = (
    "本月",
    "当月",
    "次月",
    "这个",
    "下个",
    "下月",
    "本季",
    "下季",
    "上半",
    "下半",
    "元月",
    "第一",
    "第二",
    "第三",
    "第四",
    *YEARS_AHEAD,
)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """A codebook of the words of directives with what the readers derive from it.

    Examples
    --------
    >>> from speechmine.codebooks import load_codebook
    >>> lexicon = Lexicon(load_codebook("directives"))
    >>> lexicon.grades["严禁"]
    3
    >>> [match.group() for match in lexicon.times.finditer("6月底前完成，24小时内上报")]
    ['6月底前', '24小时内']
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
    def weak(self) -> tuple[str, ...]:
        """The weak deontics that no other one begins: they count inside words, too (业主|要)."""
        terms = self.terms("weak")
        return tuple(term for term in terms if not any(term != other and term.startswith(other) for other in terms))

    @cached_property
    def owned(self) -> tuple[str, ...]:
        """Words that hide a weak deontic and may begin with the end of a name: 主要 in 业主|要."""
        ends = {head[-1] for head in self.terms("actor_head") if len(head) > 1}
        longer = {word for term in self.codebook.terms if term.code == "weak" for word in term.excludes if word[1:] == term.term}
        return tuple(sorted(word for word in longer if word[0] in ends))

    @cached_property
    def items(self) -> re.Pattern[str]:
        """What counts an item, and the weak deontic fused with it: 一是, 第一，(1), 二要."""
        weak, count = self._one_of("weak"), "[一二三四五六七八九十]{1,2}"
        marks = r"（?[一二三四五六七八九十\d]{1,3}[）、.．]|[①-⑳㊀-㊉㈠-㈩⑴-⒛Ⅰ-Ⅻ❶-❿]、?"
        marks += r"|第[一二三四五六七八九十\d]\w{1,5}(?=\s)"
        return re.compile(rf"{count}(?:是?(?P<deontic>{weak})|是)|第{count}(?:[，、]|(?=[是：]|{weak}))|{marks}")

    @cached_property
    def times(self) -> re.Pattern[str]:
        """Points and stretches of time that limit or date an act (6月底前, 晚上9点以后, 从今天起), and 一户一户."""
        start, ends, limits = self._one_of("time_start"), self._one_of("time_limit", "time_span"), self._one_of("time_limit")
        day, clock, stretch = self._points()
        since = rf"(?:从|自)(?:{start}|{_PART})(?:起|开始)"
        opens = self._opening("time_year", "time_point", "time_of_day", "time_start")
        span = rf"(?:从|自)?{day} ?{JOIN} ?{day}"
        whole_year = rf"(?:{self._year()})(?: ?(?:[上下]半年|{QUARTER})|(?:年?[底末终]|年中)(?:{limits})?|(?:{limits}))"
        point = rf"(?:{day}|{clock}|{stretch}) ?(?:{ends})|{day}(?<=月[底末])"
        return re.compile(rf"(?={opens})(?:{span}(?:{limits})?|{point}|{since}|{whole_year}|(一[一-鿿])\1)")

    @lru_cache(maxsize=1)  # noqa: B019 - lexicons live as long as the process
    def times_in(self, text: str) -> list[tuple[int, int]]:
        """Return where ``times`` stand in the folded view of a speech: none runs over the end of a sentence."""
        return [match.span() for match in self.times.finditer(text)]

    @cached_property
    def deadlines(self) -> re.Pattern[str]:
        """What limits the time of an act: 6月底前, 24小时内, and the terms of ``deadline``."""
        points, limits = "|".join(self._points()), self._one_of("time_limit")
        ended = rf"(?:{self._year()}) ?(?:[上下]半年|{QUARTER}|年?[底末终](?:{limits})?|(?:{limits}))"
        return re.compile(rf"(?:{points}) ?(?:{limits})|{ended}|(?:{self._points()[0]})(?<=月[底末])|{self._one_of('deadline')}")

    def _year(self) -> str:
        return rf"{self._one_of('time_year')}|{YEAR}|{_YEARS}"

    @cached_property
    def feasts(self) -> dict[str, tuple[int, int]]:
        """Month and day of each feast of the calendar (``feast_10_01``), longest names first."""
        days = {term.term: match for term in self.codebook.terms if (match := _FEAST.fullmatch(term.code))}
        return {term: (int(days[term][1]), int(days[term][2])) for term in sorted(days, key=lambda term: (-len(term), term))}

    def _points(self) -> tuple[str, str, str]:
        """Patterns of a day or month, of a time of day and of a stretch of time."""
        day = rf"(?:(?:{self._year()}) ?)?(?:{_PART}|{self._one_of('time_point')})"
        clock = rf"(?:{self._one_of('time_of_day')})?{_NUMBER}点(?:{_NUMBER}分|半)?"
        return day, clock, rf"{_NUMBER}个?(?:{self._one_of('time_unit')})"

    @lru_cache(maxsize=1024)  # noqa: B019 - lexicons live as long as the process
    def reviews(self, heading: str) -> bool:
        """Return whether a heading announces a review, a situation or problems."""
        return any(match.term.code == "review_heading" for match in self.find(heading))

    def _opening(self, *codes: str) -> str:
        """Pattern of what a time may begin with: looked at first, it spares most places the whole pattern."""
        terms = [*_OPENS_PART, *(term for code in codes for term in self.terms(code))]
        alone = "一二三四五六七八九十两半几×X从自" + "".join(term for term in terms if len(term) == 1)
        pairs = sorted({term[:2] for term in terms if len(term) > 1})
        first, second = (re.escape("".join(sorted({pair[at] for pair in pairs}))) for at in (0, 1))
        return rf"[\d{re.escape(alone)}]" + (rf"|[{first}][{second}]" if pairs else "")

    @cached_property
    def _by_code(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for term in self.codebook.terms:
            found.setdefault(term.code, []).append(term.term)
        return {code: tuple(terms) for code, terms in found.items()}

    def terms(self, code: str) -> tuple[str, ...]:
        """Return the terms of a code in file order."""
        return self._by_code.get(code, ())

    def _one_of(self, *codes: str) -> str:
        """Alternatives of a pattern, longest first; what never matches where the codes have no terms."""
        terms = {term for code in codes for term in self.terms(code)}
        return "|".join(map(re.escape, sorted(terms, key=lambda term: (-len(term), term)))) or r"(?!)"


@cache
def compile_lexicon(codebook: Codebook) -> Lexicon:
    """Return the lexicon of a codebook, made once."""
    return Lexicon(codebook)
