"""Stage 1, convert: which articles of the archive teach topics, and what.

An article teaches when a person vouches for its topics: it was written or edited by hand, its seed named the topic, or somebody
has settled a doubt about it. Corrections alone would show difficult cases only, so for each such article some of those teach
too that stand as they were generated, unless the topic was in doubt. Where nobody has touched anything nothing is learned: no
proposal confirms itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from digest.convert import bayes, topics
from digest.convert.bayes import Archive, Lesson
from digest.convert.glances import Standing
from digest.convert.ledger import Ledger
from digest.convert.merge import taken_apart
from digest.convert.record import Record
from digest.engine import decoding
from digest.engine.work import Work
from digest.ground import fingerprint

TABLE = "lessons"
"""The table of the cache that remembers which articles teach, and what those did that taught last."""

MOST = 2000
"""So many articles teach at most, the newest: a run's time is bounded, and old habits give way."""

UNTOUCHED_FOR_ONE = 10
"""So many untouched articles at most teach beside each one that a person vouches for."""

_VERDICTS, _ARCHIVE = "verdicts", "archive"
_KEY = 24
_KEYS = re.compile(r"^(topics|seed)[ \t]*:", re.MULTILINE)

Verdict = Literal["vouched", "untouched", "none"]


_VERDICT_DECODER = msgspec.msgpack.Decoder(dict[str, Verdict])
_LESSON_DECODER = msgspec.msgpack.Decoder(Lesson)


def gather(content: Path, articles: Sequence[Standing], ledger: Ledger, work: Work) -> Archive:
    """What the articles that stand in the folder `content` teach now.

    What is remembered of an article counts as long as its file and its record are as they were; without it the same is learned.
    """
    desk = _Desk(content, ledger, work)
    newest = sorted(articles, key=lambda article: (article.order, article.path), reverse=True)
    verdicts = desk.verdicts(newest)
    vouched = [each for each in newest if verdicts[each.path] == "vouched"][:MOST]
    room = min(UNTOUCHED_FOR_ONE * len(vouched), MOST - len(vouched))
    untouched = [each for each in newest if verdicts[each.path] == "untouched"][:room]
    return desk.archive([*vouched, *untouched])


class _Desk:
    """Looks at articles and their records, and remembers what it saw."""

    def __init__(self, content: Path, ledger: Ledger, work: Work) -> None:
        self._content = content
        self._ledger = ledger
        self._work = work

    def verdicts(self, articles: Sequence[Standing]) -> dict[str, Verdict]:
        """For each article, by its path, whether it may teach."""
        before = self._remembered()
        now: dict[str, Verdict] = {}
        found: dict[str, Verdict] = {}
        for article in articles:
            key = self._key(article)
            now[key] = found[article.path] = before.get(key) or self._judge(article)
        if now != before:
            decoding.put(self._work.cache, TABLE, self._name(_VERDICTS), now, msgspec.msgpack.encode)
        return found

    def archive(self, articles: Sequence[Standing]) -> Archive:
        """What the articles teach together: nothing is learned twice in one process from the same lessons."""
        names = {article.path: self._name(self._key(article)) for article in articles}
        self._work.cache.keep(TABLE, names.values())
        every = fingerprint.of_value(list(names.values()))
        return decoding.made(self._work.cache, _ARCHIVE, every, lambda: bayes.learn(self._lessons(names)))

    def _lessons(self, names: Mapping[str, str]) -> list[Lesson]:
        """What each of the articles teaches; `names` are those of the lessons, by path."""
        known = self._work.cache.several(TABLE, names.values())
        found: list[Lesson] = []
        for path, name in names.items():
            lesson = _decoded(known.get(name))
            if lesson is None:
                lesson = _lesson(self._read(path))
                self._work.cache.put(TABLE, name, msgspec.msgpack.encode(lesson))
                self._work.tally["lessons read"] += 1
            found.append(lesson)
        return [lesson for lesson in found if lesson.topic]

    def _judge(self, article: Standing) -> Verdict:
        self._work.tally["lessons judged"] += 1
        text = self._read(article.path)
        entry = self._ledger.entries.get(article.id) if article.id else None
        record = self._ledger.whole(entry.id) if entry is not None else None
        if isinstance(record, Record) and record.text == text:
            return _untouched(record)
        keys = set(_KEYS.findall(text.partition("\n---")[0]))  # a header with errors shows when its lesson is read
        lost = not isinstance(record, Record) and "seed" in keys  # half of a conversion that was cut short, perhaps
        return "vouched" if "topics" in keys and not lost else "none"

    def _read(self, path: str) -> str:
        """The file's text; empty where it can't be read, or isn't UTF-8."""
        try:
            return (self._content / path).read_bytes().decode().removeprefix("\ufeff").replace("\r\n", "\n")
        except (OSError, UnicodeDecodeError):
            return ""

    def _key(self, article: Standing) -> str:
        entry = self._ledger.entries.get(article.id) if article.id else None
        record = self._ledger.digest(entry.id) if entry is not None else None
        return article.digest[:_KEY] + (record or "")[:_KEY]

    def _name(self, key: str) -> str:
        return f"{self._work.code[:_KEY]}{key}"

    def _remembered(self) -> dict[str, Verdict]:
        try:
            return decoding.one(self._work.cache, TABLE, self._name(_VERDICTS), _VERDICT_DECODER.decode) or {}
        except msgspec.MsgspecError:
            return {}


def _decoded(data: bytes | None) -> Lesson | None:
    try:
        return _LESSON_DECODER.decode(data) if data is not None else None
    except msgspec.MsgspecError:
        return None


def _untouched(record: Record) -> Verdict:
    """What an article is worth that stands as it was generated."""
    said = record.fields.get("topics")
    if said is None or not said.value:
        return "none"
    if said.rule in {topics.NAMED, "front-matter"} or record.settled:
        return "vouched"
    return "untouched" if said.confidence >= topics.UNSURE else "none"


def _topics(header: dict[str, object]) -> list[str]:
    written = header.get("topics")
    return [str(topic).strip() for topic in written] if isinstance(written, list) else []


def _lesson(text: str) -> Lesson:
    """What an article's file teaches; a file that has changed meanwhile may teach nothing."""
    apart = taken_apart(text)
    if apart is None or not _topics(apart[0]):
        return Lesson(topic="", words=())
    header, body = apart
    title, summary = (str(header.get(name) or "") for name in ("title", "summary"))
    return Lesson(topic=_topics(header)[0], words=bayes.words(title, summary, body))
