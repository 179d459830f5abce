"""Bylines: who wrote it, for whom, and from where."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from digest.convert.plain import names, trade
from digest.ground import text
from digest.model import Struct

_PLACE = re.compile(r"\s+(?:in|at|aus|à|a|en|i|from|reporting from)\s+(?P<place>[^\W\d_][\w .'’-]{2,40})$")
_PLACED = re.compile(r"\s+in\s+", re.IGNORECASE)
_FOR = re.compile(r"\s+(?:for|für|pour|para|per|voor)\s+(?P<outlet>\S.*)$", re.IGNORECASE)
_OFFICE = re.compile(r"\s(?:of|for|at|für|des|der|du|de la|del)\s")
_COINED = re.compile(r"[a-z]+[A-Z][A-Za-z]+|[A-Z][a-z]+[A-Z][A-Za-z]+")
"""How the names of houses are written in one word: `harbourNews`."""

_MAIL = re.compile(r"\S+@\S+|(?<!\w)@\w+")
_UNPARTED_NAME = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]{2,5}")
_PREPOSITIONS = frozenset({"from", "na", "de", "di", "od", "от", "із", "de la", "a"})
_HOUSE = re.compile(r"(?!(?:I{1,3}|I?V|VI{0,3}|JR|SR|MD)\b)[A-Z]{2,}[A-Za-z]+$")
_TAIL = re.compile(r"\s+(?:follow(?: us)?|tips meg|contact|email|e-mail|\+ ?follow|\d{1,3})$", re.IGNORECASE)
_ROLE_BEHIND = re.compile(r"\s+[-–—|]\s+|\s*[,(]\s*")


_LONGEST_ROLE, _LONGEST_OFFICE = 4, 50


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
    several = _each_placed(rest)
    if several is not None:
        return several
    if (
        names.is_role(rest)
        and _without_role(rest) == rest
        and rest[0].isupper()
        and len(rest.split()) <= _LONGEST_ROLE
        and "," not in rest
    ):
        return Byline(authors=())
    house = _FOR.search(rest)
    if house is not None and names.is_outlet(house["outlet"]) and names.is_name(rest[: house.start()]):
        return Byline(authors=(rest[: house.start()],), outlet=house["outlet"])
    place = _PLACE.search(rest)
    single = len(rest.split()) == 1 and head not in _PREPOSITIONS and rest[:1] == rest[:1].upper()
    found = _names(rest[: place.start()] if place else rest, fewest=1 if single else 2)
    if found is None:
        return None
    authors, outlet = found
    if not authors and outlet is None:
        return None
    return Byline(authors=authors, outlet=outlet, place=place["place"].strip() if place else None)


def _each_placed(rest: str) -> Byline | None:
    """`Jane Doe in Lisbon and John Roe in Porto`: both people, and the first one's place."""
    pairs = [_PLACED.split(part) for part in names.split_names(rest)]
    if len(pairs) < 2 or not all(len(pair) == 2 and names.is_name(pair[0]) for pair in pairs):
        return None
    return Byline(authors=tuple(pair[0] for pair in pairs), place=pairs[0][1])


def is_label(line: str) -> bool:
    """Whether a line is the word By and nothing else: the names stand in the next one."""
    if not _may_be_by(line.partition(" ")[0]):
        return False
    return text.fold(line.rstrip(": ")) in trade.words("by") and (line[-1] == ":" or len(line) > 1)


@lru_cache(maxsize=256)
def read_bare_byline(line: str) -> Byline | None:
    """What a line of nothing but names says: to be asked only beside a stamp, where such a line is a byline."""
    return _bare(line, announced=False)


def read_announced_byline(line: str) -> Byline | None:
    """What a line of names says below a line that is the word By: agencies and desks may sign there too."""
    return _bare(line, announced=True)


def _bare(line: str, *, announced: bool) -> Byline | None:
    if len(line) > 90 or line[-1] in ".?!:" or (line[0].islower() and not announced):
        return None
    bare = _MAIL.sub("", line) if "@" in line else line
    said = _once(_TAIL.sub("", bare.strip(" ,;|·-–—")))
    parted = [part for part in re.split(r"\s+[-–—|]\s+", said) if part]
    if not 1 <= len(parted) <= 2:
        return None
    people: list[str] = []
    agencies: list[str] = []
    for joint, part in names.joined_names(parted[0]):
        person = _without_role(_ROLE_BEHIND.split(part)[0].strip())
        if people and joint == "," and names.is_role(part):
            continue
        if joint == "/" and (agencies or names.is_agency(part)) and not announced:
            return None  # `AP/Jane Doe` took the picture
        if person != part and (_is_person(person) or _UNPARTED_NAME.fullmatch(person)):
            people.append(person)
        elif names.is_agency(part) or (announced and names.is_outlet(part)):
            agencies.append(part)
        elif _is_person(person):
            people.append(person)
        elif not ((people or agencies) and joint in {",", "("} and names.is_role(part)):
            return None
    outlet = parted[1] if len(parted) == 2 else None
    if not people and not (announced and agencies):
        return None
    house = outlet is not None and (names.is_outlet(outlet) or _COINED.fullmatch(outlet) is not None)
    if outlet is not None and not (house or names.is_role(outlet)):
        return None
    named = outlet if house else (agencies[0] if agencies else None)
    return Byline(authors=tuple(dict.fromkeys([*people, *agencies])), outlet=named, marked=announced)


