"""The words of the import desk."""

from __future__ import annotations

from layers.spec import Text

WORDS: dict[str, Text] = {
    "import": Text(
        "Fichieren importéieren", "Importer des fichiers", "Dateien importieren", "Import files"
    ),
    "import_lead": Text(
        "Näischt gëtt geännert, ier Dir gesinn hutt, wat sech ännert, a jo sot.",
        "Rien n'est changé avant que vous ayez vu ce qui change et dit oui.",
        "Nichts wird geändert, bevor Sie gesehen haben, was sich ändert, und ja sagen.",
        "Nothing is changed before you have seen what changes and said yes.",
    ),
    "import_file": Text("Fichier", "Fichier", "Datei", "File"),
    "import_drop": Text(
        "Zitt e Fichier heihin, oder wielt en:",
        "Déposez un fichier ici, ou choisissez-le :",
        "Ziehen Sie eine Datei hierher, oder wählen Sie sie:",
        "Drop a file here, or choose it:",
    ),
    "import_kinds": Text(
        "XLSX, ODS, CSV, GeoPackage, Shapefile (als ZIP), GeoJSON, FlatGeobuf, KML, DXF, EPANET "
        "oder SWMM (.inp); bis {most} MB. DWG späichert Dir virdrun als DXF oder GeoPackage.",
        "XLSX, ODS, CSV, GeoPackage, Shapefile (en ZIP), GeoJSON, FlatGeobuf, KML, DXF, EPANET ou "
        "SWMM (.inp) ; jusqu'à {most} Mo. Enregistrez d'abord un DWG en DXF ou GeoPackage.",
        "XLSX, ODS, CSV, GeoPackage, Shapefile (als ZIP), GeoJSON, FlatGeobuf, KML, DXF, EPANET "
        "oder SWMM (.inp); bis {most} MB. DWG speichern Sie vorher als DXF oder GeoPackage.",
        "XLSX, ODS, CSV, GeoPackage, Shapefile (zipped), GeoJSON, FlatGeobuf, KML, DXF, EPANET or "
        "SWMM (.inp); up to {most} MB. Save a DWG as DXF or GeoPackage first.",
    ),
    "import_layer": Text("Couche", "Couche", "Ebene", "Layer"),
    "import_layer_auto": Text(
        "selwer erausfannen", "à reconnaître", "selbst herausfinden", "find out by itself"
    ),
    "import_more": Text(
        "Koordinaten an Zeechesaz",
        "Coordonnées et encodage",
        "Koordinaten und Zeichensatz",
        "Coordinates and encoding",
    ),
    "import_crs": Text(
        "Koordinatesystem", "Système de coordonnées", "Koordinatensystem", "Coordinate system"
    ),
    "import_crs_hint": Text(
        "Eidel: wéi et am Fichier steet. Soss EPSG:2169; a Millimeter gezeechent EPSG:2169@mm; "
        "Achsen vertosch EPSG:4326@yx.",
        "Vide : comme le dit le fichier. Sinon EPSG:2169 ; dessiné en millimètres EPSG:2169@mm ; "
        "axes inversés EPSG:4326@yx.",
        "Leer: wie es in der Datei steht. Sonst EPSG:2169; in Millimetern gezeichnet "
        "EPSG:2169@mm; Achsen vertauscht EPSG:4326@yx.",
        "Empty: as the file says. Else EPSG:2169; drawn in millimetres EPSG:2169@mm; axes "
        "exchanged EPSG:4326@yx.",
    ),
    "import_place": Text(
        "Mëtt vun enger Zeechnung ouni System: LÄNGT,BREET[,DRÉIUNG]",
        "Milieu d'un dessin sans système : LON,LAT[,ROTATION]",
        "Mitte einer Zeichnung ohne System: LÄNGE,BREITE[,DREHUNG]",
        "Middle of a drawing without system: LON,LAT[,ROTATION]",
    ),
    "import_encoding": Text(
        "Zeechesaz vun den Texter (cp1252 …)",
        "Encodage des textes (cp1252 …)",
        "Zeichensatz der Texte (cp1252 …)",
        "Encoding of the texts (cp1252 …)",
    ),
    "import_send": Text("Schécken a prouwen", "Envoyer et vérifier", "Senden und prüfen", "Check"),
    "import_sending": Text("gëtt geschéckt", "envoi en cours", "wird gesendet", "sending"),
    "import_send_failed": Text(
        "De Fichier koum net un. Probéiert nach eng Kéier.",
        "Le fichier n'est pas arrivé. Réessayez.",
        "Die Datei kam nicht an. Versuchen Sie es noch einmal.",
        "The file did not arrive. Try again.",
    ),
    "import_no_file": Text(
        "Et gouf kee Fichier gewielt. Wielt een a schéckt en dann.",
        "Aucun fichier n'a été choisi. Choisissez-en un, puis envoyez-le.",
        "Es wurde keine Datei gewählt. Wählen Sie eine und senden Sie sie dann.",
        "No file was chosen. Choose one, then send it.",
    ),
    "import_mine": Text(
        "Är Fichieren um Dësch", "Vos fichiers en attente", "Ihre Dateien", "Your files"
    ),
    "import_kept": Text(
        "Nëmmen Dir gesitt se. No engem Dag gi se fort.",
        "Vous seul les voyez. Ils disparaissent après un jour.",
        "Nur Sie sehen sie. Nach einem Tag verschwinden sie.",
        "Only you see them. They go after a day.",
    ),
    "import_phase_checking": Text("gëtt geprüft", "vérification", "wird geprüft", "being checked"),
    "import_phase_checked": Text(
        "gekuckt, nach net importéiert",
        "vérifié, pas encore importé",
        "geprüft, noch nicht importiert",
        "checked, not imported yet",
    ),
    "import_phase_writing": Text(
        "gëtt importéiert", "importation", "wird importiert", "being imported"
    ),
    "import_phase_written": Text("importéiert", "importé", "importiert", "imported"),
    "import_phase_failed": Text(
        "geet sou net", "impossible ainsi", "geht so nicht", "does not work like this"
    ),
    "import_earlier": Text(
        "Fréier Importer", "Importations précédentes", "Frühere Importe", "Earlier imports"
    ),
    "import_revision": Text("Revisioun", "révision", "Revision", "revision"),
    "import_undo": Text("Réckgängeg maachen", "Annuler", "Rückgängig machen", "Undo"),
    "import_busy": Text(
        "Dës Säit luet sech selwer nei.",
        "Cette page se recharge d'elle-même.",
        "Diese Seite lädt sich selbst neu.",
        "This page reloads by itself.",
    ),
    "import_stage_": Text("waart", "en attente", "wartet", "waiting"),
    "import_stage_read": Text("liesen", "lecture", "lesen", "reading"),
    "import_stage_map": Text("zouuerdnen", "correspondance", "zuordnen", "mapping"),
    "import_stage_place": Text("placéieren", "positionnement", "verorten", "placing"),
    "import_stage_check": Text("préiwen", "contrôle", "prüfen", "checking"),
    "import_stage_identify": Text(
        "erëmerkennen", "identification", "wiedererkennen", "identifying"
    ),
    "import_stage_write": Text("vergläichen", "comparaison", "vergleichen", "comparing"),
    "import_interrupted": Text(
        "De Server gouf gestoppt, ier dat fäerdeg war. Näischt gouf geännert; prouft nach eng "
        "Kéier.",
        "Le serveur s'est arrêté avant la fin. Rien n'a été changé ; vérifiez encore une fois.",
        "Der Server wurde angehalten, bevor das fertig war. Nichts wurde geändert; prüfen Sie "
        "noch einmal.",
        "The server was stopped before this was done. Nothing was changed; check once more.",
    ),
    "import_would": Text(
        "Wat sech ännere géif", "Ce qui changerait", "Was sich ändern würde", "What would change"
    ),
    "import_from": Text("aus dem Fichier", "du fichier", "aus der Datei", "from the file"),
    "import_to": Text("Couche hei", "couche ici", "Ebene hier", "layer here"),
    "import_read": Text("gelies", "lus", "gelesen", "read"),
    "import_created": Text("nei", "nouveaux", "neu", "new"),
    "import_changed": Text("geännert", "modifiés", "geändert", "changed"),
    "import_unchanged": Text("onverännert", "inchangés", "unverändert", "unchanged"),
    "import_rejected": Text("net iwwerholl", "non repris", "nicht übernommen", "not taken over"),
    "import_nothing": Text(
        "Vun dësem Fichier gëtt nach näischt iwwerholl. Wielt ënnen, a wéi eng Couche seng Zeile "
        "gehéieren.",
        "Rien de ce fichier n'est encore repris. Choisissez plus bas à quelle couche "
        "appartiennent ses lignes.",
        "Von dieser Datei wird noch nichts übernommen. Wählen Sie unten, in welche Ebene ihre "
        "Zeilen gehören.",
        "Nothing of this file is taken over yet. Choose below which layer its rows belong to.",
    ),
    "import_same": Text(
        "Alles dat ass schonn do: dëse Fichier ännert näischt.",
        "Tout cela y est déjà : ce fichier ne change rien.",
        "All das ist schon da: diese Datei ändert nichts.",
        "All of this is there already: this file changes nothing.",
    ),
    "import_accept": Text("Importéieren", "Importer", "Importieren", "Import"),
    "import_accept_valid": Text(
        "Nëmmen déi richteg Zeile importéieren",
        "Importer seulement les lignes valides",
        "Nur die richtigen Zeilen importieren",
        "Import only the valid rows",
    ),
    "import_errors_all": Text(
        "{count} Feeler, a keng richteg Zeil. Verbessert de Fichier, oder hei drënner wéi e "
        "gelies gëtt, a preift nach eng Kéier.",
        "{count} erreurs, et aucune ligne valide. Corrigez le fichier, ou ci-dessous la façon "
        "dont il est lu, puis vérifiez de nouveau.",
        "{count} Fehler und keine richtige Zeile. Verbessern Sie die Datei, oder weiter unten, "
        "wie sie gelesen wird, und prüfen Sie noch einmal.",
        "{count} errors, and no valid row. Correct the file, or below how it is read, and check "
        "again.",
    ),
    "import_errors": Text(
        "{count} Feeler. Als Ganzt geet de Fichier net; verbessert e, oder huelt just déi richteg "
        "Zeilen.",
        "{count} erreurs. Le fichier entier ne passe pas ; corrigez-le, ou ne prenez que les "
        "lignes valides.",
        "{count} Fehler. Als Ganzes geht die Datei nicht; verbessern Sie sie, oder nehmen Sie nur "
        "die richtigen Zeilen.",
        "{count} errors. The file as a whole does not pass; correct it, or take only the valid "
        "rows.",
    ),
    "import_discard": Text("Ewechgeheien", "Jeter", "Verwerfen", "Discard"),
    "import_problems": Text("Problemer", "Problèmes", "Probleme", "Problems"),
    "import_problem_map": Text(
        "Problemer op der Kaart",
        "Problèmes sur la carte",
        "Probleme auf der Karte",
        "Problems on the map",
    ),
    "import_more_of": Text(
        "… an där weider: {count}",
        "… et d'autres : {count}",
        "… weitere: {count}",
        "… more: {count}",
    ),
    "import_left": Text(
        "Bleift am Fichier: {name} ({count}): {why}",
        "Reste dans le fichier : {name} ({count}) : {why}",
        "Bleibt in der Datei: {name} ({count}): {why}",
        "Stays in the file: {name} ({count}): {why}",
    ),
    "import_mapping": Text("Zouuerdnung", "Correspondance", "Zuordnung", "Mapping"),
    "import_mapping_lead": Text(
        "Sou verstinn mir de Fichier. Verbessert, wat net stëmmt, a prouft nach eng Kéier.",
        "Voici comment nous comprenons le fichier. Corrigez ce qui est faux et vérifiez à nouveau.",
        "So verstehen wir die Datei. Verbessern Sie, was nicht stimmt, und prüfen Sie noch einmal.",
        "This is how we understand the file. Correct what is not right and check again.",
    ),
    "import_again": Text(
        "Nach eng Kéier prouwen", "Revérifier", "Noch einmal prüfen", "Check again"
    ),
    "import_rows": Text("Zeilen: {count}", "lignes : {count}", "Zeilen: {count}", "rows: {count}"),
    "import_leave_out": Text("ewechloossen", "omettre", "weglassen", "leave out"),
    "import_column": Text("Kolonn", "colonne", "Spalte", "column"),
    "import_examples": Text("Beispiller", "exemples", "Beispiele", "examples"),
    "import_field": Text("Feld", "champ", "Feld", "field"),
    "import_unit": Text("Eenheet", "unité", "Einheit", "unit"),
    "import_unit_own": Text("wéi d'Feld", "comme le champ", "wie das Feld", "as the field"),
    "import_codes": Text("Wäerter", "valeurs", "Werte", "values"),
    "import_code_auto": Text("wéi et do steet", "tel quel", "wie es dasteht", "as it stands"),
    "import_code_none": Text("eidel", "vide", "leer", "empty"),
    "import_x": Text("Osten oder Längt", "Est ou longitude", "Ost oder Länge", "East or longitude"),
    "import_y": Text(
        "Norden oder Breet", "Nord ou latitude", "Nord oder Breite", "North or latitude"
    ),
    "import_wkt": Text(
        "oder WKT an enger Kolonn",
        "ou WKT dans une colonne",
        "oder WKT in einer Spalte",
        "or WKT in one column",
    ),
    "import_clears": Text(
        "Eng eidel Zell läscht de Wäert, deen do ass",
        "Une cellule vide efface la valeur existante",
        "Eine leere Zelle löscht den Wert, der da ist",
        "An empty cell clears the value that is there",
    ),
    "import_preview": Text(
        "Déi éischt Zeilen", "Premières lignes", "Die ersten Zeilen", "The first rows"
    ),
    "import_mapping_file": Text(
        "Zouuerdnung als Fichier (YAML)",
        "Correspondance en fichier (YAML)",
        "Zuordnung als Datei (YAML)",
        "Mapping as a file (YAML)",
    ),
    "import_done": Text("Importéiert", "Importé", "Importiert", "Imported"),
    "import_done_none": Text(
        "Alles war schonn do: näischt gouf geännert.",
        "Tout y était déjà : rien n'a été changé.",
        "Alles war schon da: nichts wurde geändert.",
        "All of it was there already: nothing was changed.",
    ),
    "import_rejects": Text(
        "Net iwwerholl Zeilen eroflueden (GeoPackage)",
        "Télécharger les lignes non reprises (GeoPackage)",
        "Nicht übernommene Zeilen herunterladen (GeoPackage)",
        "Download the rows not taken over (GeoPackage)",
    ),
    "import_another": Text("Nach e Fichier", "Un autre fichier", "Noch eine Datei", "Another file"),
    "import_undo_title": Text(
        "Import {revision} réckgängeg maachen",
        "Annuler l'importation {revision}",
        "Import {revision} rückgängig machen",
        "Undo import {revision}",
    ),
    "import_undone": Text("Réckgängeg gemaach.", "Annulé.", "Rückgängig gemacht.", "Undone."),
    "import_undo_would": Text(
        "Dat géif zeréckgesat:",
        "Ceci serait annulé :",
        "Das würde zurückgesetzt:",
        "This would be set back:",
    ),
    "import_restored": Text("zeréckgesat", "rétablis", "zurückgesetzt", "set back"),
    "import_recreated": Text("erëm ugeluecht", "recréés", "wieder angelegt", "made again"),
    "import_deleted": Text("geläscht", "supprimés", "gelöscht", "removed"),
    "import_undo_kept": Text(
        "Dat bleift, wéi et ass", "Ceci reste tel quel", "Das bleibt, wie es ist", "This stays"
    ),
    "import_undo_rest": Text(
        "De Rescht réckgängeg maachen",
        "Annuler le reste",
        "Den Rest rückgängig machen",
        "Undo the rest",
    ),
    "import_undo_nothing": Text(
        "Do ass näischt méi réckgängeg ze maachen.",
        "Il n'y a plus rien à annuler.",
        "Da ist nichts mehr rückgängig zu machen.",
        "There is nothing left to undo.",
    ),
    "import_sheet": Text("Ännerungen", "Modifications", "Änderungen", "Edits"),
    "import_row": Text("Zeil", "ligne", "Zeile", "row"),
    "import_before": Text("virdrun", "avant", "vorher", "before"),
    "import_after": Text("duerno", "après", "nachher", "after"),
    "import_theirs": Text("elo do", "actuellement", "jetzt da", "there now"),
    "import_new_row": Text("nei Anlag", "nouvel ouvrage", "neue Anlage", "new asset"),
    "import_conflicts": Text("Konflikter", "Conflits", "Konflikte", "Conflicts"),
    "import_conflicts_lead": Text(
        "Dës goufen zanterhier vun engem aneren geännert. Si bleiwen, wéi se elo sinn, ausser Dir "
        "wielt Är Wäerter.",
        "Ceux-ci ont été modifiés entre-temps par quelqu'un d'autre. Ils restent tels quels, sauf "
        "si vous choisissez vos valeurs.",
        "Diese wurden inzwischen von jemand anderem geändert. Sie bleiben, wie sie jetzt sind, "
        "außer Sie wählen Ihre Werte.",
        "Somebody else changed these meanwhile. They stay as they are now unless you choose your "
        "values.",
    ),
    "import_take_mine": Text(
        "Meng Wäerter huelen", "Prendre mes valeurs", "Meine Werte nehmen", "Take my values"
    ),
    "import_gone": Text(
        "Et gëtt se net méi; d'Zeilen änneren näischt",
        "N'existent plus ; ces lignes ne changent rien",
        "Gibt es nicht mehr; die Zeilen ändern nichts",
        "No longer there; the rows change nothing",
    ),
    "import_missing": Text(
        "Anlagen, déi net an der Tabell stinn: {count}. Si bleiwen, wéi se sinn.",
        "Ouvrages absents du tableau : {count}. Ils restent tels quels.",
        "Anlagen, die nicht in der Tabelle stehen: {count}. Sie bleiben, wie sie sind.",
        "Assets that are not in the sheet: {count}. They stay as they are.",
    ),
    "import_out": Text(
        "Als Tabell eraushuelen", "Sortir en tableau", "Als Tabelle holen", "Take out as a sheet"
    ),
    "import_out_lead": Text(
        "Ännert d'Tabell a schéckt se hei zeréck: Dir gesitt all Ännerung, ier se gëllt.",
        "Modifiez le tableau et renvoyez-le ici : vous voyez chaque modification avant qu'elle "
        "ne compte.",
        "Ändern Sie die Tabelle und senden Sie sie hier zurück: Sie sehen jede Änderung, bevor "
        "sie gilt.",
        "Edit the sheet and send it back here: you see every change before it counts.",
    ),
}
