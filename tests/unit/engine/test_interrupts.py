"""An interrupt waits for the end of the block, and is not lost."""

from __future__ import annotations

import signal
import threading

import pytest

from digest.engine.interrupts import put_off


def interrupted(steps: list[str]) -> None:
    with put_off():
        steps.append("begun")
        signal.raise_signal(signal.SIGINT)
        steps.append("ended")
    steps.append("never reached")


def test_an_interrupt_takes_effect_at_the_end_of_the_block() -> None:
    steps: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        interrupted(steps)
    assert steps == ["begun", "ended"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_without_an_interrupt_nothing_happens() -> None:
    with put_off():
        pass
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_whoever_ignores_interrupts_goes_on_ignoring_them() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with put_off():
            signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_other_threads_may_use_it_too() -> None:
    entered: list[bool] = []

    def work() -> None:
        with put_off():
            entered.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert entered == [True]
