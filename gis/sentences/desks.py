"""Sentences about the clerk's desk: its settings, and what is made unreadable on photos."""

from __future__ import annotations

from layers.spec import Text

SENTENCES: dict[str, Text] = {
    "desk_days": Text(
        "{path}: „{value}“ ass keng Zuel vun Deeg. Gitt 1 bis {limit} an, oder näischt fir de "
        "Wäert, deen dobäi ass.",
        "{path} : « {value} » n'est pas un nombre de jours. Indiquez 1 à {limit}, ou rien pour la "
        "valeur d'origine.",
        "{path}: „{value}“ ist keine Zahl von Tagen. Geben Sie 1 bis {limit} an, oder nichts für "
        "den mitgelieferten Wert.",
        "{path}: '{value}' is no number of days. Give 1 to {limit}, or nothing for the value that "
        "comes with it.",
    ),
    "answer_placeholder": Text(
        "{path}: {{{value}}} gëtt et net. Dir kënnt {known} schreiwen.",
        "{path} : {{{value}}} n'existe pas. Vous pouvez écrire {known}.",
        "{path}: {{{value}}} gibt es nicht. Sie können {known} schreiben.",
        "{path}: there is no {{{value}}}. You can write {known}.",
    ),
    "desk_key": Text(
        "{path}: „{value}“ ass kee kuerzen Numm. Huelt kleng Buschtawen, Zifferen a Bindestrécher.",
        "{path} : « {value} » n'est pas un nom court. Prenez des minuscules, chiffres et tirets.",
        "{path}: „{value}“ ist kein kurzer Name. Nehmen Sie Kleinbuchstaben, Ziffern und "
        "Bindestriche.",
        "{path}: '{value}' is no short name. Use small letters, digits and hyphens.",
    ),
    "phone_malformed": Text(
        "{path}: „{value}“ ass keng Telefonsnummer. Schreift se wéi +352 621 000 000.",
        "{path} : « {value} » n'est pas un numéro de téléphone. Écrivez-le comme +352 621 000 000.",
        "{path}: „{value}“ ist keine Telefonnummer. Schreiben Sie sie wie +352 621 000 000.",
        "{path}: '{value}' is no telephone number. Write it like +352 621 000 000.",
    ),
    "desk_place_unknown": Text(
        "{path}: „{value}“ gouf net fonnt. Probéiert d'Strooss mat der Hausnummer, oder d'Nummer "
        "um Objet.",
        "{path} : « {value} » est introuvable. Essayez la rue avec le numéro, ou le numéro de "
        "l'ouvrage.",
        "{path}: „{value}“ wurde nicht gefunden. Versuchen Sie Straße und Hausnummer oder die "
        "Nummer an der Anlage.",
        "{path}: '{value}' was not found. Try street and house number, or the asset's number.",
    ),
    "desk_fault_unknown": Text(
        "{path}: „{value}“ ass keng Kategorie. Probéiert en anert Wuert, wéi Lamp oder Deckel.",
        "{path} : « {value} » n'est aucune catégorie. Essayez un autre mot, comme lampe ou tampon.",
        "{path}: „{value}“ ist keine Kategorie. Versuchen Sie ein anderes Wort, wie Lampe oder "
        "Deckel.",
        "{path}: '{value}' is no category. Try another word, like lamp or cover.",
    ),
    "redaction_boxes": Text(
        "{path}: kee Rechteck, dat eppes vum Bild verdeckt. Zeecht eent op d'Foto.",
        "{path} : aucun rectangle ne couvre une partie de l'image. Dessinez-en un sur la photo.",
        "{path}: kein Rechteck, das etwas vom Bild verdeckt. Zeichnen Sie eines auf das Foto.",
        "{path}: no rectangle covers anything of the picture. Draw one on the photo.",
    ),
}
