"""Word sketches of Institutional Grammar: mined tables and a verb in; done to what, by whom, on which conditions, out."""

from __future__ import annotations

from collections import Counter
from typing import Any, Unpack

import numpy as np
import pandas as pd

from speechmine.analyse.linguistics.index import TokenIndex, token_index
from speechmine.analyse.linguistics.parts import Scope, looked_at
from speechmine.analyse.linguistics.slots import SlotSpans, held_directives, slot_spans, words_in
from speechmine.analyse.words import stop_words
from speechmine.errors import OptionError
from speechmine.folding import fold, wording
from speechmine.tables.mined import Mined

__all__ = ["sketch_frame"]

Array = np.ndarray[Any, Any]
# What stands for a component: its whole wording, its head (the last word of content), or each of its words of content.
_FILLERS = {
    "actors": "wording", "deontics": "wording", "objects": "head", "conditions": "words", "purposes": "words", "or_else": "words",
}  # fmt: skip
_COLUMNS = ["slot", "filler", "count", "n_speeches", "n_filler", "log_dice", "example"]


def sketch_frame(mined: Mined, verb: str, *, min_count: int = 1, **scope: Unpack[Scope]) -> pd.DataFrame:
    """Sketch a verb as directives use it: to what it is to be done, by whom, with which deontics, under which conditions.

    Of each component of the directives whose aim is or holds the verb, what fills it: actors and deontics in their folded
    wording; of objects the head (the last word of content that is no unit: 危房 of 危房12处); of conditions, purposes and
    sanctions each word of content. log_dice = 14 + log2(2 f(v, s, w) / (f(v, s) + f(s, w))), f in directives: with the verb and
    the filler w in the component s, with the verb and any, with w and any verb [1]_; 14: always together, one less half as often.

    Parameters
    ----------
    mined : Mined
    verb : str
    min_count : int
        Least number of directives.
    **scope : Scope
        ``within``, ``keep_copies``; words are what is counted.

    Returns
    -------
    DataFrame
        Columns slot (actors, deontics, objects, conditions, purposes, or_else), filler, count (directives with both),
        n_speeches, n_filler (directives with the filler and any verb), log_dice, example (the most frequent whole wording).
        By slot, then by count and log_dice, falling.

    Raises
    ------
    OptionError
        If no directive of the part has the verb as its aim.

    Notes
    -----
    A component that a directive inherits from another clause counts for it, too. The head goes by the cut words and their tags;
    it is wrong where these are. No test: read few uses as few.

    References
    ----------
    .. [1] Rychlý, A lexicographer-friendly association score, RASLAN 2008; Kilgarriff et al., The Sketch Engine, 2004.

    Examples
    --------
    >>> import speechmine as sm
    >>> frame = sketch_frame(sm.mine(sm.sample_path()), "落实")
    >>> frame[frame["slot"] == "objects"][["filler", "count"]].head(2).values.tolist()
    [['隐患', 4], ['危房', 2]]
    """
    if min_count < 1:
        raise OptionError(f"min_count is {min_count}; give 1 or more")
    index = token_index(mined)
    rows = held_directives(mined, looked_at(mined, scope))
    has_verb = _with_aim(mined, index, rows, fold(verb.strip()))
    if not has_verb.any():
        raise OptionError(f"no directive of this part has {verb!r} as its aim; the aims are in directive_frame(mined)['aim']")
    speech = rows["speech_id"].to_numpy(dtype=object)
    sketched = [_sketched(slot, _fillers(mined, index, rows, slot), has_verb, speech) for slot in _FILLERS]
    frame = pd.DataFrame([row for part in sketched for row in part if row[2] >= min_count], columns=_COLUMNS)
    return frame.reset_index(drop=True)


def _with_aim(mined: Mined, index: TokenIndex, rows: pd.DataFrame, verb: str) -> Array:
    spans = slot_spans(mined, rows, "aim")
    has_verb = np.zeros(len(rows), dtype=bool)
    has_verb[spans.row[[wording(span["text"]) == verb for span in spans.spans]]] = True
    span, position = words_in(index, spans)
    has_verb[spans.row[span[index.term[position] == index.numbers.get(verb, -1)]]] = True
    return has_verb


def _fillers(mined: Mined, index: TokenIndex, rows: pd.DataFrame, slot: str) -> list[tuple[int, str, str]]:
    """Row of the directive, filler and whole wording, each filler once a directive."""
    spans = slot_spans(mined, rows, slot)
    wordings = [wording(span["text"]) for span in spans.spans]
    if _FILLERS[slot] == "wording":
        found = [(int(row), text, text) for row, text in zip(spans.row, wordings, strict=True)]
    else:
        found = [
            (int(spans.row[span]), word, wordings[span]) for span, word in _content(index, spans, head=_FILLERS[slot] == "head")
        ]
    return list({(row, filler): (row, filler, text) for row, filler, text in reversed(found)}.values())[::-1]


def _content(index: TokenIndex, spans: SlotSpans, *, head: bool) -> list[tuple[int, str]]:
    """The words of content of each span, or the last one."""
    span, position = words_in(index, spans)
    tells = np.array([str(tag).startswith(("n", "v", "a", "i", "l", "j", "t", "s", "eng")) for tag in index.tags])
    says = np.array([term not in stop_words() for term in index.terms])
    counted = np.array([str(tag) == "m" for tag in index.tags])[index.tag[np.maximum(position - 1, 0)]]  # 处 of 6420处
    kept = tells[index.tag[position]] & says[index.term[position]] & ~counted
    span, position = span[kept], position[kept]
    last = np.append(span[1:] != span[:-1], [True])[: len(span)] if head else np.ones(len(span), dtype=bool)
    return [(int(number), str(index.terms[index.term[at]])) for number, at in zip(span[last], position[last], strict=True)]


def _sketched(slot: str, fillers: list[tuple[int, str, str]], has_verb: Array, speech: Array) -> list[tuple[Any, ...]]:
    in_all = Counter(filler for _, filler, _ in fillers)
    own = [(row, filler, text) for row, filler, text in fillers if has_verb[row]]
    n_verb = len({row for row, _, _ in own})
    rows = []
    for filler, count in Counter(filler for _, filler, _ in own).items():
        places = [(row, text) for row, name, text in own if name == filler]
        example = min(Counter(text for _, text in places).items(), key=lambda item: (-item[1], item[0]))[0]
        score = 14 + float(np.log2(2 * count / (n_verb + in_all[filler])))
        rows.append((slot, filler, count, len({speech[row] for row, _ in places}), in_all[filler], score, example))
    return sorted(rows, key=lambda row: (-row[2], -row[5], row[1]))
