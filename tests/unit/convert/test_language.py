"""The language of a text, told by script, common words and rare letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.convert.language import common_words, detect, function_words

SENTENCES = {
    "en": "The council said on Tuesday that the bridge would be closed for a year, and that it was not safe.",
    "fr": "Le conseil a annoncé mardi que le pont serait fermé pendant un an, car il n’est pas sûr pour les passants.",
    "de": "Der Stadtrat teilte am Dienstag mit, dass die Brücke für ein Jahr gesperrt wird, weil sie nicht sicher ist.",
    "es": "El ayuntamiento anunció el martes que el puente se cerrará durante un año porque no es seguro para los vecinos.",
    "pt": "A câmara anunciou na terça-feira que a ponte será fechada durante um ano porque não é segura para as pessoas.",
    "it": "Il consiglio ha annunciato martedì che il ponte sarà chiuso per un anno perché non è sicuro per gli abitanti.",
    "nl": "De gemeente liet dinsdag weten dat de brug een jaar dicht gaat, omdat zij niet veilig is voor het verkeer.",
    "tr": "Belediye salı günü köprünün güvenli olmadığı için bir yıl boyunca kapatılacağını ve yeni bir yol yapılacağını açıkladı.",
    "pl": "Rada miasta poinformowała we wtorek, że most będzie zamknięty przez rok, ponieważ nie jest bezpieczny.",
    "cs": "Rada města v úterý oznámila, že most bude rok uzavřen, protože není bezpečný, a že řidiči pojedou oklikou.",
    "sk": "Rada mesta v utorok oznámila, že most bude rok zatvorený, pretože nie je bezpečný, a že vodiči pôjdu obchádzkou.",
    "hu": "A városi tanács kedden közölte, hogy a hidat egy évre lezárják, mert nem biztonságos, és az autósok kerülni fognak.",
    "ro": "Consiliul a anunțat marți că podul va fi închis timp de un an, pentru că nu este sigur, iar șoferii vor ocoli.",
    "sv": "Kommunen meddelade på tisdagen att bron ska stängas i ett år eftersom den inte är säker för trafiken.",
    "da": "Kommunen oplyste tirsdag, at broen bliver lukket i et år, fordi den ikke er sikker, og at bilister må køre udenom efter aftale.",
    "no": "Kommunen opplyste tirsdag at broen blir stengt i et år fordi den ikke er sikker, og at bilister må kjøre rundt etter avtale nå.",
    "fi": "Kaupunki kertoi tiistaina, että silta on suljettu vuoden ajan, koska se ei ole turvallinen, ja autot ohjataan muualle.",
    "et": "Linn teatas teisipäeval, et sild suletakse üheks aastaks, sest see ei ole ohutu, ja autod peavad sõitma ringi.",
    "lv": "Pašvaldība otrdien paziņoja, ka tilts gadu būs slēgts, jo tas nav drošs, un autobraucējiem būs jābrauc apkārt.",
    "lt": "Savivaldybė antradienį pranešė, kad tiltas metams bus uždarytas, nes jis nėra saugus, ir vairuotojai važiuos aplink.",
    "hr": "Gradsko vijeće priopćilo je u utorak da će most biti zatvoren godinu dana jer nije siguran, prema navodima koje je dobilo.",
    "sl": "Občina je v torek sporočila, da bo most eno leto zaprt, ker ni varen, in da bodo vozniki lahko vozili po drugi poti.",
    "sq": "Bashkia njoftoi të martën se ura do të mbyllet për një vit, sepse nuk është e sigurt për banorët dhe shoferët.",
    "vi": "Hội đồng thành phố cho biết hôm thứ Ba rằng cây cầu sẽ bị đóng cửa trong một năm vì không an toàn với người dân.",
    "id": "Dewan kota mengatakan pada hari Selasa bahwa jembatan itu akan ditutup selama satu tahun karena tidak aman untuk warga.",
    "az": "Şəhər şurası bildirib ki, körpü təhlükəsiz olmadığı üçün bir il bağlı olacaq və sürücülər başqa yolla gedəcək.",
    "ku": "Şaredariyê got ku pir dê ji bo salekê bê girtin, ji ber ku ew ne ewle ye û her kes dê bi rêya din biçe.",
    "ru": "Городской совет сообщил во вторник, что мост будет закрыт на год, так как он небезопасен для жителей.",
    "uk": "Міська рада повідомила у вівторок, що міст буде закрито на рік, бо він небезпечний для мешканців і водіїв.",
    "bg": "Общинският съвет съобщи във вторник, че мостът ще бъде затворен за една година, защото не е безопасен.",
    "sr": "Градско веће саопштило је у уторак да ће мост бити затворен годину дана јер није безбедан за становнике.",
    "el": "Το δημοτικό συμβούλιο ανακοίνωσε την Τρίτη ότι η γέφυρα θα κλείσει για έναν χρόνο.",
    "he": "העירייה הודיעה ביום שלישי כי הגשר ייסגר לשנה אחת משום שהוא אינו בטוח.",
    "ar": "أعلن المجلس البلدي يوم الثلاثاء أن الجسر سيغلق لمدة عام لأنه غير آمن على السكان.",
    "fa": "شورای شهر روز سه‌شنبه اعلام کرد که این پل برای یک سال بسته می‌شود چون برای مردم ایمن نیست.",
    "ur": "شہر کی کونسل نے منگل کو بتایا کہ پل ایک سال کے لیے بند رہے گا کیونکہ یہ محفوظ نہیں ہے۔",
    "ckb": "ئەنجومەنی شار ڕۆژی سێشەممە ڕایگەیاند کە پردەکە بۆ ماوەی ساڵێک دادەخرێت، چونکە سەلامەت نییە.",
    "hi": "नगर परिषद ने मंगलवार को कहा कि पुल एक साल के लिए बंद रहेगा क्योंकि यह सुरक्षित नहीं है।",
    "th": "สภาเมืองแจ้งเมื่อวันอังคารว่าสะพานจะปิดเป็นเวลาหนึ่งปี",
    "ko": "시의회는 화요일 다리가 안전하지 않아 1년 동안 폐쇄될 것이라고 밝혔다.",
    "ja": "市議会は火曜日、橋が安全ではないため一年間閉鎖されると発表した。",
    "zh": "市议会星期二表示，由于不安全，这座桥将关闭一年。",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_tells_its_language(language: str) -> None:
    assert detect(SENTENCES[language]) == language


@pytest.mark.parametrize("text", ["", "   \n", "12:30", "— … !", "Xqz"])
def test_what_tells_nothing_is_english(text: str) -> None:
    assert detect(text) == "en"


def test_foreign_names_do_not_turn_an_english_text() -> None:
    assert (
        detect("Recep Tayyip Erdoğan met Łukasz Piątek and François Lefèvre at the airport, and they had lunch.")
        == "en"
    )


def test_most_of_the_text_decides_where_two_scripts_meet() -> None:
    assert detect(f"{SENTENCES['ar']} Digest ") == "ar"
    assert detect(f"{SENTENCES['en']} كوية") == "en"


def test_a_few_kana_make_a_text_of_han_characters_japanese() -> None:
    assert detect("東京都知事選挙の結果発表") == "ja"
    assert detect("東京都知事選挙結果發表") == "zh"


def test_only_the_beginning_is_looked_at() -> None:
    assert detect("The old bridge of the town is closed. " * 60 + SENTENCES["de"] * 500) == "en"


def test_decomposed_letters_count_as_composed_ones() -> None:
    assert detect("Ko\u0308pru\u0308 bir yil kapali kalacak ve yeni yol yapilacak, dedi") == "tr"


@given(st.text(max_size=300))
def test_any_text_has_a_primary_tag(text: str) -> None:
    tag = detect(text)
    assert 2 <= len(tag) <= 3
    assert tag.islower()
    assert tag.isascii()


def test_common_words_are_known_in_small_letters() -> None:
    assert {"the", "of"} <= common_words("en")
    assert common_words("tlh") == frozenset()


def test_function_words_of_all_languages_are_told_folded() -> None:
    words = function_words()
    assert {"with", "nicht", "avec", "uber"} & words == {"with", "nicht", "avec", "uber"}
    assert "harbour" not in words


def test_devanagari_is_read_with_its_vowel_signs() -> None:
    assert detect("बंदरगाह बोर्ड ने मंगलवार को पूर्वी घाट को दो सर्दियों के लिए बंद करने का फैसला किया है।") == "hi"
    assert detect("बन्दरगाह समितिले मंगलबार पूर्वी घाट दुई जाडो बन्द गर्ने निर्णय गरेको छ र मर्मत महँगो हुने भएको छ।") == "ne"


def test_indonesian_and_malay_are_told_apart() -> None:
    assert detect("Menurut dewan, warga khawatir ketika dermaga ditutup, namun perbaikan belum mulai.") == "id"
    assert detect("Katanya penduduk risau apabila jeti ditutup, manakala kerja baik pulih belum bermula.") == "ms"
