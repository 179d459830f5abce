"""Nothing overwritten: whatever happens to seeds, articles and records, no change that a person made is ever lost."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace

from digest.config import Config
from digest.convert.formats import Drafting
from digest.convert.stage import convert, settle
from digest.engine.work import forgetful
from digest.ground.diagnostics import Diagnostic
from digest.model import Converted, Draft
from tests.unit.convert.samples import Site, simple_draft

Outcome = tuple[tuple[Converted, list[Diagnostic]], dict[str, bytes]]
PICK = st.integers(0, 999)
DAYS = st.integers(1, 3)
STORY = (
    "The ferry that left the harbour at dawn with two hundred people on board came back at night and nobody was hurt\n"
)


def converter(version: int) -> Drafting:
    """What this version of the converter makes of a seed: other topics, tags and words than the last."""

    def draft(text: str, path: str, config: Config) -> Draft:
        made = simple_draft(text, path, config)
        front = replace(made.front, topics=(("world", "sport", "culture")[version % 3],), tags=(f"v{version // 2}",))
        return replace(made, front=front, body=made.body.replace("hurt", "hurt" if version % 2 else "harmed"))

    return draft


class Newsroom(RuleBasedStateMachine):
    """Seeds come, change and go; a person edits articles; conversions run, and some are killed between two writes.

    A conversion remembers what those before it found out, unless somebody has deleted that, or put back what it once was; and
    it always does what one without any memory does. Every word that a person writes is a fresh `edit-N`, every paragraph of a seed a fresh `seed-N`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.site = Site(Path(self.folder.name))
        self.site.formats = {".txt": converter(1)}
        self.number = 0
        self.version = 1
        self.written: dict[str, Path] = {}
        self.taken_out: dict[str, str] = {}
        self.deleted: dict[str, str] = {}
        self.memories: list[bytes] = []

    def teardown(self) -> None:
        self.folder.cleanup()

    # --- the seeds ---

    def fresh(self, kind: str) -> str:
        self.number += 1
        return f"{kind}-{self.number}."

    def seeds(self) -> list[Path]:
        folder = self.site.root / "seeds"
        return sorted(folder.glob("*.txt")) if folder.is_dir() else []

    @initialize(day=DAYS)
    def first_seed(self, day: int) -> None:
        self.add_seed(day)
        self.convert()

    @rule(day=DAYS, story=st.sampled_from(["", STORY]))
    def add_seed(self, day: int, story: str = "") -> None:
        name = f"{self.fresh('name')}txt"
        paragraphs = "".join(self.fresh("seed") + "\n" for _ in range(3))
        self.site.seed(name, f"A title\ndate: 2015-07-0{day}\n{paragraphs}{story}")

    @precondition(lambda self: self.seeds())
    @rule(pick=PICK, day=DAYS)
    def re_date_seed(self, pick: int, day: int) -> None:
        file = self.seeds()[pick % len(self.seeds())]
        file.write_text(re.sub(r"date: .*", f"date: 2015-07-0{day}", file.read_text()))

    @precondition(lambda self: self.seeds())
    @rule(pick=PICK, line=st.integers(2, 6), how=st.sampled_from(["reword", "insert", "remove", "retitle", "gut"]))
    def change_seed(self, pick: int, line: int, how: str) -> None:
        file = self.seeds()[pick % len(self.seeds())]
        lines = file.read_text().splitlines()
        at = min(line, len(lines) - 1)
        if how == "retitle":
            lines[0] = self.fresh("seed")
        elif how == "gut":
            del lines[1:]
        elif how == "insert" or at < 2:
            lines.insert(line, self.fresh("seed"))
        elif how == "reword":
            lines[at] = self.fresh("seed")
        elif len(lines) > 3:
            del lines[at]
        file.write_text("\n".join(lines) + "\n")

    @precondition(lambda self: self.seeds())
    @rule(pick=PICK)
    def rename_seed(self, pick: int) -> None:
        file = self.seeds()[pick % len(self.seeds())]
        file.rename(file.with_name(f"{self.fresh('name')}txt"))

    @precondition(lambda self: self.seeds())
    @rule(pick=PICK)
    def remove_seed(self, pick: int) -> None:
        self.seeds()[pick % len(self.seeds())].unlink()

    # --- the person ---

    def articles(self) -> list[Path]:
        return [self.site.root / "content" / path for path in self.site.articles()]

    def article(self, pick: int) -> Path:
        return self.articles()[pick % len(self.articles())]

    @precondition(lambda self: self.articles())
    @rule(pick=PICK, key=st.sampled_from(["title", "date", "tags", "weight", "topics", "language", "also"]))
    def edit_header(self, pick: int, key: str) -> None:
        file, mark = self.article(pick), self.fresh("edit")
        text = file.read_text()
        line = f"{key}: {mark}" if f"{key}:" in text else f"# {mark}\n{key}: {mark}"
        changed = re.sub(rf"^{key}:.*", line, text, count=1, flags=re.MULTILINE)
        changed = changed if changed != text else text.replace("---\n", f"---\n{line}\n", 1)
        self.forget_words_that_went(text, changed)
        file.write_text(changed)
        self.written[mark] = file

    @precondition(lambda self: self.articles())
    @rule(pick=PICK, at=PICK, how=st.sampled_from(["reword", "insert", "remove"]))
    def edit_body(self, pick: int, at: int, how: str) -> None:
        file, mark = self.article(pick), self.fresh("edit")
        text = file.read_text()
        header, body = text.split("---\n\n", 1)
        paragraphs = body.rstrip("\n").split("\n\n")
        place = at % len(paragraphs)
        if how == "remove":
            if paragraphs[place].startswith("seed-"):
                self.taken_out[paragraphs[place]] = identity(text)
            del paragraphs[place]
        elif how == "reword":
            paragraphs[place] = mark
        else:
            paragraphs.insert(place, mark)
        changed = header + "---\n\n" + "\n\n".join(paragraphs) + "\n"
        self.forget_words_that_went(text, changed)
        file.write_text(changed)
        if how != "remove":
            self.written[mark] = file

    def forget_words_that_went(self, before: str, after: str) -> None:
        for mark in set(self.written):
            if mark in before and mark not in after:
                del self.written[mark]

    @precondition(lambda self: self.articles())
    @rule(pick=PICK, what=st.sampled_from(["title", "paragraph"]), meet=st.booleans())
    def edit_what_the_seed_changes_as_well(self, pick: int, what: str, meet: bool) -> None:
        file, mark = self.article(pick), self.fresh("edit")
        text = file.read_text()
        named = re.search(r"^seed: \"?([^\"\n]*)", text, re.MULTILINE)
        seed = self.site.root / "seeds" / (named[1] if named else "-")
        lines = seed.read_text().splitlines() if seed.is_file() else []
        shared = [line for line in lines if line.startswith("seed-") and line in text.split("\n")]
        if what == "title" and lines:
            lines[0] = self.fresh("seed")
            changed = re.sub(r"^title:.*", f"title: {mark}", text, count=1, flags=re.MULTILINE)
        elif shared:
            lines[lines.index(shared[0])] = self.fresh("seed")
            changed = text.replace(f"\n{shared[0]}\n", f"\n{mark}\n")
        else:
            return
        self.forget_words_that_went(text, changed)
        seed.write_text("\n".join(lines) + "\n")
        file.write_text(changed)
        if mark in changed:
            self.written[mark] = file
        if meet:
            self.convert()

    @precondition(lambda self: self.articles())
    @rule(pick=PICK)
    def break_or_repair_header(self, pick: int) -> None:
        file = self.article(pick)
        text = file.read_text()
        file.write_text(
            text.replace("status: [", "status: ") if "status: [" in text else text.replace("status: ", "status: [")
        )

    @precondition(lambda self: self.articles())
    @rule(pick=PICK)
    def delete_article(self, pick: int) -> None:
        file = self.article(pick)
        text = file.read_text()
        self.forget_words_that_went(text, "")
        self.taken_out = {
            paragraph: article for paragraph, article in self.taken_out.items() if article != identity(text)
        }
        if (self.site.root / f"content/.provenance/{identity(text)}.json").exists():
            self.deleted[identity(text)] = file.name
        file.unlink()

    @precondition(lambda self: self.articles())
    @rule(pick=PICK)
    def move_article(self, pick: int) -> None:
        file = self.article(pick)
        target = self.site.root / "content/moved" / f"{self.fresh('name')}md"
        target.parent.mkdir(exist_ok=True)
        file.rename(target)
        mark = self.fresh("edit")
        text = target.read_text()
        target.write_text(text + f"\n{mark}\n")
        self.written = {word: target if where == file else where for word, where in self.written.items()}
        self.written[mark] = target

    @precondition(lambda self: len(self.articles()) > 1)
    @rule(pick=PICK)
    def let_two_articles_change_places(self, pick: int) -> None:
        one, other = self.article(pick), self.article(pick + 1)
        texts = one.read_bytes(), other.read_bytes()
        one.write_bytes(texts[1])
        other.write_bytes(texts[0])
        places = {one: other, other: one}
        self.written = {word: places.get(where, where) for word, where in self.written.items()}

    @precondition(lambda self: self.site.records())
    @rule(pick=PICK, how=st.sampled_from(["delete", "damage"]))
    def lose_record(self, pick: int, how: str) -> None:
        file = self.site.records()[pick % len(self.site.records())]
        if how == "damage":
            file.write_bytes(b"<<<<<<< HEAD")
        else:
            file.unlink()
        self.deleted.pop(file.stem, None)

    # --- the memory ---

    @property
    def memory(self) -> Path:
        return self.site.root / ".digest/cache"

    @rule()
    def lose_memory(self) -> None:
        self.memory.unlink(missing_ok=True)

    @precondition(lambda self: self.memory.exists())
    @rule()
    def keep_a_copy_of_the_memory(self) -> None:
        self.memories.append(self.memory.read_bytes())

    @precondition(lambda self: self.memories)
    @rule(pick=PICK)
    def put_an_old_memory_back(self, pick: int) -> None:
        self.memory.write_bytes(self.memories[pick % len(self.memories)])

    # --- the conversions ---

    @rule()
    def convert(self) -> None:
        self.convert_once()
        once = self.site.tree()
        self.convert_once()
        assert self.site.tree() == once

    def convert_once(self) -> None:
        twin = self.converted_without_memory()
        assert (self.site.convert(version=self.version), self.site.tree()) == twin

    def converted_without_memory(self) -> Outcome:
        with tempfile.TemporaryDirectory() as folder:
            twin = Site(Path(folder))
            twin.formats = self.site.formats
            for name in ("seeds", "content"):
                if (self.site.root / name).exists():
                    shutil.copytree(self.site.root / name, twin.root / name)
            found = convert(twin.root, twin.config, forgetful(), formats=twin.formats, version=self.version)
            return found, twin.tree()

    @rule()
    def convert_with_a_newer_version(self) -> None:
        self.version += 1
        self.site.formats = {".txt": converter(self.version)}
        self.convert()

    @precondition(lambda self: self.site.records())
    @rule(pick=PICK)
    def settle_what_is_doubtful(self, pick: int) -> None:
        file = self.site.records()[pick % len(self.site.records())]
        articles = {path: data for path, data in self.site.tree().items() if path.endswith(".md")}
        settle(self.site.root, self.site.config, file.stem, forgetful())
        assert articles.items() <= self.site.tree().items()

    @rule(pick=PICK)
    def convert_and_be_killed_before_a_record_is_written(self, pick: int) -> None:
        before = {file: file.read_bytes() for file in self.site.records()}
        self.convert_once()
        after = self.site.records()
        fresh = [
            file for file in after if before.get(file) != file.read_bytes() and identity_has_article(self, file.stem)
        ]
        if fresh:
            file = fresh[pick % len(fresh)]
            if file in before:
                file.write_bytes(before[file])
            else:
                file.unlink()

    @invariant()
    def every_word_of_a_person_is_where_it_was_written(self) -> None:
        for mark, file in self.written.items():
            assert mark in file.read_text(), f"{mark} was lost from {file}"

    @invariant()
    def what_a_person_took_out_or_deleted_stays_away(self) -> None:
        texts = {identity(file.read_text()): file.read_text() for file in self.articles()}
        for paragraph, article in self.taken_out.items():
            assert paragraph not in texts.get(article, "").split("\n")
        assert not set(self.deleted) & set(texts)

    @invariant()
    def no_id_is_there_twice(self) -> None:
        ids = [identity(file.read_text()) for file in self.articles()]
        assert len(ids) == len(set(ids))


def identity(text: str) -> str:
    found = re.search(r"^id: (.*)", text, re.MULTILINE)
    assert found is not None
    return found[1]


def identity_has_article(newsroom: Newsroom, wanted: str) -> bool:
    return any(identity(file.read_text()) == wanted for file in newsroom.articles())


TestNewsroom = Newsroom.TestCase
TestNewsroom.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
