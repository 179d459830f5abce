from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.ground import fingerprint
from digest.ground.moment import Moment


def test_the_fingerprint_of_bytes_is_their_sha_256() -> None:
    # FIPS 180-2, appendix B.1
    assert fingerprint.of_bytes(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_values_have_equal_fingerprints_when_their_keys_stand_in_the_same_order() -> None:
    assert fingerprint.of_value({"a": 1, "b": (2, 3)}) == fingerprint.of_value({"a": 1, "b": (2, 3)})
    assert fingerprint.of_value({"a": 1}) != fingerprint.of_value({"a": 2})
    assert fingerprint.of_value({"a": 1, "b": 2}) != fingerprint.of_value({"b": 2, "a": 1})


def test_a_struct_has_a_fingerprint() -> None:
    assert fingerprint.of_value(Moment("2015-07-28")) != fingerprint.of_value(Moment("2015-07-29"))


@given(st.binary(), st.integers(1, 51))
def test_a_short_name_has_the_wanted_length_and_only_small_letters_and_digits_2_to_7(data: bytes, length: int) -> None:
    name = fingerprint.short(data, length)
    assert len(name) == length
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz234567")
    assert fingerprint.short(data, 51).startswith(name)
