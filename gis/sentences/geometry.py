"""Sentences about geometries, positions and the places they are in."""

from __future__ import annotations

from layers.spec import Text

PHRASES: dict[str, Text] = {
    "parts_short": Text(
        lb="eng Linn brauch zwou Positiounen, e Rank véier, déi lescht wéi déi éischt",
        fr="une ligne demande deux positions, un anneau quatre, la dernière égale à la première",
        de="eine Linie braucht zwei Positionen, ein Ring vier, die letzte wie die erste",
        en="a line needs two positions, a ring four, the last like the first",
    ),
    "position_numbers": Text(
        lb="eng Positioun huet {count} Zuelen; si brauch zwou oder dräi",
        fr="une position a {count} nombres ; il en faut deux ou trois",
        de="eine Position hat {count} Zahlen; sie braucht zwei oder drei",
        en="a position has {count} numbers; it needs two or three",
    ),
    # What is wrong with areas
    "area_crosses": Text(
        lb="de Rand kräizt sech bei {place}",
        fr="le contour se croise en {place}",
        de="der Rand kreuzt sich bei {place}",
        en="its ring crosses itself at {place}",
    ),
    "area_hole_outside": Text(
        lb="e Lach läit baussen, bei {place}",
        fr="un trou est à l'extérieur, en {place}",
        de="ein Loch liegt außerhalb, bei {place}",
        en="a hole lies outside, at {place}",
    ),
    "area_nested": Text(
        lb="Deeler leien anenaner, bei {place}",
        fr="des parties s'emboîtent, en {place}",
        de="Teile liegen ineinander, bei {place}",
        en="parts lie within each other, at {place}",
    ),
    "area_apart": Text(
        lb="Lächer deelen d'Fläch bei {place}",
        fr="des trous divisent la surface en {place}",
        de="Löcher zerteilen die Fläche bei {place}",
        en="holes part the area at {place}",
    ),
    "area_ring_twice": Text(
        lb="e Rank steet zweemol do, bei {place}",
        fr="un anneau figure deux fois, en {place}",
        de="ein Ring steht zweimal da, bei {place}",
        en="a ring stands there twice, at {place}",
    ),
    "area_short": Text(
        lb="e Rank huet ze wéineg Punkten, bei {place}",
        fr="un anneau a trop peu de points, en {place}",
        de="ein Ring hat zu wenige Punkte, bei {place}",
        en="a ring has too few points, at {place}",
    ),
    "area_invalid": Text(
        lb="ongëlteg bei {place}",
        fr="non valable en {place}",
        de="ungültig bei {place}",
        en="invalid at {place}",
    ),
}

