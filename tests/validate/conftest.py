"""A tiny mined corpus and codings of it, made by hand."""

from types import SimpleNamespace

import pandas as pd
import pytest


@pytest.fixture
def corpus():
    """Eight speeches of five sentences of ten characters, one a copy; the program calls every second one a directive."""
    speeches, sentences, directives = [], [], []
    for number in range(8):
        source = f"{number}.txt"
        cluster = "0.txt@0" if number == 7 else f"{source}@0"
        level = "city" if number % 2 else "county"
        year = None if number == 6 else 2000 + number
        speeches.append({"speech_id": f"{source}@0", "source": source, "cluster_id": cluster, "level": level, "year": year})
        for place in range(5):
            start = 10 * place
            row = {"speech_id": f"{source}@0", "sentence_id": f"{source}@{start}:{start + 9}", "start": start, "end": start + 9}
            sentences.append({**row, "text": "各村要在汛前修好桥", "theme": "T05" if place == 2 else "T04"})
            if place % 2 == 0:
                span = {"text": "各村", "start": start, "end": start + 2, "how": "explicit"}
                parts = {"deontics": [], "aim": None, "objects": [], "conditions": [], "purposes": [], "or_else": []}
                directives.append({**row, **parts, "modality": ["O"], "strength": 1, "reported": False, "actors": [span]})
    years = {"year": pd.array([row["year"] for row in speeches], dtype="Int64")}
    return SimpleNamespace(
        speeches=pd.DataFrame(speeches).assign(**years), sentences=pd.DataFrame(sentences), directives=pd.DataFrame(directives)
    )


@pytest.fixture
def coded():
    """Turn a sample into a coding: what `said` tells of each row is the value of its fields."""

    def code(sample, said, coder="A"):
        from speechmine.validate.coding import coding_frame, sample_lines

        lines = [{**line, "coder": coder, "fields": said(line)} for line in sample_lines(sample)]
        return coding_frame([*sample_lines(sample), *lines])

    return code
