"""What surrounds the networks: for orientation, for geocoding and for checks."""

from __future__ import annotations

from layers.fields import NAME
from layers.spec import Field, GeometryKind, Kind, Layer, Role, Shape, Symbol, Text
from layers.themes import CONTEXT

COMMUNE_BOUNDARY = Layer(
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
