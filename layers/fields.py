"""Fields that several layers share word for word."""

from __future__ import annotations

from layers.codes.asset import CONDITION
from layers.codes.sewer_materials import MATERIAL
from layers.codes.sewer_pipes import USAGE
from layers.codes.water_pipes import PASSAGE
from layers.spec import Field, FieldRole, Kind, Text

NODE_FROM = Field(
    name="node_from",
    kind=Kind.TEXT,
    label=Text("Ufanksknuet", "nœud de départ", "Anfangsknoten", "start node"),
    role=FieldRole.NODE_FROM,
    max_length=80,
    help=Text(
        "Kennung vum Knuet, wou d'Leitung ufänkt; beim Kanal deen uewen.",
        "Identifiant du nœud de départ ; pour l'égout, celui en amont.",
        "Kennung des Knotens am Anfang; beim Kanal der obere.",
        "Code of the node at the start; the upstream one of a sewer.",
    ),
    external={
        "giswater": ("node_1",),
        "isybau": ("KnotenZulauf",),
        "vsa": ("vonHaltungspunktRef", "fk_reach_point_from"),
        "qwat": ("fk_node_a",),
        "*": (
            "node_from",
            "from_node",
            "fromnode",
            "anfangsknoten",
            "von_knoten",
            "von_schacht",
            "schacht_oben",
            "noeud_amont",
            "nœud_amont",
            "noeud_debut",
            "ufanksknuet",
            "node1",
            "start_node",
        ),
    },
)

NODE_TO = Field(
    name="node_to",
    kind=Kind.TEXT,
    label=Text("Ennknuet", "nœud d'arrivée", "Endknoten", "end node"),
    role=FieldRole.NODE_TO,
    max_length=80,
    help=Text(
        "Kennung vum Knuet, wou d'Leitung ophält; beim Kanal deen ënnen.",
        "Identifiant du nœud d'arrivée ; pour l'égout, celui en aval.",
        "Kennung des Knotens am Ende; beim Kanal der untere.",
        "Code of the node at the end; the downstream one of a sewer.",
    ),
    external={
        "giswater": ("node_2",),
        "isybau": ("KnotenAblauf",),
        "vsa": ("nachHaltungspunktRef", "fk_reach_point_to"),
        "qwat": ("fk_node_b",),
        "*": (
            "node_to",
            "to_node",
            "tonode",
            "endknoten",
            "nach_knoten",
            "nach_schacht",
            "schacht_unten",
            "noeud_aval",
            "nœud_aval",
            "noeud_fin",
            "ennknuet",
            "node2",
            "end_node",
        ),
    },
)

LENGTH_M = Field(
    name="length_m",
    kind=Kind.NUMBER,
    label=Text("Längt", "longueur", "Länge", "length"),
    unit="m",
    role=FieldRole.LENGTH,
    minimum=0,
    maximum=20000,
    help=Text(
        "Gemooss oder aus dem Modell; eidel heescht d'Längt vun der Zeechnung.",
        "Mesurée ou tirée du modèle ; à défaut, celle du dessin.",
        "Gemessen oder aus dem Modell; leer gilt die der Zeichnung.",
        "Measured or from the model; left empty, the drawing's own counts.",
    ),
    external={
        "isybau": ("Laenge",),
        "vsa": ("LaengeEffektiv", "length_effective"),
        "qwat": ("length",),
        "*": ("length_m", "length", "länge", "laenge", "longueur", "längt"),
    },
)

ROUGHNESS = Field(
    name="roughness",
    kind=Kind.NUMBER,
    label=Text("Rauegkeet (Modell)", "rugosité (modèle)", "Rauheit (Modell)", "roughness (model)"),
    minimum=0,
    maximum=1000,
    help=Text(
        "Wéi am hydraulesche Modell; d'Eenheet hänkt vun der Formel of.",
        "Telle que dans le modèle hydraulique ; l'unité dépend de la formule.",
        "Wie im hydraulischen Modell; die Einheit hängt von der Formel ab.",
        "As in the hydraulic model; its unit depends on the formula there.",
    ),
    external={"*": ("roughness", "rauheit", "rauigkeit", "rugosité", "rugosite", "rauegkeet")},
)

