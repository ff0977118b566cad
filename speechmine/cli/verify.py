"""``speechmine verify``: a mined folder in, each row and file that is not as it was written out."""

from __future__ import annotations

import click

__all__ = ["verify"]


@click.command(short_help="Check a mined folder: offsets, keys, hashes.")
@click.argument("out", metavar="OUT")
@click.argument("paths", nargs=-1, metavar="[PATH...]")
def verify(out: str, paths: tuple[str, ...]) -> int:
    """Check that a mined folder is whole: files and hashes, kinds and values, keys, every offset and every nested span.

    With PATH also whether the texts that it was mined from are unchanged. Names each row that fails, one a line.
    Exit status: 0 all holds; 1 something does not.

    Example: speechmine verify mined speeches/
    """
    from speechmine.mining.verification import verify_folder
    from speechmine.report.messages import tell

    found = 0
    for found, line in enumerate(verify_folder(out, paths), 1):  # noqa: B007 the last number counts
        click.echo(line)
    if not found:
        click.echo(tell("{out}: all holds", out=out), err=True)
    return 1 if found else 0
