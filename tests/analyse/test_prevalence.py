import itertools

import pandas as pd
import pytest

from speechmine.analyse.themes.model import ThemeModel, sentence_contexts
from speechmine.analyse.themes.prevalence import prevalence_frame, trend_frame
from speechmine.errors import OptionError


@pytest.fixture
def themed(make_mined):
    """Speeches of five years that speak more and more of T1, and a copy of the last."""
    texts = {f"{year}.txt": "讲话稿。" + "抓演练。" * (year - 2014) + "看形势。" * (2020 - year) for year in range(2015, 2020)}
    texts["copy.txt"] = texts["2019.txt"]
    mined = make_mined(texts, {source: f"{source}@0" if source != "copy.txt" else "2019.txt@0" for source in texts})
    mined.speeches["year"] = [*range(2015, 2020), 2019]
    mined.speeches["level"] = ["city", "county", "city", "county", None, None]
    mined.sentences["theme"] = mined.sentences["text"].map({"抓演练。": "T1", "看形势。": "T2"})
    return mined


def shares(frame, theme, column="share"):
    return frame[frame["theme"] == theme].set_index("group")[column].to_dict()


def test_shares_are_of_all_sentences_of_the_group(themed):
    assert shares(prevalence_frame(themed, by="year"), "T1") == {
        year: pytest.approx((year - 2014) / 7) for year in range(2015, 2020)
    }


def test_copies_count_once(themed):
    frame = prevalence_frame(themed, by="year")
    assert shares(frame, "T1", "n_sentences")[2019] == 5
    assert shares(frame, "T1", "n_speeches")[2019] == 1


def test_interval_holds_the_share_and_needs_two_speeches(themed):
    frame = prevalence_frame(themed, by="level").query("theme == 'T1'")
    assert ((frame["share_low"] <= frame["share"]) & (frame["share"] <= frame["share_high"])).all()
    assert prevalence_frame(themed, by="year")["share_low"].isna().all()


def test_interval_comes_from_speeches_not_sentences(themed):
    """Twice the sentences of the same speeches say no more than the sentences once."""
    sentences = themed.sentences
    more = sentences.assign(sentence_id=sentences["sentence_id"] + "x")
    once = prevalence_frame(themed)
    themed.sentences = pd.concat([sentences, more], ignore_index=True)
    assert prevalence_frame(themed)["share_low"].tolist() == once["share_low"].tolist()


def test_sentence_of_a_sector_counts_there(mined):
    mined.sentences["theme"] = "T1"
    frame = prevalence_frame(mined, by="sector")
    assert frame["group"].tolist() == ["fire_safety", "road_transport"]
    assert (frame["share"] == 1).all()


def test_character_shares_are_weighted_by_length(themed):
    themed.sentences["end"] += (themed.sentences["theme"] == "T1") * 4  # eight characters instead of four
    frame = prevalence_frame(themed).set_index("theme")
    assert frame.loc["T1", "chars_share"] > frame.loc["T1", "share"]


def test_themes_found_are_measured_too(mined):
    model = ThemeModel(2).fit(sentence_contexts(mined))
    frame = prevalence_frame(mined, themes=model)
    assert frame["theme"].tolist() == ["K01", "K02"]
    assert frame["n_sentences"].sum() == ((model.labels_ >= 0) & (model.contexts_["speech_id"] != "b.txt@0")).sum()


@pytest.mark.parametrize("options", [{"by": "place"}, {"n_resamples": -1}], ids=["by", "resamples"])
def test_bad_option_names_itself(themed, options):
    with pytest.raises(OptionError, match=next(iter(options))):
        prevalence_frame(themed, **options)


def test_trend_of_a_rising_theme(themed):
    trend = trend_frame(themed).set_index("theme")
    assert trend.loc["T1", ["n_speeches", "tau"]].tolist() == [5, pytest.approx(1)]
    assert trend.loc["T1", "slope"] == pytest.approx(1 / 7)
    assert trend.loc["T2", "tau"] == pytest.approx(-1)


def test_trend_is_corrected_for_the_number_of_themes(themed):
    codes = itertools.cycle(["T3", "T4", "T5"])
    themed.sentences["theme"] = [theme if isinstance(theme, str) else next(codes) for theme in themed.sentences["theme"]]
    trend = trend_frame(themed)
    assert (trend["q"] >= trend["p"]).all()
    assert trend["q"].max() <= 1


def test_few_speeches_have_no_trend(mined):
    mined.sentences["theme"] = "T1"
    assert trend_frame(mined)[["slope", "tau", "p", "q"]].isna().all().all()


def test_codes_stand_beside_their_labels(sample):
    themes, sectors = (sample.codebooks[name].labels for name in ("themes", "sectors"))
    frame = prevalence_frame(sample, by="sector", n_resamples=0)
    assert frame["label"].tolist() == [themes[code] for code in frame["theme"]]
    assert frame["group_label"].tolist() == [sectors[code] for code in frame["group"]]
    trends = trend_frame(sample)
    assert trends["label"].tolist() == [themes[code] for code in trends["theme"]]
