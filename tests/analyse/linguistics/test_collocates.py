"""Measures equal those of nltk and the figures printed in Manning and Schütze (1999, section 5.3) for "new companies"."""

import numpy as np
import pytest
from nltk.metrics import BigramAssocMeasures

import speechmine as sm
from speechmine.analyse.linguistics.associations import association_measures
from speechmine.analyse.linguistics.collocates import collocate_frame, collocate_graph
from speechmine.errors import OptionError

TEXT = (
    "在全镇安全会议上的讲话\n同志们：\n一、排查隐患\n企业要排查危房隐患，企业要整改隐患。企业要排查渡口，渡口要有人值守。\n"
    "二、整改隐患\n各矿必须立即整改隐患。危房要拆除。\n"
)


@pytest.fixture(scope="module")
def mined():
    return sm.mine([TEXT], tokens=True)


def test_measures_are_those_of_nltk():
    rng = np.random.default_rng(1)
    total, node = 5000, 120
    other = rng.integers(5, 400, 60)
    joint = np.minimum(rng.integers(1, 40, 60), np.minimum(other, node))
    frame = association_measures(joint, node, other, total)
    for row, c in zip(frame.itertuples(), other.tolist(), strict=True):
        table = (int(row.count), (node, c), total)
        told = [getattr(BigramAssocMeasures, name)(*table) for name in ("pmi", "student_t", "likelihood_ratio", "dice")]
        assert [row.mi, row.t, row.log_likelihood, row.dice] == pytest.approx(told, abs=1e-6)
        assert row.mi3 == pytest.approx(row.mi + 2 * np.log2(row.count))
        assert row.log_dice == pytest.approx(14 + np.log2(row.dice))


def test_printed_figures():
    row = association_measures(np.array([8]), 15828, np.array([4675]), 14307668).iloc[0]
    assert row["t"] == pytest.approx(0.999932, abs=1e-6)


def test_delta_p_both_ways():
    """Gries (2013): a 10, b 10, c 30, d 50 of node and word."""
    row = association_measures(np.array([10]), 20, np.array([40]), 100).iloc[0]
    assert row[["delta_p", "delta_p_back"]].tolist() == pytest.approx([10 / 20 - 30 / 80, 10 / 40 - 10 / 60])


def counts(frame):
    return dict(zip(frame["collocate"], zip(frame["count"], frame["n"], strict=True), strict=True))


def test_window_counts_each_place_once(mined):
    frame = counts(collocate_frame(mined, "隐患", span=2, min_count=1))
    assert frame["整改"] == (3, 3)
    assert frame["危房"] == (1, 2)
    assert "渡口" not in frame


def test_clause_ends_at_a_comma(mined):
    clause, sentence = (counts(collocate_frame(mined, "隐患", span=span, min_count=1)) for span in ("clause", "sentence"))
    assert "值守" not in sentence
    assert clause["排查"][0] == 2
    assert clause["要"] == (2, 5)
    assert sentence["要"] == (1, 3)


def test_component_is_that_of_the_directives_with_the_node(mined):
    frame = counts(collocate_frame(mined, "整改", span="objects", min_count=1))
    assert set(frame) == {"隐患"}


def test_part_is_all_the_context_there_is(mined):
    frame = collocate_frame(mined, "隐患", span="sentence", min_count=1, within={"headings": True})
    assert set(frame["collocate"]) <= {"一", "二", "排查", "整改"}


def test_node_of_several_words(mined):
    frame = counts(collocate_frame(mined, "整改 隐患", span=3, min_count=1))
    assert "立即" in frame
    assert "整改" not in frame
    assert counts(collocate_frame(mined, "整改隐患", span=3, min_count=1)) == frame


def test_graph_holds_the_bonds_among_the_collocates(sample):
    G = collocate_graph(sample, "隐患", span="clause", top=40)
    frame = collocate_frame(sample, "隐患", span="clause").head(40)
    assert set(G["隐患"]) == set(frame["collocate"])
    assert G.number_of_edges() > len(frame)
    assert all(data["weight"] <= 14 for _, _, data in G.edges(data=True))


@pytest.mark.parametrize(
    ("node", "options"),
    [("蓝鲸", {}), ("", {}), ("隐患", {"span": 0}), ("隐患", {"span": "page"}), ("隐患", {"min_count": 0})],
    ids=["unknown", "empty", "span", "unit", "count"],
)
def test_bad_question_is_refused(mined, node, options):
    with pytest.raises(OptionError):
        collocate_frame(mined, node, **options)
