"""The summary a person reads: mined tables in, recurring themes, assignments, sectors, slogans and actors out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from speechmine.analyse.themes.model import ThemeModel, sentence_contexts
from speechmine.analyse.themes.names import theme_frame
from speechmine.analyse.themes.prevalence import prevalence_frame
from speechmine.count.tallies import tally
from speechmine.count.uses import use_frame
from speechmine.progress import Progress, showing
from speechmine.tables.protocol import MinedTables, codebook_of

__all__ = ["topic_summary"]


def topic_summary(
    mined: MinedTables,
    model: ThemeModel | None = None,
    *,
    keep_copies: bool = False,
    progress: Progress = None,
) -> dict[str, Any]:
    """Summarise what recurs in a corpus, in the shape that ``speechmine topics --json`` prints.

    Parameters
    ----------
    mined : Mined
    model : ThemeModel, optional
        Fitted here where it is not fitted yet; by default a model with its defaults.
    keep_copies : bool
        Whether copies of a speech and repeats of a shared passage count, too.
    progress : bool or callable, optional
        Whether to show what is done; by default on a terminal and in a notebook.

    Returns
    -------
    dict
        Lists of dicts under themes (id, label, keywords, n_sentences, n_speeches, stability, coherence, exemplars, years:
        year and share of its sentences; no year, no entry), assignments (source, speech_id, sentence_id, start, end,
        theme: one a sentence, copies too; None where no theme fits), sectors (code,
        label, n_mentions, n_speeches), slogans (canonical, n, n_speeches, variants) and actors (actor, n_directives,
        n_speeches). Plain Python values. The counts are group-bys of ``use_frame``: of mentions for sectors, of all
        directives that address it, inherited ones too, for an actor, of sentences for a theme.

    Examples
    --------
    >>> import speechmine as sm
    >>> texts = ["各村要在汛期前排查危房。各村要备足沙袋。", "各村要组织消防演练。"]
    >>> summary = topic_summary(sm.mine(texts), sm.ThemeModel(n_themes=2, min_speeches=1))
    >>> summary["actors"][0]
    {'actor': '各村', 'n_directives': 3, 'n_speeches': 2}
    """
    contexts = sentence_contexts(mined, keep_copies=keep_copies)
    model = ThemeModel() if model is None else model
    with showing(progress):
        predicted = model.predict(contexts) if hasattr(model, "components_") else model.fit_predict(contexts)
    themes = [model.theme_ids_[label] if label >= 0 else None for label in predicted]
    labels = {code: entry.label for code, entry in codebook_of(mined, "sectors").codes.items()}
    uses = {
        kind: use_frame(mined, kind, keep_copies=keep_copies, themes=themes if kind == "themes" else None)
        for kind in ("themes", "sectors", "slogans", "actors")
    }
    yearly = prevalence_frame(mined, by="year", themes=themes, keep_copies=keep_copies, n_resamples=0)
    assigned = contexts[["source", "speech_id", "sentence_id", "start", "end"]].assign(theme=pd.Series(themes, dtype=object))
    return {
        "themes": list(_themes(theme_frame(model), uses["themes"], yearly)),
        "assignments": _records(assigned),
        "sectors": _records(_sectors(uses["sectors"], labels)),
        "slogans": _records(_slogans(uses["slogans"])),
        "actors": _records(_ranked(tally(uses["actors"]), {"id": "actor", "n_uses": "n_directives"})),
    }


def _themes(described: pd.DataFrame, uses: pd.DataFrame, yearly: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The themes with their counts in this corpus, which need not be that of the model, and their shares by year."""
    counts = tally(uses).set_index("id")[["n_uses", "n_speeches"]].T.to_dict("list")
    yearly = yearly.rename(columns={"group": "year"})
    years = {theme: _records(own[["year", "share"]]) for theme, own in yearly.groupby("theme")}
    for theme in _records(described):
        n_sentences, n_speeches = counts.get(theme["id"], (0, 0))
        yield {**theme, "n_sentences": n_sentences, "n_speeches": n_speeches, "years": years.get(theme["id"], [])}


def _sectors(uses: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Sectors by their mentions; one that only a heading gives to its passage has none."""
    mentions = tally(uses[uses["how"] == "mention"]).set_index("id")["n_uses"]
    frame = tally(uses)
    frame = frame.assign(n_mentions=frame["id"].map(mentions).fillna(0).astype("int64"))
    frame = frame.assign(label=[labels.get(code, code) for code in frame["id"]])
    return _ranked(frame, {"id": "code", "label": "label", "n_mentions": "n_mentions"})


def _slogans(uses: pd.DataFrame) -> pd.DataFrame:
    variants = uses[uses["counts"]].groupby("id")["variant"].agg(lambda found: sorted(set(found)))
    frame = _ranked(tally(uses), {"id": "canonical", "n_uses": "n"})
    return frame.assign(variants=[variants[slogan] for slogan in frame["canonical"]])


def _ranked(frame: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Some columns under other names and n_speeches; the greatest number first, which is the last of the columns."""
    frame = frame[[*names, "n_speeches"]].rename(columns=dict(names))
    name, *_, count = names.values()
    return frame.sort_values([count, "n_speeches", name], ascending=[False, False, True], ignore_index=True)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dicts of plain Python values."""
    return [
        {str(key): value.item() if hasattr(value, "item") else value for key, value in row.items()}
        for row in frame.to_dict("records")
    ]
