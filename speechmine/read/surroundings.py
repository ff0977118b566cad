"""What lies beside texts and is none: the name of a file or a folder in, whether a walk passes it over out."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

from speechmine.read.manifest import MANIFEST

__all__ = ["is_beside_texts", "is_no_text", "is_tool_folder", "warn_of_passed_over"]

# Hidden files, notes on the folder, what Word and Windows leave behind. In lower case.
_BESIDE = (".*", "~$*", MANIFEST, "outline.tsv", "readme*", "license*", "licence*", "thumbs.db", "desktop.ini")
_NO_TEXT = frozenset({
    # pictures, sound, films
    ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".svg", ".ico", ".heic", ".psd", ".ai", ".eps",
    ".mp3", ".wav", ".m4a", ".flac", ".wma", ".mp4", ".avi", ".mov", ".mkv", ".flv", ".wmv",
    # archives, programs, data
    ".zip", ".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz", ".iso", ".exe", ".dll", ".so", ".msi", ".apk", ".jar", ".bin",
    ".dat", ".db", ".sqlite", ".sqlite3", ".mdb", ".pkl", ".pickle", ".npy", ".npz", ".h5", ".pt", ".pth", ".onnx",
    # caches, fonts, what comes with a saved page, shortcuts
    ".pyc", ".pyo", ".cache", ".tmp", ".temp", ".bak", ".swp", ".lock", ".part", ".crdownload", ".ttf", ".otf", ".woff", ".woff2",
    ".css", ".js", ".map", ".lnk", ".url",
})  # fmt: skip
_TOOL_FOLDERS = frozenset(("__pycache__", "__macosx", "node_modules", "site-packages"))


def is_beside_texts(name: str) -> bool:
    """Return whether a file of this name is known to be no text, so that nothing need be said of it."""
    return any(fnmatch(name.lower(), pattern) for pattern in _BESIDE)


def is_no_text(path: Path) -> bool:
    """Return whether the ending of a file says that it holds no text: a picture, an archive, a cache.

    Examples
    --------
    >>> is_no_text(Path("会场.JPG")), is_no_text(Path("讲话.doc"))
    (True, False)
    """
    return path.suffix.lower() in _NO_TEXT


def is_tool_folder(path: Path) -> bool:
    """Return whether a folder is hidden, a virtual environment, or kept by a program for itself."""
    return path.name.startswith(".") or path.name.lower() in _TOOL_FOLDERS or (path / "pyvenv.cfg").is_file()


def warn_of_passed_over(paths: Iterable[Path]) -> None:
    """Warn once of all the files that are no texts, by their endings."""
    counts = Counter(path.suffix.lower() for path in paths)
    if counts:
        kinds = ", ".join(f"{n} {suffix}" for suffix, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
        n = counts.total()
        warnings.warn(f"{n} file{'s' * (n > 1)} passed over, no texts: {kinds}", UserWarning, stacklevel=3)
