"""``speechmine agreement``: codings in, how far the coders agree out."""

from __future__ import annotations

import click

from speechmine.cli.coding import print_or_echo, table_options

__all__ = ["agreement"]


@click.command(short_help="Measure how far coders agree.")
@click.argument("coding", nargs=-1, required=True, metavar="CODING...")
@table_options
def agreement(coding: tuple[str, ...], as_csv: bool, as_json: bool) -> int:
    """Measure how far coders agree: percent, kappa, Krippendorff's alpha, Gwet's AC1, by field and code, with 95 % intervals.

    CODING is the folder of the sample, or the files that the coding page exported.

    Example: speechmine agreement sample/
    """
    from speechmine.report.validation_table import print_agreement
    from speechmine.validate.agreement import agreement_frame
    from speechmine.validate.coding import read_coding

    print_or_echo(agreement_frame(read_coding(coding)), print_agreement, as_csv=as_csv, as_json=as_json)
    return 0
