"""What needs a person, most pressing first: one list of what conversions left open and of what articles lack.

Values in, values out: the doubts of the conversion, the articles as they are read, the findings of both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from digest.convert.alike import pairs
from digest.convert.doubts import HOLDS_BACK, Doubt
from digest.convert.vocabulary import preferred
from digest.ground.diagnostics import Diagnostic, Place
from digest.model import Article, Content, Struct

PRESSING = (
    "seed-waiting",
    "merge-conflict",
    "record-missing",
    "date-missing",
    "title-missing",
    "body-empty",
    "seed-duplicate",
    "waits-for-review",
    "seed-several",
    "seed-similar",
    "date-ambiguous",
    "topic-uncertain",
)
"""Kinds of items, the most pressing first; errors come before all of them, other doubts behind, doubtful tags last."""

TAG = "tag-unknown"
_SETTLE = "digest review --settle {id}"
EDITS = {
    "merge-conflict": "take over what you like of it, and settle the rest",
    "record-missing": "compare the article with its seed, and settle it",
    "date-missing": "write `date: YYYY-MM-DD` and `status: published`",
    "title-missing": "write a `title` and `status: published`",
    "body-empty": "write the story, or delete the article",
    "seed-duplicate": "delete one of the two seeds with its article, or write `status: published`",
    "waits-for-review": "write `status: published`",
    "seed-several": "put the other article into a seed of its own, or settle that it is one",
    "seed-similar": "delete one of the two seeds with its article, or settle that both stand",
    "date-ambiguous": "mend `date` if it is wrong, or settle that it is right",
    "topic-uncertain": "write other `topics`, or settle that these are right",
}
"""The edit that settles each kind."""

_HELD = HOLDS_BACK | {"body-empty", "waits-for-review"}
"""What an edit alone settles, since the article is held back, or is none."""


class Item(Struct, kw_only=True):
    """Something that needs a person: what, where, and what settles it: an edit (`fix`) and often a `command`.

    `id` and `title` are those of the article, empty for what is about none.
    """

    code: str
    message: str
    place: Place
    id: str = ""
    title: str = ""
    fix: str = ""
    command: str = ""


def items(
    doubts: Iterable[Doubt], content: Content, findings: Iterable[Diagnostic], vocabulary: tuple[str, ...], folder: str
) -> tuple[Item, ...]:
    """The whole list. `findings` are errors in seeds and content; `folder` is that of the content.

    Of what is equally pressing the newest article comes first. An article that is a draft is its author's business.
    """
    articles = {one.path: one for one in (*content.articles, *content.mended)}
    found = [*_of_findings(findings)]
    broken = {item.place.file for item in found}
    found += (item for item in _of_doubts(doubts, articles, folder) if item.place.file not in broken)
    told = {(item.place.file, item.code) for item in found}
    held = {file for file, code in told if code in _HELD}
    for item in _of_articles(content.articles, folder):
        if (item.place.file, item.code) not in told and not (
            item.code == "waits-for-review" and item.place.file in held
        ):
            found.append(item)
    dates = {f"{folder}/{path}": one.front.date.text for path, one in articles.items() if one.front.date is not None}
    newest = sorted(found, key=lambda item: (item.place.file, item.place.line))
    newest.sort(key=lambda item: dates.get(item.place.file, ""), reverse=True)
    newest.sort(key=_rank)
    return (*newest, *_of_tags(content.articles, vocabulary, folder))


def _rank(item: Item) -> int:
    if item.code in PRESSING:
        return PRESSING.index(item.code)
    return len(PRESSING) if item.id else -1


def _of_findings(findings: Iterable[Diagnostic]) -> Iterator[Item]:
    for finding in findings:
        if finding.severity == "error" or finding.code == "seed-waiting":
            place = finding.place or Place(file="")
            command = "digest convert" if finding.code == "seed-waiting" else ""
            yield Item(code=finding.code, message=finding.message, place=place, fix=finding.hint, command=command)


def _of_doubts(doubts: Iterable[Doubt], articles: Mapping[str, Article], folder: str) -> Iterator[Item]:
    for doubt in doubts:
        finding, article = doubt.finding, articles.get(doubt.path)
        if article is not None and article.front.status == "draft":
            continue
        stands = finding.place if finding.place is not None and finding.place.file == f"{folder}/{doubt.path}" else None
        yield Item(
            code=finding.code,
            message=f"{finding.message}; {finding.hint}" if finding.code == "merge-conflict" else finding.message,
            place=stands or Place(file=f"{folder}/{doubt.path}", line=doubt.line),
            id=doubt.id,
            title=article.front.title or "" if article is not None else "",
            fix=EDITS.get(finding.code, "look at it, mend what is wrong, and settle the rest"),
            command="" if finding.code in _HELD else _SETTLE.format(id=doubt.id),
        )


def _of_articles(articles: Iterable[Article], folder: str) -> Iterator[Item]:
    for article in articles:
        front, code = article.front, _lacks(article)
        if code is not None:
            message = {
                "date-missing": "without a date it is not published",
                "title-missing": "without a title it is not published",
                "body-empty": "it has no text",
                "waits-for-review": "it waits for somebody who has read it",
            }[code]
            place = Place(file=f"{folder}/{article.path}", line=1)
            yield Item(
                code=code, message=message, place=place, id=front.id or "", title=front.title or "", fix=EDITS[code]
            )


def _lacks(article: Article) -> str | None:
    front = article.front
    if front.status == "draft":
        return None
    if front.date is None:
        return "date-missing"
    if front.title is None:
        return "title-missing"
    if not article.words:
        return "body-empty"
    return "waits-for-review" if front.status == "review" else None


def _of_tags(articles: Iterable[Article], vocabulary: tuple[str, ...], folder: str) -> Iterator[Item]:
    """Tags that are likely slips of others; what stands in the vocabulary is none."""
    counts: Counter[str] = Counter()
    first: dict[str, Article] = {}
    for article in articles:
        for tag in dict.fromkeys(article.front.tags):
            counts[tag] += 1
            first.setdefault(tag, article)
    for pair in pairs(counts):
        if pair.likeness == "slip" and preferred(pair.less, vocabulary) is None:
            article = first[pair.less]
            yield Item(
                code=TAG,
                message=f"the tag `{pair.less}` ({counts[pair.less]}×) may be a slip of `{pair.more}` ({counts[pair.more]}×)",
                place=Place(file=f"{folder}/{article.path}", line=1),
                id=article.front.id or "",
                title=article.front.title or "",
                fix="merge the two, or put it into `tags.vocabulary` of config.yaml",
                command=f'digest tags merge "{pair.less}" "{pair.more}"',
            )
