"""Show a person who waits what is done and what is left: the items of a long loop in, the same items, counted, out.

Every long loop goes through ``tracked``. What shows it is decided once, by ``showing``: a bar of rich on a terminal, tqdm's bar
in a notebook, a callable of the user's own, or nothing; and nothing at all within the first second.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol, TypeVar

__all__ = ["Progress", "showing", "tracked"]

Progress = bool | Callable[[int, int | None], None] | None
"""True shows progress, False does not, None shows it where somebody is watching; a callable is told done and all."""

T = TypeVar("T")
_SETTING = "SPEECHMINE_PROGRESS"
_PATIENCE = 1.0  # seconds
_asked: ContextVar[Progress] = ContextVar("speechmine_progress", default=None)
_named: ContextVar[Callable[[str], str]] = ContextVar("speechmine_progress_names", default=str)
_open: ContextVar[bool] = ContextVar("speechmine_progress_open", default=False)


class _Bar(Protocol):
    """What shows a loop."""

    def tell(self, done: int, total: int | None) -> None: ...

    def close(self) -> None: ...


@contextmanager
def showing(progress: Progress, *, name: Callable[[str], str] | None = None) -> Iterator[None]:
    """Show the loops of the block as asked; None leaves it as it is, `name` says each label in the reader's language."""
    asked = _asked.set(_asked.get() if progress is None else progress)
    named = _named.set(name or _named.get())
    try:
        yield
    finally:
        _named.reset(named)
        _asked.reset(asked)


def tracked(items: Iterable[T], label: str, total: int | None = None, begun: int = 0) -> Iterator[T]:
    """Yield the items of a loop, and show how many are done, `begun` of them before; one loop inside another is not shown.

    Examples
    --------
    >>> seen = []
    >>> with showing(lambda done, total: seen.append((done, total))):
    ...     list(tracked("ab", "reading"))
    ['a', 'b']
    >>> seen
    [(1, 2), (2, 2)]
    """
    total = len(items) if total is None and isinstance(items, Sized) else total
    make = None if _open.get() else _maker()
    if make is None:
        yield from items
        return
    _open.set(True)
    bar, started = None, time.monotonic()
    patience = 0.0 if make is _Told else _PATIENCE
    try:
        for done, item in enumerate(items, begun + 1):
            yield item
            if bar is None and time.monotonic() - started >= patience:
                bar = make(_named.get()(label), total)
            if bar is not None:
                bar.tell(done, total)
    finally:
        _open.set(False)
        if bar is not None:
            bar.close()


def _maker() -> Callable[[str, int | None], _Bar] | None:
    """What makes the bar; None where nothing is to be shown."""
    asked = _asked.get()
    if callable(asked):
        return _Told
    if asked is None:
        asked = {"0": False, "1": True}.get(os.environ.get(_SETTING, ""))
    if asked is False:
        return None
    if _in_notebook():
        return _Notebook
    return _Terminal if asked or sys.stderr.isatty() else None


def _in_notebook() -> bool:
    """Whether a kernel runs this, and its bar is installed."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if getattr(shell, "kernel", None) is None:
        return False
    from importlib.util import find_spec

    return find_spec("tqdm") is not None and find_spec("ipywidgets") is not None


class _Told:
    """A callable of the user's own."""

    def __init__(self, label: str, total: int | None) -> None:  # noqa: ARG002 - as the others are made
        self._callable: Any = _asked.get()

    def tell(self, done: int, total: int | None) -> None:
        self._callable(done, total)

    def close(self) -> None:
        """Show nothing more."""


class _Terminal:
    """A bar on standard error, gone when the loop is."""

    def __init__(self, label: str, total: int | None) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
        from rich.progress import Progress as Bars

        columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
        self._bars = Bars(*columns, console=Console(stderr=True, force_terminal=True), transient=True)
        self._task = self._bars.add_task(label, total=total)
        self._bars.start()
        self._bars.refresh()

    def tell(self, done: int, total: int | None) -> None:
        self._bars.update(self._task, completed=done, total=total)

    def close(self) -> None:
        self._bars.stop()


class _Notebook:
    """tqdm's bar in a notebook, gone when the loop is."""

    def __init__(self, label: str, total: int | None) -> None:
        from tqdm.notebook import tqdm

        self._bar = tqdm(desc=label, total=total, leave=False)

    def tell(self, done: int, total: int | None) -> None:  # noqa: ARG002 - the bar knows it
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        self._bar.close()
