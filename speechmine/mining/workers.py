"""Spread pass 1 over processes or machines: documents in, what each gives out, in their order."""

from __future__ import annotations

import gc
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import get_context
from typing import Any

from speechmine.errors import OptionError, WorkerError
from speechmine.mining.documents import Batch, Document, mine_document
from speechmine.mining.options import MiningOptions

__all__ = ["ENGINES", "mine_documents"]

# Starting a process costs as much as mining a few speeches.
_DOCUMENTS_PER_PROCESS = 4
_AHEAD = 4  # documents under way a worker
_PATIENCE = 10  # seconds for a scheduler to answer


def mine_documents(documents: Sequence[Document], options: MiningOptions) -> Iterator[Batch]:
    """Mine documents by ``options.engine`` and give the results in order; a bounded number is under way at a time.

    Raises
    ------
    OptionError
        If the engine is not known or not installed.
    WorkerError
        If a process or a machine is gone.
    """
    if options.engine not in ENGINES:
        raise OptionError(f"engine {options.engine!r} is not known; take one of {', '.join(ENGINES)}")
    yield from ENGINES[options.engine](documents, options)


def _by_processes(documents: Sequence[Document], options: MiningOptions) -> Iterator[Batch]:
    jobs = min(options.jobs, len(documents) // _DOCUMENTS_PER_PROCESS)
    if jobs <= 1:
        yield from (mine_document(document, options) for document in documents)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start_process) as pool:
        try:
            yield from _in_order(pool, documents, options, _AHEAD * jobs)
        except BrokenProcessPool:
            raise WorkerError(
                f"one of {jobs} processes died, perhaps for want of memory; run the same command again, with fewer --jobs, and "
                'it goes on where this one stopped; a script of your own starts below: if __name__ == "__main__"'
            ) from None


def _start_process() -> None:
    """Leave a break from the keyboard to the parent, and garbage to the process's end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()


def _by_dask(documents: Sequence[Document], options: MiningOptions) -> Iterator[Batch]:
    distributed = _distributed()
    with _client(distributed, options) as client:
        n_workers = len(client.scheduler_info(n_workers=-1)["workers"])
        if not n_workers:
            address = options.scheduler
            raise OptionError(f"scheduler {address!r} has no workers; start some with 'dask worker {address}'")
        try:
            yield from _in_order(client.get_executor(pure=False), documents, options, _AHEAD * n_workers)
        except distributed.KilledWorker as error:
            told = " ".join(str(error).split())
            raise WorkerError(
                f"Dask lost the workers that mined a document ({told}); give them more memory and run the same command again: it "
                "goes on where this one stopped"
            ) from None


def _distributed() -> Any:
    try:
        return import_module("distributed")
    except ImportError:
        raise OptionError('engine dask needs dask.distributed; install it with pip install "speechmine[dask]"') from None


@contextmanager
def _client(distributed: Any, options: MiningOptions) -> Iterator[Any]:
    """A client of the cluster at an address, or of one on this machine."""
    if options.scheduler is None:
        cluster = distributed.LocalCluster(n_workers=options.jobs, threads_per_worker=1, dashboard_address=None)
        with cluster, distributed.Client(cluster) as client:
            yield client
        return
    try:
        client = distributed.Client(options.scheduler, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise OptionError(f"scheduler {options.scheduler!r} does not answer ({error}); start it with 'dask scheduler'") from None
    with client:
        yield client


def _in_order(pool: Executor, documents: Sequence[Document], options: MiningOptions, n_ahead: int) -> Iterator[Batch]:
    waiting: deque[Future[Batch]] = deque()
    try:
        for document in documents:
            waiting.append(pool.submit(mine_document, document, options))
            if len(waiting) >= n_ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


ENGINES = {"processes": _by_processes, "dask": _by_dask}
"""What spreads the work."""
