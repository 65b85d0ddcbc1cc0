"""The drinking-water network: pipes, nodes, valves."""

from __future__ import annotations

from layers.asset import asset_layer
from layers.codes.water_fittings import (
    ELEVATION_REFERENCE,
    NODE_KIND,
    VALVE_ACTUATION,
    VALVE_FUNCTION,
    VALVE_KIND,
)
from layers.codes.water_pipes import (
    BEDDING,
    LAYING_METHOD,
    PIPE_FUNCTION,
    PIPE_MATERIAL,
    WATER_KIND,
)
from layers.faults import PIPE_FAULTS
from layers.fields import (
    CHECKED_ON,
    DIAMETER_MM,
    ELEVATION_M,
    LENGTH_M,
    NODE_FROM,
    NODE_TO,
    PASSAGE_STATE,
    PRESSURE_RATING_BAR,
    PRESSURE_ZONE,
    ROUGHNESS,
)
from layers.spec import (
    Field,
    FieldRole,
    GeometryKind,
    Kind,
    Only,
    Positioning,
    Role,
    Shape,
    Symbol,
    Text,
    Visibility,
)
from layers.themes import WATER

WATER_PIPE = asset_layer(
    name="water_pipe",
    theme=WATER,
    label=Text(
        "Waasserleitung", "conduite d'eau", "Wasserleitung", "water pipe", "conduta de água"
    ),
    geometry=GeometryKind.LINE,
    role=Role.CONVEYS,
    symbol=Symbol(colour="#1565c0", shape=Shape.LINE, size_px=3, min_zoom=13),
    code_prefix="WP",
    visibility=Visibility.INTERNAL,
    accuracy_m=0.1,
    positioning=Positioning.RTK_FIXED,
    tile_fields=("material", "diameter_mm", "passage"),
    external={
        "giswater": ("arc", "link"),
        "epanet": ("pipes",),
        "qwat": ("pipe",),
        "inspire": ("WaterPipe",),
        "*": (
            "water_pipe",
            "water_pipes",
            "waasserleitung",
            "waasserleitungen",
            "wasserleitung",
            "wasserleitungen",
            "conduite_eau",
            "conduites_eau",
        ),
    },
    faults=PIPE_FAULTS,
    reached_within_m=50,
    fields=(
        Field(
            name="material",
            kind=Kind.CODE,
            codes=PIPE_MATERIAL,
            label=Text("Material", "matériau", "Werkstoff", "material"),
            role=FieldRole.MATERIAL,
            external={
                "qwat": ("fk_material",),
                "*": ("material", "werkstoff", "matériau", "materiau", "rohrmaterial"),
            },
        ),
        DIAMETER_MM,
        Field(
            name="inner_diameter_mm",
            kind=Kind.NUMBER,
            label=Text(
                "Banneduerchmiesser", "diamètre intérieur", "Innendurchmesser", "inner diameter"
            ),
            unit="mm",
            minimum=5,
            maximum=4000,
            external={
                "*": (
                    "inner_diameter_mm",
                    "innendurchmesser",
                    "diamètre_intérieur",
                    "diametre_interieur",
                    "id_mm",
                )
            },
        ),
        Field(
            name="outer_diameter_mm",
            kind=Kind.NUMBER,
            label=Text(
                "Baussenduerchmiesser", "diamètre extérieur", "Außendurchmesser", "outer diameter"
            ),
            unit="mm",
            minimum=5,
            maximum=4500,
            external={
                "*": (
                    "outer_diameter_mm",
                    "außendurchmesser",
                    "aussendurchmesser",
                    "diamètre_extérieur",
                    "diametre_exterieur",
                    "od_mm",
                    "da",
                )
            },
        ),
        Field(
            name="sdr",
            kind=Kind.NUMBER,
            only=Only("material", ("pe100", "pe80", "pe", "pex", "pvc", "plastic", "grp", "other")),
            label=Text("SDR", "SDR", "SDR", "SDR"),
            minimum=5,
            maximum=60,
            help=Text(
                "Baussenduerchmiesser gedeelt duerch d'Wanddéckt.",
                "Diamètre extérieur divisé par l'épaisseur de la paroi.",
                "Außendurchmesser geteilt durch die Wanddicke.",
                "Outer diameter divided by the thickness of the wall.",
            ),
            external={"*": ("sdr",)},
        ),
        PRESSURE_RATING_BAR,
        Field(
            name="function",
            kind=Kind.CODE,
            codes=PIPE_FUNCTION,
            label=Text("Funktioun", "fonction", "Funktion", "function"),
            external={
                "qwat": ("fk_function",),
                "inspire": ("utilityDeliveryType",),
                "*": ("function", "funktion", "leitungsart", "fonction", "funktioun"),
            },
        ),
        Field(
            name="water_kind",
            kind=Kind.CODE,
            codes=WATER_KIND,
            label=Text("Zort Waasser", "nature de l'eau", "Wasserart", "kind of water"),
            external={
                "qwat": ("fk_watertype",),
                "inspire": ("waterType",),
                "*": ("water_kind", "wasserart", "type_eau", "nature_eau"),
            },
        ),
        LENGTH_M,
        Field(
            name="cover_depth_m",
            kind=Kind.NUMBER,
            label=Text("Iwwerdeckung", "recouvrement", "Überdeckung", "depth of cover"),
            unit="m",
            minimum=0,
            maximum=30,
            help=Text(
                "Vum Terrain bis op d'Leitung.",
                "Du terrain au dessus de la conduite.",
                "Vom Gelände bis zum Rohrscheitel.",
                "From the ground to the top of the pipe.",
            ),
            external={
                "*": (
                    "cover_depth_m",
                    "überdeckung",
                    "ueberdeckung",
                    "verlegetiefe",
                    "recouvrement",
                    "iwwerdeckung",
                )
            },
        ),
        Field(
            name="bedding",
            kind=Kind.CODE,
            codes=BEDDING,
            label=Text("Bettung", "lit de pose", "Bettung", "bedding"),
            external={"qwat": ("fk_bedding",), "*": ("bedding", "bettung", "lit_de_pose")},
        ),
        Field(
            name="laying_method",
            kind=Kind.CODE,
            codes=LAYING_METHOD,
            label=Text("Verleeung", "mode de pose", "Verlegeart", "laying method"),
            external={
                "qwat": ("fk_installmethod",),
                "*": ("laying_method", "verlegeart", "verlegung", "mode_de_pose", "mode_pose"),
            },
        ),
        Field(
            name="rehabilitated_year",
            kind=Kind.INTEGER,
            label=Text(
                "Joer vun der Sanéierung",
                "année de réhabilitation",
                "Sanierungsjahr",
                "year of rehabilitation",
            ),
            minimum=1800,
            maximum=2100,
            external={
                "qwat": ("year_rehabilitation",),
                "*": (
                    "rehabilitated_year",
                    "sanierungsjahr",
                    "année_réhabilitation",
                    "annee_rehabilitation",
                ),
            },
        ),
        ROUGHNESS,
        PASSAGE_STATE,
        NODE_FROM,
        NODE_TO,
    ),
)

