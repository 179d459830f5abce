"""Pasted pages for tests: the parts that a text makes up, and stories to put into it."""

from __future__ import annotations

from digest.convert.plain import lines, roles
from digest.convert.plain.roles import Part

STORY = (
    "The old swing bridge over the estuary was closed on Monday after divers found cracks in two of its four piers.",
    "Engineers of the harbour authority said that the bridge would stay closed until the spring, and perhaps longer.",
    "The ferry, which carried twelve people an hour in summer, will now run every ten minutes between the two quays.",
    "Shopkeepers on the north bank fear for their trade: most of their customers come over the bridge, they say.",
    "The council meets on Thursday to decide who pays for the repair of the bridge and for the boats of the ferry.",
)

GERMAN = (
    "Die alte Drehbrücke über den Fluss ist seit Montag gesperrt, nachdem Taucher Risse in zwei Pfeilern gefunden haben.",
    "Die Hafenbehörde teilte mit, dass die Brücke bis zum Frühjahr gesperrt bleibe und vielleicht auch noch länger.",
    "Die Fähre, die im Sommer zwölf Menschen in der Stunde brachte, fährt nun alle zehn Minuten zwischen den Ufern.",
    "Die Händler am Nordufer fürchten um ihr Geschäft: Die meisten Kunden kommen über die Brücke, sagen sie uns.",
    "Der Rat entscheidet am Donnerstag, wer die Reparatur der Brücke und die Boote der Fähre zu bezahlen hat.",
)

SPANISH = (
    "El viejo puente giratorio sobre la ría está cerrado desde el lunes, después de que los buzos hallaran grietas.",
    "La autoridad del puerto dijo que el puente seguirá cerrado hasta la primavera y quizá durante más tiempo.",
    "El transbordador, que llevaba a doce personas por hora en verano, saldrá ahora cada diez minutos de los muelles.",
    "Los comerciantes de la orilla norte temen por su negocio: casi todos los clientes llegan por el puente, dicen.",
    "El ayuntamiento decide el jueves quién paga la reparación del puente y los barcos del transbordador.",
)


def parts(text: str) -> tuple[Part, ...]:
    """The parts of a text that isn't wrapped, as a draft begins with them."""
    found = lines.paragraphs(lines.split(text), wrapped=False, alone=[])
    return tuple(roles.part_of(each, None) for each in found)


def page(*blocks: str) -> tuple[Part, ...]:
    """The parts of blocks that an empty line parts."""
    return parts("\n\n".join(blocks))
