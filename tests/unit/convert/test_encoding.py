from __future__ import annotations

import codecs
import subprocess
import sys

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from digest.convert.encoding import decode
from digest.convert.mojibake import mend

FRENCH = "Le président a déclaré mardi à Paris que l’Europe « doit » être forte — 5 € de plus à l’été."
TURKISH = "Cumhurbaşkanı İstanbul'da yaptığı açıklamada güvenlik konusunun görüşüldüğünü söyledi."
ICELANDIC = "Forsætisráðherra sagði á Alþingi að ríkisstjórnin myndi ræða málið í næstu viku, það væri brýnt."
RUSSIAN = "Президент провел встречу с министром иностранных дел в Москве. Стороны обсудили вопросы безопасности."
ARABIC = "قال وزير الخارجية الأمريكي جون كيري إن الولايات المتحدة وكوريا الجنوبية تبحثان الأمن الإقليمي في سيول."
CZECH = "Prezident řekl v pondělí v Praze, že vláda návrh podpoří. Příliš žluťoučký kůň úpěl ďábelské ódy."
POLISH = "Premier powiedział w środę, że żaden z ministrów nie złożył dymisji. Świadkowie są bezpieczni."
GREEK = "Ο πρωθυπουργός δήλωσε την Κυριακή ότι το δημοψήφισμα θα διεξαχθεί κανονικά στην Αθήνα."
JAPANESE = "ケリー米国務長官は月曜日にソウルを訪問し、地域の安全保障について韓国政府高官と協議した。"


@pytest.mark.parametrize(
    ("text", "code_page", "name"),
    [
        (FRENCH, "cp1252", "windows-1252"),
        (ICELANDIC, "cp1252", "windows-1252"),
        (TURKISH, "cp1254", "windows-1254"),
        (CZECH, "cp1250", "windows-1250"),
        (POLISH, "cp1250", "windows-1250"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8_r", "koi8-r"),
        (GREEK, "cp1253", "windows-1253"),
        (ARABIC, "cp1256", "windows-1256"),
        (JAPANESE, "cp932", "cp932"),
    ],
)
def test_a_text_in_an_old_code_page_is_read_right_and_is_known_for_a_guess(
    text: str, code_page: str, name: str
) -> None:
    decoded = decode(text.encode(code_page))
    assert decoded is not None
    assert decoded.text == text
    assert decoded.encoding == name
    assert decoded.confidence < 1


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff")))
def test_utf_8_is_always_read_as_utf_8(text: str) -> None:
    assume(mend(text).text == text)
    decoded = decode(text.encode())
    assert decoded is not None
    assert (decoded.text, decoded.encoding, decoded.confidence) == (text, "utf-8", 1.0)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + FRENCH.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.encoding, decoded.confidence) == (FRENCH, encoding, 1.0)


def test_bytes_of_windows_1252_pasted_into_utf_8_are_both_read_right() -> None:
    decoded = decode(FRENCH.encode() + b" \x93caf\xe9\x94 " + FRENCH.encode())
    assert decoded is not None
    assert decoded.text == f"{FRENCH} “café” {FRENCH}"
    assert decoded.encoding == "utf-8 with windows-1252"


def test_every_line_end_becomes_a_line_feed() -> None:
    decoded = decode("a\r\nb\rc\nd\u2028e\x0bf\x0cg\x85h".encode())
    assert decoded is not None
    assert decoded.text == "a\nb\nc\nd\ne\nf\ng\nh"


def test_control_characters_that_no_format_can_hold_become_spaces() -> None:
    decoded = decode("a\x02b\x1bc\x7fd\te\ufffff".encode())
    assert decoded is not None
    assert decoded.text == "a b c d\te f"


def test_bytes_that_no_encoding_explains_are_not_decoded() -> None:
    assert decode(bytes(range(0x80, 0x100))) is None


def test_the_library_that_guesses_loads_only_for_texts_that_need_it() -> None:
    code = (
        "import sys; from digest.convert.encoding import decode; "
        f"decode({FRENCH.encode()!r}); decode({FRENCH.encode('cp1252')!r}); "
        "assert 'charset_normalizer' not in sys.modules; "
        f"decode({RUSSIAN.encode('cp1251')!r}); assert 'charset_normalizer' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
