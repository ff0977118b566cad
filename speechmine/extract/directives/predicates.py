"""Tell verbs from nouns in a row of units: where a predicate begins, how far its verb compound goes."""

from __future__ import annotations

from collections.abc import Sequence

from speechmine.extract.directives.lexicon import DEONTICS
from speechmine.extract.directives.units import ATTRIBUTIVE, Unit

__all__ = [
    "VERB_CODES",
    "aim_end",
    "disposal_verb",
    "governor",
    "inside_phrase",
    "is_adverbial",
    "is_relative",
    "is_verb",
    "modifies",
    "starts_predicate",
]

_VERB_TAGS = ("v", "vd", "vi", "vg", "l", "i")
_JOINING_TAGS = frozenset((*_VERB_TAGS, "x", ""))  # of a word outside the lexicon that may go on with a verb
_VERBAL_NOUN_TAGS = ("vn", "n", "an", "l")
VERB_CODES = frozenset(("aim", "pivotal", "purpose", "sanction", "causative_mark", "locative_complement"))
_ADVERBIAL_CODES = frozenset(("adverb", "condition_adverb", "strengthener"))
_GOVERNING = frozenset((*DEONTICS, "agent_mark"))
# Verbs that take a verb as their object, and form no compound with it: 加强, 督促, 确保, 坚持.
_TAKES_CLAUSE = ("light_verb", "pivotal", "purpose", "locative_complement", "condition_opener", "insight")
_SHORT = 4  # characters of a predicate in a row: 抓重点, 各负其责


def is_verb(unit: Unit) -> bool:
    """Whether a unit can be a verb: by its code, else by its part of speech."""
    return not VERB_CODES.isdisjoint(unit.codes) or (
        unit.tag in _VERB_TAGS and not unit.has("actor_head", "adverb", "connective", "copula", "phrase_linker")
    )


def is_adverbial(unit: Unit) -> bool:
    """Whether a unit stands before the verb without being part of it."""
    return not _ADVERBIAL_CODES.isdisjoint(unit.codes)


def starts_predicate(units: Sequence[Unit], j: int) -> bool:
    """Whether a predicate begins at `j`: a deontic, 把, or a known verb, with the adverbs before it."""
    if j >= len(units):
        return False
    unit = units[j]
    if unit.has(*DEONTICS, "disposal_mark", "formal_verb"):
        return True
    if is_adverbial(unit) and starts_predicate(units, j + 1):
        return True
    return unit.has("aim", "purpose", "pivotal", "sanction") and len(unit.text) > 1 and not _is_noun_like(units, j)


def inside_phrase(units: Sequence[Unit], j: int) -> bool:
    """Whether a verb stands inside a noun phrase: 的 or a coordinator comes right before it."""
    return "phrase_linker" in units[j - 1].codes and "adverb" not in units[j].codes


def governor(units: Sequence[Unit], at: int) -> int | None:
    """Index of the first deontic or 由 behind `at`, with the adverbs before it; None where none governs."""
    for j in range(at + 1, len(units)):
        if _GOVERNING.isdisjoint(units[j].codes):
            continue
        if "agent_mark" in units[j].codes and j + 1 < len(units):
            if any("turning" in unit.codes for unit in units[j:]):
                continue  # 由粗放|转向精细
            return j
        if units[j].has(*DEONTICS) and not inside_phrase(units, j) and not modifies(units, j):
            first = j
            while first - 1 > at and _is_before_verb(units[first - 1]) and not units[first - 1].has("actor_head", "time"):
                first -= 1
            return first
    return None


def _is_before_verb(unit: Unit) -> bool:
    """Whether a unit is an adverb, of the lexicon or by its part of speech (谁|也|不许)."""
    return is_adverbial(unit) or (unit.tag == "d" and not unit.codes)


def modifies(units: Sequence[Unit], j: int) -> bool:
    """Whether a deontic belongs to a modifier: its verb stands before 的 and a noun (不可动摇的意志, 必须勇敢担负的任务)."""
    verb = j + 1
    while verb + 1 < len(units) and (
        is_adverbial(units[verb]) or (units[verb].tag in ("a", "d", "ad") and not units[verb].codes)
    ):
        verb += 1
    return (
        verb + 2 < len(units)
        and _precedes_de(units, verb)
        and "actor_head" not in units[verb].codes
        and not units[verb + 2].has(*DEONTICS)
    )


