"""``speechmine show``: a text or mined tables in, the speeches with their outline and highlights out."""

from __future__ import annotations

import os

import click

from speechmine.cli.inputs import load, path_options, shared_options

__all__ = ["show"]


@click.command(short_help="Show a speech with highlights.")
@click.argument("paths", nargs=1, metavar="FILE")
@path_options
@click.option("--speech", default=None, metavar="TEXT", help="Only the speeches whose id or title holds TEXT.")
@shared_options
def show(paths: str, speech: str | None, codebooks: tuple[str, ...], jobs: int | None) -> int:
    """Show a speech: its outline, then its text with directives, sectors, slogans and facts highlighted.

    FILE is a text, a folder, or a folder that 'speechmine mine' wrote. At a terminal the text is paged; where the output goes to
    a file or a pipe the colours are left out, unless FORCE_COLOR=1 stands in the environment.

    Example: speechmine show speech.txt
    """
    from speechmine.analyse.directives import speech_ids
    from speechmine.report.console import open_console
    from speechmine.report.speech_view import show as show_speech

    mined = load((paths,), codebooks, jobs)
    kept = speech_ids(mined.speeches, names=[] if speech is None else [speech])
    console = open_console()
    views = [show_speech(speech_id, mined=mined) for speech_id in mined.speeches["speech_id"] if speech_id in kept]
    if console.is_terminal:
        os.environ.setdefault("LESS", "-R")  # else less shows the colours' codes
        with console.pager(styles=True):
            console.print(*views)
    else:
        console.print(*views)
    return 1 if len(mined.errors) else 0
