"""Codings go to other tools and come back whole, whatever characters their texts hold."""

import json

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speechmine.errors import InputError, OptionError
from speechmine.validate.coding import coding_frame, coding_lines, read_coding, write_coding
from speechmine.validate.design import text_hash
from speechmine.validate.exchange import WRITERS
from speechmine.validate.label_studio import from_label_studio, label_config, to_label_studio
from speechmine.validate.offsets import as_drawn, from_utf16, to_utf16
from speechmine.validate.tasks import fields_of

TEXTS = st.text(st.sampled_from("各村要值守，😀𠮷👨‍👩‍👧é\u0301\u2028\x85<&>\"'|@:=\t"), min_size=1, max_size=12)
LINE_ENDS = st.sampled_from(["", "\r\n", "\n"])


def line(text, *, of="actors", fields=None, start=7, coder="甲", **more):
    place = {
        "sample": "s1",
        "of": of,
        "source": "a😀.txt",
        "speech_id": "a😀.txt@0",
        "sentence_id": f"a😀.txt@{start}:{start + len(text)}",
    }
    place |= {"start": start, "end": start + len(text), "sha256": text_hash(text), "text": text}
    return {**place, "coder": coder, "skipped": False, "comment": "", "fields": fields or {}, **more}


@st.composite
def codings(draw):
    """Two sentences with spans anywhere in them, the second one below the first."""
    lines, start = [], 3
    for _ in range(2):
        text = draw(TEXTS) + draw(LINE_ENDS) + draw(TEXTS)
        edges = draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=4))
        ends = sorted(edges)[: len(edges) // 2 * 2]
        spans = [
            {"start": start + a, "end": start + b, "text": text[a:b], "code": "actor"}
            for a, b in zip(ends[::2], ends[1::2], strict=True)
        ]
        lines.append(line(text, fields={"actor": spans}, start=start, comment=draw(st.sampled_from(["", "看不准，😀", "=1+1"]))))
        start += len(text) + 1
    return coding_frame(lines)


@pytest.mark.parametrize("tool", WRITERS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(coding=codings())
def test_spans_come_back_whole(tool, coding, tmp_path):
    path = tmp_path / f"甲{WRITERS[tool][0]}"
    write_coding(coding, path, tool=tool)
    assert coding_lines(read_coding(path)) == coding_lines(coding)


@pytest.mark.parametrize("tool", WRITERS)
def test_codes_and_skipped_sentences_come_back(tool, tmp_path):
    said = {"directive": ["directive"], "modality": ["O", "P"], "strength": ["2"], "reported": []}
    lines = [
        line("不得超载😀，要值守", of="directives", fields=said),
        line("😀", of="directives", start=40, skipped=True, coder="乙"),
    ]
    coding = coding_frame(lines)
    path = tmp_path / f"x{WRITERS[tool][0]}"
    write_coding(coding, path, tool=tool)
    assert coding_lines(read_coding(path)) == coding_lines(coding)


def test_label_studio_counts_code_points_or_utf16(tmp_path):
    span = {"start": 10, "end": 12, "text": "各村", "code": "actor"}
    (task,) = to_label_studio([line("😀𠮷x各村", fields={"actor": [span]})])
    value = task["annotations"][0]["result"][0]["value"]
    assert (value["start"], value["end"]) == (3, 5)
    value |= {"start": 5, "end": 7}
    (tmp_path / "old.json").write_bytes(orjson.dumps([task]))
    assert read_coding(tmp_path / "old.json")["spans"].iloc[0] == [span]


def test_label_studio_says_who_coded():
    (task,) = to_label_studio([line("各村", coder=None)])
    task["annotations"] = [{"completed_by": {"id": 3, "email": "a@b.cn"}, "result": []}]
    assert from_label_studio([task], "x.json")[0]["coder"] == "a@b.cn"


def test_doccano_counts_utf16(tmp_path):
    span = {"start": 8, "end": 10, "text": "各村", "code": "actor"}
    write_coding(coding_frame([line("😀各村", fields={"actor": [span]})]), tmp_path / "a.jsonl", tool="doccano")
    record = json.loads((tmp_path / "a.jsonl").read_text("utf-8"))
    assert record["label"] == [[2, 4, "actor:actor"]]
    moved = {**record, "entities": [{"id": 1, "start_offset": 2, "end_offset": 4, "label": "actor:actor"}], "label": []}
    (tmp_path / "b.jsonl").write_text(json.dumps({**moved, "meta": {"speechmine": moved.pop("speechmine")}}), "utf-8")
    assert read_coding(tmp_path / "b.jsonl")["spans"].iloc[0] == [span]


def test_changed_line_ends_are_taken_back():
    text, moved = as_drawn("一\r\n二", text_hash("一\n二"), "x")
    assert (text, moved(3)) == ("一\n二", 2)
    text, moved = as_drawn("一\n二", text_hash("一\r\n二"), "x")
    assert (text, moved(2)) == ("一\r\n二", 3)


def test_changed_text_is_refused(tmp_path):
    (task,) = to_label_studio([line("各村要值守")])
    task["data"]["text"] = "各村要守"
    (tmp_path / "a.json").write_bytes(orjson.dumps([task]))
    with pytest.raises(InputError, match="not the one that was drawn"):
        read_coding(tmp_path / "a.json")


@pytest.mark.parametrize("offset", [1, 9])
def test_offset_within_a_character_is_refused(offset):
    assert from_utf16("😀各", to_utf16("😀各", 1)) == 1
    with pytest.raises(InputError, match="no place between"):
        from_utf16("😀各", offset)


def test_interface_of_label_studio_offers_the_codes():
    config = label_config(fields_of("directives"))
    assert '<Choices name="modality" toName="text" choice="multiple"><Choice value="O"/>' in config


@pytest.mark.parametrize(("tool", "name", "words"), [("brat", "a.ann", "take one of"), ("csv", "a.xlsx", "end in .csv")])
def test_unknown_tool_or_ending_is_refused(tool, name, words, tmp_path):
    with pytest.raises(OptionError, match=words):
        write_coding(coding_frame([line("各村")]), tmp_path / name, tool=tool)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.jsonl", "{", "a.jsonl:1"), ("a.jsonl", "[]", "no object"), ("a.jsonl", "{}", "'of' is missing"), ("a.json", "[{}]", "data.speechmine is missing"),
        ("a.json", "[", "no JSON"), ("a.json", "{", "no JSON"), ("a.csv", "text\n各村\n", "column place"), ("a.txt", "", "'.txt' is not known"),
        ("a.jsonl", '{"text": "", "label": []}', "speechmine is missing"),
        ("a.json", '{"%TYPES": {}, "%FEATURE_STRUCTURES": [], "%VIEWS": {}}', "SpeechmineSentence is missing"),
    ],
)  # fmt: skip
def test_broken_file_is_told(name, content, words, tmp_path):
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(InputError, match=words):
        read_coding(tmp_path / name)


def test_two_codings_by_one_coder_are_refused():
    with pytest.raises(InputError, match="twice and differently"):
        coding_frame([line("各村", of="themes", fields={"theme": [code]}) for code in ("T04", "T05")])


def test_missing_file_is_told(tmp_path):
    with pytest.raises(InputError, match=r"none\.jsonl.*No such file"):
        read_coding(tmp_path / "none.jsonl")
    with pytest.raises(InputError, match="no coding"):
        read_coding(tmp_path)
