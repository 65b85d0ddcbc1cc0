"""Names of the rules of the network, as lists and tables show them."""

from __future__ import annotations

from layers.spec import Text

TITLES: dict[str, Text] = {
    "end_node_far": Text(
        "Enn net um Knuet", "extrémité hors du nœud", "Ende nicht am Knoten", "end off its node"
    ),
    "end_node_missing": Text(
        "Enn ouni Knuet", "extrémité sans nœud", "Ende ohne Knoten", "end without a node"
    ),
    "end_node_unknown": Text("Knuet onbekannt", "nœud inconnu", "Knoten unbekannt", "unknown node"),
    "line_not_split": Text(
        "Linn net gedeelt", "ligne non divisée", "Linie nicht geteilt", "line not split"
    ),
    "lines_duplicate": Text("Linn zweemol", "ligne en double", "Linie doppelt", "duplicate line"),
    "lines_overlap": Text(
        "Linnen iwwereneen",
        "lignes superposées",
        "Linien übereinander",
        "overlapping lines",
    ),
    "line_too_short": Text(
        "Linn vill ze kuerz", "ligne bien trop courte", "Linie viel zu kurz", "far too short"
    ),
    "line_short": Text("Linn kuerz", "ligne courte", "Linie kurz", "short line"),
    "line_closed": Text(
        "Ufank ass Enn", "début et fin confondus", "Anfang ist Ende", "begins where it ends"
    ),
    "nodes_duplicate": Text("Punkt zweemol", "point en double", "Punkt doppelt", "duplicate point"),
    "node_orphan": Text(
        "Knuet ouni Linn", "nœud isolé", "Knoten ohne Linie", "node without a line"
    ),
    "degree_wrong": Text(
        "Zuel vun de Linnen", "nombre de lignes", "Zahl der Linien", "number of lines"
    ),
    "diameter_changes": Text(
        "Duerchmiesser ännert", "diamètre qui change", "Nennweite wechselt", "diameter changes"
    ),
    "pressure_changes": Text(
        "Nenndrock ännert", "pression qui change", "Nenndruck wechselt", "pressure rating changes"
    ),
    "material_changes": Text(
        "Material ännert", "matériau qui change", "Werkstoff wechselt", "material changes"
    ),
    "reducer_without_change": Text(
        "Reduktioun ouni Grond",
        "réduction sans objet",
        "Reduzierung ohne Grund",
        "reducer for nothing",
    ),
    "slope_adverse": Text("Géigegefäll", "contre-pente", "Gegengefälle", "adverse slope"),
    "outgoing_above_incoming": Text(
        "Oflaf iwwer Zoulaf", "départ trop haut", "Ablauf über Zulauf", "leaves above arrivals"
    ),
    "flow_ends": Text("Oflaf feelt", "écoulement sans issue", "Ablauf fehlt", "flow goes nowhere"),
    "diameter_shrinks": Text(
        "Kanal gëtt méi enk", "section qui rétrécit", "Kanal wird enger", "sewer narrows"
    ),
    "invert_above_cover": Text(
        "Sohl iwwer Deckel", "radier trop haut", "Sohle über Deckel", "invert above cover"
    ),
    "invert_deep": Text("Sohl ganz déif", "radier très bas", "Sohle sehr tief", "very deep invert"),
    "levels_disagree": Text(
        "Déift passt net", "profondeur incohérente", "Tiefe passt nicht", "depth does not fit"
    ),
    "cover_off_ground": Text(
        "Deckel net um Terrain",
        "tampon hors terrain",
        "Deckel nicht am Gelände",
        "cover off ground",
    ),
    "state_missing": Text(
        "Op oder zou onbekannt", "état inconnu", "Zustand unbekannt", "open or closed unknown"
    ),
    "direction_missing": Text(
        "Richtung feelt", "sens manquant", "Richtung fehlt", "direction missing"
    ),
    "support_missing": Text("Mast feelt", "support manquant", "Mast fehlt", "pole missing"),
    "circuit_missing": Text(
        "Stroumkrees feelt", "circuit manquant", "Stromkreis fehlt", "circuit missing"
    ),
    "connector_missing": Text(
        "Stecker feelt", "connecteur manquant", "Stecker fehlt", "connector missing"
    ),
    "lies_outside": Text(
        "Ausserhalb vun der Gemeng",
        "hors de la commune",
        "außerhalb der Gemeinde",
        "outside the commune",
    ),
    "lies_swapped": Text(
        "Koordinate vertosch",
        "coordonnées inversées",
        "Koordinaten vertauscht",
        "axes swapped",
    ),
    "lies_near_boundary": Text(
        "Knapps ausserhalb", "juste hors limite", "knapp außerhalb", "just outside"
    ),
}
"""Code of a rule -> its name."""
