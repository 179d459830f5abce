"""Python-Markdown's syntax, as its documentation describes it, and extensions from elsewhere: all as in stock."""

from __future__ import annotations

import re
import sys
from types import ModuleType
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from markdown import Markdown as Stock
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor, Pattern
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from digest.read.markup.pipeline import Quick

SYNTAX = {
    "paragraphs": "One line\nand the next.\n\nAnother paragraph.\n",
    "line breaks": "First line  \nsecond line   \nthird\n",
    "headers by underlining": "First level\n===========\n\nSecond level\n------------\n\nText.\n",
    "headers by number signs": "# One\n\n## Two ##\n\n###### Six\nText at once.\n",
    "quotes": "> First line\n> second line\n>\n> > deeper\n>\n> ## A header\n>\n> 1. an item\n",
    "lazy quotes": "> First line\nsecond line\n\n> Another\nparagraph\n",
    "lists": "* one\n* two\n\n+ three\n\n- four\n",
    "numbered lists": "3. three\n1. one\n8. eight\n",
    "loose lists": "* one\n\n* two\n\n    second paragraph\n\n    > quoted\n\n        code\n",
    "nested lists": "* a\n    * b\n        1. c\n    * d\n* e\n",
    "no list": "1986\\. What a season.\n",
    "code blocks": "Text:\n\n    <div>&amp;</div>\n\n    more\n\nText.\n",
    "rules": "* * *\n\n***\n\n- - -\n\n________\n",
    "inline links": "An [example](http://example.com/ \"Title\") and [another](/about/ 'it').\n",
    "reference links": 'See [one][1], [Two][], [three] and [four] [1].\n\n[1]: http://e.org/ "T"\n[two]: <http://e.org/2>\n[three]: /3\n  (T)\n',
    "emphasis": "*one* _two_ **three** __four__ ***five*** un*frigging*believable snake_case_name * not *\n",
    "code": "Use `printf()`, ``a ` b``, `` `x` `` and `<b>&amp;`.\n",
    "images": '![Alt](/a.jpg) ![Alt](/a.jpg "Title") ![Alt][id]\n\n[id]: /b.png "T"\n',
    "automatic links": "<http://example.com/> <address@example.com>\n",
    "escapes": "\\*not emphasis\\* \\\\ \\` \\_ \\{ \\} \\[ \\] \\( \\) \\# \\+ \\- \\. \\! \\q\n",
    "entities": "&copy; AT&T 4 < 5 &#169; &#xa9; &nosuch; &lt;b&gt;\n",
    "inline html": 'A <span class="x">*word*</span> and <br> and <!-- a remark --> here.\n',
    "html blocks": "Text\n\n<table>\n<tr><td>*no*</td></tr>\n</table>\n\nText\n\n<!-- a remark\n\nof two parts -->\n",
    "fenced code": "```python hl_lines=\"1\"\nx = '<b>'\n```\n\n~~~ { .html #id }\n<p>\n~~~\n",
    "tables": "First | Second\n----- | :----:\nA `|` b | c \\| d\n\n| one |\n|-----|\n| 1   |\n",
    "footnotes": "One[^1], two[^two] and one again[^1].\n\n[^1]: Note.\n[^two]:\n    First.\n\n    Second.\n",
    "definition lists": "Apple\n:   Fruit.\n\n    More of it.\n:   Firm.\n\nOrange\nCitrus\n: Also fruit.\n",
    "abbreviations": "The HTML spec.\n\n*[HTML]: Hyper Text Markup Language\n",
    "attributes": "# Header {#id .cls}\n\nText\n{: title='x' }\n\n*em*{: .c } [l](u){: rel=me }\n",
    "admonitions": '!!! note "A title"\n    Text.\n\n    * item\n\n!!! danger highlight ""\n    No title.\n\nAfter.\n',
    "contents": "[TOC]\n\n# One\n\n## Two *em*\n\n# One\n",
    "markdown in html": '<div markdown="1">\n*em*\n\n- item\n\n<p markdown="block">**x**</p>\n</div>\n',
    "smart marks": "\"Quoted\" 'text' -- dashes --- and dots... the '80s, \"'both'\" it's <<no>>\n",
    "wiki links": "A [[Wiki Page]] and [[no]](x).\n",
    "new lines": "one\ntwo\n\nthree\n",
    "sane lists": "1. one\n2. two\n\n* bullet\n\n5. five\n6. six\n",
    "meta data": "Title: x\nAuthor: y\n    z\n\nText.\n",
    "windows lines and tabs": "One\r\ntwo\r\n\r\n*\tthree\r\n\tfour\r\n",
    "blank": " \n\n\t\n",
}
EXTENSIONS: list[tuple[str, ...]] = [
    (),
    ("fenced_code", "tables", "footnotes", "sane_lists"),
    ("extra",),
    ("extra", "smarty", "toc", "admonition", "sane_lists", "nl2br", "wikilinks"),
    ("meta",),
]


