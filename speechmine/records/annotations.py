"""What the extractors find. All offsets are those of the folded view of the speech (``SegmentedSpeech.view``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["MODALITIES", "Component", "Directive", "Fact", "SectorSpan", "Slogan"]

MODALITIES = {"O": "obligation", "P": "prohibition", "M": "permission"}
"""What the letters of ``Directive.modality`` mean."""


class Component(NamedTuple):
    """A span of a directive that plays one part of Institutional Grammar.

    Attributes
    ----------
    start, end : int
    how : str
        ``explicit`` in this clause, ``inherited`` from an earlier clause, sentence or heading, ``causative`` for the actor
        of an embedded clause.
    role : str or None
        Of an object: ``direct`` or ``indirect``.
    kind : str or None
        Of a condition: ``activation`` or ``constraint``.
    """

    start: int
    end: int
    how: str = "explicit"
    role: str | None = None
    kind: str | None = None


class Directive(NamedTuple):
    """One directive clause: one aim, or one sanction.

    Attributes
    ----------
    start, end : int
        The clause.
    sentence : int
        Index in ``SegmentedSpeech.sentences``.
    parent : int or None
        Index of the parent directive in the speech's list, for a clause embedded under a causative verb.
    modality : tuple of str
        Of ``O``, ``P``, ``M``, in that order.
    strength : int
        0 permission or hedge, 1 plain, 2 strong, 3 absolute.
    reported_by : Component or None
        Who said it, where the directive is relayed.
    enforces : int or None
        Index of the directive that a sanction enforces.
    rule : str
        Name of the rule that made the clause a directive.
    sectors : tuple of str
        Codes of the sectors named in the clause or governing it.
    """

    start: int
    end: int
    sentence: int
    modality: tuple[str, ...]
    strength: int
    rule: str
    parent: int | None = None
    reported: bool = False
    reported_by: Component | None = None
    actors: tuple[Component, ...] = ()
    deontics: tuple[Component, ...] = ()
    aim: Component | None = None
    objects: tuple[Component, ...] = ()
    conditions: tuple[Component, ...] = ()
    purposes: tuple[Component, ...] = ()
    or_else: tuple[Component, ...] = ()
    enforces: int | None = None
    deadline: tuple[Component, str | None] | None = None
    sectors: tuple[str, ...] = ()


class SectorSpan(NamedTuple):
    """A regulated sector: ``mention`` (the words), or the passage that a heading (``inherited``) or ``subject`` governs."""

    start: int
    end: int
    code: str
    how: str


@dataclass(frozen=True)
class Slogan:
    """A fixed, reusable formula (提法): type N, Q, P or F, and the wording it is a variant of."""

    start: int
    end: int
    type: str
    canonical: str
    variant: str


@dataclass(frozen=True)
class Fact:
    """A figure, an event or a document that the speech states.

    Attributes
    ----------
    kind : str
        accidents, deaths, injuries, loss, share, change, count, event or document.
    value : str or None
        Decimal without sign as text (``19.6``), None where masked or no figure.
    unit : str or None
        As written.
    change : str or None
        Signed figure where `kind` is ``change``.
    measure : tuple of int or None
        Span of the words that say what is measured.
    period, date, place : str or None
        ``date`` of an event is ISO 8601, or ``--MM-DD`` without a year.
    approximate : bool
        Whether 约, 近, 余, 多 and the like make the figure approximate.
    check : str or None
        Verdict of the arithmetic check: ``consistent``, ``inconsistent`` or None where nothing can be checked.
    sectors : tuple of str
        Codes of the sectors named in the figure's own clause.
    status : str or None
        ``result``, ``target`` or ``task``; None of events and documents.
    """

    start: int
    end: int
    kind: str
    value: str | None = None
    unit: str | None = None
    change: str | None = None
    measure: tuple[int, int] | None = None
    period: str | None = None
    date: str | None = None
    place: str | None = None
    approximate: bool = False
    check: str | None = None
    sectors: tuple[str, ...] = ()
    status: str | None = None
