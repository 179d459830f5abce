"""Check: whether any output says what an article says that is held back, or more of it than its source allows.

Texts are compared word by word, whatever markup, case and punctuation lie between. An article is cut into windows of some eight words;
one of them in an output is a leak, unless something that is shown says the same: a second report of one story does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from digest.check.subject import Fault, Secret

_WORD = re.compile(r"\w+")
_WORDS = 8
_ROW = 3  # words in a row by which a window is looked up
_LETTERS = 40  # of a window where words are long, as in scripts without spaces
_LEAST = 20  # letters that anybody might write by chance
_FIRST, _MORE = 4, 8
"""Windows of a text that may be seen in part: so many right behind the cut, and so many spread over the rest."""


class _Window(NamedTuple):
    """Some words of a secret in a row, with a space at both ends."""

    text: str
    secret: int


class Leaks:
    """Looks for secrets in texts. A text is looked through once, whatever the number of secrets."""

    def __init__(self, secrets: Sequence[Secret], public: Callable[[], Iterable[str]]) -> None:
        self._secrets = secrets
        self._public = public
        self._shown: list[str] | None = None
        self._excused: dict[str, bool] = {}
        self._by_row: defaultdict[tuple[str, ...], list[_Window]] = defaultdict(list)
        for number, secret in enumerate(secrets):
            windows = _windows(number, secret)
            for window in _beyond(windows, secret.shown) if secret.is_limited else windows:
                self._by_row[_row(window.text.split())].append(window)
        self._first = frozenset(row[0] for row in self._by_row)
        self._alone = frozenset(row[0] for row in self._by_row if len(row) == 1)

    def __bool__(self) -> bool:
        return bool(self._by_row)

    def look(self, text: str, page: str) -> Iterator[Fault]:
        """The secrets that the text of the output file `page` gives away, each once."""
        words = _WORD.findall(text.casefold())
        first = self._first & set(words)
        if not first:
            return
        rows: set[tuple[str, ...]] = {row for row in zip(words, words[1:], words[2:], strict=False) if row[0] in first}
        known = self._by_row.keys() & (rows | {(word,) for word in first & self._alone})
        line = f" {' '.join(words)} " if known else ""
        told: set[int] = set()
        for row in sorted(known):
            for window in self._by_row[row]:
                if window.secret not in told and window.text in line and not self._is_public(window.text):
                    told.add(window.secret)
                    yield self._secrets[window.secret].leak(page)

    def _is_public(self, window: str) -> bool:
        """Whether something that is shown says these words itself."""
        if window not in self._excused:
            if self._shown is None:
                self._shown = [_joined(text) for text in self._public()]
            self._excused[window] = any(window in text for text in self._shown)
        return self._excused[window]


def _row(words: Sequence[str]) -> tuple[str, ...]:
    """The words by which a window is looked up, beginning with a long one: those are rare, and most texts are done with at once."""
    if len(words) < _ROW:
        return (words[0],)
    start = max(range(len(words) - _ROW + 1), key=lambda at: len(words[at]))
    return tuple(words[start : start + _ROW])


def _windows(number: int, secret: Secret) -> Iterator[_Window]:
    title = _joined(secret.title)
    if len(title) - 2 >= _LEAST:
        yield _Window(title, number)
    for text in secret.texts:
        words = _WORD.findall(text.casefold())
        while words:
            taken = letters = 0
            while taken < len(words) and taken < _WORDS and letters < _LETTERS:
                letters += len(words[taken])
                taken += 1
            if letters >= _LEAST:
                yield _Window(f" {' '.join(words[:taken])} ", number)
            words = words[taken:]


def _beyond(windows: Iterable[_Window], shown: str) -> list[_Window]:
    """Some of the windows of which not all may be seen: a site may have ten thousand such texts."""
    seen = _joined(shown)
    hidden = [window for window in windows if window.text not in seen]
    rest = hidden[_FIRST:]
    return hidden[:_FIRST] + rest[:: max(1, -(-len(rest) // _MORE))]


def _joined(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "
