"""Stage 3: pages at old addresses, and at those that will be pages one day, that lead elsewhere."""

from __future__ import annotations

from digest.arrange.desk import Desk
from digest.pages import Redirect


def redirect(desk: Desk, way: str, title: str, language: str) -> Redirect:
    """The page that leads to the one at `way`, with its title."""
    where = desk.setting.addresses
    return Redirect(href=where.href(way), permalink=where.permalink(way), title=title, language=language)
