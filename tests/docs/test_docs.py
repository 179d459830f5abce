"""The documentation says what the code does: no more, no less, and nothing that isn't there."""

from __future__ import annotations

import ast
import importlib.util
import json
import re
import shlex
import subprocess
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import NamedTuple

import click
import pytest

from digest import cli, config, pages
from digest.cli.command import every
from digest.config import DEFAULT_TOPICS, Markdown
from digest.ground import text
from digest.ground.periods import Period, parse_key
from digest.read.articles import read_article
from digest.read.documents import take_apart
from digest.read.editions import read_edition
from digest.read.plain_pages import read_page
from digest.render import manifest, wordings
from digest.render.wordings import LanguageFile

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
PROSE = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
TOPICS = tuple(topic.slug for topic in DEFAULT_TOPICS)


class Fence(NamedTuple):
    """A fenced block: its file, its line, its language, what stands behind that, its text."""

    file: Path
    line: int
    language: str
    about: str
    text: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line}"


def fences(file: Path) -> Iterator[Fence]:
    for match in re.finditer(r"^```(\S*) ?(.*)\n((?:.*\n)*?)```$", file.read_text("utf-8"), re.MULTILINE):
        yield Fence(file, match.string.count("\n", 0, match.start()) + 1, match[1], match[2], match[3])


FENCES = [fence for file in PROSE for fence in fences(file)]


def of(language: str, about: str) -> list[Fence]:
    found = [fence for fence in FENCES if fence.language == language and fence.about.split(" ")[0] == about]
    assert found
    return found


def reference(name: str) -> str:
    return (REFERENCE / name).read_text("utf-8")


def first_cells(document: str) -> set[str]:
    """What stands in backticks in the first column of a document's tables."""
    return {
        name for row in re.findall(r"^\| (`.*?) \|", document, re.MULTILINE) for name in re.findall(r"`([^`]+)`", row)
    }


def section(document: str, heading: str) -> str:
    match = re.search(rf"^(#+) {re.escape(heading)}\n(.*?)(?=^\1 |\Z)", document, re.MULTILINE | re.DOTALL)
    assert match is not None, heading
    return match[2]


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# --- what is generated ------------------------------------------------------------------------------------------------


def test_generated_parts_are_up_to_date(generate: ModuleType) -> None:
    stale = [file.name for file, wanted in generate.wanted().items() if file.read_text("utf-8") != wanted]
    assert stale == [], "run: python docs/generate.py"


def test_the_check_of_the_generator_fails_when_something_differs(tmp_path: Path) -> None:
    for part in ("docs", "themes/default/theme.yaml"):
        source = ROOT / part
        for file in sorted(source.rglob("*")) if source.is_dir() else [source]:
            if file.is_file() and "__pycache__" not in file.parts:
                copy = tmp_path / file.relative_to(ROOT)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(file.read_bytes())
    script = [sys.executable, str(tmp_path / "docs" / "generate.py")]
    assert subprocess.run([*script, "--check"], cwd=ROOT, check=False).returncode == 0
    there = tmp_path / "docs" / "reference" / "commands.md"
    there.write_text(there.read_text("utf-8").replace("## digest build", "## digest bild"), encoding="utf-8")
    assert subprocess.run([*script, "--check"], cwd=ROOT, check=False).returncode == 1
    assert subprocess.run(script, cwd=ROOT, check=False).returncode == 0
    assert there.read_text("utf-8") == reference("commands.md")


# --- commands ---------------------------------------------------------------------------------------------------------


def test_every_command_and_option_is_in_the_reference_and_no_other() -> None:
    commands = dict(every())
    assert set(re.findall(r"^## digest (.+)$", reference("commands.md"), re.MULTILINE)) == set(commands)
    for name, command in commands.items():
        options = {
            option
            for parameter in command.params
            if isinstance(parameter, click.Option)
            for option in [*parameter.opts, *parameter.secondary_opts]
        }
        arguments = {p.human_readable_name for p in command.params if isinstance(p, click.Argument)}
        table = section(reference("commands.md"), f"digest {name}")
        assert first_cells(table) == options | arguments


def _digest_lines() -> list[tuple[str, str]]:
    lines = [
        (str(fence), re.split(r"[#>|]", line)[0].strip())
        for fence in FENCES
        if fence.language == "sh"
        for whole in fence.text.splitlines()
        for line in whole.split("&&")
    ]
    return [(where, line) for where, line in lines if re.match(r"(\.venv/bin/)?digest ", line)]


