"""``speechmine rules``: the rules of the grammar, and how often each decided in texts."""

from __future__ import annotations

import click

from speechmine.cli.inputs import load, path_options, shared_options
from speechmine.cli.listing import echo_rows

__all__ = ["rules"]


@click.command(short_help="List the rules that code directives.")
@click.argument("name", required=False, metavar="[NAME]")
@click.option("--on", "paths", multiple=True, metavar="PATH", help="Count on these texts how often each rule decided.")
@path_options
@click.option("--csv", "as_csv", is_flag=True, help="Print the rows as CSV.")
@click.option("--json", "as_json", is_flag=True, help="Print the rows as a JSON array.")
@shared_options
def rules(
    name: str | None, paths: tuple[str, ...], as_csv: bool, as_json: bool, codebooks: tuple[str, ...], jobs: int | None
) -> int:
    """List the rules by which clauses are coded as directives, or are not; with NAME show one: its examples, and what it wants.

    Example: speechmine rules prohibition_goes_on
    """
    from speechmine.analyse.rules import rule_frame
    from speechmine.errors import OptionError
    from speechmine.report.rule_table import print_rule, print_rules

    mined = load(paths, codebooks, jobs) if paths else None
    frame = rule_frame(mined)
    if name is not None:
        frame = frame[frame["rule"] == name]
        if frame.empty:
            raise OptionError(f"rule {name!r} is not known; 'speechmine rules' lists them")
    if not echo_rows(frame, as_csv=as_csv, as_json=as_json):
        (print_rules if name is None else print_rule)(frame)
    return 1 if mined is not None and len(mined.errors) else 0
