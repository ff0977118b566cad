"""What can be coded of a sentence: the fields of each task, and the codes that each field offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from speechmine.codebooks import Codebook
from speechmine.errors import OptionError

__all__ = ["TASKS", "Field", "fields_of"]


@dataclass(frozen=True)
class Field:
    """One thing that is coded of every sentence.

    Attributes
    ----------
    name : str
    kind : {"one", "many", "spans"}
        At most one code a sentence, any number, or spans of it that carry a code each.
    codes : tuple of str
        In the order in which they are offered. A field with its own name as its only code says yes or no.
    level : {"nominal", "ordinal"}
        Level of measurement of the codes; ordinal ones are integers.
    codebook : str or None
        The codebook that gives the codes.
    """

    name: str
    kind: str
    codes: tuple[str, ...] = ()
    level: str = "nominal"
    codebook: str | None = None


_COMPONENTS = ("actor", "deontic", "aim", "object", "condition", "purpose", "or_else")
_FACTS = ("accidents", "deaths", "injuries", "loss", "share", "change", "count", "event", "document")

TASKS: Mapping[str, tuple[Field, ...]] = {
    "directives": (
        Field("directive", "many", ("directive",)),
        Field("modality", "many", ("O", "P", "M")),
        Field("strength", "one", ("0", "1", "2", "3"), level="ordinal"),
        Field("reported", "many", ("reported",)),
    ),
    "actors": (Field("actor", "spans", ("actor",)),),
    "sectors": (Field("sector", "many", codebook="sectors"),),
    "slogans": (Field("slogan", "spans", ("N", "Q", "P", "F")),),
    "facts": (Field("fact", "spans", _FACTS),),
    "themes": (Field("theme", "one", codebook="themes"),),
    "components": (Field("component", "spans", _COMPONENTS),),
}
"""The fields of each task, by the name of the table that the program fills."""


def fields_of(of: str, codebooks: Mapping[str, Codebook] | None = None) -> tuple[Field, ...]:
    """Return the fields of a task, those of a codebook with its codes where the codebooks are given.

    Raises
    ------
    OptionError
        If there is no such task.

    Examples
    --------
    >>> [field.name for field in fields_of("directives")]
    ['directive', 'modality', 'strength', 'reported']
    """
    if of not in TASKS:
        raise OptionError(f"of is {of!r}, which cannot be coded; take one of {', '.join(TASKS)}")
    return tuple(
        replace(field, codes=tuple(codebooks[field.codebook].codes)) if codebooks and field.codebook else field
        for field in TASKS[of]
    )
