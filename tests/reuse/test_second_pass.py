import pytest

from speechmine.folding import view
from speechmine.reuse.second_pass import second_pass
from speechmine.segment.words import word_spans
from speechmine.structure.header import front_end

PASSAGE = "各渡口要在汛期前把缆绳逐根检查一遍，船主、乡镇、海事三方签字。"
TEXTS = {
    "甲.txt": "在全县防汛工作会议上的讲话\n县长　林晓舟\n同志们：\n去年水大。" + PASSAGE,
    "乙.txt": "在全县防汛工作会议上的讲话\n县长　林晓舟\n同志们：\n今年开春早。" + PASSAGE,
}


@pytest.fixture
def across():
    def run(texts):
        rows = [
            {"speech_id": f"{name}@0", "source": name, "start": 0, "end": len(text), "date": None} for name, text in texts.items()
        ]
        sentences = [(f"{name}@0", 0, len(text)) for name, text in texts.items()]
        return second_pass(rows, sentences, texts.get, front_end=front_end, cut=word_spans)

    return run


def test_each_text_is_folded_once(across, monkeypatch):
    folded = []

    class Spy(view.Folded):
        def __init__(self, source, **options):
            folded.append(source)
            super().__init__(source, **options)

    view._folded.cache_clear()
    monkeypatch.setattr(view, "Folded", Spy)
    across(TEXTS)
    assert sorted(folded) == sorted(TEXTS.values())


def test_front_is_no_passage(across):
    assert {row["text"] for row in across(TEXTS).passages} == {PASSAGE.rstrip("。")}


def test_marks_of_markdown_are_no_letters(across):
    rows = across({"甲.txt": PASSAGE, "乙.md": PASSAGE.replace("逐根", "**逐根**").replace("三方", "[三方](a.html)")}).passages
    assert [row["similarity"] for row in rows] == [1.0, 1.0]
