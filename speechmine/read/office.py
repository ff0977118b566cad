"""Word documents (.docx) in, their paragraphs out, one a line, with the automatic numbers that Word would show.

python-docx [1]_ opens the package. The paragraphs are read from the XML itself, for its own view of a paragraph leaves out
smart tags, content controls and tracked insertions: in Chinese documents dates and measures often stand in smart tags.

References
----------
.. [1] python-docx, https://python-docx.readthedocs.io
.. [2] ECMA-376, Office Open XML, part 1, section 17: WordprocessingML.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from speechmine.errors import InputError
from speechmine.read import limits
from speechmine.read.extraction import Extraction, extractor_name, missing_library
from speechmine.read.formatting import Formatting
from speechmine.read.numbering import NAMESPACE, Numbering
from speechmine.read.raised import raised

__all__ = ["docx_text"]

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OLD_WORD = b"\xd0\xcf\x11\xe0"  # the container of .doc, and of a .docx with a password
# Deleted and moved text, the copy of a text box for older programs, and phonetic guides.
_DROPPED = frozenset((NAMESPACE + "del", NAMESPACE + "moveFrom", _COMPATIBILITY + "Fallback", NAMESPACE + "rt"))
_ROW, _DELETED_ROW = NAMESPACE + "tr", f"{NAMESPACE}trPr/{NAMESPACE}del"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RUNS = frozenset((NAMESPACE + "r", _MATH + "r"))
_EXPONENT = _MATH + "sup"
_TEXTS = frozenset((NAMESPACE + "t", _MATH + "t"))
_SIGNS = {_MATH + "num": "/", NAMESPACE + "tab": "\t", NAMESPACE + "cr": "\n", NAMESPACE + "noBreakHyphen": "-"}


def docx_text(content: bytes, source: str) -> Iterator[Extraction]:
    """Yield the text of a Word document.

    Paragraphs of the body, of tables (cell by cell) and of text boxes (before the paragraph that holds them) are lines.
    Automatic numbers stand before their paragraphs as Word shows them; bullets do not. Tracked changes are taken as accepted,
    also those of whole paragraphs and rows; hidden text is left out. Raised digits stay raised, equations stand on their line.

    Notes
    -----
    Headers, footers, notes and comments are left out, as are fields without a stored result.

    Raises
    ------
    InputError
        ``damaged file``, ``password or old Word``, ``too large`` or ``missing library``. Broken XML inside the package raises
        what python-docx and lxml raise; ``read_input`` makes an InputError of it.
    """
    _check_package(content, source)
    try:
        from docx import Document
    except ImportError:
        raise missing_library(source, "python-docx") from None
    document = Document(io.BytesIO(content))
    lines = _Paragraphs(Numbering(document.part), Formatting(document.part)).read(document.element.body)
    yield Extraction("\n".join(lines), None, extractor_name("python-docx"))


def _check_package(content: bytes, source: str) -> None:
    """Look at what a package declares before anything of it is unpacked; zipfile unpacks no more than is declared."""
    if content.startswith(_OLD_WORD):
        raise InputError(source, "password or old Word", "save it as .docx, without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        detail = f"no Word document, or a broken one ({error}); open it and save it again"
        raise InputError(source, "damaged file", detail) from None
    total = sum(part.file_size for part in parts)
    xml = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    for size, allowed in ((total, limits.MAX_DOCX_BYTES), (xml, limits.MAX_DOCX_PART_BYTES)):
        if size > allowed:
            raise InputError(
                source, "too large", f"it unpacks to {size:,} bytes, where {allowed:,} are allowed; save its text alone"
            )


@dataclass
class _Paragraph:
    """A paragraph that is being read: its number, its characters, whether its end is one, where raised text began."""

    marker: str
    ends_nothing: bool
    characters: list[str]
    raised: list[int]


class _Paragraphs:
    """Reads paragraphs in the order in which they end, so that a text box comes before the paragraph it hangs on."""

    def __init__(self, numbering: Numbering, formatting: Formatting) -> None:
        self._numbering, self._formatting = numbering, formatting
        self._open: list[_Paragraph] = []
        self._carried = ""  # the words of paragraphs whose mark is deleted: the next one goes on with them

    def read(self, body: Any) -> Iterator[str]:
        """Yield the paragraphs of the body."""
        from lxml import etree

        walk = etree.iterwalk(body, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if self._is_left_out(element):
                    walk.skip_subtree()
                else:
                    self._start(element)
            elif element.tag == NAMESPACE + "p":
                yield from self._ended()
            elif self._open:
                self._end(element)
        if self._carried:
            yield self._carried

    def _is_left_out(self, element: Any) -> bool:
        if element.tag in _RUNS:
            return self._formatting.is_hidden(element)
        return element.tag in _DROPPED or (element.tag == _ROW and element.find(_DELETED_ROW) is not None)

    def _start(self, element: Any) -> None:
        if element.tag == NAMESPACE + "p":
            goes_on = self._formatting.ends_nothing(element)
            self._open.append(_Paragraph("" if goes_on else self._numbering.marker(element), goes_on, [], []))
        elif self._open and self._is_raised(element):
            self._open[-1].raised.append(len(self._open[-1].characters))

    def _is_raised(self, element: Any) -> bool:
        return element.tag == _EXPONENT or (element.tag == NAMESPACE + "r" and self._formatting.is_raised(element))

    def _end(self, element: Any) -> None:
        paragraph = self._open[-1]
        paragraph.characters.append(_characters(element))
        if paragraph.raised and self._is_raised(element):
            at = paragraph.raised.pop()
            before, words = paragraph.characters[:at], paragraph.characters[at:]
            paragraph.characters = [*before, raised("".join(words), "".join(before)[-1:])]

    def _ended(self) -> Iterator[str]:
        paragraph = self._open.pop()
        words = self._carried + "".join(paragraph.characters)
        self._carried = words if paragraph.ends_nothing else ""
        if not paragraph.ends_nothing:
            yield paragraph.marker + words


def _characters(element: Any) -> str:
    if element.tag in _TEXTS:
        return element.text or ""
    if element.tag == NAMESPACE + "br":
        return "\n" if element.get(NAMESPACE + "type", "textWrapping") == "textWrapping" else ""
    if element.tag == NAMESPACE + "tab" and element.getparent().tag != NAMESPACE + "r":
        return ""  # the tab stops of a paragraph's format bear the same name
    return _SIGNS.get(element.tag, "")
