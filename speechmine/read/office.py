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
from typing import Any

from speechmine.errors import InputError
from speechmine.read import limits
from speechmine.read.extraction import Extraction, extractor_name, missing_library
from speechmine.read.numbering import NAMESPACE, Numbering

__all__ = ["docx_text"]

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OLD_WORD = b"\xd0\xcf\x11\xe0"  # the container of .doc, and of a .docx with a password
# Deleted and moved text, the copy of a text box for older programs, and phonetic guides.
_DROPPED = frozenset((NAMESPACE + "del", NAMESPACE + "moveFrom", _COMPATIBILITY + "Fallback", NAMESPACE + "rt"))
_SIGNS = {NAMESPACE + "tab": "\t", NAMESPACE + "cr": "\n", NAMESPACE + "noBreakHyphen": "-"}


def docx_text(content: bytes, source: str) -> Iterator[Extraction]:
    """Yield the text of a Word document.

    Paragraphs of the body, of tables (cell by cell) and of text boxes (before the paragraph that holds them) are lines.
    Automatic numbers stand before their paragraphs as Word shows them; bullets do not. Tracked changes are taken as accepted.

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
    numbering = Numbering(document.part)
    yield Extraction("\n".join(_paragraphs(document.element.body, numbering)), None, extractor_name("python-docx"))


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


def _paragraphs(body: Any, numbering: Numbering) -> Iterator[str]:
    """Yield paragraphs in the order in which they end, so that a text box comes before the paragraph it hangs on."""
    from lxml import etree

    open_paragraphs: list[list[str]] = []
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start" and tag in _DROPPED:
            walk.skip_subtree()
        elif tag == NAMESPACE + "p" and event == "start":
            open_paragraphs.append([numbering.marker(element)])
        elif tag == NAMESPACE + "p":
            yield "".join(open_paragraphs.pop())
        elif event == "end" and open_paragraphs:
            open_paragraphs[-1].append(_characters(element))


def _characters(element: Any) -> str:
    if element.tag == NAMESPACE + "t":
        return element.text or ""
    if element.tag == NAMESPACE + "br":
        return "\n" if element.get(NAMESPACE + "type", "textWrapping") == "textWrapping" else ""
    if element.tag == NAMESPACE + "tab" and element.getparent().tag != NAMESPACE + "r":
        return ""  # the tab stops of a paragraph's format bear the same name
    return _SIGNS.get(element.tag, "")
