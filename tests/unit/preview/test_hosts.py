"""Whom the preview answers."""

from __future__ import annotations

import pytest

from digest.preview import hosts


@pytest.mark.parametrize(
    "asked", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "localhost.:8000", "[::1]:8000"]
)
def test_names_of_this_machine_are_its_own(asked: str) -> None:
    assert hosts.is_own(asked, "127.0.0.1", 8000)


@pytest.mark.parametrize(
    "asked",
    [
        "evil.example:8000", "127.0.0.1.evil.example:8000", "127.0.0.1:8001", "127.0.0.1", "", ":8000", "user@127.0.0.1:8000",
        "127.0.0.1:8000/path", "127.0.0.1:no", "192.168.1.7:8000", "[::1:8000", "127.0.0.1:8000, evil.example",
    ],
)  # fmt: skip
def test_other_names_and_ports_are_not(asked: str) -> None:
    assert not hosts.is_own(asked, "127.0.0.1", 8000)


def test_who_opens_the_preview_to_a_network_is_reached_by_address_but_by_no_other_name() -> None:
    assert hosts.is_own("192.168.1.7:8000", "0.0.0.0", 8000)  # noqa: S104 - that is what is tested
    assert not hosts.is_own("evil.example:8000", "0.0.0.0", 8000)  # noqa: S104


def test_port_80_need_not_be_named() -> None:
    assert hosts.is_own("127.0.0.1", "127.0.0.1", 80)


@pytest.mark.parametrize(
    ("host", "loopback", "shown"),
    [
        ("127.0.0.1", True, "127.0.0.1"),
        ("127.8.8.8", True, "127.8.8.8"),
        ("localhost", True, "localhost"),
        ("::1", True, "[::1]"),
        ("0.0.0.0", False, "127.0.0.1"),  # noqa: S104
        ("::", False, "127.0.0.1"),
        ("192.168.1.7", False, "192.168.1.7"),
        ("desk.example", False, "desk.example"),
    ],
)
def test_a_host_is_loopback_or_not_and_has_an_address_for_browsers(host: str, loopback: bool, shown: str) -> None:
    assert (hosts.is_loopback(host), hosts.shown(host)) == (loopback, shown)


@pytest.mark.parametrize(
    ("origin", "own"),
    [
        ("http://127.0.0.1:8000", True),
        ("https://127.0.0.1:8000", False),
        ("http://localhost:8000", False),
        ("http://127.0.0.1:8001", False),
        ("null", False),
        (None, False),
    ],
)
def test_an_origin_is_the_one_under_which_the_page_was_served(origin: str | None, own: bool) -> None:
    assert hosts.is_same_origin(origin, "127.0.0.1:8000") is own
