"""The sample corpus that the package carries: nothing in, its folder out."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

__all__ = ["sample_path"]


def sample_path() -> Path:
    """Return the folder of the sample corpus: original, fictitious speeches with their metadata.

    Examples
    --------
    >>> (sample_path() / "manifest.csv").is_file()
    True
    """
    return Path(str(resources.files("speechmine") / "data" / "sample"))
