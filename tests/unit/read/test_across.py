"""What no file can tell alone; bodies are looked at only where something is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from digest.ground.diagnostics import Place
from digest.model import Article, Body, Content, EditionNote, FrontMatter, Link, Media
from digest.read import across


class Seen(Mapping[str, Body]):
    """Bodies, and which of them were looked at."""

    def __init__(self, bodies: dict[str, Body]) -> None:
        self.asked: list[str] = []
        self._bodies = bodies

    def __getitem__(self, path: str) -> Body:
        self.asked.append(path)
        return self._bodies[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._bodies)

    def __len__(self) -> int:
        return len(self._bodies)


def article(path: str, name: str | None, picture: str | None = None) -> Article:
    return Article(path=path, slug="s", front=FrontMatter(id=name), words=0, picture=picture, digest="")


def place(path: str, line: int) -> Place:
    return Place(file=f"content/{path}", line=line, column=1)


def bodies() -> Seen:
    return Seen(
        {
            path: Body(
                html="",
                text="",
                picture=Link(target="content:2015/photo.jpg", place=place(path, 4)),
                places={"id": place(path, 2)},
            )
            for path in ("a.md", "b.md", "c.md")
        }
    )


def test_where_nothing_is_wrong_no_body_is_looked_at() -> None:
    content = Content(
        articles=(article("a.md", "a", "content:2015/photo.jpg"), article("b.md", "b", "site:/p.jpg")),
        bodies=bodies(),
        media=(Media(path="2015/photo.jpg"),),
        editions=(EditionNote(key="2015-w31", path="editions/2015-w31.md"),),
    )
    assert across.check(content, "content") == []
    assert isinstance(content.bodies, Seen)
    assert content.bodies.asked == []


def test_one_id_in_two_files_is_told_at_the_later_one_whether_or_not_it_has_other_errors() -> None:
    content = Content(
        articles=(article("b.md", "x"), article("c.md", "y")), mended=(article("a.md", "x"),), bodies=bodies()
    )
    [finding] = across.check(content, "content")
    assert (finding.code, finding.place) == ("id-duplicate", place("b.md", 2))
    assert "content/a.md" in finding.message
    assert isinstance(content.bodies, Seen)
    assert content.bodies.asked == ["b.md"]


def test_articles_without_an_id_do_not_share_it() -> None:
    content = Content(articles=(article("a.md", None), article("b.md", None)), bodies=bodies())
    assert across.check(content, "content") == []


def test_two_notes_for_one_edition_are_an_error() -> None:
    notes = tuple(EditionNote(key="2015-w31", path=f"editions/{name}.md") for name in "ab")
    [finding] = across.check(Content(editions=notes), "content")
    assert (finding.code, finding.place and finding.place.file) == ("edition-duplicate", "content/editions/b.md")


def test_a_missing_picture_is_told_where_it_is_named_with_what_may_be_meant() -> None:
    content = Content(
        articles=(article("a.md", "a", "content:2015/photo.jpg"),),
        bodies=bodies(),
        media=(Media(path="2015/phto.jpg"), Media(path="2014/photo.jpg")),
    )
    [finding] = across.check(content, "content")
    assert (finding.code, finding.place, finding.hint) == (
        "image-missing",
        place("a.md", 4),
        "did you mean `phto.jpg`?",
    )
