"""``speechmine tables``: the name of a table in, what its columns hold out."""

from __future__ import annotations

import click

from speechmine.cli.listing import echo_rows

__all__ = ["tables"]


@click.command(short_help="Say what each column of each table holds.")
@click.argument("name", required=False)
@click.option("--csv", "as_csv", is_flag=True, help="Print the rows as CSV.")
@click.option("--json", "as_json", is_flag=True, help="Print the rows as a JSON array.")
def tables(name: str | None, as_csv: bool, as_json: bool) -> int:
    """Say what each column holds: kind, allowed values, unit, key and meaning, as Markdown; of one table where NAME is given.

    Example: speechmine tables directives
    """
    from speechmine.tables.dictionary import table_docs, tables_page

    if not echo_rows(table_docs(name), as_csv=as_csv, as_json=as_json):
        click.echo(tables_page(name), nl=False)
    return 0
