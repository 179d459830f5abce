"""`digest why` and `digest review`, from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from digest import cli

FERRY = """Ferry returns to the old harbour

Published 28 July 2015

The ferry that left the harbour at dawn with two hundred people on board came back at night, and nobody was hurt, said the mayor of the town.

Photo: Ada Pier

The council will meet about it on Friday, and the owner of the ship is to explain why nobody was told.
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "config.yaml").write_text("site: {title: The Pier, url: 'https://example.org/'}\n")
    (tmp_path / "seeds/ferry.txt").write_text(FERRY)
    assert run(tmp_path, "convert", "--quiet").exit_code == 0
    return tmp_path


def run(site: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(cli.commands, [*arguments, "--site", str(site)], standalone_mode=False)
    assert result.exception is None
    return Result(
        result.runner,
        result.stdout_bytes,
        result.stderr_bytes,
        result.output_bytes,
        None,
        result.return_value or 0,
        None,
    )


def document(site: Path, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(site, *arguments, "--format", "json").stdout)
    return found


def article(site: Path) -> Path:
    (file,) = (site / "content").rglob("ferry*.md")
    return file


def edit(site: Path, old: str, new: str) -> None:
    text = article(site).read_text("utf-8")
    assert old in text
    article(site).write_text(text.replace(old, new), "utf-8")


# --- why --------------------------------------------------------------------------------------------------------------


def test_why_shows_value_rule_and_the_seeds_own_words_underlined(site: Path) -> None:
    shown = run(site, "why", "ferry", "date")
    assert shown.exit_code == 0
    value, rule, line, carets = shown.stdout.splitlines()
    assert value.split() == ["date", "2015-07-28"]
    assert "line 3, " in rule
    assert rule.endswith("% sure")
    assert line.strip() == "3 | Published 28 July 2015"
    assert carets.index("^") == line.index("28 July")


def test_why_tells_the_whole_article_and_what_was_taken_out(site: Path) -> None:
    shown = run(site, "why", "ferry").stdout
    assert shown.startswith(
        "Ferry returns to the old harbour\ncontent/2015/07/28/ferry-returns-to-the-old-harbour.md · id "
    )
    assert "from seeds/ferry.txt, as it was converted" in shown
    assert "Photo: Ada Pier" in shown.partition("taken out")[2]
    assert "\x1b" not in shown


def test_why_tells_what_a_person_has_changed(site: Path) -> None:
    edit(site, "date: 2015-07-28", "date: 2015-07-30")
    shown = run(site, "why", "ferry", "date").stdout
    assert "2015-07-30\n" in shown
    assert "changed by a person; the converter: 2015-07-28" in shown


def test_why_as_json_has_the_same(site: Path) -> None:
    told = document(site, "why", "seeds/ferry.txt", "title")
    assert (told["status"], told["seed"], told["seed_state"]) == (0, "seeds/ferry.txt", "same")
    assert told["fields"]["title"]["source"] == "Ferry returns to the old harbour"
    assert list(told["fields"]) == ["title"]


def test_why_works_when_the_seed_is_gone_or_another(site: Path) -> None:
    (site / "seeds/ferry.txt").write_text(FERRY + "More.\n")
    assert "which has changed since" in run(site, "why", "ferry").stdout
    (site / "seeds/ferry.txt").unlink()
    assert "which is not there any more" in run(site, "why", "ferry").stdout


def test_why_says_how_a_deleted_article_comes_back(site: Path) -> None:
    identity = document(site, "why", "ferry")["id"]
    article(site).unlink()
    assert f"digest convert --restore {identity}" in run(site, "why", identity).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "hint"),
    [
        (("fery",), "article-unknown", "did you mean `ferry` (content/2015/07/28/"),
        (("2015",), "article-ambiguous", "say which: content/2015/"),
        (("ferry-returns", "dates"), "field-absent", "did you mean `date`?"),
    ],
)
def test_why_says_what_it_cannot_answer(site: Path, arguments: tuple[str, ...], code: str, hint: str) -> None:
    (site / "content/2015/other.md").write_text("---\nid: o3f3m2q4dz\ntitle: Other\ndate: 2015-07-01\n---\n\nText.\n")
    shown = run(site, "why", *arguments)
    assert shown.exit_code == 1
    assert f"error[{code}]" in shown.stderr
    assert hint in shown.stderr