DIAMETER_MM = Field(
    name="diameter_mm",
    kind=Kind.NUMBER,
    label=Text("Nennwäit DN", "diamètre nominal", "Nennweite DN", "nominal diameter"),
    unit="mm",
    role=FieldRole.DIAMETER,
    minimum=5,
    maximum=4000,
    external={
        "giswater": ("dn_mm",),
        "qwat": ("diameter_nominal",),
        "osm": ("fire_hydrant:diameter", "diameter"),
        "*": (
            "diameter_mm",
            "dn",
            "diameter",
            "durchmesser",
            "nennweite",
            "diamètre",
            "diametre",
            "diamètre_nominal",
            "nennwäit",
            "duerchmiesser",
        ),
    },
)

ELEVATION_M = Field(
    name="elevation_m",
    kind=Kind.NUMBER,
    label=Text("Héicht", "altitude", "Höhe", "elevation"),
    unit="m",
    role=FieldRole.ELEVATION,
    minimum=-100,
    maximum=4000,
    external={
        "giswater": ("top_elev",),
        "qwat": ("altitude",),
        "*": ("elevation_m", "elevation", "höhe", "hoehe", "altitude", "cote", "z", "héicht"),
    },
)

PRESSURE_RATING_BAR = Field(
    name="pressure_rating_bar",
    kind=Kind.NUMBER,
    role=FieldRole.PRESSURE_RATING,
    label=Text("Nenndrock PN", "pression nominale", "Nenndruck PN", "pressure rating PN"),
    unit="bar",
    minimum=1,
    maximum=100,
    external={
        "giswater": ("pn",),
        "qwat": ("pressure_nominal",),
        "*": (
            "pressure_rating_bar",
            "pn",
            "nenndruck",
            "druckstufe",
            "pression_nominale",
            "nenndrock",
        ),
    },
)

PRESSURE_ZONE = Field(
    name="pressure_zone",
    kind=Kind.TEXT,
    label=Text("Drockzon", "zone de pression", "Druckzone", "pressure zone"),
    max_length=80,
    external={
        "giswater": ("presszone_id",),
        "qwat": ("fk_pressurezone",),
        "*": ("pressure_zone", "druckzone", "zone_pression", "zone_de_pression", "drockzon"),
    },
)

COVER_LEVEL_M = Field(
    name="cover_level_m",
    kind=Kind.NUMBER,
    label=Text("Deckelhéicht", "cote du tampon", "Deckelhöhe", "cover level"),
    unit="m",
    role=FieldRole.COVER_LEVEL,
    minimum=-100,
    maximum=4000,
    external={
        "vsa": ("Kote", "level"),
        "*": (
            "cover_level_m",
            "cover_level",
            "deckelhöhe",
            "deckelhoehe",
            "dmp",
            "cote_tampon",
            "cote_tn",
            "rim_elevation",
            "deckelhéicht",
        ),
    },
)

INVERT_LEVEL_M = Field(
    name="invert_level_m",
    kind=Kind.NUMBER,
    label=Text("Sohlhéicht", "cote radier", "Sohlhöhe", "invert level"),
    unit="m",
    role=FieldRole.INVERT_LEVEL,
    minimum=-100,
    maximum=4000,
    external={
        "vsa": ("Sohlenkote", "bottom_level"),
        "*": (
            "invert_level_m",
            "invert_level",
            "sohlhöhe",
            "sohlhoehe",
            "smp",
            "sohle",
            "cote_radier",
            "radier",
            "invert",
            "sohlhéicht",
        ),
    },
)

DEPTH_M = Field(
    name="depth_m",
    kind=Kind.NUMBER,
    label=Text("Déift", "profondeur", "Tiefe", "depth"),
    unit="m",
    role=FieldRole.DEPTH,
    minimum=0,
    maximum=50,
    external={
        "isybau": ("Schachttiefe",),
        "*": ("depth_m", "depth", "tiefe", "schachttiefe", "profondeur", "déift"),
    },
)

WIDTH_MM = Field(
    name="width_mm",
    kind=Kind.NUMBER,
    label=Text("Breet", "largeur", "Breite", "width"),
    unit="mm",
    minimum=5,
    maximum=20000,
    external={
        "isybau": ("Profilbreite",),
        "*": ("width_mm", "width", "breite", "profilbreite", "largeur", "breet"),
    },
)

ADDRESS = Field(
    name="address",
    kind=Kind.TEXT,
    label=Text("Adress", "adresse", "Adresse", "address"),
    external={"*": ("address", "adresse", "adress", "anschrift")},
)

