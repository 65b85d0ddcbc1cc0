"""What citizens read of a report's state and of the reasons for closing it, in five languages.

A report that was not repaired never reads as if it were.
"""

from __future__ import annotations

from field_capture.states.order import OrderState
from field_capture.states.report import State
from layers.spec import Text

STATE_WORDS: dict[State, Text] = {
    State.UNCONFIRMED: Text(
        "nach net bestätegt",
        "pas encore confirmé",
        "noch nicht bestätigt",
        "not yet confirmed",
        "ainda não confirmado",
    ),
    State.RECEIVED: Text("ukomm", "reçu", "eingegangen", "received", "recebido"),
    State.WAITING_INFO: Text(
        "d'Gemeng huet eng Fro",
        "question de la commune",
        "die Gemeinde hat eine Frage",
        "the commune has a question",
        "a comuna tem uma pergunta",
    ),
    State.ACCEPTED: Text("ugeholl", "accepté", "angenommen", "accepted", "aceite"),
    State.PLANNED: Text("geplangt", "planifié", "geplant", "planned", "planeado"),
    State.IN_PROGRESS: Text(
        "gëtt gefléckt", "en réparation", "wird repariert", "being repaired", "em reparação"
    ),
    State.FORWARDED: Text("weiderginn", "transmis", "weitergeleitet", "forwarded", "reencaminhado"),
    State.DONE: Text("gefléckt", "réparé", "repariert", "repaired", "reparado"),
    State.REJECTED: Text(
        "net ugeholl", "non retenu", "nicht angenommen", "not accepted", "não aceite"
    ),
    State.DUPLICATE: Text(
        "schonn gemellt", "déjà signalé", "schon gemeldet", "reported already", "já comunicado"
    ),
    State.SPAM: Text("zou", "clos", "geschlossen", "closed", "fechado"),
    State.REOPENED: Text("nees op", "rouvert", "wieder offen", "open again", "reaberto"),
}

WORKS_WORDS: dict[OrderState, Text] = {
    OrderState.PLANNED: Text("geplangt", "prévus", "geplant", "planned", "planeadas"),
    OrderState.IN_PROGRESS: Text("amgaang", "en cours", "im Gange", "under way", "em curso"),
    OrderState.DONE: Text("fäerdeg", "terminés", "beendet", "finished", "terminadas"),
    OrderState.CANCELLED: Text("ofgesot", "annulés", "abgesagt", "cancelled", "canceladas"),
}
"""What citizens read of works; a draft they never read of."""

REASON_WORDS: dict[str, Text] = {
    "repaired": Text("gefléckt", "réparé", "repariert", "repaired", "reparado"),
    "replaced": Text("ersat", "remplacé", "ersetzt", "replaced", "substituído"),
    "made_safe": Text("ofgeséchert", "mis en sécurité", "gesichert", "made safe", "tornado seguro"),
    "nothing_found": Text(
        "näischt fonnt", "rien trouvé", "nichts gefunden", "nothing found", "nada encontrado"
    ),
    "not_ours": Text(
        "gehéiert net der Gemeng",
        "n'appartient pas à la commune",
        "gehört nicht der Gemeinde",
        "does not belong to the commune",
        "não pertence à comuna",
    ),
    "as_intended": Text(
        "ass esou gewollt",
        "c'est voulu ainsi",
        "ist so gewollt",
        "is meant to be so",
        "é assim mesmo",
    ),
    "too_little_told": Text(
        "ze wéineg Informatiounen",
        "trop peu d'informations",
        "zu wenige Angaben",
        "too little was told",
        "informação insuficiente",
    ),
    "no_answer": Text(
        "keng Äntwert kritt",
        "sans réponse",
        "keine Antwort erhalten",
        "not answered",
        "sem resposta",
    ),
    "same_fault": Text(
        "dee selwechte Schued",
        "le même dégât",
        "derselbe Schaden",
        "the same damage",
        "o mesmo dano",
    ),
}
