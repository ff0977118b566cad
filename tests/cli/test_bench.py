import json

import pytest

TARGET = ("--target", "year >= 2016")


def test_keyness_prints_both_sides(run, corpus_folder):
    status, out, _ = run("keyness", corpus_folder, *TARGET, "--in", "directives", "--min-speeches", "3", "--top", "5")
    assert status == 0
    assert "Used more in the target" in out
    assert "Used more in the reference" in out


@pytest.mark.parametrize("option", ["--csv", "--json"])
def test_keyness_is_data(run, corpus_folder, option):
    _, out, _ = run("keyness", corpus_folder, *TARGET, option)
    header = out.splitlines()[0].split(",") if option == "--csv" else list(json.loads(out, parse_constant=pytest.fail)[0])
    assert header[:3] == ["item", "n_target", "n_reference"]


@pytest.mark.parametrize("more", [(), ("--scatter",)], ids=["bars", "scatter"])
def test_keyness_draws(run, corpus_folder, tmp_path, more):
    status, _, err = run("keyness", corpus_folder, *TARGET, "-o", tmp_path / "k.png", *more)
    assert status == 0, err
    assert (tmp_path / "k.png").stat().st_size > 10_000


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["keyness", "IN", *TARGET, "-o", "k.pdf"], ["k.pdf", ".png"]),
        (["keyness", "IN", *TARGET, "--in", "sector=moon"], ["moon"]),
        (["keyness", "IN", *TARGET, "--target", "level=city", "--target", "level=county"], ["twice"]),
        (["keyness", "IN", *TARGET, "--of", "words2"], ["words2", "aims"]),
    ],
    ids=lambda value: " ".join(value[2:]) if "IN" in value else "",
)
def test_what_cannot_be_done_is_one_line(run, corpus_folder, args, words):
    status, _, err = run(*(corpus_folder if arg == "IN" else arg for arg in args))
    assert status == 2
    assert "Traceback" not in err
    assert all(word in err.splitlines()[-1] for word in words), err


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["collocates", "隐患", "IN", "--span", "clause"], ["log Dice"]),
        (["collocates", "落实", "IN", "--sketch", "--min-count", "1"], ["actors", "objects"]),
        (["dispersion", "IN", "--top", "3"], ["Juilland", "more"]),
        (["ngrams", "IN", "-n", "3", "--top", "3"], ["growth", "more"]),
        (["ngrams", "IN", "--new", "words"], ["burst"]),
        (["crosstab", "level", "modality", "IN"], ["Cramér", "obligation"]),
    ],
    ids=["collocates", "sketch", "dispersion", "ngrams", "new words", "crosstab"],
)
def test_tables_are_printed(run, corpus_folder, args, words):
    status, out, err = run(*(corpus_folder if arg == "IN" else arg for arg in args))
    assert status == 0, err
    assert all(word in out for word in words), out


@pytest.mark.parametrize(
    ("args", "name"),
    [
        (["collocates", "隐患", "IN"], "c.png"), (["collocates", "隐患", "IN", "--top", "5"], "c.json"),
        (["dispersion", "IN", "--term", "隐患", "--term", "责任"], "d.svg"),
        (["ngrams", "IN", "-n", "3"], "n.png"), (["crosstab", "sector", "level", "IN", "--map"], "m.png"),
        (["crosstab", "level", "modality", "IN"], "x.png"),
    ],
    ids=["collocates", "network", "dispersion", "ngrams", "map", "crosstab"],
)  # fmt: skip
def test_figures_are_written(run, corpus_folder, tmp_path, args, name):
    status, _, err = run(*(corpus_folder if arg == "IN" else arg for arg in args), "-o", tmp_path / name)
    assert status == 0, err
    assert (tmp_path / name).stat().st_size > 1000


def test_concordance_is_sorted_filtered_and_told(run, corpus_folder):
    status, out, _ = run("kwic", "隐患", corpus_folder, "--sort", "R1", "--in", "directives", "--columns", "year,R1", "--json")
    rows = json.loads(out)
    assert status == 0
    assert list(rows[0]) == ["speech_id", "sentence_id", "start", "end", "left", "text", "right", "year", "R1"]
    status, out, _ = run("kwic", '[tag="v.*"] "隐患"', corpus_folder, "--sort", "date", "--sample", "5", "--once")
    assert (status, len(out.splitlines())) == (0, 6)


def test_pattern_that_goes_wrong_is_one_line(run, corpus_folder):
    status, _, err = run("kwic", '[tag="v"', corpus_folder)
    assert status == 2
    assert "at character 9" in err
