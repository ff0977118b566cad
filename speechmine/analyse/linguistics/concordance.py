"""Keyword in context: mined tables and a term or a pattern over tokens in, each place with what stands around it out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Unpack

import numpy as np
import pandas as pd

from speechmine.analyse.concordance import term_places
from speechmine.analyse.linguistics.index import TokenIndex, token_index
from speechmine.analyse.linguistics.matching import matches
from speechmine.analyse.linguistics.parts import Scope, check_names, selection
from speechmine.analyse.linguistics.patterns import parse_pattern
from speechmine.count.context import with_context
from speechmine.errors import OptionError
from speechmine.tables.protocol import MinedTables
from speechmine.tables.selection import speech_columns

__all__ = ["Lines", "kwic_frame"]

Array = np.ndarray[Any, Any]
_COLUMNS = ["speech_id", "sentence_id", "start", "end", "left", "text", "right"]
_BESIDE = re.compile(r"([LR])(\d)")
_PATTERN = re.compile(r"[\s(]*[\[\"]")
_SHIFT = np.int64(1 << 40)


class Lines(Scope, total=False):
    """What of a concordance is shown, beside what `Scope` says of the part of the text.

    Attributes
    ----------
    columns : sequence of str
        Columns of the speeches or of ``meta`` to add (year, level, title …), ``theme``, and ``L1`` to ``L9``, ``R1`` to ``R9``.
    random_state : int
        Seed of the sample; by default 0.
    context : bool
        Whether columns are added to cite a line by: title, date and level of the speech, heading_path, paragraph and
        sentence_number in it (from 1), citation.
    """

    columns: Sequence[str]
    random_state: int
    context: bool


def kwic_frame(
    mined: MinedTables,
    term: str,
    *,
    width: int = 20,
    regex: bool = False,
    sort: str | Sequence[str] = (),
    sample: int | None = None,
    **lines: Unpack[Lines],
) -> pd.DataFrame:
    """Find a term in all speeches, whatever its width, script or line wrapping, or a pattern over their words.

    Parameters
    ----------
    mined : Mined
    term : str
        Literal text, folded before it is looked for; with `regex` a pattern for the folded view, taken as it stands. What
        begins with ``[`` or a straight ``"`` is a pattern over tokens in the language of CQP, such as
        ``[tag="v"] "安全" []{0,2} [sector="coal_mining"]`` (``patterns`` and ``attributes`` say what is understood): from each
        token the longest match.
    width : int
        Characters of context on either side, never beyond the speech.
    regex : bool
    sort : str or sequence of str
        Keys, the first counts most: ``L1``, ``R1`` … ``L9``, ``R9`` (the word that far to the left or right in the sentence,
        marks left out), ``text``, ``date`` or any column of the speeches; by code point, what is missing last. By default the
        order of the speeches and their texts.
    sample : int, optional
        So many lines at random, in that order.
    **lines : Lines
        ``within`` (``{"modality": "P"}``, ``{"headings": True}`` …), ``keep_copies`` (here True where it is not given: a
        concordance shows every place), ``tokens``, ``columns``, ``random_state``, ``context``.

    Returns
    -------
    DataFrame
        Columns speech_id, sentence_id (of the sentence it begins in, None outside all), start, end (offsets in the source
        text), left, text, right (the source's own characters, line ends as spaces in left and right), and those asked for.

    Raises
    ------
    OptionError
        If `term` is empty, matches the empty string or is no pattern (with the place where it goes wrong), or `width`, `sort`,
        `sample`, a column or a condition is not allowed.

    Examples
    --------
    >>> import speechmine as sm
    >>> mined = sm.mine(["各村要在汛期前排查危房，严查酒后驾驶。"])
    >>> kwic_frame(mined, "危房", width=4)[["left", "text", "right"]].values.tolist()
    [['期前排查', '危房', '，严查酒']]
    >>> kwic_frame(mined, '[tag="v"] [tag="v.*"]', width=2)["text"].tolist()
    ['严查酒后驾驶']
    """
    check_names(lines, Lines)
    if width < 0:
        raise OptionError(f"width is {width}; give the number of characters on either side, 0 or more")
    if sample is not None and sample < 1:
        raise OptionError(f"sample is {sample}; give 1 or more, or leave it out")
    is_pattern = not regex and _PATTERN.match(term)
    places = _matched(mined, term, lines) if is_pattern else term_places(mined, term, regex=regex)
    places = _looked_at(mined, places, lines)
    keys = [key.strip() for key in (sort.split(",") if isinstance(sort, str) else sort)]
    wanted = [key for key in dict.fromkeys([*keys, *lines.get("columns", ())]) if key and key != "text"]
    frame = _with_columns(mined, _with_context(mined, places, width), wanted, lines.get("tokens", "words"))
    if keys := [key for key in keys if key]:
        frame = frame.sort_values(keys, kind="stable", na_position="last", key=_comparable)
    if sample is not None and sample < len(frame):
        drawn = np.random.default_rng(lines.get("random_state", 0)).choice(len(frame), sample, replace=False)
        frame = frame.iloc[np.sort(drawn)]
    frame = frame[[*_COLUMNS, *lines.get("columns", ())]].reset_index(drop=True)
    return with_context(frame, mined) if lines.get("context") else frame


def _matched(mined: Any, pattern: str, lines: Lines) -> pd.DataFrame:
    index = token_index(mined, tokens=lines.get("tokens", "words"))
    first, behind = matches(mined, index, parse_pattern(pattern))
    ids = mined.speeches["speech_id"].to_numpy(dtype=object)[index.speech[first]]
    sentences = mined.sentences["sentence_id"].to_numpy(dtype=object)[index.sentence[first]]
    ends = index.end[behind - 1]
    return pd.DataFrame({"speech_id": ids, "sentence_id": sentences, "start": index.start[first], "end": ends})


def _looked_at(mined: Any, places: pd.DataFrame, lines: Lines) -> pd.DataFrame:
    """The places in the part that is asked for; without a question, all of them."""
    keep_copies = lines.get("keep_copies", True)
    if lines.get("within") is None and keep_copies:
        return places
    chosen = selection(mined, lines.get("within"), keep_copies=keep_copies)
    sentence = pd.Index(mined.sentences["sentence_id"]).get_indexer(places["sentence_id"])
    speech = pd.Index(mined.speeches["speech_id"]).get_indexer(places["speech_id"])
    held = (sentence >= 0) & chosen.holds(sentence, speech, places["start"].to_numpy(dtype=np.int64))
    return places[held].reset_index(drop=True)


def _with_context(mined: MinedTables, places: pd.DataFrame, width: int) -> pd.DataFrame:
    bounds = {row["speech_id"]: row for row in mined.speeches[["speech_id", "source", "start", "end"]].to_dict("records")}
    rows = []
    for speech_id, start, end in zip(places["speech_id"], places["start"], places["end"], strict=True):
        speech = bounds[speech_id]
        text = mined.texts[speech["source"]]
        left, right = text[max(start - width, int(speech["start"])) : start], text[end : min(end + width, int(speech["end"]))]
        rows.append((left.replace("\n", " "), text[start:end], right.replace("\n", " ")))
    context = pd.DataFrame(rows, columns=["left", "text", "right"], dtype=object)
    return pd.concat([places.reset_index(drop=True), context], axis=1)[_COLUMNS]


def _with_columns(mined: Any, frame: pd.DataFrame, names: Sequence[str], tokens: str) -> pd.DataFrame:
    if not names:
        return frame
    speeches = speech_columns(mined.speeches).set_index(mined.speeches["speech_id"])
    added: dict[str, Any] = {}
    for name in names:
        beside = _BESIDE.fullmatch(name)
        if beside and int(beside[2]):
            steps = int(beside[2]) * (1 if beside[1] == "R" else -1)
            added[name] = _beside(mined, token_index(mined, tokens=tokens), frame, steps)
        elif name == "theme":
            themes = dict(zip(mined.sentences["sentence_id"], mined.sentences["theme"], strict=True))
            added[name] = [themes.get(sentence) for sentence in frame["sentence_id"]]
        elif name in speeches:
            added[name] = speeches[name].reindex(frame["speech_id"]).to_numpy(dtype=object)
        elif name not in frame:
            allowed = "L1 … L9, R1 … R9, text, theme"
            raise OptionError(f"{name!r} is no column of a concordance; take {allowed} or one of {', '.join(map(str, speeches))}")
    return frame.assign(**{name: pd.Series(values, dtype=object) for name, values in added.items()})


def _beside(mined: Any, index: TokenIndex, frame: pd.DataFrame, steps: int) -> list[str | None]:
    """The word so many steps behind (before, if below 0) each place, in its sentence."""
    words = np.flatnonzero(index.is_word[index.term])
    speech = pd.Index(mined.speeches["speech_id"]).get_indexer(frame["speech_id"]).astype(np.int64) * _SHIFT
    keys = index.speech[words].astype(np.int64) * _SHIFT
    if steps > 0:
        at = np.searchsorted(keys + index.start[words], speech + frame["end"].to_numpy(dtype=np.int64)) + steps - 1
    else:
        at = np.searchsorted(keys + index.end[words], speech + frame["start"].to_numpy(dtype=np.int64), side="right") + steps
    inside = (at >= 0) & (at < len(words))
    position = words[np.where(inside, at, 0)] if len(words) else np.zeros(len(at), dtype=np.int64)
    own = pd.Index(mined.sentences["sentence_id"]).get_indexer(frame["sentence_id"])
    near = inside & (index.sentence[position] == own) if len(words) else inside
    return [str(index.terms[index.term[there]]) if is_near else None for there, is_near in zip(position, near, strict=True)]


def _comparable(column: pd.Series[Any]) -> pd.Series[Any]:
    """Numbers as such, all else as text."""
    numbers = pd.to_numeric(column, errors="coerce")
    return numbers if numbers.notna().sum() == column.notna().sum() else column.astype("string")
