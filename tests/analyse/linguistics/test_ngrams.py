from collections import Counter
from itertools import product

import numpy as np
import pytest
from nltk.util import ngrams as nltk_ngrams
from scipy.stats import binom, entropy

import speechmine as sm
from speechmine.analyse.linguistics.courses import bursts
from speechmine.analyse.linguistics.index import token_index
from speechmine.analyse.linguistics.new_words import new_word_frame
from speechmine.analyse.linguistics.ngrams import ngram_frame, ngram_years
from speechmine.count.policy import counting
from speechmine.errors import OptionError


def counted(mined, n):
    """N-grams by nltk, of the words of the sentences that count, cut at marks."""
    ids = set(mined.sentences["sentence_id"][counting(mined)])
    found = Counter()
    for _, own in mined.tokens[mined.tokens["sentence_id"].isin(ids)].groupby("sentence_id", sort=False):
        run = []
        for text in [*own["text"].map(sm.analyse.words.fold), ""]:
            if any(map(str.isalnum, text)):
                run.append(text)
            else:
                found.update(" ".join(words) for words in nltk_ngrams(run, n))
                run = []
    return found


@pytest.mark.parametrize("n", [2, 3, 5])
def test_counts_are_those_of_nltk(sample, n):
    frame = ngram_frame(sample, n, min_count=2, min_speeches=1)
    told = {name: count for name, count in counted(sample, n).items() if count >= 2}
    assert dict(zip(frame["ngram"], frame["count"], strict=True)) == told


def test_clusters_hold_the_node(sample):
    frame = ngram_frame(sample, (2, 3), node="责任", min_count=2)
    assert len(frame)
    assert all("责任" in name.split() for name in frame["ngram"])
    assert set(frame["ngram"]) == {name for name in ngram_frame(sample, (2, 3), min_count=2)["ngram"] if "责任" in name.split()}


def test_bundles_stand_in_several_speeches(sample):
    frame = ngram_frame(sample, 2, min_speeches=5)
    assert (frame["n_speeches"] >= 5).all()


def test_growth_is_the_slope_of_the_yearly_rates(sample):
    frame = ngram_frame(sample, 2).head(5)
    table = ngram_years(sample, frame)
    for row in frame.itertuples():
        slope = np.polyfit(table.columns.astype(float), table.loc[row.ngram], 1)[0]
        assert row.growth == pytest.approx(slope, abs=1e-9)
        used = table.columns[table.loc[row.ngram] > 0]
        assert (row.first_year, row.last_year) == (used.min(), used.max())


def test_characters_are_written_together(sample):
    frame = ngram_frame(sample, 4, tokens="characters")
    assert "安全生产" in frame["ngram"].tolist()


@pytest.mark.parametrize("options", [{"n": 1}, {"n": (4, 2)}, {"n": 9}, {"node": "蓝鲸"}, {"min_count": 0}], ids=str)
def test_bad_question_is_refused(sample, options):
    with pytest.raises(OptionError):
        ngram_frame(sample, **options)


# -- bursts, candidates


def test_cheapest_states_are_those_of_all_sequences():
    """Kleinberg's cost of every sequence of states, summed up one by one."""
    rng = np.random.default_rng(3)
    uses, totals = rng.poisson([2, 2, 9, 8, 2, 1], (25, 6)), np.array([900, 1100, 1000, 800, 1200, 1000])
    first, last, weight = bursts(uses, totals)
    for number, r in enumerate(uses):
        p = r.sum() / totals.sum()
        cost = -np.array([binom.logpmf(r, totals, p), binom.logpmf(r, totals, 2 * p)])

        def price(states, cost=cost):
            ups = sum(b > a for a, b in zip((0, *states), states, strict=False))
            return sum(cost[state, batch] for batch, state in enumerate(states)) + ups * np.log(6)

        best = min(product((0, 1), repeat=6), key=price)
        runs = [
            list(range(a, b))
            for a in range(6)
            for b in range(a + 1, 7)
            if all(best[a:b]) and not (a and best[a - 1]) and not (b < 6 and best[b])
        ]
        heaviest = max(runs, key=lambda run: sum(cost[0, batch] - cost[1, batch] for batch in run), default=None)
        if heaviest is None:
            assert (first[number], last[number], weight[number]) == (-1, -1, 0)
        else:
            assert (first[number], last[number]) == (heaviest[0], heaviest[-1])
            assert weight[number] == pytest.approx(sum(cost[0, batch] - cost[1, batch] for batch in heaviest), abs=1e-6)


def test_candidates_hold_together_and_stand_alone(sample):
    frame = new_word_frame(sample, of="candidates", min_count=4)
    index = token_index(sample, tokens="words")
    terms = index.terms[index.term].tolist()
    row = frame.iloc[0]
    words = row["term"].split()
    ids = np.flatnonzero(counting(sample)[index.sentence])
    held = set(ids.tolist())
    places = [
        at
        for at in range(len(terms))
        if terms[at : at + len(words)] == words and at in held and index.sentence[at] == index.sentence[at + len(words) - 1]
    ]
    beside = Counter(terms[at - 1] if index.sentence[at - 1] == index.sentence[at] else "^" for at in places)
    assert row["count"] == len(places)
    assert row["entropy_left"] == pytest.approx(entropy(list(beside.values()), base=2), abs=1e-6)
    if len(words) == 2:
        shares = [terms.count(word) / len(terms) for word in words]
        assert row["cohesion"] == pytest.approx(np.log2(len(places) / len(terms) / np.prod(shares)), abs=1e-6)


def test_new_words_carry_content(sample):
    frame = new_word_frame(sample)
    assert not {"的", "要", "和"} & set(frame["term"])
    assert (frame["burst_start"].dropna() <= frame["burst_end"].dropna()).all()


def test_undated_speeches_have_no_course():
    frame = new_word_frame(sm.mine(["要查隐患，要查隐患，要查隐患，要改隐患，要报隐患。"]), min_count=2, min_speeches=1)
    assert frame["burst_start"].isna().all()


def test_unknown_kind_is_refused(sample):
    with pytest.raises(OptionError, match="candidates"):
        new_word_frame(sample, of="names")
