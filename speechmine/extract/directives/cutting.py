"""Cut a sentence into clauses of one predicate: units in, drafts of clauses out, long condition phrases kept whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from speechmine.extract.directives.clauses import Draft
from speechmine.extract.directives.lexicon import DEONTICS
from speechmine.extract.directives.predicates import is_adverbial, is_verb
from speechmine.extract.directives.units import ATTRIBUTIVE, Unit

__all__ = ["cut_clauses"]

_BREAKS = frozenset("，；：。！？!?;")
# How many commas a condition phrase may run over (围绕杜绝…，减少…，实现…的目标).
_REACH = 3
_WINDOW = 120  # units round a border in a clause that settle whether it is one


def cut_clauses(units: Sequence[Unit]) -> list[Draft]:
    """Cut the units of a sentence at its commas, colons and semicolons, and where a second predicate begins inside.

    A condition phrase that opens in one clause and closes in a later one (围绕杜绝事故，减少隐患的目标) stays whole. Inside
    a comma clause, a headless relative clause is cut off (存在隐患的|要停产), and so is what 、 or 并 adds to a verb with its
    object (断开电源、封存药品).
    """
    return [part for clause in _join_phrases(list(_cut(units))) for part in _cut_inside(clause)]


def _cut(units: Sequence[Unit]) -> Iterator[Draft]:
    first = 0
    for i in [i for i, unit in enumerate(units) if unit.text in _BREAKS]:
        if i > first:
            yield Draft(units[first].start, units[i - 1].end, units[i].text, units[first:i])
        first = i + 1
    if first < len(units):
        yield Draft(units[first].start, units[-1].end, "", units[first:])


def _join_phrases(clauses: list[Draft]) -> list[Draft]:
    clauses = _join_struck(clauses)
    if not any("long_closer" in clause.codes for clause in clauses[1:]):
        return clauses
    joined: list[Draft] = []
    i = 0
    while i < len(clauses):
        reach = range(min(i + _REACH, len(clauses) - 1), i, -1) if _opens(clauses[i]) else ()
        last = next((j for j in reach if _closes(clauses[i], clauses[j])), i)
        if last > i and all(clause.mark == "，" and "obligation" not in clause.codes for clause in clauses[i + 1 : last]):
            joined.append(_joined(clauses[i : last + 1]))
        else:
            joined.append(clauses[i])
            last = i
        i = last + 1
    return joined


def _join_struck(clauses: list[Draft]) -> list[Draft]:
    """Join the clauses of a headless relative clause that runs over commas (凡进度迟缓，措施不落实的，一律停工)."""
    if not any(_ends_struck(clause) for clause in clauses[1:]):
        return clauses
    joined: list[Draft] = []
    i = 0
    while i < len(clauses):
        last = i
        if _opens_struck(clauses[i]):
            last = next((j for j in range(i + 1, min(i + _REACH, len(clauses))) if not _runs_on(clauses[j])), i)
            last = last if _ends_struck(clauses[last]) and not _is_topic(clauses[last]) else i
        joined.append(_joined(clauses[i : last + 1]) if last > i else clauses[i])
        i = last + 1
    return joined


def _joined(parts: Sequence[Draft]) -> Draft:
    return Draft(parts[0].start, parts[-1].end, parts[-1].mark, [unit for part in parts for unit in part.units])


def _opens_struck(clause: Draft) -> bool:
    """Whether a clause opens with 对 or 凡 and neither closes nor prescribes."""
    opens = _is_topic(clause) and clause.mark == "，" and not _ends_struck(clause)
    return opens and not clause.has(*DEONTICS, "strengthener", "condition_adverb")


def _is_topic(clause: Draft) -> bool:
    """Whether a clause opens with 对 or 凡, or one follows a connective or an item's mark."""
    first = next((unit for unit in clause.units[:2] if "connective" not in unit.codes and unit.text[0] != "（"), clause.units[0])
    return "topic_opener" in first.codes


def _ends_struck(clause: Draft) -> bool:
    return clause.mark == "，" and clause.units[-1].tag == ATTRIBUTIVE and "obligation" not in clause.codes


def _runs_on(clause: Draft) -> bool:
    """Whether a clause may stand inside a headless relative clause: it neither ends one nor prescribes."""
    return clause.mark == "，" and not _ends_struck(clause) and not clause.has(*DEONTICS, "strengthener", "topic_opener")


def _opens(clause: Draft) -> bool:
    """Whether a condition phrase opens in the clause and no closer and no predicate follows in it."""
    if clause.mark != "，" or "condition_closer" in clause.units[-1].codes or clause.units[-1].tag == ATTRIBUTIVE:
        return False
    return "long_opener" in clause.codes and any("long_opener" in unit.codes for unit in clause.units[:9])


def _closes(first: Draft, last: Draft) -> bool:
    """Whether the last clause ends in the closer of the condition phrase of the first (的目标, 为抓手, 等措施)."""
    own = "frame_opener" in last.units[0].codes and "frame_opener" not in first.codes  # ，以安全为前提
    return "long_closer" in last.units[-1].codes and not own


