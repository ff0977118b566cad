"""What a stranger or an accident may have done to a mined folder is named in one line: table, row, remedy."""

import json
import shutil

import pytest

import speechmine as sm
from speechmine.errors import InputError
from speechmine.tables.formats import FORMATS
from speechmine.tables.schema import TABLES

WRITTEN = tuple(name for name in TABLES if name != "tokens")


@pytest.fixture(scope="module")
def written(tmp_path_factory, corpus_folder):
    """A few speeches of the sample as a folder of tables, in each format."""
    folder = tmp_path_factory.mktemp("mined")
    mined = sm.mine(*sorted(corpus_folder.glob("*.txt"))[2:5])
    for fmt in FORMATS:
        mined.save(folder / fmt, format=fmt)
    return folder


@pytest.fixture
def out(written, tmp_path):
    shutil.copytree(written / "jsonl", tmp_path / "out")
    return tmp_path / "out"


def rows_of(out, name):
    return [json.loads(line) for line in (out / f"{name}.jsonl").read_text("utf-8").splitlines()]


def write(out, name, rows):
    (out / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def change(out, name, row, **cells):
    rows = rows_of(out, name)
    rows[row - 1].update(cells)
    write(out, name, rows)


@pytest.mark.parametrize("fmt", FORMATS)
def test_tables_as_written_are_loaded(written, fmt):
    assert len(sm.load_mined(written / fmt).speeches) == 3


@pytest.mark.parametrize(
    ("name", "cells", "message"),
    [
        ("directives", {"modality": None}, "directives, row 2, column 'modality': it is empty"),
        ("directives", {"modality": ["Z"]}, r"\['Z'\] is not a list of strings of O, P, M"),
        ("directives", {"modality": "O"}, "'O' is not a list of strings of O, P, M"),
        ("directives", {"actors": "各镇"}, "row 2, column 'actors': '各镇' is not a list of spans"),
        ("directives", {"actors": [{"text": "各镇"}]}, "is not a list of spans"),
        ("directives", {"aim": {"start": 9, "end": 3, "text": "查"}}, "is not a span"),
        ("directives", {"strength": 7}, "7 is not a whole number of 0, 1, 2, 3"),
        ("directives", {"reported": "no"}, "'no' is not true or false"),
        ("directives", {"sectors": ["nirgends"]}, r"\['nirgends'\] is not a list of codes of the codebook 'sectors'"),
        ("directives", {"sectors": [["a"]]}, "is not a list of codes"),
        ("directives", {"section_id": "x@0:1"}, "'x@0:1' is no section_id of the table sections"),
        ("directives", {"sentence_id": None}, "column 'sentence_id': it is empty"),
        ("directives", {"parent_directive_id": "x"}, "'x' is no directive_id of the table directives"),
        ("directives", {"enforces": 3}, "3 is not a string"),
        ("sentences", {"start": 1e30}, r"row 2, column 'start': 1e\+30 is not a whole number"),
        ("sentences", {"start": -1}, "-1 is not a whole number"),
        ("sentences", {"start": True}, "True is not a whole number"),
        ("sentences", {"end": 2**60}, "is not a whole number"),
        ("sentences", {"end": 900_000}, "is no span of the text"),
        ("sentences", {"start": 3}, "is not what stands at"),
        ("sentences", {"text": "没有这句话。"}, "row 2, column 'text': '没有这句话。' is not what stands at"),
        ("sentences", {"text": None}, "column 'text': it is empty"),
        ("sentences", {"theme": "T99"}, "'T99' is not a code of the codebook 'themes'"),
        ("sentences", {"speech_id": "x.txt@0"}, "'x.txt@0' is no speech_id of the table speeches"),
        ("sentences", {"family_id": "x"}, "'x' is no family_id of the table passages"),
        ("speeches", {"speech_id": "x.txt@0"}, "is no speech_id of the table speeches"),
        ("speeches", {"source": "x.txt"}, "'x.txt' is no source of the table sources"),
        ("speeches", {"originality": 1.5}, "1.5 is not a number from 0 to 1"),
        ("speeches", {"year": "2019"}, "'2019' is not a whole number"),
        ("speeches", {"meta": []}, r"\[\] is not an object"),
        ("sections", {"heading_start": 0}, "the heading does not lie in the section"),
        ("sections", {"kind": "title"}, "'title' is not a string of heading, run_in"),
        ("sectors", {"how": "somehow"}, "'somehow' is not a string of mention, inherited, subject"),
        ("sectors", {"code": ["fire"]}, "is not a code"),
        ("slogans", {"type": "X"}, "'X' is not a string of N, Q, P, F"),
        ("facts", {"value": "viel"}, "'viel' is not a number"),
        ("facts", {"check": "so"}, "'so' is not a string of consistent, inconsistent"),
        ("sources", {"n_chars": 3}, "sources, row 2, column 'n_chars': 3 is not the length of the text"),
    ],
    ids=lambda value: str(value)[:30] if isinstance(value, dict | str) else None,
)
def test_changed_cell_is_named(out, name, cells, message):
    change(out, name, 2, **cells)
    with pytest.raises(InputError, match=message) as error:
        sm.load_mined(out)
    assert str(error.value).startswith(f"{out}: broken table: {name}, row ") or "is no " in message
    assert "mend the row, put the file back or mine again" in str(error.value)


def test_row_of_another_source_is_named(out):
    one, other = {row["source"] for row in rows_of(out, "speeches")[:2]}
    row = rows_of(out, "facts")[0]
    change(out, "facts", 1, source=other if row["source"] == one else one)
    with pytest.raises(InputError, match="facts, row 1, column 'source': .* does not hold the speech"):
        sm.load_mined(out)


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("what", ["emptied", "halved", "doubled", "one row twice", "one row less"])
def test_lost_and_doubled_rows_are_named(out, name, what):
    rows = rows_of(out, name)
    if not rows:
        rows, what = [{"source": "x", "stage": "read", "error": "e", "detail": "d"}], "one row twice"
    changed = {
        "emptied": [], "halved": rows[: len(rows) // 2], "doubled": rows * 2, "one row twice": [*rows, rows[0]], "one row less": rows[1:],
    }  # fmt: skip
    write(out, name, changed[what])
    with pytest.raises(InputError, match=f"{name}: it has {len(changed[what])} rows, and .* were written; put the file back"):
        sm.load_mined(out)


@pytest.mark.parametrize("name", ["speeches", "sentences", "directives", "sections", "sources"])
def test_row_in_the_place_of_another_is_named(out, name):
    rows = rows_of(out, name)
    write(out, name, [rows[0], rows[0], *rows[2:]])
    with pytest.raises(InputError, match=f"{name}, row 2, column .* stands in row 1 already"):
        sm.load_mined(out)


@pytest.mark.parametrize(
    "content", ["", "[]", "null", '{"schema_version": 2}', '{"schema_version": 2, "counts": [], "files": {}}']
)
def test_damaged_manifest_is_named(out, content):
    (out / "manifest.json").write_text(content, "utf-8")
    with pytest.raises(InputError, match="manifest.json.* is missing or damaged"):
        sm.load_mined(out)


def test_changed_text_is_named(out):
    path = next((out / "texts").iterdir())
    path.write_text(path.read_text("utf-8").replace("安全", "保险", 1), "utf-8")
    with pytest.raises(InputError, match=f"texts/{path.name} is not the file that the tables were made with"):
        sm.load_mined(out)


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("name", ["speeches", "directives", "components"])
def test_truncated_file_is_named(written, tmp_path, fmt, name):
    if name == "components" and fmt != "csv":
        return
    shutil.copytree(written / fmt, tmp_path / "out")
    path = tmp_path / f"out/{name}.{fmt}"
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(InputError, match="broken table|it has"):
        sm.load_mined(tmp_path / "out")


@pytest.mark.parametrize("command", ["topics", "directives", "report", "slogans", "reuse", "indicators", "outline", "mine"])
def test_commands_tell_it_in_one_line(run, out, tmp_path, command):
    change(out, "directives", 2, modality=None, actors="各镇")
    target = {"report": "r.html", "mine": "again"}.get(command)
    status, printed, told = run(command, out, *(["-o", tmp_path / target] if target else []))
    assert (status, printed, len(told.splitlines())) == (2, "", 1)
    assert "directives, row 2, column 'modality': it is empty; mend the row" in told
