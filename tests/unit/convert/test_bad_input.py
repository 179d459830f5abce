"""Whatever lies in `seeds/`: what is bad is told of, everything else converts, and no word of a text gets lost."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from digest.config import DEFAULT_TOPICS, Convert
from digest.convert.drafts import Drafted, draft_seed
from digest.convert.formats import FORMATS
from digest.convert.frontmatter import values
from digest.convert.markup import to_plain
from digest.convert.seeds import Refused, read
from digest.ground.diagnostics import Place
from digest.model import Seed
from tests.unit.convert.samples import CONFIG, Site

SETTINGS = replace(CONFIG, topics=DEFAULT_TOPICS)
GOOD = (
    "Talks open in Geneva\n\nBy Ada Okafor\n\n28 July 2015\n\n"
    "GENEVA — They met on Monday and talked all day, the minister said.\n\nPhoto by: AP\n\n“We go on,” she added; nobody asked why.\n"
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.formats, site.config = FORMATS, SETTINGS
    site.seed("good.txt", GOOD)
    return site


def drafted(data: bytes, path: str = "a.txt") -> Drafted:
    return draft_seed(Seed(path=path, data=data, digest=""), Place(file=f"seeds/{path}"), SETTINGS, FORMATS)


def codes(site: Site) -> set[tuple[str, str]]:
    """The findings that are not about the good seed, by file and code; the good one must convert."""
    counts, findings = site.convert()
    assert counts.converted + counts.unchanged >= 1
    return {(one.place.file, one.code) for one in findings if one.place and one.place.file != "seeds/good.txt"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "seed-empty"),
        (b" \t\r\n\x0c\n", "seed-empty"),
        (b"\xef\xbb\xbf", "seed-empty"),
        (b"\xff\xfe", "seed-empty"),
        ("\u00a0\u200b\n".encode(), "seed-empty"),
        (b"text\0text", "seed-binary"),
        (b"x" * 60_000, "seed-line-too-long"),
        (b"Advertisement\n\nShare this article\n", "seed-no-body"),
    ],
    ids=["nothing", "white space", "mark", "wide mark", "invisible", "nul", "one line", "furniture"],
)
def test_a_bad_seed_is_an_error_and_stops_no_other(site: Site, data: bytes, code: str) -> None:
    site.seed("bad.txt", data)
    assert ("seeds/bad.txt", code) in codes(site)
    assert len(site.articles()) == 1


def test_what_is_too_large_is_not_even_read(site: Site) -> None:
    with site.seed("bad.txt", b"").open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    assert codes(site) == {("seeds/bad.txt", "seed-too-large")}


def test_thousands_of_lines_of_a_word_are_an_article_and_millions_are_not(site: Site) -> None:
    site.seed("many.txt", "word\n" * 10_000)
    site.seed("more.txt", "a\n" * 1_000_000)
    assert codes(site) >= {("seeds/many.txt", "date-missing"), ("seeds/more.txt", "seed-too-many-lines")}
    assert len(site.articles()) == 2


@pytest.mark.parametrize("end", ["\r", "\x0c", "\u2028", "\r\n"])
def test_every_kind_of_line_end_parts_lines(end: str) -> None:
    found = drafted(GOOD.replace("\n", end).encode())
    assert found.draft is not None
    assert (found.draft.front.title, found.draft.front.authors) == ("Talks open in Geneva", ("Ada Okafor",))


def test_signs_that_turn_the_direction_lose_no_word() -> None:
    data = GOOD.replace("They", "\u202eThey\u202c \u2066met\u2069").encode()
    assert lost(data) == Counter()


def test_two_encodings_in_one_file_are_both_read() -> None:
    found = drafted(GOOD.encode() * 3 + "Le café “fermé”.\n".encode("cp1252"))
    assert found.draft is not None
    assert "café “fermé”" in found.draft.body
    assert [finding.code for finding in found.findings][:1] == ["seed-encoding-guessed"]


def test_other_endings_are_told_of_once_with_what_is_known(site: Site) -> None:
    for name in ("b/2.jpg", "a.jpg", "c.doc", ".hidden.jpg", ".cache/d.jpg"):
        site.seed(name, b"\xff\xd8")
    _, findings = site.convert()
    told = [(one.place and one.place.file, one.message, one.hint) for one in findings if one.code == "seed-format"]
    assert told == [
        (
            "seeds/a.jpg",
            "files ending in `.jpg` are not converted (there are 2)",
            "known: `.htm`, `.html`, `.md`, `.txt`",
        ),
        ("seeds/c.doc", "files ending in `.doc` are not converted", "known: `.htm`, `.html`, `.md`, `.txt`"),
    ]


def test_what_a_browser_saves_beside_a_page_is_passed_over(site: Site) -> None:
    for name in ("sub/Ozone.html", "sub/Ozone_files/a.js", "sub/Ozone_files/deep/ad.html", "Lone_files/b.js"):
        site.seed(name, "<p>x</p>")
    assert {file for file, _ in codes(site)} == {"seeds/sub/Ozone.html", "seeds/Lone_files/b.js"}


def pipe(file: Path) -> None:
    os.mkfifo(file)


def door(file: Path) -> None:
    os.chdir(file.parent)  # the path of a socket may have a hundred bytes
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(file.name)


def circle(file: Path) -> None:
    file.symlink_to(file.parent, target_is_directory=True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize(
    "make", [pipe, door, circle, lambda file: file.symlink_to("nowhere"), lambda file: file.symlink_to(file)]
)
def test_what_is_no_file_is_an_error_and_nothing_waits_for_it(
    site: Site, make: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site.root)
    make(site.root / "seeds/bad.txt")
    assert codes(site) == {("seeds/bad.txt", "seed-unreadable")}


def test_a_folder_may_be_called_like_a_seed(site: Site) -> None:
    (site.root / "seeds/folder.txt").mkdir()
    assert codes(site) == set()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")
def test_names_of_any_bytes_are_told_of_in_one_line(site: Site) -> None:
    folder = os.fsencode(site.root / "seeds")
    for name in (b"two\nlines.txt", b"caf\xe9.txt", b"x" * 251 + b".txt"):
        Path(os.fsdecode(folder + b"/" + name)).write_bytes(GOOD.replace("Monday", f"day {len(name)}").encode())
    found = codes(site)
    assert {code for file, code in found if "xxx" not in file} == {"seed-name", "seed-unreadable"}
    assert all(file.isprintable() for file, _ in found)
    assert len(site.articles()) == 2


def test_a_seed_that_vanishes_between_listing_and_reading_is_an_error(site: Site) -> None:
    gone = read(site.root, "seeds", "gone.txt")
    assert isinstance(gone, Refused)
    assert gone.finding.code == "seed-unreadable"
    part = read(site.root, "seeds", "good.txt#2", split=True)
    assert isinstance(part, Refused)
    assert part.finding.code == "seed-unreadable"


# --- nothing lost, whatever it is ---


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


def lost(data: bytes, path: str = "a.txt") -> Counter[str]:
    """The words of a text in UTF-8 that are neither in the article nor in the list of what was taken out."""
    made = drafted(data, path).draft
    if made is None:
        return Counter()
    body = made.body if path.endswith(".md") else to_plain(made.body)
    kept = "\n".join((*map(str, values(made.front).values()), body, *(one.text for one in made.removed)))
    return words(data.decode()) - words(kept)


@settings(max_examples=80, deadline=None)
@given(data=st.binary(max_size=300), ending=st.sampled_from(sorted(FORMATS)))
def test_no_bytes_are_too_odd(data: bytes, ending: str) -> None:
    found = drafted(data, f"a{ending}")
    assert found.draft is not None or found.findings
    assert "seed-uncovered" not in {finding.code for finding in found.findings}


SCRAPS = [
    "\n",
    "\n\n",
    " ",
    "\t",
    "=",
    "===\n",
    "---\n",
    "#",
    "- ",
    "• ",
    ": ",
    "By ",
    "Updated: ",
    "12:30",
    "1 May 2015",
    "©",
    "Photo: AP",
]
SCRAPS += [
    "“",
    "(",
    "[",
    "<b>",
    "&amp;",
    "\u202e",
    "\ufeff",
    "e\u0301",
    "年",
    "السبت",
    "|",
    "\x0c",
    "ENDS",
    "Share",
    "GENEVA — ",
    "\u00ad",
]


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """The good text with scraps put in, lines doubled, taken out and moved."""
    text = GOOD
    for _ in range(draw(st.integers(0, 6))):
        start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        middle = draw(st.sampled_from([*SCRAPS, text[start:end] * 2, text[start:end].upper(), text[end : end + 40]]))
        text = text[:start] + middle + (text[end:] if draw(st.booleans()) else text[start:])
    return text


@settings(max_examples=120, deadline=None)
@given(text=mangled(), ending=st.sampled_from([".txt", ".txt", ".md"]))
def test_no_mangled_text_loses_a_word(text: str, ending: str) -> None:
    if text.startswith("---"):
        text = f" {text}"
    found = drafted(text.encode(), f"a{ending}")
    assert "seed-uncovered" not in {finding.code for finding in found.findings}


@settings(max_examples=15, deadline=None)
@given(
    seeds=st.dictionaries(
        st.sampled_from(["a.txt", "b.md", "c.html", "d.jpg", "e/f.txt"]), st.binary(max_size=120) | mangled()
    )
)
def test_no_folder_of_seeds_stops_a_conversion(
    tmp_path_factory: pytest.TempPathFactory, seeds: dict[str, bytes | str]
) -> None:
    site = Site(tmp_path_factory.mktemp("site"))
    site.formats, site.config = FORMATS, replace(SETTINGS, convert=Convert(split=True))
    site.seed("good.txt", GOOD)
    for path, data in seeds.items():
        site.seed(path, data)
    site.convert()
    before = site.tree()
    assert any(b"They met on Monday" in data for data in before.values())
    site.convert()
    assert site.tree() == before
