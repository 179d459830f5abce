"""The topics of a site that names none of its own.

The codes are those of the IPTC Media Topic NewsCodes, by the International Press Telecommunications Council
(https://www.iptc.org/newscodes/), under CC BY 4.0. A code stands for itself and all topics below it; where two topics of this
list could claim one, the narrower code speaks: international relations are world news, other politics is politics.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from digest.config.blocks import Topic

DEFAULT_TOPICS: tuple[Topic, ...] = (
    Topic(
        slug="world",
        name="World",
        color="blue",
        iptc=(
            "medtop:16000000",  # conflict, war and peace
            "medtop:20000638",  # international relations
            "medtop:03000000",  # disaster, accident and emergency incident
            "medtop:20000771",  # immigration
        ),
        description="Diplomacy, conflict and disaster: what moves between nations.",
    ),
    Topic(
        slug="politics",
        name="Politics",
        color="red",
        iptc=(
            "medtop:11000000",  # politics and government
            "medtop:20000121",  # law
            "medtop:20000106",  # judiciary
        ),
        description="Elections, parliaments, governments and courts.",
    ),
    Topic(
        slug="business",
        name="Business",
        color="olive",
        iptc=(
            "medtop:04000000",  # economy, business and finance
            "medtop:09000000",  # labour
        ),
        description="Companies, markets, work and the economy at large.",
    ),
    Topic(
        slug="science",
        name="Science",
        color="violet",
        iptc=("medtop:13000000",),  # science and technology
        description="Discoveries, from the laboratory to the edge of the solar system.",
    ),
    Topic(
        slug="technology",
        name="Technology",
        color="teal",
        iptc=(
            "medtop:20000756",  # technology and engineering
            "medtop:20001361",  # cyber warfare
        ),
        description="Computers, networks, machines and those who build them.",
    ),
    Topic(
        slug="climate",
        name="Climate",
        color="green",
        iptc=(
            "medtop:06000000",  # environment
            "medtop:17000000",  # weather
        ),
        description="A warming planet, its weather, and the nature that lives with both.",
    ),
    Topic(
        slug="health",
        name="Health",
        color="magenta",
        iptc=("medtop:07000000",),  # health
        description="Medicine, epidemics, hospitals and everyday well-being.",
    ),
    Topic(
        slug="sport",
        name="Sport",
        color="orange",
        iptc=("medtop:15000000",),  # sport
        description="Matches, records and the people and money behind them.",
    ),
    Topic(
        slug="culture",
        name="Culture",
        color="violet",
        iptc=(
            "medtop:01000000",  # arts, culture, entertainment and media
            "medtop:10000000",  # lifestyle and leisure
            "medtop:20000505",  # celebrity
            "medtop:20000498",  # award and prize
        ),
        description="Books, film, music, art, and how people spend their leisure.",
    ),
    Topic(
        slug="society",
        name="Society",
        color="teal",
        iptc=(
            "medtop:14000000",  # society
            "medtop:05000000",  # education
            "medtop:12000000",  # religion
            "medtop:02000000",  # crime, law and justice
            "medtop:08000000",  # human interest
        ),
        description="How people live together: schools, faiths, rights and crime.",
    ),
    Topic(
        slug="other",
        name="Other",
        color="olive",
        description="What fits under no other heading.",
    ),
)
"""In the order in which pages show them, in English; `other` is what a story without evidence for any topic belongs to."""

_WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "ar": {
        "world": ("العالم", "الدبلوماسية والنزاعات والكوارث: كل ما يجري بين الدول."),
        "politics": ("السياسة", "الانتخابات والبرلمانات والحكومات والمحاكم."),
        "business": ("الاقتصاد", "الشركات والأسواق والعمل والاقتصاد عمومًا."),
        "science": ("العلوم", "الاكتشافات، من المختبر إلى أطراف المجموعة الشمسية."),
        "technology": ("التقنية", "الحواسيب والشبكات والآلات ومن يصنعونها."),
        "climate": ("المناخ", "كوكب يزداد حرارة، وطقسه، والطبيعة التي تعيش معهما."),
        "health": ("الصحة", "الطب والأوبئة والمستشفيات والعافية في الحياة اليومية."),
        "sport": ("الرياضة", "المباريات والأرقام القياسية، ومن وراءها من ناس ومال."),
        "culture": ("الثقافة", "الكتب والسينما والموسيقى والفنون، وكيف يقضي الناس أوقات فراغهم."),
        "society": ("المجتمع", "كيف يعيش الناس معًا: المدارس والأديان والحقوق والجريمة."),
        "other": ("متفرقات", "ما لا مكان له تحت أي عنوان آخر."),
    },
    "fr": {
        "world": ("Monde", "Diplomatie, conflits et catastrophes : ce qui agite les nations."),
        "politics": ("Politique", "Élections, parlements, gouvernements et tribunaux."),
        "business": ("Économie", "Les entreprises, les marchés, le travail et l’économie en général."),
        "science": ("Sciences", "Les découvertes, du laboratoire aux confins du système solaire."),
        "technology": ("Technologies", "Les ordinateurs, les réseaux, les machines et ceux qui les construisent."),
        "climate": ("Climat", "Une planète qui se réchauffe, sa météo, et la nature qui vit avec les deux."),
        "health": ("Santé", "La médecine, les épidémies, les hôpitaux et le bien-être au quotidien."),
        "sport": ("Sport", "Les matchs, les records, et les gens et l’argent qu’il y a derrière."),
        "culture": ("Culture", "Livres, cinéma, musique, arts, et la façon dont chacun occupe ses loisirs."),
        "society": ("Société", "Comment les gens vivent ensemble : écoles, religions, droits et criminalité."),
        "other": ("Divers", "Ce qui n’entre dans aucune autre rubrique."),
    },
    "tr": {
        "world": ("Dünya", "Diplomasi, çatışma ve afetler: uluslar arasında olup bitenler."),
        "politics": ("Siyaset", "Seçimler, parlamentolar, hükümetler ve mahkemeler."),
        "business": ("Ekonomi", "Şirketler, piyasalar, çalışma hayatı ve genel olarak ekonomi."),
        "science": ("Bilim", "Laboratuvardan Güneş sisteminin kıyısına kadar keşifler."),
        "technology": ("Teknoloji", "Bilgisayarlar, ağlar, makineler ve onları yapanlar."),
        "climate": ("İklim", "Isınan bir gezegen, havası ve ikisiyle birlikte yaşayan doğa."),
        "health": ("Sağlık", "Tıp, salgınlar, hastaneler ve gündelik sağlık."),
        "sport": ("Spor", "Maçlar, rekorlar, arkalarındaki insanlar ve para."),
        "culture": ("Kültür", "Kitap, sinema, müzik, sanat ve insanların boş zamanları."),
        "society": ("Toplum", "İnsanlar bir arada nasıl yaşıyor: okullar, inançlar, haklar ve suç."),
        "other": ("Diğer", "Başka hiçbir başlığa girmeyenler."),
    },
}


def default_topics(language: str) -> tuple[Topic, ...]:
    """The topics of a site in this language (a BCP 47 tag) that names none, in English where there are no words for it."""
    words = _WORDS.get(language.lower().partition("-")[0], {})
    return tuple(
        msgspec.structs.replace(topic, name=words[topic.slug][0], description=words[topic.slug][1])
        if topic.slug in words
        else topic
        for topic in DEFAULT_TOPICS
    )
