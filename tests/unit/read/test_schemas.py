"""Editors of text get a schema for each kind of header."""

from __future__ import annotations

import jsonschema
import pytest

from digest.read.schemas import json_schemas


@pytest.mark.parametrize(
    ("kind", "good"),
    [
        ("article", {"title": "A", "date": "2015-07-28", "topics": ["world"], "source": {"name": "AP"}}),
        ("edition", {"title": "A", "lead": "k1", "order": ["k2"]}),
        ("page", {"title": "A", "nav": 1}),
    ],
)
def test_a_schema_takes_good_headers_and_no_unknown_key(kind: str, good: dict[str, object]) -> None:
    schema = json_schemas()[kind]
    jsonschema.validate(good, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**good, "titel": "A"}, schema)
