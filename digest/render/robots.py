"""`robots.txt`: RFC 9309 (https://www.rfc-editor.org/rfc/rfc9309), with the sitemap's address (sitemaps.org)."""

from __future__ import annotations

from digest.pages import Robots


def render(robots: Robots) -> bytes:
    """Everything allowed to everyone."""
    text = "User-agent: *\nAllow: /\n"
    if robots.sitemap:
        text += f"\nSitemap: {robots.sitemap}\n"
    return text.encode("utf-8")
