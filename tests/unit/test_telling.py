from __future__ import annotations

import json
from typing import Any

from digest import telling
from digest.agenda import Item
from digest.convert.accounts import Account, Known, Part
from digest.convert.record import Conflict
from digest.ground.diagnostics import Place
from digest.model import Removed, RunnerUp

ACCOUNT = Account(
    article=Known(id="k3f3m2q4dz", path="2015/07/28/talks.md", seed="talks.txt"),
    title="Talks open",
    seed="same",
    parts=(
        Part(
            name="title",
            now="Talks open",
            generated="Talks open",
            rule="head-title",
            line=1,
            end=5,
            source="Talks open",
        ),
        Part(
            name="topics",
            now=["sport"],
            generated=["world"],
            edited=True,
            rule="lexicon",
            confidence=0.5,
            words=("vote",),
        ),
        Part(name="kicker", edited=True, generated="Analysis"),
        Part(name="status", now="published", generated="published"),
    ),
    runners_up=(RunnerUp(topic="culture", share=0.25, words=("film",)),),
    removed=(Removed(rule="stamp", text="28 July", line=2), Removed(rule="share-row", text="Share\tthis", line=10)),
    conflicts=(Conflict(part="title", theirs="title: Row", mine="title: Talks open"),),
)


def shown(account: Account = ACCOUNT, **options: Any) -> str:
    return telling.why(account, content="content", seeds="seeds", **options)


def test_an_account_is_told_in_full() -> None:
    assert shown() == (
        "Talks open\n"
        "content/2015/07/28/talks.md · id k3f3m2q4dz\n"
        "from seeds/talks.txt, as it was converted\n"
        "\n"
        "title       Talks open\n"
        "            head-title, line 1, 100% sure\n"
        "  1 | Talks open\n"
        "    | ^^^^^\n"
        "            a person and the seed changed this; of the seed, it says title: Row\n"
        "\n"
        "topics      sport\n"
        "            changed by a person; the converter: world\n"
        "            lexicon, 50% sure\n"
        "            its words: vote\n"
        "            nearly culture, with 25% of the evidence: film\n"
        "\n"
        "kicker      not there any more\n"
        "            changed by a person; the converter: Analysis\n"
        "\n"
        "status      published\n"
        "            by default\n"
        "\n"
        "taken out\n"
        "   2  stamp      28 July\n"
        "  10  share-row  Share this"
    )


def test_one_field_is_told_alone() -> None:
    assert shown(field="status") == "status      published\n            by default"


def test_roles_are_painted_and_nothing_else_is_added() -> None:
    painted = shown(paint=lambda text, role: f"<{role}>{text}</{role}>")
    assert "<place>1</place> <place>|</place> Talks open" in painted
    assert "<hint>^^^^^</hint>" in painted


def test_lines_keep_to_the_width_of_the_terminal() -> None:
    long = Part(
        name="body", now="word " * 99, generated="word " * 99, rule="story", line=3, source="word " * 99, end=400
    )
    for line in shown(
        Account(article=ACCOUNT.article, seed="same", parts=(long,)), field="body", width=60
    ).splitlines():
        assert len(line) <= 60


def test_nothing_from_a_file_can_write_on_the_terminal() -> None:
    evil = Account(
        article=Known(id="a", path="a\x1b[2J.md", seed="s"),
        title="\x1b]0;x\x07",
        parts=(Part(name="tags", now=["\x1b[31m"], generated=["\u202e"], edited=True, rule="\x1b"),),
        removed=(Removed(rule="x", text="\x1b[2J", line=1),),
    )
    assert not {"\x1b", "\x07", "\u202e"} & set(shown(evil))


def test_the_document_of_an_account_has_all_of_it() -> None:
    text = telling.why_document(ACCOUNT, field=None, content="content", seeds="seeds", status=0)
    told = json.loads(text)
    assert text.isascii()
    assert (told["path"], told["seed"], told["seed_state"]) == (
        "content/2015/07/28/talks.md",
        "seeds/talks.txt",
        "same",
    )
    assert told["fields"]["topics"]["edited"]
    assert told["removed"][0] == {"rule": "stamp", "text": "28 July", "line": 2}


ITEM = Item(
    code="merge-conflict",
    message="`title` was changed",
    place=Place(file="content/a.md", line=3),
    id="k3f3m2q4dz",
    title="Talks",
    fix="take over what you like",
    command="digest review --settle k3f3m2q4dz",
)


def test_what_needs_a_person_is_told_with_place_and_way_out() -> None:
    assert telling.review([ITEM]) == (
        "content/a.md:3  Talks\n"
        "  merge-conflict: `title` was changed\n"
        "  → take over what you like\n"
        "  → digest review --settle k3f3m2q4dz\n"
        "\n"
        "1 to look at: 1 merge-conflict"
    )
    assert telling.review([]) == "nothing needs a person"
    assert json.loads(telling.review_document([ITEM], status=1))["items"][0]["line"] == 3