@pytest.mark.parametrize("names", EXTENSIONS, ids="+".join)
@pytest.mark.parametrize("construct", SYNTAX)
def test_every_construct_reads_as_in_stock(construct: str, names: tuple[str, ...]) -> None:
    wanted = Stock(extensions=list(names), output_format="html").convert(SYNTAX[construct])
    assert Quick(names).convert(SYNTAX[construct]) == wanted


def test_all_constructs_one_after_the_other_read_as_in_stock() -> None:
    whole = "\n\n".join(SYNTAX.values())
    for names in EXTENSIONS:
        assert Quick(names).convert(whole) == Stock(extensions=list(names), output_format="html").convert(whole)


@pytest.mark.parametrize("names", EXTENSIONS[:4], ids="+".join)
def test_the_shipped_extensions_are_known(names: tuple[str, ...]) -> None:
    assert Quick(names)._is_known


class Shout(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return [line.replace("loud", "LOUD\x0242\x03") for line in lines]


class Question(BlockProcessor):
    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        return block.startswith("Why")

    def run(self, parent: Element, blocks: list[str]) -> None:
        element = Element("h3")
        element.text = blocks.pop(0)
        parent.append(element)


class Old(Pattern):
    def handleMatch(self, m: re.Match[str]) -> Element:  # noqa: N802
        element = Element("q")
        element.text = m.group(2)
        return element


class New(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        element = Element("kbd")
        element.text = m.group(1)
        return element, m.start(0), m.end(0)


class Count(Treeprocessor):
    def run(self, root: Element) -> None:
        last = Element("p")
        last.text = f"{len(self.md.lines)} lines"  # type: ignore[attr-defined]
        root.append(last)


class Sign(Postprocessor):
    def run(self, text: str) -> str:
        return text + "<hr>"


class Everything(Extension):
    def extendMarkdown(self, md: Stock) -> None:  # noqa: N802
        md.preprocessors.register(Shout(md), "shout", 200)
        md.parser.blockprocessors.register(Question(md.parser), "question", 72)
        md.inlinePatterns.register(Old(r"((?:plain|simple) words)"), "old", 200)
        md.inlinePatterns.register(New(r"(Ctrl\w)"), "new", 62)
        md.treeprocessors.register(Count(md), "count", 30)
        md.postprocessors.register(Sign(md), "sign", 1)


@pytest.fixture
def foreign(monkeypatch: pytest.MonkeyPatch) -> str:
    module: Any = ModuleType("from_elsewhere")
    Everything.__module__ = "from_elsewhere"
    module.Everything = Everything
    monkeypatch.setitem(sys.modules, "from_elsewhere", module)
    return "from_elsewhere:Everything"


def test_extensions_from_elsewhere_run_as_in_stock(foreign: str) -> None:
    text = "Some plain words, *em* and CtrlA.\n\nWhy this?\n\nVery loud. [l](u)\n\n- simple words\n\n" + SYNTAX["lists"]
    names = ["fenced_code", "tables", foreign]
    quick = Quick(names)
    made = quick.convert(text)
    assert made == Stock(extensions=names, output_format="html").convert(text)
    assert not quick._is_known
    for piece in ("<q>plain words</q>", "<kbd>CtrlA</kbd>", "<h3>Why this?</h3>", "LOUD42", "lines</p>", "<hr>"):
        assert piece in made
