"""Where pages become texts: in other processes, in this one, or on a Dask cluster.

Conversion is pure computing, which threads of one Python process do one after the other. A process
of its own also can be ended: a page that takes for ever, or that brings down a parser written in C,
costs one link and not the batch.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import multiprocessing.connection
import multiprocessing.context
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from functools import partial
from multiprocessing import forkserver, resource_tracker
from typing import TYPE_CHECKING, Any, NamedTuple

from crosspost import process_limits
from crosspost.batch.worker import Draft, Job, Refused
from crosspost.errors import CrosspostError
from crosspost.model import FollowingPage

if TYPE_CHECKING:
    from pebble import ProcessPool

Made = Draft | Refused | FollowingPage
Convert = Callable[[Job], Made]
Submit = Callable[[Job], "Future[Made]"]


class Converters(NamedTuple):
    """How to have pages converted.

    Attributes:
        submit: takes a job and returns its future.
        width: how many are converted at once.
    """

    submit: Submit
    width: int


class Gone(Exception):
    """The converters are gone; the page is not the cause."""


# Seconds in which a scheduler must answer.
_ANSWER_WITHIN = 10
# When Python looks for cycles (gc.set_threshold): the trees of a page are thousands of objects that
# live until its end. With Python's own 700, 10, 10 a conversion takes a tenth longer.
_COLLECTING = (50_000, 20, 100)
# Seconds for one page; the setting ``convert_timeout``.
TIME_LIMIT = 30.0


@contextlib.contextmanager
def converters(
    convert: Convert,
    workers: int,
    scheduler: str = "",
    time_limit: float = TIME_LIMIT,
    loads: tuple[str, ...] = (),
) -> Iterator[Converters]:
    """Start converters, and end them afterwards.

    Args:
        convert: a function of a module (or a ``partial`` of one).
        workers: processes; 0: this process, in which a parser in C can exceed the time limit.
        scheduler: the URL of a Dask scheduler, instead of processes of this machine.
        time_limit: seconds for one page; not kept on a cluster, which has its own settings.
        loads: modules that the processes of this machine load before the first page comes.

    Raises:
        CrosspostError: the cluster cannot be reached, or the extra is not installed.
    """
    if scheduler:
        with _cluster(convert, scheduler) as cluster:
            yield cluster
    elif workers:
        with _processes(convert, workers, time_limit, loads) as submit:
            yield Converters(submit, workers)
    else:
        yield Converters(partial(_here, convert, time_limit), 1)


def load_ahead(loads: tuple[str, ...]) -> None:
    """Begin to load what the processes need, while this one still loads what it needs itself.

    Only where they are copies (see ``_context``); it need not be waited for or ended.

    Args:
        loads: as of ``converters``.
    """
    if sys.platform != "linux":
        return
    _context(loads)
    # If it cannot be started, ``converters`` says so.
    with contextlib.suppress(OSError, EOFError), _out_of_reach():
        forkserver.ensure_running()


def _here(convert: Convert, seconds: float, job: Job) -> Future[Made]:
    future: Future[Made] = Future()
    try:
        with process_limits.time_limit(seconds):
            made = convert(job)
        future.set_result(made)
    except process_limits.TooLate:
        future.set_exception(TimeoutError())
    except Exception as error:  # noqa: BLE001 -- raised where the result is asked for
        future.set_exception(error)
    return future


@contextlib.contextmanager
def _processes(
    convert: Convert, workers: int, time_limit: float, loads: tuple[str, ...]
) -> Iterator[Submit]:
    from pebble import ProcessPool

    pool = ProcessPool(max_workers=workers, context=_context(loads), initializer=_begin_worker)
    # They come while the first pages are fetched.
    failed: list[Exception] = []
    starting = threading.Thread(target=_start, args=(pool, failed), daemon=True)
    starting.start()

    def submit(job: Job) -> Future[Made]:
        starting.join()
        if failed:
            raise lost(failed[0])
        try:
            future: Future[Made] = pool.schedule(convert, args=(job,), timeout=time_limit)
        except RuntimeError as error:  # as lost as the pages that it had already
            raise lost(error) from error
        return future

    try:
        yield submit
    finally:
        starting.join()
        if not failed:  # a pool that could not start has nothing to wait for
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()


def _start(pool: ProcessPool, failed: list[Exception]) -> None:
    """Start the processes and threads of a pool; on an error, add it to ``failed``."""
    try:
        with _out_of_reach():
            _ = pool.active  # asking is what starts it
    except (OSError, EOFError, RuntimeError) as error:
        failed.append(error)


def lost(error: Exception) -> CrosspostError:
    """Return the error for the user: the processes cannot be started, or have ended.

    Args:
        error: of starting them, or of the pool, which wraps the one that it got.
    """
    cause = error.__cause__ if isinstance(error, RuntimeError) and error.__cause__ else error
    words = "the processes that convert pages were ended"
    if isinstance(cause, (OSError, EOFError)):
        why = getattr(cause, "strerror", None) or type(cause).__name__
        words = f"the processes that convert pages cannot be started ({why})"
    hint = "Run again to continue; --workers 0 converts in this process."
    words, hint = process_limits.explain(cause) or (words, hint)
    return CrosspostError(words, hint=hint)


@contextlib.contextmanager
def _out_of_reach() -> Iterator[None]:
    """Keep Ctrl-C from the processes and threads that are started within.

    A terminal sends that to all processes, and it would end one that is still loading. What is
    blocked in a thread is blocked in what it starts; ``_begin_worker`` comes later.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # First, since it blocks the signal itself while it starts, and then lets it through again.
    resource_tracker.ensure_running()
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def _context(loads: tuple[str, ...]) -> multiprocessing.context.BaseContext:
    """Return how processes are made: never as a copy of this one.

    This one has threads, and holds the lock of the site, which must not outlive it in a child. On
    Linux they are copies of one that has loaded a module and done nothing else: the loading is
    done once for all, and for one that takes the place of another that was ended. Elsewhere a copy
    of a process that has loaded numpy is not safe (macOS), or there is none (Windows).
    """
    # Python starts them as ``python -c``, which looks for modules in the working folder first: in a
    # site that others made, a file called ``socket.py`` would run.
    os.environ["PYTHONSAFEPATH"] = "1"
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pebble.pool.process", *loads])
    return context


