"""Templates of answers to citizens: what the town hall says again and again, in five languages.

Pure. A template belongs to a state; its placeholders are filled from the report, and the clerk
reads and changes the words before they go out. What a commune keeps replaces all of `DEFAULTS`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from field_capture.states.report import State
from layers.spec import Text

LANGUAGES = ("lb", "fr", "de", "en", "pt")
PLACEHOLDERS = ("number", "fault", "asset", "date", "agency", "original")
LONGEST = 1000
MOST = 60

_PLACE = re.compile(r"\{(\w+)\}")
_NOTHING = "…"


@dataclass(frozen=True, slots=True)
class Answer:
    """A template: for which state, what the desk calls it, and its words by language."""

    name: str
    target: State
    words: Mapping[str, str]
    reason: str | None = None

    def to(self, language: str) -> str:
        """Return the words in a language, or in the first one that there is."""
        return self.words.get(language) or next((w for w in self.words.values() if w), "")


def filled(words: str, values: Mapping[str, str | None]) -> str:
    """Return words with their placeholders filled; what is not known stays to be written."""
    return _PLACE.sub(
        lambda found: (values.get(found[1]) or _NOTHING) if found[1] in PLACEHOLDERS else found[0],
        words,
    )


def unknown_places(words: str) -> list[str]:
    """Return what looks like a placeholder and is none."""
    return [name for name in _PLACE.findall(words) if name not in PLACEHOLDERS]


def _answer(name: str, target: State, words: Text, reason: str | None = None) -> Answer:
    return Answer(name, target, {each: words.to(each) for each in LANGUAGES}, reason)


DEFAULTS: tuple[Answer, ...] = (
    _answer(
        "accepted",
        State.ACCEPTED,
        Text(
            "Merci. Mir këmmeren eis drëm, spéitstens bis den {date}.",
            "Merci. Nous nous en occupons, au plus tard le {date}.",
            "Danke. Wir kümmern uns darum, spätestens bis {date}.",
            "Thank you. We will take care of it by {date} at the latest.",
            "Obrigado. Tratamos do assunto até {date}, o mais tardar.",
        ),
    ),
    _answer(
        "which_place",
        State.WAITING_INFO,
        Text(
            "Mir fannen d'Plaz net. Wéi eng Hausnummer ass an der Géigend, a steet eng Nummer um "
            "Objet?",
            "Nous ne trouvons pas l'endroit. Quel numéro de maison est proche, et y a-t-il un "
            "numéro sur l'objet ?",
            "Wir finden die Stelle nicht. Welche Hausnummer ist in der Nähe, und steht eine "
            "Nummer am Objekt?",
            "We cannot find the place. Which house number is near, and is there a number on the "
            "object?",
            "Não encontramos o local. Que número de porta fica perto, e há um número no objeto?",
        ),
    ),
    _answer(
        "forwarded",
        State.FORWARDED,
        Text(
            "Dofir ass {agency} zoustänneg. Mir hunn d'Meldung weiderginn a soen Iech, wann eppes "
            "geschitt.",
            "{agency} est compétent. Nous avons transmis le signalement et vous tiendrons au "
            "courant.",
            "Dafür ist {agency} zuständig. Wir haben die Meldung weitergegeben und sagen Ihnen, "
            "wenn etwas geschieht.",
            "{agency} is responsible for this. We have passed the report on and will tell you "
            "what happens.",
            "{agency} é responsável. Transmitimos a comunicação e informaremos o que acontecer.",
        ),
    ),
    _answer(
        "repaired",
        State.DONE,
        Text(
            "Gefléckt. Merci fir d'Meldung {number}.",
            "C'est réparé. Merci pour le signalement {number}.",
            "Repariert. Danke für die Meldung {number}.",
            "Repaired. Thank you for report {number}.",
            "Reparado. Obrigado pela comunicação {number}.",
        ),
        "repaired",
    ),
    _answer(
        "nothing_found",
        State.REJECTED,
        Text(
            "Eis Ekipp war op der Plaz an huet näischt fonnt. Ass et nach ëmmer esou? Da mellt et "
            "w.e.g. nach eng Kéier.",
            "Notre équipe est passée et n'a rien trouvé. Si le problème persiste, signalez-le à "
            "nouveau.",
            "Unser Team war vor Ort und hat nichts gefunden. Ist es noch immer so? Dann melden Sie "
            "es bitte noch einmal.",
            "Our crew was there and found nothing. Is it still so? Then please report it again.",
            "A nossa equipa esteve no local e nada encontrou. Se continuar, comunique de novo.",
        ),
        "nothing_found",
    ),
    _answer(
        "not_ours",
        State.REJECTED,
        Text(
            "Dat gehéiert net der Gemeng. Wendt Iech w.e.g. un de Proprietaire.",
            "Ceci n'appartient pas à la commune. Adressez-vous au propriétaire.",
            "Das gehört nicht der Gemeinde. Wenden Sie sich bitte an den Eigentümer.",
            "This does not belong to the commune. Please turn to its owner.",
            "Isto não pertence à comuna. Dirija-se ao proprietário.",
        ),
        "not_ours",
    ),
    _answer(
        "same_fault",
        State.DUPLICATE,
        Text(
            "Dat war schonn gemellt: {original}. Dir gesitt do, wéi et weidergeet.",
            "C'était déjà signalé : {original}. Vous y voyez la suite.",
            "Das war schon gemeldet: {original}. Dort sehen Sie, wie es weitergeht.",
            "This was reported already: {original}. There you see how it goes on.",
            "Já tinha sido comunicado: {original}. Aí pode ver a continuação.",
        ),
        "same_fault",
    ),
)
