from __future__ import annotations

import csv

import pytest

from speechmine.errors import InputError
from speechmine.read.inputs import Input
from speechmine.read.rows import csv_texts, jsonl_texts, parse_table, tsv_texts
from speechmine.read.sources import read_input

LONG = "要" * 200_000


def read(texts) -> list[tuple[int | None, str, dict[str, str]] | tuple[str, str]]:
    return [(one.source, one.error) if isinstance(one, InputError) else (one.row, one.text, dict(one.metadata)) for one in texts]


@pytest.mark.parametrize("column", ["text", "content", "正文", "内容", "body", "Text", " TEXT "])
def test_csv_finds_its_text_column(column):
    assert read(csv_texts(f"年份,{column}\n2019,各镇要落实。\n".encode(), "a.csv")) == [(1, "各镇要落实。", {"年份": "2019"})]


def test_csv_prefers_the_first_name_of_a_text_column():
    assert read(csv_texts("content,text\n摘要,要落实。\n".encode(), "a.csv")) == [(1, "要落实。", {"content": "摘要"})]


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        pytest.param("text,year\n一,2019\n\n二,\n", [(1, "一", {"year": "2019"}), (3, "二", {})], id="blank-row-is-counted"),
        pytest.param('text,\n"一,二\r\n三",x\n', [(1, "一,二\n三", {})], id="quoted-cell-and-nameless-column"),
        pytest.param("\n\ntext\n一\n", [(1, "一", {})], id="blank-lines-first"),
        pytest.param("text,year\n一\n,2019\n", [(1, "一", {}), (2, "", {"year": "2019"})], id="short-row"),
        pytest.param("text\n一,二\n三\n", [("a.csv#1", "malformed row"), (2, "三", {})], id="comma-not-quoted"),
        pytest.param(f"text\n{LONG}\n", [(1, LONG, {})], id="long-cell"),
    ],
)
def test_csv_rows(table, rows):
    assert read(csv_texts(table.encode(), "a.csv")) == rows


@pytest.mark.parametrize(
    ("table", "error"),
    [
        pytest.param("标题,年份\n一,2019\n", "no text column", id="no-text-column"),
        pytest.param("text,text\n一,二\n", "malformed table", id="column-twice"),
        pytest.param('text\n"一\n', "malformed table", id="open-quote"),
        pytest.param("text\n", "empty file", id="header-only"),
        pytest.param("\n", "empty file", id="blank"),
    ],
)
def test_csv_at_fault_is_an_error(table, error):
    with pytest.raises(InputError) as caught:
        list(csv_texts(table.encode(), "a.csv"))
    assert caught.value.error == error


@pytest.mark.parametrize("cell", ['"安全第一"是方针', '"一', '他说"好"'])
def test_tsv_keeps_quotes_that_do_not_quote(cell):
    assert read(tsv_texts(f"text\tyear\n{cell}\t2019\n".encode(), "a.tsv")) == [(1, cell, {"year": "2019"})]


def test_tsv_takes_quotes_that_quote():
    assert read(tsv_texts('text\tyear\n"一\t二\n三"\t2019\n'.encode(), "a.tsv")) == [(1, "一\t二\n三", {"year": "2019"})]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        pytest.param(
            '{"text": "一\\r\\n二", "n": 3, "on": null, "tags": ["矿"]}', (1, "一\n二", {"n": "3", "tags": '["矿"]'}), id="values"
        ),
        pytest.param('{"text": null}', (1, "", {}), id="null"),
        pytest.param('{"title": "一"}', ("a.jsonl#1", "no text column"), id="no-text"),
        pytest.param('{"text": ["一"]}', ("a.jsonl#1", "malformed row"), id="text-no-string"),
        pytest.param('{"text": ', ("a.jsonl#1", "malformed row"), id="broken"),
        pytest.param('["text"]', ("a.jsonl#1", "malformed row"), id="no-object"),
        pytest.param("[" * 100_000, ("a.jsonl#1", "malformed row"), id="deep"),
        pytest.param('{"text": ' + "9" * 5000 + "}", ("a.jsonl#1", "malformed row"), id="huge-number"),
    ],
)
def test_jsonl_lines(line, row):
    assert read(jsonl_texts(f'{line}\n\n{{"text": "好"}}\n'.encode(), "a.jsonl")) == [row, (3, "好", {})]


def test_jsonl_line_may_hold_other_line_separators():
    assert read(jsonl_texts('{"text": "一\u2028二"}'.encode(), "a.jsonl")) == [(1, "一\u2028二", {})]


def test_parse_table_says_on_which_line_a_row_ends():
    table = parse_table('path,note\n"1.txt","一\n二"\n2.txt,三\n', ",", source="manifest.csv")
    assert [(row.number, row.line) for row in table.rows] == [(1, 3), (2, 4)]


def test_parse_table_never_lowers_the_limit_of_a_cell():
    before = csv.field_size_limit(10**9)
    parse_table("path\n1.txt\n", ",", source="manifest.csv")
    assert csv.field_size_limit(before) == 10**9


def test_jsonl_with_half_characters_gives_errors_that_can_be_written():
    lines = ['{"te\\ud800xt": "甲"}', '{"text": "\\ud800乙"}', '{"text": "丙", "\\udc00": "1"}', '{"text": "丁"}']
    reads = list(read_input(Input("a.jsonl", "a.jsonl", "jsonl", content="\n".join(lines).encode())))
    assert [isinstance(read, InputError) for read in reads] == [True, True, True, False]
    assert all(str(read).encode() for read in reads)
