"""``speechmine manifest``: texts in, a draft of their metadata in a file out."""

from __future__ import annotations

from pathlib import Path

import click

from speechmine.cli.inputs import load_corpus, output_option, paths_argument
from speechmine.errors import OptionError

__all__ = ["manifest"]


@click.command(short_help="Draft the metadata of your texts.")
@paths_argument
@output_option("Table to write: .csv. A file that is there already is left alone.")
@click.option(
    "--pattern", default=None, metavar="FORM", help="The form of the file names, such as '{year}_{title}'; {} is passed over."
)
def manifest(paths: tuple[str, ...], out: Path, pattern: str | None) -> int:
    """Draft a manifest: a row a file with title, date, year, level, place, speaker, speaker_role and occasion.

    What manifests say already is kept; the rest comes from file names and from the headers of the texts. The column 'draft' says
    where each value came from and what is missing. Complete it, then put it beside the texts as manifest.csv.

    Example: speechmine manifest speeches/ --pattern '{year}_{title}' -o manifest.csv
    """
    from speechmine.analyse.manifests import draft_manifest
    from speechmine.report.messages import tell

    if out.exists():
        raise OptionError(f"{out} is there already and may have been completed by hand; name another file")
    if out.suffix.lower() != ".csv":
        raise OptionError(f"{out}: ending {out.suffix!r} is not known; a manifest is written as .csv")
    corpus, status = load_corpus(paths)
    frame = draft_manifest(corpus, pattern=pattern)
    frame.to_csv(out, index=False, encoding="utf-8-sig", lineterminator="\n")
    missing = ", ".join(
        f"{tell(name)} {n}" for name in ("title", "date", "year", "level") if (n := int((frame[name] == "").sum()))
    )
    click.echo(tell("{out}: {n} texts; missing: {missing}", out=out, n=len(frame), missing=missing or tell("nothing")), err=True)
    return status
