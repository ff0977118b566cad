"""How the runs of a Word document are set: a run in, whether it is hidden and whether it is raised out.

References
----------
.. [1] ECMA-376, Office Open XML, part 1, sections 17.3.2 (run properties) and 17.7 (styles).
"""

from __future__ import annotations

from typing import Any

from speechmine.read.numbering import NAMESPACE, related

__all__ = ["Formatting"]

_W = NAMESPACE
_OFF = frozenset(("0", "false", "off"))
_MAX_STYLES = 20  # styles that rest on one another; more is a circle


class Formatting:
    """The styles of a document, asked about its runs.

    Parameters
    ----------
    part : docx.parts.document.DocumentPart
        The main part as python-docx opens it.
    """

    def __init__(self, part: Any) -> None:
        self._styles = {style.get(_W + "styleId"): style for style in related(part, "styles", "style")}

    def is_hidden(self, run: Any) -> bool:
        """Whether Word hides a run: by itself, by its style, or by the style of its paragraph."""
        found = self._property(run, "vanish")
        return found is not None and found.get(_W + "val", "true") not in _OFF

    def is_raised(self, run: Any) -> bool:
        """Whether a run stands raised."""
        found = self._property(run, "vertAlign")
        return found is not None and found.get(_W + "val") == "superscript"

    def ends_nothing(self, paragraph: Any) -> bool:
        """Whether the mark of a paragraph is deleted, moved away or hidden: the next paragraph goes on with it."""
        mark = paragraph.find(f"{_W}pPr/{_W}rPr")
        if mark is None:
            return False
        if mark.find(_W + "del") is not None or mark.find(_W + "moveFrom") is not None:
            return True
        hidden = mark.find(_W + "vanish")
        return hidden is not None and hidden.get(_W + "val", "true") not in _OFF

    def _property(self, run: Any, name: str) -> Any:
        """Return a property of a run from the nearest place that has it."""
        own = run.find(_W + "rPr")
        found = None if own is None else own.find(_W + name)
        if found is None and own is not None:
            found = self._of_style(own.find(_W + "rStyle"), name)
        if found is None:
            paragraph = next(run.iterancestors(_W + "p"), None)
            style = None if paragraph is None else paragraph.find(f"{_W}pPr/{_W}pStyle")
            found = self._of_style(style, name)
        return found

    def _of_style(self, reference: Any, name: str) -> Any:
        for _ in range(_MAX_STYLES):
            style = None if reference is None else self._styles.get(reference.get(_W + "val"))
            if style is None:
                return None
            found = style.find(f"{_W}rPr/{_W}{name}")
            if found is not None:
                return found
            reference = style.find(_W + "basedOn")
        return None
