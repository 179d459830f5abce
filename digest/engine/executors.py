"""Who helps with much work: nobody, processes of this machine, or the workers of a Dask cluster.

Whoever it is, the answers are the same. So what goes wrong with a helper is no error of the site; it is told, and the work
is done here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from importlib.util import find_spec
from types import TracebackType
from typing import TYPE_CHECKING, Literal, NamedTuple, ParamSpec, TypeVar

from digest.engine.pool import ALONE
from digest.engine.processes import Processes, available
from digest.ground.diagnostics import Diagnostic, warning

if TYPE_CHECKING:
    from digest.engine.cluster import Cluster

P = ParamSpec("P")
R = TypeVar("R")

Kind = Literal["processes", "dask"]

_ALONE_AFAR = 2.0  # it takes about a second to load `distributed`, to connect, and to ask the workers what they run
_NAMED = 3  # workers that a message names


class Help(NamedTuple):
    """Who does what takes longer than `alone` seconds (None: nobody), and what is to be said of them, complete at the end."""

    executor: Executor | None
    alone: float
    findings: list[Diagnostic]


@contextmanager
def chosen(
    kind: Kind = "processes",
    *,
    jobs: int | None = None,
    scheduler: str | None = None,
    libraries: Sequence[str] = (),
    preload: Sequence[str] = (),
) -> Iterator[Help]:
    """Helpers for the time of the block; none begins before the first work comes.

    `jobs` is how many processes this machine may run, by default as many as it has processors; with 1 nobody helps, not even
    a cluster. `scheduler` is the address of a cluster's, `tcp://host:port`. `libraries` are names of distributions: a worker
    of a cluster must have the same versions of them, and the same files of this package. `preload` is for `Processes`.
    The findings are complete when the block is left.
    """
    findings: list[Diagnostic] = []
    count = jobs or available()
    afar = kind == "dask" and scheduler is not None and jobs != 1
    if afar and find_spec("distributed") is None:
        afar = False
        findings.append(_missing())
    if afar and scheduler is not None:
        with _Afar(scheduler, libraries, Processes(count, preload=preload)) as executor:
            yield Help(executor, _ALONE_AFAR, findings)
        findings += executor.findings()
    elif count > 1:
        with Processes(count, preload=preload) as processes:
            yield Help(processes, ALONE, findings)
    else:
        yield Help(None, ALONE, findings)


class _Afar(Executor):
    """A cluster's workers, connected to when the first work comes; where they can't be had any more, processes of this machine."""

    def __init__(self, scheduler: str, libraries: Sequence[str], here: Processes):
        self._scheduler = scheduler
        self._libraries = libraries
        self._here = here
        self._there: Cluster | None = None

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """As every executor's."""
        if self._there is None:
            from digest.engine.cluster import Cluster  # noqa: PLC0415 - an extra, and heavy

            self._there = Cluster(self._scheduler, self._libraries)
        helpers = self._here if self._there.lost else self._there
        return helpers.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As every executor's."""
        for helpers in (self._there, self._here):
            if helpers is not None:
                helpers.shutdown(wait=wait, cancel_futures=cancel_futures)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._there is not None:
                self._there.__exit__(kind, error, trace)
        finally:
            self._here.__exit__(kind, error, trace)

    def findings(self) -> list[Diagnostic]:
        """What was wrong with the cluster."""
        if self._there is None:
            return []
        reasons: dict[str, list[str]] = defaultdict(list)
        for worker, reason in sorted(self._there.strangers.items()):
            reasons[reason].append(worker)
        found = [_strangers(reason, workers) for reason, workers in reasons.items()]
        if self._there.lost:
            found.append(_lost(self._scheduler, self._there.lost))
        return found


# A warning is for what stays until somebody mends it, a note for what passes by itself: whether a site is published with
# `--strict` must not depend on whether another machine happens to be up.


def _missing() -> Diagnostic:
    return warning(
        "dask-missing",
        "`executor: dask` needs a package that isn't installed; the work is done here",
        hint="run `pip install 'digest-news[dask]'`, or write `executor: processes`",
    )


def _strangers(reason: str, workers: Sequence[str]) -> Diagnostic:
    count = "a worker of the cluster is" if len(workers) == 1 else f"{len(workers)} workers of the cluster are"
    named = ", ".join(workers[:_NAMED]) + (" …" if len(workers) > _NAMED else "")
    return warning(
        "worker-differs",
        f"{count} not used, because the answers might differ: {reason}",
        note=named,
        hint="install the same versions there as here, and start the workers again",
    )


def _lost(scheduler: str, reason: str) -> Diagnostic:
    return Diagnostic(
        code="cluster-lost",
        message=f"the cluster at {scheduler} can't be used: {reason}",
        severity="note",
        hint="nothing is lost but time; the work was done here",
    )
