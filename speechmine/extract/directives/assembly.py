"""Make directives of decided clauses: a rule with its case in, the sentence's state with one directive more or longer out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from speechmine.extract.directives.clauses import Clause
from speechmine.extract.directives.cutting import cut_clauses
from speechmine.extract.directives.lexicon import DEONTICS
from speechmine.extract.directives.phrases import read_phrases
from speechmine.extract.directives.rules.grammar import CONDUCT, nominal_rule
from speechmine.extract.directives.rules.rule import Case, Rule
from speechmine.extract.directives.sanctions import is_breach, sanction_start
from speechmine.extract.directives.scope import Scope, prevents, with_mark
from speechmine.extract.directives.state import State
from speechmine.extract.directives.units import Unit
from speechmine.records import Component, Directive

__all__ = ["add_conduct", "assemble"]

_MODALITY = {"obligation": "O", "prohibition": "P", "permission": "M"}


def assemble(rule: Rule, case: Case) -> None:
    """Do what the rule that decided a clause says: code it, join it, keep what it gives to the next one, or refuse it."""
    _ACTS[rule.does](rule, case)


def add_conduct(clauses: Sequence[Clause], state: State) -> None:
    """Code a rule of conduct without a verb, where deontics wait at the end of a sentence (要按铁的纪律、用铁的手腕)."""
    waiting = state.waiting.deontics
    if clauses and waiting and (not state.found or any("prohibition" in unit.codes for unit in waiting)):
        last = clauses[-1]
        bare = Clause(last.start, last.end, last.mark, last.units, last.codes)
        _add_directive(state, bare, f"{CONDUCT}:{waiting[0].text}")


# -- what is kept, and what is refused


def _refuse(rule: Rule, case: Case) -> None:
    if rule.name not in ("told_of", "salutation") and case.clause.kind == "nominal":
        follows = nominal_rule(case)
        _ACTS[follows.does](follows, case)
    else:
        case.state.clear()


def _state(_: Rule, case: Case) -> None:
    case.state.stating = True
    case.state.clear()


def _quote(_: Rule, case: Case) -> None:
    case.state.quoting = True
    case.state.clear()


def _expect(_: Rule, case: Case) -> None:
    case.state.waiting = case.state.waiting._replace(due=case.clause)


def _condition(_: Rule, case: Case) -> None:
    waiting, lexicon = case.state.waiting.plus(case.clause), case.state.setting.lexicon
    case.state.waiting = waiting._replace(breach=waiting.breach or is_breach(case.clause, lexicon, case.following))


def _protasis(_: Rule, case: Case) -> None:
    whole = Component(case.clause.units[0].start, case.clause.end, kind="activation")
    case.state.waiting = case.state.waiting._replace(conditions=(*case.state.waiting.conditions, whole))


def _name(_: Rule, case: Case) -> None:
    clause, state = case.clause, case.state
    topic = clause if clause.subject and not clause.actors and not clause.has("speech_act", "problem") else None
    state.waiting = state.waiting.plus(clause)._replace(topic=topic)
    state.open = ""


def _lengthen_object(_: Rule, case: Case) -> None:
    state, end = case.state, case.clause.end
    state.found[state.main] = state.last._replace(end=end, objects=_lengthened(state.last.objects, end))


# -- a directive of its own


def _directive(rule: Rule, case: Case) -> None:
    governing = case.clause.deontics or case.state.waiting.deontics
    _add_directive(case.state, case.clause, f"{rule.name}:{governing[0].text}" if governing else rule.name)


def _add_directive(state: State, clause: Clause, rule: str) -> None:
    waiting, before = state.waiting, state.last if state.found else None
    fused, aim = _part_fused(state, clause)
    deontics = fused or [*waiting.deontics, *clause.deontics]
    actors, conditions = [*waiting.actors, *clause.actors], [*waiting.conditions, *clause.conditions]
    objects = list(clause.objects)
    _use_topic(waiting.topic, clause, objects, conditions)
    parts: list[Component | Unit] = [*conditions, *actors, *objects, *deontics]
    directive = Directive(
        start=min([clause.start, *(part.start for part in parts)]),
        end=clause.end,
        sentence=state.setting.sentence,
        modality=_modality(deontics, before),
        strength=_strength(state, clause, deontics),
        rule=rule,
        reported=state.setting.mood.reported_by is not None,
        reported_by=state.setting.mood.reported_by,
        actors=tuple(actors) or _inherited(before.actors if before else ()),
        deontics=tuple(Component(d.start, d.end) for d in deontics) or _inherited(_lasting(before)),
        aim=aim,
        objects=tuple(objects),
        conditions=tuple(conditions),
    )
    _add(state, directive)
    _open_scope(state, clause, deontics)
    state.goal = clause.aim_unit is not None and "goal" in clause.aim_unit.codes
    if clause.embedded:
        _embed_units(state, clause.embedded, clause.end, begins=True)
        inner = state.found[-1]
        acts = len(state.found) == state.main + 1 or inner.aim is not None or bool(inner.conditions)
        state.open = "embedded" if acts else ""  # 发动群众，备足物资: the next verb is not theirs


def _add(state: State, directive: Directive) -> None:
    state.found.append(directive)
    state.main = len(state.found) - 1
    state.clear()


def _part_fused(state: State, clause: Clause) -> tuple[list[Unit], Component | None]:
    """The prohibition that the aim of a clause without a deontic opens with (决不|姑息), and the aim behind it."""
    aim, unit, fused = clause.aim, clause.aim_unit, state.setting.lexicon.fused
    if aim is None or unit is None or clause.deontics or unit.text not in fused:
        return [], aim
    stop = unit.start + fused[unit.text]
    text, codes = state.setting.text[unit.start : stop], frozenset(("prohibition",))
    return [unit._replace(end=stop, text=text, codes=codes)], aim._replace(start=stop)


def _use_topic(topic: Clause | None, clause: Clause, objects: list[Component], conditions: list[Component]) -> None:
    """Give a topic that stood before a comma its part: the object where the verb has none, else a circumstance."""
    if topic is None or topic.subject is None or clause.subject:
        return
    if not objects and clause.aim and "copula" not in topic.codes:
        objects.insert(0, Component(*topic.subject, role="direct"))
    elif "field" in topic.units[-1].codes:
        conditions.insert(0, Component(*topic.subject, kind="constraint"))


def _modality(deontics: Sequence[Unit], before: Directive | None) -> tuple[str, ...]:
    kinds = {_MODALITY[code] for unit in deontics for code in DEONTICS if unit.has(code)}
    if not kinds and before is not None and "P" not in before.modality:
        kinds = set(before.modality)
    return tuple(m for m in "OPM" if m in kinds) or ("O",)


def _strength(state: State, clause: Clause, deontics: Sequence[Unit]) -> int:
    """The strongest word that governs the clause decides; a hedge weakens where nothing is stronger than plain."""
    grades = state.setting.lexicon.grades
    values = [grades.get(unit.text, 1) for unit in (*deontics, *clause.strengtheners)]
    if not values:
        return 1
    return 0 if 0 in values and max(values) <= 1 else max(values)


# -- what goes on under a prohibition or a verb of preventing


def _open_scope(state: State, clause: Clause, deontics: Sequence[Unit]) -> None:
    """Keep the prohibition or the verb of preventing that may govern what is coordinated with a clause."""
    prohibitions = [unit for unit in deontics if "prohibition" in unit.codes]
    forbids = bool(prohibitions) and deontics[-1] is prohibitions[-1]
    if forbids or (prevents(clause) and clause.objects):
        state.scope = Scope(clause, prohibitions if forbids else (), state.last)


def _govern(rule: Rule, case: Case) -> None:
    """Add what the prohibition, or the verb of preventing, of the clause before governs, too."""
    scope = case.state.scope
    if scope is None:
        return
    if scope.governing:
        _prohibit(rule, case, scope)
    else:
        _prevent(case, scope)


def _prohibit(rule: Rule, case: Case, scope: Scope) -> None:
    clause, state, before = case.clause, case.state, scope.directive
    directive = before._replace(
        start=clause.start,
        end=clause.end,
        sentence=state.setting.sentence,
        modality=("P",),
        strength=_strength(state, clause, scope.governing),
        rule=rule.name,
        actors=_inherited(before.actors),
        deontics=_inherited([Component(unit.start, unit.end) for unit in scope.governing]),
        aim=clause.aim or Component(clause.start, clause.end),
        objects=tuple(clause.objects) if clause.aim else (),
        conditions=tuple(clause.conditions),
        purposes=(),
    )
    _add(state, directive)
    state.scope = Scope(clause, scope.governing, directive)


def _prevent(case: Case, scope: Scope) -> None:
    """Give what is to be prevented, too, to the object or the purpose that the verb of preventing opened."""
    clause, state = case.clause, case.state
    if state.found:
        last = state.last._replace(end=clause.end)
        if last.purposes:
            last = last._replace(purposes=_lengthened(last.purposes, clause.end))
        else:
            last = last._replace(objects=_lengthened(last.objects, clause.end))
        state.found[state.main] = last
    state.scope = with_mark(scope, clause.mark)


# -- purposes


def _add_purpose(_: Rule, case: Case) -> None:
    """Give a purpose clause to the directive before it."""
    clause, state = case.clause, case.state
    listing = clause.aim_unit is not None and "listing" in clause.aim_unit.codes
    purpose = Component(clause.aim.start if clause.aim else clause.start, clause.end)
    _keep_purposes(state, clause, (*state.last.purposes, purpose))
    state.open, state.listing = "purpose" if listing else "", listing
    _open_scope(state, clause, ())
    if clause.embedded:
        _embed_units(state, clause.embedded, clause.end, begins=True)


def _extend_purpose(_: Rule, case: Case) -> None:
    """Give one more phrase to the purpose of the directive before it."""
    clause, state = case.clause, case.state
    _keep_purposes(state, clause, _lengthened(state.last.purposes, clause.end))
    state.open = "purpose"


def _keep_purposes(state: State, clause: Clause, purposes: tuple[Component, ...]) -> None:
    conditions = (*state.last.conditions, *state.waiting.conditions)
    state.found[state.main] = state.last._replace(end=clause.end, purposes=purposes, conditions=conditions)
    state.clear()


# -- what a causative verb embeds


def _embed(_: Rule, case: Case) -> None:
    _embed_units(case.state, [*case.clause.units], case.clause.end)


def _embed_units(state: State, units: Sequence[Unit], end: int, *, begins: bool = False) -> None:
    """Add what a pivotal verb embeds as rows of their own under its parent, and to the parent's object."""
    parent = state.last
    if not begins:
        parent = state.found[state.main] = parent._replace(end=end, objects=_lengthened(parent.objects, end))
    for clause in cut_clauses(units):
        inner = read_phrases(clause, state.setting.text, state.setting.lexicon)
        actors = tuple(a._replace(how="causative") for a in inner.actors)
        if begins and not actors and len(state.found) == state.main + 1:
            return
        actors = actors or _inherited(next((d.actors for d in state.found[state.main + 1 :]), ()))
        if inner.aim is not None or actors:
            state.found.append(_embedded(state, inner, parent, actors))
            _embed_deeper(state, inner, parent)


