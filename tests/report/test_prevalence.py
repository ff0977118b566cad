import warnings

import matplotlib as mpl
import pandas as pd
import pytest

from speechmine.analyse.themes.prevalence import prevalence_frame
from speechmine.errors import OptionError
from speechmine.report.prevalence import plot_curve, plot_heatmap, plot_themes

mpl.use("agg")


@pytest.fixture(autouse=True)
def close_figures():
    import matplotlib.pyplot as plt

    yield
    plt.close("all")


@pytest.fixture(scope="module")
def by_year(sample):
    return prevalence_frame(sample, by="year", n_resamples=20)


def test_timeline_has_a_line_a_theme(by_year):
    ax = plot_themes(by_year.assign(label=by_year["label"].where(by_year["theme"] != "T02", "我的形势")), themes=3, lang="en")
    assert len(ax.lines) == 3
    assert "我的形势" in [text.get_text() for text in ax.get_legend().get_texts()]


def test_timeline_of_equal_sizes_takes_the_first(by_year):
    one = by_year.assign(n_sentences=1)
    labels = plot_themes(one, themes=2, lang="zh").get_legend().get_texts()
    assert [text.get_text() for text in labels] == list(dict.fromkeys(by_year["label"]))[:2]


def test_heat_map_has_a_cell_a_sector_and_theme(sample):
    frame = prevalence_frame(sample, by="sector", n_resamples=0)
    ax = plot_heatmap(sample, lang="zh")
    assert ax.images[0].get_array().shape == (frame["group"].nunique(), frame["theme"].nunique())
    called = frame.set_index("group")["group_label"]["fire_safety"].iloc[0]
    assert any(label.get_text().startswith(f"{called} (") for label in ax.get_yticklabels())


def test_curve_is_drawn_with_all_glyphs():
    curve = pd.DataFrame({"n_themes": [4, 6], "stability": [0.9, 0.8], "coherence": [-0.1, 0.2], "score": [0.4, 0.5]})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        plot_curve(curve).figure.canvas.draw()


@pytest.mark.parametrize(("plot", "by"), [(plot_themes, "level"), (plot_heatmap, None)], ids=["timeline", "heat map"])
def test_frame_by_something_else_is_refused(sample, plot, by):
    with pytest.raises(OptionError, match="prevalence_frame"):
        plot(prevalence_frame(sample, by=by, n_resamples=0))
