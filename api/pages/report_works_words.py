"""The words of the works that the commune announces to citizens, in Portuguese too."""

from __future__ import annotations

from layers.spec import Text

REPORT_WORKS_WORDS: dict[str, Text] = {
    "works": Text(
        "Geplangt Aarbechten",
        "Travaux prévus",
        "Geplante Arbeiten",
        "Planned works",
        "Obras planeadas",
    ),
    "works_known": Text(
        "D'Gemeng weess et schonn",
        "La commune le sait déjà",
        "Die Gemeinde weiß es schon",
        "The commune already knows",
        "A comuna já sabe",
    ),
    "works_on": Text(
        "Hei gëtt den {day} geschafft.",
        "Des travaux sont prévus ici le {day}.",
        "Hier wird am {day} gearbeitet.",
        "Works are planned here on {day}.",
        "Estão previstas obras aqui no dia {day}.",
    ),
    "works_from": Text(
        "Hei gëtt vum {begins} bis den {ends} geschafft.",
        "Des travaux sont prévus ici du {begins} au {ends}.",
        "Hier wird vom {begins} bis {ends} gearbeitet.",
        "Works are planned here from {begins} to {ends}.",
        "Estão previstas obras aqui de {begins} a {ends}.",
    ),
    "works_until": Text(
        "Hei gëtt bis den {day} geschafft.",
        "Des travaux sont prévus ici d'ici le {day}.",
        "Hier wird bis {day} gearbeitet.",
        "Works are planned here by {day}.",
        "Estão previstas obras aqui até {day}.",
    ),
    "works_now": Text(
        "Hei gëtt grad geschafft.",
        "Des travaux sont en cours ici.",
        "Hier wird gerade gearbeitet.",
        "Works are under way here.",
        "Há obras em curso aqui.",
    ),
    "works_more": Text(
        "Ass et dat? Da brauch Dir näischt weider ze mellen. Soss mellt et drënner.",
        "Est-ce cela ? Alors rien d'autre à signaler. Sinon, signalez-le ci-dessous.",
        "Ist es das? Dann brauchen Sie nichts weiter zu melden. Sonst melden Sie es unten.",
        "Is that it? Then there is nothing more to report. If not, report it below.",
        "É isso? Então não precisa de comunicar mais nada. Se for outra coisa, comunique em baixo.",
    ),
    "works_told": Text(
        "Mir soen Iech Bescheed, soubal Dir d'Adress bestätegt hutt.",
        "Nous vous préviendrons dès que vous aurez confirmé l'adresse.",
        "Wir sagen Ihnen Bescheid, sobald Sie die Adresse bestätigt haben.",
        "We tell you, once you have confirmed the address.",
        "Avisamos assim que confirmar o endereço.",
    ),
}
