"""Coefficients against published implementations, and the frame on small codings."""

import math
import random

import krippendorff
import numpy as np
import pandas as pd
import pytest
from nltk.metrics.agreement import AnnotationTask

from speechmine.errors import InputError, OptionError
from speechmine.validate.agreement import Ratings, agreement_frame, reliability
from speechmine.validate.unitizing import alpha_u, unitizing


def measures(table, n_categories, level="nominal"):
    ratings = Ratings(np.array(table), list(range(n_categories)), np.zeros(len(table), dtype=int))
    return {name: float(value[0]) for name, value in reliability(ratings, np.ones((1, 1)), level=level).items()}


def random_table(seed, *, n_coders=3, missing=0.2):
    rng = random.Random(seed)
    n_units, n_categories = rng.randint(6, 30), rng.randint(2, 5)
    truth = [rng.randrange(n_categories) for _ in range(n_units)]
    table = [
        [-1 if rng.random() < missing else t if rng.random() < 0.7 else rng.randrange(n_categories) for _ in range(n_coders)]
        for t in truth
    ]
    return table, n_categories


SEEDS = range(200)


def test_alpha_is_that_of_krippendorff_with_missing_values():
    for seed in SEEDS:
        table, n_categories = random_table(seed)
        data = np.array([[np.nan if v < 0 else v for v in row] for row in table]).T
        found = measures(table, n_categories, level="ordinal")
        for name, level in (("alpha", "nominal"), ("alpha_ordinal", "ordinal"), ("alpha_interval", "interval")):
            expected = krippendorff.alpha(
                reliability_data=data, level_of_measurement=level, value_domain=list(range(n_categories))
            )
            assert found[name] == pytest.approx(expected, abs=1e-9)


def test_kappa_percent_and_alpha_are_those_of_nltk():
    for seed in SEEDS:
        table, n_categories = random_table(seed, n_coders=2)
        both = [(unit, row) for unit, row in enumerate(table) if -1 not in row]
        task = AnnotationTask(data=[(coder, str(unit), str(row[coder])) for unit, row in both for coder in (0, 1)])
        found = measures(table, n_categories)
        assert found["percent"] == pytest.approx(task.avg_Ao(), abs=1e-9)
        assert found["kappa"] == pytest.approx(task.kappa(), abs=1e-9)
        assert found["alpha"] == pytest.approx(task.alpha(), abs=1e-9)


def test_kappa_of_three_coders_is_the_mean_of_the_pairs():
    table, n_categories = random_table(5, missing=0)
    task = AnnotationTask(data=[(coder, str(unit), str(row[coder])) for unit, row in enumerate(table) for coder in range(3)])
    assert measures(table, n_categories)["kappa"] == pytest.approx(task.kappa(), abs=1e-9)


def test_ac1_is_that_of_the_worked_example():
    """Gwet 2008: 118 both yes, 5 and 2 apart, 0 both no: kappa -.02, AC1 .94."""
    table = [[0, 0]] * 118 + [[0, 1]] * 5 + [[1, 0]] * 2
    found = measures(table, 2)
    assert (round(found["kappa"], 3), round(found["ac1"], 3)) == (-0.023, 0.941)


def test_ac1_counts_single_ratings_in_the_shares():
    agreed, first = 2 / 3, (1 + 0.5 + 0 + 1) / 4
    expected = 2 * first * (1 - first)
    found = measures([[0, 0], [0, 1], [1, 1], [0, -1]], 2)["ac1"]
    assert found == pytest.approx((agreed - expected) / (1 - expected), abs=1e-12)


def test_coefficients_of_one_category_are_not_defined():
    found = measures([[0, 0], [0, 0]], 2)
    assert (found["percent"], found["ac1"]) == (1, 1)
    assert math.isnan(found["kappa"])
    assert math.isnan(found["alpha"])


