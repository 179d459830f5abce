"""`robots.txt`."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

from digest.pages import Robots
from digest.render import robots


def test_robots_may_read_everything_and_learn_of_the_sitemap() -> None:
    parser = RobotFileParser()
    parser.parse(robots.render(Robots(sitemap="https://example.org/repo/sitemap.xml")).decode().splitlines())
    assert parser.can_fetch("AnyBot", "/repo/2015/07/28/talks/")
    assert parser.site_maps() == ["https://example.org/repo/sitemap.xml"]


def test_a_site_without_sitemap_names_none() -> None:
    assert robots.render(Robots(sitemap=None)) == b"User-agent: *\nAllow: /\n"
