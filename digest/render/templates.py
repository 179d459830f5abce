"""Templates: a page's value and a theme in, HTML out. With `sandbox`, the one door of Jinja and MarkupSafe.

A template sees the fields of its page, the colours of its theme, the site's language and the interface's words in it, and nothing else: no clock, no files, no chance, nothing that another page left behind; the sandbox keeps it from Python's insides,
so that a theme is data, not a program. Every value is escaped; `html`, `introduction` and `json_ld` alone are markup. A name that
doesn't exist is an error, never an empty space.

`{% extends "base.html" %}` means the template as the site sees it: its override, else the theme's, else that of the theme
which it extends. `{% extends "default:base.html" %}` means the template as the theme `default` has it or inherits it: so an override or a
child theme can extend the very template that it replaces.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import jinja2
import msgspec
from jinja2.bccache import Bucket
from jinja2.meta import find_referenced_templates
from jinja2.utils import missing
from markupsafe import Markup, escape

from digest.ground.dates import with_territory
from digest.ground.diagnostics import Diagnostic, Place, error
from digest.ground.languages import direction
from digest.ground.text import did_you_mean
from digest.ground.wording import Unsaid, Wording
from digest.model import Struct
from digest.render import filters
from digest.render.sandbox import Sandbox
from digest.render.theme import Theme
from digest.render.tidy import tidy

MARKUP = frozenset({"html", "introduction", "json_ld"})
"""The fields of a page that hold markup."""

OF_THE_THEME = ("palette", "surfaces")
"""The variables of every template that are the theme's, not the page's: its colours."""

_TAKEN_OUT = {
    "random": "a page is the same each time that it is made",
    "tojson": "data for scripts comes ready-made: use `json_ld`",
    "safe": "markup comes from `html`, `introduction` and `json_ld` alone; all other values are text",
}
"""Filters of Jinja that no theme has, and why."""


class Templates:
    """The templates of a theme, compiled at first use; each sees its page, the `palette` and `surfaces` of the theme, and the site's language as `house`."""

    def __init__(self, theme: Theme, language: str, compiled: Mapping[str, bytes] | None = None) -> None:
        """`compiled` has the code of templates that need not be compiled again, as `compile` gave it for the same text and language."""
        self._theme = theme
        self._texts: dict[str, str] = {}
        self._environment = _environment(self._find, language, theme.wording)
        self._environment.bytecode_cache = _Compiled(compiled or {})
        self._environment.globals.update({name: getattr(theme, name) for name in OF_THE_THEME})
        self._environment.globals["house"] = filters.House(
            language=language, direction=direction(language), locale=with_territory(language)
        )

    def render(self, name: str, page: Struct, **more: Any) -> str:
        """The HTML that the template `name` makes of a page; raises what Jinja raises (see `explain`)."""
        context = msgspec.structs.asdict(page) | more
        for field in MARKUP:
            if field in context:
                context[field] = Markup(context[field])  # noqa: S704 (sanitised by the read stage, or made by an encoder)
        return tidy(self._environment.get_template(name).render(context, page_kind=name.removesuffix(".html")))

    def compile(self, name: str) -> bytes | None:
        """The code of the template `name`, for this version of Python; None where it is missing or broken."""
        source = self._theme.find(name)
        try:
            return None if source is None else marshal.dumps(self._environment.compile(source.text, name, source.file))
        except Exception:  # noqa: BLE001 (the page that needs it will tell)
            return None

    def explain(self, problem: Exception, page: Struct, path: str) -> Diagnostic:
        """What a failed rendering of `page` at the output path `path` tells the author of the theme."""
        if isinstance(problem, jinja2.TemplateSyntaxError):
            line = self._place(problem.filename or problem.name or "", problem.lineno)
            hint = self._about_word(problem.message or "")
            return error("template-syntax", _sentence(problem.message), line, hint=hint)
        rendering = f"while rendering {path}"
        if isinstance(problem, jinja2.TemplateNotFound):
            name = str(problem.name or "")
            hint = self._about_template(name)
            return error("template-missing", f"there is no template `{name}`", self._frame(problem), hint=hint)
        if isinstance(problem, UndefinedName):
            known = (
                (*page.__struct_fields__, "page_kind", "json_ld", "house", *OF_THE_THEME)
                if problem.known is None
                else problem.known
            )
            hint = did_you_mean(problem.name, known) if known else ""
            if problem.known is None and problem.name in known:
                hint = "a macro sees what it is given, or the whole page when it is imported `with context`"
            elif problem.guard:
                hint = "some pages have none: ask with {% if … %} first"
            place = self._frame(problem, problem.name)
            return error("template-error", str(problem), place, note=rendering, hint=hint)
        if isinstance(problem, Unsaid):
            hint = did_you_mean(problem.name, problem.known) if problem.known else ""
            return error("template-error", str(problem), self._frame(problem, problem.name), note=rendering, hint=hint)
        if isinstance(problem, RecursionError):
            hint = 'an override extends what it replaces as `{% extends "THEME:NAME.html" %}`'
            message = "the template extends or includes itself without end"
            return error("template-error", message, self._frame(problem), hint=hint)
        message = _sentence(str(problem) or type(problem).__name__)
        return error("template-error", message, self._frame(problem), note=rendering)

    def _find(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """The text and file of a template for Jinja, or None."""
        source = self._theme.find(name)
        if source is None:
            return None
        self._texts[source.file] = source.text
        return source.text, source.file, lambda: True

    def _place(self, file: str, line: int, word: str = "") -> Place:
        """A line of a template; of the line `word` where it stands there once, else all."""
        lines = self._texts.get(file, "").split("\n")
        source = lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else ""
        found = [match.start() for match in re.finditer(rf"\b{re.escape(word)}\b", source)] if word else []
        if len(found) == 1:
            return Place(file=file, line=line, column=found[0] + 1, length=len(word), source=source)
        start = len(source) - len(source.lstrip())
        return Place(file=file, line=line, column=start + 1, length=max(1, len(source.strip())), source=source)

    def _frame(self, problem: Exception, word: str = "") -> Place | None:
        """Where in the theme an exception came from: the innermost frame whose file is a template."""
        where = None
        frame = problem.__traceback__
        while frame is not None:
            file = frame.tb_frame.f_code.co_filename
            if file in self._texts:
                where = (file, frame.tb_lineno)
            frame = frame.tb_next
        return self._place(*where, word) if where else None

    def _about_template(self, name: str) -> str:
        """A hint for a template that isn't there; of `THEME:NAME.html` it may be the theme that is misspelt."""
        owner, colon, rest = name.rpartition(":")
        themes = [layer.name for layer in self._theme.layers if layer.name]
        if colon and owner not in themes:
            return did_you_mean(f"{owner}:{rest}", [f"{theme}:{rest}" for theme in dict.fromkeys(themes)])
        return did_you_mean(rest, sorted(self._theme.templates))

    def _about_word(self, message: str) -> str:
        """A hint for a filter or test that isn't there."""
        match = re.match(r"No (filter|test) named '(\w+)'", message)
        if match is None:
            return ""
        known: Mapping[str, Any] = self._environment.filters if match[1] == "filter" else self._environment.tests
        return _TAKEN_OUT.get(match[2]) or did_you_mean(match[2], sorted(known))


class UndefinedName(jinja2.UndefinedError):
    """A template used a name that isn't there; `known` are the names that are (None: those of the page).

    `guard` tells that the name was asked of None.
    """

    def __init__(
        self, message: str | None = None, *, name: str = "", known: Sequence[str] | None = None, guard: bool = False
    ) -> None:
        super().__init__(message)
        self.name = name
        self.known = known
        self.guard = guard


class _Undefined(jinja2.StrictUndefined):
    """Tells what is missing, and from what, in the words of the page types."""

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[jinja2.TemplateRuntimeError] = UndefinedName,
    ) -> None:
        if hint is not None:  # Jinja knows better: an unsafe attribute, an empty sequence
            super().__init__(hint, obj, name, exc)
            return
        known: Sequence[str] | None = None if obj is missing else _fields(obj)
        if obj is missing:
            message = f"there is no variable `{name}` on this page"
        elif obj is None:
            message = f"there is no value here that could have a field `{name}`"
        else:
            message = f"a {type(obj).__name__} has no field `{name}`"
        maker: Any = partial(UndefinedName, name=str(name), known=known, guard=obj is None)
        super().__init__(message, obj, name, maker)


