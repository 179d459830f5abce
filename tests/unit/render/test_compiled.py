"""Compiled templates are remembered as long as the theme has them, and never taken for others."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from digest.engine import cache
from digest.engine.work import Work
from digest.render import closure, compiled
from digest.render.templates import Templates
from digest.render.theme import Layer, Source, Theme
from tests.unit.render.samples import SURFACES, article, home

TEXTS = {
    "article.html": "{% extends 'base.html' %}{% block body %}{{ title }}{% endblock %}",
    "base.html": "<main>{% block body %}{% endblock %}</main>",
    "home.html": "{{ '2015-07-28' | date }}",
}


def theme(texts: dict[str, str]) -> Theme:
    sources = {name: Source(file=f"themes/tiny/{name}", text=text) for name, text in texts.items()}
    return Theme(name="tiny", layers=(Layer(name=""), Layer(name="tiny", templates=sources)), surfaces=SURFACES)


def build(
    folder: Path, wanted: list[str], texts: dict[str, str] | None = None, language: str = "en", code: str = "1"
) -> tuple[dict[str, bytes], int]:
    """What a process of its own needs for these templates, and how many of those it had to compile."""
    memory, _ = cache.load(folder / "cache")
    before = memory.keys("compiled")
    work = Work(cache=memory, code=code, clock=0, tally=Counter())
    looks = theme(TEXTS if texts is None else texts)
    found = compiled.codes(looks, closure.closures(looks, ["article.html", "home.html"], work), wanted, language, work)
    new = memory.keys("compiled") - before
    memory.save()
    return found, len(new)


def test_a_template_is_compiled_once_with_all_that_it_mentions(tmp_path: Path) -> None:
    first, misses = build(tmp_path, ["article.html"])
    assert (sorted(first), misses) == (["article.html", "base.html"], 2)
    assert build(tmp_path, ["article.html"]) == (first, 0)


def test_what_a_build_does_not_need_stays_remembered(tmp_path: Path) -> None:
    build(tmp_path, ["article.html", "home.html"])
    assert build(tmp_path, []) == ({}, 0)
    assert build(tmp_path, ["home.html"], TEXTS | {"base.html": "other"})[1] == 0
    assert build(tmp_path, ["article.html"], TEXTS | {"base.html": "other"})[1] == 1


@pytest.mark.parametrize("more", [{"language": "de"}, {"code": "2"}])
def test_the_language_and_the_version_of_the_code_count(tmp_path: Path, more: dict[str, str]) -> None:
    build(tmp_path, ["home.html"])
    assert build(tmp_path, ["home.html"], **more)[1] == 1  # type: ignore[arg-type]


def test_what_was_compiled_renders_the_same(tmp_path: Path) -> None:
    for language in ("en", "de"):
        codes, _ = build(tmp_path, ["article.html", "home.html"], language=language)
        ready, plain = Templates(theme(TEXTS), language, codes), Templates(theme(TEXTS), language)
        for name, page in (("article.html", article()), ("home.html", home())):
            assert ready.render(name, page) == plain.render(name, page)


def test_a_broken_template_is_left_out_and_told_where_it_is_rendered(tmp_path: Path) -> None:
    broken = TEXTS | {"base.html": "{% if"}
    codes, _ = build(tmp_path, ["article.html"], broken)
    assert sorted(codes) == ["article.html"]


def test_code_that_somebody_else_has_remembered_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "theirs"))
    build(tmp_path, ["article.html"])
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "mine"))
    monkeypatch.setattr(Templates, "compile", lambda *_: b"mine")
    found, _ = build(tmp_path, ["article.html"])
    assert found == {"article.html": b"mine", "base.html": b"mine"}


def test_without_a_place_for_a_key_nothing_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    found, misses = build(tmp_path, ["article.html"])
    assert (sorted(found), misses) == (["article.html", "base.html"], 0)
