"""The sewers: pipes and manholes."""

from __future__ import annotations

from layers.asset import asset_layer
from layers.codes.sewer_nodes import ACCESSIBILITY, COVER_CLASS, MANHOLE_FUNCTION, SHAPE
from layers.codes.sewer_pipes import (
    DRAINAGE,
    HYDRAULIC,
    LEVEL_ACCURACY,
    PIPE_KIND,
    PROFILE,
    RELINING,
)
from layers.faults import MANHOLE_FAULTS
from layers.fields import (
    CHECKED_ON,
    CONDITION_CLASS,
    COVER_LEVEL_M,
    DEPTH_M,
    INVERT_LEVEL_M,
    LENGTH_M,
    NODE_FROM,
    NODE_TO,
    ROUGHNESS,
    SEWER_MATERIAL,
    WASTE_WATER,
    WIDTH_MM,
)
from layers.spec import (
    Field,
    FieldRole,
    GeometryKind,
    Kind,
    Positioning,
    Role,
    Shape,
    Symbol,
    Text,
    Visibility,
)
from layers.themes import SEWER

SEWER_PIPE = asset_layer(
    name="sewer_pipe",
    theme=SEWER,
    label=Text("Kanal", "canalisation", "Kanalhaltung", "sewer pipe"),
    geometry=GeometryKind.LINE,
    role=Role.CONVEYS,
    symbol=Symbol(colour="#7a4a21", shape=Shape.LINE, size_px=3, min_zoom=13),
    code_prefix="SP",
    visibility=Visibility.INTERNAL,
    accuracy_m=0.1,
    positioning=Positioning.RTK_FIXED,
    tile_fields=("usage", "height_mm"),
    external={
        "swmm": ("conduits",),
        "isybau": ("Kante",),
        "vsa": ("Haltung", "vw_tww_reach"),
        "inspire": ("SewerPipe",),
        "*": (
            "sewer_pipe",
            "sewer_pipes",
            "kanal",
            "kanäle",
            "haltung",
            "haltungen",
            "canalisation",
            "canalisations",
            "collecteur",
            "collecteurs",
        ),
    },
    fields=(
        Field(
            name="kind",
            kind=Kind.CODE,
            codes=PIPE_KIND,
            label=Text("Zort", "type", "Art", "kind"),
            external={
                "isybau": ("KantenTyp",),
                "*": ("kind", "kantentyp", "art", "typ", "type", "zort"),
            },
        ),
        WASTE_WATER,
        Field(
            name="drainage",
            kind=Kind.CODE,
            codes=DRAINAGE,
            label=Text(
                "Ofwaassersystem", "système d'évacuation", "Entwässerungsart", "drainage system"
            ),
            external={
                "isybau": ("Entwaesserungsart",),
                "*": ("drainage", "entwässerungsart", "entwaesserungsart", "entwässerungssystem"),
            },
        ),
        Field(
            name="hydraulic",
            kind=Kind.CODE,
            codes=HYDRAULIC,
            label=Text(
                "Hydraulesch Funktioun",
                "fonction hydraulique",
                "hydraulische Funktion",
                "hydraulic function",
            ),
            external={
                "vsa": ("FunktionHydraulisch", "function_hydraulic"),
                "isybau": ("HaltungsFunktion",),
                "*": ("hydraulic", "hydraulik", "funktion_hydraulisch", "fonction_hydraulique"),
            },
        ),
        Field(
            name="profile",
            kind=Kind.CODE,
            codes=PROFILE,
            label=Text("Profil", "profil", "Profil", "profile"),
            external={
                "swmm": ("shape",),
                "isybau": ("Profilart",),
                "vsa": ("Profiltyp", "profile_type"),
                "*": ("profile", "profil", "profilart", "profiltyp", "forme"),
            },
        ),
        Field(
            name="height_mm",
            kind=Kind.NUMBER,
            label=Text("Héicht oder DN", "hauteur ou DN", "Höhe oder DN", "height or DN"),
            unit="mm",
            role=FieldRole.DIAMETER,
            minimum=5,
            maximum=20000,
            external={
                "isybau": ("Profilhoehe",),
                "vsa": ("Lichte_Hoehe", "clear_height"),
                "*": (
                    "height_mm",
                    "dn",
                    "profilhöhe",
                    "profilhoehe",
                    "durchmesser",
                    "diameter",
                    "diamètre",
                    "diametre",
                    "diameter_mm",
                    "hauteur",
                    "duerchmiesser",
                ),
            },
        ),
        WIDTH_MM,
        Field(
            name="barrels",
            kind=Kind.INTEGER,
            label=Text("Zuel Réier niefteneen", "nombre de tubes", "Anzahl Rohre", "barrels"),
            minimum=1,
            maximum=20,
        ),
        SEWER_MATERIAL,
        Field(
            name="invert_from_m",
            kind=Kind.NUMBER,
            label=Text(
                "Sohlhéicht uewen", "cote radier amont", "Sohlhöhe oben", "upstream invert level"
            ),
            unit="m",
            role=FieldRole.INVERT_FROM,
            minimum=-100,
            maximum=4000,
            external={
                "isybau": ("SohlhoeheZulauf",),
                "vsa": ("Kote_von",),
                "*": (
                    "invert_from_m",
                    "invert_from",
                    "sohlhöhe_oben",
                    "sohlhoehe_oben",
                    "sohle_oben",
                    "cote_radier_amont",
                    "radier_amont",
                ),
            },
        ),
        Field(
            name="invert_to_m",
            kind=Kind.NUMBER,
            label=Text(
                "Sohlhéicht ënnen", "cote radier aval", "Sohlhöhe unten", "downstream invert level"
            ),
            unit="m",
            role=FieldRole.INVERT_TO,
            minimum=-100,
            maximum=4000,
            external={
                "isybau": ("SohlhoeheAblauf",),
                "vsa": ("Kote_nach",),
                "*": (
                    "invert_to_m",
                    "invert_to",
                    "sohlhöhe_unten",
                    "sohlhoehe_unten",
                    "sohle_unten",
                    "cote_radier_aval",
                    "radier_aval",
                ),
            },
        ),
        Field(
            name="invert_accuracy",
            kind=Kind.CODE,
            codes=LEVEL_ACCURACY,
            label=Text(
                "Genauegkeet vun der Sohlhéicht",
                "précision des cotes radier",
                "Genauigkeit der Sohlhöhen",
                "accuracy of invert levels",
            ),
            external={"vsa": ("Hoehengenauigkeit", "elevation_accuracy")},
        ),
        LENGTH_M,
        Field(
            name="ring_stiffness_kn_m2",
            kind=Kind.NUMBER,
            label=Text(
                "Réngsteifegkeet SN",
                "rigidité annulaire SN",
                "Ringsteifigkeit SN",
                "ring stiffness SN",
            ),
            unit="kN/m²",
            minimum=0.5,
            maximum=1000,
            external={
                "vsa": ("Ringsteifigkeit", "ring_stiffness"),
                "*": ("ring_stiffness_kn_m2", "sn", "ringsteifigkeit", "rigidité", "rigidite"),
            },
        ),
        ROUGHNESS,
        Field(
            name="relining_kind",
            kind=Kind.CODE,
            codes=RELINING,
            label=Text("Relining", "type de chemisage", "Auskleidung", "kind of relining"),
            external={
                "isybau": ("Auskleidung",),
                "vsa": ("Relining_Bautechnik", "relining_construction"),
                "*": ("relining_kind", "relining", "inliner", "auskleidung", "chemisage"),
            },
        ),
        Field(
            name="relined_year",
            kind=Kind.INTEGER,
            label=Text(
                "Joer vum Relining",
                "année du chemisage",
                "Jahr der Auskleidung",
                "year of relining",
            ),
            minimum=1800,
            maximum=2100,
            external={
                "*": ("relined_year", "sanierungsjahr", "année_chemisage", "annee_chemisage")
            },
        ),
        CONDITION_CLASS,
        CHECKED_ON,
        NODE_FROM,
        NODE_TO,
    ),
)

