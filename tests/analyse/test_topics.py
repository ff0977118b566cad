import json

import pytest

from speechmine.analyse.themes.model import ThemeModel
from speechmine.analyse.topics import topic_summary


@pytest.fixture
def summary(mined):
    return topic_summary(mined, ThemeModel(n_themes=2))


def test_summary_has_the_documented_keys(summary):
    assert {table: sorted(rows[0]) for table, rows in summary.items()} == {
        "themes": ["coherence", "exemplars", "id", "keywords", "label", "n_sentences", "n_speeches", "stability", "years"],
        "assignments": ["end", "sentence_id", "source", "speech_id", "start", "theme"],
        "sectors": ["code", "label", "n_mentions", "n_speeches"],
        "slogans": ["canonical", "n", "n_speeches", "variants"],
        "actors": ["actor", "n_directives", "n_speeches"],
    }


def test_summary_is_plain_json(summary):
    assert json.loads(json.dumps(summary)) == summary


def test_summary_assigns_each_sentence_once(mined, summary):
    assert [row["sentence_id"] for row in summary["assignments"]] == mined.sentences["sentence_id"].tolist()


def test_summary_counts_copies_once(summary):
    assert max(row["n_speeches"] for table in ("themes", "sectors", "slogans", "actors") for row in summary[table]) == 2
    assert {row["actor"]: row["n_directives"] for row in summary["actors"]} == {"公安部门": 2, "各乡镇": 1, "消防部门": 1}


def test_summary_labels_sectors_by_the_codebook(summary):
    assert {row["code"]: row["label"] for row in summary["sectors"]} == {
        "fire_safety": "消防",
        "road_transport": "道路交通",
    }
