"""``speechmine segment``: texts in, their sentences cut into words out."""

from __future__ import annotations

import click

from speechmine.cli.inputs import load_corpus, paths_argument

__all__ = ["segment"]


@click.command(short_help="Cut texts into sentences and words.")
@paths_argument
@click.option("--tags", is_flag=True, help="Put each word's part of speech behind it (jieba's tag set).")
@click.option(
    "--segmenter",
    type=click.Choice(["rjieba", "jieba"]),
    default=None,
    help="What cuts the words (default: rjieba where it is installed).",
)
def segment(paths: tuple[str, ...], tags: bool, segmenter: str | None) -> int:
    """Print one sentence a line, its words separated by blanks.

    Example: speechmine segment speech.txt --tags
    """
    from speechmine.codebooks import load_codebook
    from speechmine.segment.speech import segment_speech

    corpus, status = load_corpus(paths)
    codebooks = [load_codebook(name) for name in ("sectors", "slogans")]
    for speech in corpus:
        segmented = segment_speech(speech, codebooks=codebooks, segmenter=segmenter)
        text = segmented.view.text
        for sentence in segmented.sentences:
            words = segmented.words_in(sentence.start, sentence.end)
            click.echo(" ".join(text[w.start : w.end] + (f"/{w.tag}" if tags else "") for w in words))
    return status