@pytest.mark.parametrize(("where", "line"), _digest_lines())
def test_commands_in_the_docs_are_real(where: str, line: str) -> None:
    name, *words = shlex.split(line)[1:]
    command = cli.commands.commands.get(name)
    if isinstance(command, click.Group):
        name, *words = words
        command = command.commands.get(name)
    assert command is not None, where
    context = click.Context(command, info_name=name)
    values, rest, _ = command.make_parser(context).parse_args(list(words))
    assert not rest, where
    for parameter in command.params:
        if isinstance(parameter.type, click.Choice) and values.get(parameter.name or "") is not None:
            parameter.type.convert(values[parameter.name or ""], parameter, context)


def test_options_named_in_prose_exist() -> None:
    known = {option for _, command in every() for p in command.params for option in [*p.opts, *p.secondary_opts]}
    colors = (ROOT / "themes/default/templates/_colors.html").read_text("utf-8")
    known |= {"--help", "--version", "--check", "--red", *re.findall(r"(--[a-z]+):", colors)}
    for file in PROSE:
        prose = re.sub(r"^```.*?^```$", "", file.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
        named = set(re.findall(r"`(?:digest \w+ )?(--[a-z][a-z-]*)", prose))
        assert named <= known, file


# --- settings, headers, templates -------------------------------------------------------------------------------------


def test_every_setting_is_in_the_reference_and_no_other(generate: ModuleType) -> None:
    document = reference("config.md")
    for name, type_, _, _ in generate._config_fields():
        part = section(document, name)
        block = generate._block_of(type_)
        if block is not None:
            assert first_cells(part) == set(block.__struct_fields__)
    listed = re.findall(r"^## (\w+)$", document, re.MULTILINE)
    assert set(listed) == set(config.Config.__struct_fields__)


def test_settings_named_in_prose_exist() -> None:
    blocks = {"site", "paths", "convert", "topics", "tags", "archive", "pages", "theme", "feeds", "markdown"}
    schema = config.json_schema()
    for file in PROSE:
        for block, key in re.findall(r"`(\w+)\.(\w+)(?:: \w+)?`", file.read_text("utf-8")):
            if block not in blocks or (file.name == "templates.md" and block == "site") or key in {"py", "yaml"}:
                continue
            found = schema["properties"][block]
            name = re.search(r"\$defs/(\w+)", json.dumps(found))
            properties = schema["$defs"][name[1]]["properties"] if name else {}
            assert key in properties or (file.name == "change-the-theme.md"), f"{file.name}: {block}.{key}"


def test_every_key_of_front_matter_is_in_the_reference_and_no_other(generate: ModuleType) -> None:
    tables = dict(re.findall(r"<!-- generated: (\w+) -->\n(.*?)<!-- end", reference("front-matter.md"), re.DOTALL))
    types = {
        "article": generate.model.FrontMatter,
        "source": generate.model.Source,
        "image": generate.model.Image,
        "correction": generate.model.Correction,
        "edition": generate.EditionHeader,
        "page": generate.PageHeader,
    }
    assert tables.keys() == types.keys()
    for name, type_ in types.items():
        keys = re.findall(r"^\| `(\w+)` \|", tables[name], re.MULTILINE)
        assert set(keys) == set(type_.__struct_fields__)


def test_every_template_and_variable_is_in_the_reference_and_no_other() -> None:
    document = section(reference("templates.md"), "Templates and their variables")
    assert re.findall(r"^### (\S+)$", document, re.MULTILINE) == list(pages.TEMPLATES)
    for name, page in pages.TEMPLATES.items():
        rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+) \|$", section(document, name), re.MULTILINE)
        assert {variable for variable, _, _ in rows} == set(page.__struct_fields__)


def test_every_type_that_a_variable_has_is_described(generate: ModuleType) -> None:
    document = section(reference("templates.md"), "Types of values")
    assert set(re.findall(r"^### (\S+)$", document, re.MULTILINE)) == {part.__name__ for part in generate.PARTS}


def test_every_filter_is_in_the_reference_and_no_other(generate: ModuleType) -> None:
    document = reference("templates.md")
    added = section(document, "Filters and functions").split("| style |")[0]
    functions = {f"{name}()" for name in generate.added_functions()}
    names = set(re.findall(r"^\| `([^`]+)` \| (?:filter|function) \|", added, re.MULTILINE))
    assert names == set(generate.added_filters()) | functions
    styles = section(document, "Filters and functions").split("| style |")[1].split("These filters")[0]
    assert first_cells(styles) - {"2015-07-28"} == set(generate.STYLES)


# --- diagnostics ------------------------------------------------------------------------------------------------------


