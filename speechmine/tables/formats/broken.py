"""The error of a table file that was changed into something else."""

from __future__ import annotations

from pathlib import Path

from speechmine.errors import InputError

__all__ = ["broken_table"]


def broken_table(path: Path, what: str) -> InputError:
    """Return the error: which file, what is wrong with it, what to do."""
    return InputError(str(path), "broken table", f"{what}; mend the file or mine again", "tables")
