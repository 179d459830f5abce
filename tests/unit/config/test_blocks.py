from __future__ import annotations

import jsonschema
import msgspec
import pytest

from digest.config import (
    Archive,
    Build,
    Convert,
    Feeds,
    Markdown,
    Pages,
    Paths,
    Site,
    Tags,
    Theme,
    Topic,
    json_schema,
)
from digest.ground.schema_json import field_docs

BLOCKS = (Archive, Build, Convert, Feeds, Markdown, Pages, Paths, Site, Tags, Theme, Topic)


@pytest.mark.parametrize("block", BLOCKS)
def test_every_block_and_every_setting_is_described(block: type[msgspec.Struct]) -> None:
    assert block.__doc__
    assert set(field_docs(block)) == {field.name for field in msgspec.structs.fields(block)}


def test_every_setting_but_the_sites_title_and_address_has_a_default() -> None:
    needed = [field.name for block in BLOCKS[:-1] for field in msgspec.structs.fields(block) if field.required]
    assert needed == ["title", "url"]


def test_the_json_schema_accepts_a_good_site_and_refuses_a_bad_one() -> None:
    made = json_schema()
    jsonschema.Draft202012Validator.check_schema(made)
    validator = jsonschema.Draft202012Validator(made)
    assert validator.is_valid({"site": {"title": "A", "url": "https://x.org"}, "edition": "week"})
    assert not validator.is_valid({"site": {"title": "A"}})
    assert not validator.is_valid({"site": {"title": "A", "url": "x"}, "pagse": {}})
    assert made["$defs"]["Site"]["properties"]["title"]["description"].startswith("The name in the masthead")
