import json
import os
import shutil
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

import speechmine as sm
from speechmine.errors import CodebookError, InputError, OptionError
from speechmine.mining import MiningOptions, documents, load_or_mine, mine_paths, miner, workers
from speechmine.mining.workers import mine_documents
from speechmine.tables.files import is_mined
from speechmine.tables.formats import FORMATS
from speechmine.tables.schema import CORPUS_COLUMNS

MINE = """
import sys
from speechmine.mining import MiningOptions, mine_paths
if __name__ == "__main__":
    folder, out, jobs = sys.argv[1:]
    mine_paths([folder], out, MiningOptions(tokens=True, jobs=int(jobs)))
"""


def content(out):
    """Every file below a folder, the manifest without what depends on time and number of jobs."""
    files = {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
    manifest = json.loads(files["manifest.json"])
    assert set(manifest.pop("run")) == {"started", "seconds", "jobs", "cores", "resumed"}
    return files | {"manifest.json": manifest}


def mine(folder, out, **options):
    return mine_paths([folder], out, MiningOptions(**options))


@pytest.fixture(scope="module")
def twice(corpus_folder, tmp_path_factory) -> Path:
    """The sample corpus two times over, so that there is work for four processes."""
    folder = tmp_path_factory.mktemp("twice")
    for name in ("a", "b"):
        shutil.copytree(corpus_folder, folder / name)
    return folder


@pytest.fixture(scope="module")
def reference(twice, tmp_path_factory):
    out = tmp_path_factory.mktemp("reference") / "out"
    mine(twice, out, tokens=True)
    return content(out)


@pytest.mark.parametrize(("seed", "jobs"), [("0", 1), ("1", 3)])
def test_output_is_the_same_for_every_hash_seed_and_number_of_jobs(twice, reference, tmp_path, python, seed, jobs):
    script = tmp_path / "script.py"
    script.write_text(MINE, "utf-8")
    run = "import runpy, sys; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    done = python(run, script, twice, tmp_path / "out", jobs, PYTHONHASHSEED=seed)
    assert done.returncode == 0, done.stderr
    assert content(tmp_path / "out") == reference


def test_processes_really_start(twice, tmp_path, monkeypatch):
    started = []
    original = workers.ProcessPoolExecutor

    def pool(jobs, **options):
        started.append(jobs)
        return original(jobs, **options)

    monkeypatch.setattr(workers, "ProcessPoolExecutor", pool)
    mine(twice, tmp_path / "out", jobs=3)
    assert started == [3]


def test_order_of_paths_changes_nothing(speeches, tmp_path):
    files = sorted(speeches.iterdir())
    for name, paths in (("one", files), ("other", files[::-1])):
        mine_paths(paths, tmp_path / name, MiningOptions())
    assert content(tmp_path / "one") == content(tmp_path / "other")


def test_first_pass_of_a_document_is_the_same_alone_and_in_a_folder(sample, corpus_folder):
    path = sorted(corpus_folder.glob("*.txt"))[2]
    alone = sm.mine(path, tokens=True)
    for name, frame in alone.tables().items():
        if name in {"passages", "errors"}:
            continue
        whole = getattr(sample, name)
        key = "source" if name in {"sources", "speeches"} else "speech_id"
        own = whole[whole[key] == frame[key].iloc[0]].reset_index(drop=True)
        dropped = list(CORPUS_COLUMNS.get(name, ()))
        assert_frame_equal(frame.drop(columns=dropped), own.drop(columns=dropped))


def test_library_and_command_give_the_same_tables(sample, corpus_folder, tmp_path):
    mine(corpus_folder, tmp_path / "out", tokens=True)
    loaded = sm.load_mined(tmp_path / "out")
    for name, frame in sample.tables().items():
        assert_frame_equal(frame, getattr(loaded, name))
    left_out = {"run", "format", "files"}
    assert {k: v for k, v in loaded.manifest.items() if k not in left_out} == {
        k: v for k, v in sample.manifest.items() if k not in left_out
    }


@pytest.mark.parametrize("fmt", FORMATS)
def test_mined_folder_is_written_again_in_another_format(speeches, tmp_path, fmt):
    mine(speeches, tmp_path / "out")
    manifest = mine_paths([tmp_path / "out"], tmp_path / "again", MiningOptions(), format=fmt)
    assert manifest["failed"] == []
    one, other = sm.load_mined(tmp_path / "out"), sm.load_mined(tmp_path / "again")
    for name, frame in one.tables().items():
        assert_frame_equal(frame, getattr(other, name))


def test_mined_folder_may_be_written_over_itself(speeches, tmp_path):
    mine(speeches, tmp_path / "out")
    before = content(tmp_path / "out")
    mine_paths([tmp_path / "out"], tmp_path / "out", MiningOptions())
    assert content(tmp_path / "out") == before


def test_mined_folder_is_coded_anew_with_another_codebook(speeches, tmp_path):
    boats, signs = tmp_path / "boats.tsv", tmp_path / "signs.tsv"
    card = "".join(f"# {key}: x\n" for key in ("title", "version", "compiler", "sources", "licence"))
    columns = "code\tparent\tlabel\tterm\trequires\texcludes\texample\tcounter_example\tnote\n"
    boats.write_text(f"{card}{columns}boat\t\t渡船\nboat\t\t\t渡口\n", "utf-8")
    signs.write_text(f"{card}{columns}x\t\t标语\nx\t\t\t隐患排查\n", "utf-8")
    mine(speeches, tmp_path / "out")
    with pytest.warns(UserWarning, match="the texts kept there are coded anew with another codebook for sectors"):
        mined = load_or_mine([tmp_path / "out"], codebooks={"sectors": boats})
    assert set(mined.sectors["code"]) == {"boat"}
    with pytest.warns(UserWarning, match="coded anew"):
        mine(tmp_path / "out", tmp_path / "out", codebooks={"sectors": str(boats)})
    assert set(sm.load_mined(tmp_path / "out").sectors["code"]) == {"boat"}
    with pytest.warns(UserWarning, match="coded anew with another codebook for slogans"):
        mine(tmp_path / "out", tmp_path / "again", codebooks={"slogans": str(signs)})
    again = sm.load_mined(tmp_path / "again")
    assert set(again.sectors["code"]) == {"boat"}
    assert set(again.own_codebooks) == {"sectors", "slogans"}


def test_words_of_a_mined_folder_are_cut_from_the_texts_kept_there(speeches, tmp_path):
    mine(speeches, tmp_path / "out")
    with pytest.warns(UserWarning, match="the texts kept there are coded anew"):
        mine(tmp_path / "out", tmp_path / "again", tokens=True)
    assert_frame_equal(sm.load_mined(tmp_path / "again").tokens, sm.mine(speeches, tokens=True).tokens)


def test_tables_among_other_paths_are_refused(speeches, tmp_path):
    mine(speeches, tmp_path / "out")
    with pytest.raises(InputError, match="mined tables among other paths"):
        load_or_mine([speeches, tmp_path / "out"])


def test_texts_of_tables_are_read_again(speeches, tmp_path):
    mine(speeches, tmp_path / "out")
    shutil.copy(speeches / "town.txt", tmp_path / "town.txt")
    corpus = sm.read_corpus(tmp_path / "out")
    assert [(s.speech_id, s.text, s.sections) for s in corpus] == [
        (s.speech_id, s.text, s.sections) for s in sm.read_corpus(speeches)
    ]


def test_output_inside_the_input_is_not_mined(speeches):
    out = speeches / "out"
    first, second = (mine(speeches, out)["counts"] for _ in range(2))
    assert first == second
    assert mine(speeches, speeches / "other", jobs=1)["counts"] == first


def test_killed_output_inside_the_input_is_not_mined(speeches):
    (speeches / "out/.partial").mkdir(parents=True)
    (speeches / "out/sentences.jsonl").write_text('{"text": "各村要落实。"}\n', "utf-8")
    assert mine(speeches, speeches / "mined")["counts"]["sources"] == 3


def test_output_in_the_folder_of_the_texts_is_refused(speeches):
    with pytest.raises(OptionError, match="is the folder of the texts; name another one"):
        mine(speeches, speeches / "../speeches")
    assert len(list(speeches.iterdir())) == 3


@pytest.mark.parametrize("when", ["second_pass", "run_manifest"])
def test_run_that_breaks_leaves_the_earlier_result(speeches, tmp_path, monkeypatch, when):
    mine(speeches, tmp_path / "out")
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    monkeypatch.setattr(miner, when, lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        mine(speeches, tmp_path / "out")
    assert {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()} == before
    with pytest.raises(ZeroDivisionError):
        mine(speeches, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_text_that_an_extractor_fails_on_is_an_error_and_the_others_are_mined(speeches, tmp_path, monkeypatch):
    original = documents.annotate

    def fail(speech, *args, **options):
        if speech.source == "plant.txt":
            raise RuntimeError("boom")
        return original(speech, *args, **options)

    monkeypatch.setattr(documents, "annotate", fail)
    manifest = mine(speeches, tmp_path / "out")
    mined = sm.load_mined(tmp_path / "out")
    assert list(mined.sources["source"]) == ["county.txt", "plant.txt", "town.txt"]
    assert list(mined.speeches["source"]) == ["county.txt", "town.txt"]
    assert mined.errors.to_dict("records") == manifest["failed"]
    (error,) = manifest["failed"]
    assert (error["source"], error["stage"], error["error"]) == ("plant.txt", "extract", "not mined")
    assert error["detail"].startswith("plant.txt@0: RuntimeError: boom;")


def test_single_text_that_fails_is_an_error_and_leaves_whole_tables(speeches, tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "annotate", lambda *_, **__: 1 / 0)
    counts = mine(speeches / "town.txt", tmp_path / "out")["counts"]
    assert (counts["sources"], counts["speeches"], counts["errors"]) == (1, 0, 1)
    assert len(sm.load_mined(tmp_path / "out").texts) == 1


HOSTILE = {
    "a b #1 '\".txt": "各村要落实。",
    "new\nline.txt": "各村要落实。",
    "讲" * 80 + ".txt": "各村要落实。",
    "表" * 82 + ".csv": "text,level\n各村要落实。,火星\n渡口要有人守。,county\n",
    "digits.txt": "死亡" + "1" * 400 + "人，下降" + "9" * 500 + "%。第" + "一" * 300 + "条。",
    "headings.txt": "一、压实责任\n二、抓好落实\n（一）查\n（二）改\n",
    "open.txt": "“" * 800 + "各镇要" + "（" * 800,
    "one line.txt": "各镇要开展隐患排查。" * 400,
    "punctuation.txt": "。！？；，、：“”（）\n……——\n" * 20,
    "traditional.txt": "一、壓實責任\n各鎮要開展隱患排查，煤礦一律停產。\n",
    "control.jsonl": '{"text": "各村要\\u0000落实。\\r\\n渡口要有人守。"}\n',
}


@pytest.mark.filterwarnings("ignore:.*could not be read well")
@pytest.mark.parametrize("fmt", FORMATS)
def test_hostile_names_and_texts_are_mined(tmp_path, fmt):
    (tmp_path / "in").mkdir()
    for name, text in HOSTILE.items():
        (tmp_path / "in" / name).write_text(text, "utf-8")
    manifest = mine_paths([tmp_path / "in"], tmp_path / "out", MiningOptions(tokens=True), format=fmt)
    mined = sm.load_mined(tmp_path / "out")
    assert manifest["failed"] == []
    assert len(mined.sources) == len(HOSTILE) + 1
    texts = {row.speech_id: mined.texts[row.source] for row in mined.speeches.itertuples()}
    for name in ("sentences", "tokens", "directives", "sectors", "facts"):
        assert all(texts[row.speech_id][row.start : row.end] == row.text for row in getattr(mined, name).itertuples())


def test_two_speeches_of_a_file_have_ids_of_their_own(speeches):
    both = "\n\n".join((speeches / name).read_text("utf-8") for name in ("town.txt", "county.txt"))
    (speeches / "both.txt").write_text(both, "utf-8")
    mined = sm.mine(speeches / "both.txt")
    assert list(mined.speeches["speech_id"]) == ["both.txt@0", f"both.txt@{both.index('在全县')}"]
    assert mined.directives["directive_id"].is_unique


class Deadly:
    """Kills the process that unpickles it."""

    def __reduce__(self):
        return os._exit, (3,)


def test_process_that_dies_is_one_clear_error():
    tasks = [Deadly()] * 8
    with pytest.raises(OptionError, match="one of 2 processes died"):
        list(mine_documents(tasks, MiningOptions(jobs=2)))


def test_bad_inputs_are_errors_beside_good_ones(speeches, tmp_path):
    (speeches / "empty.txt").touch()
    (speeches / "noise.txt").write_bytes(bytes(range(256)))
    manifest = mine(speeches, tmp_path / "out")
    assert [(row["source"], row["error"]) for row in manifest["failed"]] == [
        ("empty.txt", "empty file"),
        ("noise.txt", "binary file"),
    ]
    assert {row["source"]: row["status"] for row in manifest["inputs"]}["noise.txt"] == "binary file"
    assert manifest["counts"]["sources"] == 3


def test_nothing_to_read_leaves_no_folder(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no readable input"):
        mine(tmp_path / "empty", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_bad_codebook_stops_the_run_before_it_starts(speeches, tmp_path):
    with pytest.raises(CodebookError):
        mine(speeches, tmp_path / "out", codebooks={"sectors": str(tmp_path / "none.tsv")})
    assert not (tmp_path / "out").exists()


def test_own_codebook_replaces_ours_and_is_hashed(speeches, tmp_path):
    path = tmp_path / "my.tsv"
    card = "".join(f"# {key}: x\n" for key in ("title", "version", "compiler", "sources", "licence"))
    columns = "code\tparent\tlabel\tterm\trequires\texcludes\texample\tcounter_example\tnote\n"
    path.write_text(f"{card}{columns}boat\t\t渡船\nboat\t\t\t渡口\n", "utf-8")
    mined = sm.mine(speeches, codebooks={"sectors": path})
    assert set(mined.sectors["code"]) == {"boat"}
    assert mined.manifest["codebooks"]["sectors"] != sm.mine(speeches).manifest["codebooks"]["sectors"]


def test_manifest_says_what_was_used(sample):
    assert {"python", "speechmine", "jieba"} <= set(sample.manifest["versions"])
    assert all(len(book["sha256"]) == 64 and book["version"] for book in sample.manifest["codebooks"].values())
    assert sample.manifest["counts"] == {name: len(frame) for name, frame in sample.tables().items()}
    assert [row["sha256"] for row in sample.manifest["inputs"]] == list(sample.sources["sha256"])


def test_progress_counts_the_inputs(speeches, tmp_path):
    seen = []
    mine_paths([speeches], tmp_path / "out", MiningOptions(), progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert is_mined(tmp_path / "out")


def test_codebook_edited_between_runs_counts(tmp_path):
    (tmp_path / "a.txt").write_text("各村要守好渡口。", encoding="utf-8")
    own = tmp_path / "own.tsv"
    head = "# title: t\n# version: 1\n# compiler: c\n# sources: s\n# licence: l\ncode\tparent\tlabel\tterm\trequires\texcludes\texample\tcounter_example\tnote\n"
    found = []
    for code in ("ferry", "landing"):
        own.write_text(f"{head}{code}\t\t渡\n{code}\t\t\t渡口\n", encoding="utf-8")
        found.append(list(sm.mine(tmp_path / "a.txt", codebooks={"sectors": own}).sectors["code"]))
    assert found == [["ferry"], ["landing"]]


def test_texts_that_could_not_be_read_well_are_told_once(tmp_path):
    rows = "date,text\n8/5/2023,各村要守住渡口。\n不详,各 镇 要 查 船 。\n2023-05-08,各矿要排水。\n"
    (tmp_path / "a.csv").write_text(rows, encoding="utf-8")
    with pytest.warns(UserWarning, match="2 texts could not be read well, such as a.csv#1: date '8/5/2023'"):
        mined = sm.mine(tmp_path / "a.csv")
    assert [len(doubts) for doubts in mined.sources["doubts"]] == [1, 2, 0]
    assert list(mined.speeches["date"]) == [None, None, "2023-05-08"]
    assert mined.speeches["meta"][0] == {"date": "8/5/2023"}
