"""A build that ends itself, as `kill -9` does, at a chosen call of the operating system.

    python dying.py SITE JOBS CALL NUMBER

CALL is a function of `os`, and NUMBER says before which of its calls the process dies; for `write` half of the bytes are
written. With 0 it lives, and prints how often each was called. With two jobs, workers help with the least of work.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from digest.build import BuildOptions, build
from digest.ground.moment import Moment

CALLS = ("replace", "unlink", "mkdir", "rmdir", "open", "write")


def _doomed(name: str, last: int, counted: Counter[str]) -> None:
    true: Callable[..., Any] = getattr(os, name)

    def call(*arguments: Any, **named: Any) -> Any:
        counted[name] += 1
        if counted[name] == last:
            if name == "write":
                true(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        return true(*arguments, **named)

    setattr(os, name, call)


def main(site: str, jobs: str, fatal: str, number: str) -> None:
    """Builds, and dies or says what was called."""
    counted: Counter[str] = Counter()
    for name in CALLS:
        _doomed(name, int(number) if name == fatal else 0, counted)
    alone = 0.0 if int(jobs) > 1 else None
    build(Path(site), BuildOptions(now=Moment("2015-08-10"), convert=False, jobs=int(jobs), alone=alone))
    print(" ".join(f"{name}={counted[name]}" for name in CALLS))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
