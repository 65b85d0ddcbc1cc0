"""Sentences about the values of fields."""

from __future__ import annotations

from layers.spec import Text

SENTENCES: dict[str, Text] = {
    "missing": Text(
        lb="{path} ass obligatoresch. Setzt et derbäi.",
        fr="{path} est obligatoire. Ajoutez-le.",
        de="{path} fehlt und ist Pflicht. Ergänzen Sie es.",
        en="{path} is required. Add it.",
        pt="{path} é obrigatório. Preencha, por favor.",
    ),
    "not_applicable": Text(
        lb="{path}: gëllt nëmme bei {other}: {wanted}. De Wäert bleift; kuckt béid no.",
        fr="{path} : ne vaut que pour {other} : {wanted}. La valeur reste ; vérifiez les deux.",
        de="{path}: gilt nur bei {other}: {wanted}. Der Wert bleibt; prüfen Sie beide.",
        en="{path}: applies only where {other} is: {wanted}. The value is kept; check both.",
    ),
    "unknown_field": Text(
        lb="{path}: esou e Feld gëtt et hei net ({hint}). Verbessert den Numm oder loosst "
        "et ewech.",
        fr="{path} : ce champ n'existe pas ici ({hint}). Corrigez le nom ou omettez-le.",
        de="{path}: ein solches Feld gibt es hier nicht ({hint}). Berichtigen Sie den Namen oder "
        "lassen Sie es weg.",
        en="{path}: there is no such field here ({hint}). Correct the name or leave it out.",
    ),
    "unknown_code": Text(
        lb="{path}: „{value}“ steet net an der Lëscht {list} ({hint}). Wielt e Wäert aus "
        "der Lëscht.",
        fr="{path} : « {value} » n'est pas dans la liste {list} ({hint}). Choisissez une valeur de "
        "la liste.",
        de="{path}: „{value}“ steht nicht in der Liste {list} ({hint}). Wählen Sie einen Wert aus "
        "der Liste.",
        en="{path}: '{value}' is not in the list {list} ({hint}). Choose a value of the list.",
    ),
    "wrong_type": Text(
        lb="{path}: „{value}“ huet de falschen Typ. Erwaart gëtt: {kind}.",
        fr="{path} : « {value} » n'est pas du bon type. Attendu : {kind}.",
        de="{path}: „{value}“ hat den falschen Typ. Erwartet wird: {kind}.",
        en="{path}: '{value}' is of the wrong type. Expected: {kind}.",
        pt="{path}: «{value}» é do tipo errado. Esperado: {kind}.",
    ),
    "out_of_range": Text(
        lb="{path}: {value} läit ausserhalb vun deem, wat méiglech ass ({range}). Kuckt d'Zuel an "
        "hir Eenheet no.",
        fr="{path} : {value} est hors des limites du possible ({range}). Vérifiez le nombre et son "
        "unité.",
        de="{path}: {value} liegt außerhalb des Möglichen ({range}). Prüfen Sie die Zahl und ihre "
        "Einheit.",
        en="{path}: {value} lies outside what is possible ({range}). Check the number and its "
        "unit.",
    ),
    "not_finite": Text(
        lb="{path}: {value} ass keng endlech Zuel. Loosst d'Feld ewech, wann de Wäert net bekannt "
        "ass.",
        fr="{path} : {value} n'est pas un nombre fini. Omettez le champ si la valeur est inconnue.",
        de="{path}: {value} ist keine endliche Zahl. Lassen Sie das Feld weg, wenn der Wert "
        "unbekannt ist.",
        en="{path}: {value} is not a finite number. Leave the field out where the value is "
        "unknown.",
    ),
    "too_long": Text(
        lb="{path}: {length} Zeechen, héchstens {limit} passen. Kierzt den Text.",
        fr="{path} : {length} caractères, au plus {limit} sont possibles. Raccourcissez le texte.",
        de="{path}: {length} Zeichen, höchstens {limit} passen. Kürzen Sie den Text.",
        en="{path}: {length} characters, at most {limit} fit. Shorten the text.",
        pt="{path}: {length} caracteres, cabem no máximo {limit}. Encurte o texto.",
    ),
    "not_a_date": Text(
        lb="{path}: „{value}“ ass keen Datum. Schreift en esou: 2026-11-22.",
        fr="{path} : « {value} » n'est pas une date. Écrivez-la ainsi : 2026-11-22.",
        de="{path}: „{value}“ ist kein Datum. Schreiben Sie es so: 2026-11-22.",
        en="{path}: '{value}' is no date. Write it as 2026-11-22.",
    ),
    "date_past": Text(
        lb="{path}: den {value} ass schonn eriwwer. Huelt en Dag, deen nach kënnt.",
        fr="{path} : le {value} est déjà passé. Choisissez un jour à venir.",
        de="{path}: der {value} ist schon vorbei. Nehmen Sie einen Tag, der noch kommt.",
        en="{path}: {value} is over already. Choose a day that is still to come.",
    ),
    "not_a_reference": Text(
        lb="{path}: an der Couche {layer} gëtt et keng Anlag „{value}“. Leet se fir d'éischt un "
        "oder loosst d'Feld eidel.",
        fr="{path} : la couche {layer} n'a pas d'ouvrage « {value} ». Créez-le d'abord, ou laissez "
        "le champ vide.",
        de="{path}: in der Ebene {layer} gibt es keine Anlage „{value}“. Legen Sie sie zuerst an "
        "oder lassen Sie das Feld leer.",
        en="{path}: there is no asset '{value}' in layer {layer}. Create it first or leave the "
        "field empty.",
    ),
    "duplicate_code": Text(
        lb="{path}: d'Kennung „{value}“ kënnt méi wéi eemol vir: {rows}. All Anlag vun enger "
        "Couche brauch hir eegen.",
        fr="{path} : l'identifiant « {value} » figure plusieurs fois : {rows}. Donnez à chaque "
        "ouvrage de la couche le sien.",
        de="{path}: die Kennung „{value}“ kommt mehr als einmal vor: {rows}. Geben Sie jeder "
        "Anlage der Ebene eine eigene.",
        en="{path}: the code '{value}' occurs more than once: {rows}. Give every asset of the "
        "layer its own.",
    ),
}
