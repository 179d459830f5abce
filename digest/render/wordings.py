"""The words of the interface, from language files: the package's, those of the theme and of what it extends, the site's own.

A file is `languages/tr.yaml`, named by a language tag. For a site in `fr-CA` the texts of `fr-CA` come before those of `fr`, those before
the English ones; for each of these the site's file (below `overrides/`) comes before the theme's, the theme's before the package's. The
English files say which texts there are and what may stand in braces. Reads YAML.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import digest
from digest.ground import dates, located, wording
from digest.ground.diagnostics import Diagnostic, Place, error, has_errors, warning
from digest.ground.languages import TAG
from digest.ground.text import did_you_mean
from digest.ground.wording import OTHER, Text, Wording
from digest.render.theme import LANGUAGES

SUFFIX = ".yaml"
"""How a language file's name ends."""

_ENGLISH = "en"
_NAMED = 12  # so many keys a message names


class LanguageFile(NamedTuple):
    """A file as it lies there: its name for messages, its bytes."""

    shown: str
    data: bytes

    @property
    def tag(self) -> str:
        """The language that its name says, in small letters."""
        return self.shown.rpartition("/")[2].removesuffix(SUFFIX).lower()


class _Said(NamedTuple):
    """A text and where it stands."""

    text: Text
    place: Place


def shipped() -> list[LanguageFile]:
    """The package's files."""
    folder = Path(digest.__file__).parent / LANGUAGES
    return [
        LanguageFile(f"digest/{LANGUAGES}/{path.name}", path.read_bytes()) for path in sorted(folder.glob(f"*{SUFFIX}"))
    ]


def settle(
    language: str, themes: Sequence[Sequence[LanguageFile]], own: Sequence[LanguageFile], mentioned: Iterable[str]
) -> tuple[Wording, list[Diagnostic]]:
    """The words of a site in `language`, and what is wrong with the files.

    `themes` are the files of the site's theme, of the one that it extends, and so on; `own` are the site's. A site's file may have a text of
    its own where a template of its own has the key: `mentioned` are the texts of those.
    """
    reading = _Reading(tuple(mentioned))
    spoken = _spoken(language)
    layers = [shipped(), *reversed([*themes]), own]
    reference = reading.files(layers, _ENGLISH, {})
    texts = dict(reference)
    translated: dict[str, Text] = {}
    found: list[LanguageFile] = []
    for tag in reversed([each for each in spoken if each != _ENGLISH]):
        found += [file for layer in layers for file in layer if file.tag == tag]
        translated |= reading.files(layers, tag, reference)
    findings = [*reading.findings, *_misnamed(own), *_unused(own, language, {*spoken, _ENGLISH})]
    if spoken[-1] != _ENGLISH:
        findings += _untranslated(language, [key for key in reference if key not in translated], found)
    return Wording(language=language, texts=texts | translated), findings


def _spoken(language: str) -> list[str]:
    """A tag, and what is left of it when parts at its end are taken away: `zh-hant-tw`, `zh-hant`, `zh`."""
    parts = language.lower().split("-")
    return ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]


# --- one file ---------------------------------------------------------------------------------------------------------