WATER_NODE = asset_layer(
    name="water_node",
    theme=WATER,
    label=Text("Knuet am Waassernetz", "nœud du réseau d'eau", "Wasserknoten", "water node"),
    geometry=GeometryKind.POINT,
    role=Role.JOINS,
    symbol=Symbol(colour="#3f6fa8", shape=Shape.CIRCLE, size_px=3, min_zoom=16),
    code_prefix="WN",
    visibility=Visibility.INTERNAL,
    accuracy_m=0.1,
    positioning=Positioning.RTK_FIXED,
    tile_fields=("kind",),
    external={
        "giswater": (
            "node[node_type=JUNCTION|FLEXUNION|ADAPTATION|ENDLINE|T|X|CURVE|REDUCTION|REGISTER|MANHOLE|PRESSURE_METER|NETSAMPLEPOINT|FILTER|EXPANTANK|NETELEMENT]",
        ),
        "epanet": ("junctions",),
        "qwat": ("part",),
        "inspire": ("AppurtenanceNode",),
        "*": (
            "water_node",
            "water_nodes",
            "wasserknoten",
            "formstück",
            "formstücke",
            "noeud_eau",
            "noeuds_eau",
        ),
    },
    fields=(
        Field(
            name="kind",
            kind=Kind.CODE,
            codes=NODE_KIND,
            label=Text("Zort", "type", "Art", "kind"),
            external={
                "giswater": ("node_type",),
                "qwat": ("fk_part_type",),
                "*": ("kind", "art", "typ", "type", "zort"),
            },
        ),
        ELEVATION_M,
        Field(
            name="elevation_reference",
            kind=Kind.CODE,
            codes=ELEVATION_REFERENCE,
            label=Text(
                "Bezug vun der Héicht",
                "référence de l'altitude",
                "Bezug der Höhe",
                "elevation taken at",
            ),
            external={
                "qwat": ("fk_object_reference",),
                "*": ("elevation_reference", "höhenbezug", "hoehenbezug", "référence_altitude"),
            },
        ),
        DIAMETER_MM,
        PRESSURE_ZONE,
        Field(
            name="base_demand_l_s",
            kind=Kind.NUMBER,
            label=Text(
                "Verbrauch (Modell)",
                "demande de base (modèle)",
                "Grundbedarf (Modell)",
                "base demand (model)",
            ),
            unit="l/s",
            minimum=-10000,
            maximum=10000,
            external={"*": ("base_demand_l_s", "demand_l_s", "bedarf", "demande")},
        ),
    ),
)

