"""Whether measures are validated, where a coding is given and where none is."""

import pandas as pd
import pytest

import speechmine as sm
from speechmine.errors import OptionError
from speechmine.validate.status import COLUMNS, UNVALIDATED, validation_frame, with_validation


@pytest.fixture
def coding(corpus, coded):
    """Two coders of every sentence that counts; the second misses the directives of one speech."""
    sample = sm.draw_sample(corpus, "directives", n=40)
    found = set(corpus.directives["sentence_id"])

    def said(skip):
        def of(line):
            here = line["sentence_id"] in found and line["speech_id"] != skip
            return {"directive": ["directive"] * here, "modality": ["O"] * here, "strength": ["1"] * here, "reported": []}

        return of

    return pd.concat([coded(sample, said(None)), coded(sample, said("1.txt@0"), "B")], ignore_index=True)


def test_coded_measures_have_n_alpha_and_corrected_share(corpus, coding):
    frame = validation_frame(corpus, coding, ["directive:directive", "slogan:*"])
    row = frame.iloc[0]
    assert frame["measure"].tolist() == ["directive:directive"]
    assert row["n_coded"] == 32  # of 35 that count three are left open
    assert 0 < row["alpha"] < 1
    assert row["corrected"] == pytest.approx(0.6, abs=0.05)
    assert row["validation"].startswith("validated: n = 32, alpha = 0.")


def test_any_code_of_a_field_is_a_measure(corpus, coding):
    wide, narrow = (validation_frame(corpus, coding, [f"modality:{code}"])["corrected"].item() for code in "*O")
    assert wide == pytest.approx(narrow)


def test_groups_have_figures_of_their_own_also_by_year(corpus, coding):
    by_level = validation_frame(corpus, coding, ["modality:O"], by="level")
    assert by_level["group"].tolist() == ["city", "county"]
    by_year = validation_frame(corpus, coding, ["modality:O"], by="year")
    assert by_year["group"].tolist() == [str(year) for year in range(2000, 2006)]
    assert by_year["n_coded"].sum() == 27


def test_frames_say_when_nobody_coded(corpus, coding):
    frame = pd.DataFrame({"theme": ["T04", "T05"]})
    assert with_validation(frame, corpus, None, ["theme:T04", "theme:T05"])["validation"].tolist() == [UNVALIDATED] * 2
    told = with_validation(frame, corpus, coding, ["theme:T04", "directive:directive"])
    assert told["validation"].iloc[0] == UNVALIDATED
    assert told["validation"].iloc[1].startswith("validated")
    assert list(told.columns) == ["theme", *COLUMNS]


def test_one_coder_has_no_agreement(corpus, coding):
    alone = coding[coding["coder"].isin(["A"])]
    row = validation_frame(corpus, alone, ["directive:directive"]).iloc[0]
    assert pd.isna(row["alpha"])
    assert ", one coder, corrected" in row["validation"]


def test_indicators_and_prevalence_carry_it(sample, coded):
    drawn = sm.draw_sample(sample, "themes", n=60)
    themes = dict(zip(sample.sentences["sentence_id"], sample.sentences["theme"], strict=True))
    coding = coded(drawn, lambda line: {"theme": [themes[line["sentence_id"]] or "T05"]})
    shares = sm.prevalence_frame(sample, coding=coding, n_resamples=0)
    assert (shares["validation"].str.startswith("validated: n = 60, one coder")).all()
    assert sm.prevalence_frame(sample, n_resamples=0)["validation"].eq(UNVALIDATED).all()
    groups = sm.indicator_groups(sample, by="level", coding=coding, n_resamples=0)
    assert groups["validation"].eq(UNVALIDATED).all()  # themes say nothing of directives
    assert sm.indicator_frame(sample, coding=coding)["validation"].eq(UNVALIDATED).all()


def test_coding_without_its_corpus_is_refused(coding):
    with pytest.raises(OptionError, match="give the mined tables, too"):
        sm.indicator_table(coding=coding)
    with pytest.raises(OptionError, match="'fr'"):
        sm.indicator_table(lang="fr")
