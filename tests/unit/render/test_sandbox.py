"""The sandbox: what it writes and what it refuses is what Jinja's own does, whatever the values."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import permutations
from pathlib import Path
from typing import Any, cast

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from digest.model import Struct
from digest.pages import Card, TagView, When
from digest.render import sandbox
from digest.render.sandbox import Sandbox
from digest.render.templates import Templates
from digest.render.theme import Layer, Source, Theme
from tests.unit.render.samples import SITE, SURFACES, WORLD

PARTS = {
    "parts.html": """\
{% macro show(value, level=2, classes="") %}<h{{ level }} class="{{ classes }}">{{ value }}</h{{ level }}>{% endmacro %}
{% macro name(tag) -%} {{ tag.label }}/{{ tag.href }}/{{ tag.count }} {%- endmacro %}
{% macro nested(tag, x=none) %}<p>{{ show(tag.label, 3) }}{{ name(tag) }}{{ x }}</p>{% endmacro %}
{% macro around(x) %}<i>{{ caller(x) }}</i>{% endmacro %}
{% macro rest(a) %}{{ a }}{{ varargs | join("+") }}{{ kwargs | items | list }}{% endmacro %}
{% macro page() %}{{ x }}{% endmacro %}
""",
    "row.html": '{% set c = cycler("odd", "even") %}{% macro m(a) %}{{ a }} {{ c.next() }};{% endmacro %}',
    "item.html": '{% set comma = joiner(", ") %}{% macro m(a) %}{{ comma() }}{{ a }}{% endmacro %}',
    "count.html": "{% set ns = namespace(n=0) %}{% macro m(a) %}{% set ns.n = ns.n + 1 %}{{ ns.n }}{{ a }};{% endmacro %}",
    "spell.html": '{% set w = ["a", "b"] | map("upper") %}{% macro m(a) %}{{ a }}{{ w | join(" ") }};{% endmacro %}',
    "if.html": '{% if 1 %}{% set c = cycler("odd", "even") %}{% endif %}{% macro m(a) %}{{ c.next() }}{{ a }};{% endmacro %}',
    "list.html": '{% set xs = ["a", ("b",), {"c": 1}] %}{% macro m(a) %}{{ xs | join }}{{ xs[2].c }}{{ a }}{% endmacro %}',
    "through.html": "{% from 'row.html' import m as n %}{% macro m(a) %}<{{ n(a) }}>{% endmacro %}",
    "inside.html": "{% macro m(a) %}{% import 'count.html' as c %}<{{ c.m(a) }}>{% endmacro %}",
    "named.html": "{% macro m(a) %}{% import ['row', '.html'] | join as c %}<{{ c.m(a) }}>{% endmacro %}",
    "child.html": "{% extends 'row.html' %}",
    "body.html": "{% from 'count.html' import m %}{{ m('') }}{% macro n() %}{% endmacro %}",
    "local.html": """\
{% macro m(a) %}{% set c = cycler("odd", "even") %}{{ c.next() }}{{ c.next() }}{{ a }};{% endmacro %}
{% with c = cycler("odd", "even") %}{% macro n() %}{{ c.next() }}{% endmacro %}{{ n() }}{{ n() }}{% endwith %}
{% include "never.html" ignore missing %}
""",
    "escape.html": "{% macro m(a) %}{% autoescape false %}{{ a }}{{ a.label }}{% endautoescape %}{% endmacro %}",
    "base.html": "<{% block a %}A{{ x }}{% endblock %}{% block b scoped %}B{{ tag.label }} {{ x }}{% endblock %}>",
}
IMPORTS = "{% from 'parts.html' import show, name, nested, around, rest, page %}"
STATES = ["row", "item", "count", "spell", "if", "list", "through", "inside", "named", "child", "local"]
"""Templates whose macro `m` may keep something from call to call."""
TEMPLATES = [
    *(f"{{% import '{name}.html' as s %}}{{{{ s.m(x) }}}}{{{{ s.m(x) }}}}{{{{ s.m(tag) }}}}" for name in STATES),
    *(f"{{% for t in tags %}}{{% import '{name}.html' as s %}}{{{{ s.m(t) }}}}{{% endfor %}}" for name in STATES),
    "{% include 'body.html' without context %}{% import 'count.html' as s %}{{ s.m(x) }}{% include 'body.html' %}",
    "{% from 'escape.html' import m %}{{ m(x) if y else m(tag) }}",
    "{% from 'list.html' import xs %}{{ xs.append(x) }}",
    "{% from 'list.html' import xs %}{{ xs[2].update(a=x) }}",
    "{{ x }}",
    "<p>{{ x }} {{ tag.label }} and {{ tag.href }}, {{ tag.count }}</p>",
    "{{ tag.nothing }}",
    "{{ x.label }}",
    "{{ x.label.upper() }} {{ tag.label.upper() }}",
    "{{ missing_one }}",
    "{{ tag['label'] }} {{ tags[0].label }} {{ x[0] }}",
    "{{ x ~ y }}",
    "{{ 'a<' ~ x }} {{ x ~ tag.count ~ y }}",
    "{% set z = x ~ '<' %}{{ z }}{{ z | length }}",
    "{% for t in tags %}{{ loop.index }}/{{ loop.length }} {{ t.label }}{{ ', ' if not loop.last }}{% endfor %}",
    "{% for t in tags recursive %}{{ t.label }}{{ loop.depth }}{{ loop([]) }}{% else %}none{% endfor %}",
    "{% for t in tags if t.count %}{{ loop.revindex }}{{ t.count }}{{ loop.changed(x) }}{% else %}{{ x }}{% endfor %}",
    "{{ loop.index }}",
    IMPORTS + "{{ show(x) }} {{ show(y) }} {{ show(x, 3) }} {{ show(x, level=y) }} {{ show(value=x, classes=y) }}",
    IMPORTS + "{{ show(x) == show(x) }} {{ show(1) }}{{ show(true) }}{{ show(1.0) }}{{ show('1') }}",
    IMPORTS + "{{ show(show(x)) }} {{ show(show(x) ~ '') }} {{ show((x, 1)) }} {{ show((x, true)) }} {{ show([x]) }}",
    IMPORTS + "{{ name(tag) }}{% for t in tags %}{{ nested(t, x) }}{{ nested(t, x=y) }}{% endfor %}",
    IMPORTS + "{{ nested(card) }}",
    IMPORTS + "{{ show(card) }} {{ show(site) }}",
    IMPORTS + "{{ show() }}",
    IMPORTS + "{{ show(missing_one) }}",
    IMPORTS + "{{ show(x, 1, 2, 3) }}",
    IMPORTS + "{{ show(x, colour=1) }}",
    IMPORTS + "{{ show(x, value=1) }}",
    IMPORTS + "{{ show(x, caller=1) }}",
    IMPORTS + "{{ show(x, level=1, level=2) }}",
    IMPORTS + "{{ show(*[x, 2]) }} {{ show(**{'value': x}) }}",
    IMPORTS + "{% call(z) around(x) %}{{ z }}{{ y }}{% endcall %}",
    IMPORTS + "{{ around(x) }}",
    IMPORTS + "{{ rest(x, y, tag.label) }} {{ rest(x, b=y) }}",
    IMPORTS + "{{ page() }}",
    "{% import 'parts.html' as parts with context %}{{ parts.page() }}{{ parts.show(x) }}{{ parts.nothing(x) }}",
    IMPORTS + "{% autoescape false %}{{ x }}{{ show(x) }}{{ x ~ y }}{% endautoescape %}{{ show(x) }}",
    "{% autoescape y %}{{ x }} {{ tag.label }} {{ x ~ y }}{% endautoescape %}",
    "{% set z %}<b>{{ x }}</b>{% endset %}{{ z }}{% filter upper %}{{ x }}{{ tag.label }} {{ z }}{% endfilter %}",
    "{% extends 'base.html' %}{% block a %}{{ super() }} {{ self.b() }} {{ x }}{% endblock %}",
    "{% include 'base.html' %} {% include 'parts.html' without context %}{{ x }}",
    "{% with z = tag %}{{ z.label }}{{ z.count + 1 }}{% endwith %}{{ x if y else tag.label }}",
    "{% set ns = namespace(n=0) %}{% for t in tags %}{% set ns.n = ns.n + t.count %}{% endfor %}{{ ns.n }}",
    "{{ '%s %s' | format(x, tag.label) }} {{ '{0.label}'.format(tag) }} {{ x.format(tag) }}",
    "{{ card.date.iso }} {{ card.topic.name }} {{ card.image.href }}",
    "{{ days.items() | list }} {{ days.first }} {{ days.keys }} {{ site.options.accent }}",
    "{{ x() }}",
    "{{ tag.class }} {{ tag.é }}",
]
REFUSED = [
    "{{ tag.__class__ }}",
    "{{ tag.__struct_fields__ }}",
    "{{ tag['__class__'] }}",
    "{{ tag | attr('__class__') }}",
    "{{ tag.label.__class__.__mro__ }}",
    "{{ '{0.__class__}'.format(tag) }}",
    "{{ '{0.label.__class__}'.format(tag) }}",
    "{{ ('{0.__cl' ~ 'ass__}').format(tag) }}",
    "{{ '{a.__class__}'.format_map({'a': tag}) }}",
    "{% set f = '{0.__class__}'.format %}{{ f(tag) }}",
    "{{ [tag] | map(attribute='__class__') | join }}",
    "{{ days.update({'a': 1}) }}",
    "{{ days.clear() }}",
    "{% for t in tags %}{{ loop.__init__ }}{% endfor %}",
    "{% for t in tags %}{{ loop._iterator }}{% endfor %}",
    IMPORTS + "{{ show.__init__.__globals__ }}",
    IMPORTS + "{{ show._func }}",
    IMPORTS + "{{ show(tag.__class__) }}",
    "{{ self.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ range(1000000) }}",
]

ANY_TEXT = st.text(st.sampled_from("ab<>&'\"{} \n%é"), max_size=6)
TAGS = st.builds(TagView, label=ANY_TEXT, href=st.none() | ANY_TEXT, count=st.integers(0, 9))
VALUES = st.none() | st.booleans() | st.integers(0, 2) | st.floats(0, 2) | ANY_TEXT | ANY_TEXT.map(Markup) | TAGS


class Codes(jinja2.BytecodeCache):
    """Compiled templates, for environments that are made anew for each page."""

    def __init__(self) -> None:
        self.known: dict[str, Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.known.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key] = bucket.code


@lru_cache(maxsize=4)
def environment(kind: type[jinja2.Environment], text: str) -> jinja2.Environment:
    """An environment of either kind with the template `x.html` and its parts."""
    return kind(
        loader=jinja2.DictLoader(PARTS | {"x.html": text}),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        extensions=[],
        bytecode_cache=Codes(),
    )


def outcome(made: jinja2.Environment, values: dict[str, Any], name: str = "x.html") -> str | tuple[str, str]:
    """What a template makes of the values, or the error that it ends in."""
    try:
        return made.get_template(name).render(values)
    except Exception as problem:  # noqa: BLE001 (whatever Jinja raises is to be raised here too)
        return type(problem).__name__, str(problem)


def both(text: str, values: list[dict[str, Any]]) -> None:
    """Holds both kinds against each other: ours makes several pages in turn, Jinja's is new (an overlay) for each."""
    stock, ours = (environment(kind, text) for kind in (ImmutableSandboxedEnvironment, Sandbox))
    for page in values:
        assert outcome(ours, page) == outcome(stock.overlay(), page)


