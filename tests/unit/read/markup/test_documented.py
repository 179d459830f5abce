"""Each construct of Markdown's syntax, and of the four extensions that are on by default, reads as in stock Python-Markdown.

After the syntax reference (https://daringfireball.net/projects/markdown/syntax) and the pages of the extensions
(https://python-markdown.github.io/extensions/), in words of our own.
"""

from __future__ import annotations

import pytest
from markdown import Markdown as Stock

from digest.config import Markdown
from digest.read.markup.pipeline import Quick
from digest.read.markup.safe import clean, sanitise

EXTENSIONS = Markdown().extensions
STOCK, QUICK = Stock(extensions=list(EXTENSIONS), output_format="html"), Quick(EXTENSIONS)

PARAGRAPHS = [
    "One paragraph,\non two lines.\n\nAnother one.",
    "A line with a break  \nand the next.",
    "Two empty lines\n\n\nbetween two.\n",
    "   Up to three spaces before a paragraph.\n  And its second line.",
    "\n\nEmpty lines before, and after.\n\n\n",
    "A line that ends with a tab\t\nand one with\ta tab in it.",
    "Line ends of\r\nWindows.\r\n\r\nAnd of\rold.",
]
HEADINGS = [
    "Of the first level\n===\n\nOf the second level\n---\n",
    "# One\n## Two\n### Three\n#### Four\n##### Five\n###### Six\n####### No more",
    "## Closed ##\n\n### Closed with another number #\n\n#### Closed ####   ",
    "#No space\n\n# *Marked* up, with `code` and [a link](a.md)",
    "Text before\n## A heading\ntext after",
    "Two lines\nover a rule\n---",
    "## Back\\#slashed \\#\n\n##\n\n# #",
]
QUOTES = [
    "> One line,\n> another one.\n>\n> A second paragraph.",
    "> Lazy: only the first line\nhas a mark.\n\n> And so has the second\nparagraph.",
    "> A quote\n>\n> > in a quote\n>\n> and out of it.",
    "> ## A heading in it\n>\n> 1. one\n> 2. two\n>\n>     code()",
    ">Without a space\n\n   > Three spaces before",
    "Text\n> and a quote without an empty line\n\ntext",
    "> one\n\n> two\n\ntext\n\n> three",
]
LISTS = [
    "* star\n* star\n\n+ plus\n+ plus\n\n- hyphen\n- hyphen",
    "1. one\n2. two\n3. three",
    "1. one\n1. one again\n8. eight",
    "5. begins at five\n6. six",
    "- a\n\n- with empty lines\n\n- between",
    "- A long item\n  with a second line\n- and one\nthat is lazy",
    "1.  A paragraph.\n\n    A second one.\n\n2.  Another item.",
    "*   An item with a quote:\n\n    > in it\n    > on two lines",
    "*   An item with code:\n\n        print()\n\n*   another",
    "- a\n    - b\n        - c\n    - d\n- e",
    "1. a\n    - b\n    - c\n2. d",
    "2015\\. What a year.\n\n2016. Another one.",
    "- one\n1. of another kind\n- and back",
    "Text\n- and no list without an empty line",
    "- a\n\n\n\n- b after many\n\n   not a list",
    "-no space\n\n-\n\n- \n\n1.no space",
    "* *marked* **up**\n* [a link](a.md), `code`\n\ntext",
    "- a\n\ntext\n\n- b",
    "- [ ] not\n- [x] ticked",
]
CODE = [
    "Text:\n\n    code\n      more\n\n    after an empty line\n\ntext",
    "\tcode after a tab\n\ttwo",
    "    <b>&amp; *this*</b> stays as it is",
    "Text\n    and no code without an empty line",
    "    code\n\n\n    code",
]
RULES = [
    "* * *",
    "***",
    "*****",
    "- - -",
    "----------------------------------------",
    "_ _ _",
    "text\n\n***\n\ntext",
    "--",
]
LINKS = [
    '[with a title](https://example.org/ "Title") and [without](https://example.org/).',
    "[relative](/about/) [nowhere]() [spaced]( a.md ) [pointed](<a b.md>)",
    "[in brackets [one]](a.md) [in (parentheses)](a_(b).md) [single](a.md 'Title')",
    "[by name][Id], [by name] [id], [id][], [id].\n\n[id]: https://example.org/  'Title'",
    '[a]\n\n[a]: https://example.org/one\n    "On the next line"',
    "[a][1] [b][2] [c][3]\n\n[1]: <https://example.org/>\n[2]: /two (in parentheses)\n   [3]: three.md",
    "[unknown][none] and [unknown] and [][]",
    "[on two\nlines](a.md) [on two\nlines][two]\n\n[two lines]: b.md\n[two]: c.md",
    "[*marked* up](a.md) [`code`](b.md) **[strong](c.md)** *[a](b) [c](d)*",
    "[a](b.md)[c](d.md)[e](f.md?g=h&i=j#k)",
    "![a picture](p.png) ![with a title](p.png 'T') ![by name][p]\n\n[p]: p.png",
    "[![a picture in a link](p.png)](a.md)",
    "<https://example.org/?a=b&c=d> <someone@example.org> <mailto:someone@example.org>",
]
EMPHASIS = [
    "*one* _one_ **two** __two__ ***three*** ___three___",
    "un*believ*able un**believ**able under_scored_word __init__",
    "* not * and _ not _ and ** not **",
    "\\*literal\\* \\_literal\\_",
    "**strong with *em* in it** *em with **strong** in it* ***both* and one** ***both** and one*",
    "*over\ntwo lines* **over\ntwo lines**",
    "*open **and open",
    "*(*a*)* **a**b *a*, *b*; **c**.",
]
SPANS = [
    "`code` with `*stars*` and `<tags>` and `&amp;`",
    "``a ` in it`` and `` ` `` and `` `both` ``",
    "`not closed and ``also not`",
    "A \\`tick\\` and `code\\`",
]
HTML = [
    "Text\n\n<div>\n<p>A *block*</p>\n</div>\n\ntext",
    "An <em>inline</em> <span title='*a*'>*tag*</span><br> and <!-- a remark --> text",
    "<table>\n<tr><td>1</td></tr>\n</table>\n\n*after*",
    "<!-- a remark\n\nof two paragraphs -->\n\ntext",
    "<p>not closed\n\ntext",
    "AT&T, 4 < 5 > 3, &copy; &#169; &#xa9; &amp; &unknown; a&b;",
    "<b>bold</B> <unknown-tag>x</unknown-tag> < b> <3",
    "<hr>\n<hr />\n\n<img src='a.png' alt='x'>",
]
ESCAPES = [
    "\\\\ \\` \\* \\_ \\{ \\} \\[ \\] \\( \\) \\# \\+ \\- \\. \\!",
    "\\a \\ \\",
    "1\\. not a list\n\n\\- nor this",
]
FENCES = [
    "```\ncode\n\n    more\n```",
    "~~~\ncode with ``` in it\n~~~",
    "```python\nprint('<b>')\n```\n\ntext",
    "``` { .html .numbered #id }\n<b>\n```",
    '``` python hl_lines="1 2"\na\n```',
    "text\n```\nright after\n```\ntext",
    "````\n```\nin four\n```\n````",
    "```\nnot closed",
    "- in a list\n\n    ```\n    code\n    ```",
    "```\n```",
]
TABLES = [
    "a | b\n--|--\n1 | 2\n3 | 4",
    "| a | b | c |\n|:--|:-:|--:|\n| left | middle | right |",
    "a | b\n--|--\n`|` in code | \\| escaped\n*em* | [l](u)",
    "a | b\n--|--\nfew\nmore | than | there are",
    "Text\n\n| a |\n|---|\n| 1 |\n\ntext",
    "a | b without a rule\nc | d",
    "| a | b |\n|---|---|",
]
FOOTNOTES = [
    "Text[^1] and more[^note].\n\n[^1]: A note.\n[^note]: Another *one*.",
    "Twice[^1] the same[^1].\n\n[^1]: Note.",
    "Text[^1].\n\n[^1]:\n    A note of\n\n    two paragraphs.\n\n        and code",
    "Unknown[^2].\n\n[^1]: Never used.",
    "Text[^1].\n\n///Footnotes Go Here///\n\nAfter.\n\n[^1]: In the middle.",
    "[^1] begins with one.\n\n[^1]: [A link](a.md) and `code`.\n\nAfter.",
    "In *emphasis[^1]* and - a\n- list[^1]\n\n[^1]: Note",
]
TEXTS = [
    *(PARAGRAPHS + HEADINGS + QUOTES + LISTS + CODE + RULES + LINKS + EMPHASIS + SPANS + HTML + ESCAPES),
    *(FENCES + TABLES + FOOTNOTES),
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_construct_reads_as_in_stock(text: str) -> None:
    wanted = STOCK.reset().convert(text)
    made = QUICK.reset().convert(text)
    assert made == wanted
    assert sanitise(made.strip()) == clean(wanted.strip())


@pytest.mark.parametrize("before", PARAGRAPHS[:3] + LISTS[:3] + QUOTES[:2] + HEADINGS[:1])
def test_a_construct_reads_as_in_stock_whatever_stands_around_it(before: str) -> None:
    for text in TEXTS:
        for whole in (f"{before}\n\n{text}\n\n{before}", f"{text}\n{before}\n{text}"):
            assert QUICK.reset().convert(whole) == STOCK.reset().convert(whole)
