"""Stage 5, it joins: a clause without a deontic that goes on under, or depends on, the directive before it."""

from __future__ import annotations

from speechmine.extract.directives.rules.rule import Case, Rule, words
from speechmine.extract.directives.scope import keeps_scope

__all__ = ["JOINING", "SCOPE"]

_SHORT = 4  # characters of one of a pair of clauses
_BARE = 2


def prohibition_goes_on(case: Case) -> bool:
    """严禁超员，超速开船: the prohibition before governs it, too."""
    scope = case.state.scope
    return scope is not None and bool(scope.governing) and _in_scope(case)


def preventing_goes_on(case: Case) -> bool:
    """防止出现空当，留下死角: it is what is to be prevented, too."""
    scope = case.state.scope
    return scope is not None and not scope.governing and _in_scope(case)


def _in_scope(case: Case) -> bool:
    state = case.state
    waiting = state.waiting.conditions or state.waiting.actors or state.waiting.deontics or state.waiting.topic
    return state.scope is not None and not waiting and keeps_scope(case.clause, state.scope.clause, state.setting.lexicon)


def _may_depend(case: Case) -> bool:
    """Whether nothing in the clause, or waiting for it, sets out anew."""
    clause, state = case.clause, case.state
    return bool(state.found) and not (clause.item or clause.actors or state.waiting.actors or case.deontics)


def purpose(case: Case) -> bool:
    """It opens with 确保, 防止, 使 and depends on the clause before as its purpose."""
    clause = case.clause
    if not _may_depend(case) or clause.aim_unit is None or "purpose" not in clause.aim_unit.codes:
        return False
    if clause.subject or clause.fronts or any(c.kind == "constraint" and c.end - c.start > 2 for c in clause.conditions):
        return False
    if "result" in clause.aim_unit.codes or case.state.last.purposes:
        return True
    return not (case.state.goal or _is_parallel(case) or _goes_on(case))


def _goes_on(case: Case) -> bool:
    """Whether a deontic governs one more act behind, so that a goal is one of the acts, too (要守渡口，维护秩序，清理岸线)."""
    clause, following = case.clause, case.following
    degree = clause.aim is None or (clause.aim.start > clause.start and not clause.strengtheners)  # 不断提高
    if degree or following is None or following.aim_unit is None or following.kind != "verbal":
        return False
    governed = bool(case.state.last.deontics) and not following.actors
    return governed and "purpose" not in following.aim_unit.codes and clause.mark == "，"


def _is_parallel(case: Case) -> bool:
    """Whether the clause and the one before are a pair of four characters (统一思想，提高认识)."""
    clause, main = case.clause, case.state.last
    alone = main.aim and not (main.conditions or main.actors or main.deontics)
    begins = main.aim.start if main.aim and alone else main.start  # behind （三）
    bare = _BARE if alone else _SHORT  # the adverb before it is no part: 密切|配合
    return main.end - begins in (bare, _SHORT) and clause.end - clause.start == _SHORT


def embedded(case: Case) -> bool:
    """It goes on with what a causative verb embeds (督促企业抓好培训，配齐器材)."""
    clause = case.clause
    inside = case.state.open == "embedded" and _may_depend(case)
    return inside and bool(clause.aim_unit) and not clause.conditions and not clause.subject


def list_goes_on(case: Case) -> bool:
    """做到有备无患，严阵以待: one more of what is to be attained."""
    clause, state = case.clause, case.state
    short = len(clause.units) == 1 and clause.end - clause.start == _SHORT
    return state.open == "purpose" and short and state.listing and _may_depend(case)


def purpose_goes_on(case: Case) -> bool:
    """A phrase, or a verb that nobody prescribes, behind a purpose left open."""
    clause, aim = case.clause, case.clause.aim_unit
    if case.state.open != "purpose" or clause.subject or (clause.aim and clause.conditions):
        return False
    return (clause.kind != "verbal" or (aim is not None and not aim.has("aim", "pivotal"))) and _may_depend(case)


SCOPE = (
    Rule("prohibition_goes_on", "govern", prohibition_goes_on),
    Rule("preventing_goes_on", "govern", preventing_goes_on),
)
JOINING = (
    Rule("purpose", "purpose", purpose, words("purpose")),
    Rule("embedded", "embed", embedded),
    Rule("list_goes_on", "extend", list_goes_on),
    Rule("purpose_goes_on", "extend", purpose_goes_on),
)