def card(title: str) -> Card:
    """A story in a list."""
    return Card(
        id="a",
        title=title,
        href="/a/",
        summary="",
        kicker=None,
        topic=WORLD,
        date=When(iso="2015-07-28"),
        source=None,
        language="en",
        direction="ltr",
        image=None,
    )


@pytest.mark.parametrize("text", TEMPLATES)
@settings(max_examples=40)
@given(pages=st.lists(st.tuples(VALUES, VALUES, TAGS, st.lists(TAGS, max_size=3)), min_size=1, max_size=4))
def test_a_template_makes_of_any_values_what_jinja_makes_of_them(text: str, pages: list[Any]) -> None:
    both(text, [vars_of(*page) for page in pages])


def vars_of(x: Any, y: Any, tag: TagView, tags: list[TagView]) -> dict[str, Any]:
    """The variables of a page."""
    lasting = {"card": card(tag.label), "site": SITE, "days": {"first": tag.label}}
    return {"x": x, "y": y, "tag": tag, "tags": tuple(tags)} | lasting


@pytest.mark.parametrize("text", REFUSED)
def test_it_refuses_what_jinjas_sandbox_refuses(text: str) -> None:
    tag = TagView(label="Seoul", href=None, count=1)
    page = vars_of("a", "b", tag, [tag])
    both(text, [page, page])
    assert isinstance(outcome(environment(Sandbox, text), page), tuple)


