"""Code the clauses of one sentence: read clauses in, its directives and the rule that decided each clause out.

From left to right, each clause is decided by the first rule of the grammar that holds, and the rule's act is done: it codes
a directive, lengthens the one before, keeps what the next clause will take, or refuses.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from speechmine.extract.directives.assembly import add_conduct, assemble
from speechmine.extract.directives.clauses import Clause
from speechmine.extract.directives.rules.grammar import decide
from speechmine.extract.directives.rules.rule import Case, Rule
from speechmine.extract.directives.state import State

__all__ = ["Decision", "code_clauses"]


class Decision(NamedTuple):
    """A clause and the rule that decided it."""

    clause: Clause
    rule: Rule


def code_clauses(clauses: Sequence[Clause], state: State, *, without: frozenset[str] = frozenset()) -> list[Decision]:
    """Code clauses in order, and return how each was decided.

    Parameters
    ----------
    clauses : sequence of Clause
        With their parts read; they are not changed.
    state : State
        At the start of the sentence; at its end it holds the directives found, a parent before what is embedded in it.
    without : frozenset of str
        Names of rules that are switched off.
    """
    decisions = []
    for clause, following in zip_longest(clauses, clauses[1:]):
        case = Case(clause, following, state)
        state.stating &= not clause.deontics
        rule = decide(case, without=without)
        assemble(rule, case)
        decisions.append(Decision(clause, rule))
    add_conduct(clauses, state)
    return decisions