def _embed_deeper(state: State, inner: Clause, parent: Directive) -> None:
    """Add who is to act in what an embedded clause embeds (督促企业组织班组学习)."""
    for clause in cut_clauses(inner.embedded) if inner.embedded else ():
        deeper = read_phrases(clause, state.setting.text, state.setting.lexicon)
        if deeper.actors:
            actors = tuple(actor._replace(how="causative") for actor in deeper.actors)
            state.found.append(_embedded(state, deeper, parent, actors))


def _embedded(state: State, inner: Clause, parent: Directive, actors: tuple[Component, ...]) -> Directive:
    return Directive(
        start=inner.start,
        end=inner.end,
        sentence=state.setting.sentence,
        modality=parent.modality,
        strength=parent.strength,
        rule="embedded",
        parent=state.setting.offset + state.main,
        reported=parent.reported,
        reported_by=parent.reported_by,
        actors=actors,
        aim=inner.aim,
        objects=tuple(inner.objects) if inner.aim else (),
        conditions=tuple(inner.conditions),
    )


# -- sanctions


def _sanction(rule: Rule, case: Case) -> None:
    clause, state = case.clause, case.state
    due = state.waiting.due
    if state.open == "sanction" and not state.waiting.conditions:  # 采取停电等措施，并给予处罚
        last = state.found[-1]
        state.found[-1] = last._replace(end=clause.end, or_else=(last.or_else[0]._replace(end=clause.end),))
        state.waiting = state.waiting._replace(due=None)
        return
    start = due.start if due else sanction_start(clause)
    conditions = [*state.waiting.conditions, *(c for c in clause.conditions if c.kind == "activation" or c.end <= start)]
    deontics = [*state.waiting.deontics, *([] if due else clause.deontics)]
    directive = Directive(
        start=min([clause.start, *(c.start for c in conditions)]),
        end=clause.end,
        sentence=state.setting.sentence,
        modality=("O",),
        strength=_strength(state, clause, deontics),
        rule=rule.name,
        reported=state.setting.mood.reported_by is not None,
        reported_by=state.setting.mood.reported_by,
        actors=(*state.waiting.actors, *(actor for actor in clause.actors if actor.end <= start)),
        deontics=tuple(Component(d.start, d.end) for d in deontics),
        conditions=tuple(conditions),
        or_else=(Component(start, clause.end),),
        enforces=_enforced(state),
    )
    _add(state, directive)
    state.open = "sanction"
    state.waiting = state.waiting._replace(breach=clause.mark in ("，", "、"))


