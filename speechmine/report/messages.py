"""What is told in the reader's language: an English message in, its wording in English or Chinese out; data stays."""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources

from speechmine.codebooks import Codebook
from speechmine.errors import OptionError

__all__ = ["LANGUAGES", "catalogue", "language", "names", "speaking", "tell"]

LANGUAGES = ("en", "zh")
"""The languages that can be asked for."""

_SETTING = "SPEECHMINE_LANG"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")  # in the order of POSIX
_asked: ContextVar[str | None] = ContextVar("speechmine_language", default=None)


def language() -> str:
    """Return the language that is told: that of `speaking`, else of SPEECHMINE_LANG, else of the locale, else English.

    Raises
    ------
    OptionError
        If SPEECHMINE_LANG names another language.
    """
    asked = _asked.get() or os.environ.get(_SETTING)
    if asked:
        return _checked(asked)
    system = next((os.environ[name] for name in _LOCALE if os.environ.get(name)), None) or locale.getlocale()[0] or ""
    return "zh" if system.lower().startswith(("zh", "chinese")) else "en"


@contextmanager
def speaking(lang: str | None) -> Iterator[None]:
    """Tell everything in the block in a language; None leaves it as it is.

    Raises
    ------
    OptionError
        If it is none of `LANGUAGES`.
    """
    token = _asked.set(_checked(lang) if lang else _asked.get())
    try:
        yield
    finally:
        _asked.reset(token)


def tell(message: str, /, **values: object) -> str:
    """Return a message in the language that is told, with its values filled in; one without a translation in English.

    Parameters
    ----------
    message : str
        The English wording, which is its key in ``data/locale/zh/LC_MESSAGES/speechmine.po``.
    **values
        For the names in braces.

    Examples
    --------
    >>> with speaking("zh"):
    ...     tell("{n} places in {speeches} speeches", n=3, speeches=2)
    '3 处，见于 2 篇讲话'
    """
    wording = catalogue().get(message, message) if language() == "zh" else message
    return wording.format(**values) if values else wording


def names(codebook: Codebook) -> dict[str, str]:
    """Return the name of each code: its label, or in English its ``label_en`` where the codebook has one.

    Examples
    --------
    >>> from speechmine.codebooks import load_codebook
    >>> with speaking("en"):
    ...     names(load_codebook("sectors"))["coal_mining"]
    'coal mining'
    """
    english = language() == "en"
    return {code: (english and entry.extras.get("label_en")) or entry.label for code, entry in codebook.codes.items()}


def worded(messages: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return messages by name in each of `LANGUAGES`, for a page that speaks them all."""
    words = {}
    for lang in LANGUAGES:
        with speaking(lang):
            words[lang] = {name: tell(message) for name, message in messages.items()}
    return words


@cache
def catalogue() -> Mapping[str, str]:
    """Return the Chinese wording of each message, as the catalogue has it."""
    folder = resources.files("speechmine") / "data" / "locale" / "zh" / "LC_MESSAGES"
    with (folder / "speechmine.mo").open("rb") as file:
        return _Catalogue(file).wordings


class _Catalogue(gettext.GNUTranslations):
    """A compiled catalogue that shows what it holds."""

    _catalog: dict[str, str]  # what the standard library fills in

    @property
    def wordings(self) -> dict[str, str]:
        """Wording by message; the entry without a message is the card."""
        return {message: wording for message, wording in self._catalog.items() if message}


def _checked(lang: str) -> str:
    if lang not in LANGUAGES:
        raise OptionError(f"language {lang!r} is not known; take {' or '.join(LANGUAGES)}")
    return lang
