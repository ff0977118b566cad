import pytest

from speechmine.codebooks import load_codebook, packaged_table
from speechmine.errors import OptionError
from speechmine.mining import read_corpus
from speechmine.segment.speech import segment_speech
from speechmine.segment.words import SEGMENTERS, cut_words, load_segmenter

BOTH = pytest.mark.parametrize("segmenter", SEGMENTERS)


def words(text, segmenter=None, **options):
    return [text[word.start : word.end] for word in cut_words(text, segmenter=segmenter, **options)]


@pytest.fixture(scope="module")
def corpus(corpus_folder):
    return read_corpus(corpus_folder)


@pytest.fixture(scope="module")
def known_tags():
    """Part of speech of every word of jieba's dictionary and of ours."""
    import jieba

    with jieba.Tokenizer().get_dict_file() as lines:
        tags = {word: tag for word, _, tag in (line.decode("utf-8").split() for line in lines)}
    return tags | {row["word"]: row["tag"] for _, row in packaged_table("words").rows}


def test_both_segmenters_give_the_same_words_on_the_corpus(corpus, known_tags):
    books = [load_codebook(name) for name in ("sectors", "slogans")]
    assert len(corpus) == 24
    for speech in corpus:
        fast, reference = (segment_speech(speech, codebooks=books, segmenter=name) for name in SEGMENTERS)
        assert [word[:2] for word in fast.words] == [word[:2] for word in reference.words]
        for one, other in zip(fast.words, reference.words, strict=True):
            if fast.view.text[one.start : one.end] in known_tags:
                assert one.tag == other.tag


@BOTH
@pytest.mark.parametrize(
    ("text", "mask", "tag"),
    [
        pytest.param("发生事故×起", "×", "x", id="figure"),
        pytest.param("发生事故××起", "××", "x", id="two crosses"),
        pytest.param("XX县召开会议", "XX", "x", id="letters before a noun"),
        pytest.param("整改隐患XX处", "XX", "x", id="letters behind a noun"),
        pytest.param("在**村渡口", "**", "x", id="stars"),
        pytest.param("县长□□□讲话", "□□□", "x", id="boxes"),
        pytest.param("截至__月底", "__", "x", id="blanks"),
        pytest.param("某企业违规动火", "某", "r", id="before a noun"),
        pytest.param("司机李某某超载", "某某", "r", id="behind a surname"),
    ],
)
def test_mask_is_a_word_of_its_own(text, mask, tag, segmenter):
    assert (mask, tag) in [(text[word.start : word.end], word.tag) for word in cut_words(text, segmenter=segmenter)]


@BOTH
@pytest.mark.parametrize(("text", "word"), [("某些企业心存侥幸", "某些"), ("某个环节出了问题", "某个"), ("定制XXL号工服", "XXL")])
def test_what_only_looks_like_a_mask_is_none(text, word, segmenter):
    assert word in words(text, segmenter)


@BOTH
def test_words_keep_to_borders_and_offset(segmenter):
    text = "安全生产责任制"
    cut = cut_words(text, borders=[3, 99, -1], segmenter=segmenter, offset=10)
    assert all(not word.start < 13 < word.end for word in cut)
    assert (cut[0].start, cut[-1].end) == (10, 10 + len(text))


@BOTH
@pytest.mark.parametrize(
    "text", ["", "　 \n", "同比下降12.5%，其中 A 类 3 起。", "𠮷野家😀\u200b安全"], ids=["empty", "blank", "mixed", "astral"]
)
def test_words_leave_out_only_white_space(text, segmenter):
    assert "".join(words(text, segmenter)) == "".join(text.split())


def test_percentage_is_a_figure_in_both():
    assert {cut_words("12.5%", segmenter=name)[0].tag for name in SEGMENTERS} == {"m"}


@BOTH
@pytest.mark.parametrize("row", packaged_table("words").rows[::25], ids=lambda row: row[1]["word"])
def test_domain_word_is_known(row, segmenter):
    assert words(row[1]["word"], segmenter) == [row[1]["word"]]


def test_codebook_terms_bound_the_words(corpus):
    books = [load_codebook(name) for name in ("sectors", "slogans")]
    for speech in corpus:
        segmented = segment_speech(speech, codebooks=books)
        edges = {edge for word in segmented.words for edge in (word.start, word.end)}
        for sentence in segmented.sentences:
            for book in books:
                for match in book.find(segmented.view.text[sentence.start : sentence.end]):
                    assert {sentence.start + match.start, sentence.start + match.end} <= edges


def test_words_tile_the_sentences(corpus):
    for speech in corpus:
        segmented = segment_speech(speech)
        text = segmented.view.text
        for sentence in segmented.sentences:
            cut = segmented.words_in(sentence.start, sentence.end)
            assert "".join(text[w.start : w.end] for w in cut) == "".join(text[sentence.start : sentence.end].split())


def test_unknown_segmenter_is_refused():
    with pytest.raises(OptionError, match="'pkuseg' is not known; take one of rjieba, jieba"):
        load_segmenter("pkuseg")


def test_fallback_is_jieba_where_rjieba_is_missing(monkeypatch):
    from speechmine.segment import words as module

    monkeypatch.setattr(module, "find_spec", lambda _: None)
    module.default_segmenter.cache_clear()
    try:
        assert module.default_segmenter() == "jieba"
    finally:
        module.default_segmenter.cache_clear()
