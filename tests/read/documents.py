"""An invented speech, and Word documents and PDFs made of it on the spot."""

from __future__ import annotations

import io
import zipfile

import pandas as pd

LINES = (
    "在全县安全生产工作会议上的讲话",
    "同志们：",
    "一、提高认识，压实责任",
    "各乡镇要严格落实“党政同责、一岗双责”，全年事故起数下降12.5%。",
    "二、突出重点，排查隐患",
    "对矿山、危险化学品企业要逐家检查；严禁走过场！",
)
SPEECH = "\n".join(LINES)


def make_docx(*paragraphs: str) -> bytes:
    from docx import Document

    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def make_sheet(write: str, columns: dict[str, list[object]], **options: object) -> bytes:
    """Write a table by a method of DataFrame."""
    saved = io.BytesIO()
    getattr(pd.DataFrame(columns), write)(saved, **options)
    return saved.getvalue()


def make_pdf(*pages: tuple[str, ...], picture: bool = False) -> bytes:
    """Write a PDF by hand, with one of the Chinese fonts that every viewer knows."""
    kids = " ".join(f"{6 + 2 * i} 0 R" for i in range(len(pages)))
    image = "/XObject<</I 5 0 R>>" if picture else ""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>",
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n0\nendstream",
    ]
    for i, lines in enumerate(pages):
        shown = " ".join(f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in lines)
        stream = f"BT /F 12 Tf 20 TL 60 780 Td {shown} ET" + (" q 9 0 0 9 0 0 cm /I Do Q" if picture else "")
        resources = f"<</Font<</F 3 0 R>>{image}>>"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources{resources}/Contents {7 + 2 * i} 0 R>>")
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    return _numbered(objects)


def _numbered(objects: list[str]) -> bytes:
    out, offsets = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return out.encode("latin-1")


def rewritten(content: bytes, name: str, part: bytes) -> bytes:
    """Put another part into a Word document."""
    old, new = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as package:
        for entry in old.namelist():
            package.writestr(entry, part if entry == name else old.read(entry))
    return new.getvalue()
