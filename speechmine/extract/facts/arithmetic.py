"""Arithmetic of facts: the facts of one sentence in, those with a count, a difference and a percentage checked out.

A count now n and a difference d give the count before, n - d, and so the percentage 100 d / (n - d). What the speech states is
consistent where it equals that within the rounding of its own last digit.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from speechmine.records import Fact

__all__ = ["check_changes"]

_BASES = frozenset({"accidents", "deaths", "injuries", "loss", "count"})


def check_changes(facts: list[Fact]) -> list[Fact]:
    """Recompute each percentage that stands behind a count and its difference.

    Parameters
    ----------
    facts : list of Fact
        The figures of one sentence, in order. Lists are paired by position: three counts, three differences, three
        percentages.

    Returns
    -------
    list of Fact
        The same facts; ``check`` of all three is ``consistent`` or ``inconsistent``. Masked and approximate figures, and
        percentages without their count and difference, keep None.

    Examples
    --------
    >>> now = Fact(0, 3, "accidents", "48", "起")
    >>> less, share = Fact(7, 10, "change", "12", "起", "-12"), Fact(13, 16, "change", "20", "%", "-20")
    >>> [fact.check for fact in check_changes([now, less, share])]
    ['consistent', 'consistent', 'consistent']
    >>> check_changes([now, less, replace(share, value="25", change="-25")])[2].check
    'inconsistent'
    """
    checked = list(facts)
    runs = [(role, [index for index, _ in run]) for role, run in groupby(enumerate(facts), key=lambda pair: _role(pair[1]))]
    for bases, second, third in zip(runs, runs[1:], runs[2:], strict=False):
        if bases[0] == "base" and {second[0], third[0]} == {"difference", "percentage"} and len(second[1]) == len(third[1]):
            differences, percentages = (second[1], third[1]) if second[0] == "difference" else (third[1], second[1])
            for difference, percentage in zip(differences, percentages, strict=True):
                base = _base(facts, bases[1], difference, place=differences.index(difference) - len(differences))
                if base is not None:
                    verdict = _verdict(facts[base], facts[difference], facts[percentage])
                    for index in (base, difference, percentage):
                        checked[index] = replace(checked[index], check=verdict)
    return checked


def _role(fact: Fact) -> str:
    if fact.kind in _BASES:
        return "base"
    if fact.kind == "change" and fact.unit in {"%", "百分之"}:
        return "percentage"
    return "difference" if fact.kind == "change" else "other"


def _base(facts: list[Fact], bases: list[int], difference: int, *, place: int) -> int | None:
    """Return the count a difference belongs to: the one at its place in the list, if both have one unit."""
    if len(bases) < -place or facts[bases[place]].unit != facts[difference].unit:
        return None
    return bases[place]


def _verdict(now: Fact, difference: Fact, percentage: Fact) -> str | None:
    if now.value is None or difference.change is None or percentage.change is None:
        return None
    if now.approximate or difference.approximate or percentage.approximate:
        return None
    before = Decimal(now.value) - Decimal(difference.change)
    if before <= 0:
        return "inconsistent" if before < 0 else None
    stated = Decimal(percentage.change)
    exponent = stated.as_tuple().exponent
    rounding = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) * Decimal("0.51")
    return "consistent" if abs(100 * Decimal(difference.change) / before - stated) <= rounding else "inconsistent"
