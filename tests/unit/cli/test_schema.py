"""`digest schema`: the forms of files, as JSON."""

from __future__ import annotations

import json

import pytest

from tests.unit.cli.runs import process


@pytest.mark.parametrize("what", ["config", "article", "edition", "page", "front-matter"])
def test_a_schema_is_printed_as_json(what: str) -> None:
    document = json.loads(process("schema", what).stdout)
    assert document["$schema"].startswith("https://json-schema.org/")
    assert document["additionalProperties"] is False


def test_front_matter_is_another_name_for_that_of_articles_and_every_other_schema_has_a_title_of_its_own() -> None:
    assert process("schema", "front-matter").stdout == process("schema", "article").stdout
    titles = [json.loads(process("schema", what).stdout)["title"] for what in ("config", "article", "edition", "page")]
    assert len(set(titles)) == 4