LINES = """\
{% macro m(a) %}
{{ a }} {{ x }}
 {{ y.label }} {{ a.label }}
{% endmacro %}
{{ x }}, {{ tag.label }}
{{ x.label }} and {{ tag.label
   ~ y.label }}
{% block b %}
<b>{{ x }}</b> {{ tag.nothing if y else x }}
{{ m(y) }}
{% for t in tags %}
{{ loop.index }} {{ t.label }} {{ x ~ t.nothing }}
{% endfor %}
{% endblock %}
"""


@settings(max_examples=40)
@given(x=VALUES, y=VALUES)
def test_an_error_is_on_the_line_on_which_jinja_has_it(x: Any, y: Any) -> None:
    tag = TagView(label="a", href=None, count=1)
    lines = []
    for kind in (ImmutableSandboxedEnvironment, Sandbox):
        with pytest.raises(jinja2.UndefinedError) as caught:
            environment(kind, LINES).get_template("x.html").render(vars_of(x, y, tag, [tag]))
        lines.append(
            [entry.lineno for entry in caught.traceback if str(entry.frame.code.raw.co_filename) == "<template>"]
        )
    assert lines[0] == lines[1] != []


def test_a_macro_lets_a_template_reach_no_more_than_jinjas_does() -> None:
    text = "{% macro m() %}{% endmacro %}{{ seen(m) }}"
    reached: list[set[str]] = []
    for kind in (ImmutableSandboxedEnvironment, Sandbox):
        made = environment.__wrapped__(kind, text)
        made.globals["seen"] = lambda macro: reached.append({name for name in dir(macro) if name[0] != "_"})
        made.get_template("x.html").render()
    assert reached[0] == reached[1] != set()


