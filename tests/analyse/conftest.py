"""A tiny mined corpus, made by hand: two speeches and a copy of the first."""

import re
from types import SimpleNamespace

import pandas as pd
import pytest

_FIRST = (
    "在全县消防工作会议上的讲话\n同志们：\n今天召开会议，部署消防工作。下面，我讲两点意见。\n"
    "一、深化消防安全整治\n各乡镇要组织开展消防演练，消防部门要加强指导。商场要配齐消防器材，定期开展消防演练。疏散通道必须保持畅通，严禁堵塞疏散通道。\n"
    "二、严查酒后驾驶\n公安部门要严查酒后驾驶。查处酒后驾驶必须从严，严禁超载。道路巡查不能放松，酒后驾驶一律查处。\n"
    "同志们，让我们共同努力。\n谢谢大家！"
)
_SECOND = (
    "在全市安全工作会议上的讲话\n各位领导、同志们：\n一、加强消防管理\n商场要定期开展消防演练，疏散通道要畅通。消防器材必须配齐。\n"
    "二、整治酒后驾驶\n公安部门要加大道路巡查，酒后驾驶一律查处。严禁超载和酒后驾驶。\n谢谢大家！"
)


def _tables(source, text):
    speech_id = f"{source}@0"
    headings = list(re.finditer(r"(?m)^([一二]、)(.+)$", text))
    ends = [*(h.start() for h in headings[1:]), len(text)][: len(headings)]
    sections = [
        {
            "speech_id": speech_id, "section_id": f"{source}@{h.start()}", "parent_id": None, "depth": 1, "marker": h[1], "heading": h[2],
            "kind": "heading", "start": h.start(), "end": end, "heading_start": h.start(), "heading_end": h.end(),
        }
        for h, end in zip(headings, ends, strict=True)
    ]  # fmt: skip
    sentences = []
    for found in re.finditer(r"[^\n。！]+[。！]?", text):
        section = next((s["section_id"] for s in reversed(sections) if s["start"] <= found.start()), None)
        sentences.append({
            "speech_id": speech_id, "section_id": section, "sentence_id": f"{speech_id}:{found.start()}:{found.end()}",
            "start": found.start(), "end": found.end(), "text": found[0], "in_heading": False, "theme": None,
        })  # fmt: skip
    return sections, sentences


def _spans(sentences, words, **columns):
    return [
        {"speech_id": s["speech_id"], "sentence_id": s["sentence_id"], "start": s["start"] + f.start(), "end": s["start"] + f.end(),
         "text": word, **{name: value[word] for name, value in columns.items()}}
        for s in sentences for word in words for f in re.finditer(word, s["text"])
    ]  # fmt: skip


def mined_from(texts, clusters):
    """Build the tables that the analyses read, from texts by source and the cluster of each source."""
    speeches, sections, sentences = [], [], []
    for source, text in texts.items():
        speeches.append(
            {
                "speech_id": f"{source}@0",
                "source": source,
                "start": 0,
                "end": len(text),
                "cluster_id": clusters[source],
                "year": 2020,
            }
        )
        for table, rows in zip((sections, sentences), _tables(source, text), strict=True):
            table.extend(rows)
    codes = {"消防": "fire_safety", "酒后驾驶": "road_transport"}
    spans = pd.DataFrame(_spans(sentences, codes, code=codes)).assign(how="mention")
    slogans = pd.DataFrame(_spans(sentences, ["一律查处"])).assign(type="F", canonical="一律查处", variant="一律查处")
    directives = pd.DataFrame(
        [
            {
                **row,
                "directive_id": f"{row['sentence_id']}/{row['start']}",
                "actors": [{key: row[key] for key in ("text", "start", "end")} | {"how": "explicit"}],
            }
            for row in _spans(sentences, ["公安部门", "消防部门", "各乡镇"])
        ]
    )
    return SimpleNamespace(
        speeches=pd.DataFrame(speeches), sections=pd.DataFrame(sections), sentences=pd.DataFrame(sentences), sectors=spans,
        slogans=slogans, directives=directives, tokens=None, texts=texts,
    )  # fmt: skip


@pytest.fixture
def mined():
    texts = {"a.txt": _FIRST, "b.txt": _FIRST, "c.txt": _SECOND}
    return mined_from(texts, {"a.txt": "a.txt@0", "b.txt": "a.txt@0", "c.txt": "c.txt@0"})


@pytest.fixture
def alone():
    return mined_from({"a.txt": _FIRST}, {"a.txt": "a.txt@0"})


@pytest.fixture
def make_mined():
    return mined_from
