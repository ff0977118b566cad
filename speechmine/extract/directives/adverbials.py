"""Read the adverbs of a clause: constraints and words of strength are kept, other adverbs passed over."""

from __future__ import annotations

from collections.abc import Sequence

from speechmine.extract.directives.clauses import Draft
from speechmine.extract.directives.predicates import is_verb, starts_predicate
from speechmine.extract.directives.units import ATTRIBUTIVE, Unit

__all__ = ["read_adverbial", "stands_alone"]

_ADVERB_TAGS = ("d", "ad", "zg", "z")
_IDIOM_TAGS = ("i", "l", "z")
_IDIOM = 4  # characters


def read_adverbial(clause: Draft, at: int) -> bool:
    """Take an adverbial of time limit or standard as a condition, or pass over another adverb; False where none is at `at`."""
    units, unit = clause.units, clause.units[at]
    if unit.text == "、" and at and "condition_adverb" in units[at - 1].codes:
        return True  # 分批次、有步骤地
    if "condition_adverb" in unit.codes and (_lists_manner(units, at) or not _is_modifier(units, at)):
        clause.add_condition(at, at + 1)
        return True
    if not _is_passed_over(clause, at):
        return False
    if "strengthener" in unit.codes and not _always_passed(unit) and not _is_manner(clause, at):
        clause.strengtheners.append(unit)
    return True


def stands_alone(units: Sequence[Unit], at: int) -> bool:
    """Whether an adverb of four characters is the predicate itself: nothing, or one more, follows (凝心聚力、真抓实干)."""
    if len(units[at].text) != _IDIOM or not (at + 1 == len(units) or units[at + 1].text == "、"):
        return False
    return units[at].has("adverb", "condition_adverb") and "connective" not in units[at].codes


def _is_passed_over(clause: Draft, at: int) -> bool:
    units, unit = clause.units, clause.units[at]
    if _always_passed(unit):
        return True
    if at + 1 >= len(units) or _is_modifier(units, at):
        return False
    if _is_manner(clause, at):
        return True
    return unit.has("adverb", "strengthener") and ("aim" not in unit.codes or _modifies_next(units, at))


def _always_passed(unit: Unit) -> bool:
    return "particle" in unit.codes or unit.tag == "uv" or ("connective" in unit.codes and "aim" not in unit.codes)


def _is_manner(clause: Draft, at: int) -> bool:
    """Whether a word outside the lexicon is an adverb by its part of speech, or 地 makes one of it: 协调|地."""
    unit, after = clause.units[at], clause.units[at + 1]
    if not unit.codes and unit.tag in _ADVERB_TAGS and (clause.deontics or is_verb(after)):
        return True
    if _is_idiom(unit) and clause.deontics and after.has("preposition", "comitative"):
        return True  # 光明磊落|同企业交往
    return "adverbializer" in after.codes and at + 2 < len(clause.units)


def _is_idiom(unit: Unit) -> bool:
    return not unit.codes and unit.tag in _IDIOM_TAGS and len(unit.text) == _IDIOM


def _modifies_next(units: Sequence[Unit], at: int) -> bool:
    """Whether an adverb that is a verb, too, stands before another one; in 突出三项整治, 严格安全风险管控 it is the verb."""
    after = units[at + 1]
    if starts_predicate(units, at + 1) or ("condition_opener" in after.codes and "aim" not in after.codes):
        return True
    return is_verb(after) and (bool(after.codes) or at + 2 == len(units))


def _lists_manner(units: Sequence[Unit], at: int) -> bool:
    """Whether one more adverbial stands behind the mark that follows: 分批次、按步骤, 有步骤、有秩序地."""
    after = units[at + 1 : at + 6]
    if len(after) < 2:
        return False
    manner = after[0].tag != ATTRIBUTIVE and any("adverbializer" in unit.codes for unit in after)
    return manner or "condition_adverb" in after[1].codes


def _is_modifier(units: Sequence[Unit], at: int) -> bool:
    """Whether an adverb is part of a noun phrase here: 的 or a coordinator follows at once."""
    return at + 1 < len(units) and "modifier_mark" in units[at + 1].codes
