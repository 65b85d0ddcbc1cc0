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
        lb="dat ass eng DWG-Zeechnung; späichert se als GeoPackage",
        fr="c'est un dessin DWG ; enregistrez-le en GeoPackage",
        de="das ist eine DWG-Zeichnung; speichern Sie sie als GeoPackage",
        en="this is a DWG drawing; save it as GeoPackage",
    ),
    "xml_document": Text(
        lb="XML gëtt hei nach net geliest; späichert et als GeoPackage oder GeoJSON",
        fr="le XML n'est pas encore lu ici ; enregistrez en GeoPackage ou GeoJSON",
        de="XML wird hier noch nicht gelesen; speichern Sie es als GeoPackage oder GeoJSON",
        en="XML is not read here yet; save it as GeoPackage or GeoJSON",
    ),
    "unknown_binary": Text(
        lb="den Inhalt ass weeder GeoPackage nach Shapefile, FlatGeobuf, GeoJSON, EPANET oder "
        "SWMM; späichert et an engem vun dëse Formater",
        fr="le contenu n'est ni GeoPackage, ni Shapefile, FlatGeobuf, GeoJSON, EPANET ou SWMM ; "
        "enregistrez-le dans l'un de ces formats",
        de="der Inhalt ist weder GeoPackage noch Shapefile, FlatGeobuf, GeoJSON, EPANET oder "
        "SWMM; speichern Sie es in einem dieser Formate",
        en="its content is none of GeoPackage, Shapefile, FlatGeobuf, GeoJSON, EPANET, SWMM; save "
        "it as one of them",
    ),
    "unknown_text": Text(
        lb="et ass weeder GeoJSON nach en EPANET- oder SWMM-Fichier, a kee bekannte binäre Format",
        fr="ce n'est ni du GeoJSON, ni un fichier EPANET ou SWMM, ni un format binaire connu",
        de="es ist weder GeoJSON noch eine EPANET- oder SWMM-Datei und kein bekanntes Binärformat",
        en="it is neither GeoJSON nor an EPANET or SWMM input file, and no binary format known "
        "here",
    ),
    # Parts of it
    "dbf_missing": Text(
        lb="de .dbf mat den Attributer feelt niewendrun; kopéiert en dobäi",
        fr="le .dbf avec les attributs manque à côté ; copiez-le au même endroit",
        de="die .dbf mit den Attributen fehlt daneben; kopieren Sie sie dazu",
        en="the .dbf with its attributes is missing beside it; copy it there",
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
