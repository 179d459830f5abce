"""Stage 3, first step: which articles are public. The one filter; every list of the site gets its articles from it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from digest.arrange.times import Times
from digest.ground.moment import Moment
from digest.model import Article, Held


def divide(articles: Iterable[Article], now: datetime, times: Times) -> tuple[list[Article], list[Held]]:
    """The articles that are shown at the instant `now`, and the others with the reason that holds each back.

    Shown is what is published, dated not after now and not expired. A day counts from its 00:00 in the site's zone.
    """
    shown: list[Article] = []
    held: list[Held] = []
    for article in articles:
        reason = _reason(article, now, times)
        if reason is None:
            shown.append(article)
        else:
            held.append(reason)
    return shown, held


def _reason(article: Article, now: datetime, times: Times) -> Held | None:
    front = article.front
    title = front.title or article.slug
    if front.status == "draft":
        return Held(path=article.path, title=title, reason="draft")
    if front.date is None or front.title is None or front.status == "review":
        missing = "without a date" if front.date is None else "without a title" if front.title is None else ""
        return Held(path=article.path, title=title, reason="review", detail=missing)
    if times.point(front.date).instant > now:
        return Held(path=article.path, title=title, reason="future", detail=front.date.text)
    if front.expires is not None and times.point(front.expires).instant <= now:
        return Held(path=article.path, title=title, reason="expired", detail=front.expires.text)
    return None


def published(article: Article) -> Moment:
    """The date of an article that is shown."""
    assert article.front.date is not None  # noqa: S101 - what is shown has one
    return article.front.date
