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
    from speechmine.records import Corpus
    from speechmine.tables.mined import Mined

__all__ = [
    "TOLD_AT_END",
    "asked",
    "codebook_option",
    "cores",
    "keep_option",
    "load",
    "load_corpus",
    "output_option",
    "parse_codebooks",
    "path_options",
    "paths_argument",
    "report_errors",
    "shared_options",
    "tell_lacking",
    "told_warnings",
]

TOLD_AT_END = "speechmine.told"
"""Lines in ``meta`` of a command's context that are told where it did not fail."""

_NAMED = 3  # inputs of one fault that have a line each, or are named in the one line of more
F = TypeVar("F", bound=Callable[..., Any])


def paths_argument(command: F) -> F:
    """Add PATH..., at least one, and the options that go with it."""
    return click.argument("paths", nargs=-1, required=True, metavar="PATH...")(path_options(command))


def path_options(command: F) -> F:
    """Add --where and --manifest, which `load`, `load_corpus` and `asked` heed."""
    for name, metavar, told in (
        ("manifest", "FILE", "Metadata of the texts, as manifest.csv has them, for folders that nothing can be put into."),
        ("where", "QUERY", "Only the speeches that fit, by their columns or your own: \"level == 'city' and year >= 2010\"."),
    ):
        command = click.option(f"--{name}", metavar=metavar, expose_value=False, callback=keep_option, help=told)(command)
    return command


def keep_option(context: click.Context, option: click.Parameter, value: object) -> None:
    """Keep an option for `asked`."""
    context.meta[f"speechmine.{option.name}"] = value


def asked(name: str) -> Any:
    """Return what was given for an option that `keep_option` kept, None where nothing was."""
    return click.get_current_context().meta.get(f"speechmine.{name}")


def codebook_option(command: F) -> F:
    """Add --codebook."""
    return click.option(
        "--codebook",
        "codebooks",
        multiple=True,
        metavar="NAME=FILE",
        help="A codebook of your own for sectors, slogans, themes or directives; or themes=policy: general fields of policy.",
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
    """Return NAME=FILE options as a mapping to files; themes=policy names a codebook of the package."""
    from speechmine.codebooks import codebook_files

    pairs = {}
    for value in values:
        name, equals, path = value.partition("=")
        if not (name and equals and path):
            raise click.BadParameter(f"{value!r} is not of the form NAME=FILE, such as sectors=my.tsv.", param_hint="--codebook")
        pairs[name] = path
    return codebook_files(pairs)


def load(paths: Sequence[str], codebooks: Iterable[str], jobs: int | None) -> Mined:
    """Load mined tables or mine the paths, as far as --where goes, and tell on standard error which inputs failed."""
    from speechmine.mining import load_or_mine

    with told_warnings():
        own, manifest = parse_codebooks(codebooks), asked("manifest")
        mined = load_or_mine(paths, codebooks=own, jobs=jobs or cores(), manifest=manifest)
    report_errors(mined.errors.to_dict("records"))
    where = asked("where")
    return mined if where is None else mined.subset(where)


def tell_lacking(manifest: Mapping[str, Any]) -> None:
    """Tell, once the command has done its work, how many speeches were read, and how many lack which metadata."""
    from speechmine.report.messages import tell
    from speechmine.report.reading import told_lacking

    told = told_lacking(manifest["lacking"], manifest["counts"]["speeches"])
    lines = click.get_current_context().meta.setdefault(TOLD_AT_END, [])
    lines.append(f"speechmine: {told}")
    if manifest["own_columns"]:
        own = tell("columns of your own, kept in meta, to group and filter by: {names}", names=", ".join(manifest["own_columns"]))
        lines.append(f"speechmine: {own}")


def report_errors(errors: Iterable[Mapping[str, Any]]) -> int:
    """Name each failed input on standard error, many of one fault in a line; return the exit status: 1 or 0."""
    sources: dict[tuple[str, str], list[str]] = {}
    for row in errors:
        sources.setdefault((row["error"], row["detail"]), []).append(row["source"])
    for (error, detail), names in sources.items():
        many = len(names) > _NAMED
        for name in [f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"] if many else names:
            line = f"speechmine: {name}: {error}: {detail}"
            click.echo("".join(char if char.isprintable() else ascii(char)[1:-1] for char in line), err=True)
    return 1 if sources else 0


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

    with told_warnings():
        corpus = read_corpus(*paths, manifest=asked("manifest"))
    status = report_errors(map(error_row, corpus.errors))
    where = asked("where")
    return (corpus if where is None else corpus_where(corpus, where)), status
