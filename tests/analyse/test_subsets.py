"""Parts of a mined corpus."""

import pytest

import speechmine as sm
from speechmine.errors import OptionError

TABLES = ("sources", "speeches", "sections", "sentences", "tokens", "directives", "sectors", "slogans", "facts", "passages")


@pytest.mark.parametrize("unit", ["speech", "section", "sentence"])
def test_rows_of_a_part_are_rows_of_the_whole(sample, unit):
    part = sample.subset("year >= 2010", actor="企业", unit=unit)
    for name in ("sentences", "directives", "slogans", "facts", "sections"):
        kept, whole = getattr(part, name), getattr(sample, name)
        key = ["speech_id", "start", "end", "text"] if "text" in kept else ["speech_id", "section_id"]
        assert set(kept[key].itertuples(index=False)) <= set(whole[key].itertuples(index=False))
        assert list(kept.index) == list(range(len(kept)))
    assert [(name, list(getattr(part, name).dtypes)) for name in TABLES] == [
        (name, list(getattr(sample, name).dtypes)) for name in TABLES
    ]


@pytest.mark.parametrize("unit", ["speech", "section", "sentence"])
def test_offsets_and_keys_of_a_part_hold(sample, unit):
    part = sample.subset(sector="coal_mining", unit=unit)
    sources = dict(zip(part.speeches["speech_id"], part.speeches["source"], strict=True))
    assert set(part.texts) == set(part.sources["source"]) == set(sources.values())
    for name in ("sentences", "directives", "sectors", "slogans", "facts", "passages", "tokens"):
        frame = getattr(part, name)
        texts = [part.texts[sources[row.speech_id]][row.start : row.end] for row in frame.itertuples()]
        assert texts == frame["text"].tolist()
        if name != "passages":
            assert set(frame["sentence_id"]) <= set(part.sentences["sentence_id"])
    assert set(part.directives["enforces"].dropna()) <= set(part.directives["directive_id"])


def test_smaller_units_keep_less(sample):
    kept = [len(sample.subset(term="瓦斯", unit=unit).sentences) for unit in ("sentence", "section", "speech")]
    assert kept == sorted(kept)
    assert len(set(kept)) == 3


def test_sentences_of_a_term_hold_it(sample):
    part = sample.subset(term=["瓦斯", "汛期"], unit="sentence")
    assert all("瓦斯" in text or "汛期" in text for text in part.sentences["text"])
    assert len(part.sentences) == sum("瓦斯" in text or "汛期" in text for text in sample.sentences["text"])


def test_sector_takes_in_what_it_governs_and_what_is_below_it(sample):
    part = sample.subset(sector="矿山", unit="sentence")
    codes = set(part.sectors["code"])
    assert "coal_mining" in codes
    governed = part.sectors[part.sectors["how"] == "inherited"]
    assert len(governed)
    begun = sample.subset(term="瓦斯", unit="sentence").sectors
    assert set(begun["sentence_id"]) <= set(sample.sentences["sentence_id"])


@pytest.mark.parametrize(
    ("by", "same"),
    [
        ({"theme": "T03"}, {"theme": sm.load_codebook("themes").codes["T03"].label}),
        ({"slogan": "党政同责"}, {"slogan": "黨政同責"}),
        ({"year": [2013, 2019]}, {"where": "year in [2013, 2019]"}),
        ({"level": "city", "year": range(2010, 2016)}, {"where": "level == 'city' and 2010 <= year < 2016"}),
    ],
)
def test_conditions_that_say_the_same_keep_the_same(sample, by, same):
    one, other = sample.subset(**by), sample.subset(**same)
    assert one.speeches["speech_id"].tolist() == other.speeches["speech_id"].tolist()
    assert 0 < len(one.speeches) < len(sample.speeches)


def test_what_looks_across_speeches_is_found_anew(sample):
    shared = sample.passages["speech_id"].iloc[0]
    part = sample.subset(speech_id=shared)
    assert part.passages.empty
    assert part.speeches["originality"].tolist() == [1.0]
    assert part.sentences["family_id"].isna().all()
    assert part.manifest["independent"]["speeches"] == 1


def test_part_of_all_is_all(sample):
    part = sample.subset("n_chars > 0")
    for name in TABLES:
        assert getattr(part, name).equals(getattr(sample, name)), name


def test_history_says_what_was_done_and_is_kept(sample, tmp_path):
    part = sample.subset("year >= 2010").subset(level="city")
    part.save(tmp_path / "out")
    loaded = sm.load_mined(tmp_path / "out")
    assert loaded.history == part.history
    assert part.history[0].startswith("subset: year >= 2010: ")
    assert part.history[1].startswith(f"subset: level=city: {len(part.speeches)} of ")
    assert loaded.manifest["counts"]["speeches"] == len(part.speeches)
    assert {item["source"] for item in loaded.manifest["inputs"]} == set(part.sources["source"])
    assert sample.history == ()


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ({}, "needs a condition"),
        ({"year": 1950}, r"no speech has it; its values are 2005, 2006"),
        ({"lvl": "city"}, "no such column; did you mean 'level'"),
        ({"level": ""}, "level is empty"),
        ({"sector": "煤礦業务"}, "is not known"),
        ({"theme": "T99"}, "is not known"),
        ({"term": "潜水艇"}, "no speech fits term=潜水艇"),
        ({"where": "year > 3000"}, "no speech fits year > 3000"),
        ({"level": "city", "unit": "page"}, "unit 'page' is not known; take one of speech, section, sentence"),
    ],
)
def test_condition_that_cannot_be_met_is_one_line(sample, by, told):
    with pytest.raises(OptionError, match=told) as refused:
        sample.subset(**by)
    assert "\n" not in str(refused.value)
