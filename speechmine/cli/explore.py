"""``speechmine explore``: texts in, a page to filter, count and read them out, as a file or served to the own browser."""

from __future__ import annotations

from pathlib import Path

import click

from speechmine.cli.inputs import load, output_option, paths_argument, shared_options

__all__ = ["explore"]


@click.command(short_help="Explore on a page: filter, count, list, read.")
@paths_argument
@output_option("Page to write: .html; without it the page is served to your browser.", required=False)
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="Port to serve on (default: a free one).")
@shared_options
def explore(paths: tuple[str, ...], out: Path | None, port: int, codebooks: tuple[str, ...], jobs: int | None) -> int:
    """Explore a corpus on one page: choose years, sectors, actors …; see them by year; list and read the sentences.

    With -o the page is one file that opens offline. Without it the page is served on this machine alone, until Ctrl-C.

    Example: speechmine explore mined -o explore.html
    """
    from speechmine.report.explorer import explorer_page, write_explorer
    from speechmine.report.explorer_server import address, explorer_server
    from speechmine.report.files import check_page_path
    from speechmine.report.messages import tell

    if out is not None:
        check_page_path(out, "the explorer")
    mined = load(paths, codebooks, jobs)
    if out is not None:
        write_explorer(mined, out)
        size = f"{out.stat().st_size / 1e6:.1f}"
        click.echo(tell("{out}: {n} speeches, {size} MB", out=out, n=len(mined.speeches), size=size), err=True)
        return 1 if len(mined.errors) else 0
    with explorer_server(explorer_page(mined), port=port) as server:
        click.echo(tell("{address} (Ctrl-C ends it)", address=address(server)))
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo(err=True)
    return 1 if len(mined.errors) else 0
