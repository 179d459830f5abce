"""A small site with something of everything in it, for tests that edit a site and build it again.

Its texts are made by chance, from a number: the same number gives the same files.
"""

from __future__ import annotations

import json
import re
import struct
from random import Random
from typing import Any

from tests.properties.looks import themes

OUTPUT, STATE, MARKER = "public", ".digest", ".digest-output"
"""The folders that digest makes in a site, and the file that marks the first."""

MADE = frozenset({OUTPUT, STATE, "out", ".memory"})
"""The same with those that they may become by `paths.output` and `paths.state`."""

LEAST = 30
"""The number of articles that a site has at least."""

NOW = "2015-08-10"
"""When the sites are built; some of their articles are still to come then."""

DATES = (
    *(f"2015-07-{day}" for day in range(20, 32)),
    *(f"2015-08-0{day}" for day in range(1, 8)),
    "2014-12-30",
    "2015-01-02",
    "2015-07-28T09:30",
    "2015-07-28T09:30",
    "2015-07-28T23:30-05:00",
    "2015-08-01T00:15+09:00",
)
LATER = ("2015-08-20", "2015-08-20T10:00+02:00", "2015-09-01")
"""Dates of articles that are to come, and of some that expire."""

TITLES = (
    "Ferry: late again",
    'She said "no" & left',
    "Côte d’Azur <b>in winter</b>",
    "Новости порта",
    "قطار الليل",
    "東京の朝",
    "A plain headline",
    "100% #1: [brackets] {braces}",
    "'Quoted' – and dashed",
    "no",
    "1.10",
)
NAMES = ("ferry", "harbour-news", "übersee", "новости", "東京", "Night Train", "no", "q&a")
TAGS = ("Paris", "paris", "PARIS", "Côte", "cote", "EU", "European Union", "東京", "C++", "C", "no")
TOPICS = ("world", "politics", "harbour", "sport")
WORDS = "tide boat pier mayor night lamp rope engine fog bell anchor gull storm market bridge ticket".split()

SEED = """{title}

The morning boat left the pier at nine with nobody on board.

By Ada Quay
28 July 2015

The ferry company said that the weather was to blame. {more}

The mayor said that the ferry company was to blame.
"""

OVERRIDE = '{{% extends "{}" %}}\n{{% block main %}}{{{{ super() }}}}{{% endblock %}}\n'
"""A template that extends another and adds nothing yet."""

Settings = dict[str, Any]


def settings() -> Settings:
    """What `config.yaml` says at first."""
    colors = ("teal", "red", "#0b4f8a", "red")
    return {
        "site": {"title": "The Pier", "url": "https://example.org/", "description": "News", "timezone": "Europe/Paris"},
        "topics": [
            {"slug": slug, "name": slug.title(), "color": color} for slug, color in zip(TOPICS, colors, strict=True)
        ],
        "tags": {"vocabulary": ["European Union | EU"]},
        "edition": "week",
        "pages": {"size": 5},
        "feeds": {"tags_from": 3, "items": 8},
        "search": False,  # making an index takes longer than all else; an edit turns it on
        "theme": {"name": "paper", "options": {}},
        "markdown": {"extensions": ["fenced_code", "tables", "footnotes", "sane_lists"]},
    }


def written(chosen: Settings) -> bytes:
    """Settings as the text of `config.yaml`."""
    return json.dumps(chosen, indent=1, ensure_ascii=False).encode()


def first(number: int, count: int) -> dict[str, bytes]:
    """All files of a site of `count` articles, `LEAST` or more: path → bytes. It has warnings, but no errors."""
    chance = Random(number)  # noqa: S311
    files = {"config.yaml": written(settings())}
    files |= {path: text.encode() for path, text in themes().items()}
    paths = [f"content/2015/{1 + place % 3:02}/{NAMES[place % 8]}-{place}.md" for place in range(count)]
    for place, path in enumerate(paths):
        files[path] = _story(chance, place, paths)
    files |= {
        "content/2015/01/pier.png": picture(640, 480),
        "content/2015/02/unused.png": picture(8, 8),
        "content/editions/2015-w31.md": note(
            {"title": "A week: calm", "lead": "s003", "order": ["s004", "s005"]}, "It was *calm*."
        ),
        "content/editions/2015-w30.md": note({}, f"See [this](../{linkable(paths[4])})."),
        "content/pages/about.md": note(
            {"title": "About", "nav": 1}, f"We write. [Home](/) [One](../{linkable(paths[5])})"
        ),
        "content/pages/imprint.md": note({"title": "Imprint", "language": "de"}, "Ada Quay."),
        "static/.well-known/security.txt": b"Contact: mailto:ada@example.org\n",
        "static/logo.png": picture(16, 16),
        "static/thing": b"a file\n",
        "overrides/templates/tags.html": OVERRIDE.format("paper:tags.html").encode(),
        "seeds/crossing.txt": seed("Ferry leaves without passengers", ""),
        "seeds/lamp.txt": seed("The lamp on the pier is out", "It was dark."),
    }
    return files


