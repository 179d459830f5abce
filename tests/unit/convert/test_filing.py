"""The table "Converting again", row by row."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from digest.config import DEFAULT_TOPICS
from digest.convert.formats import FORMATS
from digest.model import Converted
from tests.unit.convert.samples import NEWER, Site

TALKS = "Talks open\ndate: 2015-07-28\nThey met.\nThey talked.\n"


def talks(site: Site, *changes: tuple[str, str]) -> Path:
    """Converts the seed, then changes it."""
    site.seed("talks.txt", TALKS)
    site.convert()
    text = TALKS
    for old, new in changes:
        text = text.replace(old, new)
    site.seed("talks.txt", text)
    return site.article()


def edit(file: Path, old: str, new: str) -> str:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return text.replace(old, new)


def test_a_new_seed_becomes_an_article_in_its_days_folder_and_a_record(site: Site) -> None:
    site.seed("talks.txt", TALKS)
    counts, findings = site.convert()
    assert (counts, findings) == (Converted(converted=1), [])
    assert site.articles() == ["2015/07/28/talks-open.md"]
    record = site.record()
    assert record["seed"] == "talks.txt"
    assert record["removed"] == [{"line": 2, "rule": "dropped", "text": "date: 2015-07-28"}]
    assert record["fields"]["title"]["value"] == "Talks open"
    assert "\n".join(record["generated"]) == site.article().read_text()
    assert site.article().read_text() == (
        f"---\nid: {record['id']}\ntitle: Talks open\ndate: 2015-07-28\ntopics: [world]\nlanguage: en\n"
        "status: published\nseed: talks.txt\n---\n\nThey met.\n\nThey talked.\n"
    )


def test_an_undated_seed_waits_for_a_person(site: Site) -> None:
    site.seed("talks.txt", "Talks open\nThey met.\n")
    assert site.convert()[0] == Converted(converted=1, review=1)
    assert site.articles() == ["undated/talks-open.md"]
    assert "status: review\n" in site.article().read_text()


def test_an_unchanged_seed_changes_not_a_byte(site: Site) -> None:
    article = talks(site)
    edit(article, "They met.", "They met, I say.")
    before = site.tree()
    assert site.convert() == (Converted(unchanged=1), [])
    assert site.tree() == before


def test_a_changed_seed_generates_an_untouched_article_anew(site: Site) -> None:
    article = talks(site, ("They met.", "They met again."), ("Talks open", "Talks go on"))
    assert site.convert()[0] == Converted(converted=1)
    assert site.article() == article
    assert "title: Talks go on\n" in article.read_text()
    assert "They met again." in article.read_text()


def test_a_newer_converter_generates_an_untouched_article_anew(site: Site) -> None:
    talks(site)
    assert site.convert(version=NEWER)[0] == Converted(converted=1)
    assert site.record()["converter"] == NEWER
    assert site.convert(version=NEWER)[0] == Converted(unchanged=1)
    assert site.convert()[0] == Converted(unchanged=1)


def test_an_edited_article_merges_with_its_changed_seed(site: Site) -> None:
    article = talks(site, ("They talked.", "They talked long."))
    edited = edit(article, "title: Talks open", "title: Talks begin")
    assert site.convert() == (Converted(merged=1), [])
    assert article.read_text() == edited.replace("They talked.", "They talked long.")
    before = site.tree()
    assert site.convert()[0] == Converted(unchanged=1)
    assert site.tree() == before


def test_a_topic_that_a_person_has_set_is_doubted_no_more(site: Site) -> None:
    site.formats, site.config = FORMATS, replace(site.config, topics=DEFAULT_TOPICS)
    unsure = "The plane and the vote\nDate: 2015-07-28\n\nSome computers dislike a minute of 61 seconds, says the observatory.\n"
    site.seed("plane.txt", unsure)
    doubts = [finding.code for finding in site.convert()[1]]
    assert doubts == ["topic-uncertain"]
    article = site.article()
    text = article.read_text("utf-8")
    topics = next(line for line in text.splitlines() if line.startswith("topics:"))
    edit(article, topics, "topics:\n- climate")
    assert site.convert(version=NEWER)[1] == []
    site.seed("plane.txt", unsure.replace("Some", "Many"))
    assert site.convert(version=NEWER)[1] == []


def test_where_both_changed_the_same_the_persons_stays_and_the_other_is_reported_and_kept(site: Site) -> None:
    article = talks(site, ("They talked.", "They shouted."), ("Talks open", "Row breaks out"))
    edit(article, "They talked.", "They whispered.")
    edited = edit(article, "title: Talks open", "title: Whispers")
    counts, findings = site.convert()
    assert counts == Converted(merged=1)
    assert article.read_text() == edited
    assert [(f.code, f.severity, f.place and f.place.line) for f in findings] == [
        ("merge-conflict", "warning", 3),
        ("merge-conflict", "warning", 13),
    ]
    assert findings[1].hint == "the seed: it now says: They shouted."
    conflicts = site.record()["conflicts"]
    assert [conflict["theirs"] for conflict in conflicts] == ["title: Row breaks out", "They shouted."]
    assert [conflict["mine"] for conflict in conflicts] == ["title: Whispers", "They whispered."]
    assert site.convert() == (Converted(unchanged=1), findings)


def test_a_conflict_stays_open_when_the_seed_changes_elsewhere_and_goes_when_the_seed_says_so_no_more(
    site: Site,
) -> None:
    article = talks(site, ("They talked.", "They shouted."), ("Talks open", "Row breaks out"))
    edit(article, "They talked.", "They whispered.")
    edit(article, "title: Talks open", "title: Whispers")
    shouted = TALKS.replace("They talked.", "They shouted.").replace("Talks open", "Row breaks out")
    site.convert()
    site.seed("talks.txt", shouted.replace("They met.", "They met early."))
    _, findings = site.convert()
    assert "They met early." in article.read_text()
    assert [finding.code for finding in findings] == ["merge-conflict", "merge-conflict"]
    site.seed("talks.txt", shouted.replace("They met.", "They met early.").replace("They shouted.", "They whispered."))
    _, (finding,) = site.convert()
    assert finding.hint == "the seed: it now says: title: Row breaks out"
    site.seed("talks.txt", shouted.replace("Row breaks out", "Row ends"))
    assert {one["theirs"] for one in site.record()["conflicts"]} == {"title: Row breaks out"}
    site.convert()
    assert {one["theirs"] for one in site.record()["conflicts"]} >= {"title: Row ends"}
    assert "title: Row breaks out" not in {one["theirs"] for one in site.record()["conflicts"]}


def test_a_paragraph_deleted_at_the_end_and_changed_in_the_seed_is_a_conflict_with_a_place(site: Site) -> None:
    article = talks(site, ("They talked.", "They shouted."))
    edited = edit(article, "\n\nThey talked.\n", "\n")
    _, (finding,) = site.convert()
    assert finding.code == "merge-conflict"
    assert article.read_text() == edited


def test_a_re_dated_seed_takes_an_untouched_article_along_and_leaves_an_edited_one(site: Site) -> None:
    article = talks(site, ("2015-07-28", "2015-07-30"))
    site.convert()
    assert site.articles() == ["2015/07/30/talks-open.md"]
    edit(site.article(), "They met.", "They met, I say.")
    site.seed("talks.txt", TALKS)
    site.convert()
    assert site.articles() == ["2015/07/30/talks-open.md"]
    assert "date: 2015-07-28\n" in site.article().read_text()
    assert not article.exists()


def aliases(site: Site) -> list[str]:
    return [line for line in site.article().read_text().split("\n") if "aliases" in line]


def test_an_address_that_changes_with_its_seed_still_leads_to_the_article(site: Site) -> None:
    talks(site, ("07-28", "07-29"))
    site.convert()
    assert site.articles() == ["2015/07/29/talks-open.md"]
    assert aliases(site) == ['aliases: ["/2015/07/28/talks-open/"]']
    assert "\n".join(site.record()["generated"]) == site.article().read_text()
    site.seed("talks.txt", TALKS.replace("07-28", "07-29") + "More.\n")
    site.convert()
    assert aliases(site) == ['aliases: ["/2015/07/28/talks-open/"]']
    site.seed("talks.txt", TALKS)
    site.convert()
    assert site.articles() == ["2015/07/28/talks-open.md"]
    assert aliases(site) == ['aliases: ["/2015/07/29/talks-open/"]']


def test_an_address_that_changes_in_a_merge_stands_behind_the_aliases_of_a_person(site: Site) -> None:
    edit(
        talks(site, ("07-28", "07-29")),
        "status: published\n",
        "status: published\naliases: [/mine/]  # an old friend\n",
    )
    _, findings = site.convert()
    assert (findings, aliases(site)) == ([], ["aliases: [/mine/, /2015/07/28/talks-open/]  # an old friend"])
    before = site.article().read_bytes()
    site.convert(version=NEWER)
    assert site.article().read_bytes() == before
    site.seed("talks.txt", TALKS.replace("07-28", "07-29") + "More.\n")
    assert site.convert(version=NEWER)[1] == []
    assert aliases(site) == ["aliases: [/mine/, /2015/07/28/talks-open/]  # an old friend"]


def test_a_header_that_can_not_take_the_old_address_is_told_with_what_to_write(site: Site) -> None:
    edit(
        talks(site, ("07-28", "07-29")),
        "status: published\n",
        "status: published\naliases: >-\n  /mine/\n",
    )
    _, findings = site.convert()
    (finding,) = [each for each in findings if each.code == "redirect-unwritten"]
    assert finding.severity == "warning"
    assert finding.hint == "write `aliases: [/2015/07/28/talks-open/]` into it"
    assert "date: 2015-07-29\n" in site.article().read_text()


@pytest.mark.parametrize("status", ["draft", "review"])
def test_what_was_never_public_needs_no_redirect(site: Site, status: str) -> None:
    edit(talks(site, ("07-28", "07-29")), "status: published", f"status: {status}")
    site.convert()
    assert "date: 2015-07-29" in site.article().read_text()
    assert aliases(site) == []


def test_a_date_that_a_person_keeps_needs_no_redirect(site: Site) -> None:
    edit(talks(site, ("07-28", "07-29")), "date: 2015-07-28", "date: 2015-07-01")
    site.convert()
    assert aliases(site) == []


def test_a_new_article_never_takes_an_address_that_redirects(site: Site) -> None:
    talks(site, ("07-28", "07-29"))
    site.convert()
    site.seed("second.txt", TALKS + "Others talked too.\n")
    site.convert()
    assert "2015/07/28/talks-open-2.md" in site.articles()


def test_a_run_that_was_killed_before_it_told_of_a_redirect_is_repaired(site: Site) -> None:
    talks(site, ("07-28", "07-29"))
    (record,) = site.records()
    before = record.read_bytes()
    site.convert()
    article = site.article().read_bytes()
    after = record.read_bytes()
    record.write_bytes(before)
    site.convert()
    assert site.article().read_bytes() == article
    assert json.loads(record.read_bytes())["generated"] == json.loads(after)["generated"]


def test_a_deleted_article_stays_deleted(site: Site) -> None:
    talks(site, ("They met.", "They met again.")).unlink()
    assert site.convert()[0] == Converted(unchanged=1)
    assert site.convert(version=NEWER)[0] == Converted(unchanged=1)
    assert site.articles() == []


def test_a_moved_article_is_found_by_its_id_and_stays_where_it_is(site: Site) -> None:
    article = talks(site, ("They met.", "They met again."), ("2015-07-28", "2015-07-29"))
    moved = site.root / "content/features/big-talks.md"
    moved.parent.mkdir()
    article.rename(moved)
    for text in (TALKS.replace("met", "met again"), TALKS.replace("met", "never met")):
        site.seed("talks.txt", text)
        site.convert()
        assert site.article() == moved
    assert "They never met." in moved.read_text()


def test_a_missing_or_damaged_record_makes_its_article_count_as_edited(site: Site) -> None:
    article = talks(site, ("They met.", "They met again."))
    edited = edit(article, "They talked.", "They whispered.")
    for damage in (None, b"<<<<<<<"):
        record = site.records()[0]
        record.unlink() if damage is None else record.write_bytes(damage)
        counts, findings = site.convert()
        assert counts.failed == 0
        assert article.read_text() == edited
        missing = [finding for finding in findings if finding.code == "record-missing"]
        assert len(missing) == 1
        assert site.convert() == (Converted(unchanged=1), missing)
    site.seed("talks.txt", TALKS.replace("They met.", "They met twice.") + "A new end.\n")
    site.convert()
    assert article.read_text() == edited + "\nA new end.\n"


def test_a_missing_record_of_an_untouched_article_is_made_again_in_silence(site: Site) -> None:
    talks(site)
    before = site.tree()
    site.records()[0].unlink()
    assert site.convert() == (Converted(unchanged=1), [])
    assert site.tree() == before


def test_a_damaged_record_of_a_deleted_article_is_still_its_tombstone(site: Site) -> None:
    talks(site).unlink()
    site.records()[0].write_bytes(b"")
    assert site.codes() == ["record-damaged"]
    assert site.articles() == []
    assert site.convert() == (Converted(unchanged=1), [])


def test_a_renamed_seed_keeps_id_file_and_address(site: Site) -> None:
    article = talks(site)
    identity = site.record()["id"]
    edited = edit(article, "They met.", "They met, I say.")
    (site.root / "seeds/talks.txt").unlink()
    site.seed("july/2015-07-01 other.txt", TALKS)
    assert site.convert() == (Converted(unchanged=1), [])
    assert (site.record()["id"], site.record()["seed"]) == (identity, "july/2015-07-01 other.txt")
    assert article.read_text() == edited.replace("seed: talks.txt", 'seed: "july/2015-07-01 other.txt"').replace(
        '"', ""
    )
    before = site.tree()
    assert site.convert() == (Converted(unchanged=1), [])
    assert site.tree() == before


def test_where_a_person_named_another_seed_each_renaming_is_told_once_and_other_conflicts_stay(site: Site) -> None:
    article = talks(site)
    edit(article, "title: Talks", "title: Whispers")
    site.seed("talks.txt", TALKS.replace("Talks", "Row", 1))
    site.convert()
    edit(article, "seed: talks.txt", "seed: mine.txt")
    for before, after in (("talks.txt", "one.txt"), ("one.txt", "two.txt")):
        (site.root / "seeds" / before).rename(site.root / "seeds" / after)
        site.convert()
    assert "seed: mine.txt" in article.read_text()
    assert [one["theirs"].partition(":")[0] for one in site.record()["conflicts"]] == ["title", "seed"]
    assert site.record()["conflicts"][1]["theirs"] == "seed: two.txt"


def test_a_renamed_seed_changes_no_line_of_the_body(site: Site) -> None:
    site.seed("talks.txt", f"{TALKS}seed: talks.txt\n")
    site.convert()
    article = site.article()
    (site.root / "seeds/talks.txt").rename(site.root / "seeds/other.txt")
    assert site.convert() == (Converted(unchanged=1), [])
    header, body = article.read_text().split("\n---\n")
    assert header.endswith("\nseed: other.txt")
    assert body.endswith("\nseed: talks.txt\n")
    assert "\n".join(site.record()["generated"]) == article.read_text()


_LONG = """The ferry is late
date: 2015-07-28
The ferry from the north quay came in four hours after its time on Tuesday, since a gale had torn two of its lines.
Nobody was hurt, the harbour master said, but sixty passengers spent the night on benches in the customs shed.
"""


def test_a_seed_that_was_renamed_and_reworded_in_one_step_keeps_id_file_and_address(site: Site) -> None:
    site.seed("one.txt", _LONG)
    site.convert()
    before = site.articles()
    (site.root / "seeds/one.txt").unlink()
    site.seed("two.txt", _LONG.replace("sixty", "seventy"))
    site.convert()
    assert site.articles() == before
    assert "seventy passengers" in site.article().read_text()
    assert site.record()["seed"] == "two.txt"


def test_an_article_that_a_person_deleted_stays_deleted_when_its_seed_is_renamed_and_reworded(site: Site) -> None:
    site.seed("one.txt", _LONG)
    site.convert()
    for path in site.articles():
        (site.root / "content" / path).unlink()
    (site.root / "seeds/one.txt").unlink()
    site.seed("two.txt", _LONG.replace("sixty", "seventy"))
    site.convert()
    assert not site.articles()


def test_another_report_that_takes_the_place_of_one_is_an_article_of_its_own(site: Site) -> None:
    site.seed("one.txt", _LONG)
    site.convert()
    (site.root / "seeds/one.txt").unlink()
    site.seed("two.txt", "A whale in the bay\ndate: 2015-07-28\nChildren saw a whale from the north quay on Tuesday.\n")
    site.convert()
    assert len(site.articles()) == 2


def test_a_renamed_and_then_changed_seed_still_merges(site: Site) -> None:
    article = talks(site)
    edited = edit(article, "They met.", "They met, I say.")
    (site.root / "seeds/talks.txt").rename(site.root / "seeds/other.txt")
    site.convert()
    site.seed("other.txt", TALKS + "The end.\n")
    assert site.convert() == (Converted(merged=1), [])
    assert article.read_text() == edited.replace("talks.txt", "other.txt") + "\nThe end.\n"


def test_a_removed_seed_leaves_its_article_and_is_noted(site: Site) -> None:
    talks(site)
    before = site.tree()
    (site.root / "seeds/talks.txt").unlink()
    counts, (finding,) = site.convert()
    assert counts == Converted()
    assert (finding.severity, finding.code) == ("note", "seed-removed")
    assert "`talks.txt`" in finding.message
    assert site.tree() == before


def test_a_new_seed_with_the_text_of_another_is_a_duplicate_for_review(site: Site) -> None:
    talks(site)
    site.seed("copy.txt", TALKS.replace(" ", "  "))
    counts, (finding,) = site.convert()
    assert counts == Converted(converted=1, unchanged=1, review=1)
    assert (finding.severity, finding.code) == ("warning", "seed-duplicate")
    assert "`seeds/talks.txt`" in finding.message
    copy = site.root / "content/2015/07/28/talks-open-2.md"
    assert "status: review\n" in copy.read_text()
    site.convert(version=NEWER)
    assert "status: review\n" in copy.read_text()
    assert "status: published\n" in (site.root / "content/2015/07/28/talks-open.md").read_text()


def test_the_same_title_on_the_same_day_gets_a_slug_of_its_own(site: Site) -> None:
    talks(site)
    site.seed("other.txt", TALKS + "Another story.\n")
    assert site.convert() == (Converted(converted=1, unchanged=1), [])
    assert site.articles() == ["2015/07/28/talks-open-2.md", "2015/07/28/talks-open.md"]


def test_the_place_of_a_deleted_or_moved_article_stays_its_own(site: Site) -> None:
    talks(site).unlink()
    site.seed("other.txt", TALKS + "Another story.\n")
    site.convert()
    assert site.articles() == ["2015/07/28/talks-open-2.md"]


def test_a_broken_header_is_left_alone_until_it_is_repaired(site: Site) -> None:
    article = talks(site, ("They talked.", "They talked long."))
    broken = edit(article, "title: Talks open", "title: [Talks open")
    for _ in range(2):
        assert site.codes() == ["article-unmergeable"]
        assert article.read_text() == broken
    repaired = edit(article, "title: [Talks open", "title: Talks!")
    assert site.convert() == (Converted(merged=1), [])
    assert article.read_text() == repaired.replace("They talked.", "They talked long.")


def test_an_article_that_is_not_utf_8_is_left_alone(site: Site) -> None:
    article = talks(site, ("They talked.", "They talked long."))
    article.write_bytes(article.read_bytes() + b"caf\xe9\n")
    before = article.read_bytes()
    assert site.codes() == ["article-unmergeable"]
    assert article.read_bytes() == before


def test_a_changed_seed_that_cannot_be_converted_leaves_its_article(site: Site) -> None:
    talks(site)
    before = site.tree()
    for bad in ("", "Only a title", b"\0\0"):
        site.seed("talks.txt", bad)
        counts, findings = site.convert()
        assert counts == Converted(failed=1)
        assert [finding.severity for finding in findings] == ["error"]
    assert site.tree() == before


def test_a_title_or_body_of_markup_stays_text(site: Site) -> None:
    site.seed("odd.txt", '--- "{{ x }}": [a] # <b>\ndate: 2015-07-28\n--- *x*\n1. <b>{{ x }}\n')
    assert site.convert() == (Converted(converted=1), [])
    assert 'title: "--- \\"{{ x }}\\": [a] # <b>"\n' in site.article().read_text()


def test_what_a_run_that_was_killed_between_its_two_writes_leaves_is_repaired(site: Site) -> None:
    article = talks(site, ("They talked.", "They talked long."), ("Talks open", "Talks go on"))
    edit(article, "They met.", "They met, I say.")
    old_record = site.records()[0].read_bytes()
    site.convert()
    whole = site.tree()
    site.records()[0].write_bytes(old_record)
    assert site.convert()[0].failed == 0
    assert site.tree() == whole


def test_a_new_article_without_its_record_is_adopted(site: Site) -> None:
    talks(site, ("They met.", "They met again."))
    site.records()[0].unlink()
    site.convert()
    assert site.articles() == ["2015/07/28/talks-open.md"]
    assert len(site.records()) == 1


def test_a_move_that_was_interrupted_before_the_write_is_repaired(site: Site) -> None:
    article = talks(site, ("2015-07-28", "2015-07-30"))
    moved = site.root / "content/2015/07/30/talks-open.md"
    moved.parent.mkdir(parents=True)
    article.rename(moved)
    site.convert()
    assert site.article() == moved
    assert "date: 2015-07-30\n" in moved.read_text()


def test_where_nothing_can_be_written_the_seed_fails_and_the_others_convert(site: Site) -> None:
    site.seed("talks.txt", TALKS)
    site.seed("other.txt", "Other\ndate: 2015-08-01\nText.\n")
    (site.root / "content/2015").mkdir(parents=True)
    (site.root / "content/2015/07").write_text("a file where a folder is wanted")
    counts, (finding,) = site.convert()
    assert counts == Converted(converted=1, failed=1)
    assert (finding.severity, finding.code) == ("error", "content-unwritable")
    assert finding.place is not None
    assert finding.place.file == "seeds/talks.txt"


def test_files_are_written_before_their_records(site: Site) -> None:
    site.seed("talks.txt", TALKS)
    (site.root / "content").mkdir()
    (site.root / "content/.provenance").symlink_to("nowhere")
    assert site.codes() == ["content-unwritable"]
    assert site.articles() == ["2015/07/28/talks-open.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="other permissions there")
def test_articles_and_records_can_be_read_by_everybody(site: Site) -> None:
    talks(site)
    assert {file.stat().st_mode & 0o777 for file in (site.article(), *site.records())} == {0o644}


def test_records_hold_no_absolute_path(site: Site) -> None:
    talks(site)
    assert str(site.root) not in json.dumps(site.record())


def test_a_renamed_seed_of_an_article_with_a_broken_header_waits_until_that_is_repaired(site: Site) -> None:
    article = talks(site)
    broken = edit(article, "title: Talks open", "title: [Talks open")
    before = site.record()
    (site.root / "seeds/talks.txt").rename(site.root / "seeds/other.txt")
    for _ in range(2):
        counts, (finding,) = site.convert()
        assert (counts, finding.code) == (Converted(failed=1), "article-unmergeable")
        assert (article.read_text(), site.record()) == (broken, before)
    edit(article, "title: [Talks open", "title: Talks open")
    assert site.convert() == (Converted(unchanged=1), [])
    assert "seed: other.txt\n" in article.read_text()
    site.seed("other.txt", TALKS + "The end.\n")
    assert site.convert() == (Converted(converted=1), [])


def test_the_words_that_chose_the_topics_stand_in_the_record(site: Site) -> None:
    site.formats = FORMATS
    site.config = replace(site.config, topics=DEFAULT_TOPICS)
    site.seed("a.txt", "Late goal decides the cup final\n\n5 July 2015\n\nThe striker scored twice, the coach said.\n")
    site.convert()
    topics = site.record()["fields"]["topics"]
    assert topics["value"] == ["sport"]
    assert {"striker", "coach"} <= {*topics["words"]}


@pytest.mark.skipif(sys.platform == "win32", reason="other permissions there")
def test_a_merge_keeps_the_permissions_of_the_persons_file(site: Site) -> None:
    article = talks(site, ("They talked.", "They talked long."))
    article.chmod(0o664)
    edit(article, "title: Talks open", "title: Talks begin")
    site.convert()
    assert "They talked long." in article.read_text()
    assert article.stat().st_mode & 0o777 == 0o664


@pytest.mark.parametrize("edited", [False, True])
def test_an_article_that_is_a_link_within_the_site_is_written_where_it_leads(site: Site, edited: bool) -> None:
    article = talks(site, ("They talked.", "They talked long."), ("2015-07-28", "2015-07-30"))
    drafts = site.root / "drafts"
    drafts.mkdir()
    article.rename(drafts / "talks.md")
    article.symlink_to("../../../../drafts/talks.md")
    if edited:
        edit(article, "title: Talks open", "title: Talks begin")
    assert site.convert()[1] == []
    assert article.is_symlink()
    assert "They talked long." in (drafts / "talks.md").read_text()


def test_an_article_that_is_a_link_out_of_the_site_is_never_written(
    site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    article = talks(site, ("They talked.", "They talked long."))
    outside = tmp_path_factory.mktemp("outside") / "talks.md"
    article.rename(outside)
    article.symlink_to(outside)
    before = outside.read_bytes()
    counts, (finding,) = site.convert()
    assert (counts, finding.code) == (Converted(failed=1), "content-unwritable")
    assert "outside the site's folder" in finding.message
    assert outside.read_bytes() == before
    assert site.codes() == ["content-unwritable"]


def test_no_article_is_written_behind_a_folder_that_is_a_link(
    site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (site.root / "content").mkdir()
    (site.root / "content/2015").symlink_to(outside, target_is_directory=True)
    site.seed("talks.txt", TALKS)
    site.seed("undated.txt", "Talks go on\nThey met again.\n")
    counts, findings = site.convert()
    assert counts == Converted(converted=1, review=1, failed=1)
    assert [finding.message for finding in findings if finding.code == "content-unwritable"] == [
        "this seed's article can't be read or written: `content/2015` is a link, and no article is written behind it"
    ]
    assert list(outside.iterdir()) == []


def test_an_untouched_article_does_not_follow_its_date_behind_a_link(
    site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    article = talks(site, ("2015-07-28", "2016-07-28"))
    outside = tmp_path_factory.mktemp("outside")
    (site.root / "content/2016").symlink_to(outside, target_is_directory=True)
    before = site.tree()
    assert "content-unwritable" in site.codes()
    assert article.is_file()
    assert (site.tree(), list(outside.iterdir())) == (before, [])


def test_nothing_is_converted_while_the_records_cannot_be_read(site: Site) -> None:
    """Else a deleted article would come back, and an edited one would count as untouched."""
    article = talks(site, ("They met.", "They met again."))
    before = article.read_bytes()
    shutil.rmtree(site.root / "content/.provenance")
    (site.root / "content/.provenance").write_text("")
    assert site.codes() == ["records-unreadable"]
    assert article.read_bytes() == before


def test_an_article_that_cannot_be_read_is_not_taken_for_deleted(site: Site) -> None:
    article = talks(site, ("They met.", "They met again."))
    record = site.records()[0].read_bytes()
    article.rename(site.root / "talks.md")
    article.symlink_to("nowhere.md")
    assert site.codes() == ["content-unwritable"]
    assert site.records()[0].read_bytes() == record
    article.unlink()
    (site.root / "talks.md").rename(article)
    assert site.convert()[0] == Converted(converted=1)
    assert "They met again." in article.read_text()
