import numpy as np
import pytest

import speechmine as sm
from speechmine.analyse.linguistics.index import token_index
from speechmine.errors import OptionError

TEXT = "在全縣安全會議上的講話\n同志们：\n各矿要“先抽後采”，严禁超載２０次。\n二是严 禁 瞒 报。\n"


@pytest.mark.parametrize("tokens", ["words", "characters"])
def test_tokens_lie_where_they_stand(tokens):
    mined = sm.mine([TEXT], tokens=True)
    index = token_index(mined, tokens=tokens)
    (text,) = mined.texts.values()
    spelled = "".join(index.terms[index.term])
    assert "先抽后采" in spelled
    assert "20次" in spelled
    for number, start, end in zip(index.term, index.start, index.end, strict=True):
        assert sm.analyse.words.Folded(text[start:end]).text.replace(" ", "") == index.terms[number]


@pytest.mark.parametrize("tokens", ["words", "characters"])
def test_words_cut_anew_are_those_kept(tokens, sample):
    from dataclasses import replace

    kept, anew = (token_index(mined, tokens=tokens) for mined in (sample, replace(sample, tokens=None)))
    share = len(anew.term) / len(kept.term)
    assert 0.97 < share < 1.03
    assert anew.speech_of.tolist() == kept.speech_of.tolist()


def test_order_of_the_table_changes_nothing(sample):
    from dataclasses import replace

    turned = replace(sample, tokens=sample.tokens.iloc[::-1].reset_index(drop=True))
    a, b = token_index(sample), token_index(turned)
    assert (a.start == b.start).all()
    assert a.terms[a.term].tolist() == b.terms[b.term].tolist()


def test_places_are_those_of_the_term(sample):
    index = token_index(sample)
    places = index.places(np.array([index.numbers["隐患"], index.numbers["整治"]]))
    assert set(index.terms[index.term[places]]) == {"隐患", "整治"}
    assert len(places) == sum(term in ("隐患", "整治") for term in index.terms[index.term])


def test_index_is_made_once_and_anew_after_a_change():
    mined = sm.mine([TEXT], tokens=True)
    first = token_index(mined)
    assert token_index(mined) is first
    mined.tokens.loc[0, "text"] = "某"
    assert token_index(mined) is not first


def test_unknown_tokens_are_refused(sample):
    with pytest.raises(OptionError, match="take one of words, characters"):
        token_index(sample, tokens="letters")
