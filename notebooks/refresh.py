"""Run every notebook, store its outputs, and write the pictures of cells tagged ``image:NAME`` to docs/images/NAME.png."""

import base64
import os
from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parent
IMAGES = FOLDER.parent / "docs" / "images"


def refresh(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, kernel_name="python3", record_timing=False).execute()
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    nbformat.write(notebook, path)
    for cell in notebook.cells:
        for name in (tag.removeprefix("image:") for tag in cell.metadata.get("tags", []) if tag.startswith("image:")):
            (picture,) = (out.data["image/png"] for out in cell.outputs if "image/png" in out.get("data", {}))
            (IMAGES / f"{name}.png").write_bytes(base64.b64decode(picture))


if __name__ == "__main__":
    os.environ.setdefault("SPEECHMINE_LANG", "zh")  # figures name what Chinese texts name
    for path in sorted(FOLDER.glob("*.ipynb")):
        print(path.name)
        refresh(path)
