"""The stages of the grammar in the order in which they are tried on a clause, and the rule that decides it."""

from __future__ import annotations

from speechmine.extract.directives.rules.governing import GOVERNING
from speechmine.extract.directives.rules.joining import JOINING, SCOPE
from speechmine.extract.directives.rules.rule import Case, Rule, first
from speechmine.extract.directives.rules.sanctioning import SANCTIONING
from speechmine.extract.directives.rules.standing import STANDING
from speechmine.extract.directives.rules.stating import STATING
from speechmine.extract.directives.rules.waiting import CONDITIONS, NOMINALS

__all__ = ["CONDUCT", "EMBEDDED", "STAGES", "WHOLE", "decide", "nominal_rule"]

CONDUCT = "conduct"
"""What a sentence prescribes whose deontics no verb took: 要按铁的纪律、用铁的手腕."""

EMBEDDED = "embedded"
"""What a causative verb embeds in the clause of its own: a row under that of the verb."""

WHOLE = ("no_verb", "reports")
"""Why a sentence is refused whole, before its clauses are read."""

STAGES: dict[str, tuple[Rule, ...]] = {
    "states": STATING,
    "waits": (*CONDITIONS, *NOMINALS),
    "sanctions": SANCTIONING,
    "governs": GOVERNING,
    "joins": (*SCOPE, *JOINING),
    "stands free": STANDING,
}
"""The rules of each stage, in order."""

_OPENING: tuple[Rule, ...] = (*STATING, *CONDITIONS)
_GOVERNED: tuple[Rule, ...] = (*SANCTIONING, *GOVERNING)
_NOMINAL: tuple[Rule, ...] = (*SANCTIONING, *SCOPE, *JOINING, *NOMINALS)
_FREE: tuple[Rule, ...] = (*SANCTIONING, *SCOPE, *JOINING, *STANDING)


def decide(case: Case, *, without: frozenset[str] = frozenset()) -> Rule:
    """Return the rule that decides a clause: what it codes, what waits, or why it is refused.

    Parameters
    ----------
    case : Case
    without : frozenset of str
        Names of rules that are switched off.
    """
    opening = first(_OPENING, case, without=without)
    if opening:
        return opening
    case.state.expect(case.clause)
    bare = _NOMINAL if case.clause.kind == "nominal" else _FREE
    rules = _GOVERNED if case.clause.deontics else bare
    return first(rules, case, without=without) or rules[-1]


def nominal_rule(case: Case) -> Rule:
    """Return what a phrase without a predicate gives to the next clause though its deontic is refused."""
    return first(NOMINALS, case) or NOMINALS[-1]
