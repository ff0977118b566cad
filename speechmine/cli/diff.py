"""``speechmine diff``: two speeches in, both side by side out, shared text folded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from speechmine.cli.inputs import output_option
from speechmine.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from speechmine.records import Speech

__all__ = ["diff"]


@click.command(short_help="Show two speeches side by side.")
@click.argument("a")
@click.argument("b")
@click.option("--mined", "out", default=None, metavar="OUT", help="A and B are speech ids of this folder of mined tables.")
@output_option("Write a page that opens offline: .html.", required=False, name="page")
@click.option("--csv", "as_csv", is_flag=True, help="Print the pieces as CSV.")
def diff(a: str, b: str, out: str | None, page: Path | None, as_csv: bool) -> int:
    """Show what is new in speech B and what of speech A is gone; what both have is folded.

    A and B are files, or FILE@OFFSET where a file holds several speeches, or with --mined the speech_ids of mined tables.

    Example: speechmine diff 2023.txt 2024.txt
    """
    from speechmine.analyse.reuse.diff import diff_frame
    from speechmine.report.diff_page import PAGE, print_comparison, write_comparison
    from speechmine.report.files import check_page_path
    from speechmine.report.messages import tell

    if page:
        check_page_path(page, PAGE)
    names = (a, b)
    one, two = _of_folder(out, a, b) if out else (_of_file(a), _of_file(b))
    frame = diff_frame(one, two)
    if page:
        write_comparison(frame, page, names)
        click.echo(tell("{out}: {n} rows", out=page, n=frame["row"].nunique()), err=True)
    elif as_csv:
        click.echo(frame.to_csv(index=False), nl=False)
    else:
        print_comparison(frame, names)
    return 0


def _of_folder(out: str, *ids: str) -> list[Speech]:
    """Find the speeches of mined tables by their ids."""
    from speechmine.mining import read_corpus
    from speechmine.tables.files import is_mined

    if not is_mined(out):
        raise OptionError(f"{out} holds no mined tables; write them with 'speechmine mine PATH -o OUT'")
    speeches = {speech.speech_id: speech for speech in read_corpus(out)}
    return [_named(one, speeches, out) for one in ids]


def _of_file(name: str) -> Speech:
    """Read the speech of a file; where it holds several, the one at the offset behind the name."""
    from speechmine.mining import read_corpus

    path, at, offset = name.rpartition("@")
    is_part = bool(at) and offset.isdecimal() and not Path(name).exists()
    corpus = read_corpus(path if is_part else name)
    speeches = {f"{path if is_part else name}@{speech.start}": speech for speech in corpus}
    if not speeches:
        raise OptionError(f"{name} holds no speech; name a file with text")
    return _named(name, speeches, path) if is_part or len(speeches) > 1 else next(iter(speeches.values()))


def _named(name: str, speeches: dict[str, Speech], where: str) -> Speech:
    if name in speeches:
        return speeches[name]
    raise OptionError(f"{name!r} is not one of the {len(speeches)} speeches of {where or name}; take one of {_some(speeches)}")


def _some(ids: Iterable[str]) -> str:
    listed = list(ids)
    return ", ".join(listed[:5]) + (", …" if len(listed) > 5 else "")
