"""The words of an asset's page, its history and its form."""

from __future__ import annotations

from layers.spec import Text

ASSET_WORDS: dict[str, Text] = {
    "asset_values": Text("Donnéeën", "Données", "Angaben", "Values"),
    "asset_group_identity": Text("Anlag", "Ouvrage", "Anlage", "Asset"),
    "asset_group_kind": Text("Zort", "Nature", "Art", "Kind"),
    "asset_group_size": Text("Moossen", "Mesures", "Maße", "Measures"),
    "asset_group_network": Text("Am Netz", "Dans le réseau", "Im Netz", "In the network"),
    "asset_group_life": Text("Zäiten", "Dates", "Zeiten", "Dates"),
    "asset_group_position": Text(
        "Lag an Héicht", "Position et altitude", "Lage und Höhe", "Position and level"
    ),
    "asset_empty": Text(
        "Nach näischt agedroen.",
        "Rien n'est encore renseigné.",
        "Noch nichts eingetragen.",
        "Nothing has been entered yet.",
    ),
    "asset_unknown": Text("net bekannt", "inconnu", "nicht bekannt", "not known"),
    "asset_position": Text("Lag", "Position", "Lage", "Position"),
    "asset_coordinates": Text("Koordinaten", "Coordonnées", "Koordinaten", "Coordinates"),
    "asset_length": Text("Längt", "Longueur", "Länge", "Length"),
    "asset_area": Text("Fläch", "Surface", "Fläche", "Area"),
    "asset_on_map": Text(
        "Op der Kaart weisen", "Montrer sur la carte", "Auf der Karte zeigen", "Show on the map"
    ),
    "asset_picture": Text(
        "{code} an alles ronderëm, Norden uewen",
        "{code} et ses alentours, le nord en haut",
        "{code} und die Umgebung, Norden oben",
        "{code} and its surroundings, north up",
    ),
    "asset_mark_was": Text("Fréier Lag", "Position antérieure", "Frühere Lage", "Earlier position"),
    "asset_mark_visit": Text(
        "Observatioun, mat 95 % an der Ellips",
        "Observation, à 95 % dans l'ellipse",
        "Beobachtung, zu 95 % in der Ellipse",
        "Observation, within the ellipse by 95 %",
    ),
    "asset_mark_best": Text(
        "Bescht Schätzung", "Meilleure estimation", "Beste Schätzung", "Best estimate"
    ),
    "asset_referring": Text(
        "Gehéiert hei derzou", "Rattachés à celui-ci", "Gehört hierzu", "Belongs to this"
    ),
    "asset_more": Text(
        "an {count} weider", "et {count} autres", "und {count} weitere", "and {count} more"
    ),
    "asset_observations": Text("Observatiounen", "Observations", "Beobachtungen", "Observations"),
    "asset_accuracy": Text(
        "Standardofwäichung", "Écart type", "Standardabweichung", "Standard error"
    ),
    "asset_away": Text(
        "vun der Lag ewech", "écart à la position", "von der Lage entfernt", "from the position"
    ),
    "asset_how": Text("Wéi", "Comment", "Wie", "How"),
    "asset_ground": Text("Terrain", "Terrain", "Gelände", "Ground"),
    "asset_best": Text(
        "Bescht Schätzung aus {used} vu(n) {all}: {east} E | {north} N, ± {sigma}, {away} vun der "
        "agezeechenter Lag.",
        "Meilleure estimation, de {used} sur {all} : {east} E | {north} N, ± {sigma}, à {away} de "
        "la position dessinée.",
        "Beste Schätzung aus {used} von {all}: {east} E | {north} N, ± {sigma}, {away} von der "
        "eingezeichneten Lage.",
        "Best estimate from {used} of {all}: {east} E | {north} N, ± {sigma}, {away} from the "
        "position drawn.",
    ),
    "asset_fix_geolocation": Text(
        "Positioun vum Apparat", "position de l'appareil", "Position des Geräts", "device"
    ),
    "asset_fix_nmea": Text("GNSS-Empfänger", "récepteur GNSS", "GNSS-Empfänger", "GNSS receiver"),
    "asset_fix_map": Text("op der Kaart", "sur la carte", "auf der Karte", "on the map"),
    "asset_inspections": Text("Kontrollen", "Inspections", "Inspektionen", "Inspections"),
    "asset_inspected_on": Text("Kontrolléiert den", "Inspecté le", "Geprüft am", "Inspected on"),
    "asset_condition": Text("Zoustand", "État", "Zustand", "Condition"),
    "asset_noted_by": Text("Agedroe vun", "Noté par", "Eingetragen von", "Noted by"),
    "asset_history": Text("Verlaf", "Historique", "Verlauf", "History"),
    "asset_op_create": Text("ugeluecht", "créé", "angelegt", "created"),
    "asset_op_change": Text("geännert", "modifié", "geändert", "changed"),
    "asset_op_remove": Text("geläscht", "supprimé", "gelöscht", "deleted"),
    "asset_by": Text(
        "{who}, iwwer {how}", "{who}, par {how}", "{who}, über {how}", "{who}, by {how}"
    ),
    "asset_with_values": Text(
        "Wäerter: {count}", "Valeurs: {count}", "Werte: {count}", "Values: {count}"
    ),
    "asset_moved": Text(
        "ëm {distance} geréckelt",
        "déplacé de {distance}",
        "um {distance} verschoben",
        "moved by {distance}",
    ),
    "asset_before": Text("virdrun", "avant", "vorher", "before"),
    "asset_after": Text("duerno", "après", "nachher", "after"),
    "asset_no_visible_change": Text(
        "Näischt, wat Dir gesäit.",
        "Rien que vous puissiez voir.",
        "Nichts, was Sie sehen.",
        "Nothing that you may see.",
    ),
    "asset_older": Text("Méi al", "Plus anciennes", "Ältere", "Older"),
    "asset_undo": Text("Zréckhuelen", "Annuler", "Zurücknehmen", "Undo"),
    "asset_undo_this": Text(
        "Zréckhuelen: Revisioun {revision}",
        "Annuler: révision {revision}",
        "Zurücknehmen: Revision {revision}",
        "Undo: revision {revision}",
    ),
    "asset_undo_refused": Text(
        "Dat kann net zréckgeholl ginn",
        "Cela ne peut pas être annulé",
        "Das lässt sich nicht zurücknehmen",
        "That cannot be undone",
    ),
    "asset_undo_nothing": Text(
        "Näischt gouf geännert. Am Wee steet:",
        "Rien n'a été changé. En cause:",
        "Nichts wurde geändert. Im Weg steht:",
        "Nothing was changed. In the way:",
    ),
    "asset_undo_since": Text(
        "Wat zënterhier geännert gouf",
        "Ce qui a changé depuis",
        "Was seitdem geändert wurde",
        "What has been changed since",
    ),
    "asset_undo_help": Text(
        "Huelt fir d'éischt déi méi nei Ännerunge zréck, oder verbessert d'Anlag vun Hand.",
        "Annulez d'abord les modifications plus récentes, ou corrigez l'ouvrage à la main.",
        "Nehmen Sie zuerst die neueren Änderungen zurück, oder berichtigen Sie von Hand.",
        "Undo the newer changes first, or correct the asset by hand.",
    ),
    "asset_gone": Text(
        "Dës Anlag gouf geläscht.",
        "Cet ouvrage a été supprimé.",
        "Diese Anlage wurde gelöscht.",
        "This asset has been deleted.",
    ),
    "asset_gone_help": Text(
        "Hire Verlaf bleift; wien däerf änneren, kann d'Läschen zréckhuelen.",
        "Son historique demeure; qui peut modifier peut annuler la suppression.",
        "Ihr Verlauf bleibt; wer ändern darf, kann das Löschen zurücknehmen.",
        "Its history stays; who may edit can undo the deletion.",
    ),
    "asset_back": Text(
        "Zréck bei d'Anlag", "Retour à l'ouvrage", "Zurück zur Anlage", "Back to the asset"
    ),
    "asset_told_added": Text("Derbäigesat.", "Ajouté.", "Hinzugefügt.", "Added."),
    "asset_told_split": Text("Gedeelt.", "Coupé.", "Geteilt.", "Split."),
    "asset_told_joined": Text("Verbonnen.", "Réuni.", "Verbunden.", "Joined."),
    "asset_told_proposed": Text(
        "Virgeschloen. D'Planung kuckt et no.",
        "Proposé. Le service vérifie.",
        "Vorgeschlagen. Die Planung prüft es.",
        "Proposed. The planners look at it.",
    ),
    "asset_told_saved": Text("Gespäichert.", "Enregistré.", "Gespeichert.", "Saved."),
    "asset_told_same": Text(
        "Näischt war geännert.",
        "Rien n'avait changé.",
        "Nichts war geändert.",
        "Nothing had been changed.",
    ),
    "asset_told_moved": Text("Geréckelt.", "Déplacé.", "Verschoben.", "Moved."),
    "asset_told_undone": Text("Zréckgeholl.", "Annulé.", "Zurückgenommen.", "Undone."),
    "asset_told_removed": Text("Geläscht.", "Supprimé.", "Gelöscht.", "Deleted."),
    **{
        f"asset_source_{name}": text
        for name, text in {
            "capture": Text("Tablet", "tablette", "Tablet", "tablet"),
            "edit": Text("Formulaire", "formulaire", "Formular", "form"),
            "import": Text("Import", "import", "Import", "import"),
            "undo": Text("Zréckhuelen", "annulation", "Zurücknehmen", "undo"),
            "review": Text("Decisioun", "décision", "Entscheidung", "review"),
            "split": Text("Deelen", "coupure", "Teilen", "split"),
            "join": Text("Verbannen", "réunion", "Verbinden", "join"),
            "order": Text("Optrag", "ordre de travail", "Auftrag", "work order"),
            "sql": Text("Datebank", "base de données", "Datenbank", "database"),
            "demo": Text("Demo", "démo", "Demo", "demo"),
        }.items()
    },
}
"""What is said of an asset; what its form says is in `api.pages.words.forms`."""
