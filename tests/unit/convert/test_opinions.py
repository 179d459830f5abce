"""A draft's topics when lexicon and archive have both spoken."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from digest.config import Config, Site, Topic
from digest.convert import bayes, opinions
from digest.convert.bayes import Archive, Lesson
from digest.convert.drafts import Drafted
from digest.ground.diagnostics import Place, warning
from digest.model import Draft, FrontMatter, Origin, RunnerUp, Seed

SLUGS = ["harbour", "money", "other"]
CONFIG = Config(
    site=Site(title="Test", url="https://example.org/"), topics=tuple(Topic(slug=slug, name=slug) for slug in SLUGS)
)
TIDES = Lesson(topic="harbour", words=bayes.words("Tide and pilot", "", "The keeper oiled the lamp before the tide."))
LOANS = Lesson(topic="money", words=bayes.words("Loan and bank", "", "The bank signed the loan and counted the coins."))
ARCHIVE = bayes.learn([TIDES, LOANS] * 30)
KEEPER = "The keeper oiled the lamp. Then the keeper waited for the tide, and the pilot with the keeper.\n"


def draft(topics: tuple[str, ...], shares: Mapping[str, float], body: str = KEEPER) -> Draft:
    return Draft(
        front=FrontMatter(title="The lamp of the pilot", topics=topics),
        body=body,
        origins={"topics": Origin(rule="lexicon", confidence=0.5, words=("coin",))},
        removed=(),
        runners_up=(RunnerUp(topic="harbour", share=0.1, words=("lamp",)),),
        shares=dict(shares),
    )


def heard(made: Draft, archive: Archive = ARCHIVE) -> Drafted:
    seed = Seed(path="lamp.txt", data=b"", digest="")
    doubt = warning("topic-uncertain", "the topic is uncertain", Place(file="seeds/lamp.txt"))
    other = warning("date-missing", "no date", Place(file="seeds/lamp.txt"))
    drafted = Drafted(draft=made, wording="w", findings=(doubt, other))
    ((after, same),) = opinions.hear([(drafted, seed)], archive, CONFIG)
    assert same is seed
    return after


def test_where_the_lexicon_is_unsure_the_archive_decides_and_says_by_which_words() -> None:
    made = heard(draft(("money",), {"money": 0.2, "harbour": 0.15})).draft
    assert made is not None
    assert made.front.topics == ("harbour",)
    assert made.origins["topics"].rule == "archive"
    assert {"tide", "keeper", "lamp"} <= set(made.origins["topics"].words)
    assert (made.runners_up[0].topic, made.runners_up[0].words) == ("money", ("coin",))


def test_where_the_lexicon_is_sure_it_stands_and_keeps_its_reasons() -> None:
    made = heard(draft(("money",), {"money": 0.95, "harbour": 0.01})).draft
    assert made is not None
    assert made.front.topics == ("money",)
    assert (made.origins["topics"].rule, made.origins["topics"].words) == ("lexicon", ("coin",))


def test_what_the_archive_confirms_is_no_longer_doubted() -> None:
    after = heard(draft(("harbour",), {"harbour": 0.3, "money": 0.25}))
    assert [finding.code for finding in after.findings] == ["date-missing"]


def test_where_both_contradict_each_other_the_topic_is_uncertain_and_the_runner_up_named() -> None:
    share = bayes.trust(ARCHIVE, SLUGS) * bayes.likely(ARCHIVE, bayes.words("", "", KEEPER), SLUGS)["harbour"]
    after = heard(draft(("money",), {"money": share, "harbour": 0.0}))
    assert [finding.code for finding in after.findings] == ["date-missing", "topic-uncertain"]
    assert "comes close" in after.findings[1].message


def test_a_second_topic_stays_where_it_is_close_and_changes_places_where_it_leads_now() -> None:
    made = heard(draft(("money", "harbour"), {"money": 0.7, "harbour": 0.6})).draft
    assert made is not None
    assert made.front.topics == ("harbour", "money")


def test_a_topic_that_was_given_and_not_weighed_stays() -> None:
    given = draft(("money",), {})
    assert heard(given).draft == given


def test_an_archive_that_teaches_nothing_changes_nothing() -> None:
    made = draft(("money",), {"money": 0.2})
    for archive in (bayes.learn([]), bayes.learn([TIDES] * 9), bayes.learn([replace(TIDES, topic="gone"), LOANS])):
        assert heard(made, archive).draft == made
