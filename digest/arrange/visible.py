"""Stage 3, first step: which articles are public. The one filter; every list of the site gets its articles from it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, NamedTuple

import msgspec

from digest.arrange.times import Times
from digest.ground import fingerprint
from digest.ground.moment import Moment
from digest.model import Article, Held


class Division(NamedTuple):
    """The articles that are shown, those that are held back, and why some are shown all the same."""

    shown: list[Article]
    held: list[Held]
    lifted: list[Held]


def divide(
    articles: Iterable[Article], now: datetime, times: Times, *, drafts: bool = False, future: bool = False
) -> Division:
    """The articles that are shown at the instant `now`, and the others with the reason that holds each back.

    Shown is what is published, dated not after now and not expired. A day counts from its 00:00 in the site's zone. With
    `drafts` what is a draft or to be reviewed is shown too, with `future` what is dated after now.
    """
    shown: list[Article] = []
    held: list[Held] = []
    lifted: list[Held] = []
    for article in articles:
        reason = _reason(article, now, times)
        if reason is None:
            shown.append(article)
        elif (future and reason.reason == "future") or (drafts and reason.reason in {"draft", "review"}):
            lifted.append(reason)
            shown.append(_completed(article, now))
        else:
            held.append(reason)
    return Division(shown, held, lifted)


def _completed(article: Article, now: datetime) -> Article:
    """The article with what every page needs: a title, and the day on which it is looked at for its date."""
    front = article.front
    if front.date is not None and front.title is not None:
        return article
    date = front.date or Moment(now.date().isoformat())
    front = msgspec.structs.replace(front, date=date, title=front.title or article.slug)
    digest = fingerprint.of_value([article.digest, date.text, front.title])
    return msgspec.structs.replace(article, front=front, digest=digest)


def _reason(article: Article, now: datetime, times: Times) -> Held | None:
    front = article.front
    if front.status == "draft":
        return _held(article, "draft")
    if front.date is None or front.title is None or front.status == "review":
        missing = "without a date" if front.date is None else "without a title" if front.title is None else ""
        return _held(article, "review", missing)
    if times.point(front.date).instant > now:
        return _held(article, "future", front.date.text)
    if front.expires is not None and times.point(front.expires).instant <= now:
        return _held(article, "expired", front.expires.text)
    return None


def _held(article: Article, reason: Literal["draft", "review", "future", "expired"], detail: str = "") -> Held:
    return Held(path=article.path, title=article.front.title or article.slug, reason=reason, detail=detail)


def published(article: Article) -> Moment:
    """The date of an article that is shown."""
    assert article.front.date is not None  # noqa: S101 - what is shown has one
    return article.front.date
