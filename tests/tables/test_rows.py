"""Every row of every table, and every span nested in one, points to its characters."""

from itertools import pairwise

import pytest

from speechmine.codebooks import load_codebook
from speechmine.tables.schema import TABLES

IDS = {
    "sources": "source",
    "speeches": "speech_id",
    "sections": "section_id",
    "sentences": "sentence_id",
    "directives": "directive_id",
}
PARENTS = [
    ("speeches", "source", "sources", "source"),
    ("sections", "parent_id", "sections", "section_id"),
    ("sections", "speech_id", "speeches", "speech_id"),
    ("sentences", "section_id", "sections", "section_id"),
    ("directives", "section_id", "sections", "section_id"),
    ("directives", "parent_directive_id", "directives", "directive_id"),
    ("directives", "enforces", "directives", "directive_id"),
    ("passages", "speech_id", "speeches", "speech_id"),
    ("sentences", "family_id", "passages", "family_id"),
    *((name, "sentence_id", "sentences", "sentence_id") for name in ("tokens", "directives", "sectors", "slogans", "facts")),
]


def spans(value):
    if isinstance(value, dict) and "start" in value:
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from spans(item)


def texts_by_speech(mined):
    return {row.speech_id: mined.texts[row.source] for row in mined.speeches.itertuples()}


@pytest.mark.parametrize("name", [name for name in TABLES if name not in {"sources", "errors", "speeches", "sections"}])
def test_rows_point_to_their_text(sample, name):
    texts = texts_by_speech(sample)
    frame = getattr(sample, name)
    assert len(frame)
    for row in frame.to_dict("records"):
        text = texts[row["speech_id"]]
        for span in (row, *(span for value in row.values() for span in spans(value))):
            assert 0 <= span["start"] < span["end"]
            assert text[span["start"] : span["end"]] == span["text"]


def test_sections_point_to_their_heading(sample):
    texts = texts_by_speech(sample)
    for row in sample.sections.itertuples():
        words = texts[row.speech_id][row.heading_start : row.heading_end]
        assert words.startswith(row.marker)
        assert words.endswith(row.heading)
        assert row.start <= row.heading_start <= row.heading_end <= row.end


def test_titles_are_words_of_the_text(sample):
    for row in sample.speeches.itertuples():
        assert "".join(row.title.split()) in "".join(sample.texts[row.source].split())


@pytest.mark.parametrize(("name", "column"), IDS.items())
def test_ids_are_unique(sample, name, column):
    assert getattr(sample, name)[column].is_unique


@pytest.mark.parametrize(("name", "column", "parent", "parent_column"), PARENTS, ids=lambda value: value)
def test_parent_ids_exist(sample, name, column, parent, parent_column):
    assert set(getattr(sample, name)[column].dropna()) <= set(getattr(sample, parent)[parent_column])


def test_sentences_tile_the_speeches(sample):
    for speech in sample.speeches.itertuples():
        own = sample.sentences[sample.sentences["speech_id"] == speech.speech_id]
        edges = [speech.start, *(edge for row in own.itertuples() for edge in (row.start, row.end)), speech.end]
        assert edges == sorted(edges)
        assert all(not sample.texts[speech.source][low:high].strip() for low, high in list(pairwise(edges))[::2])
        assert len(own) == speech.n_sentences


def test_embedded_directives_lie_in_their_parent(sample):
    places = {row.directive_id: (row.start, row.end) for row in sample.directives.itertuples()}
    embedded = sample.directives.dropna(subset=["parent_directive_id"])
    assert len(embedded)
    assert all(places[row.parent_directive_id][0] <= row.start for row in embedded.itertuples())


def test_sector_codes_are_declared(sample):
    codes = set(load_codebook("sectors").codes)
    assert set(sample.sectors["code"]) <= codes
    assert {code for name in ("directives", "facts") for some in getattr(sample, name)["sectors"] for code in some} <= codes


def test_values_are_those_that_the_columns_allow(sample):
    assert set(sample.sentences["theme"].dropna()) <= set(load_codebook("themes").codes)
    assert set(sample.slogans["type"]) <= set("NQPF")
    assert set(sample.sectors["how"]) == {"mention", "inherited", "subject"}
    assert set(sample.speeches["genre"]) <= {"speech", "report", "notice", "news", "law", "other"}
    assert set(sample.sections["role"].dropna()) <= {"situation", "problems", "tasks", "closing"}
    assert set(sample.facts["status"].dropna()) == {"result", "target", "task"}
    assert set(sample.sections["kind"]) == {"heading", "run_in"}
    assert {mood for moods in sample.directives["modality"] for mood in moods} <= set("OPM")
    assert sample.directives["strength"].between(0, 3).all()


def test_masked_figures_have_no_value(sample):
    masked = sample.facts[sample.facts["text"].str.contains("[×*]|XX") & ~sample.facts["kind"].isin(["event", "document"])]
    assert masked["value"].isna().all()


def test_sample_has_no_errors(sample):
    assert sample.errors.empty
