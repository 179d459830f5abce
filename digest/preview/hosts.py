"""Whom the preview answers: requests that name this machine, so that no other site can reach it through a name of its own.

A page anywhere can have its own name lead to 127.0.0.1 and then read what answers there (DNS rebinding); what it can't do is to send
another Host than its own name. So the Host decides. An address in digits can't be rebound.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

LOOPBACK = "127.0.0.1"
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens at `host`."""
    address = _address(host)
    return host == "localhost" if address is None else address.is_loopback


def shown(host: str) -> str:
    """The host by which a browser on this machine reaches what listens at `host`, as it stands in an address."""
    address = _address(host)
    if address is not None and address.is_unspecified:
        return LOOPBACK
    return f"[{host}]" if address is not None and address.version == 6 else host


def is_own(asked: str, host: str, port: int) -> bool:
    """Whether a request with the header `Host: asked` is meant for what listens at `host` and `port`."""
    try:
        parts = urlsplit(f"//{asked}")
        name, number = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return False
    if asked != parts.netloc or "@" in asked or (80 if number is None else number) != port:
        return False
    if name in _LOCAL or name == host.lower():
        return True
    if is_loopback(host):
        return False
    machine = socket.gethostname().lower()
    return _address(name) is not None or name in {machine, f"{machine}.local"}


def is_same_origin(origin: str | None, asked: str) -> bool:
    """Whether a page of `origin` was served under the header `Host: asked`; nobody without an origin is let in."""
    return origin is not None and origin.lower() == f"http://{asked}".lower()


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
