"""Sentences about what is measured outdoors: levels beside the open manhole, receivers' logs."""

from __future__ import annotations

from layers.spec import Text

SENTENCES: dict[str, Text] = {
    "depth_not_down": Text(
        lb="D'Déift {depth} m geet net no ënnen. Moosst vum Deckel erof a schreift se positiv.",
        fr="La profondeur {depth} m ne descend pas. Mesurez depuis le tampon et notez-la positive.",
        de="Die Tiefe {depth} m geht nicht nach unten. Messen Sie vom Deckel hinab, und schreiben "
        "Sie sie positiv.",
        en="The depth {depth} m does not go down. Measure from the cover and write it positive.",
    ),
    "depth_deep": Text(
        lb="{depth} m ass ongewéinlech déif. Moosst nach eng Kéier.",
        fr="{depth} m est une profondeur inhabituelle. Mesurez à nouveau.",
        de="{depth} m ist ungewöhnlich tief. Messen Sie noch einmal.",
        en="{depth} m is unusually deep. Measure once more.",
    ),
    "depth_disagrees": Text(
        lb="Deckel manner Déift gëtt {computed} m, als Sohl steet {invert} m do. Kuckt, wat "
        "stëmmt.",
        fr="Tampon moins profondeur donne {computed} m, mais le radier noté est {invert} m. "
        "Vérifiez lequel est juste.",
        de="Deckel minus Tiefe ergibt {computed} m, als Sohle steht {invert} m da. Prüfen Sie, was "
        "stimmt.",
        en="Cover minus depth makes {computed} m, but the invert says {invert} m. Check which is "
        "right.",
    ),
    "invert_over_cover": Text(
        lb="D'Sohl läit {above} m iwwer dem Deckel. Kuckt béid Héichten no.",
        fr="Le radier est {above} m au-dessus du tampon. Vérifiez les deux cotes.",
        de="Die Sohle liegt {above} m über dem Deckel. Prüfen Sie beide Höhen.",
        en="The invert lies {above} m above the cover. Check both levels.",
    ),
    "cover_beside_ground": Text(
        lb="Den Deckel läit {off} m vum Geländ ({ground} m) ewech. Kuckt d'Héicht no, och ob se "
        "ellipsoidesch ass.",
        fr="Le tampon est à {off} m du terrain ({ground} m). Vérifiez la cote, et si elle est "
        "ellipsoïdale.",
        de="Der Deckel liegt {off} m neben dem Gelände ({ground} m). Prüfen Sie die Höhe, auch ob "
        "sie ellipsoidisch ist.",
        en="The cover lies {off} m off the ground ({ground} m). Check the level, also whether it "
        "is an ellipsoidal one.",
    ),
    "uphill_from": Text(
        lb="D'Waasser vu {name} misst {rise} m eropfléissen. Moosst d'Déift nach eng Kéier, oder "
        "kuckt d'Fléissrichtung no.",
        fr="L'eau venant de {name} devrait monter de {rise} m. Mesurez à nouveau la profondeur, ou "
        "vérifiez le sens d'écoulement.",
        de="Das Wasser von {name} müsste {rise} m bergauf fließen. Messen Sie die Tiefe noch "
        "einmal, oder prüfen Sie die Fließrichtung.",
        en="Water from {name} would run uphill by {rise} m. Measure the depth once more, or check "
        "the direction of flow.",
    ),
    "uphill_to": Text(
        lb="D'Waasser op {name} misst {rise} m eropfléissen. Moosst d'Déift nach eng Kéier, oder "
        "kuckt d'Fléissrichtung no.",
        fr="L'eau vers {name} devrait monter de {rise} m. Mesurez à nouveau la profondeur, ou "
        "vérifiez le sens d'écoulement.",
        de="Das Wasser nach {name} müsste {rise} m bergauf fließen. Messen Sie die Tiefe noch "
        "einmal, oder prüfen Sie die Fließrichtung.",
        en="Water to {name} would run uphill by {rise} m. Measure the depth once more, or check "
        "the direction of flow.",
    ),
    "sewer_steep": Text(
        lb="D'Gefäll op {name} wier {slope} ‰. Kuckt no, ob d'Déift richteg geschriwwen ass.",
        fr="La pente vers {name} serait de {slope} ‰. Vérifiez si la profondeur est bien notée.",
        de="Das Gefälle nach {name} wäre {slope} ‰. Prüfen Sie, ob die Tiefe richtig notiert ist.",
        en="The slope to {name} would be {slope} ‰. Check that the depth is written right.",
    ),
    "sewer_flat": Text(
        lb="Op {name} ass kee Gefäll. Kuckt no, ob dat esou ass.",
        fr="Il n'y a pas de pente vers {name}. Vérifiez que c'est bien le cas.",
        de="Nach {name} ist kein Gefälle. Prüfen Sie, ob das so ist.",
        en="There is no slope to {name}. Check that it is so.",
    ),
    "nmea_checksum": Text(
        lb="Linn {line}: d'Préifzomm ass {told} amplaz {computed}. De Saz gëllt net.",
        fr="Ligne {line} : la somme de contrôle est {told} au lieu de {computed}. La phrase ne "
        "compte pas.",
        de="Zeile {line}: die Prüfsumme ist {told} statt {computed}. Der Satz zählt nicht.",
        en="Line {line}: the checksum is {told} instead of {computed}. The sentence does not "
        "count.",
    ),
    "nmea_truncated": Text(
        lb="Linn {line}: de Saz hält matzen op. E gëllt net.",
        fr="Ligne {line} : la phrase s'arrête au milieu. Elle ne compte pas.",
        de="Zeile {line}: der Satz hört mitten auf. Er zählt nicht.",
        en="Line {line}: the sentence ends in the middle. It does not count.",
    ),
    "nmea_field": Text(
        lb="Linn {line}: {field} „{value}“ ass keng. Kuckt an den Apparat.",
        fr="Ligne {line} : {field} « {value} » n'en est pas une. Vérifiez l'appareil.",
        de="Zeile {line}: {field} „{value}“ ist keine. Prüfen Sie das Gerät.",
        en="Line {line}: {field} '{value}' is none. Check the device.",
    ),
    "gpx_malformed": Text(
        lb="Linn {line}: d'Datei ass futti ({why}). Exportéiert se nach eng Kéier.",
        fr="Ligne {line} : le fichier est endommagé ({why}). Exportez-le à nouveau.",
        de="Zeile {line}: die Datei ist beschädigt ({why}). Exportieren Sie sie noch einmal.",
        en="Line {line}: the file is damaged ({why}). Export it once more.",
    ),
    "gnss_position": Text(
        lb="Linn {line}: „{value}“ ass keng Positioun.",
        fr="Ligne {line} : « {value} » n'est pas une position.",
        de="Zeile {line}: „{value}“ ist keine Position.",
        en="Line {line}: '{value}' is no position.",
    ),
    "gnss_columns": Text(
        lb="Linn {line}: et feelen d'Spalten lat a lon, oder east an north.",
        fr="Ligne {line} : il manque les colonnes lat et lon, ou east et north.",
        de="Zeile {line}: es fehlen die Spalten lat und lon, oder east und north.",
        en="Line {line}: the columns lat and lon, or east and north, are missing.",
    ),
    "gnss_nothing": Text(
        lb="{path}: kee Punkt doran. Kuckt, ob et déi richteg Datei ass; Pisten: --points trkpt.",
        fr="{path} : aucun point. Vérifiez le fichier ; pour une trace : --points trkpt.",
        de="{path}: kein Punkt darin. Prüfen Sie die Datei; für eine Spur: --points trkpt.",
        en="{path}: no point in it. Check the file; for a track: --points trkpt.",
    ),
    "gnss_line": Text(
        lb="Linn {line}: {what}.",
        fr="Ligne {line} : {what}.",
        de="Zeile {line}: {what}.",
        en="Line {line}: {what}.",
    ),
    "height_without_geoid": Text(
        lb="Linn {line}: d'Héicht ass ellipsoidesch an de Geoid net bekannt. Si gëtt net benotzt.",
        fr="Ligne {line} : la hauteur est ellipsoïdale et le géoïde inconnu. Elle n'est pas "
        "utilisée.",
        de="Zeile {line}: die Höhe ist ellipsoidisch und das Geoid unbekannt. Sie wird nicht "
        "verwendet.",
        en="Line {line}: the height is ellipsoidal and the geoid not known. It is not used.",
    ),
    "height_off_ground": Text(
        lb="Linn {line}: d'Héicht läit {off} m vum Geländ ({ground} m) ewech. Kuckt no, wourop se "
        "sech bezitt.",
        fr="Ligne {line} : la hauteur est à {off} m du terrain ({ground} m). Vérifiez sa "
        "référence.",
        de="Zeile {line}: die Höhe liegt {off} m neben dem Gelände ({ground} m). Prüfen Sie ihren "
        "Bezug.",
        en="Line {line}: the height lies {off} m off the ground ({ground} m). Check what it is "
        "above.",
    ),
}

PHRASES: dict[str, Text] = {
    "nmea_latitude": Text(lb="Breet", fr="latitude", de="Breite", en="latitude"),
    "nmea_longitude": Text(lb="Längt", fr="longitude", de="Länge", en="longitude"),
}