WATER_VALVE = asset_layer(
    name="water_valve",
    theme=WATER,
    label=Text("Schiber", "vanne", "Schieber", "valve"),
    geometry=GeometryKind.POINT,
    role=Role.ISOLATES,
    symbol=Symbol(colour="#0d2f7a", shape=Shape.DIAMOND, size_px=5, min_zoom=15),
    code_prefix="WV",
    visibility=Visibility.INTERNAL,
    accuracy_m=0.1,
    positioning=Positioning.RTK_FIXED,
    tile_fields=("kind", "closed"),
    external={
        "giswater": (
            "node[node_type=SHUTOFF_VALVE|CHECK_VALVE|AIR_VALVE|OUTFALL_VALVE|GREEN_VALVE|PR_REDUC_VALVE|PR_SUSTA_VALVE|PR_BREAK_VALVE|FL_CONTR_VALVE|THROTTLE_VALVE|GEN_PURP_VALVE]",
        ),
        "epanet": ("valves",),
        "qwat": ("valve",),
        "*": (
            "water_valve",
            "water_valves",
            "schiber",
            "schieber",
            "absperrschieber",
            "vanne",
            "vannes",
            "valve",
            "valves",
        ),
    },
    fields=(
        Field(
            name="kind",
            kind=Kind.CODE,
            codes=VALVE_KIND,
            label=Text("Zort", "type", "Art", "kind"),
            external={
                "giswater": ("node_type",),
                "qwat": ("fk_valve_type",),
                "*": ("kind", "valve_type", "schieberart", "art", "typ", "type", "zort"),
            },
        ),
        Field(
            name="function",
            kind=Kind.CODE,
            codes=VALVE_FUNCTION,
            label=Text("Funktioun", "fonction", "Funktion", "function"),
            external={
                "qwat": ("fk_valve_function",),
                "*": ("function", "funktion", "fonction", "funktioun"),
            },
        ),
        Field(
            name="actuation",
            kind=Kind.CODE,
            codes=VALVE_ACTUATION,
            label=Text("Undriff", "commande", "Antrieb", "actuation"),
            external={
                "qwat": ("fk_valve_actuation",),
                "*": ("actuation", "antrieb", "commande", "actionnement"),
            },
        ),
        DIAMETER_MM,
        PRESSURE_RATING_BAR,
        Field(
            name="closed",
            kind=Kind.BOOLEAN,
            label=Text("Zou", "fermée", "geschlossen", "closed"),
            role=FieldRole.CLOSED,
            external={"*": ("closed", "geschlossen", "zu", "fermé", "ferme", "zou")},
        ),
        Field(
            name="broken",
            kind=Kind.BOOLEAN,
            label=Text("Futti", "hors d'usage", "defekt", "broken"),
            help=Text(
                "Léisst sech net méi beweegen: e spaart näischt of.",
                "Ne se manœuvre plus : elle n'isole rien.",
                "Lässt sich nicht mehr bewegen: er sperrt nichts ab.",
                "Cannot be moved any more: it isolates nothing.",
            ),
            external={"*": ("broken", "defekt", "hors_service", "défectueux", "futti")},
        ),
        Field(
            name="opens_towards",
            kind=Kind.TEXT,
            role=FieldRole.DIRECTION,
            label=Text("Geet op a Richtung", "s'ouvre vers", "öffnet in Richtung", "opens towards"),
            max_length=80,
            help=Text(
                "Bei enger Réckschloklapp: d'Kennung vum Knuet, wou d'Waasser higeet.",
                "Pour un clapet : l'identifiant du nœud vers lequel l'eau s'écoule.",
                "Bei einer Rückschlagklappe: Kennung des Knotens, zu dem das Wasser fließt.",
                "Of a check valve: code of the node towards which water flows.",
            ),
        ),
        Field(
            name="zone_boundary",
            kind=Kind.BOOLEAN,
            label=Text(
                "Grenz vun enger Drockzon", "limite de zone", "Zonengrenze", "zone boundary"
            ),
            external={"*": ("zone_boundary", "zonengrenze", "limite_zone", "limite_de_zone")},
        ),
        Field(
            name="turns_to_close",
            kind=Kind.INTEGER,
            label=Text(
                "Ëmdréiunge bis zou", "tours de fermeture", "Umdrehungen bis zu", "turns to close"
            ),
            minimum=0,
            maximum=1000,
            external={"*": ("turns_to_close", "turns", "umdrehungen", "nombre_tours")},
        ),
        Field(
            name="pressure_setting_bar",
            kind=Kind.NUMBER,
            only=Only(
                "kind", ("pressure_reducing", "pressure_sustaining", "pressure_breaker", "other")
            ),
            label=Text(
                "Agestallten Drock",
                "pression de consigne",
                "eingestellter Druck",
                "pressure setting",
            ),
            unit="bar",
            minimum=0,
            maximum=100,
            external={"*": ("pressure_setting_bar", "solldruck", "pression_consigne")},
        ),
        Field(
            name="flow_setting_l_s",
            kind=Kind.NUMBER,
            only=Only("kind", ("flow_control", "other")),
            label=Text(
                "Agestallten Duerchfloss",
                "débit de consigne",
                "eingestellter Durchfluss",
                "flow setting",
            ),
            unit="l/s",
            minimum=0,
            maximum=10000,
            external={
                "*": ("flow_setting_l_s", "solldurchfluss", "débit_consigne", "debit_consigne")
            },
        ),
        ELEVATION_M,
        PRESSURE_ZONE,
        CHECKED_ON,
        NODE_FROM,
        NODE_TO,
    ),
)
