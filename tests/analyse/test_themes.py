import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp
from sklearn.base import clone
from sklearn.metrics import adjusted_rand_score
from sklearn.utils.estimator_checks import (
    check_do_not_raise_errors_in_init_or_set_params,
    check_estimator_cloneable,
    check_estimator_repr,
    check_estimator_tags_renamed,
    check_estimators_unfitted,
    check_get_params_invariance,
    check_mixin_order,
    check_no_attributes_set_in_init,
    check_parameters_default_constructible,
    check_set_params,
    check_valid_tag_types,
)

from speechmine.analyse.themes import names, number
from speechmine.analyse.themes.contexts import phrase_words, plain_contexts, sentence_contexts
from speechmine.analyse.themes.factors import shares
from speechmine.analyse.themes.features import ContextVectorizer
from speechmine.analyse.themes.model import ThemeModel
from speechmine.analyse.themes.names import theme_frame
from speechmine.analyse.themes.number import stabilities
from speechmine.count.policy import counted_rows
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
    assert len(set(own["paragraph"])) == 1


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
    "options",
    [{"n_themes": 0}, {"n_themes": "many"}, {"min_speeches": 0}, {"batch_size": 0}, {"smoothing": -1}],
    ids=["none", "word", "speeches", "batch", "smoothing"],
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


@pytest.mark.parametrize("batch_size", [1, 10], ids=["a speech", "two speeches"])
def test_batches_find_the_themes_of_the_whole(contexts, batch_size):
    theme = dict(zip(contexts["text"], ThemeModel(n_themes=2, batch_size=batch_size).fit_predict(contexts), strict=True))
    assert theme["消防器材必须配齐。"] == theme["各乡镇要组织开展消防演练，消防部门要加强指导。"] != theme["严禁超载和酒后驾驶。"]


def test_shares_of_a_sentence_sum_to_one(contexts):
    model = ThemeModel(n_themes=2).fit(contexts)
    assert model.weights_[model.labels_ >= 0].sum(axis=1) == pytest.approx(1)


def test_smoothing_draws_a_sentence_to_its_paragraph():
    X, themes = sp.csr_matrix([[1.0, 0.0], [0.0, 1.0]]), np.eye(2)
    alone, drawn = (shares(X, themes, pd.Series(["段", "段"]), smoothing=weight)[0, 0] for weight in (0, 1))
    assert alone == pytest.approx(1)
    assert 0.5 < drawn < 1


@pytest.mark.parametrize(("column", "value"), [("describes", True), ("code", "T05")], ids=["mood", "code"])
def test_marks_bring_sentences_together(contexts, column, value):
    same = contexts["text"].isin(["疏散通道必须保持畅通，严禁堵塞疏散通道。", "严禁超载和酒后驾驶。"])
    contexts = contexts.assign(describes=False, code=None)
    marked = contexts.assign(**{column: [value if mark else contexts[column].iloc[0] for mark in same]})
    plain, close = (ContextVectorizer().fit_transform(frame)[same.to_numpy()].toarray() for frame in (contexts, marked))
    assert close[0] @ close[-1] > plain[0] @ plain[-1]


def test_marks_make_no_keywords(contexts):
    marked = contexts.assign(code="T05")
    keywords = theme_frame(ThemeModel(n_themes=2).fit(marked))["keywords"].explode()
    assert not {"T05", "describes"} & set(keywords)


def test_stability_is_reported_for_each_theme(contexts):
    model = ThemeModel(n_themes=2).fit(contexts)
    assert model.stability_.shape == (2,)
    assert ((model.stability_ > 0) & (model.stability_ <= 1.000001)).all()


def test_stability_of_a_theme_of_one_speech_is_low():
    X = sp.csr_matrix(np.repeat(np.eye(3), [6, 6, 1], axis=0))
    found = stabilities(np.eye(3), X, np.array([0, 1, 2] * 4 + [3]))
    assert found[2] < found[:2].min()


_PLAIN_CHECKS = (
    check_estimator_cloneable, check_estimator_repr, check_estimator_tags_renamed, check_valid_tag_types, check_mixin_order,
    check_no_attributes_set_in_init, check_do_not_raise_errors_in_init_or_set_params, check_parameters_default_constructible,
    check_get_params_invariance, check_set_params, check_estimators_unfitted,
)  # fmt: skip


