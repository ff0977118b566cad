import numpy as np
import pytest

from speechmine.analyse.linguistics.concordance import kwic_frame
from speechmine.analyse.linguistics.index import token_index
from speechmine.analyse.linguistics.items import items_of
from speechmine.analyse.linguistics.ngrams import ngram_frame
from speechmine.analyse.linguistics.parts import selection
from speechmine.count.policy import counting
from speechmine.errors import OptionError
from speechmine.mining import mine


def tokens_in(mined, part, **options):
    index = token_index(mined)
    return selection(mined, part, **options).holds(index.sentence, index.speech, index.start), index


def test_all_is_what_counts(sample):
    held, index = tokens_in(sample, None)
    assert (held == counting(sample)[index.sentence]).all()
    assert tokens_in(sample, None, keep_copies=True)[0].all()


def test_clauses_are_those_of_the_directives(sample):
    held, index = tokens_in(sample, {"modality": "P"}, keep_copies=True)
    spans = {
        (row.speech_id, at) for row in sample.directives.itertuples() if "P" in row.modality for at in range(row.start, row.end)
    }
    ids = sample.speeches["speech_id"].tolist()
    told = [(ids[speech], start) in spans for speech, start in zip(index.speech, index.start, strict=True)]
    assert held.tolist() == told


def test_conditions_of_subset_hold_as_there(sample):
    held, index = tokens_in(sample, {"sector": "fire_safety", "level": ["county", "city"]}, keep_copies=True)
    part = sample.subset(sector="fire_safety", level=["county", "city"], unit="sentence")
    sentences = sample.sentences["sentence_id"].to_numpy()[np.unique(index.sentence[held])]
    assert set(sentences) <= set(part.sentences["sentence_id"])
    assert held.sum() == len(part.tokens)


def test_headings_and_text_make_up_all(sample):
    heads, text, both = (tokens_in(sample, part)[0].sum() for part in ({"headings": True}, {"headings": False}, None))
    assert heads
    assert heads + text == both


def test_slogans_and_aims_are_those_of_the_frames(sample):
    from speechmine.analyse.directives import directive_frame
    from speechmine.analyse.slogans import slogan_frame

    for of, n in (
        ("slogans", slogan_frame(sample).drop_duplicates("canonical")["canonical_uses"].sum()),
        ("aims", (directive_frame(sample)["aim"] != "").sum()),
    ):
        items = items_of(sample, of)
        assert items.held(selection(sample)).sum() == n


@pytest.mark.parametrize("part", [{"sector": "moon"}, {"mood": "P"}, "year > 3000", {"unit": "page"}, {"modality": "X"}], ids=str)
def test_unknown_condition_is_refused(sample, part):
    with pytest.raises(OptionError):
        selection(sample, part)


def test_unknown_option_is_refused(sample):
    with pytest.raises(OptionError, match="did you mean 'within'"):
        ngram_frame(sample, 2, wihtin="year > 2010")
    with pytest.raises(OptionError, match="did you mean 'columns'"):
        kwic_frame(sample, "隐患", column=["year"])


def test_text_without_finds_has_no_places():
    bare = mine(["今天天气很好。我们去公园散步。"])
    asked = '[slot="aim" | slogan=".*" | sector="mining" | modality="P" | theme="T01" | year="2000"]'
    assert kwic_frame(bare, asked).empty
    assert len(items_of(bare, "aims").item) == len(items_of(bare, "slogans").item) == 0
