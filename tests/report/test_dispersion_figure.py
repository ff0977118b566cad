import warnings

import matplotlib as mpl
import pytest

from speechmine.errors import OptionError
from speechmine.report.dispersion_figure import plot_dispersion

mpl.use("agg")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_use_is_a_stroke(sample, lang):
    from matplotlib import pyplot as plt

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = plot_dispersion(sample, ["隐患", "责任"], lang=lang)
        ax.figure.canvas.draw()
    uses = [text.get_text().split("n=")[1] for text in ax.texts]
    strokes = [len(lines.get_segments()) for lines in ax.collections[:2]]
    assert [int(use.split("，")[0].split(",")[0]) for use in uses] == strokes
    assert "n = 23" in ax.get_title(loc="left")
    plt.close("all")


def test_no_term_is_refused(sample):
    with pytest.raises(OptionError, match="one term"):
        plot_dispersion(sample, [])
