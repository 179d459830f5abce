"""Templates: what they see, what they make, and what their authors are told."""

from __future__ import annotations

from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from digest.ground.characters import legal
from digest.ground.diagnostics import Diagnostic
from digest.ground.wording import Wording
from digest.model import Struct
from digest.render.colors import Color
from digest.render.templates import Templates
from digest.render.theme import Layer, Source, Theme
from tests.unit.render.samples import SURFACES, article, home

PALETTE = {"gold": Color(light="#6b5200", dark="#e6c65c")}
WORDING = Wording(
    texts={
        "home": "Home & <away>",
        "source": "Source: {source}",
        "stories": {"one": "{count} story", "other": "{count} stories"},
    }
)
ANY_TEXT = st.text(st.characters(exclude_categories=()))


def templates(
    tiny: dict[str, str],
    *,
    child: dict[str, str] | None = None,
    overrides: dict[str, str] | None = None,
    wording: Wording = WORDING,
) -> Templates:
    """The templates of a theme `tiny`, of a child of it, of a site's overrides."""
    layers = [("", overrides or {}), ("child", child or {}), ("tiny", tiny)]
    made = tuple(
        Layer(
            name=name,
            templates={key: Source(file=f"{name or 'overrides'}/{key}", text=text) for key, text in texts.items()},
        )
        for name, texts in layers
    )
    return Templates(Theme(name="child", layers=made, palette=PALETTE, surfaces=SURFACES, wording=wording), "en")


def made(text: str, page: Struct | None = None, *, parts: dict[str, str] | None = None) -> str:
    """What a template of this text makes of a page; `parts` are the templates beside it."""
    return templates({"x.html": text} | (parts or {})).render("x.html", page or article())


def failure(text: str, page: Struct | None = None, **more: Any) -> Diagnostic:
    """What the author of a template of this text is told."""
    which = page or article()
    found = templates({"x.html": text}, **more)
    with pytest.raises(Exception) as caught:  # noqa: PT011 (whatever it raises is to be explained)
        found.render("x.html", which)
    return found.explain(caught.value, which, "2015/07/28/talks/index.html")


# --- values ---


def test_the_fields_of_the_page_are_the_variables() -> None:
    assert made("{{ title }}, {{ topics[0].name }}, {{ site.title }}") == "Talks, World, The Daily Digest\n"


def test_the_colours_of_the_theme_are_variables_of_every_template_and_of_what_it_imports() -> None:
    text = "{% from 'parts.html' import gold %}{{ surfaces.dark | first }} {{ gold() }}"
    parts = {"parts.html": "{% macro gold() %}{{ palette.gold.light }}{% endmacro %}"}
    assert made(text, parts=parts) == "#14161a #6b5200\n"
    assert failure("{{ pallete }}").hint == "did you mean `palette`?"


def test_the_kind_of_page_is_the_name_of_its_template() -> None:
    assert made("{{ page_kind }}") == "x\n"


def test_every_value_is_escaped() -> None:
    nasty = "<b>\"A\" & 'B'</b> {{ title }}"
    assert made('<p title="{{ title }}">{{ title }}</p>', article(title=nasty)) == (
        '<p title="&lt;b&gt;&#34;A&#34; &amp; &#39;B&#39;&lt;/b&gt; {{ title }}">'
        "&lt;b&gt;&#34;A&#34; &amp; &#39;B&#39;&lt;/b&gt; {{ title }}</p>\n"
    )


@given(ANY_TEXT.map(lambda said: " ".join(said.splitlines())))  # as reading makes it: a headline has one line
def test_any_title_comes_back_from_the_page(title: str) -> None:
    page = html.document_fromstring(made('<a title="{{ title }}">x</a>', article(title=title)))
    assert line_ends(page.xpath("//a/@title")[0]) == line_ends(legal(title).replace("\x7f", ""))


def line_ends(text: str) -> str:
    """Carriage returns as line feeds, as every reader of HTML takes them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_the_body_and_the_introduction_are_markup() -> None:
    assert made("{{ html }}", article(html="<p>a</p>")) == "<p>a</p>\n"
    assert made("{{ introduction | markup }}", home(introduction="<p>a</p>")) == "<p>a</p>\n"


def test_no_other_field_can_be_made_markup() -> None:
    assert failure("{{ title | markup }}").message.startswith("`markup` is for `html` and `introduction`")
    assert failure("{{ title | safe }}").code == "template-syntax"


def test_values_of_one_page_never_reach_the_next() -> None:
    found = templates({"x.html": "{{ title }}"})
    assert found.render("x.html", article(title="One")) == "One\n"
    assert found.render("x.html", article(title="Two")) == "Two\n"


@pytest.mark.parametrize("text", ["{{ [1, 2] | random }}", "{{ lipsum() }}", "{{ title | tojson }}"])
def test_a_template_has_neither_chance_nor_scripts_of_its_own(text: str) -> None:
    assert failure(text).code in {"template-syntax", "template-error"}


@pytest.mark.parametrize(
    "text",
    [
        "{{ title.__class__.__mro__ }}",
        "{{ site.__init__.__globals__ }}",
        "{{ weekdays.__globals__ }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ site.options.update({'a': 1}) }}",
    ],
)
def test_a_template_reaches_none_of_pythons_insides(text: str) -> None:
    assert failure(text).code == "template-error"


# --- inheritance ---

BASE = {
    "base.html": "<{% block a %}A{% endblock %}{% block b %}B{% endblock %}>",
    "x.html": "{% extends 'base.html' %}",
}


def test_a_child_theme_replaces_one_block() -> None:
    child = {"x.html": "{% extends 'tiny:x.html' %}{% block a %}child {{ super() }}{% endblock %}"}
    assert templates(BASE, child=child).render("x.html", article()) == "<child AB>\n"


def test_a_site_extends_the_template_that_it_overrides() -> None:
    overrides = {"base.html": "{% extends 'child:base.html' %}{% block b %}mine{% endblock %}"}
    assert templates(BASE, overrides=overrides).render("x.html", article()) == "<Amine>\n"


def test_an_override_that_extends_itself_is_told_how_to_name_the_other() -> None:
    finding = failure("x", overrides={"x.html": "{% extends 'x.html' %}"})
    assert finding.code == "template-error"
    assert "extends or includes itself" in finding.message
    assert 'extends "THEME:NAME.html"' in finding.hint


# --- what authors are told ---


def place(finding: Diagnostic) -> tuple[str, int, int, int]:
    """Where a finding is."""
    assert finding.place is not None
    return finding.place.file, finding.place.line, finding.place.column, finding.place.length


def test_an_unknown_variable_is_told_with_its_place_and_the_nearest_field_of_the_page() -> None:
    finding = failure("<h1>\n  {{ titel }}\n</h1>")
    assert (finding.code, finding.message) == ("template-error", "there is no variable `titel` on this page")
    assert place(finding) == ("tiny/x.html", 2, 6, 5)
    assert finding.place is not None
    assert finding.place.source == "  {{ titel }}"
    assert finding.hint == "did you mean `title`?"
    assert finding.note == "while rendering 2015/07/28/talks/index.html"


def test_an_unknown_field_is_told_with_the_type_that_lacks_it() -> None:
    finding = failure("{% for tag in tags %}\n{{ tag.lable }}\n{% endfor %}")
    assert (finding.message, finding.hint) == ("a TagRef has no field `lable`", "did you mean `label`?")
    assert place(finding) == ("tiny/x.html", 2, 8, 5)


def test_a_field_of_nothing_is_told_to_be_asked_for_first() -> None:
    finding = failure("{{ edition.title }}")
    assert finding.message == "there is no value here that could have a field `title`"
    assert "{% if" in finding.hint


def test_a_variable_of_the_page_in_a_macro_that_does_not_see_it_is_told_how_to_be_had() -> None:
    finding = failure(
        "{% from 'p.html' import m %}{{ m() }}", child={"p.html": "{% macro m() %}{{ site.title }}{% endmacro %}"}
    )
    assert finding.message == "there is no variable `site` on this page"
    assert "with context" in finding.hint


def test_the_language_of_the_site_is_a_variable_of_every_template_and_of_what_it_imports() -> None:
    parts = {"p.html": "{% macro m() %}{{ house.language }} {{ house.direction }}{% endmacro %}"}
    assert made("{% from 'p.html' import m %}{{ m() }}", article(language="ar"), parts=parts) == "en ltr\n"


# --- words ---


def test_a_text_of_the_interface_is_said_and_escaped() -> None:
    assert made('{{ say("home") }}, {{ say("stories", 3) }}') == "Home &amp; &lt;away&gt;, 3 stories\n"


def test_markup_that_a_text_is_given_stays_markup_and_all_else_is_escaped() -> None:
    assert made('{{ say("source", source="<b>") }}') == "Source: &lt;b&gt;\n"
    text = '{% set link %}<a href="/">{{ "<b>" }}</a>{% endset %}{{ say("source", source=link) }}'
    assert made(text) == 'Source: <a href="/">&lt;b&gt;</a>\n'


def test_a_macro_says_texts_too_and_a_script_gets_all_forms() -> None:
    parts = {"part.html": '{% macro told(n) %}{{ say("stories", n) }}{% endmacro %}'}
    assert made('{% from "part.html" import told %}{{ told(1) }}{{ told(2) }}', parts=parts) == "1 story2 stories\n"
    forms = '{% for form, text in forms("stories") %}{{ form }}={{ text }} {% endfor %}'
    assert made(forms) == "one={count} story other={count} stories\n"


def test_a_text_that_is_not_there_is_told_with_its_place_and_the_nearest() -> None:
    finding = failure('<p>\n{{ say("storys", 3) }}</p>')
    assert (finding.code, finding.hint) == ("template-error", "did you mean `stories`?")
    assert place(finding) == ("tiny/x.html", 2, 9, 6)


def test_a_text_that_lacks_a_value_is_told() -> None:
    assert failure('{{ say("source") }}').message == "the text `source` needs a value for `source`"
    assert "needs a number" in failure('{{ say("stories") }}').message


def test_an_error_within_a_macro_of_another_file_is_told_there() -> None:
    parts = {"_card.html": "{% macro card(c) %}\n{{ c.titel }}\n{% endmacro %}"}
    found = templates({"x.html": "{% from '_card.html' import card %}{{ card(tags[0]) }}"} | parts)
    with pytest.raises(jinja2.UndefinedError) as caught:
        found.render("x.html", article())
    assert place(found.explain(caught.value, article(), "p"))[:2] == ("tiny/_card.html", 2)


@pytest.mark.parametrize(
    ("text", "line", "told", "hint"),
    [
        ("a\n{% if title %}", 2, "unexpected end of template", ""),
        ("a\n\n{{ title | dat }}", 3, "no filter named 'dat'", "did you mean `date`?"),
        ("{{ title | safe }}", 1, "no filter named 'safe'", "markup comes from"),
        ("{% frob %}", 1, "unknown tag 'frob'", ""),
    ],
)
def test_broken_syntax_is_told_with_its_line(text: str, line: int, told: str, hint: str) -> None:
    finding = failure(text)
    assert finding.code == "template-syntax"
    assert place(finding)[:2] == ("tiny/x.html", line)
    assert told in finding.message
    assert hint in finding.hint


def test_a_missing_part_is_told_where_it_is_included() -> None:
    finding = failure("\n{% include 'cards.html' %}", child={"card.html": ""})
    assert (finding.code, finding.hint) == ("template-missing", "did you mean `card.html`?")
    assert place(finding)[:2] == ("tiny/x.html", 2)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ date | date('lng') }}", "`date` knows no style `lng`"),
        ("{{ title + 1 }}", "can only concatenate str"),
        ("{{ title() }}", "'str' object is not callable"),
    ],
)
def test_whatever_else_goes_wrong_is_told_with_its_line(text: str, told: str) -> None:
    finding = failure("\n" + text)
    assert finding.code == "template-error"
    assert told in finding.message
    assert place(finding)[:2] == ("tiny/x.html", 2)
