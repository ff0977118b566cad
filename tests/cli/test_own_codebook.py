"""A codebook of the user's own holds after mining: its codes, labels and tree in listings, filters, figures and messages."""

import pytest

import speechmine as sm

CARD = "".join(f"# {key}: x\n" for key in ("title", "version", "compiler", "sources", "licence"))
COLUMNS = "code\tparent\tlabel\tterm\trequires\texcludes\texample\tcounter_example\tnote\n"
ROWS = "water\t\t水上\nboat\twater\t渡运船只\nboat\t\t\t渡口\nboat\t\t\t渡运\n"


@pytest.fixture
def out(speeches, tmp_path):
    own = tmp_path / "own.tsv"
    own.write_text(CARD + COLUMNS + ROWS, "utf-8")
    sm.mine(speeches, codebooks={"sectors": own}).save(tmp_path / "out")
    own.unlink()
    return tmp_path / "out"


def test_tree_and_labels_stand_in_the_frames(out):
    mined = sm.load_mined(out)
    assert list(sm.sector_frame(mined)["label"]) == ["水上", "渡运船只"]
    assert set(sm.sector_timeline(mined)["label"]) == {"渡运船只"}
    assert sm.topic_summary(mined, sm.ThemeModel(n_themes=2, min_speeches=1))["sectors"][0]["label"] == "渡运船只"
    assert set(sm.use_frame(mined, "sectors")["label"]) == {"渡运船只"}


@pytest.mark.parametrize("name", ["boat", "渡运船只", "water", "水上"])
def test_codes_labels_and_branches_filter(run, out, name):
    status, printed, _ = run("directives", out, "--sector", name, "--json")
    assert status == 0
    assert '"渡运' in printed or "渡口" in printed


def test_what_was_mistyped_is_suggested_from_it(run, out):
    status, _, told = run("directives", out, "--sector", "渡运船")
    assert (status, told) == (2, "speechmine: sector '渡运船' is not known; did you mean '渡运船只'?\n")


def test_label_is_printed(run, out):
    status, printed, _ = run("sectors", out)
    assert (status, "渡运船只" in printed) == (0, True)


def test_figure_and_page_have_the_label(run, out, tmp_path):
    ax = sm.plot_sectors(sm.load_mined(out), by="level")
    assert "渡运船只" in {label.get_text() for label in ax.get_yticklabels()}
    assert run("report", out, "-o", tmp_path / "r.html")[0] == 0
    assert "渡运船只" in (tmp_path / "r.html").read_text("utf-8")


def test_speech_is_shown_with_the_label(out):
    mined = sm.load_mined(out)
    notes = [mark.note for mark in sm.show("town.txt@0", mined=mined).marks]
    assert "sector boat 渡运船只" in notes