# -- inside a comma clause


def _cut_inside(clause: Draft) -> Iterator[Draft]:
    units = clause.units
    first = 0
    for k in _cuts(clause):
        if units[k].tag == ATTRIBUTIVE and _strikes(units, first, k):
            yield Draft(units[first].start, units[k].end, "", units[first : k + 1])
            first = k + 1
        elif "verb_linker" in units[k].codes and k > first and _adds_predicate(units, first, k):
            yield Draft(units[first].start, units[k - 1].end, units[k].text, units[first:k])
            first = k + 1
    yield Draft(units[first].start, clause.end, clause.mark, units[first:]) if first else clause


def _cuts(clause: Draft) -> list[int]:
    """Indices of the units inside a clause at which a part of it may end: 的, and what links verbs."""
    linkers = "verb_linker" in clause.codes
    inside = enumerate(clause.units[1:-1], 1)
    return [k for k, unit in inside if unit.tag == ATTRIBUTIVE or (linkers and "verb_linker" in unit.codes)]


def _strikes(units: Sequence[Unit], first: int, k: int) -> bool:
    """Whether 的 at `k` ends a headless relative clause: a deontic, or an adverb with a verb, follows at once."""
    if k == first or not _is_struck(units, first, k):
        return False
    return not any(unit.has(*DEONTICS) and "headless_opener" not in unit.codes for unit in units[max(first, k - _WINDOW) : k])


def _is_struck(units: Sequence[Unit], first: int, k: int) -> bool:
    opener, after = units[first], units[k + 1]
    headless = opener.has("headless_opener", "breach")
    if after.has(*DEONTICS) or (headless and "sanction" in after.codes):
        return True
    if k + 2 == len(units):  # 对群众反映的|诉求 is a phrase
        return headless and is_verb(after) and ("aim" in after.codes or "topic_opener" not in opener.codes)
    acts = "agent_mark" in after.codes or (is_adverbial(after) and is_verb(units[k + 2]))
    return acts and ("headless_opener" in opener.codes or is_verb(opener))


def _adds_predicate(units: Sequence[Unit], first: int, k: int) -> bool:
    """Whether 、 or 并 at `k` is followed by a predicate of its own, and one stands before it."""
    left, right = units[max(first, k - _WINDOW) : k], units[k + 1 : k + 1 + _WINDOW]
    if any(unit.has(*DEONTICS) for unit in right[:3][: len(right) - 1]):  # 思想上要重视、行动上要自觉
        return any(unit.has(*DEONTICS) for unit in left)
    if right[0].has("actor_head", "actor_short") and len(right) > 1 and is_verb(right[1]):
        return is_verb(units[k - 1]) and "actor_head" in units[k - 2].codes and not _describes(right)
    return (_is_predicate(right) or _repeats(left, right)) and _has_object(left)


def _describes(right: Sequence[Unit]) -> bool:
    """Whether units end in a modifier: 部门监管、|企业负责的格局."""
    return any(unit.tag == ATTRIBUTIVE or "condition_closer" in unit.codes for unit in right)


def _repeats(left: Sequence[Unit], right: Sequence[Unit]) -> bool:
    """Whether the right side begins with the verb of the left (查车况、查手续) or has its measure."""
    if left[-1].tag == "m":  # 督办一批、整改一批
        return any(unit.text == left[-1].text for unit in right[1:4]) and (is_verb(right[0]) or is_adverbial(right[0]))
    verb = next((unit for unit in left if "aim" in unit.codes and not is_adverbial(unit)), None)
    return verb is not None and len(right) > 1 and right[0].text == verb.text and left[-1] is not verb


def _has_object(left: Sequence[Unit]) -> bool:
    """Whether units hold a verb of the lexicon that a noun follows, and no phrase that is still open."""
    opener = next((i for i, unit in enumerate(left) if unit.has("long_opener", "topic_opener")), None)
    if opener is not None and not any(unit.has("condition_closer", "time", *DEONTICS) for unit in left[opener + 1 :]):
        return False
    verb = next(
        (i for i, unit in enumerate(left) if unit.has("aim", "disposal_mark") and not is_adverbial(unit) and unit.tag != "vn"),
        None,
    )
    return verb is not None and verb + 1 < len(left) and not left[-1].has("verb_linker", "coordinator")


def _is_predicate(right: Sequence[Unit]) -> bool:
    """Whether units are a verb with its object and no mere part of a list of nouns."""
    i = 0
    while i < len(right) - 1 and is_adverbial(right[i]) and "aim" not in right[i].codes:
        i += 1
    rest = right[i + 1 :]
    verb = right[i].has("aim", "purpose", "pivotal") and right[i].tag in ("v", "", "vd", "i", "l") and len(right[i].text) > 1
    if not verb or not rest or rest[0].has("coordinator", "phrase_linker", "verb_linker"):
        return False
    return not any("list_end" in unit.codes or unit.tag == ATTRIBUTIVE for unit in rest) and "noun_tail" not in rest[-1].codes
