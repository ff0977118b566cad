"""``speechmine --install-completion``: a shell in, click's completion where that shell looks for it out."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import get_completion_class, shell_complete

__all__ = ["completed", "completion_option"]

F = TypeVar("F", bound=Callable[..., Any])

_ASKED = "_SPEECHMINE_COMPLETE"  # the variable by which click's scripts ask
_SHELLS = ("bash", "zsh", "fish")
# Where the script goes, and the file that a shell reads first, to which a line is added; fish finds the script by itself.
_PLACES = {
    "bash": (".config/speechmine/completion.bash", ".bashrc"),
    "zsh": (".config/speechmine/completion.zsh", ".zshrc"),
    "fish": (".config/fish/completions/speechmine.fish", None),
}


def completion_option(group: F) -> F:
    """Add --install-completion."""
    return click.option(
        "--install-completion",
        type=click.Choice(_SHELLS),
        expose_value=False,
        is_eager=True,
        callback=_install,
        help="Let a shell complete commands and options with the tab key, and exit.",
    )(group)


def completed(cli: click.Group) -> int | None:
    """Answer the shell where it asks for completions, and return the exit status; None where it does not."""
    asked = os.environ.get(_ASKED)
    return shell_complete(cli, {}, "speechmine", _ASKED, asked) if asked else None


def _install(context: click.Context, option: click.Parameter, shell: str | None) -> None:
    if shell is None or context.resilient_parsing:
        return
    maker = get_completion_class(shell)
    if maker is None:
        raise click.BadParameter(f"{shell!r} is no shell with completion; take {', '.join(_SHELLS)}.", param=option)
    script, settings = _PLACES[shell]
    path = Path.home() / script
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(maker(click.Group("speechmine"), {}, "speechmine", _ASKED).source(), encoding="utf-8")
    if settings is not None:
        _add_line(Path.home() / settings, f'. "{path}"')
    click.echo(f"{path}: written; open a new {shell} to complete commands and options with the tab key", err=True)
    context.exit()


def _add_line(path: Path, line: str) -> None:
    """Add a line to a file of settings that lacks it."""
    known = path.read_text(encoding="utf-8") if path.is_file() else ""
    if line not in known.splitlines():
        path.write_text(f"{known}{'' if known.endswith(chr(10)) or not known else chr(10)}{line}\n", encoding="utf-8")
