"""How clear each mandate is: mined tables in; who, what, how much, by when, or else what, of each directive out."""

from __future__ import annotations

import pandas as pd

from speechmine.analyse.indicators import named_actors
from speechmine.count.policy import counted_rows
from speechmine.tables.mined import Mined

__all__ = ["CLARITY", "clarity_frame"]

CLARITY = ("who", "what", "how_much", "by_when", "or_else")
"""What a clear mandate says."""

_COLUMNS = ["speech_id", "sentence_id", "directive_id", "start", "end", "text", *CLARITY, "clarity", "validation"]
_NO_FIGURES = ("event", "document")


def clarity_frame(mined: Mined, *, keep_copies: bool = False) -> pd.DataFrame:
    r"""Tell of each directive which parts of a clear mandate it states.

    Parameters
    ----------
    mined : Mined
    keep_copies : bool
        Whether the directives of copies of a speech and of repeated passages are listed, too.

    Returns
    -------
    DataFrame
        One row a directive without bare sanctions, in the order of ``mined.directives``: speech_id, sentence_id, directive_id,
        start, end, text,

        who
            The clause names who must act (``how`` explicit or causative; not 谁).
        what
            It has an aim, and an object of it.
        how_much
            A figure stands in it (a row of ``facts`` with a value or a change).
        by_when
            It has a deadline.
        or_else
            It has a sanction, in itself or in a clause that enforces it.

        and clarity: the share of these five, 0 = none, 1 = all. ``validation`` is ``not validated``.

    Notes
    -----
    An operationalisation of this project, made of the components of Institutional Grammar [1]_. It counts what is stated; it is
    not the scale of Ang [2]_, who grades by colours how far a directive permits, forbids, or is left vague on purpose. A mandate
    may be clear from the context, such as a heading that names who must act: that does not count.

    References
    ----------
    .. [1] Frantz and Siddiki, Institutional Grammar 2.0, Public Administration 99(2), 2021.
    .. [2] Ang, Ambiguity and clarity in China's adaptive policy communication, The China Quarterly, 2023.

    Examples
    --------
    >>> import speechmine as sm
    >>> mined = sm.mine(["在全县会议上的讲话\n（2020年3月1日）\n各村要在5月底前更换12条缆绳。要认真。\n"])
    >>> clarity_frame(mined)[["who", "what", "how_much", "by_when", "clarity"]].to_numpy().tolist()[0]
    [True, True, True, True, 0.8]
    """
    table = counted_rows(mined.directives, mined, keep_copies=keep_copies)
    facts = mined.facts[~mined.facts["kind"].isin(_NO_FIGURES)]
    facts = facts[facts["value"].notna() | facts["change"].notna()]
    places: dict[str, list[int]] = {}
    for speech, start in zip(facts["speech_id"], facts["start"], strict=True):
        places.setdefault(speech, []).append(int(start))
    enforced = set(mined.directives["enforces"].dropna())
    rows = []
    for row in table.to_dict("records"):
        if row["aim"] is None and row["or_else"]:
            continue
        told = (
            any(True for _ in named_actors(row)),
            row["aim"] is not None and bool(row["objects"]),
            any(row["start"] <= at < row["end"] for at in places.get(row["speech_id"], ())),
            row["deadline"] is not None,
            bool(row["or_else"]) or row["directive_id"] in enforced,
        )
        rows.append((*(row[name] for name in _COLUMNS[:6]), *told, sum(told) / len(CLARITY), "not validated"))
    return pd.DataFrame(rows, columns=_COLUMNS)
