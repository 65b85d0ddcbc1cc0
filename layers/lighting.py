"""Street lighting: luminaires and their poles."""

from __future__ import annotations

from layers.asset import asset_layer
from layers.codes.lighting import (
    DISTRIBUTION,
    LIGHT_CONTROL,
    LIGHT_SOCKET,
    LIGHT_SOURCE,
    LIGHTING_CLASS,
    MOUNTING,
    POLE_CATEGORY,
    POLE_MATERIAL,
)
from layers.faults import LUMINAIRE_FAULTS, POLE_FAULTS
from layers.fields import CHECKED_ON, CONDITION_CLASS
from layers.spec import (
    Field,
    FieldRole,
    GeometryKind,
    Kind,
    Only,
    Role,
    Shape,
    Symbol,
    Text,
    Visibility,
)
from layers.themes import LIGHTING

CIRCUIT = Field(
    name="circuit",
    kind=Kind.TEXT,
    label=Text("Stroumkrees", "circuit", "Stromkreis", "circuit"),
    role=FieldRole.CIRCUIT,
    max_length=80,
    visibility=Visibility.INTERNAL,
    external={"*": ("circuit", "stromkreis", "kreis", "départ", "depart", "stroumkrees")},
)

LUMINAIRE = asset_layer(
    name="luminaire",
    theme=LIGHTING,
    label=Text("Stroosseluucht", "luminaire", "Straßenleuchte", "luminaire", "candeeiro"),
    geometry=GeometryKind.POINT,
    role=Role.CONSUMES,
    symbol=Symbol(colour="#a86500", shape=Shape.CIRCLE, size_px=5, min_zoom=15),
    code_prefix="LU",
    accuracy_m=0.5,
    snap_m=0.3,
    tile_fields=("source", "power_w"),
    external={
        "talq": ("Luminaire",),
        "osm": ("highway=street_lamp",),
        "fiware": ("Streetlight",),
        "*": (
            "luminaire",
            "luminaires",
            "street_lamps",
            "streetlamps",
            "street_light",
            "street_lights",
            "streetlight",
            "streetlights",
            "street_lighting",
            "stroosseluucht",
            "stroosseluuchten",
            "stroossebeliichtung",
            "ëffentlech_beliichtung",
            "beliichtung",
            "luuchten",
            "leuchte",
            "leuchten",
            "straßenleuchten",
            "straßenlampen",
            "straßenbeleuchtung",
            "öffentliche_beleuchtung",
            "beleuchtung",
            "lampadaire",
            "lampadaires",
            "point_lumineux",
            "points_lumineux",
            "éclairage_public",
        ),
    },
    faults=LUMINAIRE_FAULTS,
    fields=(
        Field(
            name="source",
            kind=Kind.CODE,
            codes=LIGHT_SOURCE,
            label=Text("Liichtquell", "source lumineuse", "Lichtquelle", "light source"),
            external={
                "talq": ("lightSourceType",),
                "osm": ("light:method",),
                "*": (
                    "source",
                    "leuchtmittel",
                    "lichtquelle",
                    "lampe",
                    "lamp_type",
                    "type_lampe",
                    "liichtquell",
                ),
            },
        ),
        Field(
            name="power_w",
            kind=Kind.NUMBER,
            label=Text("Leeschtung", "puissance", "Leistung", "power"),
            unit="W",
            role=FieldRole.POWER,
            minimum=0,
            maximum=5000,
            external={
                "talq": ("nominalPower",),
                "fiware": ("powerRating",),
                "*": ("power_w", "power", "leistung", "watt", "wattage", "puissance", "leeschtung"),
            },
        ),
        Field(
            name="flux_lm",
            kind=Kind.NUMBER,
            label=Text("Liichtstroum", "flux lumineux", "Lichtstrom", "luminous flux"),
            unit="lm",
            minimum=0,
            maximum=500000,
            external={
                "*": ("flux_lm", "lichtstrom", "lumen", "flux", "flux_lumineux", "liichtstroum")
            },
        ),
        Field(
            name="colour_temperature_k",
            kind=Kind.INTEGER,
            label=Text(
                "Faarftemperatur", "température de couleur", "Farbtemperatur", "colour temperature"
            ),
            unit="K",
            minimum=1000,
            maximum=10000,
            external={
                "*": (
                    "colour_temperature_k",
                    "farbtemperatur",
                    "kelvin",
                    "cct",
                    "température_couleur",
                    "temperature_couleur",
                    "faarftemperatur",
                )
            },
        ),
        Field(
            name="cri",
            kind=Kind.INTEGER,
            label=Text(
                "Faarfwiddergab Ra",
                "indice de rendu des couleurs",
                "Farbwiedergabe Ra",
                "colour rendering index",
            ),
            minimum=0,
            maximum=100,
            external={"*": ("cri", "ra", "farbwiedergabe", "irc")},
        ),
        Field(
            name="distribution",
            kind=Kind.CODE,
            codes=DISTRIBUTION,
            label=Text(
                "Liichtverdeelung", "répartition lumineuse", "Lichtverteilung", "light distribution"
            ),
            external={
                "talq": ("lightDistributionType",),
                "*": ("distribution", "lichtverteilung", "photométrie", "optique"),
            },
        ),
        Field(
            name="control",
            kind=Kind.CODE,
            codes=LIGHT_CONTROL,
            label=Text("Steierung", "commande", "Steuerung", "control"),
            external={
                "talq": ("controlType",),
                "*": ("control", "steuerung", "commande", "pilotage", "steierung"),
            },
        ),
        Field(
            name="socket",
            kind=Kind.CODE,
            codes=LIGHT_SOCKET,
            label=Text(
                "Sockel fir de Controller",
                "embase du contrôleur",
                "Steuerungssockel",
                "controller socket",
            ),
            external={"talq": ("socketType",), "*": ("socket", "sockel", "embase")},
        ),
        Field(
            name="mounting",
            kind=Kind.CODE,
            codes=MOUNTING,
            label=Text("Befestegung", "fixation", "Befestigung", "mounting"),
            external={
                "osm": ("support", "lamp_mount"),
                "*": ("mounting", "befestigung", "fixation", "montage"),
            },
        ),
        Field(
            name="mounting_height_m",
            kind=Kind.NUMBER,
            label=Text(
                "Héicht vum Liichtpunkt", "hauteur de feu", "Lichtpunkthöhe", "mounting height"
            ),
            unit="m",
            minimum=0,
            maximum=60,
            external={
                "osm": ("height",),
                "fiware": ("lanternHeight",),
                "*": (
                    "mounting_height_m",
                    "lichtpunkthöhe",
                    "lichtpunkthoehe",
                    "lph",
                    "hauteur_feu",
                    "hauteur",
                    "héicht",
                ),
            },
        ),
        Field(
            name="lighting_class",
            kind=Kind.CODE,
            codes=LIGHTING_CLASS,
            label=Text(
                "Beliichtungsklass EN 13201",
                "classe d'éclairage EN 13201",
                "Beleuchtungsklasse EN 13201",
                "lighting class EN 13201",
            ),
            external={
                "*": (
                    "lighting_class",
                    "beleuchtungsklasse",
                    "classe_éclairage",
                    "classe_eclairage",
                    "beliichtungsklass",
                )
            },
        ),
        Field(
            name="dimming_profile",
            kind=Kind.TEXT,
            only=Only("control", ("dali", "analogue", "pwm", "bilevel", "other")),
            label=Text("Dimmprofil", "profil de gradation", "Dimmprofil", "dimming profile"),
            visibility=Visibility.INTERNAL,
            external={
                "*": ("dimming_profile", "dimmprofil", "dimmung", "gradation", "profil_gradation")
            },
        ),
        Field(
            name="model",
            kind=Kind.TEXT,
            label=Text(
                "Hiersteller a Modell",
                "fabricant et modèle",
                "Hersteller und Modell",
                "maker and model",
            ),
            visibility=Visibility.INTERNAL,
            external={
                "fiware": ("refStreetlightModel",),
                "*": (
                    "model",
                    "modell",
                    "modèle",
                    "modele",
                    "hersteller",
                    "fabricant",
                    "manufacturer",
                ),
            },
        ),
        Field(
            name="pole",
            kind=Kind.REFERENCE,
            refers_to="pole",
            only=Only("mounting", ("pole", "suspended")),
            label=Text("Luuchtemast", "mât", "Lichtmast", "pole"),
            role=FieldRole.SUPPORT,
            external={
                "fiware": ("streetPoleNum",),
                "*": (
                    "pole",
                    "mast",
                    "mât",
                    "mat",
                    "poleid",
                    "pole_id",
                    "mastnummer",
                    "luuchtemast",
                ),
            },
        ),
        CIRCUIT,
        Field(
            name="warranty_until",
            kind=Kind.DATE,
            label=Text("Garantie bis", "garantie jusqu'au", "Garantie bis", "under warranty until"),
            visibility=Visibility.INTERNAL,
            external={"*": ("warranty_until", "garantie_bis", "garantie", "fin_garantie")},
        ),
    ),
)

