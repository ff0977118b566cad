"""Corrections that outlive a new run."""

import pytest

import speechmine as sm
from speechmine.errors import InputError, OptionError
from speechmine.tables.formats import FORMATS, read_rows, write_rows

TEXT = "在全镇防汛工作会议上的讲话\n同志们：\n各镇要落实责任，严禁超载。\n煤矿要停产整顿。坚持四不放过。\n"
SECTORS = (
    "# title: own\n# version: 2\n# compiler: x\n# sources: x\n# licence: x\n"
    "code\tparent\tlabel\tterm\trequires\texcludes\texample\tcounter_example\tnote\n"
    "coal\t\t煤\t\t\t\t煤矿要停产。\t\t\n"
    "coal\t\t\t煤矿\t\t\t\t\t\n"
)


@pytest.fixture
def folder(tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text(TEXT, encoding="utf-8")
    (texts / "b.txt").write_text("各村要排查危房。\n", encoding="utf-8")
    return texts


@pytest.fixture
def out(folder, tmp_path, run):
    assert run("mine", folder, "-o", tmp_path / "out")[0] == 0
    return tmp_path / "out"


def rewrite(out, table, change, fmt="jsonl"):
    rows = list(read_rows(out / f"{table}.{fmt}", table))
    write_rows(out, table, change(rows), fmt)


def strengthen(rows):
    return [{**row, "strength": 3} if row["text"] == "各镇要落实责任" else row for row in rows]


def without_coal(rows):
    return [row for row in rows if row["text"] != "煤矿"]


def with_slogan(rows):
    at = TEXT.index("落实责任")
    return [
        *rows,
        {**dict.fromkeys(rows[0]), "speech_id": "a.txt@0", "start": at, "end": at + 4, "type": "N", "canonical": "落实责任"},
    ]


def state(out):
    mined = sm.load_mined(out)
    return (
        dict(zip(mined.directives["text"], mined.directives["strength"], strict=True))["各镇要落实责任"],
        "煤矿" in mined.sectors["text"].tolist(),
        mined.slogans["text"].tolist(),
        [frame["edited"].sum() for frame in (mined.directives, mined.sectors, mined.slogans)],
    )


@pytest.mark.parametrize("fmt", FORMATS)
def test_edits_of_tables_are_noticed_kept_and_applied_again(folder, tmp_path, run, fmt):
    out = tmp_path / "out"
    run("mine", folder, "-o", out, "--format", fmt)
    rewrite(out, "directives", strengthen, fmt)
    rewrite(out, "sectors", without_coal, fmt)
    rewrite(out, "slogans", with_slogan, fmt)
    edited = {path.name: path.read_bytes() for path in out.glob(f"*.{fmt}")}
    status, _, err = run("mine", folder, "-o", out, "--format", fmt)
    assert (status, err.count("\n")) == (2, 1)
    assert f"directives, sectors, slogans edited by hand would be lost; keep the edits by 'speechmine corrections {out}'" in err
    assert {path.name: path.read_bytes() for path in out.glob(f"*.{fmt}")} == edited
    status, printed, _ = run("corrections", out)
    assert status == 0
    assert [line.split()[:2] for line in printed.splitlines()] == [
        ["directives:", "change"],
        ["sectors:", "strike"],
        ["slogans:", "add"],
    ]
    corrected = state(out)
    assert corrected == (3, False, ["落实责任", "四不放过"], [1, 0, 1])
    assert run("mine", folder, "-o", out, "--format", fmt)[0] == 0
    assert state(out) == corrected
    assert run("corrections", out)[1] == ""


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("sources", "path", "elsewhere"), ("speeches", "title", "新题"), ("sections", "heading", "新"), ("sentences", "theme", "T09"),
        ("tokens", "tag", "nz"), ("directives", "modality", ["P"]), ("sectors", "how", "inherited"), ("slogans", "canonical", "新"),
        ("facts", "unit", "人"),
    ],
)  # fmt: skip
def test_every_table_can_be_edited_in_every_format(tmp_path, run, fmt, table, column, value):
    head, rest = TEXT.split("各镇", 1)
    text = f"{head}一、看清形势\n去年全镇发生事故12起，死亡3人。\n二、狠抓整治\n各镇{rest}"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    run("mine", tmp_path / "a.txt", "-o", tmp_path / "out", "--format", fmt, "--tokens")
    rewrite(tmp_path / "out", table, lambda rows: [{**rows[0], column: value}, *rows[1:]], fmt)
    status, printed, _ = run("corrections", tmp_path / "out")
    assert status == 0
    assert printed.startswith(f"{table}: change ")
    row = getattr(sm.load_mined(tmp_path / "out"), table).iloc[0]
    assert (row[column], row["edited"]) == (value, True)


def test_corrections_survive_another_codebook(folder, out, run, tmp_path):
    rewrite(out, "directives", strengthen)
    rewrite(out, "sectors", without_coal)
    rewrite(out, "slogans", with_slogan)
    run("corrections", out)
    own = tmp_path / "sectors.tsv"
    own.write_text(SECTORS, encoding="utf-8")
    status, _, err = run("mine", folder, "-o", out, "--codebook", f"sectors={own}")
    assert status == 0, err
    strength, _, slogans, edited = state(out)
    assert (strength, slogans, edited) == (3, ["落实责任", "四不放过"], [1, 0, 1])


def test_correction_whose_sentence_changed_is_told_and_kept(folder, out, run):
    rewrite(out, "directives", strengthen)
    run("corrections", out)
    kept = (out / "corrections.jsonl").read_bytes()
    (folder / "a.txt").write_text(TEXT.replace("严禁超载", "严禁超员"), encoding="utf-8")
    status, _, err = run("mine", folder, "-o", out)
    assert status == 0
    assert "directives: change a.txt@19:26 no longer fits" in err
    assert state(out)[0] == 1
    assert (out / "corrections.jsonl").read_bytes() == kept


