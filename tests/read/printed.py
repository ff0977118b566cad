"""A text as the files that offices and web sites make of it: a Word document, a web page, a PDF."""

from __future__ import annotations

import html
import io
from functools import cache
from pathlib import Path
from types import MappingProxyType

from .documents import make_docx

_PAGE = """<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>政府网站</title><style>p {{ text-indent: 2em }}</style></head>
<body><nav><a href="/">首页</a></nav><article>{paragraphs}</article><footer>版权所有</footer></body></html>
"""


def docx(text: str) -> bytes:
    return make_docx(*text.split("\n"))


def page(text: str) -> bytes:
    title, *lines = text.split("\n")
    paragraphs = [f"<h1>{html.escape(title)}</h1>", *(f"<p>{html.escape(line)}</p>" for line in lines)]
    return _PAGE.format(paragraphs="\n".join(paragraphs)).encode()


def pdf(text: str, indent: int = 32) -> bytes:
    """Set a text in paragraphs on pages, as an office prints it: lines wrapped where the page ends, pages numbered."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    _register_font()
    body = ParagraphStyle("body", fontName="embedded", fontSize=16, leading=28, firstLineIndent=indent, wordWrap="CJK")
    saved = io.BytesIO()
    SimpleDocTemplate(saved, pagesize=A4, invariant=True).build(
        [Paragraph(html.escape(line), body) for line in text.split("\n") if line], onFirstPage=_number, onLaterPages=_number
    )
    return saved.getvalue()


@cache
def _register_font() -> None:
    """Take a font that can be embedded: of one that is not, PDFium leaves out a line that is a single mark."""
    import mplfonts
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("embedded", str(Path(mplfonts.__file__).parent / "fonts" / "SimHei.ttf")))


def _number(canvas, document) -> None:
    canvas.setFont("embedded", 14)
    canvas.drawCentredString(297, 40, f"— {document.page} —")


FORMS = MappingProxyType({"docx": docx, "html": page, "pdf": pdf})
