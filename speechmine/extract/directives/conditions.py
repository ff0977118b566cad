"""Condition phrases: where a phrase that opens with 按照, 在, 对, 一旦 … ends in a row of units."""

from __future__ import annotations

from collections.abc import Sequence

from speechmine.extract.directives.lexicon import DEONTICS
from speechmine.extract.directives.predicates import inside_phrase, is_adverbial, is_verb, starts_predicate
from speechmine.extract.directives.units import ATTRIBUTIVE, Unit

__all__ = ["consequence", "ends_place", "phrase_end"]


_PLACES = frozenset(("condition_closer", "field", "time", "time_unit"))
_PLACE_TAGS = ("s", "f", "t")


def phrase_end(units: Sequence[Unit], at: int) -> int | None:
    """Index behind the condition phrase that opens at `at`; None where none opens there.

    A closer (的原则, 期间, 前) ends the phrase where a predicate or nothing follows; else the predicate does. A whole
    clause (一旦…, 凡…) runs to its end, or to the deontic in it.
    """
    n = len(units)
    if at + 1 >= n or _is_adverb(units, at):
        return None
    settled = _settled_end(units, at)
    if settled is not None:
        return settled
    predicate = _predicate(units, at)
    closed = _closed_end(units, at, predicate)
    if closed is not None or _serves(units, at, predicate):
        return closed or predicate
    if units[at].has("light_verb", "purpose", "verbal_opener") or ("aim" in units[at].codes and predicate is None):
        return None  # 坚持, 采取: a verb, unless a closer makes it a condition
    whole = consequence(units, at) if "clause_opener" in units[at].codes else predicate
    return n if whole is None else whole


def _closed_end(units: Sequence[Unit], at: int, predicate: int | None) -> int | None:
    """Index behind the closer of a phrase that no deontic comes before."""
    closed = next((j for j in range(at + 1, len(units)) if _closes(units, at, j)), None)
    if closed is None or (predicate is not None and predicate < closed and units[predicate].has(*DEONTICS)):
        return None
    return closed + 1


def _serves(units: Sequence[Unit], at: int, predicate: int | None) -> bool:
    """Whether a verb of giving stands behind 为 and whom it is for (为企业|提供服务)."""
    return predicate is not None and "means_opener" in units[at].codes and "serving" in units[predicate].codes


def _is_adverb(units: Sequence[Unit], at: int) -> bool:
    """Whether an opener that is an adverb, too, is one here: 联合|开展, 就|必须."""
    if "adverb" not in units[at].codes:
        return False
    return units[at + 1].has(*DEONTICS) or ("comitative" in units[at].codes and starts_predicate(units, at + 1))


def _runs_to_name(units: Sequence[Unit], at: int) -> bool:
    """Whether a phrase runs to the name that ends its clause: a partner's, or one that a verb with 的 describes."""
    if any(unit.has(*DEONTICS) for unit in units[at:]):
        return False
    marks = [j for j in range(at + 2, len(units) - 1) if units[j].tag == ATTRIBUTIVE]
    if "topic_opener" in units[at].codes:  # 对利用废弃矿井进行生产的企业
        return bool(marks) and marks[-1] + 4 >= len(units) and units[marks[-1] - 1].tag[:1] == "v"
    partner = "comitative" in units[at].codes and not units[at].has("aim", "coordinator")  # 会同安全管理协调小组成员单位
    return partner and not marks and not any("ditransitive" in unit.codes for unit in units[at:])


def _settled_end(units: Sequence[Unit], at: int) -> int | None:
    """Index behind a phrase that its opener settles: a name, a point of time, 以…为…, a receiver before a verb of telling."""
    n = len(units)
    if "actor_head" in units[-1].codes and _runs_to_name(units, at):
        return n
    if "time" in units[at + 1].codes and (at + 2 == n or "condition_closer" not in units[at + 2].codes):
        return at + 2
    told = (j for j in range(at + 2, n) if "ditransitive" in units[j].codes)
    return next(told, None) if "dative_mark" in units[at].codes else _frame_end(units, at)


def ends_place(units: Sequence[Unit]) -> bool:
    """Whether a phrase names a place, a time or a field: its last unit is a localizer, or a noun such as 领域."""
    last = units[-1]
    if last.tag in _PLACE_TAGS or _PLACES.isdisjoint(last.codes):
        return last.tag in _PLACE_TAGS
    return last.has("condition_closer", "field", "time") or (len(units) > 1 and units[-2].tag == "m")  # 1987年


