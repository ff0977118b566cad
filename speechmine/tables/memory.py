"""Remember what was worked out from a table while it stays as it is: mined tables and a function in, its result out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
import pandas as pd

__all__ = ["remembered", "remembered_of"]

Result = TypeVar("Result")
_WRITES_COPY = int(pd.__version__.partition(".")[0]) >= 3  # before, a write into a table changes views of it, too


def remembered(mined: Any, table: str, make: Callable[[pd.DataFrame], Result], columns: Sequence[str]) -> Result:
    """Return ``make(getattr(mined, table))``, made anew only where one of its columns is no longer what it was.

    Parameters
    ----------
    mined : Mined
        Keeps the result in its ``memory``, and is forgotten with it; for tables without one nothing is remembered.
    table : str
    make : callable
        A function of a module, which depends on `columns` alone; nobody may change its result.
    columns : sequence of str

    Notes
    -----
    A view of the columns is kept. From pandas 3 on, a write into a frame that others have views of goes to a copy; so the
    columns are the same as long as they stand at the same place. With an older pandas nothing is remembered.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> mined = SimpleNamespace(tokens=pd.DataFrame({"text": ["隐患", "整治"]}), memory={})
    >>> remembered(mined, "tokens", len, ["text"])
    2
    """
    return remembered_of(mined, make, {table: columns}, lambda: make(getattr(mined, table)))


def remembered_of(mined: Any, key: Any, columns: Mapping[str, Sequence[str]], make: Callable[[], Result]) -> Result:
    """Return what `make` makes of several tables, as `remembered` does of one.

    Parameters
    ----------
    mined : Mined
    key : hashable
        What is remembered.
    columns : mapping of str to sequence of str
        The columns of each table that the result depends on; a table may be missing, as ``tokens`` may.
    make : callable

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> mined = SimpleNamespace(tokens=None, speeches=pd.DataFrame({"speech_id": ["甲@0"]}), memory={})
    >>> remembered_of(mined, "n", {"speeches": ["speech_id"], "tokens": ["text"]}, lambda: len(mined.speeches))
    1
    """
    memory = getattr(mined, "memory", None)
    if memory is None or not _WRITES_COPY:
        return make()
    kept, result = memory.get(key, (None, None))
    if kept is None or not all(_as_it_was(kept[table], getattr(mined, table), names) for table, names in columns.items()):
        result = make()
        memory[key] = ({table: _view(getattr(mined, table), names) for table, names in columns.items()}, result)
    found: Result = result
    return found


def _view(frame: pd.DataFrame | None, columns: Sequence[str]) -> dict[str, pd.Series[Any]] | None:
    return None if frame is None else {name: frame[name].copy(deep=False) for name in columns if name in frame}


def _as_it_was(kept: Mapping[str, pd.Series[Any]] | None, frame: pd.DataFrame | None, columns: Sequence[str]) -> bool:
    if kept is None or frame is None:
        return kept is frame
    present = [name for name in columns if name in frame]
    return present == list(kept) and all(_in_one_place(kept[name].to_numpy(), frame[name].to_numpy()) for name in present)


def _in_one_place(a: np.ndarray[Any, Any], b: np.ndarray[Any, Any]) -> bool:
    """Whether two arrays, both alive, are views of the same cells."""
    return a.ctypes.data == b.ctypes.data and (a.shape, a.strides) == (b.shape, b.strides)