def _once(phrase: str) -> str:
    """`Jane Doe Jane Doe`, the picture's name and the link's, is Jane Doe."""
    words = phrase.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half > 1 and words[:half] == words[half:] else phrase


def _is_person(phrase: str) -> bool:
    """A name that no By announces: it has no letter that stands alone without a full stop, and is no outlet's."""
    initials = [word for word in phrase.split() if len(word) == 1 and word.upper() != word.lower()]
    calls = phrase.isupper() and any(len(word) < 3 for word in phrase.split())  # `GET IT`
    if initials or calls or text.fold(phrase.split(" ", 1)[0]) in trade.words("by"):
        return False
    return names.is_name(phrase, most=4) and not names.is_outlet(phrase) and not names.is_role(phrase)


def _after_by(line: str) -> tuple[str, str | None]:
    if not _may_be_by(line.partition(" ")[0]):
        return "", None
    words = line.split(" ")
    for length in range(min(4, len(words) - 1), 0, -1):
        head = text.fold(" ".join(words[:length]).rstrip(":"))
        if head in trade.words("by"):
            return head, " ".join(words[length:]).strip()
        if ":" in words[length - 1][:-1]:
            break
    return "", None


def _may_be_by(word: str) -> bool:
    """Whether the words for By may begin with a line's first `word`: most lines end here."""
    bare = word.rstrip(":")
    first = bare.lower() if bare.isascii() and bare.isalpha() else text.fold(bare).split(" ")[0]
    return not first or first in _first_words()


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase.split(" ")[0] for phrase in trade.words("by"))


def _names(phrase: str, *, fewest: int) -> tuple[tuple[str, ...], str | None] | None:
    """The people and the outlet that `phrase` lists, or None where something in it is neither."""
    authors: list[str] = []
    outlet: str | None = None
    paired = False
    for joint, part in names.joined_names(phrase):
        person = _without_role(_ROLE_BEHIND.split(part)[0].strip())
        paired = paired or joint.isalpha() or joint == "&"
        if person == part and names.is_outlet(part):
            outlet = outlet or part
            if authors and joint.isalpha() and names.is_agency(part):
                authors.append(part)  # `Jane Doe and AP`: it wrote with her; behind a comma it is whom she works for
        elif names.is_role(person):
            continue
        elif (
            authors
            and joint == ","
            and (" " not in _ROLE_BEHIND.split(part)[0] or paired or _is_desk(part, authors[0]))
        ):
            # `Jane Doe, Lisbon`; `Jane Doe, RTV Sport`; `Jane Doe and John Roe, Porto Velho`: no more people
            outlet = outlet or (part if _is_desk(part, authors[0]) else None)
        elif names.is_name(person, fewest=1 if authors else fewest):
            authors.append(person)
        elif authors and joint == "," and part[0].isupper() and len(part) <= _LONGEST_OFFICE and _OFFICE.search(part):
            continue  # `Jane Doe, Canon of Lisbon`
        else:
            return None
    if not authors and outlet is not None and not names.is_agency(outlet):
        return (), outlet
    return tuple(dict.fromkeys(authors)), outlet


def _is_desk(phrase: str, author: str) -> bool:
    """Whether what stands behind a name begins with an abbreviation: the house or desk for which the author works."""
    first = phrase.split(" ", 1)[0]
    return first.isupper() and 1 < len(first) < 6 and "." not in first and not author.isupper()


def _without_role(phrase: str) -> str:
    """`Jane Doe Travel Reporter` is Jane Doe, and so is `Reporter Jane Doe`."""
    words = phrase.split()
    if len(words) > 2 and _HOUSE.match(words[-1]) and not words[0].isupper():
        words = words[:-1]  # `Jane Doe RTVNews`
        phrase = " ".join(words)
    if len(words) > 2 and names.is_role(words[0]) and names.is_name(" ".join(words[1:])):
        return " ".join(words[1:])
    if len(words) == 2 and _UNPARTED_NAME.fullmatch(words[0]) and names.is_role(words[1]):
        return words[0]
    for length in range(2, min(len(words), names.LONGEST + 1)):
        if names.is_role(" ".join(words[length:])) and names.is_name(" ".join(words[:length])):
            return " ".join(words[:length])
    return phrase