def is_relative(units: Sequence[Unit], at: int, *, governed: bool) -> bool:
    """Whether the verb at `at`, or behind adverbs there, only modifies a noun: 的 follows it at once (部署的大检查).

    It does not where a deontic before it has it `governed`.
    """
    if governed:
        return False
    if "headless_opener" in units[at].codes:
        return any(unit.tag == ATTRIBUTIVE for unit in units[at + 1 :])
    while at + 1 < len(units) and is_adverbial(units[at]) and "aim" not in units[at].codes:
        at += 1
    after = aim_end(units, at) + 1
    return is_verb(units[at]) and after < len(units) and units[after].tag == ATTRIBUTIVE


def aim_end(units: Sequence[Unit], first: int) -> int:
    """Index of the last verb of the compound that begins at `first` and takes one object, complements with it."""
    last = first
    while (after := _next_aim(units, last)) > last:
        last = after
    return last


def disposal_verb(units: Sequence[Unit], at: int) -> int | None:
    """Index of the verb behind the object that 把 at `at` fronts: known ones from the end, else by position."""
    verbs = [j for j in range(at + 2, len(units)) if _takes_fronted(units, j)]
    for fits, choice in ((_renders, 0), (_is_disposal, -1), (_is_settled, 0), (_is_listed, -1)):
        fitting = [j for j in verbs if fits(units, j)]
        if fitting:
            return fitting[choice]
    return verbs[0] if verbs else None


def _takes_fronted(units: Sequence[Unit], j: int) -> bool:
    if inside_phrase(units, j) or _precedes_de(units, j):
        return False
    return is_verb(units[j]) or "disposal_verb" in units[j].codes


def _renders(units: Sequence[Unit], j: int) -> bool:
    return "rendering" in units[j].codes  # 把防汛作为建设渔村的大事


def _is_disposal(units: Sequence[Unit], j: int) -> bool:
    return units[j].has("disposal_verb", "locative_complement") and "particle" not in units[j - 1].codes


def _is_settled(units: Sequence[Unit], j: int) -> bool:
    return j + 1 == len(units) or units[j + 1].has("complement", "postverbal_preposition")


def _is_listed(units: Sequence[Unit], j: int) -> bool:
    return "aim" in units[j].codes and j + 1 < len(units) and not _is_noun_like(units, j)


def _precedes_de(units: Sequence[Unit], j: int) -> bool:
    return j + 1 < len(units) and units[j + 1].tag == ATTRIBUTIVE


def _is_noun_like(units: Sequence[Unit], j: int) -> bool:
    if j + 1 == len(units):
        return "sanction" not in units[j].codes and units[j].tag != "v"  # a verbal noun at the very end
    after = units[j + 1]
    if "noun_tail" in after.codes or after.tag == ATTRIBUTIVE:
        return True
    return units[j].tag in _VERBAL_NOUN_TAGS and after.has("coordinator", "phrase_linker")


def _next_aim(units: Sequence[Unit], last: int) -> int:
    """Index of the verb or complement that forms one compound with the verb at `last`, else `last`."""
    n, j = len(units), last + 1
    if j >= n or not (units[j].codes or units[j].tag in _JOINING_TAGS):
        return last
    row = units[j].tag in ("v", "vi", "x") and _is_row(units[last:]) and not units[last].has(*_TAKES_CLAUSE)
    if "result_mark" in units[j].codes or row:
        return n - 1  # 绷得紧而又紧; 推诿|扯皮、敷衍|塞责
    if _is_complement(units, j) or _compounds(units, last) or _ends_chain(units, last):
        return j
    return _coordinate(units, last)


def _is_complement(units: Sequence[Unit], j: int) -> bool:
    return "complement" in units[j].codes and (j + 1 == len(units) or "noun_tail" not in units[j + 1].codes)


def _compounds(units: Sequence[Unit], last: int) -> bool:
    """Whether the verb behind the one at `last` shares its object with it."""
    verb, after = units[last], units[last + 1]
    if _piles_up(verb, after) or _needs(verb, after) or ("compounding" in verb.codes and "aim" in after.codes):
        return True
    if last + 2 == len(units) or "transitive" not in after.codes:
        return False
    if "pivotal" in verb.codes and "light_verb" in after.codes and "pivotal" not in after.codes:
        return True  # 组织做好准备工作
    # 带头落实责任; of 认识做好工作的意义 the clause is the object
    return _takes_object(verb) and all(unit.tag != ATTRIBUTIVE for unit in units[last + 1 :])


