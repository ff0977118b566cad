"""Remember what was worked out from a table while the table stays as it is: a function and a frame in, its result out."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
import pandas as pd

__all__ = ["remembered"]

Result = TypeVar("Result")
_WRITES_COPY = int(pd.__version__.partition(".")[0]) >= 3  # before, a write into a table changes views of it, too
_known: dict[tuple[Any, int], tuple[pd.DataFrame, Any]] = {}


def remembered(make: Callable[[pd.DataFrame], Result], frame: pd.DataFrame, columns: Sequence[str]) -> Result:
    """Return ``make(frame)``, made anew only where one of its columns is no longer what it was.

    Parameters
    ----------
    make : callable
        A function of a module, which depends on `columns` alone; nobody may change its result.
    frame : DataFrame
        Forgotten together with the result.
    columns : sequence of str

    Notes
    -----
    A view of the columns is kept. From pandas 3 on, a write into a frame that others have views of goes to a copy; so the
    columns are the same as long as they stand at the same place. With an older pandas nothing is remembered.

    Examples
    --------
    >>> words = pd.DataFrame({"text": ["隐患", "整治"]})
    >>> remembered(len, words, ["text"])
    2
    """
    if not _WRITES_COPY:
        return make(frame)
    key = (make, id(frame))
    kept, result = _known.get(key, (None, None))
    if kept is None or not all(_in_one_place(kept[name].to_numpy(), frame[name].to_numpy()) for name in columns):
        if kept is None:
            weakref.finalize(frame, _known.pop, key, None)
        result = make(frame)
        _known[key] = (frame[list(columns)].copy(deep=False), result)
    found: Result = result
    return found


def _in_one_place(a: np.ndarray[Any, Any], b: np.ndarray[Any, Any]) -> bool:
    """Whether two arrays, both alive, are views of the same cells."""
    return a.ctypes.data == b.ctypes.data and (a.shape, a.strides) == (b.shape, b.strides)
