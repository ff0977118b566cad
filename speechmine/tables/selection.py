"""Which speeches a condition selects: the table ``speeches`` and a query in, True or False a speech out."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Mapping

import pandas as pd

from speechmine.errors import OptionError

__all__ = ["selected", "speech_columns"]

_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")  # 007 is a code, which must not become 7
_TOKEN = re.compile(r"'[^']*'|\"[^\"]*\"|`(?P<name>[^`]+)`|(?P<sign>[&|])")
_WORDS = {"&": " and ", "|": " or "}  # as pandas reads them: they bind no closer
# No call, no attribute, no subscript, no @: a query compares columns and can do nothing else.
_ALLOWED = (
    ast.Expression, ast.BoolOp, ast.boolop, ast.UnaryOp, ast.unaryop, ast.BinOp, ast.operator, ast.Compare, ast.cmpop, ast.Name,
    ast.Constant, ast.List, ast.Tuple, ast.Load,
)  # fmt: skip
_SHOWN = 12  # values or columns in a message


def speech_columns(speeches: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of the speeches with those that the user's metadata added.

    Parameters
    ----------
    speeches : DataFrame
        The table ``speeches``.

    Returns
    -------
    DataFrame
        In the order of `speeches`; a key of ``meta`` that is a column of the table already gives none. A column whose filled
        cells are all numbers (``12``, ``0.5``; not ``007``) is float64, others are strings; empty cells are missing.

    Examples
    --------
    >>> speeches = pd.DataFrame({"speech_id": ["甲@0", "乙@0"], "meta": [{"部门": "应急局", "人数": "35"}, {}]})
    >>> speech_columns(speeches)["人数"].tolist()
    [35.0, nan]
    """
    own = {str(name): speeches[name] for name in speeches if name != "meta"}
    metas = [meta if isinstance(meta, Mapping) else {} for meta in speeches.get("meta", [{}] * len(speeches))]
    added = dict.fromkeys(key for meta in metas for key in meta if key not in own)
    own |= {key: pd.Series([meta.get(key) or None for meta in metas], dtype=object) for key in added}
    return pd.DataFrame({name: _typed(column.reset_index(drop=True)) for name, column in own.items()})


def selected(speeches: pd.DataFrame, where: str) -> pd.Series[bool]:
    """Say of each speech whether it fits a query.

    Parameters
    ----------
    speeches : DataFrame
        The table ``speeches``.
    where : str
        In the syntax of ``DataFrame.query`` over the columns of ``speech_columns``: comparisons, ``in``, ``and``, ``or``,
        ``not``, arithmetic, names that are no words in backticks. A speech without a value fits ``!=`` and ``not in`` alone.

    Returns
    -------
    Series of bool
        With the index of `speeches`.

    Raises
    ------
    OptionError
        If the query is malformed, holds anything else (a call, an attribute, ``@``), names no column, or compares numbers with
        text.

    Examples
    --------
    >>> metas = [{"届 次": "3"}, {"届 次": "5"}]
    >>> speeches = pd.DataFrame({"speech_id": ["甲@0", "乙@0"], "level": ["city", None], "meta": metas})
    >>> selected(speeches, "level == 'city' and `届 次` < 4").tolist()
    [True, False]
    """
    query, places = _plain_names(where.strip())
    columns = speech_columns(speeches).rename(columns=places)
    names = {place: name for name, place in places.items()}
    try:
        _check(ast.parse(query, mode="eval"), where, columns, names)
        fits = columns.eval(query, engine="python", parser="pandas", local_dict={}, global_dict={})
    except OptionError:
        raise
    except (SyntaxError, TypeError, ValueError, ArithmeticError, AttributeError, LookupError, NotImplementedError, NameError):
        raise _malformed(where) from None
    if not (isinstance(fits, pd.Series) and pd.api.types.is_bool_dtype(fits)):
        raise _malformed(where)
    return pd.Series(fits.fillna(value=False).to_numpy(dtype=bool), index=speeches.index)


def _typed(column: pd.Series[object]) -> pd.Series[object]:
    """Numbers as float64, all else as strings, so that a missing value is neither equal to nor less than anything."""
    cells = [None if pd.isna(cell) else str(cell) for cell in column]
    filled = [cell for cell in cells if cell is not None]
    is_number = pd.api.types.is_numeric_dtype(column) or (bool(filled) and all(map(_NUMBER.fullmatch, filled)))
    return column.astype("float64") if is_number else pd.Series(cells, dtype="string")


def _plain_names(query: str) -> tuple[str, dict[str, str]]:
    """The query with a word for each name in backticks, and these words by name; what stands in quotes is a text."""
    places: dict[str, str] = {}

    def plain(match: re.Match[str]) -> str:
        if match["sign"]:
            return _WORDS[match["sign"]]
        return places.setdefault(match["name"], f"column_{len(places)}_") if match["name"] else match[0]

    return _TOKEN.sub(plain, query), places


def _check(tree: ast.Expression, where: str, columns: pd.DataFrame, names: Mapping[str, str]) -> None:
    for node in ast.walk(tree):
        if not isinstance(node, _ALLOWED) or isinstance(node, ast.Is | ast.IsNot | ast.Pow):
            raise _malformed(where)
        if isinstance(node, ast.Name) and node.id not in columns:
            raise _unknown(where, names.get(node.id, node.id), [names.get(column, column) for column in columns])
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            _check_kinds([node.left, *node.comparators], where, columns, names)


def _check_kinds(sides: list[ast.expr], where: str, columns: pd.DataFrame, names: Mapping[str, str]) -> None:
    """Refuse to compare a number with a text, which would fit no speech and say nothing."""
    constants = [item for side in sides for item in (side.elts if isinstance(side, ast.List | ast.Tuple) else [side])]
    values = [item.value for item in constants if isinstance(item, ast.Constant)]
    for side in sides:
        if isinstance(side, ast.Name):
            is_text = columns[side.id].dtype == "string"
            odd = next((value for value in values if isinstance(value, str) != is_text), None)
            if odd is not None:
                holds, better = ("text", repr(str(odd))) if is_text else ("numbers", "a number without quotes")
                raise OptionError(
                    f"where {where!r}: column {names.get(side.id, side.id)!r} holds {holds}, not {odd!r}; write {better}"
                )


def _unknown(where: str, name: str, columns: list[str]) -> OptionError:
    near = difflib.get_close_matches(name, columns, n=1)
    remedy = f"did you mean {near[0]!r}?" if near else f"take one of {_some(columns)}; texts stand in quotes"
    return OptionError(f"where {where!r}: no column {name!r}; {remedy}")


def _malformed(where: str) -> OptionError:
    remedy = "compare columns with values by ==, !=, <, >, in, such as \"level == 'city' and year >= 2010\""
    return OptionError(f"where {where[:80]!r} is no condition; {remedy}")


def _some(values: list[str]) -> str:
    return ", ".join(values[:_SHOWN]) + (", …" if len(values) > _SHOWN else "")
