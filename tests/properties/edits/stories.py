"""Edits of articles: what they say, how they are headed, where they lie."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from tests.properties import sites
from tests.properties.edits.desk import Desk, Edits, chance

_SITE_LINKS = ("/topics/world/", "/archive/", "/about/", "/thing", "/tags/paris/")

_FIELDS: dict[str, Callable[[Desk, Random], Any]] = {
    "title": lambda desk, by: f"{by.choice(sites.TITLES)} {desk.fresh('anew')}",
    "date": lambda _, by: by.choice([*sites.DATES, *sites.LATER]),
    "topics": lambda _, by: by.sample(sites.TOPICS, 2),
    "tags": lambda _, by: by.sample(sites.TAGS, 3),
    "status": lambda _, by: by.choice(["published", "draft", "review"]),
    "weight": lambda _, by: by.randrange(9),
    "slug": lambda desk, _: desk.name("slug"),
    "kicker": lambda _, by: by.choice(["Analysis", None]),
    "summary": lambda desk, by: by.choice([desk.fresh("A standfirst"), None]),
    "updated": lambda _, by: by.choice(["2015-08-09T12:00Z", "2015-08-08", None]),
    "expires": lambda _, by: by.choice(["2015-08-15", "2015-08-10T06:00", sites.LATER[0], None]),
    "source": lambda desk, by: by.choice([{"name": desk.fresh("Agency")}, {"name": "AP"}, None]),
    "image": lambda _, by: by.choice([{"src": "/logo.png", "alt": "A logo"}, None]),
    "language": lambda _, by: by.choice(["tr", "ar", "en", None]),
    "also": lambda _, by: [f"s{by.randrange(36):03}", "s009"],
    "noindex": lambda _, by: by.choice([True, None]),
    "aliases": lambda desk, _: [f"/old/{desk.name('way')}/"],
    "authors": lambda desk, _: ["Ada Quay", desk.fresh("Bo")],
    "credits": lambda desk, _: [desk.fresh("AP")],
    "dateline": lambda _, by: by.choice(["SEOUL", None]),
    "corrections": lambda desk, _: [{"date": "2015-08-09", "note": desk.fresh("It was a boat")}],
    "extra": lambda desk, _: {"mood": ["calm", desk.fresh("tide")], "place": "here"},
    "id": lambda desk, by: by.choice([desk.name("id"), None]),
}


def _field(desk: Desk, pick: int, *, key: str) -> None:
    path = desk.story(pick)
    path.write_bytes(sites.with_field(path.read_bytes(), key, _FIELDS[key](desk, chance(pick))))


def _extra_order(desk: Desk, pick: int) -> None:
    """The keys of `extra` in another order, in which a template may show them."""
    path = desk.story(pick)
    extra = json.loads(sites.field(path.read_bytes(), "extra") or '{"a": 1, "b": 2}')
    path.write_bytes(sites.with_field(path.read_bytes(), "extra", dict(reversed(extra.items()))))


# --- bodies -----------------------------------------------------------------------------------------------------------


def _reword(desk: Desk, pick: int, *, place: int) -> None:
    path = desk.story(pick)
    text = sites.body(path.read_bytes())
    text[place] = f"{desk.fresh('Anew')}: {sites.sentence(chance(pick))}"
    path.write_bytes(sites.with_body(path.read_bytes(), text))


def _shorten(desk: Desk, pick: int) -> None:
    path = desk.story(pick)
    text = sites.body(path.read_bytes())
    path.write_bytes(sites.with_body(path.read_bytes(), text[:-1] or text))


def _append(desk: Desk, pick: int, *, what: str) -> None:
    path, by = desk.story(pick), chance(pick)
    deep = "../" * (len(path.relative_to(desk.root).parts) - 2)
    other = sites.linkable(desk.story(pick // 7).relative_to(desk.root).as_posix())
    more = {
        "paragraph": sites.sentence(by) * 5,
        "blank lines": "\n\n",
        "link": f"See [the other]({deep}{other}).",
        "picture": f"![A pier]({deep}2015/02/unused.png)",
        "footnote": f"So they say.[^{pick}]\n\n[^{pick}]: Who *does*?",
        "link from the root": f"All of [it]({by.choice(_SITE_LINKS)}).",
    }[what]
    path.write_bytes(path.read_bytes() + f"\n{more}\n".encode())


# --- files ------------------------------------------------------------------------------------------------------------


def _add(desk: Desk, pick: int) -> None:
    by, name = chance(pick), desk.name("story")
    header: dict[str, Any] = {"id": name, "title": desk.fresh("A new one"), "date": by.choice(sites.DATES)}
    header |= {"topics": [by.choice(sites.TOPICS)], "tags": by.sample(sites.TAGS, 2)}
    folder = by.choice(["2015/01", "2016/new folder", "elsewhere"])
    desk.write(f"content/{folder}/{name}.md", sites.note(header, sites.sentence(by)))


def _remove(desk: Desk, pick: int, *, tidy: bool) -> None:
    if len(desk.stories()) > sites.LEAST:
        path = desk.story(pick)
        if tidy:
            _loosen(desk, path)
        path.unlink()


def _loosen(desk: Desk, path: Path) -> None:
    """Takes out what leads to an article, so that no error comes of it when that goes."""
    name, identity = sites.linkable(f"content/{path.name}"), sites.field(path.read_bytes(), "id")
    for other in desk.files("content/**/*.md"):
        data = other.read_bytes()
        if name.encode() in data:
            data = sites.with_body(data, [each for each in sites.body(data) if name not in each])
        if other.parent.name == "editions" and identity and identity in data.decode():
            data = sites.with_field(sites.with_field(data, "lead", None), "order", None)
        if data != other.read_bytes():
            other.write_bytes(data)


def _move(desk: Desk, pick: int, *, how: str) -> None:
    path = desk.story(pick)
    _loosen(desk, path)
    text = sites.body(path.read_bytes())
    path.write_bytes(sites.with_body(path.read_bytes(), [each for each in text if "](" not in each]))
    target = {
        "renamed": path.with_name(f"{desk.name('name')}.md"),
        "moved": desk.root / "content" / desk.fresh("folder") / path.name,
        "renamed to capitals": path.with_name(f"{path.stem.upper()}.md"),
    }[how]
    target.parent.mkdir(exist_ok=True)
    path.rename(target)


def _swap(desk: Desk, pick: int) -> None:
    path, other = desk.story(pick), desk.story(pick // 7)
    aside = path.with_name("aside")
    path.rename(aside)
    if path != other:
        other.rename(path)
    aside.rename(other)


def _same_size(desk: Desk, pick: int, *, time: str) -> None:
    """Other letters of the same number in an article that is shown, at a time that was or that looks coarse."""
    stories = desk.stories()
    for path in (*stories[pick % len(stories) :], *stories):
        seen, data = path.stat(), path.read_bytes()
        text = [each if "](" in each else each.swapcase() for each in sites.body(data)]
        other = sites.with_body(data, text)
        if other != data and len(other) == len(data) and sites.is_shown(data):
            path.write_bytes(other)
            second = 1_000_000_000
            modified = {"same": seen.st_mtime_ns, "whole": seen.st_mtime_ns // second * second, "old": second}[time]
            os.utime(path, ns=(seen.st_atime_ns, modified))
            return


def _touch(desk: Desk, pick: int, *, where: str) -> None:
    files = desk.files(where) or desk.stories()
    start = pick % len(files)
    for path in files[start : start + 1 + pick % 3]:
        path.touch()


def _link(desk: Desk, pick: int) -> None:
    """An article becomes a link to a file elsewhere; where it is one already, that file changes."""
    path = desk.story(pick)
    if path.is_symlink():
        _reword(desk, pick, place=0)
        return
    aside = desk.root / "elsewhere" / f"{desk.name('linked')}.md"
    aside.parent.mkdir(exist_ok=True)
    path.rename(aside)
    path.symlink_to(os.path.relpath(aside, path.parent))


STORIES: Edits = {
    **{f"an article's {key}": partial(_field, key=key) for key in _FIELDS},
    "the order of an article's extra": _extra_order,
    "a body's beginning": partial(_reword, place=0),
    "a body's end": partial(_reword, place=-1),
    "a body made shorter": _shorten,
    **{
        f"a body with one more {what}": partial(_append, what=what)
        for what in ("paragraph", "blank lines", "link", "picture", "footnote", "link from the root")
    },
    "an article added": _add,
    "an article removed": partial(_remove, tidy=True),
    "an article removed to which others lead": partial(_remove, tidy=False),
    **{f"an article {how}": partial(_move, how=how) for how in ("renamed", "moved", "renamed to capitals")},
    "two articles that change places": _swap,
    "an article that is a link": _link,
    "an article of the same size and time": partial(_same_size, time="same"),
    "an article of the same size at a whole second": partial(_same_size, time="whole"),
    "an article of the same size from long ago": partial(_same_size, time="old"),
}

TOUCHES: Edits = {
    "nothing": lambda _desk, _pick: None,
    "articles touched": partial(_touch, where="content/**/*.md"),
    "templates touched": partial(_touch, where="themes/*/templates/*"),
    "settings touched": partial(_touch, where="config.yaml"),
    "outputs touched": partial(_touch, where="public/**/*"),
}
"""Edits that change nothing."""
