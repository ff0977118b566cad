"""What every figure shares: a font with Chinese glyphs, and axes that use it; matplotlib's own settings stay as they are."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from speechmine.errors import OptionError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

__all__ = ["FIGURE_ENDINGS", "check_figure", "chinese_font", "chinese_text", "new_axes", "save_drawn", "whole_ticks"]

FIGURE_ENDINGS = (".png", ".svg")

# Families with simplified glyphs, as Linux, macOS and Windows name them; the first that is installed is taken.
_FAMILIES = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC", "Hiragino Sans GB",
    "Microsoft YaHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Heiti SC", "Noto Sans CJK JP", "Arial Unicode MS", "SimHei",
    "Noto Serif CJK SC", "Source Han Serif SC", "SimSun",
)  # fmt: skip
_BUNDLED = "NotoSansCJKsc-Regular.otf"  # of mplfonts, which is only where the file lies: its import would change settings
_LATIN = "DejaVu Sans"  # matplotlib's own, for what a Chinese font lacks
_REMEDY = 'no font with Chinese glyphs is installed, boxes are drawn instead; install one: pip install "speechmine[plots]"'


def chinese_font() -> str | None:
    """Return the family name of a font with Chinese glyphs, registered with matplotlib; None, with a warning, where none is.

    Fonts of the system come first, then the one that the extra ``plots`` brings.

    Raises
    ------
    OptionError
        If matplotlib is not installed.
    """
    manager = _font_manager()
    installed = {font.name for font in manager.fontManager.ttflist}
    found = next((family for family in _FAMILIES if family in installed), None)
    if found is None and (path := _bundled_font()) is not None:
        manager.fontManager.addfont(path)
        found = str(manager.FontProperties(fname=path).get_name())
    if found is None:
        warnings.warn(_REMEDY, UserWarning, stacklevel=2)
    return found


def check_figure(path: Path | None = None) -> None:
    """Refuse to draw where matplotlib is missing or a file has no ending of figures, before anything is mined.

    Raises
    ------
    OptionError
    """
    if find_spec("matplotlib") is None:
        raise OptionError('a figure needs matplotlib; install it with pip install "speechmine[plots]"')
    if path is not None and path.suffix.lower() not in FIGURE_ENDINGS:
        raise OptionError(f"{path}: a figure ends in {' or '.join(FIGURE_ENDINGS)}; name the file so")


def save_drawn(draw: Callable[[Axes], object], path: Path, *, width: float = 8.0, height: float = 4.5) -> None:
    """Draw into a file of so many inches; equal drawings give equal bytes on one machine."""
    check_figure(path)
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    with mpl.rc_context({"svg.hashsalt": "speechmine"}):
        draw(figure.add_subplot())
        metadata = {"Date": None} if path.suffix.lower() == ".svg" else {"Software": None}
        figure.savefig(path, dpi=150, metadata=metadata)


def new_axes(ax: Axes | None = None, *, width: float = 8.0, height: float = 4.5) -> Axes:
    """Return the axes to draw on: those given, or those of a new figure of so many inches.

    Raises
    ------
    OptionError
        If matplotlib is not installed.
    """
    _font_manager()
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(width, height), layout="constrained")[1]


def whole_ticks(ax: Axes) -> None:
    """Tick the x axis at whole numbers only: years and counts have no halves."""
    from matplotlib.ticker import MaxNLocator

    ax.xaxis.set_major_locator(MaxNLocator(integer=True))


def chinese_text(ax: Axes, *, texts: Iterable[Text] = ()) -> Axes:
    """Give all texts of some axes a font with Chinese glyphs; to be called when everything is drawn.

    Parameters
    ----------
    ax : Axes
        Title, labels, tick labels, legend and annotations get the font.
    texts : iterable of Text
        Further texts that do not belong to the axes, such as those of a colour bar.
    """
    from matplotlib.text import Text

    font = chinese_font()
    if font is not None:
        families = [font, _LATIN]
        ax.tick_params(which="both", labelfontfamily=families)  # ticks made later than now
        for text in (*ax.findobj(Text), *texts):
            text.set_fontfamily(families)
    return ax


def _font_manager() -> ModuleType:
    try:
        from matplotlib import font_manager
    except ImportError:
        raise OptionError('plots need matplotlib; install it with pip install "speechmine[plots]"') from None
    return font_manager


def _bundled_font() -> Path | None:
    spec = find_spec("mplfonts")
    folders = spec.submodule_search_locations if spec is not None else None
    paths = [Path(folder) / "fonts" / _BUNDLED for folder in folders or ()]
    return next((path for path in paths if path.is_file()), None)
