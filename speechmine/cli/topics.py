"""``speechmine topics``: texts in, a summary of what they are about out."""

from __future__ import annotations

import json

import click

from speechmine.cli.inputs import load, shared_options

__all__ = ["topics"]


@click.command(short_help="Summarise themes, sectors, slogans and actors.")
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--themes",
    "n_themes",
    type=click.IntRange(2),
    default=None,
    metavar="N",
    help="Number of themes (default: chosen by stability).",
)
@click.option("--keep-copies", is_flag=True, help="Count copies of a speech and shared passages each time.")
@shared_options
def topics(
    paths: tuple[str, ...], as_json: bool, n_themes: int | None, keep_copies: bool, codebooks: tuple[str, ...], jobs: int | None
) -> int:
    """Summarise the themes that recur across speeches, their sectors, their slogans, and whom their directives address.

    Without a PATH it reads the sample corpus that comes with speechmine.

    Example: speechmine topics speeches/
    """
    from speechmine.analyse.copies import each_for_itself
    from speechmine.analyse.themes.model import ThemeModel
    from speechmine.analyse.topics import topic_summary
    from speechmine.report.terminal import print_topics
    from speechmine.sample import sample_path

    if not paths:
        click.echo(
            "speechmine: no PATH given; this is the sample corpus that comes with speechmine (fictitious speeches)", err=True
        )
        paths = (str(sample_path()),)
    mined = load(paths, codebooks, jobs)
    if keep_copies:
        mined = each_for_itself(mined)
    counted = "counted each time" if keep_copies else "counted once"
    summary = topic_summary(mined, ThemeModel("auto" if n_themes is None else n_themes))
    if as_json:
        click.echo(json.dumps({**summary, "copies": counted}, ensure_ascii=False))
    else:
        print_topics(summary, mined)
        click.echo(f"copies of a speech, and passages that several share: {counted}")
    return 1 if len(mined.errors) else 0
