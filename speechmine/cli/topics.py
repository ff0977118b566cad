"""``speechmine topics``: texts in, a summary of what they are about out."""

from __future__ import annotations

import json

import click

from speechmine.cli.inputs import load, path_options, shared_options, told_warnings

__all__ = ["topics"]


@click.command(short_help="Summarise themes, sectors, slogans and actors.")
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@path_options
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--themes",
    "n_themes",
    type=click.IntRange(2),
    default=None,
    metavar="N",
    help="Number of themes (default: chosen by stability).",
)
@click.option(
    "--min-speeches", type=click.IntRange(1), default=2, show_default=True, help="Speeches, copies not counted, to recur in."
)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Seed of the themes.")
@click.option(
    "--code-weight",
    type=click.FloatRange(0),
    default=0.5,
    show_default=True,
    help="Weight of the coded themes as a guide; 0 for texts of another genre than safety speeches.",
)
@click.option("--keep-copies", is_flag=True, help="Count copies of a speech and shared passages each time.")
@shared_options
def topics(
    paths: tuple[str, ...],
    as_json: bool,
    n_themes: int | None,
    min_speeches: int,
    seed: int,
    code_weight: float,
    keep_copies: bool,
    codebooks: tuple[str, ...],
    jobs: int | None,
) -> int:
    """Summarise the themes that recur across speeches, their sectors, their slogans, and whom their directives address.

    Without a PATH it reads the sample corpus that comes with speechmine.

    Example: speechmine topics speeches/
    """
    from speechmine.analyse.themes.features import ContextVectorizer
    from speechmine.analyse.themes.model import ThemeModel
    from speechmine.analyse.topics import topic_summary
    from speechmine.report.messages import tell
    from speechmine.report.terminal import print_topics
    from speechmine.sample import sample_path

    if not paths:
        click.echo(
            tell("speechmine: no PATH given; this is the sample corpus that comes with speechmine (fictitious speeches)"),
            err=True,
        )
        paths = (str(sample_path()),)
    mined = load(paths, codebooks, jobs)
    counted = "counted each time" if keep_copies else "counted once"
    model = ThemeModel(
        "auto" if n_themes is None else n_themes,
        min_speeches=min_speeches,
        vectorizer=ContextVectorizer(code_weight=code_weight),
        random_state=seed,
    )
    with told_warnings():
        summary = topic_summary(mined, model, keep_copies=keep_copies)
    if as_json:
        click.echo(json.dumps({**summary, "copies": counted}, ensure_ascii=False))
    else:
        print_topics(summary, mined)
        click.echo(tell("copies of a speech, and passages that several share: {counted}", counted=tell(counted)))
    return 1 if len(mined.errors) else 0
