"""Facts to read: mined tables in, one row a figure, event or document with its measure, sentence and event out."""

from __future__ import annotations

import pandas as pd

from speechmine.analyse.events import link_events
from speechmine.count.context import with_context
from speechmine.count.tallies import tally
from speechmine.count.uses import use_frame
from speechmine.tables.protocol import MinedTables, codebook_of

__all__ = ["event_frame", "fact_frame"]

_COLUMNS = [
    "speech_id", "year", "level", "start", "end", "kind", "text", "value", "unit", "change", "measure", "period", "date",
    "event", "event_date", "place", "sectors", "sector_labels", "approximate", "check", "sentence_start", "sentence",
]  # fmt: skip


def fact_frame(mined: MinedTables, *, keep_copies: bool = False, context: bool = False) -> pd.DataFrame:
    """List the facts, each with the words it measures, its sentence and, for an event, what it is called throughout.

    Parameters
    ----------
    mined : Mined
    keep_copies : bool
        Whether the facts of copies of a speech and of repeats of a shared passage are listed, too.
    context : bool
        Whether columns are added to cite a row by: title, date (speech_date where a row has its own) and level of the
        speech, heading_path, paragraph and sentence_number in it (from 1), citation.

    Returns
    -------
    DataFrame
        In the order of the table ``facts``. Columns speech_id, year and level (of the speech), start, end, kind, text, value,
        unit, change, measure (its words), period, date, event and event_date (as ``link_events`` gives them, else None), place,
        sectors, sector_labels, approximate, check, sentence_start and sentence (the whole sentence).

    Examples
    --------
    >>> import speechmine as sm
    >>> frame = fact_frame(sm.mine(sm.sample_path()))
    >>> set(frame.loc[frame["kind"] == "event", "event"].isna())
    {False}
    """
    rows = _counted(mined, keep_copies=keep_copies)
    linked = link_events(rows)
    sentences = mined.sentences.set_index("sentence_id")[["start", "text"]].reindex(rows["sentence_id"])
    measures = [measure["text"] if isinstance(measure, dict) else None for measure in rows["measure"]]
    events = {name: linked[name].reindex(rows.index).astype(object) for name in linked}
    labels = codebook_of(mined, "sectors").labels
    named = [[labels.get(code, code) for code in codes] for codes in rows["sectors"]]
    frame = rows.assign(
        sector_labels=pd.Series(named, index=rows.index, dtype=object),
        measure=pd.Series(measures, index=rows.index, dtype=object),
        sentence_start=sentences["start"].to_numpy(),
        sentence=sentences["text"].to_numpy(),
        **{name: column.where(column.notna(), None) for name, column in events.items()},
    )
    frame = with_context(frame[_COLUMNS], mined, rows["sentence_id"]) if context else frame[_COLUMNS]
    return frame.reset_index(drop=True)


def event_frame(mined: MinedTables, *, keep_copies: bool = False) -> pd.DataFrame:
    """List the events that the speeches name, mentions of one event together.

    Returns
    -------
    DataFrame
        Columns event, date (ISO 8601, ``--MM-DD`` without a year, or None), place (the first that a mention names, or
        None), names (list of the wordings met, sorted), n_mentions, n_speeches (that are no copies of one another).
        Most speeches first.

    Examples
    --------
    >>> import speechmine as sm
    >>> event_frame(sm.mine(["去年发生“3·21”爆炸事故，死亡3人。"]))[["names", "n_mentions"]].values.tolist()
    [[['“3·21”爆炸事故'], 1]]
    """
    rows = _counted(mined, keep_copies=keep_copies)
    rows = rows.join(link_events(rows), how="inner")
    frame = rows.groupby("event").agg(
        date=("event_date", _first_known),
        place=("place", _first_known),
        names=("text", lambda found: sorted(set(found))),
    )
    counts = tally(rows, "event").rename(columns={"n_uses": "n_mentions"})
    frame = frame.reset_index().merge(counts, on="event")
    for column in ("date", "place"):
        frame[column] = frame[column].astype(object).where(frame[column].notna(), None)
    return frame.sort_values(["n_speeches", "n_mentions", "event"], ascending=[False, False, True], ignore_index=True)


def _counted(mined: MinedTables, *, keep_copies: bool) -> pd.DataFrame:
    uses = use_frame(mined, "facts", keep_copies=keep_copies)
    return uses[uses["counts"]]


def _first_known(found: pd.Series[str]) -> str | None:
    return next((value for value in found if isinstance(value, str)), None)
