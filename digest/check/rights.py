"""Check: what a page owes to the source of its text: its credit, and that search engines are told to leave the page alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.check import html
from digest.check.html import Page
from digest.check.subject import Fault, Made, error, warning

_WORD = re.compile(r"\w+")


def check(page: Page, text: str, path: str, made: Made) -> Iterator[Fault]:
    """What the page in the output file `path`, which is written as `text`, doesn't say though it must."""
    if made.unlisted and not page.noindex:
        message = "search engines may list this page, which is `noindex` by its header or its source"
        hint = 'the head of the template writes `<meta name="robots" content="noindex">` for such pages'
        yield error("noindex-missing", message, path, ("noindex:", "source:"), hint=hint, source=made.source)
    credit = _words(made.credit)
    if credit.strip() and credit not in _words(html.words(text)):
        message = f"the page doesn't say `{made.credit}`, which its source asks for"
        hint = "the article's template shows `page.rights.credit`"
        yield warning("credit-missing", message, path, ("source:",), hint=hint, source=made.source)


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "
