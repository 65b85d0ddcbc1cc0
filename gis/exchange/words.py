"""The words of an import's report, in the commune's languages."""

from __future__ import annotations

from layers.spec import Text

WORDS: dict[str, Text] = {
    "from": Text("vun", "de", "von", "from"),
    "to": Text("op", "vers", "nach", "to"),
    "read": Text("gelies", "lus", "gelesen", "read"),
    "new": Text("nei", "nouveaux", "neu", "new"),
    "changed": Text("geännert", "modifiés", "geändert", "changed"),
    "unchanged": Text("onverännert", "inchangés", "unverändert", "unchanged"),
    "rejected": Text("refuséiert", "refusés", "abgelehnt", "rejected"),
    "unused": Text(
        "Kolonnen, déi am Fichier bleiwen: {source}: {columns}",
        "colonnes laissées dans le fichier : {source} : {columns}",
        "Spalten, die in der Datei bleiben: {source}: {columns}",
        "columns left in the file: {source}: {columns}",
    ),
    "leftover": Text(
        "bleift am Fichier: {name} {count}, {why}",
        "laissé dans le fichier : {name} {count}, {why}",
        "bleibt in der Datei: {name} {count}, {why}",
        "left in the file: {name} {count}, {why}",
    ),
    "problems": Text("Problemer", "Problèmes", "Probleme", "Problems"),
    "refused": Text(
        "Näischt gouf geännert.",
        "Rien n'a été changé.",
        "Nichts wurde geändert.",
        "Nothing was changed.",
    ),
    "dry_run": Text(
        "Just eng Prouf: näischt gouf geännert.",
        "Simple essai : rien n'a été changé.",
        "Nur ein Probelauf: nichts wurde geändert.",
        "Dry run: nothing was changed.",
    ),
}


def word(name: str, language: str) -> str:
    """Return a word in a language."""
    return WORDS[name].to(language)
