"""PDF in, its text layer out, a paragraph a line where the pages show where paragraphs end.

PDFium [1]_ takes the text out; it carries the character maps of the Chinese fonts that a PDF may leave unembedded.

References
----------
.. [1] PDFium and pypdfium2, https://pypdfium2.readthedocs.io
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from speechmine.errors import InputError
from speechmine.read import limits
from speechmine.read.extraction import Extraction, extractor_name, missing_library
from speechmine.read.paragraphs import Line, join_lines

__all__ = ["pdf_text"]

# A page number at the head or foot of a page, as official documents set it: — 3 —, - 3 -, 3, 第3页 共9页, 3/9.
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–─－·]+\s*\d{1,4}\s*[-—–─－·]+|\d{1,3}|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4})\s*"
)
_LINE_ENDS = frozenset(map(ord, "\n\r"))
_INKED = re.compile(r"[^\n]*[^\s\0]")
# What PDFium puts for a character without a meaning, and for a hyphen that breaks a word.
_NO_CHARACTERS = dict.fromkeys((*range(9), *range(14, 32), 0xFFFE, 0xFFFF))
_PASSWORD = 4  # FPDF_ERR_PASSWORD


def pdf_text(content: bytes, source: str) -> Iterator[Extraction | InputError]:
    """Yield the text layer of a PDF.

    Lines that only the page wraps are joined (see ``join_lines``), over the page's end, too; where nothing shows them, lines
    end where they end on the page. Page numbers that stand alone as the first or last line of a page are left out. Where some
    pages are pictures without text, an error follows the text.

    Notes
    -----
    Columns, running titles and tables are not recognised, and no characters in pictures.

    Raises
    ------
    InputError
        ``damaged file``, ``password``, ``too large``, ``no text layer`` or ``missing library``.
    """
    try:
        import pypdfium2
    except ImportError:
        raise missing_library(source, "pypdfium2") from None
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise _refused(source, error) from None
    try:
        yield from _texts(document, source)
    finally:
        document.close()


def _texts(document: Any, source: str) -> Iterator[Extraction | InputError]:
    n_pages = len(document)
    if n_pages > limits.MAX_PDF_PAGES:
        raise InputError(source, "too large", f"{n_pages:,} pages, where {limits.MAX_PDF_PAGES:,} are allowed; split the file")
    pages = [_page(document, index) for index in range(n_pages)]
    text = "\n".join(join_lines([line for lines, _ in pages for line in lines]))
    blind = [str(number) for number, (lines, has_picture) in enumerate(pages, 1) if has_picture and not lines]
    if not text:
        raise InputError(
            source, "no text layer", f"its {n_pages} pages are pictures or blank; run character recognition and save the text"
        )
    yield Extraction(text, None, extractor_name("pypdfium2"))
    if blind:
        shown = ", ".join(blind[:20]) + (" …" if len(blind) > 20 else "")
        yield InputError(
            source,
            "pages without text",
            f"pages {shown} are pictures; the text lacks what stands there; run character recognition",
        )


def _page(document: Any, index: int) -> tuple[list[Line], bool]:
    """Return the lines of a page and whether there is a picture on it."""
    from pypdfium2 import raw

    page = document[index]
    textpage = page.get_textpage()
    lines = list(_lines(textpage.raw, raw))
    if lines and _PAGE_NUMBER.fullmatch(lines[-1].text):
        lines.pop()
    if lines and _PAGE_NUMBER.fullmatch(lines[0].text):
        lines.pop(0)
    has_picture = not lines and any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))
    textpage.close()
    page.close()
    return lines, has_picture


def _lines(textpage: Any, raw: Any) -> Iterator[Line]:
    """Yield the lines that are not blank, with their edges; PDFium sets the line ends, sometimes one too many (behind ”)."""
    codes = [raw.FPDFText_GetUnicode(textpage, i) for i in range(raw.FPDFText_CountChars(textpage))]
    text = "".join("\n" if code in _LINE_ENDS else chr(_NO_CHARACTERS.get(code, code) or 0) for code in codes)
    line, height = None, 0.0
    for match in _INKED.finditer(text):
        first, last = (_box(textpage, raw, offset) for offset in (match.start(), match.end() - 1))
        piece = Line(_words(match.group()), first.left, last.right, first.right - first.left)
        if line and abs(first.bottom - height) < piece.width / 2 and abs(piece.left - line.right) < piece.width:
            line = Line(line.text + piece.text, line.left, piece.right, line.width)
            continue
        if line:
            yield line
        line, height = piece, first.bottom
    if line:
        yield line


def _words(chars: str) -> str:
    """Join the halves in which PDFium gives characters beyond U+FFFF, and drop those without a meaning."""
    return chars.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")


def _box(textpage: Any, raw: Any, index: int) -> Any:
    """Return the box of a character with the white space that its font gives it."""
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(textpage, index, box)
    return box


def _refused(source: str, error: Exception) -> InputError:
    if getattr(error, "err_code", None) == _PASSWORD:
        return InputError(source, "password", "the file is encrypted; save it without a password")
    return InputError(source, "damaged file", "no PDF, or a broken one; open it and save it again")
