"""``speechmine corrections``: a mined folder whose tables were edited in, the edits as corrections that last out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from speechmine.cli.inputs import told_warnings

__all__ = ["corrections"]

_TOLD = {"change": "changed", "add": "added", "strike": "struck"}


@click.command(short_help="Keep what you edited in the tables.")
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
def corrections(out: Path) -> int:
    """Keep the rows that you changed, added or struck in the tables of OUT, in any format, and print them, a line each.

    They are written to OUT/corrections.jsonl, by source and offsets; 'speechmine mine' into OUT applies them again, and says
    which no longer fit because their sentence changed. Corrected rows are marked in the column 'edited'.

    Example: speechmine corrections mined
    """
    from speechmine.report.messages import tell
    from speechmine.tables.correcting import load_edited
    from speechmine.tables.corrections import CORRECTIONS, read_corrections

    kept = {str(one): one for one in read_corrections(out / CORRECTIONS)}
    with told_warnings():
        mined = load_edited(out)
    now = [one for one in mined.corrections if kept.get(str(one)) != one]
    if now:
        mined.save(out, format=mined.manifest["format"], overwrite=True)
    for one in now:
        click.echo(str(one))
    counts = Counter(one.action for one in now)
    told = ", ".join(f"{counts[action]} {tell(word)}" for action, word in _TOLD.items())
    click.echo(tell("{out}: {told}; {n} corrections in all", out=out, told=told, n=len(mined.corrections)), err=True)
    return 0
