"""The words of the form that changes an asset, and of what it answers."""

from __future__ import annotations

from layers.spec import Text

FORM_WORDS: dict[str, Text] = {
    "form_edit": Text("Änneren", "Modifier", "Ändern", "Edit"),
    "form_title": Text("{code} änneren", "Modifier {code}", "{code} ändern", "Edit {code}"),
    "form_save": Text("Späicheren", "Enregistrer", "Speichern", "Save"),
    "form_cancel": Text("Ofbriechen", "Abandonner", "Abbrechen", "Cancel"),
    "form_required": Text("obligatoresch", "obligatoire", "Pflicht", "required"),
    "form_unset": Text("keng Ugab", "non renseigné", "keine Angabe", "not given"),
    "form_range": Text(
        "{low} bis {high}", "de {low} à {high}", "{low} bis {high}", "{low} to {high}"
    ),
    "form_at_least": Text(
        "mindestens {low}", "au moins {low}", "mindestens {low}", "at least {low}"
    ),
    "form_at_most": Text(
        "héchstens {high}", "au plus {high}", "höchstens {high}", "at most {high}"
    ),
    "form_reference": Text(
        "Kennung vun der Anlag: {layer}. Déi nootst ginn virgeschloen.",
        "Identifiant de l'ouvrage: {layer}. Les plus proches sont proposés.",
        "Kennung der Anlage: {layer}. Die nächsten werden vorgeschlagen.",
        "Code of the asset: {layer}. The nearest are suggested.",
    ),
    "form_only": Text(
        "Nëmme bei {other}: {wanted}.",
        "Seulement pour {other}: {wanted}.",
        "Nur bei {other}: {wanted}.",
        "Only where {other} is: {wanted}.",
    ),
    "form_check_number": Text(
        "Hei gehéiert eng Zuel hin.",
        "Un nombre est attendu.",
        "Hierher gehört eine Zahl.",
        "A number belongs here.",
    ),
    "form_check_whole": Text(
        "Hei gehéiert eng ganz Zuel hin.",
        "Un nombre entier est attendu.",
        "Hierher gehört eine ganze Zahl.",
        "A whole number belongs here.",
    ),
    "form_wrong": Text(
        "Nach net gespäichert: {count} Feld(er) stëmme(n) net.",
        "Pas encore enregistré: {count} champ(s) à corriger.",
        "Noch nicht gespeichert: {count} Feld(er) zu berichtigen.",
        "Not saved yet: {count} field(s) to correct.",
    ),
    "form_move": Text("Réckelen", "Déplacer", "Verschieben", "Move"),
    "form_move_help": Text(
        "WGS84 (Breet, Längt) oder Meter vum Landesnetz (Ost, Nord), zum Beispill {example}.",
        "WGS84 (latitude, longitude) ou mètres du réseau national (est, nord), par exemple "
        "{example}.",
        "WGS84 (Breite, Länge) oder Meter des Landesnetzes (Ost, Nord), zum Beispiel {example}.",
        "WGS84 (latitude, longitude) or metres of the national grid (east, north), for example "
        "{example}.",
    ),
    "form_move_click": Text(
        "Oder klickt an d'Kaart.",
        "Ou cliquez sur la carte.",
        "Oder klicken Sie in die Karte.",
        "Or click into the map.",
    ),
    "form_coordinates": Text(
        "Nei Koordinaten", "Nouvelles coordonnées", "Neue Koordinaten", "New coordinates"
    ),
    "form_vertex": Text("Wéi e Punkt", "Quel point", "Welcher Punkt", "Which point"),
    "form_vertex_start": Text("Ufank", "début", "Anfang", "start"),
    "form_vertex_end": Text("Enn", "fin", "Ende", "end"),
    "form_not_coordinates": Text(
        "„{value}“ si keng Koordinaten, déi bei d'Gemeng passen. Schreift se wéi {example}.",
        "« {value} » n'est pas une paire de coordonnées proche de la commune. Écrivez-la comme "
        "{example}.",
        "„{value}“ sind keine Koordinaten, die zur Gemeinde passen. Schreiben Sie sie wie "
        "{example}.",
        "'{value}' is no pair of coordinates near the commune. Write it as {example}.",
    ),
    "form_far": Text(
        "Dat läit {distance} ewech, méi wéi {limit}. Kuckt et no a bestätegt et.",
        "C'est à {distance}, plus que {limit}. Vérifiez et confirmez.",
        "Das liegt {distance} entfernt, mehr als {limit}. Prüfen und bestätigen Sie es.",
        "That is {distance} away, more than {limit}. Check it and confirm.",
    ),
    "form_far_yes": Text(
        "Jo, {distance} ass richteg",
        "Oui, {distance} est correct",
        "Ja, {distance} ist richtig",
        "Yes, {distance} is right",
    ),
    "form_stale_move": Text(
        "D'Anlag gouf zënterhier geännert. Kuckt op de Verlaf; réckelt se nach emol, wann Är Lag "
        "nach gëllt.",
        "L'ouvrage a été modifié entre-temps. Voyez l'historique; déplacez-le encore si votre "
        "position reste valable.",
        "Die Anlage wurde inzwischen geändert. Sehen Sie den Verlauf an; verschieben Sie noch "
        "einmal, wenn Ihre Lage noch gilt.",
        "The asset has been changed meanwhile. See its history; move again if your position still "
        "holds.",
    ),
    "form_area_move": Text(
        "Flächen a grouss Ännerunge vu Linne maacht Dir am QGIS.",
        "Les surfaces et les grandes modifications de lignes se font dans QGIS.",
        "Flächen und große Änderungen von Linien machen Sie in QGIS.",
        "Areas, and large changes of lines, are edited in QGIS.",
    ),
    "form_end": Text("Ewechhuelen", "Retirer", "Entfernen", "Remove"),
    "form_retire": Text("Gouf ofgebaut", "A été démonté", "Wurde rückgebaut", "It was dismantled"),
    "form_retire_help": Text(
        "D'Anlag kritt de Status „{status}“ a bleift am Verlaf an op der Kaart blass.",
        "L'ouvrage reçoit l'état « {status} » et reste, pâle, sur la carte.",
        "Die Anlage erhält den Status „{status}“ und bleibt blass auf der Karte.",
        "The asset gets the status '{status}' and stays on the map, pale.",
    ),
    "form_delete": Text(
        "War ni do: läschen",
        "N'a jamais existé: supprimer",
        "War nie da: löschen",
        "It was never there: delete",
    ),
    "form_delete_sure": Text(
        "Jo, d'Anlag war e Feeler",
        "Oui, l'ouvrage était une erreur",
        "Ja, die Anlage war ein Irrtum",
        "Yes, the asset was a mistake",
    ),
    "form_delete_unsure": Text(
        "Bestätegt fir d'éischt, datt d'Anlag e Feeler war.",
        "Confirmez d'abord que l'ouvrage était une erreur.",
        "Bestätigen Sie zuerst, dass die Anlage ein Irrtum war.",
        "Confirm first that the asset was a mistake.",
    ),
    "conflict_title": Text(
        "Een aneren war méi séier",
        "Quelqu'un a été plus rapide",
        "Jemand war schneller",
        "Somebody was faster",
    ),
    "conflict_lead": Text(
        "{code} gouf geännert, während Dir geschriwwen hutt. Näischt ass verluer: wielt fir all "
        "Feld, wat gëllt.",
        "{code} a été modifié pendant que vous écriviez. Rien n'est perdu: choisissez pour chaque "
        "champ ce qui vaut.",
        "{code} wurde geändert, während Sie schrieben. Nichts ist verloren: wählen Sie für jedes "
        "Feld, was gilt.",
        "{code} was changed while you were writing. Nothing is lost: choose for each field what "
        "holds.",
    ),
    "conflict_field": Text("Feld", "Champ", "Feld", "Field"),
    "conflict_mine": Text("Mäin", "Le mien", "Meines", "Mine"),
    "conflict_theirs": Text("Wéi et elo ass", "L'état actuel", "Wie es jetzt ist", "As it is now"),
    "conflict_was": Text("Virdrun", "Avant", "Vorher", "Before"),
    "conflict_all_mine": Text("Alles vu mir", "Tout le mien", "Alles von mir", "All mine"),
    "conflict_all_theirs": Text(
        "Alles wéi elo", "Tout l'actuel", "Alles wie jetzt", "All as it is now"
    ),
    "conflict_untouched": Text(
        "Ausserdeem geännert, an dat bleift esou",
        "Également modifié, et conservé",
        "Außerdem geändert, und das bleibt so",
        "Also changed, and kept",
    ),
}
