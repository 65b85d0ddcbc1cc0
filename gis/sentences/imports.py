"""Sentences about importing files."""

from __future__ import annotations

from layers.spec import Text

SENTENCES: dict[str, Text] = {
    # The whole file
    "import_refused": Text(
        lb="Feeler an {file}: {count}. Näischt gouf geännert. Verbessert de Fichier oder "
        "d'Zouuerdnung, oder loosst déi Zeile mat --accept-valid ewech.",
        fr="Erreurs dans {file} : {count}. Rien n'a été changé. Corrigez le fichier ou la "
        "correspondance, ou omettez ces lignes avec --accept-valid.",
        de="Fehler in {file}: {count}. Nichts wurde geändert. Berichtigen Sie die Datei oder die "
        "Zuordnung, oder lassen Sie diese Zeilen mit --accept-valid weg.",
        en="Errors in {file}: {count}. Nothing was changed. Correct the file or the mapping, or "
        "leave those rows out with --accept-valid.",
    ),
    "no_features": Text(
        lb="{path}: hei gëtt et näischt z'importéieren. Kuckt no, ob et de richtege Fichier ass.",
        fr="{path} : il n'y a rien à importer. Vérifiez que c'est le bon fichier.",
        de="{path}: hier gibt es nichts zu importieren. Prüfen Sie, ob es die richtige Datei ist.",
        en="{path}: there is nothing to import. Check whether this is the right file.",
    ),
    "no_layer": Text(
        lb="{path}: Zeile vu „{source}“, fir déi et hei keng Couche gëtt: {count}. Si bleiwen am "
        "Fichier. Gitt eng mat --layer oder an der Zouuerdnung un.",
        fr="{path} : lignes de « {source} » sans couche ici : {count}. Elles restent dans le "
        "fichier. Indiquez une couche avec --layer ou dans la correspondance.",
        de="{path}: Zeilen von „{source}“, für die es hier keine Ebene gibt: {count}. Sie bleiben "
        "in der Datei. Geben Sie eine mit --layer oder in der Zuordnung an.",
        en="{path}: rows of '{source}' that have no layer here: {count}. They stay in the file. "
        "Name a layer with --layer or in the mapping.",
    ),
    "layer_ambiguous": Text(
        lb="{path}: „{source}“ passt op e puer Couchen: {layers}. Gitt eng mat --layer un.",
        fr="{path} : « {source} » convient à plusieurs couches : {layers}. Indiquez-en une avec "
        "--layer.",
        de="{path}: „{source}“ passt zu mehreren Ebenen: {layers}. Geben Sie eine mit --layer an.",
        en="{path}: '{source}' fits several layers: {layers}. Name one with --layer.",
    ),
    "several_boundaries": Text(
        lb="{path}: {count} Flächen, an net genee eng dovun heescht {commune}. Eng Gemeng huet "
        "eng Grenz: loosst just hir am Fichier, oder wielt se mat „where“ an der Zouuerdnung aus.",
        fr="{path} : {count} surfaces, et pas exactement une qui s'appelle {commune}. Une commune "
        "a une seule limite : ne laissez que la sienne dans le fichier, ou choisissez-la par "
        "« where » dans la correspondance.",
        de="{path}: {count} Flächen, und nicht genau eine davon heißt {commune}. Eine Gemeinde hat "
        "eine Grenze: lassen Sie nur ihre in der Datei, oder wählen Sie sie mit „where“ in der "
        "Zuordnung aus.",
        en="{path}: {count} areas, and not exactly one of them is called {commune}. A commune has "
        "one boundary: leave only its own in the file, or choose it by 'where' in the mapping.",
    ),
    "not_imported": Text(
        lb="{path}: an der Sektioun {section} ({count} Zeilen) geet et net ëm Anlagen; si gëtt "
        "net iwwerholl.",
        fr="{path} : la section {section} ({count} lignes) ne décrit pas d'ouvrages et n'est pas "
        "reprise.",
        de="{path}: im Abschnitt {section} ({count} Zeilen) geht es nicht um Anlagen; er wird "
        "nicht übernommen.",
        en="{path}: section {section} ({count} lines) is not about assets and is not taken over.",
    ),
    "units_converted": Text(
        lb="{path}: vu {unit} an SI-Eenheeten ëmgerechent.",
        fr="{path} : converti de {unit} en unités SI.",
        de="{path}: von {unit} in SI-Einheiten umgerechnet.",
        en="{path}: converted from {unit} to SI units.",
    ),
    # Coordinate systems
    "local_coordinates": Text(
        lb="{file} seet net, a wéi engem Koordinatesystem et ass (Ausdeenung {extent}), a mat "
        "kengem bekannte läit et zu {commune}: eng lokal Zeechnung oder eng aner Plaz. "
        "Georeferenzéiert et, oder gitt säi System mat --crs EPSG:CODE un.",
        fr="{file} n'indique pas son système de coordonnées (étendue {extent}), et aucun système "
        "connu ne le place à {commune} : un dessin local, ou un autre endroit. Géoréférencez-le, "
        "ou indiquez son système avec --crs EPSG:CODE.",
        de="{file} sagt nicht, in welchem Koordinatensystem es ist (Ausdehnung {extent}), und mit "
        "keinem bekannten liegt es in {commune}: eine lokale Zeichnung oder ein anderer Ort. "
        "Georeferenzieren Sie es, oder geben Sie sein System mit --crs EPSG:CODE an.",
        en="{file} does not say in which coordinate system it is (extent {extent}), and none known "
        "puts it into {commune}: a local drawing, or another place. Georeference it, or name its "
        "system with --crs EPSG:CODE.",
    ),
    "crs_differs": Text(
        lb="{path}: am Fichier steet {declared}; benotzt gouf {given}, wéi verlaangt.",
        fr="{path} : le fichier indique {declared} ; {given} a été utilisé, comme demandé.",
        de="{path}: in der Datei steht {declared}; verwendet wurde {given}, wie verlangt.",
        en="{path}: the file says {declared}; {given} was used, as asked for.",
    ),
    # Columns and mappings
    "bad_mapping": Text(
        lb="D'Zouuerdnung {what} kann net benotzt ginn, Plaz {place}: {why}.",
        fr="La correspondance {what} ne peut pas être utilisée, endroit {place} : {why}.",
        de="Die Zuordnung {what} kann nicht verwendet werden, Stelle {place}: {why}.",
        en="The mapping {what} cannot be used, at {place}: {why}.",
    ),
    "not_in_list": Text(
        lb="{path}: Wäerter aus der Kolonn „{column}“ stinn net an der Lëscht {list}: {values}. "
        "Setzt se bei „codes“ an der Zouuerdnung derbäi (mat „~“ ginn se eidel).",
        fr="{path} : valeurs de la colonne « {column} » absentes de la liste {list} : {values}. "
        "Ajoutez-les à « codes » dans la correspondance (« ~ » les laisse vides).",
        de="{path}: Werte der Spalte „{column}“ stehen nicht in der Liste {list}: {values}. "
        "Ergänzen Sie sie bei „codes“ in der Zuordnung (mit „~“ bleiben sie leer).",
        en="{path}: values of column '{column}' are not in the list {list}: {values}. Add them to "
        "'codes' in the mapping ('~' leaves them empty).",
    ),
    "number_expected": Text(
        lb="{path}: „{value}“ ass keng Zuel. Schreift eng wéi 12.5.",
        fr="{path} : « {value} » n'est pas un nombre. Écrivez-en un comme 12.5.",
        de="{path}: „{value}“ ist keine Zahl. Schreiben Sie eine wie 12.5.",
        en="{path}: '{value}' is not a number. Write one such as 12.5.",
    ),
    "wrong_unit": Text(
        lb="{path}: d'Eenheet vu „{value}“ léisst sech net a(n) {unit} ëmrechnen. Verbessert se.",
        fr="{path} : l'unité de « {value} » ne se convertit pas en {unit}. Corrigez-la.",
        de="{path}: die Einheit von „{value}“ lässt sich nicht in {unit} umrechnen. Berichtigen "
        "Sie sie.",
        en="{path}: the unit of '{value}' does not convert to {unit}. Correct it.",
    ),
    "sentinel": Text(
        lb="{path}: Zelle mat Wäerter, déi am Feld {field} net méiglech sinn ({values}): {count}. "
        "Si gëllen als net bekannt.",
        fr="{path} : cellules avec des valeurs impossibles dans {field} ({values}) : {count}. "
        "Elles comptent comme inconnues.",
        de="{path}: Zellen mit Werten, die in {field} unmöglich sind ({values}): {count}. Sie "
        "gelten als nicht bekannt.",
        en="{path}: cells with values impossible in {field} ({values}): {count}. They count as "
        "not known.",
    ),
    # Rows
    "rows_left_out": Text(
        lb="{path}: Zeile mat Feeler, déi wéi verlaangt ewechgelooss goufen: {count}.",
        fr="{path} : lignes avec erreurs omises, comme demandé : {count}.",
        de="{path}: Zeilen mit Fehlern, die wie verlangt weggelassen wurden: {count}.",
        en="{path}: rows with errors left out, as asked for: {count}.",
    ),
    "row_without_geometry": Text(
        lb="{path}: d'Zeil huet keng Geometrie a gëtt ewechgelooss.",
        fr="{path} : la ligne n'a pas de géométrie et est omise.",
        de="{path}: die Zeile hat keine Geometrie und wird weggelassen.",
        en="{path}: the row has no geometry and is left out.",
    ),
    "line_to_point": Text(
        lb="{path}: {count} Linne goufen zu Punkten an hirer Mëtt, well an dëser Couche Punkte "
        "leien.",
        fr="{path} : {count} lignes sont devenues des points en leur milieu, car la couche "
        "contient des points.",
        de="{path}: {count} Linien wurden zu Punkten in ihrer Mitte, da die Ebene Punkte enthält.",
        en="{path}: {count} lines became points at their middle, since the layer holds points.",
    ),
    "duplicate_row": Text(
        lb="{path}: d'Zeil ass déi selwecht wéi {first} a gëtt ewechgelooss.",
        fr="{path} : la ligne est identique à {first} et est omise.",
        de="{path}: die Zeile ist dieselbe wie {first} und wird weggelassen.",
        en="{path}: the row is the same as {first} and is left out.",
    ),
    "duplicate_id": Text(
        lb="{path}: d'Id „{value}“ steet {count} Mol am Fichier. Gitt all Anlag hir eegen.",
        fr="{path} : l'id « {value} » est défini {count} fois dans le fichier. Donnez à chaque "
        "ouvrage le sien.",
        de="{path}: die Id „{value}“ steht {count}-mal in der Datei. Geben Sie jeder Anlage eine "
        "eigene.",
        en="{path}: the id '{value}' is defined {count} times in the file. Give every asset its "
        "own.",
    ),
    "code_elsewhere": Text(
        lb="{path}: d'Kennung „{value}“ gehéiert schonn enger anerer Anlag vun der Couche {layer}. "
        "Gitt eng aner Kennung un.",
        fr="{path} : l'identifiant « {value} » appartient déjà à un autre ouvrage de la couche "
        "{layer}. Donnez un autre identifiant.",
        de="{path}: die Kennung „{value}“ gehört schon einer anderen Anlage der Ebene {layer}. "
        "Geben Sie eine andere Kennung an.",
        en="{path}: the code '{value}' already belongs to another asset of layer {layer}. Give it "
        "another code.",
    ),
    "same_place": Text(
        lb="{path}: nei Anlage vun der Couche {layer}, déi genee do leien, wou schonn eng läit: "
        "{count}. Gouf de Fichier ëmbenannt oder virdru schonn ouni Kennungen importéiert?",
        fr="{path} : nouveaux ouvrages de la couche {layer} situés exactement là où il y en a déjà "
        "un : {count}. Le fichier a-t-il été renommé, ou déjà importé sans identifiants ?",
        de="{path}: neue Anlagen der Ebene {layer}, die genau dort liegen, wo schon eine liegt: "
        "{count}. Wurde die Datei umbenannt oder schon einmal ohne Kennungen importiert?",
        en="{path}: new assets of layer {layer} that lie exactly where another already does: "
        "{count}. Was the file renamed, or imported before without codes?",
    ),
    "node_not_found": Text(
        lb="{path}: de Knuet „{value}“ gëtt genannt, mä e steet net am Fichier. Setzt en derbäi "
        "oder verbessert den Numm.",
        fr="{path} : le nœud « {value} » est nommé, mais n'est pas dans le fichier. Ajoutez-le ou "
        "corrigez le nom.",
        de="{path}: der Knoten „{value}“ wird genannt, steht aber nicht in der Datei. Ergänzen Sie "
        "ihn oder berichtigen Sie den Namen.",
        en="{path}: the node '{value}' is named, but not in the file. Add it or correct the name.",
    ),
}
