"""Sentences and phrases about GeoJSON."""

from __future__ import annotations

from layers.spec import Text

SENTENCES: dict[str, Text] = {
    "not_an_object": Text(
        lb="{path}: hei muss en JSON-Objet mat Nimm a Wäerter stoen.",
        fr="{path} : un objet JSON avec des noms et des valeurs est attendu ici.",
        de="{path}: hier muss ein JSON-Objekt mit Namen und Werten stehen.",
        en="{path}: a JSON object with names and values is expected here.",
    ),
    "not_a_feature": Text(
        lb='{path}: hei muss eng GeoJSON-Feature stoen ("type": "Feature").',
        fr='{path} : une Feature GeoJSON est attendue ("type": "Feature").',
        de='{path}: hier muss ein GeoJSON-Feature stehen ("type": "Feature").',
        en='{path}: a GeoJSON Feature is expected ("type": "Feature").',
    ),
    "duplicate_key": Text(
        lb="{path}: de Member „{key}“ steet {count} Mol an engem Objet; wéi ee Wäert ass gemengt? "
        "Loosst just een.",
        fr="{path} : le membre « {key} » figure {count} fois dans un même objet ; laquelle des "
        "valeurs est la bonne ? N'en laissez qu'une.",
        de="{path}: das Element „{key}“ steht {count}-mal in einem Objekt; welcher Wert ist "
        "gemeint? Lassen Sie nur einen.",
        en="{path}: the member '{key}' stands {count} times in one object; which value is meant? "
        "Leave only one.",
    ),
    "misplaced_member": Text(
        lb="{path}: eng Feature däerf kee Member „{member}“ hunn (RFC 7946, 7.1). Gitt him en "
        "aneren Numm.",
        fr="{path} : une Feature ne doit pas avoir de membre « {member} » (RFC 7946, 7.1). "
        "Renommez-le.",
        de="{path}: ein Feature darf kein Element „{member}“ haben (RFC 7946, 7.1). Benennen Sie "
        "es um.",
        en="{path}: a Feature must not have a member '{member}' (RFC 7946, 7.1). Rename it.",
    ),
    "bad_feature_id": Text(
        lb="{path}: {value} ass keng Id. Schreift en Text oder eng Zuel.",
        fr="{path} : {value} n'est pas un id. Écrivez un texte ou un nombre.",
        de="{path}: {value} ist keine Id. Schreiben Sie einen Text oder eine Zahl.",
        en="{path}: {value} is no id. Write a text or a number.",
    ),
    "malformed_bbox": Text(
        lb="{path}: véier oder sechs Zuele ginn erwaart; näischt hänkt dovun of, den Import geet "
        "weider.",
        fr="{path} : quatre ou six nombres sont attendus ; rien n'en dépend, l'import continue.",
        de="{path}: vier oder sechs Zahlen werden erwartet; nichts hängt davon ab, der Import geht "
        "weiter.",
        en="{path}: four or six numbers are expected; nothing depends on them, the import goes on.",
    ),
}

