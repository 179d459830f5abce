"""Finds the numbers of `digest/convert/data/weights.txt` on labelled pages: `python -m benchmarks.page_weights FOLDER…`.

A folder has pasted pages in `seeds/NAME.txt` and `gold.json`, which says of each `NAME` what belongs to the story: its
`paragraphs` and `subheads`, or its `body` as one text. The new file goes to standard output; nothing else is written.

The numbers are the coefficients of a logistic regression with two limits that people set. A sign that only pages have (a
credit, a button, a line that is said again) never speaks for a story, whatever chance has put into the pages at hand. And what
a line says is held for a sign of the page before any page is looked at. They are found by Newton steps, one number after the
other, until none moves any more: the sum has one least value, so they are the same on every machine, up to rounding.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from digest.convert.encoding import decode
from digest.convert.plain import head, headers, lines, neighbours, roles, signs
from digest.convert.plain.signs import Look
from digest.ground import fingerprint

BASE = "every line"
HEADING = """\
# What each sign of a line is worth for the story (above 0) or against it (below 0): the sum decides, see `page.py`.
# [alone] weighs a line by its own signs (`signs.py`), [together] by those and by its neighbours' (`neighbours.py`).
# The numbers are logarithms of odds that a logistic regression found on labelled pages of many publishers and languages;
# a person may change them: 0.7 doubles the odds, -0.7 halves them.
"""
_FEWEST, _LEAST = 5, 0.05
_FOLDS, _SWEEPS, _STILL = 5, 300, 1e-4
_ALONE, _TOGETHER = 0.5, 0.2  # how much a page counts against the prior
_LESS_SURE = 0.7  # the weight of a line whose label is only told by a body
_LONG = 25
_NEVER_FOR = (
    *(
        "says ",
        "role ",
        "credit ",
        "said ",
        "numbers",
        "capitals",
        "block ",
        "interruption",
        "address",
        "clock",
        "date",
    ),
    *("above a credit", "above a time", "below a credit", "separators", "the headline", "like the headline"),
    *("prose in a block", "above a name", "opens small", "pointer"),
)
_SURELY_OF_A_PAGE = frozenset(f"says much {each}" for each in "consent account newsletter comments author".split())
_LESS_SURELY = ("reader", "player", "advert", "three")


class Page(NamedTuple):
    """A labelled page: its lines' looks, the signs of each, whether it is of the story, and how surely that is known."""

    name: str
    looks: list[Look]
    own: list[tuple[str, ...]]
    labels: list[bool]
    sure: float


class _Line(NamedTuple):
    signs: tuple[str, ...]
    label: bool
    weight: float


