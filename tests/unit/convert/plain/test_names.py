"""Names of people, agencies, outlets and roles."""

import pytest

from digest.convert.plain import names


def test_a_list_of_names_tells_what_joins_them() -> None:
    assert names.joined_names("Jane Doe, John Roe und AP") == (("", "Jane Doe"), (",", "John Roe"), ("und", "AP"))
    assert names.split_names("Jane Doe/John Roe") == ("Jane Doe", "John Roe")


@pytest.mark.parametrize(
    "phrase", ["Senior reporter", "Lifestyle Writer", "Redakteurin für Reisen", "enviado especial", "корреспондент"]
)
def test_what_a_journalist_is_is_a_role(phrase: str) -> None:
    assert names.is_role(phrase)


@pytest.mark.parametrize(
    "phrase", ["Jane Doe", "Harbour Gazette", "a writer of letters to the editors of the harbour papers"]
)
def test_who_a_journalist_is_is_no_role(phrase: str) -> None:
    assert not names.is_role(phrase)
