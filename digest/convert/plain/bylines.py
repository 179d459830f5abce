"""Bylines: who wrote it, for whom, and from where."""

from __future__ import annotations

import re

from digest.convert.plain import names, trade
from digest.ground import text
from digest.model import Struct

_PLACE = re.compile(r"\s+(?:in|aus|à|a|en|i|from|reporting from)\s+(?P<place>[^\W\d_][\w .'’-]{2,40})$")
_MAIL = re.compile(r"\S+@\S+|(?<!\w)@\w+")
_ROLE_BEHIND = re.compile(r"\s+[-–—|]\s+|\s*[,(]\s*")


class Byline(Struct, kw_only=True):
    """The names in a byline, the outlet that it names, and the place from which the story comes."""

    authors: tuple[str, ...]
    outlet: str | None = None
    place: str | None = None
    marked: bool = True


def read_byline(line: str) -> Byline | None:
    """What a line that begins with a word like By says, or None where it is no byline."""
    head, rest = _after_by(line)
    if rest is None or not rest or len(rest) > 140 or rest[-1] in "?!" or (head == "from" and "," in rest):
        return None
    rest = _MAIL.sub("", rest).strip(" ,;|·-–—")
    place = _PLACE.search(rest)
    found = _names(rest[: place.start()] if place else rest, fewest=1 if len(rest.split()) == 1 and head == "by" else 2)
    if found is None:
        return None
    authors, outlet = found
    if not authors and outlet is None:
        return None
    return Byline(authors=authors, outlet=outlet, place=place["place"].strip() if place else None)


def read_bare_byline(line: str) -> Byline | None:
    """What a line of nothing but names says: to be asked only beside a stamp, where such a line is a byline."""
    parted = [part for part in re.split(r"\s+[-–—|]\s+", line) if part]
    if not 1 <= len(parted) <= 2 or len(line) > 80 or line[-1] in ".?!:":
        return None
    authors = names.split_names(parted[0])
    outlet = parted[1] if len(parted) == 2 else None
    people = tuple(part for part in authors if _is_person(part))
    agencies = tuple(part for part in authors if names.is_agency(part))
    if not people or len(people) + len(agencies) != len(authors):
        return None
    if outlet is not None and not (names.is_outlet(outlet) or names.is_role(outlet)):
        return None
    named = outlet if outlet is not None and names.is_outlet(outlet) else (agencies[0] if agencies else None)
    return Byline(authors=people, outlet=named, marked=False)


def _is_person(phrase: str) -> bool:
    """A name that no By announces: it has no letter that stands alone without a full stop, and is no outlet's."""
    initials = [word for word in phrase.split() if len(word) == 1 and word.upper() != word.lower()]
    return not initials and names.is_name(phrase, most=4) and not names.is_outlet(phrase)


def _after_by(line: str) -> tuple[str, str | None]:
    words = line.split(" ")
    for length in range(min(4, len(words) - 1), 0, -1):
        head = text.fold(" ".join(words[:length]).rstrip(":"))
        if head in trade.words("by"):
            return head, " ".join(words[length:]).strip()
        if ":" in words[length - 1][:-1]:
            break
    return "", None


def _names(phrase: str, *, fewest: int) -> tuple[tuple[str, ...], str | None] | None:
    """The people and the outlet that `phrase` lists, or None where something in it is neither."""
    authors: list[str] = []
    outlet: str | None = None
    for part in names.split_names(phrase):
        person = _without_role(_ROLE_BEHIND.split(part)[0].strip())
        if person == part and names.is_outlet(part):
            outlet = outlet or part
        elif person == part and names.is_role(part):
            continue
        elif names.is_name(person, fewest=1 if authors else fewest):
            authors.append(person)
        else:
            return None
    if not authors and outlet is not None and not names.is_agency(outlet):
        return (), outlet
    return tuple(dict.fromkeys(authors)), outlet


def _without_role(phrase: str) -> str:
    """`Jane Doe Travel Reporter` is Jane Doe."""
    words = phrase.split()
    for length in range(2, len(words)):
        if names.is_role(" ".join(words[length:])) and names.is_name(" ".join(words[:length])):
            return " ".join(words[:length])
    return phrase
