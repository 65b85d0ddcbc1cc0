"""What surrounds the networks: for orientation, for geocoding and for checks."""

from __future__ import annotations

from layers.asset import asset_layer
from layers.codes.context import BUILDING_KIND, FLOOD_BAND, LOCALITY_KIND, STREET_KIND
from layers.fields import NAME, POSTAL_CODE
from layers.spec import Field, FieldRole, GeometryKind, Kind, Role, Shape, Symbol, Text
from layers.themes import CONTEXT

COMMUNE_BOUNDARY = asset_layer(
    name="commune_boundary",
    theme=CONTEXT,
    label=Text("Gemengegrenz", "limite communale", "Gemeindegrenze", "commune boundary"),
    geometry=GeometryKind.AREA,
    role=Role.BOUNDS,
    symbol=Symbol(colour="#6a2c8f", shape=Shape.DASHED, size_px=3),
    code_prefix="CB",
    accuracy_m=200,
    snap_m=1.0,
    tile_fields=("name",),
    external={
        "inspire": ("AdministrativeUnit",),
        "osm": ("boundary=administrative",),
        "*": (
            "commune_boundary",
            "communes",
            "commune",
            "heffingen_boundary",
            "gemeinde",
            "gemeinden",
            "gemeng",
            "gemengen",
            "limites_communales",
        ),
    },
    fields=(
        NAME,
        Field(
            name="lau_code",
            kind=Kind.TEXT,
            label=Text("LAU-Code", "code LAU", "LAU-Code", "LAU code"),
            max_length=10,
            external={"*": ("lau_code", "lau", "lau2", "code_commune")},
        ),
    ),
)

LOCALITY = asset_layer(
    name="locality",
    theme=CONTEXT,
    label=Text("Uertschaft", "localité", "Ortschaft", "locality"),
    geometry=GeometryKind.POINT,
    role=Role.ORIENTS,
    symbol=Symbol(colour="#4a4a4a", shape=Shape.CIRCLE, size_px=3, min_zoom=10),
    code_prefix="LO",
    accuracy_m=200,
    snap_m=10,
    tile_fields=("name", "kind"),
    external={
        "osm": (
            (
                "place=town|village|hamlet|farm|isolated_dwelling|suburb|quarter|neighbourhood|"
                "locality"
            ),
        ),
        "*": (
            "locality",
            "localities",
            "ortschaft",
            "ortschaften",
            "localité",
            "localités",
            "uertschaften",
        ),
    },
    fields=(
        NAME,
        Field(
            name="name_lb",
            kind=Kind.TEXT,
            label=Text(
                "Numm op Lëtzebuergesch",
                "nom luxembourgeois",
                "luxemburgischer Name",
                "Luxembourgish name",
            ),
            external={"osm": ("name:lb",)},
        ),
        Field(
            name="name_fr",
            kind=Kind.TEXT,
            label=Text("Numm op Franséisch", "nom français", "französischer Name", "French name"),
            external={"osm": ("name:fr",)},
        ),
        Field(
            name="name_de",
            kind=Kind.TEXT,
            label=Text("Numm op Däitsch", "nom allemand", "deutscher Name", "German name"),
            external={"osm": ("name:de", "name_de")},
        ),
        Field(
            name="kind",
            kind=Kind.CODE,
            codes=LOCALITY_KIND,
            label=Text("Zort", "type", "Art", "kind"),
            external={"osm": ("place", "value"), "*": ("kind", "art", "typ", "type", "zort")},
        ),
        Field(
            name="population",
            kind=Kind.INTEGER,
            label=Text("Awunner", "habitants", "Einwohner", "population"),
            minimum=0,
            maximum=1000000,
            external={"*": ("population", "einwohner", "habitants", "awunner")},
        ),
    ),
)

