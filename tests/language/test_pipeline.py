import pickle
from importlib.metadata import entry_points

import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.tokens import DocBin

import speechmine as sm
from speechmine.errors import OptionError
from speechmine.language.factories import COMPONENTS
from speechmine.language.pipeline import annotations_of
from speechmine.language.tokenizer import TOKENIZER

KEYS = ["directives", "facts", "sectors", "slogans", "themes"]
TEXT = "一、压实责任\n各村要落实党政同责、一岗双责，渡口严禁超载。\n去年全镇发生事故12起，同比下降25%。"
PIECES = st.sampled_from(
    [
        "各村要",
        "严禁超载",
        "一、",
        "（一）",
        "。",
        "\n",
        "“",
        "”",
        "　",
        " ",
        "×",
        "去年12起",
        "煤礦",
        "２",
        "\t",
        "😀",
        "\u200b",
        "\0",
    ]
)


def places(doc):
    return {key: [(span.start_char, span.end_char, span.label_) for span in group] for key, group in doc.spans.items()}


@settings(deadline=None, max_examples=60)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=30).map("".join)))
@example("")
@example("\n \n")
@example(" 各村要 落实 。  严禁超载。 ")
@example("\ufeff各村\u2028要落实\r\n")
def test_text_comes_out_as_it_went_in(nlp, text):
    doc = nlp(text)
    assert doc.text == text
    assert "".join(sent.text_with_ws for sent in doc.sents) == text


def test_spans_bear_their_labels(nlp):
    doc = nlp(TEXT)
    assert sorted(doc.spans) == KEYS
    assert [(span.text, span.label_) for span in doc.spans["slogans"]] == [("党政同责、一岗双责", "F")]
    assert [(span.text, span.label_) for span in doc.spans["sectors"]] == [
        ("渡口", "water_transport"),
        ("超载", "road_transport"),
    ]
    assert {span.label_ for span in doc.spans["directives"]} == {"O", "P"}
    assert ("12起", "accidents") in [(span.text[-3:], span.label_) for span in doc.spans["facts"]]


def test_sentences_and_words_are_those_of_the_tables(nlp):
    doc = nlp(TEXT)
    assert [sent.text.strip() for sent in doc.sents] == TEXT.split("\n")
    segmented = annotations_of(doc).segmented
    assert [token.text for token in doc if not token.is_space] == [segmented.view.text[w.start : w.end] for w in segmented.words]
    assert {token.tag_ for token in doc if token.is_space} <= {"_SP"}


def test_norm_is_the_folded_form(nlp):
    doc = nlp("煤礦要停產２天")
    assert "".join(token.norm_ for token in doc) == "煤矿要停产2天"
    assert [span.text for span in doc.spans["sectors"]] == ["煤礦"]


def test_pipeline_finds_what_mining_finds(nlp, speeches):
    mined = sm.mine(speeches)
    for row in mined.speeches.itertuples():
        found = annotations_of(nlp(mined.texts[row.source]))
        for name in ("directives", "sectors", "slogans", "facts"):
            own = getattr(mined, name)
            assert len(getattr(found, name)) == (own["speech_id"] == row.speech_id).sum()


def test_pipe_gives_the_same_as_calls(nlp):
    assert [places(doc) for doc in nlp.pipe([TEXT, "要严查。"])] == [places(nlp(TEXT)), places(nlp("要严查。"))]


def test_pipe_over_processes_gives_the_same(nlp):
    (doc, _) = nlp.pipe([TEXT, "要严查。"], n_process=2, batch_size=1)
    assert places(doc) == places(nlp(TEXT))


def test_saved_pipeline_finds_the_same(nlp, tmp_path):
    nlp.to_disk(tmp_path / "model")
    loaded = spacy.load(tmp_path / "model")
    assert (loaded.pipe_names, places(loaded(TEXT))) == (nlp.pipe_names, places(nlp(TEXT)))
    assert [token.text for token in loaded(TEXT)] == [token.text for token in nlp(TEXT)]


@pytest.mark.parametrize(
    "copied", [lambda doc: pickle.loads(pickle.dumps(doc)), lambda doc: next(iter(DocBin(docs=[doc]).get_docs(doc.vocab)))]
)  # noqa: S301
def test_document_can_be_written_out(nlp, copied):
    doc = nlp(TEXT)
    copy = copied(doc)
    assert copy.text == TEXT
    assert places(copy) == places(doc)


def test_displacy_draws_the_spans(nlp):
    doc = nlp(TEXT)
    for key in KEYS:
        drawn = displacy.render(doc, style="span", options={"spans_key": key}, jupyter=False)
        assert all(span.label_ in drawn for span in doc.spans[key])


def test_component_stands_in_any_pipeline():
    nlp = spacy.blank("zh")
    for factory in COMPONENTS:
        nlp.add_pipe(factory)
    doc = nlp("煤矿要停产整顿。")
    assert [span.text for span in doc.spans["sectors"]] == ["煤矿"]


def test_factories_are_published():
    assert {entry.name for entry in entry_points(group="spacy_factories")} >= set(COMPONENTS)
    assert TOKENIZER in {entry.name for entry in entry_points(group="spacy_tokenizers")}


def test_published_factories_load_without_an_import(python):
    done = python(
        "import spacy; nlp = spacy.blank('zh'); nlp.add_pipe('speechmine/sectors'); print(nlp('煤矿停产。').spans['sectors'].name)"
    )
    assert done.stdout == "sectors\n", done.stderr


@pytest.mark.parametrize(
    ("options", "message"), [({"codebooks": {"words": "a.tsv"}}, "codebook 'words'"), ({"segmenter": "pkuseg"}, "'pkuseg'")]
)
def test_bad_option_is_refused(options, message):
    with pytest.raises(OptionError, match=message):
        sm.pipeline(**options)
