from __future__ import annotations

import pickle

from msgspec.structs import replace

from digest.config import DEFAULT_TOPICS, Convert, Paths
from digest.convert.formats import FORMATS, needed
from tests.unit.convert.samples import CONFIG


def test_plain_text_is_a_seed_format() -> None:
    draft = FORMATS[".txt"](
        "Talks open in Seoul\n\n28 July 2015\n\nThey met on Monday and talked all day.\n", "a.txt", CONFIG
    )
    assert draft.front.title == "Talks open in Seoul"
    assert draft.body == "They met on Monday and talked all day.\n"


def test_endings_are_written_in_lower_case_with_their_dot() -> None:
    assert all(ending.startswith(".") and ending == ending.lower() for ending in FORMATS)


def test_other_processes_can_be_handed_every_format() -> None:
    assert pickle.loads(pickle.dumps(dict(FORMATS))) == FORMATS  # noqa: S301


def test_a_draft_depends_on_no_other_settings_than_are_needed() -> None:
    config = replace(CONFIG, topics=DEFAULT_TOPICS, paths=Paths(seeds="raw"), convert=Convert(language="en"))
    text = "Late goal decides the cup final\n\n05/07/2015\n\nThe striker scored twice in Seoul, the coach said.\n"
    assert FORMATS[".txt"](text, "a.txt", config) == FORMATS[".txt"](text, "a.txt", needed(config))
    assert needed(config) == needed(replace(config, site=replace(config.site, title="Another")))