STREET = asset_layer(
    name="street",
    theme=CONTEXT,
    label=Text("Strooss", "rue", "Straße", "street"),
    geometry=GeometryKind.LINE,
    role=Role.ORIENTS,
    symbol=Symbol(colour="#6f6f6f", shape=Shape.LINE, size_px=2, min_zoom=13),
    code_prefix="ST",
    accuracy_m=10,
    snap_m=0.5,
    tile_fields=("name", "kind"),
    external={
        "giswater": ("streetaxis",),
        "osm": (
            (
                "highway=motorway|motorway_link|trunk|trunk_link|primary|primary_link|"
                "secondary|secondary_link|tertiary|tertiary_link|unclassified|residential|"
                "living_street|service|track|path|footway|cycleway|pedestrian|steps|bridleway"
            ),
        ),
        "*": (
            "street",
            "streets",
            "roads",
            "strooss",
            "stroossen",
            "straße",
            "straßen",
            "strassen",
            "rue",
            "rues",
            "routes",
        ),
    },
    fields=(
        NAME,
        Field(
            name="street_code",
            kind=Kind.TEXT,
            label=Text("Stroossencode", "code de la rue", "Straßenschlüssel", "street code"),
            max_length=20,
            external={
                "*": ("street_code", "straßenschlüssel", "strassenschluessel", "code_rue", "caclr")
            },
        ),
        Field(
            name="kind",
            kind=Kind.CODE,
            codes=STREET_KIND,
            label=Text("Zort", "type", "Art", "kind"),
            external={
                "osm": ("highway", "value"),
                "*": ("kind", "highway", "straßenart", "art", "typ", "type", "zort"),
            },
        ),
        Field(
            name="surface",
            kind=Kind.TEXT,
            label=Text("Belag", "revêtement", "Belag", "surface"),
            max_length=60,
            external={"*": ("surface", "belag", "revêtement", "revetement")},
        ),
    ),
)

ADDRESS_POINT = asset_layer(
    name="address",
    theme=CONTEXT,
    label=Text("Adress", "adresse", "Adresse", "address"),
    geometry=GeometryKind.POINT,
    role=Role.ORIENTS,
    symbol=Symbol(colour="#5d5d5d", shape=Shape.CROSS, size_px=2, min_zoom=17),
    code_prefix="AD",
    accuracy_m=10,
    snap_m=0.5,
    tile_fields=("house_number",),
    external={
        "giswater": ("address",),
        "inspire": ("Address",),
        "*": ("address", "addresses", "adress", "adressen", "adresse", "adresses"),
    },
    fields=(
        Field(
            name="street",
            kind=Kind.TEXT,
            label=Text("Strooss", "rue", "Straße", "street"),
            role=FieldRole.STREET,
            external={
                "giswater": ("streetaxis_id",),
                "osm": ("addr:street",),
                "*": ("street", "straße", "strasse", "rue", "strooss"),
            },
        ),
        Field(
            name="house_number",
            kind=Kind.TEXT,
            label=Text("Hausnummer", "numéro", "Hausnummer", "house number"),
            role=FieldRole.HOUSE_NUMBER,
            max_length=20,
            external={
                "giswater": ("postnumber",),
                "osm": ("addr:housenumber",),
                "*": ("house_number", "hausnummer", "hnr", "numéro_maison", "numero_maison"),
            },
        ),
        POSTAL_CODE,
        Field(
            name="locality",
            kind=Kind.TEXT,
            label=Text("Uertschaft", "localité", "Ort", "locality"),
            external={
                "osm": ("addr:city",),
                "*": ("locality", "ort", "localité", "localite", "uertschaft"),
            },
        ),
    ),
)

BUILDING = asset_layer(
    name="building",
    theme=CONTEXT,
    label=Text("Gebai", "bâtiment", "Gebäude", "building"),
    geometry=GeometryKind.AREA,
    role=Role.ORIENTS,
    symbol=Symbol(colour="#7b746b", shape=Shape.AREA, size_px=1, min_zoom=15),
    code_prefix="BU",
    accuracy_m=5,
    snap_m=0.2,
    tile_fields=("kind",),
    external={
        "inspire": ("Building",),
        "osm": (
            (
                "building=house|residential|apartments|detached|terrace|semidetached_house|"
                "farm|barn|farm_auxiliary|cowshed|stable|greenhouse|public|school|civic|"
                "townhall|fire_station|hospital|kindergarten|church|chapel|commercial|retail|"
                "office|supermarket|hotel|industrial|warehouse|hangar|garage|garages|shed|"
                "carport|hut|roof|service|transformer_tower|water_tower|yes"
            ),
        ),
        "*": (
            "building",
            "buildings",
            "gebai",
            "gebaier",
            "gebäude",
            "bâtiment",
            "bâtiments",
            "batiments",
        ),
    },
    fields=(
        NAME,
        Field(
            name="kind",
            kind=Kind.CODE,
            codes=BUILDING_KIND,
            label=Text("Zort", "type", "Art", "kind"),
            external={
                "osm": ("building", "value"),
                "*": ("kind", "gebäudeart", "art", "typ", "type", "zort"),
            },
        ),
        Field(
            name="floors",
            kind=Kind.INTEGER,
            label=Text("Stäck", "étages", "Geschosse", "floors"),
            minimum=0,
            maximum=100,
            external={
                "osm": ("building:levels",),
                "*": ("floors", "geschosse", "étages", "etages"),
            },
        ),
        Field(
            name="height_m",
            kind=Kind.NUMBER,
            label=Text("Héicht", "hauteur", "Höhe", "height"),
            unit="m",
            minimum=0,
            maximum=500,
            external={
                "osm": ("height",),
                "*": ("height_m", "height", "höhe", "hoehe", "hauteur", "héicht"),
            },
        ),
    ),
)

