import pytest

from speechmine.analyse.directives import directive_frame
from speechmine.errors import OptionError


def test_frame_has_a_row_a_directive_in_their_order(sample):
    frame = directive_frame(sample, keep_copies=True)
    assert list(frame["directive_id"]) == list(sample.directives["directive_id"])
    assert list(frame["text"]) == list(sample.directives["text"])


def test_frame_shows_the_spans_as_text(sample):
    frame = directive_frame(sample)
    row = frame[frame["aim"] == "装齐"].iloc[0]
    assert (row["actor"], row["deontic"], row["deadline"], row["deadline_date"]) == ("各矿", "要", "5月底前", "2006-05-31")
    assert row["condition"] == "按照“先抽后采、监测监控、以风定产”的要求|5月底前"
    assert (row["year"], row["level"], row["actor_how"], row["sectors"]) == (2006, "county", "explicit", "coal_mining")


def test_frame_has_one_dtype_a_column_however_few_rows(sample):
    empty = directive_frame(sample, actor="无此单位")
    assert len(empty) == 0
    assert (empty.dtypes == directive_frame(sample).dtypes).all()
    assert empty["year"].dtype == "Int64"


FILTERS = {
    "actor": ({"actor": "企业"}, lambda row: "企业" in row["actor"]),
    "actor-folded": ({"actor": "企業"}, lambda row: "企业" in row["actor"]),
    "actors": ({"actor": ["企业", "各村"]}, lambda row: "企业" in row["actor"] or "各村" in row["actor"]),
    "sector": ({"sector": "coal_mining"}, lambda row: "coal_mining" in row["sectors"].split("|")),
    "sector-label": ({"sector": "煤矿"}, lambda row: "coal_mining" in row["sectors"].split("|")),
    "sector-and-below": (
        {"sector": "mining"},
        lambda row: any(code in ("mining", "coal_mining", "noncoal_mining") for code in row["sectors"].split("|")),
    ),
    "modality": ({"modality": "P"}, lambda row: "P" in row["modality"]),
    "modality-word": ({"modality": "Permission"}, lambda row: "M" in row["modality"]),
    "strength": ({"strength": 3}, lambda row: row["strength"] == 3),
    "strengths": ({"strength": (0, 3)}, lambda row: row["strength"] in (0, 3)),
    "year": ({"year": 2024}, lambda row: row["year"] == 2024),
    "speech": ({"speech": "lanping"}, lambda row: "lanping" in row["speech_id"]),
    "speech-title": ({"speech": "视频会议"}, lambda row: row["speech_id"].startswith(("07_2022", "20_2020"))),
    "all-at-once": ({"actor": "企业", "strength": 2}, lambda row: "企业" in row["actor"] and row["strength"] == 2),
    "nothing-asked": ({"actor": (), "year": ()}, lambda _: True),
}


@pytest.mark.parametrize(("where", "fits"), FILTERS.values(), ids=FILTERS)
def test_frame_keeps_what_fits_and_nothing_else(where, fits, sample):
    kept = directive_frame(sample, **where)
    rows = directive_frame(sample).to_dict("records")
    assert list(kept["directive_id"]) == [row["directive_id"] for row in rows if fits(row)]
    assert len(kept)


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ({"actor": " "}, "actor is empty"),
        ({"sector": "minning"}, "sector 'minning' is not known; did you mean 'mining'"),
        ({"sector": "zzz"}, "take a code or label"),
        ({"modality": "X"}, r"modality 'X' is not known; take one of O \(obligation\), P"),
        ({"strength": 4}, "strength 4 is not a grade; take 0"),
        ({"year": 1999}, "year 1999: no speech is of it; the years are 2005, 2006"),
        ({"speech": "none"}, "speech 'none': no id, source or title holds it"),
        ({"actr": "企业"}, "filter 'actr' is not known; take one of actor, sector"),
    ],
    ids=str,
)
def test_frame_refuses_a_bad_value(where, message, sample):
    with pytest.raises(OptionError, match=message):
        directive_frame(sample, **where)
