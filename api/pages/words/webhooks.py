"""The words of the page of webhooks."""

from __future__ import annotations

from layers.spec import Text

WORDS: dict[str, Text] = {
    "title": Text("Webhooks", "Webhooks", "Webhooks", "Webhooks"),
    "about": Text(
        "All Schrëtt vun enger Schuedmeldung gëtt dësen Adressen als JSON geschéckt, "
        "ënnerschriwwen an ouni perséinlech Donnéeën.",
        "Chaque étape d'un signalement est envoyée à ces adresses en JSON, signée et sans données "
        "personnelles.",
        "Jeder Schritt einer Schadensmeldung wird diesen Adressen als JSON gesendet, "
        "unterschrieben und ohne persönliche Daten.",
        "Every step of a damage report is sent to these addresses as JSON, signed and without "
        "personal data.",
    ),
    "url": Text("Adress", "Adresse", "Adresse", "Address"),
    "add": Text("Derbäisetzen", "Ajouter", "Hinzufügen", "Add"),
    "remove": Text("Ewechhuelen", "Retirer", "Entfernen", "Remove"),
    "last": Text("Lescht Resultat", "Dernier résultat", "Letztes Ergebnis", "Latest outcome"),
    "none": Text("Nach keng.", "Aucun pour l'instant.", "Noch keine.", "None yet."),
    "secret": Text(
        "De Schlëssel, fir d'Ënnerschrëft ze préiwen. E gëtt just elo gewisen:",
        "La clé pour vérifier la signature. Elle n'est montrée que maintenant :",
        "Der Schlüssel, um die Unterschrift zu prüfen. Er wird nur jetzt gezeigt:",
        "The key to check the signature with. It is shown only now:",
    ),
}
