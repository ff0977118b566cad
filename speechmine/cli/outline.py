"""``speechmine outline``: texts in, the trees of their headings out."""

from __future__ import annotations

import json

import click

from speechmine.cli.inputs import load_corpus, paths_argument

__all__ = ["outline"]


@click.command(short_help="Show the outline of each speech.")
@paths_argument
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: the speeches, each with its header and sections.")
def outline(paths: tuple[str, ...], as_json: bool) -> int:
    """Show how speeches are built: each one's title and the tree of its headings, run-in headings in brackets.

    A file may hold several speeches: each stands under its id, which is the file's name and the speech's first character.

    Example: speechmine outline speech.txt
    """
    from speechmine.report.terminal import print_outlines
    from speechmine.tables.rows import header_row, section_rows

    corpus, status = load_corpus(paths)
    if as_json:
        speeches = [{**header_row(speech), "sections": section_rows(speech)} for speech in corpus]
        click.echo(json.dumps({"speeches": speeches}, ensure_ascii=False))
    else:
        print_outlines(corpus)
    return status
