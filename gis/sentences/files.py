"""Phrases about files and forms: why they cannot be read, what of them is left behind.

They fill the ``{what}`` and ``{why}`` of sentences, so they bear no full stop.
"""

from __future__ import annotations

from layers.spec import Text

PHRASES: dict[str, Text] = {
    "no_file": Text(
        lb="et ass kee Fichier",
        fr="ce n'est pas un fichier",
        de="es ist keine Datei",
        en="it is no file",
    ),
    "file_empty": Text(
        lb="et ass eidel; exportéiert et nach eng Kéier",
        fr="il est vide ; exportez-le de nouveau",
        de="es ist leer; exportieren Sie es noch einmal",
        en="it is empty; export it again",
    ),
    # What else it is
    "tiff_picture": Text(
        lb="dat ass en TIFF-Bild",
        fr="c'est une image TIFF",
        de="das ist ein TIFF-Bild",
        en="this is a TIFF picture",
    ),
    "png_picture": Text(
        lb="dat ass e PNG-Bild",
        fr="c'est une image PNG",
        de="das ist ein PNG-Bild",
        en="this is a PNG picture",
    ),
    "jpeg_picture": Text(
        lb="dat ass e JPEG-Bild",
        fr="c'est une image JPEG",
        de="das ist ein JPEG-Bild",
        en="this is a JPEG picture",
    ),
    "pdf_document": Text(
        lb="dat ass e PDF-Dokument",
        fr="c'est un document PDF",
        de="das ist ein PDF-Dokument",
        en="this is a PDF document",
    ),
    "gzip_packed": Text(
        lb="dat ass mat gzip komprimiéiert; paakt et fir d'éischt aus",
        fr="c'est compressé par gzip ; décompressez-le d'abord",
        de="das ist mit gzip komprimiert; entpacken Sie es zuerst",
        en="this is compressed by gzip; unpack it first",
    ),
    "dwg_drawing": Text(
        lb="dat ass eng DWG-Zeechnung; späichert se am CAD als DXF, oder mat QGIS als GeoPackage",
        fr="c'est un dessin DWG ; enregistrez-le en DXF depuis la CAO, ou en GeoPackage avec QGIS",
        de="das ist eine DWG-Zeichnung; speichern Sie sie im CAD als DXF, oder mit QGIS als "
        "GeoPackage",
        en="this is a DWG drawing; save it as DXF in the CAD, or as GeoPackage with QGIS",
    ),
    "photo_heic": Text(
        lb="Fotoen am Format HEIC ginn net gelies; stellt d'Kamera op „kompatibel“ (JPEG) oder "
        "späichert d'Foto als JPEG",
        fr="les photos au format HEIC ne sont pas lues ; réglez l'appareil sur « compatible » "
        "(JPEG) ou enregistrez la photo en JPEG",
        de="Fotos im Format HEIC werden nicht gelesen; stellen Sie die Kamera auf „kompatibel“ "
        "(JPEG) oder speichern Sie das Foto als JPEG",
        en="photos in the format HEIC are not read; set the camera to 'most compatible' (JPEG) or "
        "save the photo as JPEG",
        pt="as fotografias em formato HEIC não são lidas; ponha a câmara em «compatível» (JPEG) "
        "ou guarde a fotografia em JPEG",
    ),
    "photo_kind": Text(
        lb="dat ass keng Foto; geholl gi JPEG, PNG a WebP, op Anlagen och PDF",
        fr="ce n'est pas une photo ; JPEG, PNG et WebP sont acceptés, le PDF aussi sur un ouvrage",
        de="das ist kein Foto; genommen werden JPEG, PNG und WebP, an Anlagen auch PDF",
        en="this is no photo; JPEG, PNG and WebP are taken, on assets PDF too",
        pt="não é uma fotografia; aceitam-se JPEG, PNG e WebP",
    ),
    "pdf_damaged": Text(
        lb="de PDF huet keen Enn, e gouf ofgeschnidden; schéckt en nach eng Kéier",
        fr="le PDF n'a pas de fin, il a été coupé ; renvoyez-le",
        de="die PDF-Datei hat kein Ende, sie wurde abgeschnitten; senden Sie sie noch einmal",
        en="the PDF has no end, it was cut off; send it once more",
    ),
    "photo_damaged": Text(
        lb="d'Bild ass beschiedegt oder net komplett; schéckt d'Original nach eng Kéier",
        fr="l'image est endommagée ou incomplète ; renvoyez l'original",
        de="das Bild ist beschädigt oder unvollständig; senden Sie das Original noch einmal",
        en="the picture is damaged or incomplete; send the original once more",
        pt="a imagem está danificada ou incompleta; envie de novo o original",
    ),
    "sheet_elsewhere": Text(
        lb="dës Tabell kënnt aus der Gemeng {commune}; schéckt se do",
        fr="ce tableau vient de la commune {commune} ; envoyez-le là-bas",
        de="diese Tabelle kommt aus der Gemeinde {commune}; senden Sie sie dort",
        en="this sheet comes from the commune {commune}; send it there",
    ),
    "xml_document": Text(
        lb="vun XML gëtt nëmme KML gelies; späichert et als GeoPackage oder GeoJSON",
        fr="de l'XML, seul le KML est lu ; enregistrez en GeoPackage ou GeoJSON",
        de="von XML wird nur KML gelesen; speichern Sie es als GeoPackage oder GeoJSON",
        en="of XML only KML is read; save it as GeoPackage or GeoJSON",
    ),
    "unknown_binary": Text(
        lb="den Inhalt ass kee vun de Formater GeoPackage, Shapefile, FlatGeobuf, GeoJSON, CSV, "
        "XLSX, DXF, KML, EPANET, SWMM; späichert et an engem dovun",
        fr="le contenu n'est d'aucun de ces formats : GeoPackage, Shapefile, FlatGeobuf, GeoJSON, "
        "CSV, XLSX, DXF, KML, EPANET, SWMM ; enregistrez-le dans l'un d'eux",
        de="der Inhalt ist keines der Formate GeoPackage, Shapefile, FlatGeobuf, GeoJSON, CSV, "
        "XLSX, DXF, KML, EPANET, SWMM; speichern Sie es in einem davon",
        en="its content is none of GeoPackage, Shapefile, FlatGeobuf, GeoJSON, CSV, XLSX, DXF, "
        "KML, EPANET, SWMM; save it as one of them",
    ),
    "unknown_text": Text(
        lb="et ass weeder GeoJSON nach CSV, DXF, KML, en EPANET- oder SWMM-Fichier; späichert et "
        "an engem dovun",
        fr="ce n'est ni du GeoJSON, ni du CSV, du DXF, du KML, ni un fichier EPANET ou SWMM ; "
        "enregistrez-le dans l'un de ces formats",
        de="es ist weder GeoJSON noch CSV, DXF, KML, eine EPANET- oder SWMM-Datei; speichern Sie "
        "es in einem davon",
        en="it is neither GeoJSON nor CSV, DXF, KML, an EPANET or SWMM input file; save it as one "
        "of them",
    ),
    "interlis_transfer": Text(
        lb="dat ass en INTERLIS-Transfert, deen hei net gelies gëtt; maacht mat ili2gpkg e "
        "GeoPackage draus",
        fr="c'est un transfert INTERLIS, non lu ici ; convertissez-le en GeoPackage avec ili2gpkg",
        de="das ist ein INTERLIS-Transfer, der hier nicht gelesen wird; machen Sie mit ili2gpkg "
        "ein GeoPackage daraus",
        en="this is an INTERLIS transfer, which is not read here; turn it into a GeoPackage with "
        "ili2gpkg",
    ),
    # Parts of it
    "dbf_missing": Text(
        lb="de .dbf mat den Attributer feelt niewendrun; kopéiert en dobäi",
        fr="le .dbf avec les attributs manque à côté ; copiez-le au même endroit",
        de="die .dbf mit den Attributen fehlt daneben; kopieren Sie sie dazu",
        en="the .dbf with its attributes is missing beside it; copy it there",
    ),
    "shx_missing": Text(
        lb="de .shx mat dem Index feelt niewendrun; kopéiert en dobäi",
        fr="le .shx avec l'index manque à côté ; copiez-le au même endroit",
        de="die .shx mit dem Verzeichnis fehlt daneben; kopieren Sie sie dazu",
        en="the .shx with its index is missing beside it; copy it there",
    ),
    "file_cut_off": Text(
        lb="e gëtt {claimed} Bytes un an huet {found}: ofgeschnidden oder verännert; kopéiert en "
        "nach eng Kéier",
        fr="il annonce {claimed} octets et en a {found} : tronqué ou altéré ; copiez-le de nouveau",
        de="sie gibt {claimed} Bytes an und hat {found}: abgeschnitten oder verändert; kopieren "
        "Sie sie noch einmal",
        en="it claims {claimed} bytes and has {found}: cut off or altered; copy it again",
    ),
    "wrong_encoding": Text(
        lb="d'Texter sinn net an {encoding} ({why}); gitt eng aner Kodéierung mat --encoding un",
        fr="les textes ne sont pas en {encoding} ({why}) ; indiquez un autre encodage avec "
        "--encoding",
        de="die Texte sind nicht in {encoding} ({why}); geben Sie eine andere Kodierung mit "
        "--encoding an",
        en="its texts are not in {encoding} ({why}); name another encoding with --encoding",
    ),
    "zip_damaged": Text(
        lb="den zip-Archiv ass beschiedegt",
        fr="l'archive zip est endommagée",
        de="das zip-Archiv ist beschädigt",
        en="a damaged zip archive",
    ),
    "zip_empty": Text(
        lb="den zip-Archiv ass eidel",
        fr="l'archive zip est vide",
        de="das zip-Archiv ist leer",
        en="an empty zip archive",
    ),
    "zip_packed": Text(
        lb="dat ass en zip-Archiv ({names}); paakt en fir d'éischt aus",
        fr="c'est une archive zip ({names}) ; décompressez-la d'abord",
        de="das ist ein zip-Archiv ({names}); entpacken Sie es zuerst",
        en="a zip archive ({names}); unpack it first",
    ),
    "zip_many": Text(
        lb="en zip-Archiv mat {count} Fichieren, héchstens {limit} ginn ugeholl",
        fr="une archive zip de {count} fichiers, au plus {limit} sont acceptés",
        de="ein zip-Archiv mit {count} Dateien, höchstens {limit} werden angenommen",
        en="a zip archive with {count} files, at most {limit} are taken",
    ),
    "zip_traversal": Text(
        lb="am zip-Archiv läit „{member}“ ausserhalb vum eegenen Dossier; paakt en nei",
        fr="dans l'archive zip, « {member} » sort de son dossier ; refaites l'archive",
        de="im zip-Archiv liegt „{member}“ außerhalb des eigenen Ordners; packen Sie es neu",
        en="in the zip archive '{member}' lies outside its own folder; pack it anew",
    ),
    "zip_link": Text(
        lb="am zip-Archiv ass „{member}“ nëmmen e Verweis; paakt de Fichier selwer an",
        fr="dans l'archive zip, « {member} » n'est qu'un lien ; mettez-y le fichier lui-même",
        de="im zip-Archiv ist „{member}“ nur ein Verweis; packen Sie die Datei selbst ein",
        en="in the zip archive '{member}' is only a link; pack the file itself",
    ),
    "zip_locked": Text(
        lb="am zip-Archiv ass „{member}“ mat engem Passwuert geschützt; paakt en ouni",
        fr="dans l'archive zip, « {member} » est protégé par un mot de passe ; refaites-la sans",
        de="im zip-Archiv ist „{member}“ mit einem Passwort geschützt; packen Sie es ohne",
        en="in the zip archive '{member}' is locked by a password; pack it without",
    ),
    "zip_bomb": Text(
        lb="am zip-Archiv géif „{member}“ {ratio} Mol sou grouss; esou eppes gëtt net ausgepaakt",
        fr="dans l'archive zip, « {member} » grandirait {ratio} fois ; cela n'est pas décompressé",
        de="im zip-Archiv würde „{member}“ {ratio}-mal so groß; so etwas wird nicht entpackt",
        en="in the zip archive '{member}' would grow {ratio} times; that is not unpacked",
    ),
    "zip_same_name": Text(
        lb="am zip-Archiv kënnt „{member}“ méi wéi eemol vir; paakt all Fichier nëmmen eemol an",
        fr="dans l'archive zip, « {member} » figure plusieurs fois ; ne gardez chaque fichier "
        "qu'une fois",
        de="im zip-Archiv kommt „{member}“ mehrmals vor; packen Sie jede Datei nur einmal ein",
        en="in the zip archive '{member}' occurs more than once; pack every file once only",
    ),
    "zip_nested": Text(
        lb="en zip-Archiv an engem zip-Archiv; paakt en fir d'éischt aus",
        fr="une archive zip dans une archive zip ; décompressez-la d'abord",
        de="ein zip-Archiv in einem zip-Archiv; entpacken Sie es zuerst",
        en="a zip archive within a zip archive; unpack it first",
    ),
    "zip_strange": Text(
        lb="am zip-Archiv ass näischt, wat hei geliest gëtt ({names})",
        fr="l'archive zip ne contient rien qui soit lu ici ({names})",
        de="im zip-Archiv ist nichts, was hier gelesen wird ({names})",
        en="the zip archive holds nothing that is read here ({names})",
    ),
    "sections_missing": Text(
        lb="keng [SECTION] mat enger Zeil dran",
        fr="aucune [SECTION] qui contienne une ligne",
        de="keine [SECTION] mit einer Zeile darin",
        en="no [SECTION] with an entry",
    ),
    # Limits
    "too_many_layers": Text(
        lb="{count} Couchen, héchstens {limit} ginn ugeholl",
        fr="{count} couches, au plus {limit} sont acceptées",
        de="{count} Ebenen, höchstens {limit} werden angenommen",
        en="{count} layers, at most {limit} are taken",
    ),
    "too_many_columns": Text(
        lb="{count} Kolonnen, héchstens {limit} ginn ugeholl",
        fr="{count} colonnes, au plus {limit} sont acceptées",
        de="{count} Spalten, höchstens {limit} werden angenommen",
        en="{count} columns, at most {limit} are taken",
    ),
    "too_many_rows": Text(
        lb="{count} Zeilen, héchstens {limit} ginn ugeholl",
        fr="{count} lignes, au plus {limit} sont acceptées",
        de="{count} Zeilen, höchstens {limit} werden angenommen",
        en="{count} rows, at most {limit} are taken",
    ),
    "too_many_lines": Text(
        lb="méi wéi {limit} Zeilen; deelt de Fichier op",
        fr="plus de {limit} lignes ; divisez le fichier",
        de="mehr als {limit} Zeilen; teilen Sie die Datei auf",
        en="more than {limit} lines; split the file",
    ),
    # Leftovers and coordinate systems
    "no_geometry": Text(
        lb="keng Geometrie",
        fr="pas de géométrie",
        de="keine Geometrie",
        en="no geometry",
    ),
    "no_layer_here": Text(
        lb="keng Couche hei",
        fr="pas de couche ici",
        de="keine Ebene hier",
        en="no layer here",
    ),
    "declared_in_file": Text(
        lb="steet am Fichier",
        fr="indiqué dans le fichier",
        de="in der Datei angegeben",
        en="declared in the file",
    ),
    "crs_unfit": Text(
        lb="weeder geografesch nach projizéiert",
        fr="ni géographique ni projeté",
        de="weder geografisch noch projiziert",
        en="neither geographic nor projected",
    ),
    "crs_not_in_proj": Text(
        lb="PROJ kennt et net",
        fr="inconnu de PROJ",
        de="PROJ kennt es nicht",
        en="PROJ does not know it",
    ),
    "crs_not_in_postgis": Text(
        lb="PostGIS kennt et net",
        fr="inconnu de PostGIS",
        de="PostGIS kennt es nicht",
        en="PostGIS does not know it",
    ),
    "crs_disagreed": Text(
        lb="PostGIS a PROJ rechnen et méi wéi ee Millimeter ausenee; huelt dat vum Land",
        fr="PostGIS et PROJ le calculent à plus d'un millimètre près ; prenez celui du pays",
        de="PostGIS und PROJ rechnen es mehr als einen Millimeter verschieden; nehmen Sie das "
        "des Landes",
        en="PostGIS and PROJ compute it more than a millimetre apart; take the country's own",
    ),
    "crs_without_way": Text(
        lb="kee bekannte Wee féiert vun do op {home}",
        fr="aucune opération connue ne mène de là à {home}",
        de="kein bekannter Weg führt von dort nach {home}",
        en="no known way leads from it to {home}",
    ),
    "crs_in_degrees": Text(
        lb="seng Zuele si Grad; huelt e projizéiert System a Meter, dat vum Land oder d'UTM-Zon",
        fr="ses nombres sont des degrés ; prenez un système projeté en mètres, celui du pays ou "
        "la zone UTM",
        de="seine Zahlen sind Grad; nehmen Sie ein projiziertes System in Metern, das des Landes "
        "oder die UTM-Zone",
        en="its numbers are degrees; take a projected system in metres, the country's own or the "
        "UTM zone",
    ),
    "crs_not_projected": Text(
        lb="et ass net projizéiert; huelt e System a Meter, dat vum Land oder d'UTM-Zon",
        fr="il n'est pas projeté ; prenez un système en mètres, celui du pays ou la zone UTM",
        de="es ist nicht projiziert; nehmen Sie ein System in Metern, das des Landes oder die "
        "UTM-Zone",
        en="it is not projected; take a system in metres, the country's own or the UTM zone",
    ),
    "crs_with_heights": Text(
        lb="et huet och Héichten; huelt nëmmen säin Deel fir d'Lag, {part}",
        fr="il comprend des hauteurs ; prenez sa seule partie planimétrique, {part}",
        de="es hat auch Höhen; nehmen Sie nur seinen Teil für die Lage, {part}",
        en="it has heights too; take its horizontal part alone, {part}",
    ),
    "crs_not_metres": Text(
        lb="seng Eenheet ass {unit}; huelt ee System a Meter",
        fr="son unité est {unit} ; prenez un système en mètres",
        de="seine Einheit ist {unit}; nehmen Sie ein System in Metern",
        en="its unit is {unit}; take a system in metres",
    ),
    "crs_stretched": Text(
        lb="et ass fir Weltkaarte gemaach a streckt Längten, zu Lëtzebuerg ëm d'Halschent; huelt "
        "dat vum Land oder d'UTM-Zon",
        fr="il est fait pour des cartes du monde et allonge les longueurs, de moitié au "
        "Luxembourg ; prenez celui du pays ou la zone UTM",
        de="es ist für Weltkarten gemacht und streckt Längen, in Luxemburg um die Hälfte; nehmen "
        "Sie das des Landes oder die UTM-Zone",
        en="it is made for maps of the world and stretches lengths, in Luxembourg by half; take "
        "the country's own or the UTM zone",
    ),
    "raster_without_crs": Text(
        lb="de Raster huet kee Koordinatesystem; gitt him eent mat gdal_edit -a_srs EPSG:CODE",
        fr="le raster n'a pas de système de coordonnées ; donnez-lui-en un avec gdal_edit -a_srs "
        "EPSG:CODE",
        de="das Raster hat kein Koordinatensystem; geben Sie ihm eines mit gdal_edit -a_srs "
        "EPSG:CODE",
        en="the raster has no coordinate system; give it one by gdal_edit -a_srs EPSG:CODE",
    ),
    "crs_variant": Text(
        lb="no @ steet eng vun dësen Aarten: {known}",
        fr="après @ vient l'une de ces variantes : {known}",
        de="nach @ steht eine dieser Arten: {known}",
        en="after @ stands one of these: {known}",
    ),
    "crs_same": Text(
        lb="näischt ze rechnen, et ass dat vun der Gemeng",
        fr="rien à calculer, c'est celui de la commune",
        de="nichts zu rechnen, es ist das der Gemeinde",
        en="nothing to compute, it is the commune's own",
    ),
    "known_by_crs_member": Text(
        lb="de Member „crs“ nennt {crs}",
        fr="le membre « crs » indique {crs}",
        de="das Element „crs“ nennt {crs}",
        en="the crs member names {crs}",
    ),
    "known_by_columns": Text(
        lb="no den Nimm vun de Kolonnen {columns}",
        fr="d'après les noms des colonnes {columns}",
        de="nach den Namen der Spalten {columns}",
        en="by the names of the columns {columns}",
    ),
    "placed_by_hand_short": Text(
        lb="vun Hand placéiert",
        fr="placé à la main",
        de="von Hand platziert",
        en="placed by hand",
    ),
    "place_malformed": Text(
        lb="„{found}“ ass keng Plaz; schreift LÄNGT,BREET oder LÄNGT,BREET,DRÉIUNG a Grad",
        fr="« {found} » n'est pas un lieu ; écrivez LONGITUDE,LATITUDE ou "
        "LONGITUDE,LATITUDE,ROTATION en degrés",
        de="„{found}“ ist kein Ort; schreiben Sie LÄNGE,BREITE oder LÄNGE,BREITE,DREHUNG in Grad",
        en="'{found}' is no place; write LON,LAT or LON,LAT,ROTATION in degrees",
    ),
    "place_and_crs": Text(
        lb="eng Zeechnung gëtt entweeder placéiert (--place) oder huet e System (--crs)",
        fr="un dessin est soit placé (--place), soit dans un système (--crs)",
        de="eine Zeichnung wird entweder platziert (--place) oder hat ein System (--crs)",
        en="a drawing is either placed (--place) or has a system (--crs)",
    ),
    # What is taken
    "this_code": Text(
        lb="Kennung „{code}“",
        fr="identifiant « {code} »",
        de="Kennung „{code}“",
        en="code '{code}'",
    ),
    "this_id": Text(lb="dës Id", fr="cet id", de="diese Id", en="this id"),
    "same_code": Text(
        lb="déi selwecht Kennung",
        fr="le même identifiant",
        de="dieselbe Kennung",
        en="the same code",
    ),
    "manifest_foreign": Text(
        lb="e gehéiert net zum Profil {profile}; exportéiert nach eng Kéier",
        fr="il n'est pas du profil {profile} ; exportez de nouveau",
        de="es gehört nicht zum Profil {profile}; exportieren Sie noch einmal",
        en="it is not of the profile {profile}; export again",
    ),
    # Forms
    "the_form": Text(
        lb="De Formulaire",
        fr="Le formulaire",
        de="Das Formular",
        en="The form",
    ),
    "not_utf8": Text(
        lb="en ass net an UTF-8; schéckt en an UTF-8",
        fr="il n'est pas en UTF-8 ; envoyez-le en UTF-8",
        de="es ist nicht in UTF-8; senden Sie es in UTF-8",
        en="it is not UTF-8. Send it in UTF-8",
    ),
    "too_many_fields": Text(
        lb="en huet méi wéi {limit} Felder; loosst der e puer ewech",
        fr="il a plus de {limit} champs ; omettez-en quelques-uns",
        de="es hat mehr als {limit} Felder; lassen Sie einige weg",
        en="it has more than {limit} fields. Leave some out",
    ),
}