@pytest.mark.parametrize("check", _PLAIN_CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("estimator", [ThemeModel(), ContextVectorizer()], ids=["model", "vectorizer"])
def test_estimator_check(estimator, check):
    """The checks of scikit-learn that need no matrix of numbers; those of fitting follow with sentences."""
    check(type(estimator).__name__, estimator)


@pytest.mark.parametrize("estimator", [ThemeModel(2), ContextVectorizer()], ids=["model", "vectorizer"])
def test_fitting_returns_self_and_leaves_parameters_and_input(estimator, contexts):
    before, options = contexts.copy(), estimator.get_params()
    assert estimator.fit(contexts) is estimator
    pd.testing.assert_frame_equal(contexts, before)
    assert estimator.get_params() == options


def test_fitting_again_changes_nothing(contexts):
    model = ThemeModel(2).fit(contexts)
    assert np.array_equal(model.components_, model.fit(contexts).components_)


def test_a_speech_alone_gets_the_same_shares(contexts):
    model, own = ThemeModel(2).fit(contexts), (contexts["speech_id"] == "c.txt@0").to_numpy()
    assert model.transform(contexts[own]) == pytest.approx(model.transform(contexts)[own], abs=1e-6)


def test_nested_options_can_be_set(contexts):
    model = ThemeModel(2, vectorizer=ContextVectorizer()).set_params(vectorizer__section_weight=0.0)
    assert model.fit(contexts).vectorizer_.section_weight == 0


def test_label_has_two_to_six_words(sample):
    labels = theme_frame(ThemeModel().fit(sentence_contexts(sample)))["label"]
    assert labels.map(lambda label: 2 <= len(phrase_words(label).split()) <= 6).all()
    assert labels.is_unique


@pytest.mark.parametrize(
    ("under", "label"), [(2, "事故、作业、形势"), (10, "管住作业")], ids=["a part of the theme", "half of it"]
)
def test_heading_names_a_theme_that_it_covers(under, label):
    contexts = pd.DataFrame({"heading": ["管住作业"] * under + [None] * (20 - under), "label": 0})
    weights = {"事故": 0.4, "作业": 0.35, "形势": 0.25}
    assert names._labels(contexts, [weights], [list(weights)]) == [label]


def test_exemplars_come_from_different_speeches(sample):
    exemplars = theme_frame(ThemeModel().fit(sentence_contexts(sample)))["exemplars"]
    assert exemplars.map(lambda chosen: len({exemplar["speech_id"] for exemplar in chosen}) > 1).all()


def test_seed_changes_next_to_nothing(sample):
    contexts = sentence_contexts(sample)
    first, *others = (ThemeModel(10, random_state=seed).fit_predict(contexts) for seed in range(3))
    assert all(adjusted_rand_score(first, other) > 0.95 for other in others)


def test_number_of_themes_is_of_the_corpus_not_of_the_seed(sample, monkeypatch):
    monkeypatch.setattr(number, "_MOST_ROWS", 300)
    contexts = sentence_contexts(sample)
    first, second = (ThemeModel(random_state=seed).fit(contexts).curve_ for seed in (0, 1))
    pd.testing.assert_frame_equal(first, second)


_PROGRAM = "import sys; from speechmine.cli.main import main; main(['topics', *sys.argv[1:], '--json'])"


def test_themes_are_the_same_whatever_the_hash_seed_and_the_jobs(python, corpus_folder):
    printed = [python(_PROGRAM, corpus_folder, "--jobs", jobs, PYTHONHASHSEED=jobs).stdout for jobs in ("1", "2")]
    assert printed[0] == printed[1] != ""


def test_contexts_mark_what_stands_in_another_speech(sample):
    contexts = sentence_contexts(sample)
    counted = counted_rows(sample.sentences, sample)["sentence_id"]
    assert contexts["repeat"].any()
    assert set(contexts.loc[~contexts["repeat"], "sentence_id"]) == set(counted)


@pytest.mark.parametrize(("repeated", "n_themes"), [([], 2), ([2, 3], 1)], ids=["own words", "a shared passage"])
def test_theme_of_a_shared_passage_recurs_in_one_speech(repeated, n_themes):
    texts = ["组织开展消防演练", "举行消防疏散演练", "严查酒后驾驶", "查处酒后驾驶", "消防演练要逼真", "酒后驾驶必须严查"]
    contexts = plain_contexts(texts)
    contexts.loc[repeated, "repeat"] = True
    assert len(ThemeModel(n_themes=2).fit(contexts).theme_ids_) == n_themes
