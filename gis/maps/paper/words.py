"""The words on a printed map."""

from __future__ import annotations

from layers.spec import Text

WORDS: dict[str, Text] = {
    "commune": Text("Gemeng", "Commune", "Gemeinde", "Municipality"),
    "scale": Text("Moossstaf", "Échelle", "Maßstab", "Scale"),
    "printed": Text("Gedréckt den", "Imprimé le", "Gedruckt am", "Printed on"),
    "as_of": Text("Stand: Revisioun", "État : révision", "Stand: Revision", "As of revision"),
    "filtered": Text("Gefiltert", "Filtré", "Gefiltert", "Filtered"),
    "empty": Text("net agedroen", "non noté", "nicht notiert", "not noted"),
    "given": Text("agedroen", "noté", "notiert", "noted"),
    "no_value": Text("keng Angab", "sans indication", "keine Angabe", "not noted"),
    "others": Text("anerer", "autres", "andere", "others"),
    "yes": Text("jo", "oui", "ja", "yes"),
    "no": Text("nee", "non", "nein", "no"),
    "no_promise": Text(
        "Net fir ze gruewen: virdru beim Bedreiwer nofroen.",
        "Ne pas creuser d'après ce plan : consulter d'abord l'exploitant.",
        "Nicht zum Graben: vorher beim Betreiber nachfragen.",
        "Not for digging: ask the operator first.",
    ),
}
