"""`digest tags`: what an editor types, and what became of the site."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from digest import cli, tagging
from digest.ground.lock import held
from digest.ground.moment import Moment
from digest.run import BuildOptions

CONFIG = "site:\n  title: The Pier   # ours\n  url: https://example.org/\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "config.yaml").write_text(CONFIG, "utf-8")
    for name, tags in {
        "a": "[Pilots, Seoul]  # checked",
        "b": "\n  - Harbour Pilots\n  - pilots",
        "c": "[Seoul]",
    }.items():
        article(tmp_path, name, tags)
    return tmp_path


def article(site: Path, name: str, tags: str) -> Path:
    file = site / f"content/2015/07/28/{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    header = f"id: {name}\ntitle: Story {name}\ndate: 2015-07-28\ntopics: [world]\ntags: {tags}"
    file.write_text(f"---\n{header}\n---\n\nText.\n", "utf-8")
    return file


def digest(site: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli.commands, [*arguments, "--site", str(site)], standalone_mode=False)


def files(site: Path) -> dict[str, bytes]:
    kept = [site / "config.yaml", *site.rglob("content/**/*.md")]
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in kept}


def test_tags_are_listed_with_their_numbers_and_those_that_may_be_one(site: Path) -> None:
    done = digest(site, "tags")
    assert (done.return_value, done.stderr) == (0, "")
    assert done.stdout == (
        "2  Pilots (also pilots)\n"
        "2  Seoul\n"
        "1  Harbour Pilots\n"
        "\n"
        "3 tags in 3 articles\n"
        "\n"
        "perhaps one:\n"
        "  Pilots (2) and Harbour Pilots (1): a name and a part of it\n"
        "    digest tags merge Pilots 'Harbour Pilots'\n"
    )


def test_programs_get_the_list_as_one_document(site: Path) -> None:
    document = json.loads(digest(site, "tags", "--format", "json").stdout)
    assert document["tags"][0] == {"label": "Pilots", "count": 2, "spelt": ["pilots"]}
    assert document["alike"] == [{"less": "Pilots", "more": "Harbour Pilots", "likeness": "surname"}]


def test_a_merger_changes_tags_and_vocabulary_and_nothing_else(site: Path) -> None:
    before = files(site)
    done = digest(site, "tags", "merge", "pilots", "harbour pilots")
    assert (done.return_value, done.stderr) == (0, "")
    assert "the vocabulary says `Harbour Pilots | Pilots`" in done.stdout
    assert "2 articles now have `Harbour Pilots`" in done.stdout
    after = files(site)
    assert after["config.yaml"].decode() == CONFIG + "tags:\n  vocabulary:\n    - Harbour Pilots | Pilots\n"
    a, b, c = (f"content/2015/07/28/{name}.md" for name in "abc")
    assert after[a] == before[a].replace(b"[Pilots, Seoul]  # checked", b"[Harbour Pilots, Seoul]  # checked")
    assert after[b] == before[b].replace(b"\n  - pilots", b"")
    assert after[c] == before[c]
    assert "Pilots (also" not in digest(site, "tags").stdout


def test_the_old_page_leads_to_the_new_one(site: Path) -> None:
    now = ("--now", "2016-01-01")
    assert digest(site, "build", *now).return_value == 0
    assert (site / "public/tags/pilots/feed.xml").exists() is False
    assert "Stories tagged Pilots" in (site / "public/tags/pilots/index.html").read_text("utf-8")
    digest(site, "tags", "merge", "Pilots", "Harbour Pilots")
    assert digest(site, "build", *now).return_value == 0
    page = (site / "public/tags/pilots/index.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=/tags/harbour-pilots/">' in page
    assert "Story a" in (site / "public/tags/harbour-pilots/index.html").read_text("utf-8")


def test_the_next_seed_gets_the_tag_that_stayed(site: Path) -> None:
    digest(site, "tags", "merge", "Pilots", "Harbour Pilots")
    (site / "seeds").mkdir()
    text = (
        "Title: Fog over the bay\nDate: 2015-07-30\n\nThe Pilots waited, and the Pilots of the night shift went home.\n"
    )
    (site / "seeds/fog.txt").write_text(text, "utf-8")
    digest(site, "convert")
    assert "tags: [Harbour Pilots" in (site / "content/2015/07/30/fog-over-the-bay.md").read_text("utf-8")


def test_a_dry_run_says_what_would_change_and_changes_nothing(site: Path) -> None:
    before = files(site)
    done = digest(site, "tags", "merge", "Pilots", "Harbour Pilots", "--dry-run")
    assert done.return_value == 0
    assert "the vocabulary would say" in done.stdout
    assert "2 articles would have `Harbour Pilots`\n  content/2015/07/28/a.md\n  content/2015/07/28/b.md" in done.stdout
    assert files(site) == before


def test_programs_get_the_merger_as_one_document(site: Path) -> None:
    done = digest(site, "tags", "merge", "Pilots", "Harbour Pilots", "--dry-run", "--format", "json")
    document = json.loads(done.stdout)
    assert document["articles"] == ["content/2015/07/28/a.md", "content/2015/07/28/b.md"]
    assert (document["vocabulary"], document["dry_run"]) == ("Harbour Pilots | Pilots", True)


@pytest.mark.parametrize(
    ("alias", "label", "said"),
    [
        ("Pilotes", "Seoul", "error[tag-unknown]: no article has the tag `Pilotes`\n = hint: did you mean `Pilots`?"),
        ("Pilots", "Seol", "did you mean `Seoul`?"),
        ("Pilots", "PILOTS", "error[tags-same]"),
    ],
)
def test_a_wrong_tag_is_an_error_that_changes_nothing(site: Path, alias: str, label: str, said: str) -> None:
    before = files(site)
    done = digest(site, "tags", "merge", alias, label)
    assert done.return_value == 1
    assert said in done.stderr
    assert files(site) == before


@pytest.mark.parametrize("arguments", [["join", "A", "B"], ["merge", "A"], ["merge", "A", "B", "C"], ["--dry-run"]])
def test_other_words_are_no_command(site: Path, arguments: list[str]) -> None:
    done = digest(site, "tags", *arguments)
    assert "digest tags merge A B" in str(done.exception)


def test_a_config_with_errors_is_told_and_nothing_is_done(site: Path) -> None:
    (site / "config.yaml").write_text(CONFIG + "tags: {max: many}\n", "utf-8")
    for arguments in (["tags"], ["tags", "merge", "Pilots", "Seoul"], ["tags", "--format", "json"]):
        done = digest(site, *arguments)
        assert done.return_value == 1
        assert "config.yaml" in done.stderr + done.stdout


def test_a_site_without_tags_says_so(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(CONFIG, "utf-8")
    assert digest(tmp_path, "tags").stdout == "no article has a tag\n"


def test_a_merger_waits_for_other_runs_on_the_site(site: Path) -> None:
    (site / ".digest").mkdir()
    options = BuildOptions(now=Moment("2016-01-01"), patience=0)
    with held(site / ".digest/site.lock", patience=0):
        done = tagging.merge(site, options, "Pilots", "Seoul", dry_run=False)
    assert (done.merger, [finding.code for finding in done.findings]) == (None, ["site-busy"])
