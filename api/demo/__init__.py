"""A first Heffingen: the real boundary and terrain, an invented network inside."""

from __future__ import annotations

import json
from importlib.resources import as_file, files
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine

from api import migrations
from api.demo.network import draw
from gis import assets, communes, crs, terrain
from gis.errors import UnknownCommune
from gis.geometry import from_geojson
from gis.session import open_session
from gis.viewer import Viewer, ViewerRole
from layers.spec import Catalogue

NAME = "heffingen"
NOTICE = (
    "Demo: all assets are synthetic. Boundary © OpenStreetMap contributors (ODbL), simplified; "
    "terrain BD-L-MNT5 (CC0)."
)
BOUNDARY_ERROR_M = 200.0
VIEWER = Viewer("demo", ViewerRole.ADMIN)
_DATA = files("api.demo").joinpath("data")


def ensure(engine: Engine, catalogue: Catalogue) -> bool:
    """Create the demo commune unless it is there; tell whether it was created.

    All in one transaction: a demo that was interrupted leaves nothing half done.
    """
    with engine.connect() as connection:
        try:
            communes.find(connection, NAME)
        except UnknownCommune:
            pass
        else:
            return False
    with engine.begin() as connection:
        migrations.create_commune(
            connection, NAME, title="Heffingen", srid=crs.LUREF, notice=NOTICE
        )
        with open_session(
            engine, catalogue, NAME, VIEWER, source="demo", within=connection
        ) as session:
            with as_file(_DATA.joinpath("luxembourg_dem500_luref_cm.tif")) as raster:
                ground = terrain.inspect(
                    Path(raster), "dem500", metres_per_unit=0.01, attribution="BD-L-MNT5, CC0"
                )
            terrain.load(session, ground)
            text = _DATA.joinpath("heffingen_boundary.geojson").read_text(encoding="utf-8")
            geometry, _ = from_geojson(json.loads(text)["features"][0]["geometry"])
            boundary = crs.transform(geometry, session.commune.operation.to_home)
            properties = {"name": "Heffingen", "accuracy_m": BOUNDARY_ERROR_M}
            assets.create(session, catalogue.bounding(), boundary, properties)
            made: dict[tuple[str, str], UUID] = {}
            for name, shape, values in draw(session.commune.operation, ground):
                layer = catalogue[name]
                references = {
                    field.name: made[field.refers_to, values[field.name]]
                    for field in layer.fields
                    if field.refers_to and field.name in values
                }
                asset, _ = assets.create(session, layer, shape, values | references)
                made[name, values["code"]] = asset.id
    return True
