"""The words of an interface in one language: texts by key, with places for names and forms for numbers.

A text is `By {authors}`, or has a form for each plural category of its language (Unicode CLDR), of which `other` is always there:
`{one: "{count} story", other: "{count} stories"}`. A number is written by the rules of the language. Nothing but names stands in braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from digest.ground import dates
from digest.ground.struct import Struct

Text = str | dict[str, str]
"""A text, or its forms by plural category."""

OTHER = "other"
"""The form that every text with forms has."""

_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class Unsaid(ValueError):  # noqa: N818 - what is said, not an accident
    """A text can't be said as it was asked for; `name` is what was asked for, `known` what could have been."""

    def __init__(self, message: str, name: str, known: Iterable[str]) -> None:
        super().__init__(message)
        self.name = name
        self.known = tuple(known)


class Wording(Struct, kw_only=True):
    """The texts of an interface by key, in the language whose rules numbers follow.

    One without any text says the keys themselves: it does for whoever looks for mistakes and publishes nothing.
    """

    language: str = "en"
    texts: dict[str, Text] = msgspec.field(default_factory=dict)

    def say(self, key: str, count: int | None = None, /, **values: object) -> str:
        """The text of that key with the values in their places; `count` chooses its form, and is the value for `{count}`.

        Raises Unsaid where there is no such text, or where it lacks a value. A value that the text has no place for is left out: not
        every language needs each.
        """
        return "".join(map(str, self.pieces(key, count, values)))

    def pieces(self, key: str, count: int | None, values: Mapping[str, object]) -> list[object]:
        """The same in pieces: words of the text and values in turn, words first."""
        text = self._form(key, count)
        if "{" not in text:
            return [text]
        known = values if count is None else {**values, "count": count}
        pieces: list[object] = list(_PLACE.split(text))
        for place in range(1, len(pieces), 2):
            name = str(pieces[place])
            if name not in known:
                raise Unsaid(f"the text `{key}` needs a value for `{name}`", name, known)
            pieces[place] = self._written(known[name])
        return pieces

    def forms(self, key: str) -> tuple[tuple[str, str], ...]:
        """The plural categories that a text has a form for, and the forms as they are written, `{count} stories`."""
        return tuple(forms(self._text(key)).items())

    def _text(self, key: str) -> Text:
        text = self.texts.get(key)
        if text is None:
            if not self.texts:
                return key
            raise Unsaid(f"there is no text `{key}`", key, self.texts)
        return text

    def _form(self, key: str, count: int | None) -> str:
        text = self._text(key)
        if isinstance(text, str):
            return text
        if count is None:
            raise Unsaid(f"the text `{key}` needs a number, which chooses its form", key, ())
        return text.get(dates.plural_form(count, self.language)) or text[OTHER]

    def _written(self, value: object) -> object:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return dates.write_number(value, self.language) if is_number else value


def places(text: Text) -> set[str]:
    """The names in braces, of all forms of a text."""
    return {name for form in forms(text).values() for name in _PLACE.findall(form)}


def forms(text: Text) -> dict[str, str]:
    """The forms of a text; that of a text without forms is `other`."""
    return {OTHER: text} if isinstance(text, str) else text


def stray_brace(text: str) -> str:
    """A brace of a text that is no part of a place, with what stands by it; empty where there is none."""
    match = re.search(r"[{}].{0,12}", _PLACE.sub("", text))
    return match[0] if match else ""