# --- pages know nothing of one another ---

PAGES = {
    "one.html": "{% from 'S.html' import m %}{{ m('a') }}{{ m('a') }}{{ m('b') }}",
    "loop.html": "{% for i in (1, 2, 3) %}{% import 'S.html' as s %}{{ s.m('a') }}{% endfor %}{{ i.x }}",
    "parts.html": "{% import 'S.html' as s %}{{ s.m('a') }}{% include 'part.html' %}{% include 'part.html' without context %}",
    "part.html": "{% import 'S.html' as s %}[{{ s.m('a') }}]",
    "framed.html": "{% extends 'frame.html' %}{% block a %}{% from 'S.html' import m %}{{ m('a') }}{{ super() }}{% endblock %}",
    "frame.html": "{% from 'S.html' import m %}{{ m('a') }}{% block a %}{{ m('b') }}{% endblock %}",
}


def site(kind: type[jinja2.Environment], state: str) -> jinja2.Environment:
    """An environment of either kind with pages that import the template `state`."""
    made = environment.__wrapped__(kind, "")
    made.loader = jinja2.DictLoader(PARTS | {name: text.replace("S.html", state) for name, text in PAGES.items()})
    return made


@pytest.mark.parametrize("state", [f"{name}.html" for name in STATES])
def test_a_page_is_the_same_alone_and_after_any_others(state: str) -> None:
    names = ["one.html", "loop.html", "parts.html", "framed.html"]
    alone = {name: outcome(site(ImmutableSandboxedEnvironment, state), {}, name) for name in names}
    compiled = site(Sandbox, state)
    for order in permutations(names):
        ours = compiled.overlay()
        for name in (*order, *order):
            assert outcome(ours, {}, name) == alone[name], order


def test_what_a_page_that_failed_left_behind_reaches_no_other() -> None:
    text = "{% from 'escape.html' import m %}{{ m(x) }}"
    ours = environment.__wrapped__(Sandbox, text)
    tag = TagView(label="<", href=None, count=1)
    before = outcome(ours, {"x": tag})
    assert isinstance(outcome(ours, {"x": "<"}), tuple)
    assert outcome(ours, {"x": tag}) == before


def test_within_a_page_all_imports_share_what_a_template_keeps() -> None:
    made = site(Sandbox, "count.html")
    assert [made.get_template("parts.html").render() for _ in "ab"] == ["1a;[2a;][3a;]"] * 2


# --- what is remembered ---


def counted(part: str, text: str, kind: Callable[..., Any] = str) -> tuple[Callable[[Any], str], list[Any]]:
    """A renderer of `text`, in whose part `_p.html` the function `seen` notes what it is called with; and the notes."""
    made = environment.__wrapped__(Sandbox, text)
    made.loader = jinja2.DictLoader(PARTS | {"_p.html": part, "x.html": text, "broken.html": "{% if"})
    notes: list[Any] = []

    def seen(value: Any) -> str:
        notes.append(value)
        return str(kind(value))

    made.globals |= {"seen": seen, "palette": ("red",)}
    return lambda x: made.get_template("x.html").render(x=x), notes


MACRO = "{% macro m(a) %}<{{ seen(a) }}>{% endmacro %}"


