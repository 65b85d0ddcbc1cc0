"""Phrases about mapping files: what is wrong at a place of one, for the ``{why}`` of a sentence."""

from __future__ import annotations

from layers.spec import Text

PHRASES: dict[str, Text] = {
    # The file
    "position_expected": Text(
        lb="{{x: Kolonn, y: Kolonn}} oder {{wkt: Kolonn}} gëtt erwaart, a just fir eng Tabell ouni "
        "Geometrie",
        fr="{{x: colonne, y: colonne}} ou {{wkt: colonne}} est attendu, et seulement pour un "
        "tableau sans géométrie",
        de="{{x: Spalte, y: Spalte}} oder {{wkt: Spalte}} wird erwartet, und nur für eine Tabelle "
        "ohne Geometrie",
        en="{{x: column, y: column}} or {{wkt: column}} is expected, and only for a table without "
        "geometry",
    ),
    "mapping_too_large": Text(
        lb="méi grouss wéi {limit} MB",
        fr="plus grand que {limit} Mo",
        de="größer als {limit} MB",
        en="larger than {limit} MB",
    ),
    "yaml_malformed": Text(
        lb="dat ass keen YAML",
        fr="ce n'est pas du YAML",
        de="das ist kein YAML",
        en="no YAML",
    ),
    "yaml_alias": Text(
        lb="Verweiser (&, *) sinn net erlaabt",
        fr="les renvois (&, *) ne sont pas admis",
        de="Verweise (&, *) sind nicht erlaubt",
        en="aliases (&, *) are not allowed",
    ),
    "yaml_no_key": Text(
        lb="e Schlëssel ass keen Text",
        fr="une clé n'est pas un texte",
        de="ein Schlüssel ist kein Text",
        en="a key is no text",
    ),
    "yaml_key_twice": Text(
        lb="„{key}“ steet zweemol do",
        fr="« {key} » figure deux fois",
        de="„{key}“ steht zweimal da",
        en="'{key}' stands twice",
    ),
    "yaml_too_deep": Text(
        lb="ze déif verschachtelt",
        fr="imbriqué trop profondément",
        de="zu tief verschachtelt",
        en="nested too deeply",
    ),
    # What is expected
    "names_expected": Text(
        lb="Nimm a Wäerter ginn erwaart",
        fr="des noms et des valeurs sont attendus",
        de="Namen und Werte werden erwartet",
        en="names and values are expected",
    ),
    "text_expected": Text(
        lb="en Text gëtt erwaart",
        fr="un texte est attendu",
        de="ein Text wird erwartet",
        en="a text is expected",
    ),
    "list_expected": Text(
        lb="eng Lëscht gëtt erwaart",
        fr="une liste est attendue",
        de="eine Liste wird erwartet",
        en="a list is expected",
    ),
    "boolean_expected": Text(
        lb="true oder false gëtt erwaart",
        fr="true ou false est attendu",
        de="true oder false wird erwartet",
        en="true or false is expected",
    ),
    "choices_expected": Text(
        lb="„Kolonn: [Wäerter]“ gëtt erwaart",
        fr="« colonne: [valeurs] » est attendu",
        de="„Spalte: [Werte]“ wird erwartet",
        en="column: [values] is expected",
    ),
    "columns_expected": Text(
        lb="„Kolonn: Feld“ gëtt erwaart",
        fr="« colonne: champ » est attendu",
        de="„Spalte: Feld“ wird erwartet",
        en="column: field is expected",
    ),
    "constants_expected": Text(
        lb="„Feld: Wäert“ gëtt erwaart",
        fr="« champ: valeur » est attendu",
        de="„Feld: Wert“ wird erwartet",
        en="field: value is expected",
    ),
    # What there is
    "key_unknown": Text(
        lb="dëse Schlëssel gëtt et net; bekannt sinn: {known}",
        fr="cette clé n'existe pas ; connues : {known}",
        de="diesen Schlüssel gibt es nicht; bekannt sind: {known}",
        en="no such key; known: {known}",
    ),
    "source_unknown": Text(
        lb="de Fichier huet keng Couche „{name}“; do sinn: {known}",
        fr="le fichier n'a pas de couche « {name} » ; il y a : {known}",
        de="die Datei hat keine Ebene „{name}“; vorhanden: {known}",
        en="the file has no layer '{name}'; it has: {known}",
    ),
    "target_unknown": Text(
        lb="eng Couche „{name}“ gëtt et hei net; bekannt sinn: {known}",
        fr="il n'y a pas de couche « {name} » ici ; connues : {known}",
        de="eine Ebene „{name}“ gibt es hier nicht; bekannt sind: {known}",
        en="there is no layer '{name}' here; known: {known}",
    ),
    "column_unknown": Text(
        lb="{source} huet keng Kolonn „{column}“; do sinn: {known}",
        fr="{source} n'a pas de colonne « {column} » ; il y a : {known}",
        de="{source} hat keine Spalte „{column}“; vorhanden: {known}",
        en="{source} has no column '{column}'; it has: {known}",
    ),
    "field_unknown": Text(
        lb="{layer} huet kee Feld „{field}“; bekannt sinn: {known}",
        fr="{layer} n'a pas de champ « {field} » ; connus : {known}",
        de="{layer} hat kein Feld „{field}“; bekannt sind: {known}",
        en="{layer} has no field '{field}'; known: {known}",
    ),
    "field_filled": Text(
        lb="{field} gëtt scho mat „{column}“ gefëllt",
        fr="{field} est déjà rempli par « {column} »",
        de="{field} wird schon aus „{column}“ gefüllt",
        en="{field} is already filled by '{column}'",
    ),
    "unit_unfit": Text(
        lb="„{unit}“ léisst sech net an {wanted} ëmrechnen",
        fr="« {unit} » ne se convertit pas en {wanted}",
        de="„{unit}“ lässt sich nicht in {wanted} umrechnen",
        en="'{unit}' does not convert to {wanted}",
    ),
    "decimal_expected": Text(
        lb="„.“ oder „,“ gëtt erwaart, a just fir e Feld mat Zuelen",
        fr="« . » ou « , » est attendu, et seulement pour un champ de nombres",
        de="„.“ oder „,“ wird erwartet, und nur für ein Feld mit Zahlen",
        en="'.' or ',' is expected, and only for a field of numbers",
    ),
    "unit_needless": Text(
        lb="„{unit}“ léisst sech net ëmrechnen: d'Feld huet keng Eenheet",
        fr="« {unit} » ne se convertit pas : le champ n'a pas d'unité",
        de="„{unit}“ lässt sich nicht umrechnen: das Feld hat keine Einheit",
        en="'{unit}' does not convert: the field has no unit",
    ),
    "codes_needless": Text(
        lb="{field} huet keng Lëscht vu Coden",
        fr="{field} n'a pas de liste de codes",
        de="{field} hat keine Codeliste",
        en="{field} has no list of codes",
    ),
    "code_not_listed": Text(
        lb="„{code}“ steet net an der Lëscht; bekannt sinn: {known}",
        fr="« {code} » n'est pas dans la liste ; connus : {known}",
        de="„{code}“ steht nicht in der Liste; bekannt sind: {known}",
        en="'{code}' is not in the list; known: {known}",
    ),
}
