"""Stage 2: Python-Markdown with the steps left out that would change nothing. Its output is the stock output.

A subclass, not another parser. A step is left out, or done in short, only where its type is one of Python-Markdown's own and
the text has nothing for it; steps of other types, those of extensions from elsewhere, always run as they do in stock.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, Self
from xml.etree.ElementTree import Element

from markdown import Markdown, postprocessors, preprocessors, treeprocessors
from markdown.extensions import Extension, abbr, attr_list, codehilite, fenced_code, footnotes, md_in_html, toc
from markdown.serializers import to_html_string
from markdown.util import ETX, STX

from digest.read.markup import blocks, flat, tree
from digest.read.markup.inline import Triggered

_TAG_OR_REFERENCE = re.compile(r"<(?![^a-zA-Z/!?])|&#(?![0-9]+;|[xX][0-9a-fA-F]+;)")
"""What the extractor of raw HTML may not hand on as it is: a tag, a comment, a reference without its semicolon."""


def _normalised(text: str) -> str | None:
    for mark in ("\x02", "\x03", "\r", "\t", "\n "):
        if mark in text:
            return None
    return text + "\n\n"


def _without_fences(text: str) -> str | None:
    return None if "```" in text or "~~~" in text else text


def _without_html(text: str) -> str | None:
    return None if ("<" in text or "&#" in text) and _TAG_OR_REFERENCE.search(text) else text


_PREPROCESSORS: dict[type, Callable[[str], str | None]] = {
    preprocessors.NormalizeWhitespace: _normalised,
    preprocessors.HtmlBlockPreprocessor: _without_html,
    md_in_html.HtmlBlockPreprocessor: _without_html,
    fenced_code.FencedBlockPreprocessor: _without_fences,
}
"""What each gives for a text that has nothing for it; None where it has to run."""

_TREEPROCESSORS: dict[type, str] = {
    abbr.AbbrTreeprocessor: "",
    attr_list.AttrListTreeprocessor: "{",
    codehilite.HiliteTreeprocessor: "",
    footnotes.FootnotePostTreeprocessor: "",
    getattr(footnotes, "FootnoteReorderingProcessor", footnotes.FootnoteTreeprocessor): "",  # since Markdown 3.9
    footnotes.FootnoteTreeprocessor: "",
    toc.TocTreeprocessor: "",
    tree.Pretty: "",
    treeprocessors.UnescapeTreeprocessor: "\\",
    Triggered: "",
}
"""A string without which in the text each has nothing to do."""

_MARKS_OF_TREES = tuple({mark for mark in _TREEPROCESSORS.values() if mark} | {STX})

_POSTPROCESSORS: frozenset[type] = frozenset(
    {
        footnotes.FootnotePostprocessor,
        md_in_html.MarkdownInHTMLPostprocessor,
        postprocessors.AndSubstitutePostprocessor,
        postprocessors.RawHtmlPostprocessor,
    }
)


class Quick(Markdown):
    """A drop-in for `Markdown`: the same output, made in a fraction of the time."""

    def __init__(self, extensions: Iterable[str]) -> None:
        self._foreign = False
        self._names = list(extensions)
        super().__init__(extensions=self._names, output_format="html")
        self._take_over_smarty()

    def build_parser(self) -> Self:
        """Puts the drop-ins where the stock parts are, before extensions add to them."""
        super().build_parser()
        self.parser = blocks.PlainFirst(self, self.parser)
        self.treeprocessors.register(Triggered(self), "inline", 20)
        self.treeprocessors.register(tree.Pretty(self), "prettify", 10)
        return self

    def _take_over_smarty(self) -> None:
        """Its dashes and quotes are patterns too, in a tree processor of their own."""
        if "smarty" in self.treeprocessors and type(self.treeprocessors["smarty"]) is treeprocessors.InlineProcessor:
            triggered = Triggered(self)
            triggered.inlinePatterns = self.treeprocessors["smarty"].inlinePatterns
            self.treeprocessors.register(triggered, "smarty", 6)

    def build_extension(self, ext_name: str, configs: Any) -> Extension:
        """Notes extensions that aren't Python-Markdown's own."""
        made = super().build_extension(ext_name, configs)
        self._foreign |= not type(made).__module__.startswith("markdown.extensions.")
        return made

    @cached_property
    def _is_known(self) -> bool:
        """Whether it is known of each step when it has nothing to do."""
        return (
            not self._foreign
            and all(type(step) in _PREPROCESSORS for step in self.preprocessors)
            and all(blocks.is_known(step) for step in self.parser.blockprocessors)
            and all(type(step) in _TREEPROCESSORS for step in self.treeprocessors)
            and all(type(step) in _POSTPROCESSORS for step in self.postprocessors)
            and self.serializer is to_html_string
            and self.stripTopLevelTags
        )

    @cached_property
    def _stock(self) -> Markdown:
        return Markdown(extensions=self._names, output_format="html")

    def convert(self, source: str) -> str:
        """As the stock `convert` of a body after `reset`.

        Where emphasis is tangled, Python-Markdown may tear its own placeholders, whose numbers then show. These count what
        was found before, simple or not, so that such a body is left to the stock parts alone.
        """
        output = self._quickly(source) if self._is_known else super().convert(source)
        return self._stock.reset().convert(source) if STX in output or ETX in output else output

    def _quickly(self, source: str) -> str:
        if not source.strip():
            return ""
        text = source
        for before in self.preprocessors:
            short = _PREPROCESSORS[type(before)](text)
            text = "\n".join(before.run(text.split("\n"))) if short is None else short
        output = self._prose(text) or self._by_tree(text, source)
        for after in self.postprocessors:
            output = after.run(output)
        return output.strip()

    def _prose(self, text: str) -> str:
        """The HTML of a text of nothing but flat blocks with no or simple markup, which needs no tree; empty for others."""
        inline = self.treeprocessors["inline"]
        if (
            any(mark in text for mark in _MARKS_OF_TREES)
            or "smarty" in self.treeprocessors
            or type(inline) is not Triggered
        ):
            return ""
        inline.prepare()
        every = [block for part in text.split("\n\n") if (block := part.lstrip("\n"))]
        return flat.write(every, inline.html, headings="toc" not in self.treeprocessors) or ""

    def _by_tree(self, text: str, source: str) -> str:
        root = Element(self.doc_tag)
        self.parser.root = root
        self.parser.parseChunk(root, text)
        for step in self.treeprocessors:
            if _TREEPROCESSORS[type(step)] in source:
                changed = step.run(root)
                root = root if changed is None else changed
        return tree.write(root, self).strip()
