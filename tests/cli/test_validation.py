"""From a sample to corrected estimates, by commands alone."""

import json

import pytest

from speechmine.report.messages import catalogue


@pytest.fixture
def coded(run, corpus_folder, tmp_path):
    """A mined corpus and a sample of it, coded by two who differ in every fifth sentence."""
    mined, folder = tmp_path / "mined", tmp_path / "sample"
    assert run("mine", corpus_folder, "-o", mined)[0] == 0
    status, _, err = run(
        "sample", mined, "--of", "themes", "-n", "40", "--by", "level", "--coders", "甲,乙", "--overlap", "1", "-o", folder
    )
    assert status == 0, err
    assert "40 sentences to code on sheet_乙.html, sheet_甲.html" in err
    lines = [json.loads(line) for line in (folder / "sample.jsonl").read_text("utf-8").splitlines()]
    for coder in "甲乙":
        said = [
            {**line, "coder": coder, "fields": {"theme": ["T05" if coder == "甲" and i % 5 == 0 else "T04"]}}
            for i, line in enumerate(lines)
        ]
        (folder / f"{coder}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in said), "utf-8")
    return mined, folder


def test_loop_from_sample_to_corrected_estimates(run, coded):
    mined, folder = coded
    status, out, _ = run("agreement", folder, "--json")
    found = {(row["code"], row["measure"]): row["value"] for row in json.loads(out)}
    assert (status, found[None, "percent"]) == (0, 0.8)
    status, _, err = run("settle", mined, "--coding", folder, "-o", folder / "settle.html")
    assert (status, "8 sentences to settle" in err) == (0, True)
    status, out, _ = run("accuracy", mined, "--coding", folder, "--json")
    assert (status, json.loads(out)[0]["n_sentences"]) == (0, 32)
    status, out, _ = run("correct", mined, "--coding", folder, "--of", "theme:T04", "--by", "level", "--csv")
    assert status == 0
    assert out.splitlines()[1].startswith("themes,theme,T04,prevalence,city")


def test_sample_is_written_for_another_tool(run, speeches, tmp_path):
    out = tmp_path / "s"
    assert run("sample", speeches, "--of", "directives", "-n", "5", "--tool", "label-studio", "-o", out)[0] == 0
    tasks = json.loads((out / "label-studio" / "sample.json").read_text("utf-8"))
    assert len(tasks) == 5
    assert "probability" not in tasks[0]["data"]["speechmine"]
    assert '<Choice value="directive"/>' in (out / "label-studio" / "interface.xml").read_text("utf-8")


def test_tables_are_told_in_both_languages(run, coded):
    mined, folder = coded
    for command in (
        ["agreement", folder],
        ["accuracy", mined, "--coding", folder],
        ["correct", mined, "--coding", folder, "--by", "year"],
    ):
        status, out, err = run(*command)
        assert status == 0, err
        assert "95 % interval" in " ".join(out.split())
        assert "区间" in run(*command, "--lang", "zh")[1]
    assert "DSL" in catalogue()["dsl"]


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["agreement", "NONE"], "NONE"),
        (["sample", "IN", "--of", "words", "-o", "OUT"], "'words'"),
        (["sample", "IN", "--of", "themes", "-o", "OUT", "--by", "month"], "by is 'month'"),
        (["correct", "IN", "--coding", "NONE.jsonl"], "NONE.jsonl"),
    ],
    ids=str,
)
def test_error_is_one_line(run, speeches, tmp_path, command, words):
    places = {"IN": speeches, "OUT": tmp_path / "out", "NONE": tmp_path / "none"}
    status, _, err = run(*(places.get(part, part) for part in command))
    assert status == 2
    assert len(err.splitlines()) == 1
    assert words in err or str(tmp_path) in err


def test_decisions_become_corrections_and_labels(run, coded, tmp_path):
    mined, folder = coded
    labels = tmp_path / "labels.jsonl"
    status, _, err = run("correct", mined, "--coding", folder, "--apply", "--training", labels)
    assert (status, "rows corrected as coded" in err) == (0, True)
    assert (mined / "corrections.jsonl").is_file()
    first = json.loads(labels.read_text("utf-8").splitlines()[0])
    assert {"sha256", "labels", "start", "fold"} <= set(first)
    status, _, err = run("correct", folder, "--coding", folder, "--apply")
    assert (status, "--apply corrects one whole folder" in err) == (2, True)


def test_attention_prints_and_draws(run, speeches, tmp_path):
    status, out, _ = run("attention", speeches, "--by", "level", "--lang", "zh", "-o", tmp_path / "a.png")
    assert (status, "关注" in out) == (0, True)
    assert (tmp_path / "a.png").stat().st_size > 5000
    assert json.loads(run("attention", speeches, "--json")[1])[0]["validation"] == "not validated"


def test_carry_prints_pairs_items_and_a_network(run, tmp_path):
    for name, word in (("above", "各地要排查危房。"), ("below", "各村必须排查危房。")):
        (tmp_path / f"{name}.txt").write_text(f"在会议上的讲话\n{word}\n", encoding="utf-8")
    paths = tmp_path / "above.txt", tmp_path / "below.txt"
    status, out, _ = run("carry", *paths, "-o", tmp_path / "carry.html", "--lang", "zh")
    assert (status, "1 对中有 1 对有所沿用" in out) == (0, True)
    assert "lower:below.txt@0" in (tmp_path / "carry.html").read_text("utf-8")
    assert "各村必须排查危房" in run("carry", *paths, "--items")[1]
    assert json.loads(run("carry", *paths, "--json")[1])[0]["directives_share"] == 1