PARCEL = asset_layer(
    name="parcel",
    theme=CONTEXT,
    label=Text("Parzell", "parcelle", "Parzelle", "parcel"),
    geometry=GeometryKind.AREA,
    role=Role.ORIENTS,
    symbol=Symbol(colour="#84735b", shape=Shape.DASHED, size_px=1, min_zoom=16),
    code_prefix="PA",
    accuracy_m=5,
    snap_m=0.1,
    tile_fields=("parcel_number",),
    external={
        "inspire": ("CadastralParcel",),
        "*": (
            "parcel",
            "parcels",
            "parzell",
            "parzellen",
            "parzelle",
            "flurstück",
            "flurstücke",
            "parcelle",
            "parcelles",
            "pcn",
        ),
    },
    fields=(
        Field(
            name="parcel_number",
            kind=Kind.TEXT,
            label=Text("Parzellennummer", "numéro de parcelle", "Parzellennummer", "parcel number"),
            max_length=40,
            external={
                "inspire": ("nationalCadastralReference",),
                "*": (
                    "parcel_number",
                    "parzellennummer",
                    "flurstücksnummer",
                    "numéro_parcelle",
                    "numero_parcelle",
                ),
            },
        ),
        Field(
            name="cadastral_commune",
            kind=Kind.TEXT,
            label=Text(
                "Katastergemeng", "commune cadastrale", "Katastergemeinde", "cadastral commune"
            ),
            external={
                "*": ("cadastral_commune", "katastergemeinde", "gemarkung", "commune_cadastrale")
            },
        ),
        Field(
            name="section",
            kind=Kind.TEXT,
            label=Text("Sektioun", "section", "Sektion", "section"),
            max_length=40,
            external={"*": ("section", "sektion", "flur", "sektioun")},
        ),
        Field(
            name="area_m2",
            kind=Kind.NUMBER,
            label=Text(
                "Fläch am Kataster",
                "contenance cadastrale",
                "Katasterfläche",
                "area in the cadastre",
            ),
            unit="m²",
            minimum=0,
            maximum=100000000,
            external={
                "inspire": ("areaValue",),
                "*": ("area_m2", "fläche", "flaeche", "surface", "contenance", "area"),
            },
        ),
    ),
)

FLOOD_ZONE = asset_layer(
    name="flood_zone",
    theme=CONTEXT,
    label=Text("Héichwaasserzon", "zone inondable", "Hochwasserzone", "flood zone"),
    geometry=GeometryKind.AREA,
    role=Role.ORIENTS,
    symbol=Symbol(colour="#4a6f8f", shape=Shape.AREA, size_px=1, min_zoom=11),
    code_prefix="FZ",
    accuracy_m=20,
    snap_m=1.0,
    tile_fields=("band",),
    external={
        "*": (
            "flood_zone",
            "flood_zones",
            "flood_hazard_hwgk2021",
            "hochwasser",
            "hochwassergefahrenkarte",
            "zones_inondables",
            "héichwaasserzonen",
        ),
    },
    fields=(
        Field(
            name="band",
            kind=Kind.CODE,
            codes=FLOOD_BAND,
            label=Text("Stuf", "fréquence", "Stufe", "band"),
            external={"*": ("band", "stufe", "hq", "fréquence", "stuf")},
        ),
        Field(
            name="published_year",
            kind=Kind.INTEGER,
            label=Text(
                "Joer vun der Kaart", "année de la carte", "Jahr der Karte", "year of the map"
            ),
            minimum=1900,
            maximum=2100,
            external={"*": ("published_year", "kartenjahr", "année_carte", "annee_carte")},
        ),
    ),
)
