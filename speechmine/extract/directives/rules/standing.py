"""Stage 6, it stands free: a clause without a deontic of its own that prescribes by itself, or why it does not."""

from __future__ import annotations

from speechmine.extract.directives.predicates import VERB_CODES
from speechmine.extract.directives.rules.rule import Case, Rule, always, words

__all__ = ["STANDING"]


def no_predicate(case: Case) -> bool:
    """Nothing in it is a predicate."""
    return case.clause.kind != "verbal" or case.clause.aim_unit is None


def own_subject(case: Case) -> bool:
    """It tells what its subject does, and the subject is no actor."""
    clause = case.clause
    return bool(clause.subject) and not clause.actors and "universal_adverb" not in clause.codes


def names_reporter(case: Case) -> bool:
    """It only says who demands what follows (省委书记强调，…)."""
    clause, reporter = case.clause, case.state.setting.mood.reported_by
    return reporter is not None and clause.start <= reporter.start < clause.end and not clause.relayed


def deontic_before(case: Case) -> bool:
    """A deontic waits before it."""
    return bool(case.deontics)


def _is_known(case: Case) -> bool:
    """Whether its verb is one that the lexicon prescribes, or 把, a word of strength or 不 stands for one."""
    clause, aim = case.clause, case.clause.aim_unit
    marked = "disposal_mark" in clause.codes or clause.strengtheners or clause.negated
    return bool(marked) or (aim is not None and aim.has(*VERB_CODES))


def coordinated(case: Case) -> bool:
    """It goes on with what a directive before it in the sentence prescribes."""
    return bool(case.state.found) and (_is_known(case) or not case.clause.has("past", "problem", "consequence"))


def imperative(case: Case) -> bool:
    """It opens with a verb of the lexicon, and the sentence's mood is imperative."""
    return case.state.setting.mood.imperative and _is_known(case)


def mood_states(case: Case) -> bool:
    """The evidence of the sentence does not add up to an imperative."""
    return not case.state.found and not case.state.setting.mood.imperative


STANDING = (
    Rule("no_predicate", "refuse", no_predicate),
    Rule("definition", "refuse", always, words("copula")),
    Rule("meeting", "refuse", always, words("meeting")),
    Rule("own_subject", "refuse", own_subject),
    Rule("names_reporter", "refuse", names_reporter),
    Rule("deontic_before", "directive", deontic_before),
    Rule("coordinated", "directive", coordinated),
    Rule("imperative", "directive", imperative),
    Rule("mood_states", "refuse", mood_states),
    Rule("unknown_verb", "refuse", always),
)
