"""What the drinking-water network serves: hydrants, connections, meters."""

from __future__ import annotations

from layers.asset import asset_layer
from layers.codes.water_pipes import PIPE_MATERIAL
from layers.codes.water_supply import (
    CONNECTION_KIND,
    HYDRANT_KIND,
    HYDRANT_OUTLETS,
    METER_CATEGORY,
    SENSITIVE_CUSTOMER,
)
from layers.faults import HYDRANT_FAULTS
from layers.fields import (
    ADDRESS,
    CHECKED_ON,
    CONNECTED_TO,
    DIAMETER_MM,
    ELEVATION_M,
    PRESSURE_ZONE,
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
from layers.themes import WATER

WATER_HYDRANT = asset_layer(
    name="water_hydrant",
    theme=WATER,
    label=Text("Hydrant", "hydrant", "Hydrant", "hydrant", "boca-de-incêndio"),
    geometry=GeometryKind.POINT,
    role=Role.CONSUMES,
    symbol=Symbol(colour="#b71c1c", shape=Shape.SQUARE, size_px=5, min_zoom=14),
    code_prefix="WH",
    visibility=Visibility.INTERNAL,
    accuracy_m=0.1,
    positioning=Positioning.RTK_FIXED,
    tile_fields=("kind", "diameter_mm"),
    external={
        "giswater": ("node[node_type=HYDRANT]",),
        "qwat": ("hydrant",),
        "osm": ("emergency=fire_hydrant",),
        "*": (
            "water_hydrant",
            "water_hydrants",
            "hydrant",
            "hydrants",
            "hydranten",
            "osm_fire_hydrants_2019",
            "bouches_incendie",
            "poteaux_incendie",
        ),
    },
    faults=HYDRANT_FAULTS,
    fields=(
        Field(
            name="kind",
            kind=Kind.CODE,
            codes=HYDRANT_KIND,
            label=Text("Zort", "type", "Art", "kind"),
            external={
                "osm": ("fire_hydrant:type",),
                "*": ("kind", "hydrantenart", "art", "typ", "type", "zort"),
            },
        ),
        Field(
            name="outlets",
            kind=Kind.CODE,
            codes=HYDRANT_OUTLETS,
            label=Text("Ofgäng", "sorties", "Abgänge", "outlets"),
            external={"qwat": ("fk_output",), "*": ("outlets", "abgänge", "abgaenge", "sorties")},
        ),
        DIAMETER_MM,
        Field(
            name="static_pressure_bar",
            kind=Kind.NUMBER,
            label=Text("Rouhdrock", "pression statique", "Ruhedruck", "static pressure"),
            unit="bar",
            minimum=0,
            maximum=100,
            external={
                "qwat": ("pressure_static",),
                "osm": ("fire_hydrant:pressure",),
                "*": ("static_pressure_bar", "ruhedruck", "pression_statique"),
            },
        ),
        Field(
            name="dynamic_pressure_bar",
            kind=Kind.NUMBER,
            label=Text("Fléissdrock", "pression dynamique", "Fließdruck", "dynamic pressure"),
            unit="bar",
            minimum=0,
            maximum=100,
            external={
                "qwat": ("pressure_dynamic",),
                "*": ("dynamic_pressure_bar", "fließdruck", "fliessdruck", "pression_dynamique"),
            },
        ),
        Field(
            name="flow_l_min",
            kind=Kind.NUMBER,
            label=Text(
                "Duerchfloss bei 2 bar", "débit à 2 bar", "Durchfluss bei 2 bar", "flow at 2 bar"
            ),
            unit="l/min",
            minimum=0,
            maximum=20000,
            external={
                "qwat": ("flow",),
                "osm": ("fire_hydrant:flow_rate", "flow_rate"),
                "*": ("flow_l_min", "durchfluss", "löschwassermenge", "débit", "debit"),
            },
        ),
        Field(
            name="fire_code",
            kind=Kind.TEXT,
            label=Text(
                "Nummer vum CGDIS", "numéro du CGDIS", "Nummer der Feuerwehr", "fire-service number"
            ),
            max_length=40,
            external={
                "*": ("fire_code", "cgdis", "feuerwehrnummer", "numéro_pompiers", "numero_sdis")
            },
        ),
        ELEVATION_M,
        PRESSURE_ZONE,
        CONNECTED_TO,
        CHECKED_ON,
    ),
)

WATER_CONNECTION = asset_layer(
    name="water_connection",
    theme=WATER,
    label=Text("Waasseruschloss", "branchement d'eau", "Wasseranschluss", "water connection"),
    geometry=GeometryKind.POINT,
    role=Role.CONSUMES,
    symbol=Symbol(colour="#2f74c0", shape=Shape.CROSS, size_px=4, min_zoom=17),
    code_prefix="WC",
    visibility=Visibility.INTERNAL,
    accuracy_m=0.5,
    tile_fields=("kind",),
    external={
        "giswater": ("connec", "node[node_type=WATER_CONNECTION]"),
        "qwat": ("subscriber",),
        "*": (
            "water_connection",
            "water_connections",
            "wasseranschluss",
            "wasseranschlüsse",
            "hausanschluss",
            "hausanschlüsse",
            "branchements_eau",
            "waasseruschlëss",
        ),
    },
    fields=(
        Field(
            name="kind",
            kind=Kind.CODE,
            codes=CONNECTION_KIND,
            label=Text("Zort", "type", "Art", "kind"),
            external={
                "giswater": ("conneccat_id",),
                "qwat": ("fk_subscriber_type",),
                "*": ("kind", "anschlussart", "art", "typ", "type", "zort"),
            },
        ),
        ADDRESS,
        Field(
            name="customer_code",
            kind=Kind.TEXT,
            label=Text("Clientsnummer", "numéro de client", "Kundennummer", "customer code"),
            max_length=40,
            visibility=Visibility.RESTRICTED,
            external={
                "*": (
                    "customer_code",
                    "kundennummer",
                    "numéro_client",
                    "numero_client",
                    "clientsnummer",
                )
            },
        ),
        Field(
            name="inhabitants",
            kind=Kind.INTEGER,
            label=Text("Awunner", "habitants", "Bewohner", "inhabitants"),
            minimum=0,
            maximum=10000,
            visibility=Visibility.RESTRICTED,
            external={"*": ("inhabitants", "einwohner", "bewohner", "habitants", "awunner")},
        ),
        Field(
            name="sensitive_customer",
            kind=Kind.CODE,
            codes=SENSITIVE_CUSTOMER,
            label=Text(
                "Sensibele Client", "client sensible", "sensibler Kunde", "sensitive customer"
            ),
            help=Text(
                "Ass virun enger Ofstellung perséinlech ze informéieren.",
                "À prévenir personnellement avant toute coupure.",
                "Vor einer Absperrung persönlich zu benachrichtigen.",
                "To be told in person before the water is shut off.",
            ),
            external={"*": ("sensitive_customer", "sensibel", "client_sensible")},
        ),
        DIAMETER_MM,
        Field(
            name="material",
            kind=Kind.CODE,
            codes=PIPE_MATERIAL,
            label=Text("Material", "matériau", "Werkstoff", "material"),
            role=FieldRole.MATERIAL,
            external={"*": ("material", "werkstoff", "matériau", "materiau")},
        ),
        ELEVATION_M,
        PRESSURE_ZONE,
        CONNECTED_TO,
        CHECKED_ON,
    ),
)

WATER_METER = asset_layer(
    name="water_meter",
    theme=WATER,
    label=Text("Waasserzieler", "compteur d'eau", "Wasserzähler", "water meter"),
    geometry=GeometryKind.POINT,
    role=Role.CONTROLS,
    symbol=Symbol(colour="#1a4d7d", shape=Shape.CROSS, size_px=5, min_zoom=17),
    code_prefix="WM",
    visibility=Visibility.INTERNAL,
    accuracy_m=0.5,
    tile_fields=("category",),
    external={
        "giswater": ("node[node_type=FLOWMETER]",),
        "*": (
            "water_meter",
            "water_meters",
            "wasserzähler",
            "compteurs",
            "compteurs_eau",
            "waasserzieler",
        ),
    },
    fields=(
        Field(
            name="serial_number",
            kind=Kind.TEXT,
            label=Text("Zielernummer", "numéro de compteur", "Zählernummer", "serial number"),
            max_length=60,
            external={
                "*": (
                    "serial_number",
                    "zählernummer",
                    "zaehlernummer",
                    "numéro_compteur",
                    "numero_compteur",
                )
            },
        ),
        Field(
            name="category",
            kind=Kind.CODE,
            codes=METER_CATEGORY,
            label=Text("Kategorie", "catégorie", "Kategorie", "category"),
            external={
                "giswater": ("node_type",),
                "*": ("category", "kategorie", "catégorie", "categorie"),
            },
        ),
        Field(
            name="connection",
            kind=Kind.REFERENCE,
            refers_to="water_connection",
            label=Text("Uschloss", "branchement", "Anschluss", "connection"),
            external={"*": ("connection", "anschluss", "branchement", "uschloss")},
        ),
        DIAMETER_MM,
        Field(
            name="started_on",
            kind=Kind.DATE,
            label=Text("Zielt zanter", "compte depuis", "zählt seit", "in use since"),
            external={"*": ("started_on", "einbau", "beginn", "date_début", "date_debut")},
        ),
        Field(
            name="ended_on",
            kind=Kind.DATE,
            label=Text("Zielt bis", "compte jusqu'au", "zählt bis", "in use until"),
            external={"*": ("ended_on", "ausbau", "ende", "date_fin")},
        ),
        Field(
            name="multiplier",
            kind=Kind.NUMBER,
            label=Text("Faktor", "coefficient", "Faktor", "multiplier"),
            minimum=0,
            maximum=10000,
            help=Text(
                "Kubikmeter pro Eenheet um Zieler.",
                "Mètres cubes par unité du compteur.",
                "Kubikmeter je Einheit des Zählers.",
                "Cubic metres for each unit on the meter.",
            ),
            external={"*": ("multiplier", "faktor", "coefficient", "multiplikator")},
        ),
    ),
)