def test_file_that_was_only_saved_anew_holds_no_edit(folder, tmp_path, run):
    out = tmp_path / "out"
    run("mine", folder, "-o", out, "--format", "csv")
    table = out / "slogans.csv"
    table.write_text(table.read_text(encoding="utf-8-sig").replace("\r\n", "\n"), encoding="utf-8")
    assert run("mine", folder, "-o", out, "--format", "csv")[0] == 0


def test_tables_of_other_texts_are_left_alone(out, run, speeches):
    before = (out / "manifest.json").read_bytes()
    status, _, err = run("mine", speeches, "-o", out)
    assert (status, err.count("\n")) == (2, 1)
    assert "holds the tables of other texts, such as 'a.txt'; name another folder, or replace them by --overwrite" in err
    assert (out / "manifest.json").read_bytes() == before
    assert run("mine", speeches, "-o", out, "--overwrite")[0] == 0
    assert len(sm.load_mined(out).speeches) == 3


def test_same_texts_with_one_more_are_no_other_texts(folder, out, run):
    (folder / "c.txt").write_text("各组要巡查。", encoding="utf-8")
    assert run("mine", folder, "-o", out)[0] == 0
    assert len(sm.load_mined(out).speeches) == 3


def test_words_that_do_not_stand_there_are_told(out, run):
    rewrite(out, "slogans", lambda rows: [{**rows[0], "end": rows[0]["end"] + 1}])
    status, _, err = run("corrections", out)
    assert (status, err.count("\n")) == (2, 1)
    assert "does not stand at" in err


def test_broken_file_of_corrections_is_told(out, run):
    (out / "corrections.jsonl").write_text("{}\n", encoding="utf-8")
    status, _, err = run("corrections", out)
    assert (status, err.count("\n")) == (2, 1)
    assert "line 1 is no correction" in err


# -- sm.correct


@pytest.fixture(scope="module")
def mined():
    return sm.mine([TEXT])


def test_row_is_changed_struck_and_added(mined, tmp_path):
    one = sm.correct(mined, "directives", "texts#1@19:26", strength=3, actors="各镇", objects=["责任"])
    one = sm.correct(one, "sectors", {"text": "煤矿"}, strike=True)
    one = sm.correct(one, "slogans", sentence_id="texts#1@19:32", text="落实责任", type="N", canonical="落实责任")
    row = one.directives.iloc[0]
    assert (row["strength"], row["edited"], row["objects"]) == (
        3,
        True,
        [{"text": "责任", "start": 24, "end": 26, "how": "explicit"}],
    )
    assert "coal_mining" not in {code for codes in one.directives["sectors"] for code in codes}
    assert one.slogans[["text", "start", "source", "edited"]].values.tolist()[0] == ["落实责任", 22, "texts#1", True]
    assert [correction.action for correction in one.corrections] == ["change", "strike", "add"]
    one.save(tmp_path / "out")
    loaded = sm.load_mined(tmp_path / "out")
    assert loaded.corrections == one.corrections
    assert loaded.directives.equals(one.directives)
    assert not mined.directives["edited"].any()


def test_row_whose_key_changes_is_struck_and_added(mined):
    one = sm.correct(mined, "sectors", {"text": "煤矿"}, code="mining")
    assert sorted(correction.action for correction in one.corrections) == ["add", "strike"]
    assert one.sectors["code"][one.sectors["text"] == "煤矿"].tolist() == ["mining"]
    directive = one.directives[one.directives["text"].str.startswith("煤矿")].iloc[0]
    assert directive["sectors"] == ["mining"]


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (("direktives", "x"), "table 'direktives' is not here"),
        (("directives", "x"), "no row has it"),
        (("sectors", "x"), "have no id"),
        (("sentences", {"in_heading": False}), "rows have it; name more columns"),
        (("slogans",), "by sentence_id and text, or by speech_id, start and end"),
    ],
)
def test_row_that_is_not_meant_is_one_line(mined, call, told):
    with pytest.raises(OptionError, match=told):
        sm.correct(mined, *call)


def test_column_and_words_that_are_not_there(mined):
    with pytest.raises(OptionError, match="did you mean 'strength'"):
        sm.correct(mined, "directives", "texts#1@19:26", strenght=3)
    with pytest.raises(OptionError, match="does not stand in sentence"):
        sm.correct(mined, "directives", "texts#1@19:26", aim="排查")
    with pytest.raises(InputError, match="must hold int"):
        sm.correct(mined, "directives", "texts#1@19:26", strength="hard")


def test_corrected_date_finds_anew_what_is_new(tmp_path):
    shared = "各渡口要在汛期前把缆绳逐根换新，夜里有人值守，凡是带病的渡船一律停航。"
    texts = [f"在全镇防汛会议上的讲话\n（{year}年5月8日）\n同志们：\n{shared}各村{year}要报数。" for year in (2019, 2021)]
    mined = sm.mine(texts)
    assert [value > 0.5 for value in mined.speeches["novelty"]] == [True, False]
    other = sm.correct(mined, "speeches", mined.speeches["speech_id"][1], date="2017-05-08")
    assert [value > 0.5 for value in other.speeches["novelty"]] == [False, True]
    assert other.passages.loc[other.passages["first"], "speech_id"].tolist() == ["texts#2@0"]
    other.save(tmp_path / "out")
    assert sm.load_mined(tmp_path / "out").speeches["novelty"].tolist() == other.speeches["novelty"].tolist()