SENTENCES: dict[str, Text] = {
    "split_off_line": Text(
        lb="De Punkt läit {distance} m vun der Linn ewech. Wielt een op der Linn.",
        fr="Le point est à {distance} m de la ligne. Choisissez-en un sur la ligne.",
        de="Der Punkt liegt {distance} m von der Linie entfernt. Wählen Sie einen auf der Linie.",
        en="The place lies {distance} m from the line. Choose one on the line.",
    ),
    "split_at_end": Text(
        lb="Do hält d'Linn op: et gëtt näischt ze deelen. Wielt e Punkt dertëscht.",
        fr="La ligne se termine là: il n'y a rien à couper. Choisissez un point entre les bouts.",
        de="Dort endet die Linie: es gibt nichts zu teilen. Wählen Sie einen Punkt dazwischen.",
        en="The line ends there: there is nothing to split. Choose a place between its ends.",
    ),
    "split_no_line": Text(
        lb="Nëmme Leitungen a Kabele kënne gedeelt a verbonne ginn.",
        fr="Seuls les conduites et les câbles peuvent être coupés et réunis.",
        de="Nur Leitungen und Kabel können geteilt und verbunden werden.",
        en="Only pipes and cables can be split and joined.",
    ),
    "join_apart": Text(
        lb="Déi zwou Linne treffe sech net mat den Enner; si leien {distance} m auserneen.",
        fr="Les deux lignes ne se touchent pas par leurs bouts; elles sont à {distance} m l'une "
        "de l'autre.",
        de="Die beiden Linien treffen sich nicht mit ihren Enden; sie liegen {distance} m "
        "auseinander.",
        en="The two lines do not meet at their ends; they lie {distance} m apart.",
    ),
    "join_loop": Text(
        lb="Déi zwou Linne treffe sech op béide Säiten: dat gäif e Rank. Loosst se zwou.",
        fr="Les deux lignes se touchent aux deux bouts: cela ferait une boucle. Laissez-en deux.",
        de="Die beiden Linien treffen sich an beiden Enden: das gäbe einen Ring. Lassen Sie zwei.",
        en="The two lines meet at both ends: that would be a loop. Leave them two.",
    ),
    "join_branch": Text(
        lb="Do hält och {other} op: wann déi zwou eng ginn, hänkt déi drëtt an der Loft.",
        fr="{other} se termine là aussi: réunir les deux laisserait la troisième en l'air.",
        de="Dort endet auch {other}: würden die beiden eine, hinge die dritte in der Luft.",
        en="{other} ends there too: if the two became one, the third would hang in the air.",
    ),
    "join_itself": Text(
        lb="{other} ass déi Linn selwer oder gëtt et an dëser Couche net. Wielt eng aner.",
        fr="{other} est la ligne elle-même ou n'existe pas dans cette couche. Choisissez-en une "
        "autre.",
        de="{other} ist die Linie selbst oder fehlt in dieser Ebene. Wählen Sie eine andere.",
        en="{other} is the line itself, or not in this layer. Choose another one.",
    ),
    "join_undecided": Text(
        lb="{path}: wielt, wéi ee Wäert gëllt.",
        fr="{path} : choisissez la valeur qui vaut.",
        de="{path}: wählen Sie, welcher Wert gilt.",
        en="{path}: choose which value holds.",
    ),
    "not_a_place": Text(
        lb="{path}: „{value}“ ass weder Koordinaten an der Géigend nach d'Kennung vun engem Knuet. "
        "Schreift 49.7703, 6.2387 oder 85177 92839.",
        fr="{path} : « {value} » n'est ni une paire de coordonnées de la région, ni "
        "l'identifiant d'un nœud. Écrivez 49.7703, 6.2387 ou 85177 92839.",
        de="{path}: „{value}“ ist weder eine Koordinate der Gegend noch die Kennung eines Knotens. "
        "Schreiben Sie 49.7703, 6.2387 oder 85177 92839.",
        en="{path}: '{value}' is neither coordinates of the region nor the code of a node. Write "
        "49.7703, 6.2387 or 85177 92839.",
    ),
    "positions_count": Text(
        lb="{path}: {count} Positioun(en) uginn, gebraucht ginn {wanted}.",
        fr="{path} : {count} position(s) données, il en faut {wanted}.",
        de="{path}: {count} Position(en) angegeben, gebraucht werden {wanted}.",
        en="{path}: {count} position(s) given, {wanted} needed.",
    ),
    # Form
    "geometry_missing": Text(
        lb="{path}: d'Geometrie feelt. Setzt eng derbäi oder loosst d'Zeil ewech.",
        fr="{path} : il n'y a pas de géométrie. Ajoutez-en une, ou omettez la ligne.",
        de="{path}: die Geometrie fehlt. Ergänzen Sie sie, oder lassen Sie die Zeile weg.",
        en="{path}: there is no geometry. Add one, or leave the row out.",
    ),
    "geometry_empty": Text(
        lb="{path}: d'Geometrie ass eidel. Zeechent se, oder loosst d'Zeil ewech.",
        fr="{path} : la géométrie est vide. Dessinez-la, ou omettez la ligne.",
        de="{path}: die Geometrie ist leer. Zeichnen Sie sie, oder lassen Sie die Zeile weg.",
        en="{path}: the geometry is empty. Draw it, or leave the row out.",
    ),
    "geometry_malformed": Text(
        lb="{path}: dat ass keng GeoJSON-Geometrie: {why}.",
        fr="{path} : ce n'est pas une géométrie GeoJSON : {why}.",
        de="{path}: das ist keine GeoJSON-Geometrie: {why}.",
        en="{path}: this is not a GeoJSON geometry: {why}.",
    ),
    "geometry_kind": Text(
        lb="{path}: hei steet {found}, d'Couche brauch {wanted}. Wielt eng aner Couche oder "
        "zeechent d'Anlag nei.",
        fr="{path} : la géométrie est de type {found}, la couche demande {wanted}. Choisissez une "
        "autre couche ou redessinez l'ouvrage.",
        de="{path}: hier steht {found}, die Ebene braucht {wanted}. Wählen Sie eine andere Ebene "
        "oder zeichnen Sie die Anlage neu.",
        en="{path}: a {found} stands where the layer needs a {wanted}. Choose another layer, or "
        "draw the asset anew.",
    ),
    "geometry_not_finite": Text(
        lb="{path}: eng Koordinat ass keng endlech Zuel. Verbessert se oder loosst d'Zeil ewech.",
        fr="{path} : une coordonnée n'est pas un nombre fini. Corrigez-la ou omettez la ligne.",
        de="{path}: eine Koordinate ist keine endliche Zahl. Berichtigen Sie sie oder lassen Sie "
        "die Zeile weg.",
        en="{path}: a coordinate is not a finite number. Correct it or leave the row out.",
    ),
    "geometry_too_many": Text(
        lb="{path}: {count} Stëtzpunkten, héchstens {limit} ginn ugeholl. Vereinfacht d'Geometrie.",
        fr="{path} : {count} sommets, au plus {limit} sont acceptés. Simplifiez la géométrie.",
        de="{path}: {count} Stützpunkte, höchstens {limit} werden angenommen. Vereinfachen Sie "
        "die Geometrie.",
        en="{path}: {count} vertices, at most {limit} are taken. Simplify the geometry.",
    ),
    "geometry_several_parts": Text(
        lb="{path}: {count} getrennt Deeler, wou d'Couche een eenzege brauch. Maacht aus "
        "all Deel eng eegen Anlag.",
        fr="{path} : {count} parties séparées là où la couche n'en veut qu'une. Faites de chaque "
        "partie un ouvrage.",
        de="{path}: {count} getrennte Teile, wo die Ebene einen einzigen braucht. Machen Sie aus "
        "jedem Teil eine eigene Anlage.",
        en="{path}: {count} separate parts stand where the layer needs one. Make each an asset of "
        "its own.",
    ),
    "geometry_degenerate": Text(
        lb="{path}: d'Linn huet keng Längt. Zeechent se nei oder loosst se ewech.",
        fr="{path} : la ligne n'a pas de longueur. Redessinez-la ou omettez-la.",
        de="{path}: die Linie hat keine Länge. Zeichnen Sie sie neu oder lassen Sie sie weg.",
        en="{path}: the line has no length. Draw it anew or leave it out.",
    ),
    "geometry_invalid": Text(
        lb="{path}: d'Fläch schneit sech selwer, oder hire Rand ass net zou ({why}). Zeechent se "
        "nei.",
        fr="{path} : la surface se recoupe ou son contour n'est pas fermé ({why}). Redessinez-la.",
        de="{path}: die Fläche schneidet sich selbst, oder ihr Rand ist nicht geschlossen ({why}). "
        "Zeichnen Sie sie neu.",
        en="{path}: the area crosses itself, or its ring is not closed ({why}). Draw it anew.",
    ),
    "geometry_repaired": Text(
        lb="{path}: d'Fläch huet sech selwer geschnidden ({why}) a gouf repariert; hir Gréisst "
        "huet sech ëm {change} m² geännert.",
        fr="{path} : la surface se recoupait ({why}) et a été réparée ; elle a changé de "
        "{change} m².",
        de="{path}: die Fläche schnitt sich selbst ({why}) und wurde repariert; ihre Größe änderte "
        "sich um {change} m².",
        en="{path}: the area crossed itself ({why}) and was repaired; its size changed by "
        "{change} m².",
    ),
    "geometry_merged": Text(
        lb="{path}: {count} Deeler, déi sech beréieren, goufen zu enger Linn verbonnen.",
        fr="{path} : {count} parties qui se touchent ont été réunies en une ligne.",
        de="{path}: {count} Teile, die sich berühren, wurden zu einer Linie verbunden.",
        en="{path}: {count} parts that touch were joined to one line.",
    ),
    "height_dropped": Text(
        lb="{path}: Héichten an der Geometrie ginn net iwwerholl; fir Héichte gëtt et eege Felder.",
        fr="{path} : les hauteurs de la géométrie ne sont pas reprises ; les cotes ont leurs "
        "propres champs.",
        de="{path}: Höhen in der Geometrie werden nicht übernommen; für Höhen gibt es eigene "
        "Felder.",
        en="{path}: heights in the geometry are not kept; levels have fields of their own.",
    ),
    # Place
    "lonlat_range": Text(
        lb="{path}: Längt {lon}, Breet {lat} läit net op der Äerd. GeoJSON ass a Grad, d'Längt "
        "fir d'éischt.",
        fr="{path} : longitude {lon}, latitude {lat} n'est pas sur Terre. GeoJSON est en degrés, "
        "longitude d'abord.",
        de="{path}: Länge {lon}, Breite {lat} liegt nicht auf der Erde. GeoJSON ist in Grad, die "
        "Länge zuerst.",
        en="{path}: longitude {lon}, latitude {lat} is not on Earth. GeoJSON is in degrees, "
        "longitude first.",
    ),
    "axes_swapped": Text(
        lb="{path}: d'Positioun läit ausserhalb vun der Gemeng; mat den zwou Zuelen ëmgedréint "
        "géif se dran leien. Sinn Längt a Breet (Ost an Nord) vertosch?",
        fr="{path} : la position est hors de la commune ; en échangeant ses deux nombres, elle "
        "serait dedans. Longitude et latitude (est et nord) sont-elles inversées ?",
        de="{path}: die Position liegt außerhalb der Gemeinde; mit vertauschten Zahlen läge sie "
        "darin. Sind Länge und Breite (Ost und Nord) verwechselt?",
        en="{path}: the position lies outside the commune; with its two numbers exchanged it "
        "would lie inside. Are longitude and latitude (east and north) swapped?",
    ),
    "outside_commune": Text(
        lb="{path}: d'Positioun läit {distance} km ausserhalb vun der Gemeng {commune}. Kuckt "
        "d'Koordinatesystem an d'Reiefolleg vun den Achsen no.",
        fr="{path} : la position est à {distance} km hors de la commune de {commune}. Vérifiez le "
        "système de coordonnées et l'ordre des axes.",
        de="{path}: die Position liegt {distance} km außerhalb der Gemeinde {commune}. Prüfen Sie "
        "das Koordinatensystem und die Reihenfolge der Achsen.",
        en="{path}: the position lies {distance} km outside the commune {commune}. Check the "
        "coordinate system and the order of the axes.",
    ),
    "outside_boundary": Text(
        lb="{path}: d'Positioun läit ausserhalb vun der Grenz vun {commune}, awer bannent hirem "
        "Feeler vun {tolerance} m.",
        fr="{path} : la position est hors de la limite de {commune}, mais dans son erreur de "
        "{tolerance} m.",
        de="{path}: die Position liegt außerhalb der Grenze von {commune}, aber innerhalb ihres "
        "Fehlers von {tolerance} m.",
        en="{path}: the position lies outside the boundary of {commune}, but within its error of "
        "{tolerance} m.",
    ),
    "outside_crs": Text(
        lb="{path}: d'Positioun läit ausserhalb vum Gebitt, fir dat {crs} gemaach ass. Kuckt "
        "d'Koordinatesystem an d'Reiefolleg vun den Achsen no.",
        fr="{path} : la position est hors du territoire pour lequel {crs} est fait. Vérifiez le "
        "système de coordonnées et l'ordre des axes.",
        de="{path}: die Position liegt außerhalb des Gebiets, für das {crs} gemacht ist. Prüfen "
        "Sie das Koordinatensystem und die Reihenfolge der Achsen.",
        en="{path}: the position lies outside the area for which {crs} is made. Check the "
        "coordinate system and the order of the axes.",
    ),
    "bad_bbox": Text(
        lb="{path}: „{value}“ ass kee Rechteck. Schreift Westen,Süden,Osten,Norden a Grad.",
        fr="{path} : « {value} » n'est pas un rectangle. Écrivez ouest,sud,est,nord en degrés.",
        de="{path}: „{value}“ ist kein Rechteck. Schreiben Sie West,Süd,Ost,Nord in Grad.",
        en="{path}: '{value}' is no box. Write west,south,east,north in degrees.",
    ),
}
