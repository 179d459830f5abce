"""Templates: a page's value and a theme in, HTML out. The one door of Jinja and MarkupSafe.

A template sees the fields of its page, the colours of its theme, and nothing else: no clock, no files, no chance; the sandbox keeps it from Python's insides,
so that a theme is data, not a program. Every value is escaped; `html`, `introduction` and `json_ld` alone are markup. A name that
doesn't exist is an error, never an empty space.

`{% extends "base.html" %}` means the template as the site sees it: its override, else the theme's, else that of the theme
which it extends. `{% extends "default:base.html" %}` means the template as the theme `default` has it or inherits it: so an override or a
child theme can extend the very template that it replaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from digest.ground.characters import legal
from digest.ground.diagnostics import Diagnostic, Place, error
from digest.ground.text import did_you_mean
from digest.model import Struct
from digest.render import filters
from digest.render.theme import Source, Theme

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

_VERBATIM = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2\s*>)", re.DOTALL | re.IGNORECASE)
_SPACE = " \t\r"


class Templates:
    """The templates of a theme, compiled at first use; each sees its page, and the `palette` and `surfaces` of the theme."""

    def __init__(self, theme: Theme, language: str) -> None:
        self._theme = theme
        self._texts: dict[str, str] = {}
        self._environment = _environment(self._find, language)
        self._environment.globals.update({name: getattr(theme, name) for name in OF_THE_THEME})

    def render(self, name: str, page: Struct, **more: Any) -> str:
        """The HTML that the template `name` makes of a page; raises what Jinja raises (see `explain`)."""
        context = {field: getattr(page, field) for field in page.__struct_fields__}
        context |= more
        for field in MARKUP & context.keys():
            context[field] = Markup(context[field])  # noqa: S704 (sanitised by the read stage, or made by an encoder)
        return tidy(self._environment.get_template(name).render(context, page_kind=name.removesuffix(".html")))

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
                (*page.__struct_fields__, "page_kind", "json_ld", *OF_THE_THEME)
                if problem.known is None
                else problem.known
            )
            hint = did_you_mean(problem.name, known) if known else ""
            if problem.guard:
                hint = "some pages have none: ask with {% if … %} first"
            place = self._frame(problem, problem.name)
            return error("template-error", str(problem), place, note=rendering, hint=hint)
        if isinstance(problem, RecursionError):
            hint = 'an override extends what it replaces as `{% extends "THEME:NAME.html" %}`'
            message = "the template extends or includes itself without end"
            return error("template-error", message, self._frame(problem), hint=hint)
        message = _sentence(str(problem) or type(problem).__name__)
        return error("template-error", message, self._frame(problem), note=rendering)

    def _find(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """The text and file of a template for Jinja, or None."""
        source = self._source(name)
        if source is None:
            return None
        self._texts[source.file] = source.text
        return source.text, source.file, lambda: True

    def _source(self, name: str) -> Source | None:
        owner, colon, rest = name.partition(":")
        layers = self._theme.layers
        if colon:
            names = [layer.name for layer in layers]
            layers = layers[names.index(owner) :] if owner and owner in names else ()
            name = rest
        return next((layer.templates[name] for layer in layers if name in layer.templates), None)

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


def _fields(value: Any) -> Sequence[str]:
    if isinstance(value, Struct):
        return value.__struct_fields__
    return [str(key) for key in value] if isinstance(value, Mapping) else ()


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which the fields of our own values need no asking (that makes pages three times as fast)."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The attribute of a value, or an undefined one."""
        if isinstance(obj, Struct) and attribute in obj.__struct_fields__:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


def _environment(find: Callable[[str], Any], language: str) -> jinja2.Environment:
    environment = _Sandbox(
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
    return environment


def _markup(value: Any) -> Markup:
    """The filter `markup`: says that a field is markup already; of anything else it is an error."""
    if not isinstance(value, Markup):
        raise jinja2.TemplateRuntimeError("`markup` is for `html` and `introduction`; all other values are text")
    return value


def _sentence(message: str | None) -> str:
    text = (message or "the template is broken").strip().rstrip(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def tidy(text: str) -> str:
    """HTML without what can't stand in it (control characters, lone surrogates), without blank lines and spaces at line ends.

    The insides of pre, textarea, script and style stay as they are.
    """
    parts = _VERBATIM.split(legal(text))
    tidied = []
    for i in range(0, len(parts), 3):  # a stretch, an element that stays as it is, the name of its tag
        tidied += [_without_blank_lines(parts[i]), *parts[i + 1 : i + 2]]
    return "".join(tidied).strip() + "\n"


def _without_blank_lines(text: str) -> str:
    *lines, last = text.split("\n")
    if not lines:
        return text
    first = [
        lines[0].rstrip(_SPACE)
    ]  # goes on from what stands before, so that its line end counts even when it is blank
    kept = [line for line in (line.rstrip(_SPACE) for line in lines[1:]) if line]
    return "\n".join([*first, *kept, last if last.strip(_SPACE) else ""])
