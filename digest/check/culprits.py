"""Check: from faults to findings: where in the sources each comes from, and the same fault on many pages told once.

The source is looked for where it is likeliest: in the file that asks for the page, then in the theme and the settings, then in all
content (a card or a feed shows another article's picture), at last in the page itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from digest.check.subject import Fault, Subject
from digest.ground.diagnostics import Diagnostic, Place

_MARKUP = re.compile(r"[/.#:=<]")
_FRAME = "base.html"
_SOURCES = (".md", ".html", ".htm", ".css", ".js", ".svg", ".yaml", ".yml", ".xml", ".json", ".txt", ".webmanifest")
_MOST_SEARCHES = 200  # through all of the content; a site with more faults than that has another problem


class _Text(NamedTuple):
    """A source's lines, and the whole in which one looks first."""

    whole: str
    lines: list[str]


class Culprits:
    """Finds places in the sources of a site in `root`; each file is read once."""

    def __init__(self, subject: Subject, root: Path, output: str) -> None:
        self._subject = subject
        self._root = root
        self._output = output
        self._texts: dict[str, _Text | None] = {}
        self._searched: dict[tuple[str, ...], Place | None] = {}
        self._framed: dict[tuple[str, ...], Place | None] = {}

    def findings(self, faults: Iterable[Fault]) -> list[Diagnostic]:
        """A finding for each fault and place; its note names the page, and counts the others."""
        found: dict[tuple[str, str, str, Place], list[Fault]] = {}
        lost: dict[tuple[str, str], list[Fault]] = {}
        for fault in faults:
            place = self._place(fault)
            if fault.written and (place is None or place.file != self._subject.planned[fault.page].source):
                continue
            if place is None:
                lost.setdefault((fault.code, fault.message), []).append(fault)
            else:
                found.setdefault((fault.code, fault.message, fault.hint, place), []).append(fault)
        for (code, message), group in lost.items():
            found.setdefault((code, message, group[0].hint, self._shared(group)), []).extend(group)
        return [self._finding(place, group) for (_, _, _, place), group in found.items()]

    def _finding(self, place: Place, group: list[Fault]) -> Diagnostic:
        first = group[0]
        pages = sorted({fault.page for fault in group})
        shown = f"{self._output}/{pages[0]}"
        note = f"on {len(pages):,} pages, `{shown}` is the first" if len(pages) > 1 else f"in `{shown}`"
        if place.file == shown:
            note = ""
        return Diagnostic(
            code=first.code, message=first.message, severity=first.severity, place=place, note=note, hint=first.hint
        )

    # --- where -------------------------------------------------------------------------------------------------------

    def _place(self, fault: Fault) -> Place | None:
        """Where a source says what the fault is about, or the file that the fault itself names."""
        if fault.source:
            return self._in(fault.source, fault.needles) or Place(file=fault.source)
        made = self._subject.planned.get(fault.page)
        if made is not None and made.source and (place := self._behind(made.source, fault)):
            return place
        if made is None or fault.page in self._subject.touched:
            return Place(file=f"{self._output}/{fault.page}")
        if not fault.needles:
            return None
        if fault.needles not in self._searched:
            self._searched[fault.needles] = self._anywhere(fault.needles)
        return self._searched[fault.needles]

    def _behind(self, source: str, fault: Fault) -> Place | None:
        """In a page's own source; where that says no more than a part of the needle, what frames all pages may say the whole of it."""
        exact = _exact(fault.needles)
        place = self._in(source, exact)
        if place is None and fault.page not in self._subject.touched:
            place = self._framing(exact)
        return place or self._in(source, fault.needles)

    def _framing(self, needles: tuple[str, ...]) -> Place | None:
        if needles not in self._framed:
            places = (self._in(file, needles) for file in sorted(self._subject.looks))
            self._framed[needles] = next((place for place in places if place), None)
        return self._framed[needles]

    def _anywhere(self, needles: tuple[str, ...]) -> Place | None:
        files: list[str] = sorted(self._subject.looks)
        if len(self._searched) < _MOST_SEARCHES:
            files += sorted(self._subject.texts)
        for needle in needles:
            for file in files:
                if place := self._in(file, (needle,)):
                    return place
        return None

    def _shared(self, group: list[Fault]) -> Place:
        """What pages with the same fault share, where no source says it in words: their file, their template, the frame."""
        made = [self._subject.planned[fault.page] for fault in group]
        sources = {each.source for each in made}
        if len(sources) == 1 and "" not in sources:
            return Place(file=sources.pop())
        templates = {each.template for each in made}
        if len(templates) == 1 and "" not in templates:
            return Place(file=templates.pop())
        if "" not in templates and (frame := next((f for f in self._subject.looks if f.endswith(f"/{_FRAME}")), None)):
            return Place(file=frame)
        return Place(file=f"{self._output}/{min(fault.page for fault in group)}")

    # --- in which line -----------------------------------------------------------------------------------------------

    def _in(self, file: str, needles: Iterable[str]) -> Place | None:
        """Where the first needle that a file holds stands in it."""
        text = self._read(file)
        if text is None:
            return None
        for needle in needles:
            for spelt in _spellings(needle):
                if spelt not in text.whole:
                    continue
                found = _bounded(spelt)
                for number, line in enumerate(text.lines, start=1):
                    if match := found.search(line):
                        return Place(file=file, line=number, column=match.start() + 1, length=len(spelt), source=line)
        return None

    def _read(self, file: str) -> _Text | None:
        if file not in self._texts:
            self._texts[file] = None
            there = self._subject.looks.get(file) or self._subject.texts.get(file) or self._root / file
            if file.endswith(_SOURCES):
                with suppress(OSError, UnicodeError):
                    whole = there if isinstance(there, str) else there.read_text("utf-8")
                    self._texts[file] = _Text(whole, whole.split("\n"))
        return self._texts[file]


def _exact(needles: tuple[str, ...]) -> tuple[str, ...]:
    """The needles that say an address, and no mere part of one: a file's name, a host."""
    return tuple(needle for number, needle in enumerate(needles) if not number or "/" in needle.rstrip("/"))


def _bounded(needle: str) -> re.Pattern[str]:
    """Where a needle stands for itself. A mere word may be prose: it must stand as markup has it, in a link or in quotes.

    The dot behind a sentence ends it, one with a letter behind it makes another host or file of it.
    """
    name = r"(?<![\w-])(?<!\w\.)" if needle[:1].isalnum() else r"(?<![\w-])"
    before = name if _MARKUP.search(needle) else r"(?<=[(/\"'<=}])"
    after = r"(?![\w-])" if needle.endswith("/") else r"(?![\w/-]|\.\w)"
    return re.compile(before + re.escape(needle) + after)


def _spellings(needle: str) -> Iterator[str]:
    """A text as markup may write it too."""
    yield needle
    if "&" in needle:
        yield needle.replace("&", "&amp;")
