"""What the commands of corpus linguistics share: the options that say which part of the text is looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from speechmine.cli.listing import listing_options
from speechmine.errors import OptionError

__all__ = ["SYNTAX", "item_kind", "parse_part", "part_option", "scope_options", "scope_values", "top_option"]

F = TypeVar("F", bound=Callable[..., Any])
SYNTAX = (
    "A query over the speeches, NAME=VALUE (sector, theme, actor, slogan, term, modality, strength, level, year …; A,B: either), "
    "'directives', 'headings' or 'text'; several times: all must hold."
)
_FLAGS = {"directives": ("directives", True), "headings": ("headings", True), "text": ("headings", False)}
_PAIR = re.compile(r"\s*(\w+)=([^=].*)", re.DOTALL)


def part_option(name: str, told: str, *, required: bool = False, variable: str | None = None) -> Callable[[F], F]:
    """Add an option that names a part of the text; given several times, all conditions must hold."""
    return click.option(f"--{name}", variable or name, multiple=True, required=required, metavar="PART", help=told)


def scope_options(command: F) -> F:
    """Add --in, --characters and the options of every listing command."""
    for add in (
        listing_options,
        click.option("--characters", is_flag=True, help="Take characters in place of words."),
        part_option("in", f"Only this part. {SYNTAX}", variable="within"),
    ):
        command = add(command)
    return command


def top_option(default: int = 20) -> Callable[[F], F]:
    """Add --top."""
    return click.option("--top", type=click.IntRange(1), default=default, show_default=True, metavar="N", help="Rows to show.")


def parse_part(values: Iterable[str]) -> dict[str, Any] | None:
    """Return conditions as the library takes them, None where there is none.

    Raises
    ------
    OptionError
        If two say different things of one name.

    Examples
    --------
    >>> parse_part(["level == 'city'", "sector=coal_mining,消防", "strength=3", "directives"])
    {'where': "level == 'city'", 'sector': ['coal_mining', '消防'], 'strength': [3], 'directives': True}
    """
    part: dict[str, Any] = {}
    for value in values:
        pair = _PAIR.fullmatch(value)
        name, condition = (pair[1], _listed(pair[2])) if pair else _FLAGS.get(value.strip(), ("where", value))
        if name in part and name != "where":
            raise OptionError(f"{value!r}: {name} is given twice; write alternatives with a comma, {name}=A,B")
        part[name] = f"({part[name]}) and ({condition})" if name in part else condition
    return part or None


def item_kind(of: str, *, characters: bool) -> str:
    """Return what is counted: --characters takes the place of the words."""
    return "characters" if characters and of == "words" else of


def scope_values(within: Iterable[str], *, characters: bool, keep_copies: bool) -> dict[str, Any]:
    """Return what `scope_options` gave as the library takes it."""
    return {"within": parse_part(within), "tokens": "characters" if characters else "words", "keep_copies": keep_copies}


def _listed(text: str) -> list[str | int]:
    return [int(value) if value.isdecimal() else value for value in map(str.strip, re.split("[,，]", text))]
