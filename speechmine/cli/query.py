"""``speechmine query``: SQL in, the rows that it selects from mined tables out."""

from __future__ import annotations

import click

from speechmine.cli.inputs import load, path_options
from speechmine.cli.listing import echo_rows

__all__ = ["query"]


@click.command(short_help="Select rows of the tables by SQL.")
@click.argument("path", metavar="PATH")
@click.argument("select", metavar="SELECT")
@click.option("--csv", "as_csv", is_flag=True, help="Print the rows as CSV.")
@click.option("--json", "as_json", is_flag=True, help="Print the rows as a JSON array.")
@path_options
def query(path: str, select: str, *, as_csv: bool, as_json: bool) -> int:
    """Select rows of the mined tables by SQL (DuckDB's).

    The tables stand by their names, which 'speechmine tables' lists with their columns; 'components' has a row for each actor,
    aim, object and so on of a directive.

    Example: speechmine query mined "select code, count(*) as n from sectors group by code order by n desc"
    """
    mined = load((path,), (), None)
    rows = mined.sql(select)
    if not echo_rows(rows, as_csv=as_csv, as_json=as_json):
        click.echo(rows.to_string(index=False))
    return 1 if len(mined.errors) else 0
