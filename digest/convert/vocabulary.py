"""Stage 1, convert: the site's vocabulary of tags: applied to a draft, and completed in config.yaml.

Of the file only the line concerned changes; all other bytes stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from digest.ground import header_edits, located
from digest.ground.located import Mapping, Node, Scalar
from digest.ground.text import fold
from digest.model import Draft

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_BULLET = re.compile(r"[ \t]*-[ \t]+\Z")


def spellings(line: str) -> list[str]:
    """The spellings in one line of a vocabulary, the preferred one first."""
    return [spelling.strip() for spelling in line.split("|") if spelling.strip()]


def preferred(label: str, lines: Sequence[str]) -> str | None:
    """The spelling that a vocabulary prefers for a label; None where it doesn't have the label."""
    for line in lines:
        known = spellings(line)
        if fold(label) in map(fold, known):
            return known[0]
    return None


def in_vocabulary(draft: Draft, lines: Sequence[str]) -> Draft:
    """The draft with the preferred spelling of each of its tags that the vocabulary has; each tag once."""
    known = {fold(name): names[0] for line in reversed(lines) for names in [spellings(line)] for name in names}
    if not known or not any(fold(tag) in known for tag in draft.front.tags):
        return draft
    labels = [known.get(fold(tag), tag) for tag in draft.front.tags]
    tags = tuple({fold(label): label for label in reversed(labels)}.values())[::-1]
    return replace(draft, front=replace(draft.front, tags=tags))


def with_alias(lines: Sequence[str], alias: str, label: str) -> tuple[str, ...]:
    """The vocabulary in which `alias` is another name of `label`, with all its own aliases, and of nothing else."""
    moved, left = [alias], []
    for line in lines:
        known = spellings(line)
        if known and fold(known[0]) == fold(alias):
            moved = known
        elif fold(label) in map(fold, known):
            left.append(line)
        else:
            others = [name for name in known if fold(name) != fold(alias)]
            left.append(line if len(others) == len(known) else " | ".join(others))
    for number, line in enumerate(left):
        if fold(label) in map(fold, spellings(line)):
            left[number] = _joined([*spellings(line), *moved])
            return tuple(left)
    return (*left, _joined([label, *moved]))


