import warnings

import matplotlib as mpl
import pytest

from speechmine.report import figures

mpl.use("agg")


@pytest.fixture
def ax():
    import matplotlib.pyplot as plt

    yield figures.new_axes()
    plt.close("all")


def test_chinese_text_is_drawn_without_a_missing_glyph(ax):
    ax.set_title("隐患排查")
    ax.set_xticks([0, 1], ["一季度", "2024年"])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figures.chinese_text(ax).figure.canvas.draw()


def test_settings_of_matplotlib_stay(ax):
    before = dict(mpl.rcParams)
    ax.set_title("隐患排查")
    figures.chinese_text(ax)
    assert dict(mpl.rcParams) == before


def test_given_axes_are_drawn_on(ax):
    assert figures.new_axes(ax) is ax


def test_missing_font_warns_with_the_remedy(monkeypatch):
    monkeypatch.setattr(figures, "_FAMILIES", ())
    monkeypatch.setattr(figures, "_bundled_font", lambda: None)
    with pytest.warns(UserWarning, match=r"pip install .speechmine\[plots\]"):
        assert figures.chinese_font() is None
