"""``speechmine explain``: a sentence in, how it is coded and why out."""

from __future__ import annotations

import json
import sys

import click

from speechmine.cli.inputs import codebook_option, parse_codebooks

__all__ = ["explain"]


@click.command(short_help="Explain how a sentence is coded.")
@click.argument("text")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@codebook_option
def explain(text: str, as_json: bool, codebooks: tuple[str, ...]) -> int:
    """Explain how a sentence is coded: its components coloured, the rules that fired, or why it is no directive.

    TEXT is the sentence, or '-' for standard input.

    Example: speechmine explain 各渡口必须在汛期前修好缆绳，严禁超载。
    """
    from speechmine.read.encodings import decode
    from speechmine.report.console import open_console
    from speechmine.report.explanation import explain as explain_text

    if text == "-":
        text, _ = decode(sys.stdin.buffer.read())
    explanation = explain_text(text, codebooks=parse_codebooks(codebooks))
    if as_json:
        click.echo(json.dumps(explanation.to_dict(), ensure_ascii=False))
    else:
        open_console().print(explanation)
    return 0
