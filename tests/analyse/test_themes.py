import os
import subprocess
import sys

import numpy as np
import pytest
from sklearn.base import clone

from speechmine.analyse.themes.contexts import sentence_contexts
from speechmine.analyse.themes.model import ThemeModel
from speechmine.analyse.themes.names import theme_frame
from speechmine.errors import OptionError


@pytest.fixture
def contexts(mined):
    return sentence_contexts(mined)


def test_contexts_have_a_row_a_sentence(mined, contexts):
    assert contexts["sentence_id"].tolist() == mined.sentences["sentence_id"].tolist()


def test_contexts_read_the_heading_above(contexts):
    row = contexts[contexts["text"].str.startswith("道路巡查")].iloc[0]
    assert row["heading"] == "严查酒后驾驶"
    assert "酒后" in row["heading_words"]


def test_sentences_of_one_line_share_a_paragraph(contexts):
    own = contexts[(contexts["speech_id"] == "a.txt@0") & contexts["text"].str.contains("演练|畅通")]
    assert own["paragraph"].nunique() == 1


@pytest.mark.parametrize(
    ("start", "formal"),
    [
        ("在全县", True),
        ("同志们：", True),
        ("今天", True),
        ("下面", True),
        ("各乡镇", False),
        ("疏散", False),
        ("同志们，", True),
        ("谢谢", True),
    ],
    ids=["title", "salutation", "opening", "transition", "directive", "plain", "closing", "thanks"],
)
def test_formality_is_told_from_matter(contexts, start, formal):
    own = contexts[contexts["speech_id"] == "a.txt@0"]
    assert own[own["text"].str.startswith(start)]["formality"].tolist()[0] is formal


def test_themes_tell_fire_from_traffic(contexts):
    model = ThemeModel(n_themes=2).fit(contexts)
    theme = dict(zip(contexts["text"], model.labels_, strict=True))
    assert theme["消防器材必须配齐。"] != theme["严禁超载和酒后驾驶。"]
    assert theme["消防器材必须配齐。"] == theme["各乡镇要组织开展消防演练，消防部门要加强指导。"]


def test_formalities_have_no_theme(contexts):
    labels = ThemeModel(n_themes=2).fit_predict(contexts)
    assert (labels[contexts["formality"].to_numpy()] == -1).all()


def test_copies_change_no_theme(contexts):
    once = contexts[contexts["speech_id"] != "b.txt@0"]
    assert np.array_equal(ThemeModel(2).fit(once).components_, ThemeModel(2).fit(contexts).components_)


def test_copies_get_the_themes_of_their_original(contexts):
    labels = ThemeModel(n_themes=2).fit_predict(contexts)
    first, copy = (labels[(contexts["speech_id"] == speech).to_numpy()] for speech in ("a.txt@0", "b.txt@0"))
    assert np.array_equal(first, copy)


def test_one_speech_warns_that_nothing_recurs(alone):
    with pytest.warns(UserWarning, match="1 independent speech"):
        model = ThemeModel(n_themes=2).fit(sentence_contexts(alone))
    assert len(model.theme_ids_) == 2


def test_words_of_one_speech_alone_make_no_theme(contexts):
    assert "指导" not in ThemeModel(n_themes=2).fit(contexts).get_feature_names_out()
    assert "指导" not in ThemeModel(n_themes=2).fit(contexts).vectorizer_.vocabulary_


def test_themes_below_min_speeches_are_pruned(contexts):
    model = ThemeModel(n_themes=6).fit(contexts)
    assert (theme_frame(model)["n_speeches"] >= 2).all()


def test_ids_are_ordered_by_size(contexts):
    frame = theme_frame(ThemeModel(n_themes=3).fit(contexts))
    assert frame["id"].tolist() == [f"K{n:02d}" for n in range(1, len(frame) + 1)]
    assert frame["n_sentences"].is_monotonic_decreasing


def test_auto_reports_its_curve(contexts):
    model = ThemeModel().fit(contexts)
    assert list(model.curve_.columns) == ["n_themes", "stability", "coherence", "score"]
    assert model.curve_["stability"].between(0, 1.000001).all()


def test_transform_of_new_text_uses_the_learned_themes(contexts):
    model = ThemeModel(n_themes=2).fit(contexts)
    fire, none = model.predict(["定期开展消防演练", "天气晴朗"])
    assert none == -1
    assert fire == model.predict(contexts[contexts["text"] == "消防器材必须配齐。"])[0]


def test_parameters_survive_a_clone():
    model = ThemeModel(n_themes=7, min_speeches=3, random_state=5)
    assert clone(model).get_params() == model.get_params()


@pytest.mark.parametrize(
    "options", [{"n_themes": 0}, {"n_themes": "many"}, {"min_speeches": 0}], ids=["none", "word", "speeches"]
)
def test_bad_option_names_itself(contexts, options):
    with pytest.raises(OptionError, match=next(iter(options))):
        ThemeModel(**options).fit(contexts)


def test_texts_without_a_word_have_no_theme():
    model = ThemeModel(min_speeches=1).fit(["。", "！"])
    assert model.labels_.tolist() == [-1, -1]


def test_label_comes_from_a_heading(contexts):
    labels = theme_frame(ThemeModel(n_themes=2).fit(contexts))["label"].tolist()
    assert any("酒后驾驶" in label for label in labels)
    assert len(set(labels)) == len(labels)


def test_exemplars_differ(contexts):
    for exemplars in theme_frame(ThemeModel(n_themes=2).fit(contexts))["exemplars"]:
        assert len({exemplar["text"] for exemplar in exemplars}) == len(exemplars)


_PROGRAM = """
from speechmine.analyse.themes.names import theme_frame
from speechmine.analyse.themes.model import ThemeModel
texts = ["开展消防演练", "消防疏散演练", "严查酒后驾驶", "查处酒后驾驶", "消防演练贴近实战", "酒后驾驶严查", "隐患排查治理", "排查隐患台账"]
print(theme_frame(ThemeModel().fit(texts)).to_json(force_ascii=True))
"""


def test_themes_are_the_same_whatever_the_hash_seed():
    printed = {
        subprocess.run(
            [sys.executable, "-c", _PROGRAM], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
