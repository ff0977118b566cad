"""Stage 1, it states: what a sentence only explains, observes or quotes is no directive, whatever words it has."""

from __future__ import annotations

from speechmine.extract.directives.rules.rule import Case, Rule, words

__all__ = ["STATING"]

_OPENING = ("，", "：")


def gloss(case: Case) -> bool:
    """即统一标准: what follows only explains."""
    return "gloss" in case.clause.units[0].codes


def insight(case: Case) -> bool:
    """要看到，…: what follows is to be seen, not done."""
    clause = case.clause
    seen = clause.aim_unit is not None and "insight" in clause.aim_unit.codes
    return seen and clause.mark in _OPENING and not clause.objects


def stating_goes_on(case: Case) -> bool:
    """The clause belongs to a gloss or an insight before it."""
    return case.state.stating


def some_say(case: Case) -> bool:
    """有人说，…: what some say or think, from there to the end of the sentence."""
    state, clause = case.state, case.clause
    return state.quoting or ("existential" in clause.codes and "opinion" in clause.codes and not state.found)


STATING = (
    Rule("gloss", "state", gloss, words("gloss")),
    Rule("insight", "state", insight, words("insight")),
    Rule("stating_goes_on", "state", stating_goes_on),
    Rule("some_say", "quote", some_say),
)
