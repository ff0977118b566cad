"""Spread pass 1 over processes: documents in, what each gives out, in their order."""

from __future__ import annotations

import gc
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from speechmine.errors import OptionError
from speechmine.mining.documents import Batch, Document, mine_document
from speechmine.mining.options import MiningOptions

__all__ = ["mine_documents"]

# Starting a process costs as much as mining a few speeches.
_DOCUMENTS_PER_PROCESS = 4


def mine_documents(documents: Sequence[Document], options: MiningOptions) -> Iterator[Batch]:
    """Mine documents in ``options.jobs`` processes and give the results in order; a bounded number is under way at a time.

    Raises
    ------
    OptionError
        If a process died.
    """
    jobs = min(options.jobs, len(documents) // _DOCUMENTS_PER_PROCESS)
    if jobs <= 1:
        yield from (mine_document(document, options) for document in documents)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start_process) as pool:
        try:
            yield from _in_order(pool, documents, options)
        except BrokenProcessPool:
            raise OptionError(
                f"one of {jobs} processes died, perhaps for want of memory, and nothing was written; mine with fewer --jobs, "
                'and let a script of your own start below: if __name__ == "__main__"'
            ) from None


def _start_process() -> None:
    """Leave a break from the keyboard to the parent, and garbage to the process's end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()


def _in_order(pool: ProcessPoolExecutor, documents: Sequence[Document], options: MiningOptions) -> Iterator[Batch]:
    waiting: deque[Future[Batch]] = deque()
    try:
        for document in documents:
            waiting.append(pool.submit(mine_document, document, options))
            if len(waiting) >= 4 * options.jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