def _enforced(state: State) -> int | None:
    """Index, in the speech, of the directive that a sanction enforces: the last one with an aim that is not embedded."""
    places = range(len(state.found) - 1, -1, -1)
    index = next((i for i in places if state.found[i].aim and state.found[i].parent is None), None)
    return None if index is None else state.setting.offset + index


# -- parts


def _lengthened(parts: Sequence[Component], end: int) -> tuple[Component, ...]:
    *others, last = parts
    return (*others, last._replace(end=end))


def _lasting(before: Directive | None) -> Sequence[Component]:
    """The deontics that a directive hands on to what goes on with it: a prohibition ends with its scope."""
    return before.deontics if before and "P" not in before.modality else ()


def _inherited(parts: Sequence[Component]) -> tuple[Component, ...]:
    return tuple(part._replace(how="inherited") for part in parts)


_ACTS: Mapping[str, Callable[[Rule, Case], None]] = {
    "refuse": _refuse,
    "state": _state,
    "quote": _quote,
    "expect": _expect,
    "condition": _condition,
    "protasis": _protasis,
    "name": _name,
    "object": _lengthen_object,
    "directive": _directive,
    "govern": _govern,
    "purpose": _add_purpose,
    "extend": _extend_purpose,
    "embed": _embed,
    "sanction": _sanction,
}