def _name(function: ast.expr) -> str:
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def _texts(node: ast.expr | None) -> set[str]:
    """The texts that an expression can be, as far as it says them itself."""
    if isinstance(node, ast.IfExp):
        return _texts(node.body) | _texts(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def _passed(tree: ast.Module, parameter: str, within: str) -> set[str]:
    """What callers in the same module pass to a function for a parameter."""
    function = next(n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == within)
    position = [argument.arg for argument in function.args.args].index(parameter)
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and _name(n.func) == within]
    return {value for call in calls if len(call.args) > position for value in _texts(call.args[position])}


def codes_in(tree: ast.Module) -> dict[str, set[str]]:
    """Each code that a module can report, and its severities (`?` for one that is decided elsewhere)."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for function in [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]:
        for call in [n for n in ast.walk(function) if isinstance(n, ast.Call)]:
            name = _name(call.func)
            if name in {"error", "warning"} and call.args:
                codes = _texts(call.args[0])
                if isinstance(call.args[0], ast.Name):
                    codes = _passed(tree, call.args[0].id, function.name)
                for code in codes:
                    found[code].add(name)
            elif name == "Diagnostic":
                words = {keyword.arg: keyword.value for keyword in call.keywords}
                given = words.get("code")
                codes = _passed(tree, given.id, function.name) if isinstance(given, ast.Name) else _texts(given)
                for code in codes:
                    found[code] |= _texts(words.get("severity")) or {"?"}
    return found


def reported() -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for file in sorted((ROOT / "digest").rglob("*.py")):
        if file.name != "diagnostics.py":
            for code, severities in codes_in(ast.parse(file.read_text("utf-8"))).items():
                found[code] |= severities
    return found


def test_every_diagnostic_is_in_the_reference_with_its_severities_and_no_other() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| ([a-z, ]+) \| (.+) \| (.+) \|$", reference("diagnostics.md"), re.MULTILINE)
    documented = {code: set(severities.split(", ")) for code, severities, _, _ in rows}
    assert len(documented) == len(rows), "a code stands there twice"
    found = reported()
    assert sorted(found) == sorted(documented)
    for code, severities in found.items():
        assert severities == documented[code] or "?" in severities, code


def test_codes_named_elsewhere_in_the_docs_exist() -> None:
    known = set(reported())
    for file in PROSE:
        shown = re.findall(r"(?:error|warning|note)\[([a-z-]+)\]|\(`([a-z]+-[a-z-]+)`\)", file.read_text("utf-8"))
        assert {code for pair in shown for code in pair if code} <= known, file


# --- examples ---------------------------------------------------------------------------------------------------------


def test_every_yaml_and_markdown_example_says_what_it_is() -> None:
    for fence in FENCES:
        kind = fence.about.split(" ")[0]
        if fence.language == "yaml" and kind not in {"config", "theme"}:
            assert not re.match(r"(site|theme|topics|feeds):$", fence.text.split("\n")[0]), fence
        if fence.language == "markdown":
            assert kind in {"article", "edition", "page"}, fence


@pytest.mark.parametrize("example", of("yaml", "config"), ids=str)
def test_examples_of_settings_load(example: Fence, tmp_path: Path) -> None:
    whole = "" if example.text.startswith("site:") else "site: {title: A, url: https://example.org/}\n"
    (tmp_path / "config.yaml").write_text(whole + example.text, encoding="utf-8")
    loaded, found = config.load(tmp_path)
    assert [finding.message for finding in found] == []
    assert loaded is not None


@pytest.mark.parametrize("example", of("markdown", "article"), ids=str)
def test_examples_of_articles_pass_the_read_stage(example: Fence) -> None:
    document, found = take_apart(example.text.encode(), "content/example.md")
    assert document is not None, found
    article, _, found = read_article(document, "2015/10/29/example.md", TOPICS, Markdown())
    assert article is not None
    assert {finding.code for finding in found} <= {"id-missing"}


@pytest.mark.parametrize("example", of("markdown", "edition"), ids=str)
def test_examples_of_edition_notes_pass_the_read_stage(example: Fence) -> None:
    name = PurePosixPath(example.about.split(" ")[1]).name
    document, found = take_apart(example.text.encode(), name)
    assert document is not None, found
    note, found = read_edition(document, name, "week", Markdown())
    assert note is not None
    assert found == []


@pytest.mark.parametrize("example", of("markdown", "page"), ids=str)
def test_examples_of_plain_pages_pass_the_read_stage(example: Fence) -> None:
    document, found = take_apart(example.text.encode(), "content/pages/about.md")
    assert document is not None, found
    page, found = read_page(document, "pages/about.md", Markdown())
    assert page is not None
    assert found == []


@pytest.mark.parametrize("example", of("yaml", "theme"), ids=str)
def test_examples_of_themes_are_sound(example: Fence) -> None:
    made, _, found = manifest.read(example.text.encode(), "theme.yaml")
    assert found == []
    assert made is not None


@pytest.mark.parametrize("example", of("yaml", "words"), ids=str)
def test_examples_of_words_of_the_interface_are_sound(example: Fence) -> None:
    tag = example.about.split(" ")[1]
    file = LanguageFile(f"overrides/languages/{tag}.yaml", example.text.encode())
    assert wordings.settle(tag, [], [file], ())[1] == []


@pytest.mark.parametrize("example", [f for f in FENCES if f.language == "yaml" and not f.about], ids=str)
def test_pieces_of_front_matter_are_sound(example: Fence) -> None:
    header = example.text if example.text.startswith("---\n") else f"---\n{example.text}---\n"
    lines = [line for line in header.splitlines() if line.strip("-")]
    named = {line.split(":")[0] for line in lines}
    filled = [
        f"{key}: {value}" for key, value in (("title", "A"), ("date", "2015-10-29"), ("id", "a1")) if key not in named
    ]
    document, found = take_apart("\n".join(["---", *filled, *lines, "---", ""]).encode(), "content/example.md")
    assert document is not None, found
    article, _, found = read_article(document, "example.md", TOPICS, Markdown())
    assert [finding.message for finding in found] == []
    assert article is not None


@pytest.mark.parametrize(
    ("key", "period"), [("2015-w31", "week"), ("2015-07-28", "day"), ("2015-07", "month"), ("2015-w51", "week")]
)
def test_names_of_editions_in_the_docs_name_editions(key: str, period: Period) -> None:
    assert any(f"{key}.md" in file.read_text("utf-8") for file in PROSE)
    assert parse_key(key, period) is not None


def test_the_default_topics_named_in_prose_are_the_default_topics() -> None:
    assert (
        f"there are {('ten', 'eleven', 'twelve')[len(DEFAULT_TOPICS) - 10]}, from {DEFAULT_TOPICS[0].name} to {DEFAULT_TOPICS[-1].name}"
        in (ROOT / "docs/how-to/own-topics-and-tags.md").read_text("utf-8")
    )


def test_the_example_of_a_slug_is_right() -> None:
    assert "(`Übersee` gives `ubersee`)" in reference("urls.md")
    assert text.slugify("Übersee") == "ubersee"


# --- links ------------------------------------------------------------------------------------------------------------


def anchors(file: Path) -> set[str]:
    """The anchors of a Markdown file's headings, as GitHub makes them."""
    prose = re.sub(r"^```.*?^```$", "", file.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    found: set[str] = set()
    for heading in re.findall(r"^#{1,6} (.+)$", prose, re.MULTILINE):
        plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        kept = "".join(c for c in plain if c in " -_" or unicodedata.category(c)[0] in "LN")
        slug = kept.replace(" ", "-")
        number = 0
        while (name := f"{slug}-{number}" if number else slug) in found:
            number += 1
        found.add(name)
    return found


@pytest.mark.parametrize("file", PROSE, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_links_between_documents_resolve(file: Path) -> None:
    prose = re.sub(r"^```.*?^```$|`[^`\n]+`", "", file.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if re.match(r"https?:", target):
            continue
        path, _, fragment = target.partition("#")
        there = (file.parent / path).resolve() if path else file
        assert there.exists(), target
        assert not fragment or fragment in anchors(there), target


def test_every_document_is_reached_from_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text("utf-8")
    linked = {(ROOT / "docs" / target.partition("#")[0]).resolve() for target in re.findall(r"\]\(([^)]+)\)", index)}
    assert {file for file in PROSE if file.is_relative_to(ROOT / "docs") and file.name != "index.md"} <= linked


def test_documents_that_the_repository_mentions_are_there() -> None:
    mentioning = [
        ROOT / "config.yaml",
        ROOT / "pyproject.toml",
        *(ROOT / "digest").rglob("*.py"),
        *(ROOT / "themes").rglob("*.*"),
    ]
    for file in mentioning:
        for named in re.findall(r"docs/[\w/-]+\.md", file.read_text("utf-8", "replace") if file.is_file() else ""):
            assert (ROOT / named).exists(), f"{file.relative_to(ROOT)} mentions {named}"
