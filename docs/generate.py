"""Writes the parts of the reference that the code can tell: `python docs/generate.py`, or `--check` to see whether they are up to date.

A generated part stands in its file between `<!-- generated: NAME -->` and `<!-- end of NAME -->`; what stands around it is
written by hand. The JSON Schemas are generated whole. Descriptions come from the strings under the fields of a type.
"""

from __future__ import annotations

import inspect
import re
import sys
import types
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import click
import msgspec
from click.testing import CliRunner
from jinja2 import defaults

from digest import cli, config, model, pages
from digest.cli.command import every
from digest.convert.plain import headers
from digest.ground.dates import STYLES
from digest.ground.moment import Moment
from digest.ground.schema_json import field_docs
from digest.ground.wording import forms
from digest.read.editions import EditionHeader
from digest.read.plain_pages import PageHeader
from digest.render import colors, manifest, templates, wordings

DOCS = Path(__file__).parent
REFERENCE = DOCS / "reference"

_PART = re.compile(r"(<!-- generated: (?P<name>[\w-]+) -->\n).*?(<!-- end of (?P=name) -->)", re.DOTALL)


# --- what types say ---------------------------------------------------------------------------------------------------


def fields(type_: type) -> Iterator[tuple[str, Any, Any, str]]:
    """Each field of a type: name, type, default (`msgspec.NODEFAULT` where it has none), sentence."""
    docs = field_docs(type_)
    for field in msgspec.structs.fields(type_):
        sentence = docs.get(field.name)
        if sentence is None:
            raise LookupError(f"`{type_.__name__}.{field.name}` has no docstring")
        default = field.default
        if field.default_factory is not msgspec.NODEFAULT:
            default = field.default_factory()
        yield field.name, field.type, default, " ".join(sentence.split())


def spoken(type_: Any, link: Callable[[str], str] = lambda name: name) -> str:
    """A type in words for people who write YAML and templates."""
    origin, arguments = get_origin(type_), get_args(type_)
    if origin in {types.UnionType, Union}:
        inner = [argument for argument in arguments if argument is not type(None)]
        return " or ".join(spoken(argument, link) for argument in inner) + (
            " or none" if inner != list(arguments) else ""
        )
    if origin is Literal:
        return " \\| ".join(f"`{choice}`" for choice in arguments)
    if origin is tuple and arguments[-1] is Ellipsis:
        return f"list of {spoken(arguments[0], link)}"
    if origin is tuple:
        return "(" + ", ".join(spoken(argument, link) for argument in arguments) + ")"
    if origin is dict:
        return "keys with values" if arguments[1] is Any else f"keys with {spoken(arguments[1], link)}"
    names = {str: "text", int: "whole number", bool: "`true` or `false`", float: "number", Any: "anything"}
    if type_ in names:
        return names[type_]
    return "date" if type_ is Moment else link(type_.__name__)


def default_text(default: Any) -> str:
    """A default as one would write it in YAML; empty where the key is left out by default."""
    if default is msgspec.NODEFAULT:
        return "*required*"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    if default is None or default in ((), {}, "") or isinstance(default, msgspec.Struct):
        return ""
    if isinstance(default, tuple):
        return "`[" + ", ".join(f'"{item}"' if str(item).startswith("#") else str(item) for item in default) + "]`"
    return f"`{default}`"


