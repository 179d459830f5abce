"""Check: what is looked at, as far as the content and the plan tell; and the fault, which is what a rule finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from digest.config import Check
from digest.ground.diagnostics import Severity
from digest.model import Struct

_CAUSES = {
    "draft": ("status: draft",),
    "review": ("status: review",),
    "future": ("date:",),
    "expired": ("expires:",),
    "excerpt": ("source:",),
    "link": ("source:",),
}
"""What in an article's header holds it back, or tells whose text it is, by the reason."""

_LIMITED = frozenset({"excerpt", "link"})


class Made(Struct, kw_only=True):
    """An output as it is planned: what makes it (a renderer of `digest.model.Page`, `copy` or `asset`), and from what.

    `source` is the file that asks for it, relative to the site's folder, empty where none does; `template` is the file of its
    template. A page says that search engines must not list it where it is `unlisted`, and has the `credit` that a source asks for.
    """

    path: str
    renderer: str
    source: str = ""
    template: str = ""
    unlisted: bool = False
    credit: str = ""


class Secret(Struct, kw_only=True):
    """An article that must not be seen, or not all of it: its file, why, what it says, and the output paths that it would have.

    `reason` is that of `digest.model.Held`, or how much of it its source allows to be shown (`excerpt`, `link`): `shown` is what is.
    """

    file: str
    reason: str
    title: str = ""
    texts: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    shown: str = ""

    @property
    def is_limited(self) -> bool:
        """Whether some of it may be seen."""
        return self.reason in _LIMITED

    def leak(self, page: str) -> Fault:
        """The fault that the output file `page` shows it, however much of it."""
        if self.is_limited:
            message = f"the built site shows more of this article than its source allows (`show: {self.reason}`)"
            hint = "run `digest build`; where a template, a page or another text has these words, take them out there"
            return error("source-exceeded", message, page, _CAUSES[self.reason], hint=hint, source=self.file)
        message = f"this article is held back ({self.reason}), and the built site shows it"
        hint = (
            "run `digest build`, and publish what it makes; what was published before may stay in caches and archives"
        )
        return error("draft-leaked", message, page, _CAUSES.get(self.reason, ()), hint=hint, source=self.file)


class Subject(Struct, kw_only=True):
    """A built site: its address, all that is planned, what must not be seen.

    `public` gives what may be seen: the texts of all that is shown. It is asked only where something seems to be seen that must
    not. `looks` are the files of the theme and the settings, `texts` those of the content, each by the name that
    messages give it: where it lies, or what it says. `known` are paths that may stand there though they aren't planned, `apart` the
    beginnings of others (the search index), `touched` those that somebody has changed since they were made.
    """

    url: str
    planned: Mapping[str, Made]
    secrets: tuple[Secret, ...] = ()
    public: Callable[[], Iterable[str]] = tuple
    looks: Mapping[str, Path | str] = MappingProxyType({})
    texts: Mapping[str, Path] = MappingProxyType({})
    known: frozenset[str] = frozenset()
    apart: tuple[str, ...] = ()
    touched: frozenset[str] = frozenset()
    limits: Check = Check()


class Fault(NamedTuple):
    """What a rule finds in the output file `page`.

    `message` says nothing of the page, so that the same fault on many pages has the same message. `needles` are what a source
    may say where the fault comes from, the most telling first. `source` is the file to blame, for a rule that knows it. What is
    `written` is a fault only where the file that asks for the page says it: a template may have reasons for the same.
    """

    code: str
    message: str
    page: str
    needles: tuple[str, ...] = ()
    hint: str = ""
    source: str = ""
    severity: Severity = "error"
    written: bool = False


def error(
    code: str, message: str, page: str, needles: tuple[str, ...] = (), *, hint: str = "", source: str = ""
) -> Fault:
    """A fault that readers or machines stumble over."""
    return Fault(code, message, page, needles, hint, source)


def warning(
    code: str,
    message: str,
    page: str,
    needles: tuple[str, ...] = (),
    *,
    hint: str = "",
    source: str = "",
    written: bool = False,
) -> Fault:
    """A fault to look at; `--strict` lifts it to an error."""
    return Fault(code, message, page, needles, hint, source, "warning", written)