PHRASES: dict[str, Text] = {
    # The document
    "json_malformed": Text(
        lb="et ass keen JSON: {why}",
        fr="ce n'est pas du JSON : {why}",
        de="es ist kein JSON: {why}",
        en="it is no JSON: {why}",
    ),
    "json_wrong_at": Text(
        lb="et ass keen JSON, Zeil {line}, Kolonn {column}: {why}",
        fr="ce n'est pas du JSON, ligne {line}, colonne {column} : {why}",
        de="es ist kein JSON, Zeile {line}, Spalte {column}: {why}",
        en="it is no JSON, line {line}, column {column}: {why}",
    ),
    "json_constant": Text(
        lb="{word} ass keen JSON (RFC 8259): loosst onbekannt Wäerter ewech",
        fr="{word} n'est pas du JSON (RFC 8259) : omettez les valeurs inconnues",
        de="{word} ist kein JSON (RFC 8259): lassen Sie unbekannte Werte weg",
        en="{word} is not JSON (RFC 8259): leave unknown values out",
    ),
    "json_too_deep": Text(
        lb="et ass {depth} Stufen déif verschachtelt, héchstens {limit} ginn ugeholl",
        fr="il est imbriqué sur {depth} niveaux, au plus {limit} sont acceptés",
        de="es ist {depth} Stufen tief verschachtelt, höchstens {limit} werden angenommen",
        en="nested {depth} levels deep, at most {limit} are taken",
    ),
    "member_twice": Text(
        lb="de Member „{member}“ kënnt zweemol an engem Objet vir; loosst just een",
        fr="le membre « {member} » figure deux fois dans un même objet ; n'en laissez qu'un",
        de="das Element „{member}“ kommt zweimal in einem Objekt vor; lassen Sie nur eines",
        en="the member '{member}' occurs twice in one object; leave only one",
    ),
    "geojson_expected": Text(
        lb="e GeoJSON-Objet gëtt erwaart, hei steet {found}",
        fr="un objet GeoJSON est attendu, ici se trouve {found}",
        de="ein GeoJSON-Objekt wird erwartet, hier steht {found}",
        en="a GeoJSON object is expected, here stands {found}",
    ),
    "type_misspelt": Text(
        lb="den Typ ass „{found}“ geschriwwen; e muss „{wanted}“ sinn",
        fr="le type est écrit « {found} » ; il doit être « {wanted} »",
        de="der Typ ist „{found}“ geschrieben; er muss „{wanted}“ sein",
        en="the type is written '{found}'; it must be '{wanted}'",
    ),
    "type_unknown": Text(
        lb="den Typ ass {found}; eng FeatureCollection, Feature oder Geometrie gëtt erwaart",
        fr="le type est {found} ; une FeatureCollection, une Feature ou une géométrie est attendue",
        de="der Typ ist {found}; eine FeatureCollection, ein Feature oder eine Geometrie wird "
        "erwartet",
        en="the type is {found}; a FeatureCollection, Feature or geometry is expected",
    ),
    "features_missing": Text(
        lb="„features“ feelt; eng Lëscht vu Features gëtt erwaart",
        fr="« features » manque ; une liste de Features est attendue",
        de="„features“ fehlt; eine Liste von Features wird erwartet",
        en="'features' is missing; an array of features is expected",
    ),
    "features_no_array": Text(
        lb="„features“ ass {found}; eng Lëscht vu Features gëtt erwaart",
        fr="« features » est {found} ; une liste de Features est attendue",
        de="„features“ ist {found}; eine Liste von Features wird erwartet",
        en="'features' is {found}; an array of features is expected",
    ),
    "too_many_features": Text(
        lb="{count} Features, héchstens {limit} ginn ugeholl; deelt de Fichier op",
        fr="{count} Features, au plus {limit} sont acceptées ; divisez le fichier",
        de="{count} Features, höchstens {limit} werden angenommen; teilen Sie die Datei auf",
        en="{count} features, at most {limit} are taken; split the file",
    ),
    "member_misplaced": Text(
        lb="{kind} däerf kee Member „{member}“ hunn (RFC 7946, 7.1)",
        fr="{kind} ne doit pas avoir de membre « {member} » (RFC 7946, 7.1)",
        de="{kind} darf kein Element „{member}“ haben (RFC 7946, 7.1)",
        en="a {kind} must not have a member '{member}' (RFC 7946, 7.1)",
    ),
    "crs_member_unknown": Text(
        lb="de Member „crs“ nennt „{crs}“, dat hei net bekannt ass; gitt e System mat --crs un",
        fr="le membre « crs » indique « {crs} », inconnu ici ; donnez le système avec --crs",
        de="das Element „crs“ nennt „{crs}“, das hier unbekannt ist; geben Sie das System mit "
        "--crs an",
        en="its crs member names '{crs}', unknown here; name the system with --crs",
    ),
    # Geometries
    "object_expected": Text(
        lb="en Objet gëtt erwaart, hei steet {found}",
        fr="un objet est attendu, ici se trouve {found}",
        de="ein Objekt wird erwartet, hier steht {found}",
        en="{found} instead of an object",
    ),
    "geometry_type_unknown": Text(
        lb="den Typ „{found}“ gëtt et net",
        fr="le type « {found} » n'existe pas",
        de="den Typ „{found}“ gibt es nicht",
        en="type '{found}' does not exist",
    ),
    "coordinates_missing": Text(
        lb="„coordinates“ feelt",
        fr="« coordinates » manque",
        de="„coordinates“ fehlt",
        en="'coordinates' is missing",
    ),
    "coordinates_no_array": Text(
        lb="d'Koordinate si keng Lëscht",
        fr="les coordonnées ne sont pas une liste",
        de="die Koordinaten sind keine Liste",
        en="coordinates are not an array",
    ),
    "coordinate_no_number": Text(
        lb="d'Koordinat „{found}“ ass keng Zuel",
        fr="la coordonnée « {found} » n'est pas un nombre",
        de="die Koordinate „{found}“ ist keine Zahl",
        en="the coordinate '{found}' is not a number",
    ),
    "coordinate_not_finite": Text(
        lb="eng Koordinat ass keng endlech Zuel",
        fr="une coordonnée n'est pas un nombre fini",
        de="eine Koordinate ist keine endliche Zahl",
        en="a coordinate is not a finite number",
    ),
    "geometries_no_array": Text(
        lb="„geometries“ ass keng Lëscht",
        fr="« geometries » n'est pas une liste",
        de="„geometries“ ist keine Liste",
        en="'geometries' is not an array",
    ),
    "collection_nested": Text(
        lb="eng GeometryCollection läit an enger anerer",
        fr="une GeometryCollection se trouve dans une autre",
        de="eine GeometryCollection liegt in einer anderen",
        en="a collection within a collection",
    ),
    "position_no_array": Text(
        lb="eng Positioun ass keng Lëscht",
        fr="une position n'est pas une liste",
        de="eine Position ist keine Liste",
        en="a position is not an array",
    ),
    "position_short": Text(
        lb="eng Positioun vu {count} Zuel; si brauch der zwou",
        fr="une position de {count} nombre ; il en faut deux",
        de="eine Position aus {count} Zahl; sie braucht zwei",
        en="a position of {count} number; it needs two",
    ),
    "line_short": Text(
        lb="eng Linn vu {count} Positioun; si brauch der zwou",
        fr="une ligne de {count} position ; il en faut deux",
        de="eine Linie aus {count} Position; sie braucht zwei",
        en="a line of {count} position; it needs two",
    ),
    "ring_short": Text(
        lb="e Rank vu {count} Positiounen; e brauch der véier",
        fr="un anneau de {count} positions ; il en faut quatre",
        de="ein Ring aus {count} Positionen; er braucht vier",
        en="a ring of {count} positions; it needs four",
    ),
    "ring_open": Text(
        lb="e Rank ass net zou: seng éischt a seng lescht Positioun sinn net déi selwecht",
        fr="un anneau n'est pas fermé : sa première et sa dernière position diffèrent",
        de="ein Ring ist nicht geschlossen: seine erste und letzte Position sind verschieden",
        en="a ring is not closed: its first and last positions differ",
    ),
    "too_many_vertices": Text(
        lb="{count} Stëtzpunkten, héchstens {limit} ginn ugeholl",
        fr="{count} sommets, au plus {limit} sont acceptés",
        de="{count} Stützpunkte, höchstens {limit} werden angenommen",
        en="{count} vertices, at most {limit} are taken",
    ),
}
