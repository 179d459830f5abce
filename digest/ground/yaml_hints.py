"""YAML errors in plain words: what the line probably wanted to say, and how to write it."""

from __future__ import annotations

import re
from typing import NamedTuple

from digest.ground.diagnostics import Diagnostic, Place, error
from digest.ground.yaml_text import quote

_ENTRY = re.compile(r"(?P<head>\s*(?:- +)?[\w.-]+: +)(?P<value>\S.*?)\s*")
_ITEM = re.compile(r"(?P<head>\s*- +)(?P<value>\S.*?)\s*")
_NEVER_FIRST = "*&!%@`[]{}|>\"'"
_LONGEST = 100


class Complaint(NamedTuple):
    """What a YAML parser says: problem and context in its words, and where each is (line and column from 0)."""

    problem: str
    context: str
    at: tuple[int, int] | None
    began: tuple[int, int] | None


def explain(said: Complaint, lines: list[str], file: str, first_line: int) -> Diagnostic:
    """What libyaml or PyYAML complains of, as a diagnostic at the place where a person would look for the cause."""
    line, column = said.at or said.began or (0, 0)
    if said.began is not None and "quoted scalar" in said.context and "stream" in said.problem:
        line, column = said.began
        note, hint = "this quote is never closed", "close the quote at the end of the text"
    elif said.began is not None and ("flow sequence" in said.context or "flow mapping" in said.context):
        line, column = said.began
        note, hint = _of_flow(lines, line, column)
    elif said.began is not None and "simple key" in said.context and "expected ':'" in said.problem:
        line, column = said.began
        note, hint = _of_line(said, lines, line, column)
    else:
        line, column = _nearest_line(lines, line, column)
        note, hint = _of_line(said, lines, line, column)
    source = lines[line] if line < len(lines) else ""
    place = Place(file=file, line=first_line + line, column=column + 1, source=source)
    return error("yaml-syntax", "the YAML can't be read", place, note=note, hint=hint)


def _of_flow(lines: list[str], line: int, column: int) -> tuple[str, str]:
    rest = lines[line][column:] if line < len(lines) else ""
    opening = next((c for c in rest if c in "[{"), "[")
    closing = "]" if opening == "[" else "}"
    hint = f"separate what stands in it by commas and close it with `{closing}`"
    entry = _ENTRY.fullmatch(lines[line]) if line < len(lines) else None
    if entry is not None and not entry["value"].endswith(closing) and len(entry["value"]) > 1:
        hint += f"; a text that begins with {opening} needs quotes: {_quoted(entry)}"
    return f"`{opening}` opens a list or mapping that doesn't end well", hint


def _nearest_line(lines: list[str], line: int, column: int) -> tuple[int, int]:
    """The place itself, or the end of the last line with text where the parser stumbled only over the end of the file."""
    if line < len(lines) and (lines[line].strip() or line == 0):
        return line, column
    last = min(line, len(lines) - 1)
    while last > 0 and not lines[last].strip():
        last -= 1
    return last, len(lines[last].rstrip())


def _of_line(said: Complaint, lines: list[str], line: int, column: int) -> tuple[str, str]:
    problem = said.problem or said.context
    source = lines[line] if line < len(lines) else ""
    if "\t" in source[: len(source) - len(source.lstrip())] or source[column : column + 1] == "\t":
        return "a tab stands here", "YAML is indented with spaces, never with tabs"
    if "escape" in problem or "hexadecimal" in problem:
        return (
            "a backslash in double quotes begins an escape",
            "double each backslash, or put the text in single quotes",
        )
    entry = _ENTRY.fullmatch(source) or _ITEM.fullmatch(source)
    if "mapping values are not allowed" in problem:
        if entry is not None and ":" in entry["value"] and entry["value"][0] not in _NEVER_FIRST:
            return "a colon and a space within a text", f"put the text in quotes: {_quoted(entry)}"
        return (
            "a key doesn't fit here",
            "indent it like the keys around it, and put a text that runs over lines in quotes",
        )
    if entry is not None and entry["value"] in {"[", "{"}:
        closing = {"[": "]", "{": "}"}[entry["value"]]
        return (
            f"`{entry['value']}` opens a list or mapping that doesn't end",
            f"close it with `{closing}`, or take it out",
        )
    if entry is not None and entry["value"][0] in _NEVER_FIRST:
        first = entry["value"][0]
        return (
            f"a text can't begin with {first} unless the whole of it is in quotes",
            f"put the text in quotes: {_quoted(entry)}",
        )
    if "could not find expected ':'" in problem:
        return "neither a key nor a part of the value above", "write `key: value`; indent a text that runs on"
    if "block" in said.context or "expected key" in problem:
        return "the indentation doesn't fit the lines above", "indent keys of one block by the same number of spaces"
    return problem, "put the text in quotes"


def _quoted(entry: re.Match[str]) -> str:
    value = entry["value"]
    shown = value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
    whole = quote(shown)
    return f"`{entry['head'].strip()} {whole if whole.startswith(chr(34)) else f'{chr(34)}{whole}{chr(34)}'}`"