NAME = Field(
    name="name",
    kind=Kind.TEXT,
    label=Text("Numm", "nom", "Name", "name"),
    external={"*": ("name", "nom", "numm", "libellé", "libelle")},
)

CONDITION_CLASS = Field(
    name="condition",
    kind=Kind.CODE,
    codes=CONDITION,
    label=Text("Zoustandsklass", "classe d'état", "Zustandsklasse", "condition class"),
    role=FieldRole.CONDITION,
    external={
        "vsa": ("BaulicherZustand", "structure_condition"),
        "*": (
            "condition",
            "zustand",
            "zustandsklasse",
            "état_structurel",
            "classe_etat",
            "zoustand",
        ),
    },
)

CHECKED_ON = Field(
    name="checked_on",
    kind=Kind.DATE,
    label=Text("Kontrolléiert den", "contrôlé le", "geprüft am", "last checked on"),
    role=FieldRole.CHECKED,
    external={
        "*": (
            "checked_on",
            "last_checked",
            "geprüft_am",
            "letzte_prüfung",
            "letzte_kontrolle",
            "date_controle",
            "dernier_controle",
            "inspected_on",
            "kontrolléiert",
        ),
    },
)

CONNECTED_TO = Field(
    name="connected_to",
    kind=Kind.TEXT,
    role=FieldRole.CONNECTED_TO,
    label=Text("Ugeschloss un", "raccordé à", "angeschlossen an", "connected to"),
    max_length=80,
    help=Text(
        "Kennung vun der Leitung.",
        "Identifiant de la conduite.",
        "Kennung der Leitung.",
        "Code of the pipe.",
    ),
    external={
        "giswater": ("arc_id",),
        "qwat": ("fk_pipe",),
        "*": (
            "connected_to",
            "pipe",
            "leitung",
            "haltung",
            "conduite",
            "canalisation",
            "leitungsnr",
        ),
    },
)

WASTE_WATER = Field(
    name="usage",
    kind=Kind.CODE,
    codes=USAGE,
    label=Text("Zort Ofwaasser", "nature des eaux", "Abwasserart", "kind of waste water"),
    external={
        "vsa": ("Nutzungsart_Ist", "usage_current"),
        "isybau": ("Abwasserart",),
        "inspire": ("sewerWaterType",),
        "*": (
            "usage",
            "abwasserart",
            "nutzungsart",
            "kanalart",
            "nature_eaux",
            "type_eaux",
            "ofwaasser",
        ),
    },
)

SEWER_MATERIAL = Field(
    name="material",
    kind=Kind.CODE,
    codes=MATERIAL,
    label=Text("Material", "matériau", "Werkstoff", "material"),
    role=FieldRole.MATERIAL,
    external={
        "isybau": ("Material",),
        "vsa": ("Material",),
        "*": ("material", "werkstoff", "matériau", "materiau"),
    },
)

POSTAL_CODE = Field(
    name="postal_code",
    kind=Kind.TEXT,
    label=Text("Postleetzuel", "code postal", "Postleitzahl", "postal code"),
    max_length=10,
    external={
        "osm": ("addr:postcode",),
        "giswater": ("postcode",),
        "*": ("postal_code", "plz", "code_postal", "postcode"),
    },
)

WATER_BODY = Field(
    name="receiving_water",
    kind=Kind.TEXT,
    label=Text("Gewässer", "milieu récepteur", "Vorfluter", "receiving water"),
    external={"*": ("receiving_water", "vorfluter", "gewässer", "milieu_récepteur", "cours_eau")},
)

FLAP_GATE = Field(
    name="flap_gate",
    kind=Kind.BOOLEAN,
    label=Text("Réckstauklapp", "clapet anti-retour", "Rückstauklappe", "flap gate"),
    external={"*": ("flap_gate", "rückstauklappe", "clapet", "clapet_anti_retour")},
)

PASSAGE_STATE = Field(
    name="passage",
    kind=Kind.CODE,
    codes=PASSAGE,
    label=Text("Duerchgang", "passage", "Durchgang", "passage"),
    help=Text(
        "Eng zou Leitung oder eng mat Réckschloklapp am Modell.",
        "Conduite fermée ou munie d'un clapet dans le modèle.",
        "Im Modell geschlossene Leitung oder eine mit Rückschlagklappe.",
        "A pipe that is closed or holds a check valve in the model.",
    ),
    external={"epanet": ("status",)},
)
