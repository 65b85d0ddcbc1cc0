"""The words of the pages that split and join lines."""

from __future__ import annotations

from layers.spec import Text

LINE_WORDS: dict[str, Text] = {
    "split": Text("Deelen", "Couper", "Teilen", "Split"),
    "split_title": Text("{code} deelen", "Couper {code}", "{code} teilen", "Split {code}"),
    "split_where": Text("Wou?", "Où?", "Wo?", "Where?"),
    "split_help": Text(
        "Kennung vun engem Knuet op der Linn, oder Koordinaten.",
        "Identifiant d'un nœud sur la ligne, ou coordonnées.",
        "Kennung eines Knotens auf der Linie, oder Koordinaten.",
        "Code of a node on the line, or coordinates.",
    ),
    "split_show": Text("Weisen", "Montrer", "Zeigen", "Show"),
    "split_nodes": Text(
        "Knueten op der Linn", "Nœuds sur la ligne", "Knoten auf der Linie", "Nodes on the line"
    ),
    "split_parts": Text(
        "Wat dobäi erauskënnt", "Ce qui en résulte", "Was daraus wird", "What becomes of it"
    ),
    "split_keeps": Text("bleift {code}", "reste {code}", "bleibt {code}", "stays {code}"),
    "split_new": Text(
        "kritt eng nei Kennung",
        "reçoit un nouvel identifiant",
        "erhält eine neue Kennung",
        "gets a new code",
    ),
    "split_rule": Text(
        "Dat méi laangt Stéck behält Kennung a Verlaf, well dat meescht, wat bekannt ass, et "
        "betrëfft. Ee Klick hëlt alles zréck.",
        "Le plus long garde identifiant et historique: c'est lui que concerne l'essentiel de ce "
        "qui est connu. Un clic annule le tout.",
        "Das längere Stück behält Kennung und Verlauf, denn das meiste, was bekannt ist, betrifft "
        "es. Ein Klick nimmt alles zurück.",
        "The longer part keeps code and history, for most of what is known means that part. One "
        "click undoes all of it.",
    ),
    "split_moved": Text(
        "Déi heiten hänken duerno um neie Stéck:",
        "Ceux-ci dépendront du nouveau tronçon:",
        "Diese hängen danach am neuen Stück:",
        "These will hang on the new part:",
    ),
    "split_do": Text("Deelen", "Couper", "Teilen", "Split"),
    "join": Text("Verbannen", "Réunir", "Verbinden", "Join"),
    "join_title": Text("{code} verbannen", "Réunir {code}", "{code} verbinden", "Join {code}"),
    "join_meeting": Text(
        "Linnen, déi do ufänken oder ophalen, wou dës ophält",
        "Lignes qui commencent ou finissent aux bouts de celle-ci",
        "Linien, die an den Enden dieser beginnen oder enden",
        "Lines that begin or end where this one ends",
    ),
    "join_none": Text(
        "Keng aner Linn vun dëser Couche hält do op.",
        "Aucune autre ligne de cette couche ne s'y termine.",
        "Keine andere Linie dieser Ebene endet dort.",
        "No other line of this layer ends there.",
    ),
    "join_result": Text(
        "Aus {kept} a {goes} gëtt {kept}, {length} laang; {goes} fält ewech.",
        "{kept} et {goes} deviennent {kept}, {length}; {goes} disparaît.",
        "Aus {kept} und {goes} wird {kept}, {length} lang; {goes} entfällt.",
        "{kept} and {goes} become {kept}, {length} long; {goes} goes.",
    ),
    "join_alike": Text(
        "All aner Wäerte sinn déiselwecht.",
        "Toutes les autres valeurs sont les mêmes.",
        "Alle anderen Werte sind dieselben.",
        "All other values are the same.",
    ),
    "join_do": Text("Verbannen", "Réunir", "Verbinden", "Join"),
}