SEWER_MANHOLE = asset_layer(
    name="sewer_manhole",
    theme=SEWER,
    label=Text("Kanalschacht", "regard", "Kanalschacht", "manhole", "câmara de visita"),
    geometry=GeometryKind.POINT,
    role=Role.JOINS,
    symbol=Symbol(colour="#5a3312", shape=Shape.CIRCLE, size_px=5, min_zoom=15),
    code_prefix="SM",
    visibility=Visibility.INTERNAL,
    accuracy_m=0.1,
    positioning=Positioning.RTK_FIXED,
    tile_fields=("function", "cover_level_m"),
    external={
        "swmm": ("junctions",),
        "isybau": ("Schacht",),
        "vsa": ("Normschacht", "manhole"),
        "inspire": ("Manhole",),
        "osm": ("man_made=manhole",),
        "*": (
            "sewer_manhole",
            "sewer_manholes",
            "manhole",
            "manholes",
            "schacht",
            "schächte",
            "kanalschacht",
            "kanalschächte",
            "regard",
            "regards",
        ),
    },
    faults=MANHOLE_FAULTS,
    fields=(
        Field(
            name="function",
            kind=Kind.CODE,
            codes=MANHOLE_FUNCTION,
            label=Text("Funktioun", "fonction", "Funktion", "function"),
            external={
                "swmm": ("kind",),
                "isybau": ("SchachtFunktion",),
                "vsa": ("Funktion", "function"),
                "*": (
                    "function",
                    "funktion",
                    "schachtfunktion",
                    "schachtart",
                    "fonction",
                    "funktioun",
                ),
            },
        ),
        WASTE_WATER,
        SEWER_MATERIAL,
        COVER_LEVEL_M,
        INVERT_LEVEL_M,
        DEPTH_M,
        Field(
            name="shape",
            kind=Kind.CODE,
            codes=SHAPE,
            label=Text("Form", "forme", "Form", "shape"),
            external={"isybau": ("Aufbauform",), "*": ("shape", "form", "schachtform", "forme")},
        ),
        Field(
            name="diameter_mm",
            kind=Kind.NUMBER,
            label=Text(
                "Duerchmiesser oder Längt",
                "diamètre ou longueur",
                "Durchmesser oder Länge",
                "diameter or length",
            ),
            unit="mm",
            role=FieldRole.DIAMETER,
            minimum=100,
            maximum=20000,
            external={
                "vsa": ("Dimension1", "dimension1"),
                "*": (
                    "diameter_mm",
                    "dn",
                    "durchmesser",
                    "schachtdurchmesser",
                    "diamètre",
                    "diametre",
                    "duerchmiesser",
                ),
            },
        ),
        WIDTH_MM,
        Field(
            name="cover_class",
            kind=Kind.CODE,
            codes=COVER_CLASS,
            label=Text(
                "Belaaschtungsklass", "classe de résistance", "Belastungsklasse", "load class"
            ),
            external={
                "isybau": ("Abdeckungsklasse",),
                "*": (
                    "cover_class",
                    "belastungsklasse",
                    "abdeckungsklasse",
                    "classe_tampon",
                    "classe",
                ),
            },
        ),
        Field(
            name="cover_shape",
            kind=Kind.CODE,
            codes=SHAPE,
            label=Text("Form vum Deckel", "forme du tampon", "Deckelform", "shape of the cover"),
            external={
                "isybau": ("Deckelform",),
                "vsa": ("Deckelform", "cover_shape"),
                "*": ("cover_shape", "deckelform", "forme_tampon"),
            },
        ),
        Field(
            name="cover_bolted",
            kind=Kind.BOOLEAN,
            label=Text(
                "Deckel verschrauft", "tampon verrouillé", "Deckel verschraubt", "cover bolted"
            ),
            external={
                "vsa": ("Verschluss",),
                "*": ("cover_bolted", "verschraubt", "verrouillé", "bolted"),
            },
        ),
        Field(
            name="cover_vented",
            kind=Kind.BOOLEAN,
            label=Text(
                "Deckel mat Belëftung", "tampon ventilé", "Deckel mit Lüftung", "cover vented"
            ),
            external={
                "vsa": ("Entlueftung",),
                "*": ("cover_vented", "lüftung", "entlüftet", "ventilé", "vented"),
            },
        ),
        Field(
            name="accessibility",
            kind=Kind.CODE,
            codes=ACCESSIBILITY,
            label=Text("Zougänglechkeet", "accessibilité", "Zugänglichkeit", "accessibility"),
            external={
                "vsa": ("Zugaenglichkeit", "accessibility"),
                "*": ("accessibility", "zugänglichkeit", "accessibilité"),
            },
        ),
        CONDITION_CLASS,
        Field(
            name="inspection_interval_years",
            kind=Kind.NUMBER,
            label=Text(
                "Inspektiounsintervall",
                "intervalle d'inspection",
                "Inspektionsintervall",
                "inspection interval",
            ),
            unit="a",
            minimum=0,
            maximum=50,
            external={
                "vsa": ("Inspektionsintervall", "inspection_interval"),
                "*": ("inspection_interval_years", "inspektionsintervall", "intervalle_inspection"),
            },
        ),
        CHECKED_ON,
    ),
)
