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
    "sheet_outdated": Text(
        lb="Zanterhier gouf an der Gemeng eppes geännert, dat dës Tabell betrëfft. Kuckt "
        "d'Ënnerscheeder nach eng Kéier no.",
        fr="Entre-temps, quelque chose qui concerne ce tableau a changé dans la commune. "
        "Regardez à nouveau les différences.",
        de="Inzwischen wurde in der Gemeinde etwas geändert, das diese Tabelle betrifft. Sehen Sie "
        "sich die Unterschiede noch einmal an.",
        en="Meanwhile something in the commune was changed that concerns this sheet. Look at the "
        "differences once more.",
    ),
    "no_room": Text(
        lb="D'Späicherplaz geet net duer ({limit}). Näischt gouf geännert. Maacht Plaz a "
        "probéiert et nach eng Kéier.",
        fr="L'espace disque ne suffit pas ({limit}). Rien n'a été changé. Libérez de la place et "
        "réessayez.",
        de="Der Speicherplatz reicht nicht ({limit}). Nichts wurde geändert. Schaffen Sie Platz "
        "und versuchen Sie es noch einmal.",
        en="There is not enough room on the disk ({limit}). Nothing was changed. Make room and try "
        "again.",
    ),
    "report_unwritten": Text(
        lb="{file} konnt net geschriwwe ginn: {why}. Wat importéiert ass, bleift. Maacht Plaz oder "
        "gitt eng aner Plaz un.",
        fr="{file} n'a pas pu être écrit : {why}. Ce qui est importé le reste. Libérez de la place "
        "ou indiquez un autre endroit.",
        de="{file} konnte nicht geschrieben werden: {why}. Was importiert ist, bleibt. Schaffen "
        "Sie Platz oder geben Sie einen anderen Ort an.",
        en="{file} could not be written: {why}. What is imported stays. Make room or name another "
        "place.",
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
    "placed_by_hand": Text(
        lb="{path}: d'Zeechnung huet kee Koordinatesystem; hir Mëtt gouf op {lon}, {lat} geluecht, "
        "ëm {rotation}° gedréint, als Meter gelies. All Lag dovun ass als „geschat“ markéiert.",
        fr="{path} : le dessin n'a pas de système de coordonnées ; son milieu a été placé à {lon}, "
        "{lat}, tourné de {rotation}°, lu en mètres. Toutes ses positions sont marquées "
        "« estimé ».",
        de="{path}: die Zeichnung hat kein Koordinatensystem; ihre Mitte wurde auf {lon}, {lat} "
        "gelegt, um {rotation}° gedreht, in Metern gelesen. Alle Lagen daraus sind als "
        "„geschätzt“ gekennzeichnet.",
        en="{path}: the drawing has no coordinate system; its middle was placed at {lon}, {lat}, "
        "turned by {rotation}°, read in metres. All its positions are marked 'estimated'.",
    ),
    "crs_doubtful": Text(
        lb="{path}: am System {known} läit dat meescht net an der Gemeng, a(n) {guess} géif et dra "
        "leien. Wann dat stëmmt, gitt et mat --crs un.",
        fr="{path} : dans le système {known}, la plupart ne se trouve pas dans la commune ; elle "
        "s'y trouverait dans {guess}. Si c'est exact, indiquez-le avec --crs.",
        de="{path}: im System {known} liegt das meiste nicht in der Gemeinde, in {guess} läge es "
        "darin. Wenn das stimmt, geben Sie es mit --crs an.",
        en="{path}: in the system {known} most of it does not lie in the commune; in {guess} it "
        "would. If that is right, name it with --crs.",
    ),
    "height_taken": Text(
        lb="{path}: Héichten aus der Geometrie goufen am Feld {field} iwwerholl: {count}. Kuckt "
        "no, op se sech op de Meeresspigel bezéien.",
        fr="{path} : hauteurs de la géométrie reprises dans le champ {field} : {count}. Vérifiez "
        "qu'elles se rapportent au niveau de la mer.",
        de="{path}: Höhen aus der Geometrie wurden in das Feld {field} übernommen: {count}. Prüfen "
        "Sie, ob sie sich auf den Meeresspiegel beziehen.",
        en="{path}: heights of the geometry were taken into the field {field}: {count}. Check that "
        "they are above sea level.",
    ),
    # Tables
    "position_needed": Text(
        lb="{path}: keng Kolonn heescht wéi eng Koordinat ({columns}). Gitt an der Zouuerdnung un, "
        "wou d'Plaz steet: position: {{x: KOLONN, y: KOLONN}}.",
        fr="{path} : aucune colonne ne porte le nom d'une coordonnée ({columns}). Indiquez dans la "
        "correspondance où est la position : position: {{x: COLONNE, y: COLONNE}}.",
        de="{path}: keine Spalte heißt wie eine Koordinate ({columns}). Geben Sie in der Zuordnung "
        "an, wo die Lage steht: position: {{x: SPALTE, y: SPALTE}}.",
        en="{path}: no column is called like a coordinate ({columns}). Say in the mapping where "
        "the position stands: position: {{x: COLUMN, y: COLUMN}}.",
    ),
    "position_malformed": Text(
        lb="{path}: „{value}“ ({columns}) ass keng Positioun. Verbessert d'Zuelen.",
        fr="{path} : « {value} » ({columns}) n'est pas une position. Corrigez les nombres.",
        de="{path}: „{value}“ ({columns}) ist keine Position. Berichtigen Sie die Zahlen.",
        en="{path}: '{value}' ({columns}) is not a position. Correct the numbers.",
    ),
    "no_header": Text(
        lb="{path}: déi éischt Zeil nennt keng Kolonnen; si heeschen column_1 bis column_{count}. "
        "Gitt an der Zouuerdnung un, wat wat ass.",
        fr="{path} : la première ligne ne nomme pas les colonnes ; elles s'appellent column_1 à "
        "column_{count}. Dites dans la correspondance ce qu'elles contiennent.",
        de="{path}: die erste Zeile nennt keine Spalten; sie heißen column_1 bis column_{count}. "
        "Geben Sie in der Zuordnung an, was sie enthalten.",
        en="{path}: the first line names no columns; they are called column_1 to column_{count}. "
        "Say in the mapping what they hold.",
    ),
    "row_uneven": Text(
        lb="{path}: d'Zeil huet {count} Zellen amplaz vu(n) {wanted}. Feelt en Trennzeechen oder e "
        "Gänseféisschen?",
        fr="{path} : la ligne a {count} cellules au lieu de {wanted}. Manque-t-il un séparateur ou "
        "un guillemet ?",
        de="{path}: die Zeile hat {count} Zellen statt {wanted}. Fehlt ein Trennzeichen oder ein "
        "Anführungszeichen?",
        en="{path}: the line has {count} cells instead of {wanted}. Is a separator or a quotation "
        "mark missing?",
    ),
    "row_malformed": Text(
        lb="{path}: ab hei kann d'Tabell net geliest ginn: {why}. Verbessert déi Zeil.",
        fr="{path} : à partir d'ici, le tableau ne peut pas être lu : {why}. Corrigez cette ligne.",
        de="{path}: ab hier kann die Tabelle nicht gelesen werden: {why}. Berichtigen Sie diese "
        "Zeile.",
        en="{path}: from here on the table cannot be read: {why}. Correct that line.",
    ),
    "encoding_assumed": Text(
        lb="{path} seet net, wéi seng Texter kodéiert sinn; gelies gouf {encoding}. Stëmmen "
        "Ëmlauter an Akzenter net, gitt --encoding un.",
        fr="{path} n'indique pas l'encodage de ses textes ; {encoding} a été lu. Si les accents "
        "sont faux, indiquez --encoding.",
        de="{path} sagt nicht, wie seine Texte kodiert sind; gelesen wurde {encoding}. Stimmen "
        "Umlaute und Akzente nicht, geben Sie --encoding an.",
        en="{path} does not say how its texts are encoded; {encoding} was read. If umlauts and "
        "accents are wrong, name it with --encoding.",
    ),
    "file_unfinished": Text(
        lb="{path}: um Enn feelt [END]. Gouf de Fichier ofgeschnidden?",
        fr="{path} : [END] manque à la fin. Le fichier a-t-il été tronqué ?",
        de="{path}: am Ende fehlt [END]. Wurde die Datei abgeschnitten?",
        en="{path}: [END] is missing at the end. Was the file cut off?",
    ),
    "model_value": Text(
        lb="{path}: Duerchmiesser vu méi wéi {limit} mm, déi et nëmmen am Modell gëtt: {count}. Si "
        "bleiwen eidel.",
        fr="{path} : diamètres de plus de {limit} mm, qui n'existent que dans le modèle : {count}. "
        "Ils restent vides.",
        de="{path}: Durchmesser von mehr als {limit} mm, die es nur im Modell gibt: {count}. Sie "
        "bleiben leer.",
        en="{path}: diameters above {limit} mm, which exist in the model only: {count}. They stay "
        "empty.",
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
    "unfit_column": Text(
        lb="{path}: d'Kolonn heescht wéi d'Feld {field}, mä dat kann net dra stoen: {values}. Si "
        "bleift am Fichier. Verbessert d'Wäerter, oder gitt an der Zouuerdnung eng Plaz un.",
        fr="{path} : la colonne porte le nom du champ {field}, mais il ne peut contenir cela : "
        "{values}. Elle reste dans le fichier. Corrigez les valeurs, ou placez-la dans la "
        "correspondance.",
        de="{path}: die Spalte heißt wie das Feld {field}, doch das kann darin nicht stehen: "
        "{values}. Sie bleibt in der Datei. Berichtigen Sie die Werte, oder geben Sie in der "
        "Zuordnung einen Platz an.",
        en="{path}: the column is called like the field {field}, which cannot hold this: {values}. "
        "It stays in the file. Correct the values, or give it a place in the mapping.",
    ),
    "number_expected": Text(
        lb="{path}: „{value}“ ass keng Zuel. Schreift eng wéi 12.5.",
        fr="{path} : « {value} » n'est pas un nombre. Écrivez-en un comme 12.5.",
        de="{path}: „{value}“ ist keine Zahl. Schreiben Sie eine wie 12.5.",
        en="{path}: '{value}' is not a number. Write one such as 12.5.",
    ),
    "two_readings": Text(
        lb="{path}: Zuelen, deenen hiert Zeechen Dausender oder Dezimale trenne kann ({values}): "
        "{count}. Si goufen als Dezimalzuele gelies. Gitt an der Zouuerdnung „decimal“ fir "
        "„{column}“ un.",
        fr="{path} : nombres dont le signe peut séparer des milliers ou des décimales ({values}) : "
        "{count}. Ils ont été lus comme décimaux. Indiquez « decimal » pour « {column} » dans la "
        "correspondance.",
        de="{path}: Zahlen, deren Zeichen Tausender oder Dezimalen trennen kann ({values}): "
        "{count}. Sie wurden als Dezimalzahlen gelesen. Geben Sie in der Zuordnung „decimal“ für "
        "„{column}“ an.",
        en="{path}: numbers whose mark may part thousands or decimals ({values}): {count}. They "
        "were read as decimals. Say in the mapping what is 'decimal' in '{column}'.",
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
        lb="{path}: Zeilen, déi wéi verlaangt ewechgelooss goufen: {count}.",
        fr="{path} : lignes omises, comme demandé : {count}.",
        de="{path}: Zeilen, die wie verlangt weggelassen wurden: {count}.",
        en="{path}: rows left out, as asked for: {count}.",
    ),
    "rejects_cut": Text(
        lb="{path}: vu(n) {count} refuséierten Zeile stinn déi éischt {kept} am Fichier mat de "
        "Grënn. Verbessert déi an importéiert nach eng Kéier.",
        fr="{path} : sur {count} lignes refusées, les {kept} premières sont dans le fichier des "
        "motifs. Corrigez-les et importez de nouveau.",
        de="{path}: von {count} abgelehnten Zeilen stehen die ersten {kept} in der Datei mit den "
        "Gründen. Berichtigen Sie diese und importieren Sie noch einmal.",
        en="{path}: of {count} rejected rows the first {kept} are in the file with the reasons. "
        "Correct those and import again.",
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
