import warnings

import matplotlib as mpl
import pytest

from speechmine.analyse.linguistics.crosstab import crosstab_frame
from speechmine.analyse.linguistics.ngrams import ngram_frame
from speechmine.errors import OptionError
from speechmine.report.crosstab_figure import plot_correspondence, plot_crosstab
from speechmine.report.ngram_figure import plot_ngrams

mpl.use("agg")


@pytest.fixture(autouse=True)
def close_figures():
    import matplotlib.pyplot as plt

    yield
    plt.close("all")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("plot", [plot_crosstab, plot_correspondence])
def test_figure_has_all_glyphs_and_n(plot, lang, sample):
    frame = crosstab_frame(sample, "sector", "level", min_count=20)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = plot(frame, lang=lang)
        ax.figure.canvas.draw()
    assert f"n = {frame.attrs['n']}" in ax.get_title()


def test_cells_have_their_counts(sample):
    frame = crosstab_frame(sample, "level", "modality")
    assert [int(text.get_text()) for text in plot_crosstab(frame).texts] == frame["count"].tolist()


def test_points_are_rows_and_columns(sample):
    frame = crosstab_frame(sample, "level", "modality")
    ax = plot_correspondence(frame)
    assert [len(part.get_offsets()) for part in ax.collections] == [frame["row"].nunique(), frame["column"].nunique()]


def test_grams_by_year(sample):
    frame = ngram_frame(sample, 3)
    ax = plot_ngrams(sample, frame, ngrams=6, lang="zh")
    assert ax.images[0].get_array().shape[0] == 6
    with pytest.raises(OptionError, match="dated"):
        plot_ngrams(sample, frame.iloc[:0])
