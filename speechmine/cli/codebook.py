"""``speechmine codebook check``: a codebook and texts in, what to mend in it and what it covers out."""

from __future__ import annotations

import json
from pathlib import Path

import click

from speechmine.cli.inputs import load_corpus, path_options
from speechmine.cli.listing import json_rows

__all__ = ["codebook"]


@click.group(short_help="Check a codebook of your own.")
def codebook() -> None:
    """Work with codebooks, your own or the package's.

    Example: speechmine codebook check my.tsv speeches/
    """


@codebook.command(short_help="Say what to mend in a codebook, and what it covers.")
@click.argument("file", metavar="FILE")
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@path_options
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def check(file: str, paths: tuple[str, ...], as_json: bool) -> int:
    """Check a codebook: FILE, or the name of one of the package's.

    A file that breaks the format is refused with its line and what to do. Else it lists terms that can never be found, strings
    that stand for several codes, and examples that are not as they claim; with PATHs, what each code finds there and which terms
    find nothing.

    Example: speechmine codebook check my.tsv speeches/
    """
    from speechmine.analyse.coverage import codebook_coverage, codebook_issues
    from speechmine.codebooks import codebook_names, load_codebook
    from speechmine.report.listings import print_codebook_check
    from speechmine.segment.speech import segment_speech

    packaged = file in codebook_names() and not Path(file).exists()
    own = load_codebook(file) if packaged else load_codebook(Path(file).stem, file)
    issues = codebook_issues(own)
    status, codes, terms = 0, None, None
    if paths:
        corpus, status = load_corpus(paths)
        codes, terms = codebook_coverage(own, map(segment_speech, corpus.speeches))
    if as_json:
        tables = {"issues": issues, "codes": codes, "terms": terms}
        click.echo(
            json.dumps({name: json_rows(table) for name, table in tables.items() if table is not None}, ensure_ascii=False)
        )
    else:
        print_codebook_check(issues, codes, terms)
    return status
