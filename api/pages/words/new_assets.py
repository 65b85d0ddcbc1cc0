"""The words of the form that adds an asset."""

from __future__ import annotations

from layers.spec import Text

NEW_WORDS: dict[str, Text] = {
    "new_title": Text("Derbäisetzen", "Ajouter", "Hinzufügen", "Add"),
    "new_choose": Text(
        "Wat kënnt derbäi?", "Que faut-il ajouter?", "Was kommt hinzu?", "What is to be added?"
    ),
    "new_other": Text("Eppes aneschters", "Autre chose", "Etwas anderes", "Something else"),
    "new_save": Text("Derbäisetzen", "Ajouter", "Hinzufügen", "Add"),
    "new_crew": Text(
        "Wat net genee genuch ass, kuckt d'Planung no, éier et op d'Kaart kënnt.",
        "Ce qui n'est pas assez précis est vérifié par le service avant d'entrer dans la carte.",
        "Was nicht genau genug ist, prüft die Planung, bevor es auf die Karte kommt.",
        "What is not precise enough is looked at by the planners before it enters the map.",
    ),
    "new_waiting": Text(
        "Ukomm. D'Planung kuckt et no, éier et op d'Kaart kënnt.",
        "Bien reçu. Le service vérifie avant l'entrée dans la carte.",
        "Angekommen. Die Planung prüft es, bevor es auf die Karte kommt.",
        "Received. The planners look at it before it enters the map.",
    ),
    "new_position_help": Text(
        "WGS84 (Breet, Längt) oder Meter vum Landesnetz (Ost, Nord), zum Beispill {example}.",
        "WGS84 (latitude, longitude) ou mètres du réseau national (est, nord), par exemple "
        "{example}.",
        "WGS84 (Breite, Länge) oder Meter des Landesnetzes (Ost, Nord), zum Beispiel {example}.",
        "WGS84 (latitude, longitude) or metres of the national grid (east, north), for example "
        "{example}.",
    ),
    "new_line_help": Text(
        "Eng Positioun pro Zeil, vum Ufank bis d'Enn: Koordinaten wéi {example}, oder d'Kennung "
        "vun engem Knuet. Bleift dat eidel, leeft d'Linn riicht tëscht den zwee Knueten, déi "
        "ënnen uginn sinn.",
        "Une position par ligne, du début à la fin: coordonnées comme {example}, ou identifiant "
        "d'un nœud. Laissé vide, la ligne va tout droit entre les deux nœuds indiqués plus bas.",
        "Eine Position je Zeile, vom Anfang zum Ende: Koordinaten wie {example}, oder die Kennung "
        "eines Knotens. Bleibt dies leer, läuft die Linie gerade zwischen den beiden Knoten, die "
        "unten angegeben sind.",
        "One position a line, from start to end: coordinates such as {example}, or the code of a "
        "node. Left empty, the line runs straight between the two nodes given below.",
    ),
    "new_area_help": Text(
        "Eng Positioun pro Zeil, ronderëm d'Fläch: Koordinaten wéi {example}.",
        "Une position par ligne, autour de la surface: coordonnées comme {example}.",
        "Eine Position je Zeile, um die Fläche herum: Koordinaten wie {example}.",
        "One position a line, around the area: coordinates such as {example}.",
    ),
    "new_positions": Text("Positiounen", "Positions", "Positionen", "Positions"),
    "new_back": Text(
        "Leschte Punkt ewech",
        "Retirer le dernier point",
        "Letzten Punkt entfernen",
        "Remove the last point",
    ),
    "new_code": Text(
        "Eidel gelooss: {code}.",
        "Laissé vide: {code}.",
        "Leer gelassen: {code}.",
        "Left empty: {code}.",
    ),
    "new_picture": Text(
        "Kaart fir ze placéieren", "Carte pour placer", "Karte zum Platzieren", "Map for placing"
    ),
    "new_look": Text("Kaart réckelen", "Bouger la carte", "Karte bewegen", "Move the map"),
    "new_look_in": Text("Méi no", "Plus près", "Näher", "Closer"),
    "new_look_out": Text("Méi wäit", "Plus loin", "Weiter weg", "Further away"),
    "new_look_north": Text("No Norden", "Vers le nord", "Nach Norden", "To the north"),
    "new_look_south": Text("No Süden", "Vers le sud", "Nach Süden", "To the south"),
    "new_look_west": Text("No Westen", "Vers l'ouest", "Nach Westen", "To the west"),
    "new_look_east": Text("No Osten", "Vers l'est", "Nach Osten", "To the east"),
}
