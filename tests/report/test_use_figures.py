import warnings
from dataclasses import replace

import matplotlib as mpl
import pytest

from speechmine.analyse.indicators import indicator_frame
from speechmine.count.policy import without_copies
from speechmine.errors import OptionError
from speechmine.report.indicator_figure import plot_indicator
from speechmine.report.use_figures import plot_actors, plot_sectors, plot_slogans

mpl.use("agg")
PLOTS = [
    plot_sectors,
    lambda mined: plot_sectors(mined, by="level"),
    plot_actors,
    plot_slogans,
    lambda mined: plot_indicator(indicator_frame(mined)),
]
NAMES = ["sectors by year", "sectors by level", "actors", "slogans", "agenda"]


@pytest.fixture(autouse=True)
def close_figures():
    import matplotlib.pyplot as plt

    yield
    plt.close("all")


@pytest.mark.parametrize("plot", PLOTS, ids=NAMES)
def test_figure_has_title_n_and_all_glyphs(plot, sample):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = plot(sample)
        ax.figure.canvas.draw()
    assert "n = " in ax.get_title()


@pytest.mark.parametrize("plot", PLOTS, ids=NAMES)
def test_nothing_to_draw_is_one_clear_line(plot, sample):
    empty = replace(
        sample, **{name: getattr(sample, name).iloc[:0] for name in ("directives", "sectors", "slogans")},
        speeches=sample.speeches.assign(year=None),
    )  # fmt: skip
    with pytest.raises(OptionError):
        plot(empty)


def test_heat_map_has_a_row_a_sector_and_a_column_a_year(sample):
    ax = plot_sectors(sample, sectors=5)
    years = without_copies(sample.speeches, sample.speeches)["year"].nunique()
    assert ax.images[0].get_array().shape == (5, years)


def test_bars_tell_as_many_directives_as_there_are(sample):
    ax = plot_actors(sample, actors=3)
    widths = sum(bar.get_width() for bar in ax.patches)
    assert widths == sum(int(text.get_text().split("n=")[1].split(",")[0]) for text in ax.texts)


def test_slogans_stand_in_the_order_of_their_first_years(sample):
    ax = plot_slogans(sample, slogans=8)
    firsts = [segment[0][0] for segment in ax.collections[0].get_segments()]
    assert firsts == sorted(firsts)


@pytest.mark.parametrize(
    "plot", [lambda m: plot_sectors(m, by="shoes"), lambda m: plot_indicator(indicator_frame(m), "mood")], ids=["by", "indicator"]
)
def test_unknown_name_is_refused(plot, sample):
    with pytest.raises(OptionError, match="take"):
        plot(sample)
