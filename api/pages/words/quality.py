"""The words of the page about data quality."""

from __future__ import annotations

from layers.spec import Text

WORDS: dict[str, Text] = {
    "quality": Text("Datequalitéit", "Qualité des données", "Datenqualität", "Data quality"),
    "quality_checked": Text(
        "Nogekuckt de {at}, bis bei d'Revisioun {revision}.",
        "Vérifié le {at}, jusqu'à la révision {revision}.",
        "Geprüft am {at}, bis zur Revision {revision}.",
        "Checked on {at}, up to revision {revision}.",
    ),
    "quality_behind": Text(
        "Zanterhier goufe nach Saache geännert: {count} Revisiounen.",
        "Depuis, d'autres changements ont eu lieu: {count} révisions.",
        "Seither wurde noch geändert: {count} Revisionen.",
        "More was changed since: {count} revisions.",
    ),
    "quality_never": Text(
        "Dës Gemeng gouf nach ni nogekuckt. Um Server:",
        "Cette commune n'a jamais été vérifiée. Sur le serveur:",
        "Diese Gemeinde wurde noch nie geprüft. Auf dem Server:",
        "This commune was never checked. On the server:",
    ),
    "quality_none": Text(
        "Keng oppe Problemer an deem, wat Dir gesitt.",
        "Aucun problème ouvert dans ce que vous voyez.",
        "Keine offenen Probleme in dem, was Sie sehen.",
        "No open issues in what you may see.",
    ),
    "quality_rules": Text("No Reegelen", "Par règle", "Nach Regeln", "By rule"),
    "quality_rule": Text("Reegel", "règle", "Regel", "rule"),
    "quality_layer": Text("Couche", "couche", "Ebene", "layer"),
    "quality_severity": Text("Gewiicht", "gravité", "Gewicht", "severity"),
    "quality_open": Text("op", "ouverts", "offen", "open"),
    "quality_waived": Text("toleréiert", "admis", "geduldet", "waived"),
    "quality_day": Text("Dag", "jour", "Tag", "day"),
    "quality_total": Text("zesummen", "total", "zusammen", "total"),
    "severity_error": Text("Feeler", "erreur", "Fehler", "error"),
    "severity_warning": Text("Warnung", "avertissement", "Warnung", "warning"),
    "severity_note": Text("Hiweis", "remarque", "Hinweis", "note"),
    "quality_trend": Text(
        "Wéi et sech entwéckelt",
        "Évolution dans le temps",
        "Wie es sich entwickelt",
        "How it goes over time",
    ),
    "quality_trend_told": Text(
        "Problemer um Enn vun all Dag, déi toleréiert abegraff: vun {first} op {last}.",
        "Problèmes en fin de journée, les admis compris: de {first} à {last}.",
        "Probleme am Ende jedes Tages, die geduldeten inbegriffen: von {first} auf {last}.",
        "Issues at the end of each day, waived ones included: from {first} to {last}.",
    ),
    "quality_as_table": Text("Als Tabell", "En tableau", "Als Tabelle", "As a table"),
    "quality_list": Text("Oppe Problemer", "Problèmes ouverts", "Offene Probleme", "Open issues"),
    "quality_told_waived": Text("Toleréiert.", "Admis.", "Geduldet.", "Waived."),
    "quality_told_assigned": Text("Zougedeelt.", "Attribué.", "Zugeteilt.", "Assigned."),
    "quality_waive": Text(
        "Toleréieren oder zoudeelen",
        "Admettre ou attribuer",
        "Dulden oder zuteilen",
        "Waive or assign",
    ),
    "quality_decide": Text("Decidéieren", "Décider", "Entscheiden", "Decide"),
    "quality_all": Text("All weisen", "Tout afficher", "Alle zeigen", "Show all"),
    "quality_on_map": Text(
        "{code} op der Kaart", "{code} sur la carte", "{code} auf der Karte", "{code} on the map"
    ),
}
