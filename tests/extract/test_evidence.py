"""Evidence for an imperative: its weights are data, and every feature has one, with why."""

import pytest

from speechmine.codebooks import load_codebook, packaged_table
from speechmine.extract.directives.directives import find_directives
from speechmine.extract.directives.evidence import FEATURES
from speechmine.extract.directives.lexicon import compile_lexicon
from speechmine.extract.directives.weights import Weights
from speechmine.records import Speech
from speechmine.segment.speech import segment_speech

ROWS = [row for _, row in packaged_table("directives/evidence").rows]
WEIGHTS = compile_lexicon(load_codebook("directives")).weights


def evidence(text):
    readings = []
    find_directives(segment_speech(Speech("t", 0, len(text), text)), readings=readings)
    return [reading.mood.evidence for reading in readings if reading.mood]


def test_every_feature_has_a_weight_and_why():
    assert [row["feature"] for row in ROWS] == ["threshold", *FEATURES]
    assert all(row["why"] and row["why_en"] for row in ROWS)


@pytest.mark.parametrize(
    ("text", "features"),
    [
        ("清理河道。", ["bare"]),
        ("一是清理了河道。", ["bare", "past"]),
        ("这项工作由渡口站牵头实施。", ["bare"]),
        ("只有清理河道，才能保证行洪。", ["consequence"]),
        ("渡运中队开展夜查，查处超载6起。", ["bare", "counted_acts"]),
        ("县政府将组织督查。", ["announcement"]),
        ("做好摆渡工作，对渔民增收，具有重要意义。", ["bare", "evaluated"]),
    ],
)
def test_features_of_a_sentence(text, features):
    assert [list(found) for found in evidence(text)] == [features]
    assert all(found[name] == WEIGHTS.features[name] for found in evidence(text) for name in features)


def test_evidence_of_the_sentence_before_counts():
    assert "after_directive" in evidence("各村要清淤。清理河道。")[1]


def test_past_is_settled_early_only_where_it_outweighs_all_else():
    assert WEIGHTS.past_outweighs
    assert not Weights({**WEIGHTS.features, "past": -0.5}, WEIGHTS.threshold).past_outweighs