POLE = asset_layer(
    name="pole",
    theme=LIGHTING,
    label=Text(
        "Luuchtemast", "mât d'éclairage", "Lichtmast", "lighting pole", "poste de iluminação"
    ),
    geometry=GeometryKind.POINT,
    role=Role.SUPPORTS,
    symbol=Symbol(colour="#7d4c00", shape=Shape.SQUARE, size_px=3, min_zoom=16),
    code_prefix="PO",
    accuracy_m=0.5,
    snap_m=0.3,
    tile_fields=("material",),
    external={
        "fiware": ("StreetlightPole",),
        "*": (
            "pole",
            "poles",
            "kansas_city_poles",
            "mast",
            "masten",
            "maste",
            "lichtmast",
            "lichtmasten",
            "luuchtemast",
            "luuchtemasten",
            "mât",
            "mâts",
            "mats",
            "supports",
        ),
    },
    faults=POLE_FAULTS,
    fields=(
        Field(
            name="height_m",
            kind=Kind.NUMBER,
            label=Text("Héicht", "hauteur", "Höhe", "height"),
            unit="m",
            minimum=0,
            maximum=60,
            external={
                "osm": ("height",),
                "*": ("height_m", "height", "höhe", "hoehe", "masthöhe", "hauteur", "héicht"),
            },
        ),
        Field(
            name="material",
            kind=Kind.CODE,
            codes=POLE_MATERIAL,
            label=Text("Material", "matériau", "Werkstoff", "material"),
            role=FieldRole.MATERIAL,
            external={"*": ("material", "werkstoff", "matériau", "materiau", "mastmaterial")},
        ),
        Field(
            name="category",
            kind=Kind.CODE,
            codes=POLE_CATEGORY,
            label=Text("Masttyp", "type de mât", "Mastart", "category"),
            external={
                "osm": ("lamp_mount",),
                "*": ("category", "mastart", "masttyp", "type_mât", "type_mat"),
            },
        ),
        CONDITION_CLASS,
        Field(
            name="tag",
            kind=Kind.TEXT,
            label=Text(
                "Barcode oder QR-Code",
                "code-barres ou QR",
                "Barcode oder QR-Code",
                "bar or QR code",
            ),
            max_length=80,
            visibility=Visibility.INTERNAL,
            external={"*": ("tag", "barcode", "qr", "qr_code", "code_barres", "plakette")},
        ),
        CHECKED_ON,
    ),
)