def test_a_macro_imported_without_context_is_called_once_for_equal_values() -> None:
    render, notes = counted(MACRO, "{% from '_p.html' import m %}{{ m(x) }}{{ m(x) }}")
    assert render(When(iso="2015")) == render(When(iso="2015"))
    assert len(notes) == 1
    render(When(iso="2016"))
    assert len(notes) == 2


@pytest.mark.parametrize(
    ("more", "calls"),
    [
        ("{% set a = 'a' ~ 1 %}{% set b, c = -1, ('x', 2) %}{% set xs = [1, {'a': 2}] %}", 1),
        ("{% if x is defined %}{% set a = 1 %}{% endif %}{% for i in (1, 2) %}{% set b = cycler(i) %}{% endfor %}", 1),
        ("{% import 'list.html' as other %}{% include 'never.html' ignore missing %}", 1),
        ("{% set c = cycler(1) %}", 2),
        ("{% set c = palette | map('upper') %}", 2),
        ("{% set c %}a{% endset %}", 2),
        ("{% import 'through.html' as other %}", 2),
        ("{% macro n() %}{% include 'named.html' %}{% endmacro %}", 2),
        ("{% macro n() %}{% autoescape false %}{% endautoescape %}{% endmacro %}", 2),
        ("{% macro n() %}{% include 'broken.html' %}{% endmacro %}", 2),
    ],
)
def test_a_macro_is_remembered_only_beside_constants(more: str, calls: int) -> None:
    render, notes = counted(MACRO + more, "{% from '_p.html' import m %}{{ m(x) }}{{ m(x) }}")
    assert render("a") == "<a><a>"
    assert len(notes) == calls
    assert render("a") == "<a><a>"
    assert len(notes) == calls * (1 if calls == 1 else 2)


def test_a_macro_imported_with_context_is_called_each_time() -> None:
    render, notes = counted(MACRO, "{% from '_p.html' import m with context %}{{ m(x) }}")
    render("a")
    render("a")
    assert notes == ["a", "a"]


@pytest.mark.parametrize(("one", "other"), [(1, True), (0, False), ("<", Markup("<")), (1, 1.0)])
def test_values_that_only_count_as_equal_are_told_apart(one: Any, other: Any) -> None:
    render, notes = counted(
        "{% macro m(a) %}{{ seen(a) }}{{ a }}{% endmacro %}", "{% from '_p.html' import m %}{{ m(x) }}"
    )
    assert render(one) != render(other)
    assert len(notes) == 2


class Box(Struct, kw_only=True):
    """A value that can't be a key."""

    inside: dict[str, str]


@pytest.mark.parametrize("value", [[1], {"a": 1}, (1, 2), Box(inside={}), 1.5])
def test_values_that_might_change_or_be_taken_for_others_are_not_remembered(value: Any) -> None:
    render, notes = counted(MACRO, "{% from '_p.html' import m %}{{ m(x) }}")
    render(value)
    render(value)
    assert len(notes) == 2


def test_a_macro_that_makes_more_texts_than_are_kept_remembers_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_KEPT", 2)
    render, notes = counted(MACRO, "{% from '_p.html' import m %}{{ m(x) }}")
    made = [render(x) for x in "abcabc"]
    assert made == ["<a>", "<b>", "<c>"] * 2
    assert notes == list("abcabc")


def test_a_part_included_without_context_that_keeps_nothing_is_made_once() -> None:
    render, notes = counted("{{ seen(1) }}", "{% include '_p.html' without context %}{{ x }}")
    assert [render("a"), render("b")] == ["1a", "1b"]
    assert notes == [1]


def test_a_part_included_without_context_that_may_keep_something_is_made_once_for_each_page() -> None:
    include = "{% include '_p.html' without context %}"
    render, notes = counted("{% set c = cycler(1, 2) %}{{ seen(c.next()) }}", include + include)
    assert [render("a"), render("b")] == ["11", "11"]
    assert notes == [1, 1]


def test_the_parts_of_the_default_theme_keep_nothing() -> None:
    folder = Path(__file__).parents[3] / "themes" / "default" / "templates"
    templates = [Source(file=path.name, text=path.read_text("utf-8")) for path in sorted(folder.glob("*.html"))]
    layer = Layer(name="default", templates={each.file: each for each in templates})
    made = Templates(Theme(name="default", layers=(layer,), palette={}, surfaces=SURFACES), "en")._environment
    parts = [each.file for each in templates if each.file.startswith("_")]
    assert [name for name in parts if not cast(Any, made.get_template(name))._is_stateless] == []
    assert parts != []