def _closes(units: Sequence[Unit], at: int, j: int) -> bool:
    ends, apart, codes = j + 1 == len(units), j > at + 1, units[j].codes
    if ends and apart and "list_end" in codes:
        return True
    if apart and not ends and _is_localizer(units, at, j):
        return _locates(units, at, j)
    if "condition_closer" not in codes or _is_noun(units, at, j):
        return False
    return ends or (apart and (_acts(units, j + 1) or ("long_closer" in codes and is_verb(units[j + 1]))))


def _is_localizer(units: Sequence[Unit], at: int, j: int) -> bool:
    return units[j].tag == "f" and "preposition" in units[at].codes


def _is_noun(units: Sequence[Unit], at: int, j: int) -> bool:
    """Whether a closer is a plain noun, which closes no phrase of 在, 对, 会同."""
    return "noun_closer" in units[j].codes and units[at].has("preposition", "comitative")


def _locates(units: Sequence[Unit], at: int, j: int) -> bool:
    """Whether a localizer at `j` closes a phrase: 在人员转移等问题|上, not 在检查中|发现的问题."""
    if "topic_opener" in units[at].codes or "phrase_linker" in units[j + 1].codes:
        return False
    return not (is_verb(units[j + 1]) and _modifies(units, j + 1))


def _acts(units: Sequence[Unit], j: int) -> bool:
    """Whether a predicate begins at `j`; a verb that always takes an object does before any noun (吸取教训)."""
    return starts_predicate(units, j) or (
        "transitive" in units[j].codes and j + 1 < len(units) and units[j + 1].tag != ATTRIBUTIVE
    )


def _predicate(units: Sequence[Unit], at: int) -> int | None:
    """Index where the predicate behind a condition phrase begins."""
    free = [j for j in range(at + 2, len(units)) if not inside_phrase(units, j)]
    known = next((j for j in free if _acts(units, j) and not _describes(units, at, j)), None)
    return _plain_predicate(units, at, free) if known is None and units[at].has("preposition", "comitative") else known


def _plain_predicate(units: Sequence[Unit], at: int, free: Sequence[int]) -> int | None:
    """Index of a verb that no adverb and no code marks as the predicate, behind a preposition."""
    plain = next((j for j in free if _is_plain(units[j]) and not _modifies(units, j)), None)
    if plain is not None or "comitative" not in units[at].codes:
        return plain
    last = len(units) - 1
    return last if last in free and "aim" in units[last].codes else None  # 与家长|联系


def _describes(units: Sequence[Unit], at: int, j: int) -> bool:
    """Whether a verb only modifies a noun: behind 对, or in a list of nouns (结合方式转变、结构调整的形势)."""
    listed = j + 2 < len(units) and units[j + 1].text == "、" and "aim" not in units[j + 2].codes
    return (listed or "topic_opener" in units[at].codes) and _modifies(units, j)


def _is_plain(unit: Unit) -> bool:
    return unit.tag == "v" and is_verb(unit) and "noun_tail" not in unit.codes  # 违法|行为


def _modifies(units: Sequence[Unit], j: int) -> bool:
    """Whether the verb at `j` only modifies a noun behind 的 (对愿意整改的企业)."""
    if units[j].has(*DEONTICS, "disposal_mark", "formal_verb", "light_verb") or is_adverbial(units[j]):
        return False
    return any(unit.tag == ATTRIBUTIVE for unit in units[j + 1 :])


def _frame_end(units: Sequence[Unit], at: int) -> int | None:
    """Index behind 以…为…; None for other openers."""
    if "frame_opener" not in units[at].codes:
        return None
    for j in range(at + 2, len(units)):
        if "frame_closer" in units[j].codes:
            end = j + 1
            while len(units[j].text) == 1 and end < len(units) and not (end > j + 1 and is_verb(units[end])):
                end += 1
            return end
    return None


def _acts_next(units: Sequence[Unit], j: int) -> bool:
    """Whether a predicate begins at the adverbial at `j`: a verb follows that is no mere modifier."""
    return starts_predicate(units, j) or (j + 1 < len(units) and is_verb(units[j + 1]) and not _modifies(units, j + 1))


def consequence(units: Sequence[Unit], at: int) -> int | None:
    """Index of the predicate that follows a whole clause without a comma (一旦发现要立即上报); None where none does."""
    for j in range(at + 2, len(units)):
        if units[j].has(*DEONTICS):
            return j
        if units[j].has("condition_adverb", "strengthener") and not inside_phrase(units, j) and _acts_next(units, j):
            return j
    return None
