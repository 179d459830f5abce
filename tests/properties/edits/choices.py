"""Edits of `config.yaml`, and of what is chosen on the command line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any

from tests.properties import sites
from tests.properties.edits.desk import Desk, Edits, How, chance
from tests.properties.folders import remove

CLOCKS = (
    "2015-07-28",
    "2015-08-10",
    "2015-08-14T23:59:59",
    "2015-08-15",
    "2015-08-19T23:59:59",
    "2015-08-20",
    "2015-08-20T08:00:00+00:00",
    "2015-09-02",
)
"""Days and times between which articles appear and expire."""

_URLS = ("https://example.org/", "https://example.org/sub/path/", "http://пример.example/")
_SWITCHES = {
    "archive": ("index", "years", "months", "days"),
    "pages": ("topics", "tags", "related", "sitemap", "robots", "not_found"),
    "feeds": ("atom", "rss", "json", "opml", "topics", "tags"),
}
_POLICIES: tuple[list[dict[str, Any]], ...] = (
    [{"name": "ap", "show": "excerpt", "words": 5, "credit": "© AP"}],
    [{"name": "AP", "show": "link"}, {"host": "example.com", "noindex": True}],
    [{"host": "example.com", "licence": "https://example.com/terms", "show": "excerpt"}],
    [],
)
_EXTENSIONS = ("fenced_code", "tables", "footnotes", "sane_lists", "smarty", "attr_list")

_VALUES: dict[tuple[str, str], Callable[[Desk, Random], Any]] = {
    ("site", "title"): lambda desk, _: desk.fresh("The Pier"),
    ("site", "description"): lambda desk, _: desk.fresh("News"),
    ("site", "licence"): lambda desk, _: desk.fresh("All rights"),
    ("site", "url"): lambda _, by: by.choice(_URLS),
    ("site", "language"): lambda _, by: by.choice(["en", "de", "ar"]),
    ("site", "timezone"): lambda _, by: by.choice(["Europe/Paris", "Asia/Tokyo", "America/New_York"]),
    ("tags", "vocabulary"): lambda _, by: by.choice([["Ville | Paris"], ["European Union | EU"], []]),
    ("pages", "size"): lambda _, by: by.choice([1, 3, 5, 20]),
    ("feeds", "items"): lambda _, by: by.choice([1, 8, 50]),
    ("feeds", "content"): lambda _, by: by.choice(["full", "summary"]),
    ("feeds", "tags_from"): lambda _, by: by.choice([1, 3, 9]),
    ("theme", "name"): lambda _, by: by.choice(["paper", "night", "dusk"]),
    ("theme", "options"): lambda desk, by: by.choice(
        [{}, {"accent": "teal"}, {"footer": desk.fresh("Foot")}, {"density": "compact"}]
    ),
    ("markdown", "extensions"): lambda _, by: by.sample(_EXTENSIONS, 4),
    ("markdown", "html"): lambda _, by: by.choice(["safe", "raw"]),
}


def _value(desk: Desk, pick: int, *, block: str, key: str) -> None:
    desk.chosen[block][key] = _VALUES[block, key](desk, chance(pick))
    if block == "theme" and key == "name":
        remove(desk.root / "overrides")  # they may extend a template of the other theme
    desk.settle()


def _switch(desk: Desk, pick: int, *, block: str) -> None:
    values = desk.chosen.setdefault(block, {})
    key = chance(pick).choice(_SWITCHES[block])
    values[key] = not values.get(key, True)
    desk.settle()


def _edition(desk: Desk, pick: int) -> None:
    desk.chosen["edition"] = chance(pick).choice(["day", "week", "month", "none"])
    remove(desk.root / "content/editions")
    desk.settle()


def _sources(desk: Desk, pick: int) -> None:
    desk.chosen["sources"] = _POLICIES[pick % len(_POLICIES)]
    desk.settle()


def _search(desk: Desk, pick: int) -> None:
    desk.chosen["search"] = [True, {"text": 1}, False][pick % 3]
    desk.settle()


def _engine(desk: Desk, _pick: int) -> None:
    markdown = desk.chosen["markdown"]
    markdown["engine"] = "python" if markdown.get("engine") == "commonmark" else "commonmark"
    markdown["extensions"] = ["fenced_code", "tables", "footnotes"]
    desk.settle()


def _topic(desk: Desk, pick: int, *, what: str) -> None:
    topics = desk.chosen["topics"]
    if what == "order":
        topics.insert(0, topics.pop())
    elif what == "added":
        topics.append({"slug": desk.name("topic"), "name": "One more"})
    else:
        topic = topics[pick % len(topics)]
        topic[what] = ["red", "teal", "#5b3a86"][pick % 3] if what == "color" else desk.fresh("Topic")
    desk.settle()


def _path(desk: Desk, _pick: int, *, key: str, names: tuple[str, str]) -> None:
    """The output or the state goes to another folder, or back."""
    paths = desk.chosen.setdefault("paths", {})
    paths[key] = names[paths.get(key, names[0]) == names[0]]
    desk.forgotten |= key == "state"
    desk.settle()


def _remark(desk: Desk, _pick: int) -> None:
    desk.write("config.yaml", sites.written(desk.chosen) + f"\n# {desk.fresh('a remark')}\n".encode())


def _clock(desk: Desk, _pick: int, *, now: str) -> None:
    desk.how = desk.how._replace(now=now)


def _url(desk: Desk, pick: int) -> None:
    desk.how = desk.how._replace(url=[None, "https://elsewhere.example/x/"][pick % 2])


def _strict(desk: Desk, _pick: int) -> None:
    desk.how = desk.how._replace(strict=True)


def _defaults(desk: Desk, _pick: int) -> None:
    desk.how = How()


SETTINGS: Edits = {
    **{f"setting {block}.{key}": partial(_value, block=block, key=key) for block, key in _VALUES},
    **{f"a switch below {block}": partial(_switch, block=block) for block in _SWITCHES},
    **{f"a topic: {what}": partial(_topic, what=what) for what in ("name", "color", "description", "order", "added")},
    "setting edition": _edition,
    "setting sources": _sources,
    "setting search": _search,
    "setting paths.output": partial(_path, key="output", names=(sites.OUTPUT, "out")),
    "setting paths.state": partial(_path, key="state", names=(sites.STATE, ".memory")),
    "setting markdown.engine": _engine,
    "a remark in config.yaml": _remark,
}

DOOR: Edits = {
    **{f"the clock at {now}": partial(_clock, now=now) for now in CLOCKS},
    "another address": _url,
    "strictness": _strict,
    "no options": _defaults,
}
"""What changes on the command line."""
