"""Themes for tests of what is out of date: quick to compile, and with every variable of every page written out in full.

`paper` has all templates; `night` extends it, `dusk` the default theme. Each way in which a template can depend on another
is there: extended, included, imported, chosen from several, named at run time, asked for and missing.
"""

from __future__ import annotations

import re

from digest import pages

PAPER = """\
name: Paper
options:
  accent: {type: color, default: red}
  density: {type: choice, choices: [comfortable, compact], default: comfortable}
  footer: {type: text}
palette:
  red: {light: "#9e1b32", dark: "#ff8a94"}
  teal: {light: "#005f66", dark: "#67cfd6"}
surfaces: {light: ["#ffffff", "#f6f5f1"], dark: ["#14161a", "#1d2026"]}
"""

CHILD = """\
name: Child
extends: {parent}
options:
  columns: {{type: number, default: "2"}}
  rows: {{type: number, default: "3"}}
palette:
  red: {{light: "#8a1a2b", dark: "#ff98a0"}}
"""

BASE = """\
{% import "_macros.html" as macros %}
<!doctype html>
<!-- {{ page_kind }} -->
<title>{{ macros.headline(head.title) }}</title>
<link rel="stylesheet" href="{{ site.assets["style.css"] }}">
<script type="application/ld+json">{{ json_ld }}</script>
{{ site }}
{{ head }}
{{ crumbs }}
{{ palette }}
{{ surfaces }}
{% include "promo.html" ignore missing %}
{% block main %}{% endblock %}
"""

MACROS = """\
{% macro headline(text) %}{{ text }} – paper{% endmacro %}
"""

CARD = """\
<article lang="{{ card.language }}"><a href="{{ card.href }}">{{ card.title }}</a> {{ card }} {{ card.date | date }}</article>
"""

_ONE_CARD = '{{% set card = {} %}}{{% if card %}}{{% include "_card.html" %}}{{% endif %}}'
_CARDS = '{{% for card in {} %}}{{% include "_card.html" %}}{{% endfor %}}'
_GROUPS = '{{% for group in {} %}}{{% for card in group.{} %}}{{% include "_card.html" %}}{{% endfor %}}{{% endfor %}}'

_MORE = {
    "home.html": _ONE_CARD.format("lead"),
    "edition.html": _GROUPS.format("sections", "stories"),
    "day.html": _GROUPS.format("sections", "stories"),
    "month.html": _GROUPS.format("days", "stories"),
    "tag.html": _GROUPS.format("days", "stories"),
    "topic.html": _GROUPS.format("days", "stories").replace('"_card.html"', '["lead-topic.html", "_card.html"]'),
    "404.html": _CARDS.format("latest"),
    "article.html": _CARDS.format("also") + "\n{{ date | date }}",
    "page.html": '{% include "extra-" ~ page_kind ~ ".html" ignore missing %}',
    "tags.html": '{% from "_macros.html" import headline %}{{ headline(count) }}',
}
_MARKUP = frozenset({"html", "introduction"})
_OF_EVERY_PAGE = frozenset(pages.TemplatePage.__struct_fields__)

LOOKED_UP_IN_VAIN = ("promo.html", "lead-topic.html", "extra-page.html", "unused.html")
"""Templates that no theme has, but that an override may add; nothing asks for the last."""


def themes() -> dict[str, str]:
    """The files of all three themes: path from the site's folder → text."""
    paper = {name: _template(name) for name in pages.TEMPLATES}
    paper |= {"base.html": BASE, "_macros.html": MACROS, "_card.html": CARD}
    night = {
        "_card.html": '<div class="night">{% include "paper:_card.html" %}</div>\n',
        "article.html": '{% extends "paper:article.html" %}\n{% block main %}{{ super() }}<p>Night</p>{% endblock %}\n',
    }
    dusk = {"tag.html": '{% extends "default:tag.html" %}\n'}
    files = {"themes/paper/theme.yaml": PAPER, "themes/paper/assets/style.css": "body { color: black }\n"}
    files |= {"themes/night/theme.yaml": CHILD.format(parent="paper"), "themes/night/assets/night.css": "a { }\n"}
    files |= {"themes/dusk/theme.yaml": CHILD.format(parent="default"), "themes/dusk/assets/dusk.css": "b { }\n"}
    for theme, templates in (("paper", paper), ("night", night), ("dusk", dusk)):
        files |= {f"themes/{theme}/templates/{name}": text for name, text in templates.items()}
    return files


def template_of(path: str) -> str | None:
    """The name of the template that the file at `path` of a site is, None when it is none."""
    match = re.fullmatch(r"(?:themes/\w+/templates|elsewhere/templates-\d+|overrides(?:/templates)?)/(.+\.html)", path)
    return match[1] if match else None


def kinds_using(template: str) -> frozenset[str]:
    """The kinds of pages (`article`, `404`) of `paper` and `night` whose template has a use for `template`."""
    users = {"page.html", template}  # that one names a template at run time, so it may use any
    if template in {"base.html", "_macros.html", "promo.html"}:
        users |= set(pages.TEMPLATES)
    if template == "_card.html":
        users |= {name for name, text in _MORE.items() if "_card.html" in text}
    if template == "lead-topic.html":
        users.add("topic.html")
    return frozenset(name.removesuffix(".html") for name in users)


def _template(name: str) -> str:
    fields = [field for field in pages.TEMPLATES[name].__struct_fields__ if field not in _OF_EVERY_PAGE]
    shown = [f"{{{{ {field} }}}}" for field in sorted(fields, key=lambda field: field in _MARKUP)]
    lines = ['{% extends "base.html" %}', "{% block main %}", *shown, _MORE.get(name, ""), "{% endblock %}"]
    return "\n".join(lines) + "\n"