def test_alpha_u_is_that_of_the_published_example():
    """Krippendorff 2004: two coders, a continuum of 300, codes c and k."""
    c = unitizing([(300, [(75, 145), (220, 250)], [(70, 150), (205, 225), (250, 270)])])
    k = unitizing([(300, [(30, 90), (150, 200)], [(30, 90), (150, 200)])])
    assert alpha_u(c)[0] == pytest.approx(0.7286, abs=1e-4)
    assert alpha_u(k)[0] == 1


def test_alpha_u_is_near_zero_for_spans_put_at_random():
    rng = random.Random(1)

    def anywhere():
        starts = [40 * i + rng.randrange(36) for i in range(2000)]
        return [(start, start + 5) for start in starts]

    assert abs(alpha_u(unitizing([(80_000, anywhere(), anywhere())]))[0]) < 0.05


def rows(said, field="theme", of="themes", spans=None):
    return pd.DataFrame([
        {"of": of, "source": f"{i}.txt", "speech_id": f"{i}.txt@0", "sentence_id": f"{i}.txt@0:9", "start": 0, "end": 9, "coder": coder,
         "field": field, "codes": None if codes is None else codes.split(), "spans": spans and spans[coder][i]}
        for coder, per in said.items() for i, codes in enumerate(per)
    ])  # fmt: skip


CODED = {"A": ["T04", "T05", "T05", "T12", None, "T05"], "B": ["T04", "T05", "T04", "T12", "T05", "T05"]}


def test_frame_has_the_field_and_its_codes():
    frame = agreement_frame(rows(CODED), n_resamples=50)
    assert list(frame["measure"].unique()) == ["percent", "kappa", "alpha", "ac1"]
    percent = frame[frame["measure"] == "percent"]
    assert dict(zip(percent["code"].fillna("all"), percent["value"], strict=True)) == {
        "all": 0.8,
        "T04": 0.8,
        "T05": 0.8,
        "T12": 1,
    }
    assert set(frame["n_sentences"]) == {5}
    assert (frame["low"].dropna() <= frame["value"][frame["low"].notna()]).all()


def test_order_of_rows_changes_nothing():
    coded = rows(CODED)
    shuffled = coded.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(agreement_frame(coded, n_resamples=20), agreement_frame(shuffled, n_resamples=20))


def test_third_decisions_do_not_count():
    coded = pd.concat([rows(CODED), rows({"settled": ["T04"] * 6})])
    pd.testing.assert_frame_equal(agreement_frame(coded, n_resamples=0), agreement_frame(rows(CODED), n_resamples=0))


def test_degrees_are_ordinal_where_both_gave_one():
    said = {"A": ["0", "1", "2", "3", ""], "B": ["0", "1", "3", "3", ""]}
    frame = agreement_frame(rows(said, "strength", "directives"), n_resamples=0)
    whole = frame[frame["code"].isna()].set_index("measure")["value"]
    data = [[0, 1, 2, 3], [0, 1, 3, 3]]
    assert whole["alpha_ordinal"] == pytest.approx(krippendorff.alpha(data, level_of_measurement="ordinal"))
    assert whole["percent"] == 0.75


def span(start, end):
    return {"start": start, "end": end, "text": "各" * (end - start), "code": "actor"}


def test_spans_are_compared_by_place():
    spans = {"A": [[span(0, 2)], [span(2, 4)], []], "B": [[span(0, 2)], [span(2, 5)], []]}
    said = {coder: ["actor" if own else "" for own in per] for coder, per in spans.items()}
    frame = agreement_frame(rows(said, "actor", "actors", spans), n_resamples=0).set_index("measure")["value"]
    assert frame["percent"] == 1
    assert 0.5 < frame["alpha_u"] < 1


def test_one_coder_is_refused():
    with pytest.raises(InputError, match="coders=2"):
        agreement_frame(rows({"A": ["T04"]}))


def test_negative_resamples_are_refused():
    with pytest.raises(OptionError, match="n_resamples"):
        agreement_frame(rows(CODED), n_resamples=-1)