def _begin_worker() -> None:
    """Leave Ctrl-C, which a terminal sends to all, to the parent; end when that has ended."""
    gc.freeze()  # what is loaded stays: the garbage collector need not look at it
    gc.set_threshold(*_COLLECTING)
    process_limits.limit_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


@contextlib.contextmanager
def _cluster(convert: Convert, scheduler: str) -> Iterator[Converters]:
    try:
        from distributed import Client
    except ImportError as error:
        raise CrosspostError(
            "--scheduler needs Dask", hint="pip install 'crosspost[dask]'"
        ) from error
    try:
        client: Any = Client(  # type: ignore[no-untyped-call]
            scheduler, timeout=_ANSWER_WITHIN, set_as_default=False
        )
    except (OSError, ValueError) as error:
        raise CrosspostError(
            f"the Dask scheduler at {scheduler} does not answer: {error}",
            hint="Start one with: dask scheduler",
        ) from error
    executor = client.get_executor(pure=False, retries=1)
    try:
        width = sum(client.nthreads().values()) or 1
        yield Converters(partial(_on_cluster, client, executor, convert), width)
    finally:
        if client.status == "running":
            executor.shutdown(wait=False)
        client.close()


def _on_cluster(client: Any, executor: Any, convert: Convert, job: Job) -> Future[Made]:
    """Submit a job; what the end of the cluster does to it is ``Gone``."""
    made: Future[Made] = Future()

    def hand_on(done: Future[Made]) -> None:
        try:
            made.set_result(done.result())
        except CancelledError:
            made.set_exception(Gone("the Dask cluster"))
        except Exception as error:  # noqa: BLE001 -- handed on, as in _here
            made.set_exception(error)

    try:
        executor.submit(convert, job).add_done_callback(hand_on)
    except Exception:
        if client.status == "running":
            raise
        made.set_exception(Gone("the Dask cluster"))
    return made


def explain(error: BaseException) -> tuple[str, str] | None:
    """Return reason and hint for an error of the page or the machine; None for a bug."""
    from pebble import ProcessExpired

    if isinstance(error, TimeoutError):
        return "the page took too long to convert", "crosspost explain URL --body shows its blocks."
    # Dask's word for a task that has brought down worker after worker; it need not be installed.
    if isinstance(error, ProcessExpired) or type(error).__name__ == "KilledWorker":
        return "the converter crashed on this page", "Please report the page to crosspost."
    if isinstance(error, MemoryError):
        return "not enough memory for this page", ""
    return None
