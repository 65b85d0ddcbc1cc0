"""What feeds the street lights: cabinets and cables."""

from __future__ import annotations

from layers.asset import asset_layer
from layers.codes.lighting import CABINET_FEATURE, CABINET_MATERIAL, CONDUCTOR
from layers.fields import CHECKED_ON, LENGTH_M, NODE_FROM, NODE_TO
from layers.lighting import CIRCUIT
from layers.spec import (
    Field,
    FieldRole,
    GeometryKind,
    Kind,
    Role,
    Shape,
    Symbol,
    Text,
    Visibility,
)
from layers.themes import LIGHTING

LIGHT_CABINET = asset_layer(
    name="light_cabinet",
    theme=LIGHTING,
    label=Text("Schaltschaf", "armoire de commande", "Schaltschrank", "lighting cabinet"),
    geometry=GeometryKind.POINT,
    role=Role.SUPPLIES,
    symbol=Symbol(colour="#9a4f00", shape=Shape.DIAMOND, size_px=6, min_zoom=15),
    code_prefix="LC",
    visibility=Visibility.INTERNAL,
    accuracy_m=0.5,
    tile_fields=("circuits",),
    external={
        "talq": ("CabinetController",),
        "fiware": ("StreetlightControlCabinet",),
        "*": (
            "light_cabinet",
            "light_cabinets",
            "schaltschrank",
            "schaltschränke",
            "schaltschaf",
            "armoire",
            "armoires",
        ),
    },
    fields=(
        Field(
            name="material",
            kind=Kind.CODE,
            codes=CABINET_MATERIAL,
            label=Text("Material", "matériau", "Werkstoff", "material"),
            role=FieldRole.MATERIAL,
            external={
                "fiware": ("cupboardMadeOf",),
                "*": ("material", "werkstoff", "matériau", "materiau"),
            },
        ),
        Field(
            name="features",
            kind=Kind.CODES,
            codes=CABINET_FEATURE,
            label=Text("Ausstattung", "équipement", "Ausstattung", "features"),
            external={
                "fiware": ("features",),
                "*": ("features", "ausstattung", "équipement", "equipement"),
            },
        ),
        Field(
            name="circuits",
            kind=Kind.TEXT,
            label=Text("Stroumkreesser", "circuits", "Stromkreise", "circuits"),
            help=Text(
                "D'Stroumkreesser, déi vun hei ausginn, mat Komma getrennt.",
                "Les circuits au départ de cette armoire, séparés par des virgules.",
                "Die Stromkreise, die hier abgehen, durch Komma getrennt.",
                "The circuits that start here, separated by commas.",
            ),
            external={"*": ("circuits", "stromkreise", "kreise", "départs", "stroumkreesser")},
        ),
        Field(
            name="meter_number",
            kind=Kind.TEXT,
            label=Text("Stroumzieler", "numéro de compteur", "Stromzähler", "meter number"),
            max_length=60,
            external={
                "*": ("meter_number", "zählernummer", "stromzähler", "numéro_compteur", "pod")
            },
        ),
        Field(
            name="voltage_v",
            kind=Kind.INTEGER,
            label=Text("Spannung", "tension", "Spannung", "voltage"),
            unit="V",
            minimum=0,
            maximum=1000,
            external={"*": ("voltage_v", "spannung", "tension", "voltage")},
        ),
        Field(
            name="available_power_kw",
            kind=Kind.NUMBER,
            label=Text(
                "Uschlossleeschtung", "puissance souscrite", "Anschlussleistung", "available power"
            ),
            unit="kW",
            minimum=0,
            maximum=1000,
            external={
                "fiware": ("maximumPowerAvailable",),
                "*": ("available_power_kw", "anschlussleistung", "puissance_souscrite"),
            },
        ),
        CHECKED_ON,
    ),
)

LIGHT_CABLE = asset_layer(
    name="light_cable",
    theme=LIGHTING,
    label=Text("Beliichtungskabel", "câble d'éclairage", "Beleuchtungskabel", "lighting cable"),
    geometry=GeometryKind.LINE,
    role=Role.CONVEYS,
    symbol=Symbol(colour="#a8730a", shape=Shape.DASHED, size_px=2, min_zoom=15),
    code_prefix="LK",
    visibility=Visibility.INTERNAL,
    accuracy_m=0.2,
    tile_fields=("circuit",),
    external={
        "fiware": ("StreetlightFeeder",),
        "*": (
            "light_cable",
            "light_cables",
            "beleuchtungskabel",
            "kabel",
            "câbles",
            "cables",
            "cables_eclairage",
            "beliichtungskabelen",
        ),
    },
    fields=(
        CIRCUIT,
        Field(
            name="cabinet",
            kind=Kind.REFERENCE,
            refers_to="light_cabinet",
            label=Text("Schaltschaf", "armoire", "Schaltschrank", "cabinet"),
            external={"*": ("cabinet", "schaltschrank", "schrank", "armoire", "schaltschaf")},
        ),
        Field(
            name="phases",
            kind=Kind.INTEGER,
            label=Text("Phasen", "phases", "Phasen", "phases"),
            minimum=1,
            maximum=3,
            external={"*": ("phases", "phasen")},
        ),
        Field(
            name="cores",
            kind=Kind.INTEGER,
            label=Text("Oderen", "conducteurs", "Adern", "cores"),
            minimum=1,
            maximum=50,
            external={"*": ("cores", "adern", "aderzahl", "conducteurs")},
        ),
        Field(
            name="section_mm2",
            kind=Kind.NUMBER,
            label=Text("Querschnëtt", "section", "Querschnitt", "cross-section"),
            unit="mm²",
            minimum=0.5,
            maximum=1000,
            external={"*": ("section_mm2", "querschnitt", "section", "querschnëtt")},
        ),
        Field(
            name="material",
            kind=Kind.CODE,
            codes=CONDUCTOR,
            label=Text("Leeder", "conducteur", "Leiter", "conductor"),
            role=FieldRole.MATERIAL,
            external={"*": ("material", "leiter", "leitermaterial", "conducteur")},
        ),
        Field(
            name="voltage_v",
            kind=Kind.INTEGER,
            label=Text("Spannung", "tension", "Spannung", "voltage"),
            unit="V",
            minimum=0,
            maximum=1000,
            external={"*": ("voltage_v", "spannung", "tension", "voltage")},
        ),
        Field(
            name="in_duct",
            kind=Kind.BOOLEAN,
            label=Text("Am Schutzrouer", "sous fourreau", "im Schutzrohr", "in a duct"),
            external={"*": ("in_duct", "schutzrohr", "leerrohr", "fourreau", "gaine")},
        ),
        LENGTH_M,
        NODE_FROM,
        NODE_TO,
    ),
)
