"""A template's digest changes with every template that may show on the page, and with no other."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from digest.engine import cache
from digest.engine.work import Work, forgetful
from digest.render import closure
from digest.render.theme import Layer, Source, Theme
from tests.unit.render.samples import SURFACES

SITE = {
    "article.html": "{% extends 'base.html' %}{% from 'macros.html' import card %}{% block body %}{% endblock %}",
    "base.html": "{% include ['extra.html', 'footer.html'] %}{% block body %}{% endblock %}",
    "macros.html": "{% macro card() %}{% endmacro %}{% import 'icons.html' as icons with context %}",
    "icons.html": "icons",
    "footer.html": "footer",
    "day.html": "day",
}


def theme(*layers: dict[str, str], names: tuple[str, ...] = ("", "evening", "tiny")) -> Theme:
    """A theme of these layers: the overrides, a theme, the one that it extends."""
    made = [
        Layer(name=name, templates={file: Source(file=f"{name}/{file}", text=text) for file, text in layer.items()})
        for name, layer in zip(names, layers, strict=False)
    ]
    return Theme(name="evening", layers=tuple(made), surfaces=SURFACES)


def of(theme_: Theme, name: str = "article.html", work: Work | None = None) -> str:
    return closure.closures(theme_, [name], work or forgetful())[name].digest


@pytest.mark.parametrize("name", ["article.html", "base.html", "macros.html", "icons.html", "footer.html"])
def test_what_a_template_extends_includes_or_imports_counts(name: str) -> None:
    changed = SITE | {name: SITE[name] + "!"}
    assert of(theme({}, SITE)) != of(theme({}, changed))
    assert of(theme({}, SITE), "day.html") == of(theme({}, changed), "day.html")


def test_what_nothing_mentions_does_not_count() -> None:
    assert of(theme({}, SITE)) == of(theme({"new.html": "new"}, SITE | {"day.html": "other"}))


def test_a_template_that_was_looked_for_in_vain_counts_when_it_appears() -> None:
    assert of(theme({}, SITE)) != of(theme({"extra.html": ""}, SITE))
    assert of(theme({}, SITE)) != of(theme({}, SITE, {"extra.html": ""}))


def test_an_override_counts_when_it_appears_and_when_it_goes() -> None:
    plain, overridden = theme({}, SITE), theme({"footer.html": "mine"}, SITE)
    assert of(plain) != of(overridden)
    assert of(plain) == of(theme({}, SITE | {}))


def test_an_override_of_the_same_text_changes_nothing() -> None:
    assert of(theme({}, SITE)) == of(theme({"footer.html": SITE["footer.html"]}, SITE))


def test_a_child_theme_hides_what_its_parent_has() -> None:
    child = {"footer.html": "child"}
    assert of(theme({}, child, SITE)) == of(theme({}, child, SITE | {"footer.html": "hidden"}))
    assert of(theme({}, child, SITE)) != of(theme({}, {}, SITE))


def test_a_template_of_a_certain_theme_is_that_themes_whatever_overrides_it() -> None:
    override = {"article.html": "{% extends 'tiny:article.html' %}"}
    before = theme(override, {}, SITE)
    assert of(before) != of(theme(override, {}, SITE | {"footer.html": "other"}))
    assert of(before) == of(theme(override, {"article.html": "passed over"}, SITE))
    assert of(before) != of(theme({"article.html": override["article.html"] + "!"}, {}, SITE))


def test_a_name_that_is_computed_may_mean_any_template_of_the_theme() -> None:
    dynamic = SITE | {"footer.html": "{% include kind ~ '.html' %}"}
    before = of(theme({}, dynamic))
    assert before != of(theme({}, dynamic | {"day.html": "other"}))
    assert before != of(theme({"new.html": "new"}, dynamic))
    assert before != of(theme({}, dynamic, {"day.html": "hidden, but not from `tiny:day.html`"}))
    assert of(theme({}, dynamic), "day.html") == of(theme({"new.html": "new"}, dynamic), "day.html")


def test_templates_that_include_each_other_and_broken_ones_have_a_digest() -> None:
    circle = {"article.html": "{% include 'b.html' %}", "b.html": "{% include 'article.html' %}"}
    assert of(theme({}, circle)) != of(theme({}, circle | {"b.html": "{% if"}))
    assert of(theme({}, {})) != of(theme({}, circle))


def test_two_templates_of_one_text_are_two() -> None:
    found = closure.closures(theme({}, {"a.html": "x", "b.html": "x"}), ["a.html", "b.html"], forgetful())
    assert found["a.html"].digest != found["b.html"].digest


def test_what_a_text_mentions_is_remembered_and_forgotten_with_it(tmp_path: Path) -> None:
    def build(theme_: Theme, code: str = "1") -> tuple[str, bool]:
        memory, _ = cache.load(tmp_path / "cache")
        before = {key: memory.get("templates", key) for key in memory.keys("templates")}
        digest = of(theme_, work=Work(cache=memory, code=code, clock=0, tally=Counter()))
        wrote = {key: memory.get("templates", key) for key in memory.keys("templates")} != before
        memory.save()
        return digest, wrote

    first, wrote = build(theme({}, SITE))
    assert wrote
    assert build(theme({}, SITE)) == (first, False)
    other, wrote = build(theme({}, SITE | {"footer.html": "{% include 'icons.html' %}"}))
    assert (other != first, wrote) == (True, True)
    assert build(theme({}, SITE)) == (first, True)
    assert build(theme({}, SITE), code="2") == (first, True)