def _joined(names: Sequence[str]) -> str:
    """One line of spellings, each once: `U.S.` and `US` are two, since texts have both, `us` and `US` are not."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(name.casefold(), name)
    return " | ".join(seen.values())


def rewritten(text: str, before: Sequence[str], after: Sequence[str]) -> str | None:
    """config.yaml with the vocabulary `after` where it has `before`; None where it is written in a way that can't be changed line by line.

    Changed items are replaced in their places, removed ones go with their lines, new ones follow the last.
    """
    if tuple(before) == tuple(after):
        return text
    node, found = located.parse(text, "")
    if found or not isinstance(node, Mapping):
        return None
    items = _value(_value(node, "tags"), "vocabulary")
    if isinstance(items, located.Sequence) and items.items:
        new = _changed(text, items, before, after)
    else:
        new = _added(text, node, items, after)
    return new if new is not None and _vocabulary(new) == list(after) and _others(new) == _others(text) else None


def _changed(text: str, items: located.Sequence, before: Sequence[str], after: Sequence[str]) -> str | None:
    """The text with the items of a list that it has changed, from the last to the first."""
    known = {spellings(line)[0]: line for line in after if spellings(line)}
    scalars = [item for item in items.items if isinstance(item, Scalar)]
    if len(scalars) != len(before) or [item.value for item in scalars] != list(before):
        return None
    last = scalars[-1]
    starts = _starts(text)
    flow = not _BULLET.search(_head(text, _at(starts, last)))
    olds = {spellings(line)[0] for line in before if spellings(line)}
    new = [line for line in after if spellings(line)[0] not in olds]
    for item in reversed(scalars):
        start = _at(starts, item)
        end = start + item.place.length
        name = (spellings(item.value) or [""])[0]
        extra = new if item is last else []
        if name not in known:
            if extra:
                text = text[:start] + located.quote(extra.pop(0), flow=flow) + text[end:]
            else:
                cut = header_edits.cut(text, start, end)
                if cut is None:
                    return None
                text = cut
        elif known[name] != item.value:
            written = located.quote(known[name], flow=flow)
            text, end = text[:start] + written + text[end:], start + len(written)
        if extra:
            text = _after(text, start, end, extra, flow=flow)
    return text


def _after(text: str, start: int, end: int, lines: Sequence[str], *, flow: bool) -> str:
    """The text with more items behind the one from `start` to `end`."""
    if flow:
        return text[:end] + "".join(f", {located.quote(line)}" for line in lines) + text[end:]
    head, line = _head(text, start), _LINE.match(text, end)
    rest = line.end() if line else len(text)
    stop = _line_end(text)
    more = "".join(f"{head}{located.quote(each, flow=False)}{stop}" for each in lines)
    return text[:rest] + ("" if text[:rest].endswith(("\n", "\r")) else stop) + more + text[rest:]


def _added(text: str, node: Mapping, items: Node | None, after: Sequence[str]) -> str | None:
    """The text with a list that it hasn't yet, or that is empty."""
    stop, tags = _line_end(text), _value(node, "tags")
    rows = [located.quote(line, flow=False) for line in after]
    if tags is None:
        block = f"tags:{stop}  vocabulary:{stop}" + "".join(f"    - {row}{stop}" for row in rows)
        return text + ("" if not text or text.endswith(("\n", "\r")) else stop) + block
    flow = f"[{', '.join(map(located.quote, after))}]"
    starts = _starts(text)
    if items is not None:
        start = _at(starts, items)
        if isinstance(items, located.Sequence):
            return text[:start] + flow + text[start + items.place.length :]
        return None if isinstance(items, Mapping) or items.value else f"{text[:start].rstrip(' ')} {flow}{text[start:]}"
    if not isinstance(tags, Mapping):
        return None if not isinstance(tags, Scalar) or tags.value else _below(text, node, rows, stop)
    if not tags.entries:
        start = _at(starts, tags)
        return f"{text[:start]}{{vocabulary: {flow}}}{text[start + tags.place.length :]}"
    first = tags.entries[0][0]
    start = _at(starts, first)
    head = _head(text, start)
    if head.strip():
        return f"{text[:start]}vocabulary: {flow}, {text[start:]}"
    block = f"vocabulary:{stop}" + "".join(f"{head}  - {row}{stop}" for row in rows)
    return f"{text[:start]}{block}{head}{text[start:]}"


def _below(text: str, node: Mapping, rows: Sequence[str], stop: str) -> str:
    """The text with the list below a key `tags:` that has no value."""
    key = next(key for key, _ in node.entries if key.value == "tags")
    line = _LINE.match(text, _at(_starts(text), key))
    end = line.end() if line else len(text)
    block = f"  vocabulary:{stop}" + "".join(f"    - {row}{stop}" for row in rows)
    return text[:end] + ("" if text[:end].endswith(("\n", "\r")) else stop) + block + text[end:]


def _value(node: Node | None, name: str) -> Node | None:
    entries = node.entries if isinstance(node, Mapping) else ()
    return next((value for key, value in entries if key.value == name), None)


def _vocabulary(text: str) -> list[str] | None:
    node, found = located.parse(text, "")
    items = _value(_value(node, "tags"), "vocabulary")
    if found or not isinstance(items, located.Sequence):
        return None
    return [item.value for item in items.items if isinstance(item, Scalar)]


def _others(text: str) -> object:
    """All that a file says but the vocabulary, as plain data."""
    node, _ = located.parse(text, "")
    return _plain(node, ("tags", "vocabulary")) or None


def _plain(node: Node | None, without: tuple[str, ...]) -> object:
    """A node's data without what stands under these keys, and without what is empty."""
    if isinstance(node, located.Sequence):
        return [_plain(item, ()) for item in node.items]
    if not isinstance(node, Mapping):
        return node.value if node is not None else None
    said: dict[str, object] = {}
    for key, value in node.entries:
        if (key.value,) != without:
            inner = _plain(value, without[1:] if without[:1] == (key.value,) else ())
            said |= {key.value: inner} if inner not in (None, {}, "") else {}
    return said


def _starts(text: str) -> list[int]:
    """Where each line of the text begins."""
    starts = [1 if text.startswith("\ufeff") else 0]
    starts += [line.end() for line in _LINE.finditer(text)]
    return starts


def _at(starts: Sequence[int], node: Node) -> int:
    return starts[node.place.line - 1] + node.place.column - 1


def _head(text: str, at: int) -> str:
    """What stands before a place on its line."""
    return text[max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1 : at]


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
