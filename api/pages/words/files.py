"""The words for files on assets."""

from __future__ import annotations

from layers.spec import Text

WORDS: dict[str, Text] = {
    "files": Text(
        "Fotoen a Fichieren", "Photos et fichiers", "Fotos und Dateien", "Photos and files"
    ),
    "files_expected": Text(
        "Op d'Foto gëtt nach gewaart: {count}. Si kënnt vum Tablet.",
        "Photo attendue: {count}. Elle arrivera de la tablette.",
        "Foto erwartet: {count}. Es kommt noch vom Tablet.",
        "Photo expected: {count}. It will come from the tablet.",
    ),
    "files_none": Text("Nach keng.", "Aucun pour l'instant.", "Noch keine.", "None yet."),
    "files_add": Text("Derbäisetzen", "Ajouter", "Hinzufügen", "Add"),
    "files_kinds": Text(
        "PDF, JPEG, PNG oder WebP, bis {most} MB; bis zu zéng op eemol. Positioun a Kamera gi "
        "virum Späicheren aus Fotoen erausgeholl.",
        "PDF, JPEG, PNG ou WebP, jusqu'à {most} Mo ; dix à la fois. La position et l'appareil sont "
        "retirés des photos avant l'enregistrement.",
        "PDF, JPEG, PNG oder WebP, bis {most} MB; bis zu zehn auf einmal. Position und Kamera "
        "werden vor dem Speichern aus Fotos entfernt.",
        "PDF, JPEG, PNG or WebP, up to {most} MB; ten at once. Position and camera are taken out "
        "of photos before they are kept.",
    ),
    "files_caption": Text(
        "Wat drop ze gesinn ass", "Ce qu'on y voit", "Was zu sehen ist", "What it shows"
    ),
    "files_remove": Text("Ewechhuelen", "Retirer", "Entfernen", "Remove"),
    "files_removed": Text("Ewechgeholl", "Retirés", "Entfernt", "Removed"),
    "files_removed_by": Text("{who}, {at}", "{who}, {at}", "{who}, {at}", "{who}, {at}"),
}
