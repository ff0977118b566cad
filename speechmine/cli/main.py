"""The command ``speechmine``: arguments in, an exit status out; every error is one line on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from speechmine.cli.accuracy import accuracy
from speechmine.cli.agreement import agreement
from speechmine.cli.attention import attention
from speechmine.cli.carry import carry
from speechmine.cli.codebook import codebook
from speechmine.cli.collocates import collocates
from speechmine.cli.completion import completed, completion_option
from speechmine.cli.correct import correct
from speechmine.cli.corrections import corrections
from speechmine.cli.crosstab import crosstab
from speechmine.cli.diff import diff
from speechmine.cli.directives import directives
from speechmine.cli.dispersion import dispersion
from speechmine.cli.explain import explain
from speechmine.cli.explore import explore
from speechmine.cli.facts import facts
from speechmine.cli.graph import graph
from speechmine.cli.indicators import indicators
from speechmine.cli.inputs import TOLD_AT_END
from speechmine.cli.keyness import keyness
from speechmine.cli.kwic import kwic
from speechmine.cli.language import language_option
from speechmine.cli.manifest import manifest
from speechmine.cli.mine import mine
from speechmine.cli.ngrams import ngrams
from speechmine.cli.outline import outline
from speechmine.cli.query import query
from speechmine.cli.report import report
from speechmine.cli.reuse import reuse
from speechmine.cli.rules import rules
from speechmine.cli.sample import sample
from speechmine.cli.sectors import sectors
from speechmine.cli.segment import segment
from speechmine.cli.settle import settle
from speechmine.cli.show import show
from speechmine.cli.slogans import slogans
from speechmine.cli.tables import tables
from speechmine.cli.topics import topics
from speechmine.cli.verify import verify
from speechmine.errors import CodebookError, InputError, OptionError
from speechmine.progress import showing
from speechmine.report.messages import speaking, tell

__all__ = ["cli", "main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="speechmine")
@language_option
@completion_option
def cli() -> None:
    """Turn Chinese official speeches into a research dataset.

    PATH is a file, a folder, '-' for standard input, or a folder that 'speechmine mine' wrote.

    Exit status: 0 done; 1 done, but some inputs failed; 2 nothing could be done.
    """


for command in (
    mine,
    corrections,
    manifest,
    topics,
    directives,
    sectors,
    slogans,
    facts,
    indicators,
    attention,
    carry,
    report,
    explain,
    explore,
    rules,
    show,
    graph,
    reuse,
    diff,
    kwic,
    keyness,
    collocates,
    dispersion,
    ngrams,
    crosstab,
    outline,
    segment,
    codebook,
    tables,
    verify,
    query,
    sample,
    agreement,
    settle,
    accuracy,
    correct,
):
    cli.add_command(language_option(command))


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit."""
    sys.exit(_run(list(sys.argv[1:] if args is None else args)))


def _run(args: list[str]) -> int:
    answered = completed(cli)
    if answered is not None:
        return answered
    try:
        with speaking(None), showing(None, name=tell), cli.make_context("speechmine", args) as context:
            status: int = cli.invoke(context) or 0
            for line in context.meta.get(TOLD_AT_END, ()):
                click.echo(line, err=True)
            return status
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 0
    except BrokenPipeError:
        # The reader of a pipe went away (… | head): no error, but Python must not try to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (Exception, KeyboardInterrupt) as error:  # the user gets one line, whatever happened
        if "SPEECHMINE_TRACEBACK" in os.environ:
            raise
        click.echo(" ".join(_told(error).split()), err=True)
        return 2


def _told(error: BaseException) -> str:
    """Say what went wrong and what to do."""
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return "speechmine: interrupted; run it again, and 'mine' goes on where it stopped"
    if isinstance(error, click.ClickException):
        where = getattr(getattr(error, "ctx", None), "command_path", "speechmine")
        return f"{where}: {error.format_message()} See '{where} --help'."
    if isinstance(error, CodebookError | InputError | OptionError):
        return f"speechmine: {error}"
    if isinstance(error, OSError) and error.strerror:
        return f"speechmine: {error.filename or 'output'}: {error.strerror}; check the path, its rights and the space left"
    return (
        f"speechmine: unexpected {type(error).__name__}: {error}; please report it with what SPEECHMINE_TRACEBACK=1 in the "
        "environment makes this command print"
    )
