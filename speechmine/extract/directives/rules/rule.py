"""A rule of the grammar: what it is called, what it does with a clause, and the test of when it holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from speechmine.extract.directives.clauses import Clause
from speechmine.extract.directives.state import State
from speechmine.extract.directives.units import Unit

__all__ = ["Case", "Rule", "always", "first", "words"]


class Case(NamedTuple):
    """A clause to decide on, the one behind it, and what the sentence has given so far."""

    clause: Clause
    following: Clause | None
    state: State

    @property
    def deontics(self) -> Sequence[Unit]:
        """The deontics that wait, and the clause's own."""
        return (*self.state.waiting.deontics, *self.clause.deontics)


class Rule(NamedTuple):
    """A rule.

    Attributes
    ----------
    name : str
        As in ``data/directives/rules.tsv``, which glosses it and gives its examples.
    does : str
        What ``assembly`` does where it holds: codes a ``directive``, ``refuse``, ``wait`` …
    holds : callable
        The test.
    needs : frozenset of str
        Codes of words of which the clause must have one; any clause will do where it is empty.
    """

    name: str
    does: str
    holds: Callable[[Case], bool]
    needs: frozenset[str] = frozenset()


def first(rules: Sequence[Rule], case: Case, *, without: frozenset[str] = frozenset()) -> Rule | None:
    """Return the first of the rules that holds and is not switched off."""
    codes = case.clause.codes
    for rule in rules:
        name, _, holds, needs = rule
        if (not needs or not needs.isdisjoint(codes)) and holds(case) and name not in without:
            return rule
    return None


def words(*codes: str) -> frozenset[str]:
    """Return the codes of words of which a rule needs one."""
    return frozenset(codes)


def always(_: Case) -> bool:
    """Hold in every case: the last rule of a stage says why none before it did."""
    return True
