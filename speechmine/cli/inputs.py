"""What the commands share: the PATH argument, the codebook option, and how failed inputs are told."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from speechmine.codebooks import Codebook
    from speechmine.records import Corpus
    from speechmine.tables.mined import Mined

__all__ = [
    "codebook_option",
    "cores",
    "load",
    "load_corpus",
    "load_sectors",
    "output_option",
    "parse_codebooks",
    "paths_argument",
    "report_errors",
    "shared_options",
    "told_warnings",
    "where_option",
]

_WHERE = "speechmine.where"  # the context's name for --where

F = TypeVar("F", bound=Callable[..., Any])


def paths_argument(command: F) -> F:
    """Add PATH..., at least one, and --where."""
    return click.argument("paths", nargs=-1, required=True, metavar="PATH...")(where_option(command))


def where_option(command: F) -> F:
    """Add --where, which `load` and `load_corpus` heed."""
    return click.option(
        "--where", metavar="QUERY", expose_value=False, callback=_keep_where,
        help="Only the speeches that fit, by their columns or those of your metadata: \"level == 'city' and year >= 2010\".",
    )(command)  # fmt: skip


def _keep_where(context: click.Context, _: click.Parameter, where: str | None) -> None:
    context.meta[_WHERE] = where


def _where() -> str | None:
    found: str | None = click.get_current_context().meta.get(_WHERE)
    return found


def codebook_option(command: F) -> F:
    """Add --codebook."""
    return click.option(
        "--codebook",
        "codebooks",
        multiple=True,
        metavar="NAME=FILE",
        help="A codebook of your own for sectors, slogans, themes or directives.",
    )(command)


def shared_options(command: F) -> F:
    """Add the options of every command that mines: --codebook and --jobs."""
    command = codebook_option(command)
    return click.option(
        "--jobs", type=click.IntRange(1), default=None, metavar="N", help="Number of processes (default: the machine's cores)."
    )(command)


def output_option(what: str, *, required: bool = True, name: str = "out") -> Callable[[F], F]:
    """Add -o FILE; `what` is its help, `name` the parameter."""
    return click.option(
        "-o", "--output", name, required=required, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help=what
    )


def cores() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def parse_codebooks(values: Iterable[str]) -> dict[str, str]:
    """Return NAME=FILE options as a mapping."""
    pairs = {}
    for value in values:
        name, equals, path = value.partition("=")
        if not (name and equals and path):
            raise click.BadParameter(f"{value!r} is not of the form NAME=FILE, such as sectors=my.tsv.", param_hint="--codebook")
        pairs[name] = path
    return pairs


def load(paths: Sequence[str], codebooks: Iterable[str], jobs: int | None) -> Mined:
    """Load mined tables or mine the paths, as far as --where goes, and tell on standard error which inputs failed."""
    from speechmine.mining import load_or_mine

    mined = load_or_mine(paths, codebooks=parse_codebooks(codebooks), jobs=jobs or cores())
    report_errors(mined.errors.to_dict("records"))
    where = _where()
    return mined if where is None else mined.subset(where)


def load_sectors(codebooks: Iterable[str]) -> Codebook:
    """Load the sectors that the texts are mined with: the user's own where --codebook names them, else the package's."""
    from speechmine.codebooks import load_codebook

    return load_codebook("sectors", parse_codebooks(codebooks).get("sectors"))


def report_errors(errors: Iterable[Mapping[str, Any]]) -> int:
    """Name each failed input on standard error; return the exit status: 1 where there is one, else 0."""
    status = 0
    for row in errors:
        line = f"speechmine: {row['source']}: {row['error']}: {row['detail']}"
        click.echo("".join(char if char.isprintable() else ascii(char)[1:-1] for char in line), err=True)
        status = 1
    return status


@contextmanager
def told_warnings() -> Iterator[None]:
    """Tell the warnings of the block on standard error, each once, as lines a user can read."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        yield
    for message in dict.fromkeys(str(warning.message) for warning in caught):
        click.echo(f"speechmine: {message}", err=True)


def load_corpus(paths: Sequence[str]) -> tuple[Corpus, int]:
    """Read the paths into a corpus, as far as --where goes; return it with the exit status, failed inputs told."""
    from speechmine.mining import read_corpus
    from speechmine.tables.rows import error_row
    from speechmine.tables.speeches import corpus_where

    corpus = read_corpus(*paths)
    status = report_errors(map(error_row, corpus.errors))
    where = _where()
    return (corpus if where is None else corpus_where(corpus, where)), status