class _Reading:
    """Reads files, and collects what is wrong with them."""

    def __init__(self, mentioned: Sequence[str]) -> None:
        self._mentioned = mentioned
        self.findings: list[Diagnostic] = []

    def files(
        self, layers: Sequence[Sequence[LanguageFile]], tag: str, reference: Mapping[str, Text]
    ) -> dict[str, Text]:
        """The texts in one language of all layers, the last one's first; in English they are the reference themselves."""
        texts: dict[str, Text] = {}
        for number, layer in enumerate(layers):
            is_own = number == len(layers) - 1
            for file in layer:
                if file.tag == tag:
                    texts |= self._file(file, reference or texts, is_free=not reference and not is_own, is_own=is_own)
        return texts

    def _file(
        self, file: LanguageFile, reference: Mapping[str, Text], *, is_free: bool, is_own: bool
    ) -> dict[str, Text]:
        node, found = located.parse(file.data, file.shown)
        self.findings += found
        if node is None:
            return {}
        if not isinstance(node, located.Mapping):
            message = f"`{file.shown}` must be keys with texts"
            self.findings.append(error("value-type", message, node.place, hint="write `home: …`"))
            return {}
        texts: dict[str, Text] = {}
        for key, below in node.entries:
            known = reference.get(key.value)
            if known is None and not is_free and not (is_own and self._is_mentioned(key.value)):
                message = f"there is no text `{key.value}`"
                self.findings.append(error("text-unknown", message, key.place, hint=did_you_mean(key.value, reference)))
                continue
            text = self._text(key.value, below, file.tag)
            if text is None:
                continue
            if known is not None:
                wrong = _against(key.value, text, known, below.place)
                self.findings += wrong
                if has_errors(wrong):
                    continue
            texts[key.value] = text
        return texts

    def _is_mentioned(self, key: str) -> bool:
        return any(f'"{key}"' in text or f"'{key}'" in text for text in self._mentioned)

    def _text(self, key: str, node: located.Node, tag: str) -> Text | None:
        if isinstance(node, located.Sequence):
            self.findings.append(error("value-type", f"`{key}` must be a text, not a list", node.place))
            return None
        if isinstance(node, located.Scalar):
            return node.value if self._is_sound(key, node) else None
        forms: dict[str, str] = {}
        categories = dates.plural_forms(tag)
        for form, below in node.entries:
            if form.value not in categories:
                message = f"`{form.value}` is not a plural form of `{tag}`"
                listed = ", ".join(categories)
                self.findings.append(error("text-form", message, form.place, hint=f"its forms are {listed}"))
            elif not isinstance(below, located.Scalar):
                message = f"`{key}.{form.value}` must be a text"
                self.findings.append(error("value-type", message, below.place))
            elif self._is_sound(f"{key}.{form.value}", below):
                forms[form.value] = below.value
        if OTHER not in [form.value for form, _ in node.entries]:
            message = f"`{key}` has no form `{OTHER}`"
            hint = "it serves all numbers that no other form is for"
            self.findings.append(error("text-form", message, node.place, hint=hint))
        return forms if OTHER in forms else None

    def _is_sound(self, name: str, node: located.Scalar) -> bool:
        """Whether there is a text, and nothing but names in braces."""
        if not node.value:
            message, hint = f"`{name}` is empty", "leave the line out for the text that digest has"
            self.findings.append(error("value-empty", message, node.place, hint=hint))
            return False
        stray = wording.stray_brace(node.value)
        if stray:
            message = f"`{stray}` in `{name}` is not a name in braces"
            hint = "write a name in small letters, `{count}`; a text can't show a brace"
            self.findings.append(error("text-place", message, node.place, hint=hint))
        return not stray


def _against(key: str, text: Text, known: Text, place: Place) -> list[Diagnostic]:
    """What a text has that the English one hasn't, and what it lacks."""
    if isinstance(text, dict) and isinstance(known, str):
        hint = "write one text"
        return [error("text-form", f"`{key}` doesn't depend on a number, so it has no forms", place, hint=hint)]
    allowed, used = wording.places(known), wording.places(text)
    found = [
        error(
            "text-place",
            f"`{key}` knows no `{{{name}}}`",
            place,
            hint=did_you_mean(name, sorted(allowed)) if allowed else "it has no names in braces",
        )
        for name in sorted(used - allowed)
    ]
    lacking = sorted(allowed - used - {"count"})
    if lacking and not found:
        names = ", ".join(f"`{{{name}}}`" for name in lacking)
        found.append(warning("text-place", f"`{key}` doesn't say {names}", place, hint="put it where it belongs"))
    return found


# --- all files --------------------------------------------------------------------------------------------------------


def _untranslated(language: str, missing: Sequence[str], files: Sequence[LanguageFile]) -> list[Diagnostic]:
    """Which texts are English for want of others: a warning where the language has a file, else a note."""
    if not missing:
        return []
    if not files:
        hint = f"write `overrides/{LANGUAGES}/{language}{SUFFIX}`; the reference of templates lists the texts"
        message = f"there are no words for an interface in `{language}`: it is English"
        return [Diagnostic(code="language-untranslated", message=message, severity="note", hint=hint)]
    names = ", ".join(f"`{key}`" for key in missing[:_NAMED])
    rest = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    message = f"there is no text in `{language}` for {names}{rest}"
    return [warning("text-missing", message, Place(file=files[-1].shown), hint="until it has one, it is English")]


def _misnamed(own: Iterable[LanguageFile]) -> list[Diagnostic]:
    return [
        error(
            "language-invalid",
            f"`{file.tag}` is not a language tag",
            Place(file=file.shown),
            hint="name the file by one, for example `tr.yaml` or `fr-CA.yaml`",
        )
        for file in own
        if not TAG.fullmatch(file.tag)
    ]


def _unused(own: Iterable[LanguageFile], language: str, used: set[str]) -> list[Diagnostic]:
    return [
        warning(
            "override-unused",
            f"`{file.shown}` replaces nothing: the site's language is `{language}`",
            Place(file=file.shown),
            hint="the interface is written in `site.language` alone",
        )
        for file in own
        if TAG.fullmatch(file.tag) and file.tag not in used
    ]
