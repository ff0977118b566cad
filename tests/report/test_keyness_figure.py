import warnings

import matplotlib as mpl
import pytest

from speechmine.analyse.linguistics.keyness import keyness_frame
from speechmine.errors import OptionError
from speechmine.report.keyness_figure import plot_keyness, plot_keyness_scatter

mpl.use("agg")


@pytest.fixture(autouse=True)
def close_figures():
    import matplotlib.pyplot as plt

    yield
    plt.close("all")


@pytest.fixture(scope="module")
def frame(sample):
    return keyness_frame(sample, "year >= 2016", min_speeches=2)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("plot", [plot_keyness, plot_keyness_scatter])
def test_figure_has_all_glyphs_and_its_numbers(plot, lang, frame):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = plot(frame, lang=lang)
        ax.figure.canvas.draw()
    told = [ax.get_title(loc="left"), *(text.get_text() for text in (ax.get_legend().get_texts() if ax.get_legend() else ()))]
    assert any("n = " in text for text in told)


def test_bars_come_in_pairs(frame):
    ax = plot_keyness(frame, items=4)
    assert len(ax.patches) == 2 * 8


def test_names_do_not_lie_on_one_another(frame):
    ax = plot_keyness_scatter(frame, items=80)
    ax.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in ax.texts]
    assert len(boxes) > 20
    overlaps = [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if a.shrunk(0.9, 0.6).overlaps(b.shrunk(0.9, 0.6))]
    assert not overlaps


@pytest.mark.parametrize("plot", [plot_keyness, plot_keyness_scatter])
def test_nothing_to_draw_is_one_clear_line(plot, frame):
    with pytest.raises(OptionError, match="nothing to draw"):
        plot(frame.iloc[:0])
