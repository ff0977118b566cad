"""Pass 1 takes any row of its own terms and marks, however senseless."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from speechmine.extract.annotate import annotate, load_codebooks
from speechmine.records import Speech
from speechmine.tables.rows import speech_rows

CODEBOOKS = load_codebooks()
TERMS = sorted({term.term for book in CODEBOOKS.values() for term in book.terms})
MARKS = [*"，。；：、？！\n（）“”《》的", "一是", "一、", "谁", "6月底前", "×", "2024年", "12起", "各村"]


ROWS = st.lists(st.sampled_from(TERMS) | st.sampled_from(MARKS), min_size=1, max_size=25).map("".join)


@settings(deadline=None)  # the first text loads the dictionary
@given(ROWS)
@example("各村要清理、")
def test_any_row_of_terms_is_read(text):
    rows = speech_rows(annotate(Speech("a.txt", 0, len(text), text), CODEBOOKS))
    assert all(text[row["start"] : row["end"]] == row["text"] for row in [*rows["sentences"], *rows["directives"]])


@settings(deadline=None)
@given(ROWS)
@example("堤坝加固。要巡查，查出隐患。巡查，堤坝加固了。")
def test_what_is_left_unread_holds_no_directive(text):
    speech = Speech("a.txt", 0, len(text), text)
    assert annotate(speech, CODEBOOKS).directives == annotate(speech, CODEBOOKS, readings=[]).directives


def test_a_sample_speech_is_coded_alike_whether_or_not_it_is_read_whole(corpus_folder):
    text = (corpus_folder / "03_2013_city_luze.txt").read_text(encoding="utf-8")
    speech = Speech("a.txt", 0, len(text), text)
    assert annotate(speech, CODEBOOKS).directives == annotate(speech, CODEBOOKS, readings=[]).directives


def test_annotation_that_fails_is_lost_alone(monkeypatch):
    from speechmine.extract import annotate as steps
    from speechmine.records import Speech

    def fail(*_, **__):
        raise RuntimeError("坏")

    monkeypatch.setattr(steps, "find_facts", fail)
    text = "各村要守住渡口，去年检验渡船48条。"
    failed = {}
    found = steps.annotate(Speech("a.txt", 0, len(text), text), steps.load_codebooks(), failed=failed)
    assert (list(failed), found.facts, bool(found.directives)) == (["facts"], (), True)
