import pytest

from speechmine.errors import OptionError
from speechmine.validate.design import allocation, draw_sample, population, strata


def test_only_sentences_that_count_are_drawn_from(corpus):
    assert set(population(corpus)["speech_id"]) == {f"{number}.txt@0" for number in range(7)}


def test_order_of_rows_changes_nothing(corpus):
    drawn = draw_sample(corpus, "themes", n=12, by=["level"], coders=2)
    corpus.sentences = corpus.sentences.sample(frac=1, random_state=1)
    assert draw_sample(corpus, "themes", n=12, by=["level"], coders=2).equals(drawn)


def test_seed_decides_the_draw(corpus):
    one, same, other = (set(draw_sample(corpus, "themes", n=12, random_state=seed)["sentence_id"]) for seed in (1, 1, 2))
    assert one == same != other


def test_probability_is_that_of_the_stratum(corpus):
    sample = draw_sample(corpus, "directives", n=14, by=["level"])
    of = population(corpus).assign(level=lambda own: strata(own, corpus, "directives", ["level"]))["level"].value_counts()
    for stratum, own in sample.groupby("stratum"):
        assert set(own["probability"]) == {len(own) / of[stratum]}
    assert (1 / sample["probability"]).sum() == pytest.approx(35)


def test_every_sentence_is_drawn_as_often_as_its_probability_says(corpus):
    seen = {}
    for seed in range(400):
        for sentence in draw_sample(corpus, "themes", n=7, random_state=seed)["sentence_id"]:
            seen[sentence] = seen.get(sentence, 0) + 1 / 400
    assert len(seen) == 35
    assert max(abs(share - 0.2) for share in seen.values()) < 0.08


def test_rare_codes_are_drawn_more_often(corpus):
    plain = draw_sample(corpus, "themes", n=15)
    rare = draw_sample(corpus, "themes", n=15, by="code")
    assert set(rare["stratum"]) == {"T04", "T05"}
    assert (rare["stratum"] == "T05").sum() > 15 * 7 / 35 - 1
    assert (1 / rare["probability"]).sum() == pytest.approx((1 / plain["probability"]).sum())


def test_years_are_grouped(corpus):
    assert set(strata(population(corpus), corpus, "themes", ["year:5"])) == {"2000–2004", "2005–2009", "-"}


def test_coders_share_what_overlaps_and_split_the_rest(corpus):
    sample = draw_sample(corpus, "themes", n=20, coders=["甲", "乙"], overlap=0.4)
    assert sum(len(own) == 2 for own in sample["coders"]) == 8
    assert sorted(own[0] for own in sample["coders"] if len(own) == 1) == ["乙"] * 6 + ["甲"] * 6


def test_all_are_drawn_where_n_is_more(corpus):
    sample = draw_sample(corpus, "themes", n=99)
    assert (len(sample), set(sample["probability"])) == (35, {1.0})


def test_allocation_of_the_root_prefers_small_strata():
    assert allocation({"a": 100, "b": 4}, 24, root=True) == {"a": 20, "b": 4}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"n": 0}, "n is 0"), ({"overlap": 2}, "overlap is 2"), ({"coders": 0}, "coders is 0"), ({"coders": ["A", "A"]}, "coders is"),
        ({"of": "words"}, "take one of directives"), ({"by": ["month"]}, "by is 'month', which is no column"), ({"by": "year:x"}, "by is 'year:x'"),
        ({"n": 5, "by": ["year"]}, "n is 5, but 7 strata need 14"),
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_drawn_is_told(corpus, change, words):
    with pytest.raises(OptionError, match=words):
        draw_sample(corpus, **{"of": "themes", "n": 10, **change})
