import json
import os
import re
import shlex
import subprocess
import sys

import pytest
from rich.cells import cell_len

from speechmine.cli import main as module
from speechmine.cli.main import cli
from speechmine.tables.loading import load_mined

COMMANDS = sorted(cli.commands)
README = "README.md"


@pytest.fixture
def mined(speeches, tmp_path, run):
    out = tmp_path / "mined"
    assert run("mine", speeches, "-o", out)[0] == 0
    return out


def assert_one_line(err, *words):
    assert len(err.splitlines()) == 1, err
    assert "Traceback" not in err
    assert all(word in err for word in words), err


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_a_runnable_example(command, run):
    status, out, err = run(command, "--help")
    assert (status, err) == (0, "")
    (example,) = re.findall(r"Example: (speechmine .*)", " ".join(out.split()).replace(" Options:", "\n"))
    words = shlex.split(example)
    assert words[1] == command
    cli.commands[command].make_context(command, words[2:])


@pytest.mark.parametrize("command", COMMANDS)
def test_readme_shows_the_command(command, corpus_folder):
    assert f"\nspeechmine {command} " in (corpus_folder.parent / README).read_text("utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_has_help(command):
    assert all(option.help for option in cli.commands[command].params if option.param_type_name == "option")


def test_bare_command_shows_help(run):
    status, out, _ = run()
    assert status == 0
    assert all(command in out for command in COMMANDS)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["mine"], ["Missing argument", "--help"]),
        (["mine", "IN"], ["Missing option", "-o"]),
        (["mine", "IN", "-o", "OUT", "--fast"], ["No such option", "--fast"]),
        (["mine", "IN", "-o", "OUT", "--format", "ods"], ["'ods'", "jsonl", "parquet", "csv", "xlsx"]),
        (["mine", "IN", "-o", "OUT", "--jobs", "0"], ["--jobs", "0"]),
        (["mine", "IN", "-o", "OUT", "--segmenter", "pkuseg"], ["'pkuseg'", "rjieba"]),
        (["mine", "IN", "-o", "OUT", "--codebook", "sectors"], ["'sectors'", "NAME=FILE"]),
        (["mine", "IN", "-o", "OUT", "--codebook", "sector=a.tsv"], ["'sector'", "sectors, slogans, themes, directives"]),
        (["mine", "IN", "-o", "OUT", "--codebook", "sectors=none.tsv"], ["none.tsv", "No such file"]),
        (["mine", "IN", "-o", "IN/town.txt"], ["town.txt"]),
        (["mine", "IN", "-o", "IN/town.txt/out"], ["town.txt", "check the path"]),
        (["mine", "IN", "-o", "IN"], ["is the folder of the texts"]),
        (["mine", "NONE", "-o", "OUT"], ["NONE", "missing"]),
        (["mine", "EMPTY", "-o", "OUT"], ["EMPTY", "no readable input"]),
        (["mine", "BINARY", "-o", "OUT"], ["binary file"]),
        (["topics", "NONE"], ["NONE", "missing"]),
        (["topics", "IN", "--themes", "1"], ["--themes"]),
        (["outline", "NONE"], ["NONE", "missing"]),
        (["segment", "NONE"], ["NONE", "missing"]),
        (["kwic", "隐患", "NONE"], ["NONE", "missing"]),
        (["kwic", "(", "IN", "--regex"], ["'('", "no regular expression"]),
        (["kwic", "", "IN"], ["empty"]),
        (["graph", "IN", "-o", "g.pdf", "--nodes", "terms"], [".pdf", ".graphml"]),
        (["graph", "IN", "-o", "g.json", "--nodes", "words"], ["'words'", "sectors"]),
        (["graph", "IN", "-o", "NONE/g.json", "--nodes", "sectors"], ["NONE"]),
        (["minne", "IN"], ["minne"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_done_is_one_line_and_status_2(args, words, run, speeches, tmp_path):
    (tmp_path / "EMPTY").mkdir()
    (tmp_path / "BINARY").write_bytes(bytes(range(256)))
    places = {name: str(tmp_path / name) for name in ("OUT", "NONE", "EMPTY", "BINARY")} | {"IN": str(speeches)}
    status, out, err = run(*(re.sub("^(OUT|NONE|EMPTY|BINARY|IN)", lambda name: places[name[0]], arg) for arg in args))
    assert (status, out) == (2, "")
    assert_one_line(err, *words)
    assert not (tmp_path / "OUT").exists()


def test_bad_codebook_is_named_with_file_and_line(run, speeches, tmp_path):
    path = tmp_path / "my.tsv"
    card = "".join(f"# {key}: x\n" for key in ("title", "version", "compiler", "sources", "licence"))
    path.write_text(f"{card}code\tparent\tlabel\tterm\trequires\texcludes\texample\tcounter_example\tnote\na\tb\t甲\n", "utf-8")
    status, _, err = run("topics", speeches, "--codebook", f"sectors={path}")
    assert status == 2
    assert_one_line(err, "my.tsv, line 7: parent 'b' is not a code")


@pytest.mark.parametrize(
    "command",
    [["mine", "-o", "OUT"], ["topics"], ["topics", "--json"], ["kwic", "落实"], ["outline"], ["outline", "--json"], ["segment"]],
    ids=" ".join,
)
def test_good_inputs_beside_bad_ones_are_done_with_status_1(command, run, speeches, tmp_path):
    (speeches / "empty.txt").touch()
    (speeches / "a\nb #1'\".txt").write_bytes(b"\0\1\2" * 50)
    status, out, err = run(*(arg.replace("OUT", str(tmp_path / "out")) for arg in command), speeches)
    assert status == 1
    assert out or command[0] == "mine"
    failed = [line for line in err.splitlines() if ": empty file: " in line or ": binary file: " in line]
    assert [line.split(":")[1] for line in failed] == [" a\\nb #1'\"", " empty.txt"] or len(failed) == 2


@pytest.mark.parametrize(
    "command", [["topics"], ["topics", "--json"], ["kwic", "落实"], ["outline"], ["outline", "--json"], ["segment"]], ids=" ".join
)
def test_mined_folder_is_taken_in_place_of_texts(command, run, speeches, mined):
    first, second = run(*command, speeches), run(*command, mined)
    assert first == second
    assert first[0] == 0


def test_mined_folder_is_written_again(run, mined, tmp_path):
    status, out, err = run("mine", mined, "-o", tmp_path / "again", "--format", "csv")
    assert (status, out) == (0, "")
    assert (tmp_path / "again/components.csv").is_file()
    assert "3 speeches" in err


def test_own_files_are_never_replaced(run, speeches, tmp_path):
    (speeches / "town.txt").rename(tmp_path / "speeches.csv")
    status, _, err = run("mine", speeches, "-o", tmp_path)
    assert status == 2
    assert_one_line(err, "speeches.csv", "name another folder")


def test_json_has_the_promised_shape(run, speeches):
    status, out, _ = run("topics", speeches, "--json")
    summary = json.loads(out)
    assert status == 0
    assert set(summary) >= {"themes", "assignments", "sectors", "slogans", "actors"}
    assert set(summary["assignments"][0]) >= {"source", "speech_id", "sentence_id", "start", "end", "theme"}
    assert set(summary["actors"][0]) >= {"actor", "n_directives", "n_speeches"}


def test_topics_without_a_path_says_what_it_reads(run):
    status, out, err = run("topics")
    assert status == 0
    assert_one_line(err, "sample corpus")
    assert max(len(line) for line in out.splitlines()) <= 100


def test_graph_is_written(run, corpus_folder, tmp_path):
    status, out, err = run("graph", corpus_folder, "-o", tmp_path / "g.json", "--nodes", "sectors")
    assert (status, out) == (0, "")
    assert json.loads((tmp_path / "g.json").read_text("utf-8"))["nodes"]
    assert_one_line(err, "nodes", "edges")


def test_csv_of_a_concordance_is_data(run, speeches):
    _, out, _ = run("kwic", "落实", speeches, "--csv")
    assert out.splitlines()[0] == "speech_id,sentence_id,start,end,left,text,right"


def speechmine(*args, **options):
    command = [sys.executable, "-m", "speechmine", *map(str, args)]
    return subprocess.run(command, capture_output=True, check=False, **options)


def test_standard_input_is_read(speeches, tmp_path):
    done = speechmine("mine", "-", "-o", tmp_path / "out", input=(speeches / "town.txt").read_bytes())
    assert done.returncode == 0, done.stderr
    assert list(load_mined(tmp_path / "out").speeches["speech_id"]) == ["-@0"]


def test_closed_standard_input_is_one_line():
    script = f"exec {sys.executable} -m speechmine segment - <&-"
    done = subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert_one_line(done.stderr, "-")


@pytest.mark.parametrize(
    "command",
    [["topics"], ["topics", "--json"], ["segment"], ["kwic", "的"], ["kwic", "的", "--csv"], ["outline"], ["--help"]],
    ids=" ".join,
)
def test_reader_that_goes_away_is_no_error(command, corpus_folder):
    read, write = os.pipe()
    os.close(read)
    paths = [] if command == ["--help"] else [str(corpus_folder)]
    args = [sys.executable, "-m", "speechmine", *command, *paths]
    done = subprocess.run(args, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (KeyboardInterrupt(), ["interrupted"]),
        (OSError(28, "No space left on device"), ["No space left on device"]),
        (ZeroDivisionError("boom"), ["unexpected ZeroDivisionError: boom", "report"]),
        (MemoryError(), ["unexpected MemoryError"]),
    ],
    ids=repr,
)
def test_whatever_happens_is_one_line(error, words, run, speeches, tmp_path, monkeypatch):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr("speechmine.mining.mine_paths", fail)
    status, _, err = run("mine", speeches, "-o", tmp_path / "out")
    assert status == 2
    assert_one_line(err, *words)


def test_traceback_is_there_for_who_asks(speeches, tmp_path, monkeypatch):
    monkeypatch.setenv("SPEECHMINE_TRACEBACK", "1")
    monkeypatch.setattr("speechmine.mining.mine_paths", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        module.main(["mine", str(speeches), "-o", str(tmp_path / "out")])


def test_segment_prints_a_sentence_a_line(run, speeches):
    status, out, _ = run("segment", speeches / "plant.txt", "--tags")
    assert status == 0
    assert "各/r 车间/n" in out
    assert len(out.splitlines()) == 4


def test_outline_prints_a_tree_for_each_speech(run, speeches):
    both = (speeches / "town.txt").read_text("utf-8") + "\n" + (speeches / "county.txt").read_text("utf-8")
    (speeches / "both.txt").write_text(both, "utf-8")
    status, out, err = run("outline", speeches / "both.txt", speeches / "plant.txt")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        *("both.txt@0", "在全镇防汛工作会议上的讲话", "  一、压实责任", "  二、备足物资", ""),
        *(f"both.txt@{both.index('在全县')}", "在全县道路交通安全会议上的讲话", "  一、看清形势", "  二、狠抓整治", ""),
        *("plant.txt@0", "在公司安全例会上的讲话", "  (no headings)"),
    ]


def test_outline_keeps_within_the_width(run, tmp_path):
    (tmp_path / "a.txt").write_text("一、" + "守好每一个渡口" * 11 + "\n要快。\n二、查船\n要严。\n", "utf-8")
    _, out, _ = run("outline", tmp_path / "a.txt")
    assert max(map(cell_len, out.splitlines())) == 100


def test_outline_as_json_is_that_of_the_tables(run, mined, speeches):
    status, out, _ = run("outline", speeches, "--json")
    tables = load_mined(mined)
    assert status == 0
    sections = [section for speech in json.loads(out)["speeches"] for section in speech["sections"]]
    assert sections == tables.sections.drop(columns="edited").to_dict("records")
    assert [speech["speech_id"] for speech in json.loads(out)["speeches"]] == list(tables.speeches["speech_id"])


def test_topics_fit_a_hundred_columns_and_draw_the_years(run, corpus_folder):
    _, out, _ = run("topics", corpus_folder)
    assert max(cell_len(line.rstrip()) for line in out.splitlines()) <= 100
    assert re.search(r"\d{4}–\d{4}", out)
    assert "█" in out


def test_topics_without_the_codebook_as_a_guide_differ(run, corpus_folder):
    guided, alone = (run("topics", corpus_folder, "--themes", "4", "--json", *more)[1] for more in ((), ("--code-weight", "0")))
    assert guided != alone


def test_topics_of_one_speech_say_what_they_cannot_do(run, speeches):
    status, _, err = run("topics", speeches / "county.txt")
    assert status == 0
    assert "no theme can recur" in err
    assert "Warning" not in err