HAND = "---\nid: handhand11\ntitle: Harbour walls\ndate: 2024-01-01\n---\n\nThey are old.\n"


@pytest.mark.parametrize("name", ["content/hand/x.md", "handhand11"])
def test_why_shows_what_was_written_by_hand_with_its_line(site: Path, name: str) -> None:
    (site / "content/hand").mkdir()
    (site / "content/hand/x.md").write_text(HAND)
    shown = run(site, "why", name, "date")
    assert shown.exit_code == 0
    value, rule, line, carets = shown.stdout.splitlines()
    assert (value.split(), rule.strip()) == (["date", "2024-01-01"], "written by hand, line 4")
    assert line.strip() == "4 | date: 2024-01-01"
    assert carets.index("^") == line.index("2024")
    assert "They are old." in run(site, "why", name).stdout
    assert "it has `title`, `date`, `body`" in run(site, "why", name, "kicker").stderr


# --- review -----------------------------------------------------------------------------------------------------------


def test_review_of_a_site_where_all_is_well_says_so(site: Path) -> None:
    edit(site, "topics:", "topics: [world]  # right\n# was:")
    shown = run(site, "review")
    assert (shown.exit_code, shown.stdout) == (0, "nothing needs a person\n")


def test_review_lists_the_most_pressing_first_and_fails(site: Path) -> None:
    (site / "seeds/undated.txt").write_text(FERRY.replace("Published 28 July 2015\n\n", "").replace("Ferry", "Boat"))
    (site / "seeds/copy.txt").write_text(FERRY + "\n")
    (site / "seeds/empty.txt").write_text("")
    run(site, "convert")
    told = document(site, "review")
    codes = [item["code"] for item in told["items"]]
    assert told["status"] == 1
    assert codes[:3] == ["seed-empty", "date-missing", "seed-duplicate"]
    assert codes.count("date-missing") == codes.count("seed-duplicate") == 1
    shown = run(site, "review")
    assert shown.exit_code == 1
    assert "content/undated/boat-returns-to-the-old-harbour.md:" in shown.stdout
    assert "→ write `date: YYYY-MM-DD` and `status: published`" in shown.stdout


def test_review_says_what_is_not_converted_yet(site: Path) -> None:
    (site / "seeds/new.txt").write_text(FERRY.replace("Ferry", "Boat"))
    first = document(site, "review")["items"][0]
    assert (first["code"], first["command"]) == ("seed-waiting", "digest convert")
    assert "`new.txt`" in first["message"]


def test_what_was_settled_is_listed_no_more(site: Path) -> None:
    edit(site, "topics:", "topics: [world]  # right\n# was:")
    edit(site, "Ferry returns", "Ferry comes back")
    (site / "seeds/ferry.txt").write_text(FERRY.replace("Ferry returns", "Boat returns"))
    run(site, "convert")
    (item,) = document(site, "review")["items"]
    assert (item["code"], item["file"]) == ("merge-conflict", f"content/2015/07/28/{article(site).name}")
    assert article(site).read_text().splitlines()[item["line"] - 1].startswith("title: Ferry comes back")
    settled = run(site, *item["command"].split()[1:])
    assert (settled.exit_code, "note[review-settled]: 1 thing settled" in settled.stderr) == (0, True)
    assert run(site, "review").exit_code == 0
    assert "nothing open" in run(site, "review", "--settle", "ferry").stderr


def test_nothing_but_an_article_can_be_settled(site: Path) -> None:
    shown = run(site, "review", "--settle", "fery")
    assert shown.exit_code == 1
    assert "error[article-unknown]" in shown.stderr


def test_what_keeps_an_article_from_being_published_cannot_be_settled(site: Path) -> None:
    (site / "seeds/undated.txt").write_text(FERRY.replace("Published 28 July 2015\n\n", "").replace("Ferry", "Boat"))
    run(site, "convert")
    (file,) = (site / "content/undated").glob("*.md")
    file.write_text(file.read_text("utf-8").replace("topics:", "topics: [world]  # right\n# was:"), "utf-8")
    shown = run(site, "review", "--settle", "boat-returns")
    assert shown.exit_code == 1
    assert "error[review-unsettled]: `date-missing` can't be settled" in shown.stderr
    assert "write `date: YYYY-MM-DD` and `status: published`" in shown.stderr
    assert "settled in" not in shown.stderr
    assert "date-missing" in run(site, "review").stdout
