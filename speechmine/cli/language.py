"""The option that every command has: ``--lang``, the language of what is printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from speechmine.report.messages import LANGUAGES, speaking

__all__ = ["language_option"]

F = TypeVar("F", bound=Callable[..., Any])


def language_option(command: F) -> F:
    """Add --lang, before the command's name or behind it."""
    return click.option(
        "--lang", type=click.Choice(LANGUAGES), expose_value=False, is_eager=True, callback=_speak,
        help="Language of what is printed and drawn (default: SPEECHMINE_LANG, else the locale's); data stays as it is.",
    )(command)  # fmt: skip


def _speak(context: click.Context, _: click.Parameter, lang: str | None) -> None:
    context.with_resource(speaking(lang))
