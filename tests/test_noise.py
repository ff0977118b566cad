"""What is mined from our own corpus under what the web does to a text, against what is mined from the clean one."""

import importlib.util
import warnings
from collections import Counter
from pathlib import Path

import pytest

import speechmine as sm

SPEC = importlib.util.spec_from_file_location("noise", Path(__file__).with_name("noise.py"))
noise = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(noise)

KEPT = 0.95
LOST = {("no_line_breaks", "sentences"): 0.9}  # without line ends nothing but a guess parts a heading from its paragraph
# Where a row stands and what it says; of a section the heading's first character, for the paragraph ends bound a run-in.
CODED = {
    "directives": ("start", "end", "modality"),
    "sectors": ("start", "end", "code"),
    "sections": ("heading_start", "heading_start", "depth"),
    "sentences": ("start", "end", "in_heading"),
    "slogans": ("start", "end", "type"),
    "facts": ("start", "end", "kind"),
}


@pytest.fixture(scope="module", params=noise.FILES)
def noisy(request, sample, tmp_path_factory):
    """The name of a noise, and the sample corpus mined from noisy files."""
    folder = tmp_path_factory.mktemp(request.param)
    for source, text in sample.texts.items():
        (folder / source).write_bytes(noise.FILES[request.param](text))
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*could not be read well")  # the blanks between characters
        return request.param, sm.mine(folder)


def spans(mined, clean, table):
    """Spans of a table with their code, counted in characters that are no white space."""
    sources = dict(zip(mined.speeches["speech_id"], mined.speeches["source"], strict=True))
    solid = {source: noise.solid_offsets(text, clean.texts[source]) for source, text in mined.texts.items()}
    rows = getattr(mined, table).to_dict("records")
    start, end, code = CODED[table]
    places = [(sources[row["speech_id"]], solid[sources[row["speech_id"]]], row) for row in rows]
    return Counter((source, at[row[start]], at[row[end]], str(row[code])) for source, at, row in places)


def f1(clean, noisy):
    return 2 * (clean & noisy).total() / (clean.total() + noisy.total())


@pytest.mark.parametrize("table", CODED)
def test_figure_is_kept_under_noise(sample, noisy, table):
    name, mined = noisy
    assert f1(spans(sample, sample, table), spans(mined, sample, table)) >= LOST.get((name, table), KEPT)


def test_noisy_files_are_all_read(sample, noisy):
    _, mined = noisy
    assert not len(mined.errors)
    assert list(mined.speeches["source"]) == list(sample.speeches["source"])


@pytest.mark.parametrize(
    ("name", "encoding"), [("gb18030", "gb18030"), ("utf_8_bom", "utf-8-sig"), ("utf_16", "utf-16"), ("wrapped", "utf-8")]
)
def test_encoding_of_noisy_files_is_told(sample, tmp_path, name, encoding):
    source, text = next(iter(sample.texts.items()))
    (tmp_path / source).write_bytes(noise.FILES[name](text))
    assert list(sm.mine(tmp_path).sources["encoding"]) == [encoding]