def _story(chance: Random, place: int, paths: list[str]) -> bytes:
    header: dict[str, Any] = {
        "id": f"s{place:03}",
        "title": f"{TITLES[place % len(TITLES)]} {place}",
        "date": chance.choice(DATES),
        "topics": chance.sample(TOPICS[:3], chance.choice((0, 1, 1, 2))),
        "tags": chance.sample(TAGS, chance.choice((0, 1, 2, 3))),
    }
    special: dict[int, dict[str, Any]] = {
        0: {"date": LATER[0]},
        1: {"date": LATER[1], "title": "Embargoed"},
        2: {"status": "draft"},
        3: {"weight": 5, "date": "2015-07-28", "kicker": "Analysis"},
        4: {"date": "2015-07-29", "expires": "2015-08-15"},
        5: {"image": {"src": "/logo.png", "alt": "A logo"}, "credits": ["AP"], "date": "2015-07-30"},
        6: {"aliases": ["/old/six/", "/alt/6/"], "language": "tr"},
        7: {"also": ["s008", "s001", "nobody"], "source": {"name": "AP", "url": "https://example.com/"}},
        8: {"status": "review"},
        9: {"updated": "2015-08-09T10:00Z", "corrections": [{"date": "2015-08-09", "note": "It was a boat."}]},
        10: {"summary": "A standfirst: short.", "extra": {"mood": ["calm", 3]}, "authors": ["Ada Quay"]},
        11: {"id": None},
        12: {"slug": "the-twelfth", "noindex": True},
    }
    header |= special.get(place, {})
    paragraphs = [sentence(chance), sentence(chance)]
    if place % 3 == 0:
        target = chance.randrange(len(paths))
        paragraphs.append(f"As [told](../../{linkable(paths[target])}#then) before.")
    if place % 5 == 0:
        paragraphs.append("A note.[^1]\n\n[^1]: At the *foot*.")
    if place % 7 == 0:
        paragraphs.append("![The pier](../01/pier.png)\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    if place % 4 == 0:
        paragraphs.append('<div onclick="x()">Raw</div>\n\nHe said "no" -- and left...\n{: .last }')
    return note(header, "\n\n".join(paragraphs))


def sentence(chance: Random) -> str:
    """A sentence of eight words."""
    return " ".join(chance.choice(WORDS) for _ in range(8)).capitalize() + "."


def linkable(path: str) -> str:
    """A path under `content/` as a Markdown link from that folder writes it."""
    return path.removeprefix("content/").replace(" ", "%20").replace("&", "%26")


def picture(width: int, height: int, rest: bytes = b"") -> bytes:
    """The beginning of a PNG file of that size."""
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", width, height) + b"\x08\x02\x00\x00\x00" + rest


def seed(title: str, more: str) -> bytes:
    """A raw text of one article."""
    return SEED.format(title=title, more=more).encode()


# --- editing ----------------------------------------------------------------------------------------------------------


def note(header: dict[str, Any], body: str) -> bytes:
    """A content file: its header's keys that are not None, a line each, and its body."""
    lines = [_line(key, value) for key, value in header.items() if value is not None]
    return "\n".join(["---", *lines, "---", "", body, ""]).encode()


def _line(key: str, value: Any) -> str:
    plain = key in {"date", "updated", "expires", "status", "id", "slug"}
    return f"{key}: {value if plain else json.dumps(value, ensure_ascii=False)}"


def with_field(data: bytes, key: str, value: Any) -> bytes:
    """A content file whose header says `value` for `key`; without that key for None."""
    _, header, body = data.decode().split("---\n", 2)
    lines = [line for line in header.splitlines() if not line.startswith(f"{key}:")]
    if value is not None:
        lines.append(_line(key, value))
    return "---\n".join(["", "".join(f"{line}\n" for line in lines), body]).encode()


def field(data: bytes, key: str) -> str:
    """What the header says for `key`, as it is written."""
    found = re.search(rf"^{key}: (.*)$", data.decode(), re.MULTILINE)
    return found[1] if found else ""


def is_shown(data: bytes) -> bool:
    """Whether an article is published and its day has come."""
    return field(data, "status") in {"", "published"} and field(data, "date") <= NOW


def body(data: bytes) -> list[str]:
    """The paragraphs of a content file."""
    return data.decode().split("---\n", 2)[2].strip("\n").split("\n\n")


def with_body(data: bytes, paragraphs: list[str]) -> bytes:
    """A content file with other paragraphs."""
    _, header, _ = data.decode().split("---\n", 2)
    return "---\n".join(["", header, "\n" + "\n\n".join(paragraphs) + "\n"]).encode()


def said(data: bytes) -> Settings:
    """The settings in a `config.yaml` that `written` made; ValueError where there are none."""
    found: Settings = json.loads(b"".join(line for line in data.splitlines() if not line.startswith(b"#")))
    return found
