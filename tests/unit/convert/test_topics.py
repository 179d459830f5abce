"""Topics proposed by the words of a story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import resources
from typing import SupportsIndex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config import DEFAULT_TOPICS, Topic
from digest.convert import topics as lexicon
from digest.convert.topics import TopicProposal
from digest.ground.diagnostics import Place
from digest.model import RunnerUp

POLITICS = Topic(slug="politics", name="Politics", iptc=("medtop:11000000",))
WORLD = Topic(slug="world", name="World news", iptc=("medtop:16000000", "medtop:20000638"))
SPORT = Topic(slug="sport", name="Sport", iptc=("medtop:15000000",))
SCIENCE = Topic(slug="science", name="Science", iptc=("medtop:13000000",))
TECHNOLOGY = Topic(slug="technology", name="Technology", iptc=("medtop:20000756",))
BUSINESS = Topic(slug="business", name="Business", iptc=("medtop:04000000",))
OTHER = Topic(slug="other", name="Other")


def propose(
    title: str,
    summary: str,
    paragraphs: Sequence[str],
    topics: tuple[Topic, ...],
    language: str = "en",
    *,
    hints: Sequence[str] = (),
) -> TopicProposal:
    """The proposal for an English story."""
    return lexicon.propose(title, summary, paragraphs, topics, language, hints=hints)


DIPLOMACY = (
    "The foreign ministers of both countries met in Geneva to save the ceasefire.",
    "Diplomats said that the sanctions would stay until the last troops had left the border region.",
)
MATCH = (
    "The striker scored twice in the second half and the visitors won the cup final on penalties.",
    "Their coach praised the goalkeeper, who had missed most of the season with a knee injury.",
)


@pytest.mark.parametrize(
    ("title", "lead", "topic"),
    [
        ("Envoys return to the ceasefire talks", DIPLOMACY[0], "world"),
        ("Senate rejects the budget bill", "The opposition leader called for a vote in parliament.", "politics"),
        ("Late goal decides the derby", MATCH[0], "sport"),
        ("Central bank holds interest rates", "Economists had expected inflation to fall faster.", "business"),
        ("A second moon for the asteroid", "Astronomers at the observatory measured its orbit for a year.", "science"),
        ("Flaw in routers lets hackers in", "The software update closes a backdoor, the firm said.", "technology"),
        ("Vaccine slows the outbreak", "Hospitals report fewer patients since doctors began the trial.", "health"),
        ("Glaciers shrink for a tenth year", "Greenhouse gas emissions rose again, climate scientists say.", "climate"),
        ("Debut novel wins the prize", "The jury of the literature festival praised the author.", "culture"),
        ("Pupils go back to rebuilt school", "Teachers and students moved into new classrooms.", "society"),
    ],
)
def test_the_words_of_the_trade_tell_the_topic(title: str, lead: str, topic: str) -> None:
    assert propose(title, "", (lead,), DEFAULT_TOPICS).topics[0] == topic


@pytest.mark.parametrize(
    ("language", "title", "lead", "topic"),
    [
        ("fr", "Le club remporte la finale", "L’entraîneur a félicité le gardien de but après le match au stade.", "sport"),
        ("de", "Die Zentralbank senkt den Leitzins", "Ökonomen erwarten, dass die Inflation und die Zinsen weiter fallen werden.", "business"),
        ("es", "El gobierno convoca elecciones", "Los diputados del Congreso aprobaron la ley y el presidente disolvió las cámaras.", "politics"),
        ("tr", "Bilim insanları yeni bir gezegen buldu", "Gökbilimciler teleskopla uzayda bir yıldız ve onun gezegenini keşfetti.", "science"),
        ("ar", "اتفاق جديد لوقف إطلاق النار", "قال مبعوث الأمم المتحدة إن وزراء الخارجية وقعوا الاتفاق بعد محادثات طويلة.", "world"),
    ],
)  # fmt: skip
def test_other_languages_have_words_of_their_own(language: str, title: str, lead: str, topic: str) -> None:
    assert propose(title, "", (lead,), DEFAULT_TOPICS, language).topics[0] == topic


def test_diplomacy_is_world_news_where_a_topic_names_its_code_else_politics() -> None:
    lead = ("The foreign minister met the ambassador at the embassy to discuss the treaty.",)
    assert propose("Treaty talks", "", lead, (POLITICS, WORLD)).topics[0] == "world"
    assert propose("Treaty talks", "", lead, (POLITICS, SPORT)).topics[0] == "politics"


def test_technology_belongs_to_science_where_no_topic_claims_it() -> None:
    lead = ("The software company released a browser for smartphones.",)
    assert propose("New browser", "", lead, (SCIENCE, TECHNOLOGY)).topics[0] == "technology"
    assert propose("New browser", "", lead, (SCIENCE, SPORT)).topics[0] == "science"


class Counted(str):
    """A word that counts how many parts of it are looked at."""

    parts = 0

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        Counted.parts += 1
        return super().__getitem__(key)


def test_a_word_is_looked_up_by_no_more_letters_than_the_longest_stem_has(monkeypatch: pytest.MonkeyPatch) -> None:
    stem = "internationali"
    site = (Topic(slug="world", name="World", words=(f"{stem}*",)),)
    monkeypatch.setattr(lexicon, "_base", lambda word, _language: Counted(word.lower()))
    Counted.parts = 0
    propose("", "", [stem + "x" * 40_000], site)
    assert 0 < Counted.parts < 100


def test_the_headline_says_more_than_the_body() -> None:
    body = ("A quiet day.", "Nothing more.", "The bank lent money to the firm.")
    assert propose("Striker leaves the league champions", "", body, (BUSINESS, SPORT)).topics[0] == "sport"


def test_words_of_the_site_outweigh_the_lexicon() -> None:
    sailing = Topic(slug="sailing", name="Sailing", words=("regatta", "spinnaker"))
    story = ("The regatta was won by the youngest captain of the league.",)
    assert propose("Regatta ends in a calm", "", story, (SPORT, sailing)).topics[0] == "sailing"


def test_words_of_the_site_match_whole_words_only() -> None:
    art = Topic(slug="art", name="Art", words=("art",))
    assert propose("The party of the heart", "", ("It started apart.",), (art, OTHER)).topics == ("other",)


@pytest.mark.parametrize("hint", ["sport", "SPORT", "News > Sport", "World news, Sport"])
def test_a_hint_that_names_a_topic_decides(hint: str) -> None:
    proposal = propose("Envoys return to the talks", "", DIPLOMACY, (SPORT, WORLD), hints=(hint,))
    assert "sport" in proposal.topics
    assert proposal.confidence >= 0.9


def test_a_hint_that_names_no_topic_counts_as_words() -> None:
    assert (
        propose("A long night", "", ("It rained.",), (BUSINESS, SPORT, OTHER), hints=("Football",)).topics[0] == "sport"
    )


def test_a_second_topic_joins_when_it_comes_close() -> None:
    proposal = propose(
        "Football club sold to investors",
        "",
        (
            "The league must approve the takeover of the club by a private equity fund before the season begins.",
            "Supporters filled the stadium, where the coach and the chief executive spoke of profit and of the cup.",
            "The team plays its next match on Friday; the bank lends the money at a low interest rate.",
        ),
        (BUSINESS, SPORT, WORLD),
    )
    assert set(proposal.topics) == {"business", "sport"}


def test_a_plain_story_has_one_topic_and_says_why() -> None:
    proposal = propose("Late goal decides the cup final", "", MATCH, DEFAULT_TOPICS)
    assert proposal.topics == ("sport",)
    assert proposal.confidence > 0.5
    assert "cup final" in proposal.words
    assert all(runner.topic != "sport" for runner in proposal.runners_up)


def test_a_story_without_evidence_is_other() -> None:
    proposal = propose("Untitled", "", ("She put the kettle on and sat down.",), DEFAULT_TOPICS)
    assert proposal.topics == ("other",)
    assert proposal.confidence < 0.2


def test_without_other_the_best_guess_is_unsure() -> None:
    proposal = propose("Untitled", "", ("She put the kettle on and sat down.",), (WORLD, SPORT))
    assert len(proposal.topics) == 1
    assert proposal.confidence < 0.2


def test_crime_is_other_on_a_site_that_has_no_such_topic() -> None:
    lead = ("The murderer was arrested by detectives; a prosecutor said he pleaded guilty at the trial.",)
    assert propose("Murder suspect jailed", "", lead, (SPORT, BUSINESS, OTHER)).topics[0] == "other"


def test_a_site_without_topics_gets_none() -> None:
    assert propose("Late goal", "", MATCH, ()).topics == ()


@given(st.text(max_size=200), st.lists(st.text(max_size=200), max_size=4))
def test_any_text_gets_at_least_one_topic_of_the_site(title: str, paragraphs: list[str]) -> None:
    proposal = propose(title, "", paragraphs, DEFAULT_TOPICS)
    assert proposal.topics
    assert set(proposal.topics) <= {topic.slug for topic in DEFAULT_TOPICS}
    assert len(set(proposal.topics)) == len(proposal.topics)
    assert 0 <= proposal.confidence <= 1


def test_every_lexicon_keeps_to_its_form() -> None:
    data = resources.files("digest.convert").joinpath("data")
    files = {file.name: file.read_text(encoding="utf-8") for file in data.iterdir() if file.name.startswith("topics.")}
    english = set(re.findall(r"^\[(medtop:\d+)", files["topics.en.txt"], re.MULTILINE))
    for name, text in files.items():
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        assert [line for line in lines if not re.match(r"\[medtop:\d{8}[^\]]*\] .|[123]: \S", line)] == [], name
        assert set(re.findall(r"^\[(medtop:\d+)", text, re.MULTILINE)) <= english, name


def test_a_site_can_take_a_shipped_word_away_from_a_topic() -> None:
    science = Topic(slug="science", name="Science", iptc=("medtop:13000000",), words=("-asteroid", "- comet"))
    for topics, words in (((SCIENCE,), {"asteroid", "comet"}), ((science,), set())):
        index = lexicon._index(topics, "en")
        assert {
            word for word in ("asteroid", "comet") if any(term.worth for term in index.terms.get(word, ()))
        } == words


def test_a_seed_that_names_its_topic_decides_and_is_not_weighed() -> None:
    named = propose("Late goal decides the derby", "", MATCH, (SPORT, WORLD), hints=("World news",))
    assert (named.topics[0], named.rule, named.shares) == ("world", lexicon.NAMED, {})
    weighed = propose("Late goal decides the derby", "", MATCH, (SPORT, WORLD))
    assert weighed.rule == lexicon.LEXICON
    assert weighed.shares["sport"] > 0.5 > weighed.shares["world"]


def test_little_evidence_has_small_shares_and_other_what_is_missing() -> None:
    little = propose("A quiet day", "", ("Nobody scored a goal.",), (SPORT, WORLD, OTHER))
    assert little.topics == ("other",)
    assert little.shares["sport"] < little.shares["other"] < 1


@pytest.mark.parametrize(
    ("chosen", "confidence", "runners_up", "said"),
    [
        (("sport",), 0.9, (RunnerUp(topic="world", share=0.3),), None),
        (("sport",), 0.2, (RunnerUp(topic="world", share=0.3),), "`world` comes close"),
        (("sport",), 0.0, (), "nothing in it speaks for `sport`"),
        (("other",), 0.0, (), "nothing in it speaks for any"),
    ],
)
def test_an_uncertain_topic_is_a_finding_with_the_runner_up(
    chosen: tuple[str, ...], confidence: float, runners_up: tuple[RunnerUp, ...], said: str | None
) -> None:
    found = lexicon.doubts(chosen, confidence, runners_up, Place(file="seeds/a.txt"))
    assert [one.message for one in found] == ([f"the topic is uncertain: {said}"] if said else [])


@pytest.mark.parametrize(
    ("kicker", "language", "topic"),
    [
        ("SOCIEDAD", "es", "society"),
        ("Política", "pt", "politics"),
        ("Экономика", "ru", "business"),
        ("Deportes / Fútbol", "es", "sport"),
    ],
)
def test_the_name_of_a_papers_section_decides_in_any_language(kicker: str, language: str, topic: str) -> None:
    found = propose("A day", "", ["Words."], DEFAULT_TOPICS, language, hints=[kicker])
    assert (found.topics, found.rule) == ((topic,), lexicon.NAMED)


def test_a_section_that_no_topic_of_the_site_stands_for_decides_nothing() -> None:
    assert propose("A day", "", ["Words."], (WORLD, OTHER), hints=["Sport"]).topics == ("other",)


def test_a_topic_of_the_site_comes_before_a_section_of_the_same_name() -> None:
    own = (Topic(slug="games", name="Sport"), SPORT)
    assert propose("A day", "", ["Words."], own, hints=["Sport"]).topics == ("games",)