def read_pages(folder: Path) -> list[Page]:
    """The labelled pages of a folder, in the order of `gold.json`; hard-wrapped texts are no pages."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    read = (_page(name, folder / "seeds" / f"{name}.txt", told) for name, told in gold.items())
    return [page for page in read if page is not None]


def _page(name: str, file: Path, told: Mapping[str, Any]) -> Page | None:
    decoded = decode(file.read_bytes())
    every = lines.split(decoded.text) if decoded is not None else ()
    below = headers.behind(every, headers.read_headers(every))
    if not below or lines.is_wrapped(below):
        return None
    found = tuple(roles.part_of(each, None) for each in lines.paragraphs(below, wrapped=False, alone=[]))
    parts, top = head.read_head(found, None)
    chosen = {top.title, top.summary, top.kicker, *top.above, *top.repeated}
    rest = [part for index, part in enumerate(parts) if index not in chosen]
    looks = signs.look(rest, parts[top.title].text if top.title is not None else "")
    own = [(*look.signs, *more) for look, more in zip(looks, neighbours.beside(looks), strict=True)]
    texts = [_plain(part.text) for part in rest]
    alone = [
        part.paragraph.gap and (index + 1 == len(rest) or rest[index + 1].paragraph.gap)
        for index, part in enumerate(rest)
    ]
    sure = 1.0 if told.get("paragraphs") else _LESS_SURE
    return Page(name, looks, own, _labels(texts, alone, told), sure)


def _labels(texts: Sequence[str], alone: Sequence[bool], told: Mapping[str, Any]) -> list[bool]:
    """Which of the lines are in the story, each as often as the story has it: first those that stand between empty lines."""
    paragraphs = told.get("paragraphs")
    body = _plain(told.get("body") or "")
    whole = [*paragraphs, *told.get("subheads", ())] if paragraphs else re.split(r"\n+", told.get("body") or "")
    left = Counter(map(_plain, whole))
    labels = [False] * len(texts)
    for index in sorted(range(len(texts)), key=lambda index: not alone[index]):
        said = texts[index]
        if not paragraphs and len(said) > _LONG and said in body and said not in left:
            left[said] = 1
        if said and left[said] > 0:
            left[said] -= 1
            labels[index] = True
    return labels


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()


def fit(pages: Sequence[Page]) -> tuple[dict[str, float], dict[str, float]]:
    """What each sign is worth alone and together with its neighbours'.

    The neighbours of a page are weighed by what was found without it, as they will be on pages that nobody has seen.
    """
    near: dict[int, list[tuple[str, ...]]] = {}
    for fold in range(_FOLDS):
        others = [page for page in pages if _fold(page.name) != fold]
        weights = _fitted([line for page in others for line in _lines(page, page.own)], _ALONE)
        for number, page in enumerate(pages):
            if _fold(page.name) == fold:
                near[number] = neighbours.around(page.looks, [worth(each, weights) for each in page.own])
    both = [
        line
        for number, page in enumerate(pages)
        for line in _lines(page, [(*mine, *its) for mine, its in zip(page.own, near[number], strict=True)])
    ]
    return _fitted([line for page in pages for line in _lines(page, page.own)], _ALONE), _fitted(both, _TOGETHER)


def _fold(name: str) -> int:
    return int(fingerprint.of_bytes(name.encode())[:8], 16) % _FOLDS


def _lines(page: Page, found: Sequence[tuple[str, ...]]) -> list[_Line]:
    return [_Line(tuple(dict.fromkeys(each)), label, page.sure) for each, label in zip(found, page.labels, strict=True)]


def worth(found: Sequence[str], weights: Mapping[str, float]) -> float:
    """The sum that decides about a line with these signs."""
    return weights.get(BASE, 0.0) + sum(weights.get(sign, 0.0) for sign in found)


def _fitted(labelled: Sequence[_Line], trust: float) -> dict[str, float]:
    """The weights that lose least on the lines, near their priors and within their limits."""
    counts = Counter(sign for line in labelled for sign in line.signs)
    where: dict[str, list[int]] = {sign: [] for sign in sorted(counts) if counts[sign] >= _FEWEST}
    for number, line in enumerate(labelled):
        for sign in line.signs:
            if sign in where:
                where[sign].append(number)
    where[BASE] = list(range(len(labelled)))
    weights, sums = dict.fromkeys(where, 0.0), [0.0] * len(labelled)
    for _ in range(_SWEEPS):
        furthest = 0.0
        for sign, numbers in where.items():
            slope, bend = (0.0, 1e-6) if sign == BASE else (weights[sign] - _prior(sign), 1.0)
            for number in numbers:
                chance = 1 / (1 + math.exp(-max(-40.0, min(40.0, sums[number]))))
                slope += trust * labelled[number].weight * (chance - labelled[number].label)
                bend += trust * labelled[number].weight * chance * (1 - chance)
            step = max(-2.0, min(2.0, -slope / bend))
            new = min(0.0, weights[sign] + step) if _is_limited(sign) else weights[sign] + step
            change, weights[sign] = new - weights[sign], new
            furthest = max(furthest, abs(change))
            for number in numbers if change else ():
                sums[number] += change
        if furthest < _STILL:
            break
    return weights


def _prior(sign: str) -> float:
    """What a sign is held for before any page: what a line says speaks for the page."""
    if sign in _SURELY_OF_A_PAGE:
        return -2.0
    if not sign.startswith("says "):
        return 0.0
    return -0.4 if any(each in sign for each in _LESS_SURELY) else -0.6


def _is_limited(sign: str) -> bool:
    return sign.startswith(_NEVER_FOR) or "pointer" in sign


def written(alone: Mapping[str, float], together: Mapping[str, float]) -> str:
    """The file with these weights; what is worth next to nothing is left out."""
    sections = [HEADING]
    for name, weights in (("alone", alone), ("together", together)):
        rows = [
            f"{sign}: {weights[sign]:.2f}" for sign in sorted(weights) if abs(weights[sign]) >= _LEAST and sign != BASE
        ]
        sections.append("\n".join([f"[{name}]", f"{BASE}: {weights[BASE]:.2f}", *rows]) + "\n")
    return "\n".join(sections)


def main() -> int:
    """Prints the weights that the labelled pages give."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="+", type=Path, help="a folder with seeds/*.txt and gold.json")
    pages = [page for folder in parser.parse_args().folder for page in read_pages(folder)]
    sys.stdout.write(written(*fit(pages)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