def table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [header, tuple("---" for _ in header), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def summary(type_: type) -> str:
    """A type's docstring as one paragraph after another."""
    return inspect.getdoc(type_) or ""


def anchor(name: str) -> str:
    """The anchor of a heading that is a type's name."""
    return f"[{name}](#{name.lower()})"


# --- parts ------------------------------------------------------------------------------------------------------------


def commands() -> str:
    """Every command with its arguments and options, as click knows them."""
    return "\n".join(_command(name, command) for name, command in every())


def _command(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=f"digest {name}")
    usage = command.get_usage(context).removeprefix("Usage: ")
    text = f"## digest {name}\n\n```text\n{usage}\n```\n\n{_prose(command.help or '')}\n\n"
    rows = []
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            names = ", ".join(f"`{option}`" for option in [*parameter.opts, *parameter.secondary_opts])
            rows.append((names, _takes(parameter), _prose(parameter.help or "")))
        else:
            shown = f"`{parameter.human_readable_name}`" + ("" if parameter.required else " (may be left out)")
            rows.append((shown, _takes(parameter), ""))
    text += table(("option or argument", "takes", "meaning"), rows)
    example = (command.epilog or "").removeprefix("Example: ")
    return f"{text}\n```sh\n{example}\n```\n" if example else text


def _takes(parameter: click.Parameter) -> str:
    if isinstance(parameter.type, click.Choice):
        return " \\| ".join(f"`{choice}`" for choice in parameter.type.choices)
    if isinstance(parameter, click.Option) and parameter.is_flag:
        return ""
    return f"`{parameter.metavar or parameter.type.name.upper()}`"


def _prose(text: str) -> str:
    paragraphs = re.split(r"\n\s*\n", inspect.cleandoc(text))
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def settings() -> str:
    """Every block and key of `config.yaml`."""
    parts = []
    simple = []
    for name, type_, default, sentence in _config_fields():
        block = _block_of(type_)
        if block is None:
            simple.append(f"## {name}\n\n{sentence} {spoken(type_)}; default {default_text(default)}.\n")
            continue
        listed = "a list; each item has these keys" if get_origin(type_) is tuple else ""
        listed = (
            "`true`, `false`, or a block with these keys; `true` stands for their defaults"
            if bool in get_args(type_)
            else listed
        )
        rows = (
            (f"`{key}`", spoken(inner), default_text(value), _cell(words)) for key, inner, value, words in fields(block)
        )
        head = f"## {name}\n\n{summary(block)}" + (f" It is {listed}." if listed else "") + "\n\n"
        parts.append(head + table(("key", "takes", "default", "meaning"), rows))
    return "\n".join([*parts, *simple])


def _config_fields() -> Iterator[tuple[str, Any, Any, str]]:
    docs = field_docs(config.Config)
    for field in msgspec.structs.fields(config.Config):
        yield field.name, field.type, field.default, docs.get(field.name, "")


def _block_of(type_: Any) -> type | None:
    inner = get_args(type_)[0] if get_origin(type_) is tuple or bool in get_args(type_) else type_
    return inner if isinstance(inner, type) and issubclass(inner, msgspec.Struct) else None


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def default_topics() -> str:
    """The topics of a site that names none."""
    rows = (
        (f"`{topic.slug}`", topic.name, f"`{topic.color}`", ", ".join(f"`{code}`" for code in topic.iptc))
        for topic in config.DEFAULT_TOPICS
    )
    return table(("slug", "name", "colour", "IPTC Media Topics"), rows)


def keys_of(type_: type) -> str:
    """A header's keys as a table; the types of nested values are linked."""
    rows = (
        (f"`{name}`", spoken(inner, anchor), default_text(default), _cell(sentence))
        for name, inner, default, sentence in fields(type_)
    )
    return table(("key", "takes", "default", "meaning"), rows)


def variables() -> str:
    """For each template every variable that it sees."""
    parts = []
    for name, page in pages.TEMPLATES.items():
        words = summary(page).split(": ", 1)[-1]
        parts.append(f"### {name}\n\n{words[:1].upper() + words[1:]}\n\n{_variables(page)}")
    return "\n".join(parts)


def values() -> str:
    """The types of the values that variables hold."""
    return "\n".join(f"### {part.__name__}\n\n{summary(part)}\n\n{_variables(part)}" for part in PARTS)


def _variables(type_: type) -> str:
    rows = ((f"`{name}`", spoken(inner, _linked), _cell(words)) for name, inner, _, words in fields(type_))
    return table(("variable" if type_ in pages.TEMPLATES.values() else "field", "type", "meaning"), rows)


def _linked(name: str) -> str:
    return anchor(name) if name in {part.__name__ for part in PARTS} else name


def _parts() -> tuple[type, ...]:
    """The types that pages hold, in the order in which they are met."""
    found: dict[type, None] = {}

    def visit(type_: Any) -> None:
        for argument in get_args(type_):
            visit(argument)
        if isinstance(type_, type) and issubclass(type_, msgspec.Struct) and type_ is not Moment and type_ not in found:
            if type_ not in pages.TEMPLATES.values():
                found[type_] = None
            for field in msgspec.structs.fields(type_):
                visit(field.type)

    for page in pages.TEMPLATES.values():
        visit(page)
    return tuple(found)


def added_filters() -> dict[str, Callable[..., Any]]:
    """The filters that templates have beyond those of Jinja, by name."""
    made = _environment().filters
    return {name: made[name] for name in sorted(made.keys() - vars(defaults)["DEFAULT_FILTERS"].keys())}


def added_functions() -> dict[str, Callable[..., Any]]:
    """The functions that templates have beyond those of Jinja, by name."""
    made = _environment().globals
    return {name: made[name] for name in sorted(made.keys() - vars(defaults)["DEFAULT_NAMESPACE"].keys())}


def _environment() -> Any:
    make: Any = vars(templates)["_environment"]
    return make(lambda _name: None, "en")


def filters() -> str:
    """What templates can do with values."""
    rows = [(f"`{name}`", "filter", _arguments(made, skip=1), _first(made)) for name, made in added_filters().items()]
    rows += [(f"`{name}()`", "function", _arguments(made), _first(made)) for name, made in added_functions().items()]
    styles = ", ".join(f"`{style}`" for style in STYLES)
    return table(("name", "is a", "arguments", "gives"), rows) + f"\nThe styles of `date`: {styles}.\n"


def taken_out() -> str:
    """The filters of Jinja that templates don't have."""
    out: dict[str, str] = vars(templates)["_TAKEN_OUT"]
    return table(("filter", "why it is missing"), ((f"`{name}`", f"{why}.") for name, why in out.items()))


def texts() -> str:
    """The texts of the interface in English, with their forms."""
    english, _ = wordings.settle("en", [], [], ())
    rows = (
        (f"`{key}`", "<br>".join(f"{text}" for text in forms(said).values())) for key, said in english.texts.items()
    )
    return table(("key", "English"), rows)


def _arguments(function: Callable[..., Any], *, skip: int = 0) -> str:
    shown = []
    for parameter in list(inspect.signature(function).parameters.values())[skip:]:
        given = "" if parameter.default is inspect.Parameter.empty else f'="{parameter.default}"'
        shown.append(f"`{parameter.name}{given}`")
    return ", ".join(shown)


def _first(function: Callable[..., Any]) -> str:
    return _cell(_prose(inspect.getdoc(function) or ""))


def theme_keys() -> str:
    """The keys of `theme.yaml`, and of the values in it."""
    return "\n".join(
        f"### {type_.__name__}\n\n{keys_of(type_)}"
        for type_ in (manifest.Manifest, manifest.Option, colors.Color, colors.Surfaces)
    )


def _default_theme() -> manifest.Manifest:
    file = DOCS.parent / "themes" / "default" / "theme.yaml"
    made, _, found = manifest.read(file.read_bytes(), "theme.yaml")
    if made is None:
        raise LookupError(f"themes/default/theme.yaml has an error: {found[0].message}")
    return made


def default_options() -> str:
    """The options of the default theme."""
    rows = []
    for name, option in _default_theme().options.items():
        takes = " \\| ".join(f"`{choice}`" for choice in option.choices) or option.type
        rows.append((f"`{name}`", takes, f"`{option.default}`" if option.default else "", _cell(option.description)))
    return table(("option", "takes", "default", "meaning"), rows)


def default_palette() -> str:
    """The palette of the default theme."""
    palette = _default_theme().palette.items()
    return table(("name", "light", "dark"), ((f"`{name}`", f"`{c.light}`", f"`{c.dark}`") for name, c in palette))


def header_keys() -> str:
    """The keys of `Key: value` lines that a seed may begin with."""
    known: dict[str, str] = vars(headers)["_KEYS"]
    by_field: dict[str, list[str]] = {}
    for key, field in known.items():
        by_field.setdefault(field, []).append(key)
    rows = ((f"`{field}`", ", ".join(f"`{key}`" for key in keys)) for field, keys in by_field.items())
    return table(("sets", "by one of these keys"), rows)


PARTS = _parts()

GENERATED: dict[str, dict[str, Callable[[], str]]] = {
    "commands.md": {"commands": commands},
    "config.md": {"settings": settings, "default-topics": default_topics},
    "front-matter.md": {
        "article": lambda: keys_of(model.FrontMatter),
        "source": lambda: keys_of(model.Source),
        "image": lambda: keys_of(model.Image),
        "correction": lambda: keys_of(model.Correction),
        "edition": lambda: keys_of(EditionHeader),
        "page": lambda: keys_of(PageHeader),
    },
    "templates.md": {
        "variables": variables,
        "values": values,
        "filters": filters,
        "taken-out": taken_out,
        "texts": texts,
    },
    "theme.md": {"keys": theme_keys, "options": default_options, "palette": default_palette},
    "seed-formats.md": {"header-keys": header_keys},
}
SCHEMAS = {f"{what}.schema.json": what for what in ("config", "article", "edition", "page")}


# --- files ------------------------------------------------------------------------------------------------------------


def wanted() -> dict[Path, str]:
    """Each file with generated parts, as it should read."""
    texts = {}
    for name, parts in GENERATED.items():
        file = REFERENCE / name
        text = file.read_text(encoding="utf-8")
        missing = parts.keys() ^ {match["name"] for match in _PART.finditer(text)}
        if missing:
            raise LookupError(f"{file}: the markers and the generated parts differ: {', '.join(sorted(missing))}")
        for part, make in parts.items():
            text = _PART.sub(partial(_filled, part, make), text)
        texts[file] = text
    for name, what in SCHEMAS.items():
        result = CliRunner().invoke(cli.commands, ["schema", what], standalone_mode=False)
        texts[REFERENCE / name] = result.stdout
    return texts


def _filled(name: str, make: Callable[[], str], match: re.Match[str]) -> str:
    return f"{match[1]}\n{make().strip()}\n\n{match[3]}" if match["name"] == name else match[0]


def main() -> int:
    """Rewrites what differs; with `--check` names it, and fails when there is something."""
    check = "--check" in sys.argv[1:]
    texts = wanted()
    different = [file for file, text in texts.items() if not file.exists() or file.read_text("utf-8") != text]
    for file in different:
        if not check:
            file.write_text(texts[file], encoding="utf-8")
        sys.stdout.write(f"{'out of date' if check else 'written'}: {file.relative_to(DOCS.parent)}\n")
    return 1 if check and different else 0


if __name__ == "__main__":
    sys.exit(main())