class _Compiled(jinja2.BytecodeCache):
    """Code that was compiled before, by the templates' names."""

    def __init__(self, known: Mapping[str, bytes]) -> None:
        self._known = known

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - the form that Jinja wants
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        code = self._known.get(bucket.key)
        if code is not None:
            bucket.code = marshal.loads(code)  # noqa: S302 - from our own memory, or our own parent

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Nothing is kept here: see `Templates.compile`."""


def _fields(value: Any) -> Sequence[str]:
    if isinstance(value, Struct):
        return value.__struct_fields__
    return [str(key) for key in value] if isinstance(value, Mapping) else ()


def _environment(find: Callable[[str], Any], language: str, wording: Wording | None = None) -> jinja2.Environment:
    environment = Sandbox(
        loader=jinja2.FunctionLoader(find),
        autoescape=True,
        undefined=_Undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    for name in _TAKEN_OUT:
        del environment.filters[name]
    del environment.globals["lipsum"]
    environment.filters.update(filters.filters(language))
    environment.filters["markup"] = _markup
    environment.globals.update(filters.functions(language))
    environment.globals |= _speakers(wording or Wording())
    return environment


def _speakers(wording: Wording) -> dict[str, Callable[..., Any]]:
    """The functions that give words of the interface, by name."""

    def say(key: str, count: int | None = None, /, **values: Any) -> str:
        """A text of the interface: with `count` in the form for that number, with values in their places; markup among them stays markup."""
        pieces = wording.pieces(key, count, values)
        if any(isinstance(piece, Markup) for piece in pieces):
            return Markup("").join(map(escape, pieces))
        return "".join(map(str, pieces))

    def forms(key: str) -> tuple[tuple[str, str], ...]:
        """The forms of a text by plural category (CLDR), with their names in braces, for a script that counts."""
        return wording.forms(key)

    return {"say": say, "forms": forms}


def _markup(value: Any) -> Markup:
    """The filter `markup`: says that a field is markup already; of anything else it is an error."""
    if not isinstance(value, Markup):
        raise jinja2.TemplateRuntimeError("`markup` is for `html` and `introduction`; all other values are text")
    return value


def _sentence(message: str | None) -> str:
    text = (message or "the template is broken").strip().rstrip(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def references(text: str) -> tuple[str, ...] | None:
    """The templates that a template extends, includes or imports, by the names that it mentions, in order; none where it is broken.

    None where a name is known only when a page is rendered.
    """
    try:
        found = list(find_referenced_templates(jinja2.Environment(autoescape=True).parse(text)))
    except Exception:  # noqa: BLE001 (the page that needs it will tell)
        return ()
    names = tuple(dict.fromkeys(name for name in found if name is not None))
    return None if None in found else names
