"""What is known of a sentence before its next clause: the directives found, what waits for a verb, what was left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from speechmine.extract.directives.clauses import Clause
from speechmine.extract.directives.lexicon import Lexicon
from speechmine.extract.directives.mood import Mood
from speechmine.extract.directives.scope import Scope
from speechmine.extract.directives.units import Unit
from speechmine.records import Component, Directive

__all__ = ["Setting", "State", "Waiting"]


class Setting(NamedTuple):
    """What holds for all clauses of a sentence.

    Attributes
    ----------
    sentence : int
    mood : Mood
    lexicon : Lexicon
    text : str
        The folded view.
    offset : int
        How many directives the speech has before this sentence.
    """

    sentence: int
    mood: Mood
    lexicon: Lexicon
    text: str
    offset: int


class Waiting(NamedTuple):
    """What clauses without a predicate gave, and the next one takes.

    Attributes
    ----------
    topic : Clause or None
        A noun phrase before a comma that names no actor.
    breach : bool
        Whether a breach waits for its sanction.
    due : Clause or None
        该停业的 behind a breach: it waits for its 停业.
    """

    conditions: tuple[Component, ...] = ()
    actors: tuple[Component, ...] = ()
    deontics: tuple[Unit, ...] = ()
    topic: Clause | None = None
    breach: bool = False
    due: Clause | None = None

    def plus(self, clause: Clause) -> Waiting:
        """Return what waits once a clause without a predicate has been read."""
        return self._replace(
            conditions=(*self.conditions, *clause.conditions),
            actors=(*self.actors, *clause.actors),
            deontics=(*self.deontics, *clause.deontics),
        )


NOTHING = Waiting()


@dataclass(slots=True)
class State:
    """Where the coder of a sentence stands.

    Attributes
    ----------
    setting : Setting
    scope : Scope or None
        The prohibition or the verb of preventing that governs the clause before.
    found : list of Directive
    main : int
        Index of the last directive that is not embedded.
    waiting : Waiting
    open : str
        What the last clause left open: ``embedded``, ``purpose``, ``sanction`` or nothing.
    listing : bool
        Whether the purpose left open lists what is to be attained (做到…).
    goal : bool
        Whether the aim before is a goal by itself (提高, 营造).
    stating, quoting : bool
        Whether the sentence has gone over to stating, or gives what some say (有人说，…).
    """

    setting: Setting
    scope: Scope | None = None
    found: list[Directive] = field(default_factory=list)
    main: int = -1
    waiting: Waiting = NOTHING
    open: str = ""
    listing: bool = False
    goal: bool = False
    stating: bool = False
    quoting: bool = False

    @property
    def last(self) -> Directive:
        """The last directive that is not embedded."""
        return self.found[self.main]

    def clear(self) -> None:
        """Forget what waits and what is open."""
        self.waiting, self.open, self.scope = NOTHING, "", None

    def expect(self, clause: Clause) -> None:
        """Let 该停业的 be a condition after all where the clause behind it does not have its verb."""
        due = self.waiting.due
        if due is not None and not is_due(clause, due):
            self.waiting = self.waiting.plus(due)._replace(due=None)


def is_due(clause: Clause, due: Clause | None) -> bool:
    """Whether a clause has the verb of the 该…的 before it (该停业的|停业)."""
    named: Sequence[str] = [unit.text for unit in due.units[1:-1]] if due else ()
    return clause.aim_unit is not None and clause.aim_unit.text in named
