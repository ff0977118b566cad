"""Equal to scipy's test, to Haberman's residuals worked by hand, and to Greenacre's printed analysis of his smokers (1984)."""

import pandas as pd
import pytest
from scipy.stats import chi2_contingency
from scipy.stats.contingency import association

import speechmine as sm
from speechmine.analyse.linguistics.crosstab import correspondence_frame, crosstab_frame, residuals
from speechmine.errors import OptionError

SMOKERS = pd.DataFrame(
    [[4, 2, 3, 2], [4, 3, 7, 4], [25, 10, 12, 4], [18, 24, 33, 13], [10, 6, 7, 2]],
    index=["SM", "JM", "SE", "JE", "SC"], columns=["none", "light", "medium", "heavy"],
)  # fmt: skip


def long(table):
    return table.rename_axis("row").reset_index().melt("row", var_name="column", value_name="count")


def test_measures_are_those_of_scipy(sample):
    frame = crosstab_frame(sample, "level", "modality")
    table = frame.pivot_table(index="row", columns="column", values="count", sort=False).to_numpy()
    told = chi2_contingency(table, correction=False)
    assert (frame.attrs["chi_squared"], frame.attrs["p"]) == pytest.approx((told.statistic, told.pvalue), abs=1e-6)
    assert frame["expected"].to_numpy() == pytest.approx(told.expected_freq.ravel(), abs=1e-6)
    assert frame.attrs["cramers_v"] == pytest.approx(association(table.astype(int), method="cramer"), abs=1e-6)


def test_adjusted_residual_squared_is_the_chi_squared_of_the_cell_against_the_rest():
    _, _, adjusted = residuals(SMOKERS.to_numpy())
    own = SMOKERS.loc["SE", "none"]
    r, c, n = SMOKERS.loc["SE"].sum(), SMOKERS["none"].sum(), SMOKERS.to_numpy().sum()
    chi = chi2_contingency([[own, r - own], [c - own, n - r - c + own]], correction=False).statistic
    assert adjusted[2, 0] ** 2 == pytest.approx(chi, abs=1e-9)


def test_printed_analysis_of_smokers():
    points = correspondence_frame(long(SMOKERS))
    assert points.attrs["inertias"] == pytest.approx([0.074759, 0.010017, 0.000414], abs=5e-7)
    assert points.attrs["shares"][0] == pytest.approx(0.878, abs=5e-4)
    rows = points[points["side"] == "row"].set_index("value")
    assert rows["x"].abs().round(3).tolist() == [0.066, 0.259, 0.381, 0.233, 0.201]
    assert rows["y"].abs().round(3).tolist() == [0.194, 0.243, 0.011, 0.058, 0.079]
    assert rows["quality"].round(3).tolist() == [0.893, 0.991, 1.0, 1.0, 0.999]
    columns = points[points["side"] == "column"].set_index("value")
    assert columns["x"].abs().round(3).tolist() == [0.393, 0.099, 0.196, 0.294]


def test_contributions_add_up():
    points = correspondence_frame(long(SMOKERS))
    for _, own in points.groupby("side"):
        assert own[["contribution_x", "contribution_y", "mass"]].sum().tolist() == pytest.approx([1, 1, 1])


def test_cells_count_directives(sample):
    frame = crosstab_frame(sample, "sector", "modality", min_count=1).set_index(["row", "column"])
    rows = sm.directive_frame(sample, sector="fire_safety", modality="P")
    exact = [row for row in rows.itertuples() if "fire_safety" in row.sectors.split("|")]
    assert frame.loc[("fire_safety", "prohibition"), "count"] == len(exact)


def test_cells_count_sentences(sample):
    from speechmine.count.policy import counting

    frame = crosstab_frame(sample, "theme", "level", min_count=1).set_index(["row", "column"])
    sentences = sample.sentences[counting(sample)].merge(sample.speeches[["speech_id", "level"]], on="speech_id")
    assert frame.loc[("T01", "county"), "count"] == ((sentences["theme"] == "T01") & (sentences["level"] == "county")).sum()


@pytest.mark.parametrize(
    ("rows", "columns"),
    [("actor", "sector"), ("slogan", "year:5"), ("role", "strength"), ("aim", "level"), ("reported", "level")],
)
def test_any_two_codings_are_crossed(sample, rows, columns):
    frame = crosstab_frame(sample, rows, columns, min_count=3)
    assert frame["count"].sum() > 0
    assert frame.groupby("row")["row_share"].sum().to_numpy() == pytest.approx(1)


def test_rare_values_are_left_out(sample):
    frame = crosstab_frame(sample, "sector", "modality", min_count=40)
    assert frame.groupby("row")["count"].sum().min() >= 40


@pytest.mark.parametrize(
    ("rows", "columns", "options"),
    [
        ("level", "level", {}), ("mood", "level", {}), ("level", "modality", {"unit": "sentence"}), ("level", "theme", {"unit": "page"}),
        ("level", "modality", {"min_count": 10_000}), ("level", "theme", {"min_count": 0}),
    ],
    ids=["itself", "coding", "unit of another", "unit", "rare", "count"],
)  # fmt: skip
def test_bad_question_is_refused(sample, rows, columns, options):
    with pytest.raises(OptionError):
        crosstab_frame(sample, rows, columns, **options)
