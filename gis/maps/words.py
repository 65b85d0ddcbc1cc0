"""The words on the map page."""

from __future__ import annotations

from layers.spec import Text

LANGUAGE_NAMES = {"lb": "Lëtzebuergesch", "fr": "Français", "de": "Deutsch", "en": "English"}

# Browsers know no number or date formats of Luxembourgish; they are those of German here.
LOCALES = {"lb": "de-LU", "fr": "fr-LU", "de": "de-LU", "en": "en-GB"}

WORDS: dict[str, Text] = {
    "map": Text("Kaart", "Carte", "Karte", "Map"),
    "onward": Text("Aner Säiten", "Autres pages", "Andere Seiten", "Other pages"),
    "home": Text("Op d'Startsäit", "Page d'accueil", "Zur Startseite", "Front page"),
    "skip": Text(
        "Bei d'Lëscht sprangen", "Aller à la liste", "Zur Liste springen", "Skip to the list"
    ),
    "language": Text("Sprooch", "Langue", "Sprache", "Language"),
    "legend": Text(
        "Legend a Schichten", "Légende et couches", "Legende und Ebenen", "Legend and layers"
    ),
    "overlays": Text("Aktuell", "Actualité", "Aktuelles", "Current"),
    "search": Text("Sichen", "Rechercher", "Suchen", "Search"),
    "search_hint": Text(
        "Code, Adress, Strooss, Koordinaten",
        "Code, adresse, rue, coordonnées",
        "Code, Adresse, Straße, Koordinaten",
        "Code, address, street, coordinates",
    ),
    "search_results": Text("Fonnt", "Résultats", "Gefunden", "Found"),
    "search_count": Text(
        "{count} fonnt. Pfeiltasten wielen, Enter geet hin.",
        "{count} trouvés. Les flèches choisissent, Entrée y va.",
        "{count} gefunden. Pfeiltasten wählen, Enter geht hin.",
        "{count} found. Arrow keys choose, Enter goes there.",
    ),
    "search_none": Text(
        "Näischt fonnt.", "Rien n'a été trouvé.", "Nichts gefunden.", "Nothing found."
    ),
    "search_failed": Text(
        "D'Sich geet elo net.",
        "La recherche ne répond pas.",
        "Die Suche antwortet nicht.",
        "The search does not answer.",
    ),
    "search_coordinates": Text("Koordinaten", "coordonnées", "Koordinaten", "coordinates"),
    "print": Text("Drécken", "Imprimer", "Drucken", "Print"),
    "add": Text("Derbäisetzen", "Ajouter", "Hinzufügen", "Add"),
    "add_help": Text(
        "Eppes an d'Mëtt vun der Kaart setzen",
        "Ajouter quelque chose au centre de la carte",
        "Etwas in der Mitte der Karte hinzufügen",
        "Add something at the middle of the map",
    ),
    "relief": Text("Relief", "relief", "Relief", "relief"),
    "view": Text(
        "Faarwen, Filter, Zäit",
        "Couleurs, filtres, temps",
        "Farben, Filter, Zeit",
        "Colours, filters, time",
    ),
    "layer": Text("Schicht", "Couche", "Ebene", "Layer"),
    "attribute": Text("Eegenschaft", "Attribut", "Eigenschaft", "Attribute"),
    "choose": Text("wielen …", "choisir …", "wählen …", "choose …"),
    "colour_by": Text("Afierwen", "Colorer", "Einfärben", "Colour"),
    "uncolour": Text(
        "Eege Faarwe weisen",
        "Revenir aux couleurs d'origine",
        "Eigene Farben zeigen",
        "Show own colours",
    ),
    "no_value": Text("keng Angab", "sans indication", "keine Angabe", "not noted"),
    "others": Text("anerer", "autres", "andere", "others"),
    "filter": Text("Filteren", "Filtrer", "Filtern", "Filter"),
    "filter_is": Text("ass", "est", "ist", "is"),
    "filter_empty": Text("ass net agedroen", "n'est pas noté", "ist nicht notiert", "is not noted"),
    "filter_given": Text("ass agedroen", "est noté", "ist notiert", "is noted"),
    "filter_from": Text("vun", "de", "von", "from"),
    "filter_to": Text("bis", "à", "bis", "to"),
    "filter_add": Text(
        "Nëmmen déi weisen",
        "N'afficher que ceux-là",
        "Nur diese zeigen",
        "Show these only",
    ),
    "filter_nothing": Text(
        "Wielt fir d'éischt, wat gewise soll ginn.",
        "Choisissez d'abord ce qui doit être affiché.",
        "Wählen Sie zuerst, was gezeigt werden soll.",
        "First choose what is to be shown.",
    ),
    "filter_remove": Text(
        "{what}: Filter ewechhuelen",
        "{what}: retirer le filtre",
        "{what}: Filter entfernen",
        "{what}: remove the filter",
    ),
    "filter_count": Text("{count} Stéck", "{count} trouvés", "{count} Stück", "{count} of them"),
    "time": Text(
        "Kaart vun deemools", "La carte à une date", "Karte von damals", "Map of the past"
    ),
    "time_day": Text("Dag", "Jour", "Tag", "Day"),
    "time_earlier": Text(
        "Ännerung virdrun", "Changement précédent", "Änderung davor", "Earlier change"
    ),
    "time_later": Text("Ännerung duerno", "Changement suivant", "Änderung danach", "Later change"),
    "time_now": Text("Haut", "Aujourd'hui", "Heute", "Today"),
    "time_changes": Text(
        "{day}, Ännerungen: {count}",
        "{day}, changements : {count}",
        "{day}, Änderungen: {count}",
        "{day}, changes: {count}",
    ),
    "past_note": Text(
        "Stand um Enn vum {day}",
        "État au soir du {day}",
        "Stand am Ende des {day}",
        "As at the end of {day}",
    ),
    "sheet": Text("Op Pabeier", "Sur papier", "Auf Papier", "On paper"),
    "sheet_scale": Text("Moossstaf", "Échelle", "Maßstab", "Scale"),
    "sheet_format": Text("Format", "Format", "Format", "Paper"),
    "sheet_orientation": Text("Lag", "Orientation", "Lage", "Orientation"),
    "sheet_landscape": Text("quier", "paysage", "quer", "landscape"),
    "sheet_portrait": Text("héich", "portrait", "hoch", "portrait"),
    "sheet_title": Text("Titel", "Titre", "Titel", "Title"),
    "sheet_print": Text(
        "PDF am Moossstaf", "PDF à l'échelle", "PDF im Maßstab", "PDF at this scale"
    ),
    "sheet_wait": Text(
        "D'Blat gëtt gezeechent …",
        "La feuille est en cours de dessin …",
        "Das Blatt wird gezeichnet …",
        "The sheet is being drawn …",
    ),
    "sheet_done": Text(
        "Fäerdeg. Dréckt d'PDF op 100 %.",
        "Terminé. Imprimez le PDF à 100 %.",
        "Fertig. Drucken Sie das PDF mit 100 %.",
        "Done. Print the PDF at 100 %.",
    ),
    "sheet_failed": Text(
        "D'Blat konnt net gezeechent ginn. Probéiert nach eng Kéier.",
        "La feuille n'a pas pu être dessinée. Réessayez.",
        "Das Blatt konnte nicht gezeichnet werden. Versuchen Sie es noch einmal.",
        "The sheet could not be drawn. Try again.",
    ),
    "contours": Text("Héichtelinnen", "courbes de niveau", "Höhenlinien", "contour lines"),
    "background": Text("Hannergrond", "Fond de plan", "Hintergrund", "Background"),
    "background_own": Text("eegen Kaart", "plan propre", "eigene Karte", "own map"),
    "planned_mark": Text(
        "eidel: geplangt oder am Bau",
        "vide: projeté ou en construction",
        "hohl: geplant oder im Bau",
        "hollow: planned or under construction",
    ),
    "past_mark": Text(
        "blass: ausser Betrib, stillgeluecht, ewechgeholl",
        "pâle: hors service, abandonné, enlevé",
        "blass: außer Betrieb, stillgelegt, rückgebaut",
        "pale: out of service, disused, removed",
    ),
    "from_zoom": Text("(erazoomen)", "(zoomez)", "(heranzoomen)", "(zoom in)"),
    "list": Text(
        "Lëscht vun deem, wat ze gesinn ass",
        "Liste de ce qui est visible",
        "Liste des Sichtbaren",
        "List of what is in view",
    ),
    "list_empty": Text(
        "Hei ass näischt ze gesinn.",
        "Rien n'est visible ici.",
        "Hier ist nichts zu sehen.",
        "Nothing is in view here.",
    ),
    "list_cut": Text(
        "Déi éischt {count}. Zoomt eran fir manner.",
        "Les {count} premiers. Zoomez pour en voir moins.",
        "Die ersten {count}. Zoomen Sie für weniger.",
        "The first {count}. Zoom in for fewer.",
    ),
    "empty": Text(
        "Nach keng Anlagen do. Importéiert der: ./netzkaart import",
        "Pas encore d'ouvrages. Importez-en: ./netzkaart import",
        "Noch keine Anlagen da. Importieren Sie welche: ./netzkaart import",
        "No assets yet. Import some: ./netzkaart import",
    ),
    "empty_inside": Text(
        "Nach keng Anlagen do. D'Planung importéiert se, oder Dir moosst der op.",
        "Pas encore d'ouvrages. Le service technique les importe, ou vous en levez.",
        "Noch keine Anlagen da. Die Planung importiert sie, oder Sie messen welche auf.",
        "No assets yet. The planners import them, or you survey some.",
    ),
    "empty_public": Text(
        "Hei ass näischt ëffentlech. Wielt op der Startsäit eng Roll, déi méi gesäit.",
        "Rien n'est public ici. Choisissez sur la page d'accueil un rôle qui voit davantage.",
        "Hier ist nichts öffentlich. Wählen Sie auf der Startseite eine Rolle, die mehr sieht.",
        "Nothing is public here. Choose a role on the front page that sees more.",
    ),
    "several": Text(
        "{count} Anlagen op dëser Plaz",
        "{count} ouvrages à cet endroit",
        "{count} Anlagen an dieser Stelle",
        "{count} assets at this place",
    ),
    "nothing_here": Text(
        "Hei ass näischt. Tippt op en Zeechen.",
        "Rien ici. Touchez un signe.",
        "Hier ist nichts. Tippen Sie auf ein Zeichen.",
        "Nothing here. Tap a mark.",
    ),
    "back": Text("Zréck", "Retour", "Zurück", "Back"),
    "close": Text("Zoumaachen", "Fermer", "Schließen", "Close"),
    "open": Text(
        "Säit vun der Anlag opmaachen",
        "Ouvrir la page de l'ouvrage",
        "Seite der Anlage öffnen",
        "Open the asset's page",
    ),
    "show": Text("weisen", "montrer", "zeigen", "show"),
    "yes": Text("jo", "oui", "ja", "yes"),
    "no": Text("nee", "non", "nein", "no"),
    "loading": Text("Lueden …", "Chargement …", "Laden …", "Loading …"),
    "tiles_failed": Text(
        "En Deel vun der Kaart konnt net geluede ginn.",
        "Une partie de la carte n'a pas pu être chargée.",
        "Ein Teil der Karte konnte nicht geladen werden.",
        "Part of the map could not be loaded.",
    ),
    "item_failed": Text(
        "Dës Anlag konnt net geluede ginn. Kuckt Är Verbindung no a probéiert nach eng Kéier.",
        "Cet ouvrage n'a pas pu être chargé. Vérifiez votre connexion et réessayez.",
        "Diese Anlage konnte nicht geladen werden. Prüfen Sie die Verbindung und "
        "versuchen Sie es noch einmal.",
        "This asset could not be loaded. Check your connection and try again.",
    ),
    "item_gone": Text(
        "Dës Anlag gëtt et net méi. D'Kaart gëtt nei gelueden.",
        "Cet ouvrage n'existe plus. La carte est rechargée.",
        "Diese Anlage gibt es nicht mehr. Die Karte wird neu geladen.",
        "This asset is there no more. The map is loaded anew.",
    ),
    "offline": Text(
        "Keng Verbindung zum Server.",
        "Pas de connexion au serveur.",
        "Keine Verbindung zum Server.",
        "No connection to the server.",
    ),
    "retry": Text("Nach eng Kéier probéieren", "Réessayer", "Noch einmal versuchen", "Try again"),
    "zoom_in": Text("Eran zoomen", "Zoom avant", "Hineinzoomen", "Zoom in"),
    "zoom_out": Text("Eraus zoomen", "Zoom arrière", "Herauszoomen", "Zoom out"),
    "fullscreen": Text("Ganzen Ecran", "Plein écran", "Vollbild", "Full screen"),
    "fullscreen_end": Text(
        "Ganzen Ecran ophalen", "Quitter le plein écran", "Vollbild beenden", "Leave full screen"
    ),
    "locate": Text("Wou sinn ech?", "Où suis-je?", "Wo bin ich?", "Where am I?"),
    "located": Text(
        "Dir sidd bannent {distance} {unit} vun dësem Punkt",
        "Vous êtes à moins de {distance} {unit} de ce point",
        "Sie sind innerhalb von {distance} {unit} um diesen Punkt",
        "You are within {distance} {unit} of this point",
    ),
    "locate_outside": Text(
        "Dir sidd baussent der Kaart.",
        "Vous êtes en dehors de la carte.",
        "Sie sind außerhalb der Karte.",
        "You are outside the map.",
    ),
    "locate_failed": Text(
        "Är Plaz konnt net festgestallt ginn.",
        "Votre position n'a pas pu être déterminée.",
        "Ihr Standort konnte nicht bestimmt werden.",
        "Your position could not be determined.",
    ),
    "measure": Text("Moossen", "Mesurer", "Messen", "Measure"),
    "measure_help": Text(
        "Tippt Punkten un. Esc hält op.",
        "Touchez des points. Échap termine.",
        "Tippen Sie Punkte an. Esc beendet.",
        "Tap points. Esc ends.",
    ),
    "measure_undo": Text(
        "Leschte Punkt ewech",
        "Enlever le dernier point",
        "Letzten Punkt entfernen",
        "Remove the last point",
    ),
    "length": Text("Längt", "Longueur", "Länge", "Length"),
    "area": Text("Fläch", "Surface", "Fläche", "Area"),
    "no_script": Text(
        "D'Kaart brauch JavaScript. D'Date sinn och ouni: {url}",
        "La carte a besoin de JavaScript. Les données s'en passent: {url}",
        "Die Karte braucht JavaScript. Die Daten gibt es auch ohne: {url}",
        "The map needs JavaScript. The data do without: {url}",
    ),
    "map_label": Text(
        "Kaart vun {commune}. Pfeiltasten réckelen, Plus a Minus zoomen, Enter weist, "
        "wat an der Mëtt ass.",
        "Carte de {commune}. Les flèches déplacent, plus et moins zooment, Entrée montre "
        "ce qui est au centre.",
        "Karte von {commune}. Pfeiltasten verschieben, Plus und Minus zoomen, Enter "
        "zeigt, was in der Mitte liegt.",
        "Map of {commune}. Arrow keys move, plus and minus zoom, Enter shows what is in "
        "the middle.",
    ),
}

NOTICES: dict[str, Text] = {
    "synthetic": Text("erfonnt Daten", "données fictives", "erfundene Daten", "synthetic data"),
    "Demo: all assets are synthetic.": Text(
        "Demo: all Objeten sinn erfonnt.",
        "Démo: tous les objets sont fictifs.",
        "Demo: alle Anlagen sind erfunden.",
        "Demo: all assets are synthetic.",
    ),
}
"""Notices of communes that stand for a sentence; others are shown as they are."""


def notice_in(notice: str, language: str) -> tuple[str, str]:
    """Return a notice's first sentence, translated where it is known, and what follows it."""
    first, stop, rest = notice.partition(". ")
    first += stop and "."
    known = NOTICES.get(first)
    return known.to(language) if known else first, rest


def words_in(language: str) -> dict[str, str]:
    """Return all words in one language."""
    return {name: word.to(language) for name, word in WORDS.items()}
