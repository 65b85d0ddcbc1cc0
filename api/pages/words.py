"""The words on our pages, in the commune's languages."""

from __future__ import annotations

from layers.spec import Text

LANGUAGE_NAMES = {"lb": "Lëtzebuergesch", "fr": "Français", "de": "Deutsch", "en": "English"}

WORDS: dict[str, Text] = {
    "title": Text("Netzkaart", "Netzkaart", "Netzkaart", "Netzkaart"),
    "lead": Text(
        "D'Infrastrukturkaart vun der Gemeng: wat am Buedem läit an an de Stroosse steet.",
        "La carte des infrastructures de la commune: ce qui se trouve sous terre et dans les rues.",
        "Die Infrastrukturkarte der Gemeinde: was im Boden liegt und in den Straßen steht.",
        "The commune's map of infrastructure: what lies in the ground and stands in the streets.",
    ),
    "skip": Text("Bei den Inhalt", "Aller au contenu", "Zum Inhalt", "Skip to content"),
    "language": Text("Sprooch", "Langue", "Sprache", "Language"),
    "communes": Text("Gemengen", "Communes", "Gemeinden", "Communes"),
    "no_communes": Text(
        "Nach keng Gemeng do. Leet eng un: ./netzkaart commune create NUMM",
        "Aucune commune pour l'instant. Créez-en une: ./netzkaart commune create NOM",
        "Noch keine Gemeinde da. Legen Sie eine an: ./netzkaart commune create NAME",
        "No commune yet. Create one: ./netzkaart commune create NAME",
    ),
    "map": Text("Kaart", "Carte", "Karte", "Map"),
    "collections": Text(
        "Daten (OGC API)", "Données (OGC API)", "Daten (OGC API)", "Data (OGC API)"
    ),
    "report": Text(
        "Schued mellen (Open311)",
        "Signaler un dégât (Open311)",
        "Schaden melden (Open311)",
        "Report damage (Open311)",
    ),
    "roles": Text("Wien sidd Dir?", "Qui êtes-vous?", "Wer sind Sie?", "Who are you?"),
    "roles_help": Text(
        "Dëst ass eng Demo: wielt eng Roll mat engem Klick. Ouni Roll gesitt Dir, wat jidderee "
        "gesäit.",
        "Ceci est une démo: choisissez un rôle d'un clic. Sans rôle, vous voyez ce que tout le "
        "monde voit.",
        "Dies ist eine Demo: wählen Sie mit einem Klick eine Rolle. Ohne Rolle sehen Sie, was "
        "jeder sieht.",
        "This is a demo: choose a role with one click. Without one you see what everyone sees.",
    ),
    "role_now": Text("Elo: {role}", "Actuellement: {role}", "Jetzt: {role}", "Now: {role}"),
    "anyone": Text("Bierger", "Citoyen", "Bürger", "Citizen"),
    "planner": Text("Planer", "Planificateur", "Planer", "Planner"),
    "crew": Text("Ekipp", "Équipe", "Bautrupp", "Crew"),
    "clerk": Text("Guichet", "Guichet", "Schalter", "Clerk"),
    "machine": Text("SIGI (Maschinn)", "SIGI (machine)", "SIGI (Maschine)", "SIGI (machine)"),
    "developers": Text("Fir Entwéckler", "Pour développeurs", "Für Entwickler", "For developers"),
    "token_help": Text(
        "Token vun dëser Demo, gëlteg bis de Server stoppt:",
        "Jetons de cette démo, valables jusqu'à l'arrêt du serveur:",
        "Tokens dieser Demo, gültig bis der Server stoppt:",
        "Tokens of this demo, valid until the server stops:",
    ),
    "ogc_lead": Text(
        "All Date vun der Gemeng no dem Standard OGC API Features.",
        "Toutes les données de la commune selon le standard OGC API Features.",
        "Alle Daten der Gemeinde nach dem Standard OGC API Features.",
        "All data of the commune by the standard OGC API Features.",
    ),
    "ogc_qgis": Text(
        "A QGIS: Layer > Layer bäifügen > WFS / OGC API, mat dëser Adress:",
        "Dans QGIS: Couche > Ajouter une couche > WFS / OGC API, avec cette adresse:",
        "In QGIS: Layer > Layer hinzufügen > WFS / OGC API, mit dieser Adresse:",
        "In QGIS: Layer > Add Layer > WFS / OGC API, with this address:",
    ),
    "conformance": Text("Konformitéit", "Conformité", "Konformität", "Conformance"),
    "items": Text("Objeten", "Objets", "Objekte", "Items"),
    "details": Text("Detailer", "Détails", "Einzelheiten", "Details"),
    "next": Text("Weider", "Suivant", "Weiter", "Next"),
    "nothing_here": Text(
        "Hei ass nach näischt erfaasst.",
        "Rien n'est encore saisi ici.",
        "Hier ist noch nichts erfasst.",
        "Nothing has been recorded here yet.",
    ),
    "yes": Text("jo", "oui", "ja", "yes"),
    "no": Text("nee", "non", "nein", "no"),
    "emergency": Text(
        "Gefor? Rufft {phone} un.",
        "Danger? Appelez le {phone}.",
        "Gefahr? Rufen Sie {phone} an.",
        "Danger? Call {phone}.",
    ),
}


def words_in(language: str) -> dict[str, str]:
    """Return all words in one language."""
    return {key: word.to(language) for key, word in WORDS.items()}