def _takes_object(verb: Unit) -> bool:
    return "aim" in verb.codes and not verb.has(*_TAKES_CLAUSE)


def _ends_chain(units: Sequence[Unit], last: int) -> bool:
    """Whether a verb that ends the clause follows (断电|撤人): nothing could be an object."""
    after = units[last + 1]
    ends = last + 2 == len(units) and after.tag in ("v", "") and is_verb(after) and "noun_tail" not in after.codes
    return ends and not units[last].has("light_verb", "pivotal", "purpose", "locative_complement")


def _coordinate(units: Sequence[Unit], last: int) -> int:
    """Index of the verb behind 、 or 并 that shares the object, or lacks one as the first does; else `last`."""
    if "verb_linker" not in units[last + 1].codes:
        return last
    chained = _chained(units, last)
    j = _verb_from(units, last + 2)
    if chained or j is None:
        return chained or last
    if j + 1 == len(units):
        return j if "light_verb" not in units[last].codes or units[j].tag in ("v", "", "l", "i") else last
    if _lists_verbs(units, j):
        return len(units) - 1
    return j if _shares(units, j) else last


def _verb_from(units: Sequence[Unit], j: int) -> int | None:
    """Index of the verb of two characters and more that begins at `j`, or behind adverbs there; None where none does."""
    while j < len(units) and is_adverbial(units[j]) and "aim" not in units[j].codes:
        j += 1
    return j if j < len(units) and is_verb(units[j]) and len(units[j].text) > 1 else None


def _shares(units: Sequence[Unit], j: int) -> bool:
    """Whether the verb at `j` has the object that follows, by itself or with another (传达、部署、落实好精神)."""
    if "aim" not in units[j].codes:
        return False
    goes_on = "verb_linker" in units[j + 1].codes and _coordinate(units, j) > j
    return goes_on or not units[j + 1].has("coordinator", "modifier_mark", "list_end")


def _chained(units: Sequence[Unit], last: int) -> int | None:
    """Index of the end of a row of short predicates behind a verb that 、 follows at once (各司其职、各负其责), else None."""
    if units[last + 1].text != "、" or units[-1].text == "、" or units[last].has("light_verb", "pivotal", "purpose"):
        return None
    starts = [j + 1 for j in range(last + 1, len(units)) if units[j].text == "、"]
    ends = [*(j - 1 for j in starts[1:]), len(units)]
    short = all(units[end - 1].end - units[start].start <= _SHORT for start, end in zip(starts, ends, strict=True))
    repeats = all(units[start].text[:2] == units[last].text[:2] for start in starts)  # 统一思想、统一行动
    return len(units) - 1 if short and (repeats or "noun_tail" not in units[-1].codes) else None


def _is_row(units: Sequence[Unit]) -> bool:
    """Whether units are verbs that need no object, with 、 between them."""
    if "noun_tail" in units[-1].codes:
        return False
    rows = any(unit.text == "、" for unit in units)
    return all(unit.tag in ("v", "vi") or (rows and (unit.tag in ("i", "l") or unit.text == "、")) for unit in units)


def _lists_verbs(units: Sequence[Unit], j: int) -> bool:
    """Whether nothing but verbs and coordinators stand from `j` to the end: 迟报、漏报、瞒报."""
    return all(is_verb(unit) or "verb_linker" in unit.codes or is_adverbial(unit) for unit in units[j:]) and is_verb(units[-1])


def _piles_up(unit: Unit, following: Unit) -> bool:
    """Whether verbs with their results pile up: 抓细|抓实; one that is a goal by itself does not begin such a row."""
    return "resultative" in unit.codes and "resultative" in following.codes and "goal" not in unit.codes


def _needs(unit: Unit, following: Unit) -> bool:
    """Whether a verb of one character outside the lexicon needs the verb behind it to mean anything: 敢|管, 兼|做."""
    bare = len(unit.text) == 1 and not unit.codes and unit.tag in _VERB_TAGS
    return bare and is_verb(following) and "postverbal_preposition" not in following.codes
