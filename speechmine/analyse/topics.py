"""The summary a person reads: mined tables in, recurring themes, assignments, sectors, slogans and actors out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from speechmine.analyse.rankings import actor_frame, sector_frame, slogan_frame
from speechmine.analyse.themes.model import ThemeModel, sentence_contexts
from speechmine.analyse.themes.names import theme_frame
from speechmine.analyse.themes.prevalence import prevalence_frame
from speechmine.analyse.words import MinedTables
from speechmine.codebooks import load_codebook

__all__ = ["topic_summary"]


def topic_summary(
    mined: MinedTables, model: ThemeModel | None = None, *, labels: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Summarise what recurs in a corpus, in the shape that ``speechmine topics --json`` prints.

    Parameters
    ----------
    mined : Mined
    model : ThemeModel, optional
        Fitted here where it is not fitted yet; by default a model with its defaults.
    labels : mapping of str to str, optional
        Label of each sector code; by default that of the package's codebook ``sectors``.

    Returns
    -------
    dict
        Lists of dicts under themes (id, label, keywords, n_sentences, n_speeches, stability, coherence, exemplars, years:
        year and share of its sentences; no year, no entry), assignments (source, speech_id, sentence_id, start, end,
        theme: one a sentence, copies too; None where no theme fits), sectors (code,
        label, n_mentions, n_speeches), slogans (canonical, n, n_speeches, variants) and actors (actor, n_directives,
        n_speeches). Plain Python values. All counts leave copies of a speech out; those of sectors,
        slogans and actors count a passage that several speeches share once, too (see ``copies.each_for_itself``).
    """
    contexts = sentence_contexts(mined)
    model = ThemeModel() if model is None else model
    predicted = model.predict(contexts) if hasattr(model, "components_") else model.fit_predict(contexts)
    themes = [model.theme_ids_[label] if label >= 0 else None for label in predicted]
    if labels is None:
        labels = {code: entry.label for code, entry in load_codebook("sectors").codes.items()}
    return {
        "themes": _dated(_records(theme_frame(model)), mined, themes),
        "assignments": [
            {**row, "theme": theme}
            for row, theme in zip(_records(contexts[["source", "speech_id", "sentence_id", "start", "end"]]), themes, strict=True)
        ],
        "sectors": _records(sector_frame(mined, labels=labels)),
        "slogans": _records(slogan_frame(mined)),
        "actors": _records(actor_frame(mined)),
    }


def _dated(described: list[dict[str, Any]], mined: MinedTables, themes: list[str | None]) -> list[dict[str, Any]]:
    frame = prevalence_frame(mined, by="year", themes=themes, n_resamples=0).rename(columns={"group": "year"})
    years = {theme: _records(own[["year", "share"]]) for theme, own in frame.groupby("theme")}
    return [{**theme, "years": years.get(theme["id"], [])} for theme in described]


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dicts of plain Python values."""
    return [
        {str(key): value.item() if hasattr(value, "item") else value for key, value in row.items()}
        for row in frame.to_dict("records")
    ]
