"""A new layer is one declaration, one migration and one golden file; here is one, made up."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text

from api import migrations
from api.context import Context
from api.main import create_app
from api.migrations.generate import next_migration
from gis.exchange.importer import import_file
from gis.exchange.options import ImportOptions
from gis.session import open_session
from gis.settings import Settings
from gis.viewer import Viewer, ViewerRole
from layers.asset import asset_layer
from layers.catalogue import CATALOGUE
from layers.spec import (
    Code,
    CodeList,
    Fault,
    Field,
    GeometryKind,
    Kind,
    Role,
    Shape,
    Symbol,
    Text,
    Theme,
)

# --- all that has to be written for a new layer: this declaration ----------------------------

BENCH = asset_layer(
    name="bench",
    theme=Theme("furniture", Text("Miwwelen", "Mobilier urbain", "Stadtmöbel", "Street furniture")),
    label=Text("Bänk", "bancs", "Bänke", "benches"),
    geometry=GeometryKind.POINT,
    role=Role.ORIENTS,
    symbol=Symbol(colour="#5b3a1e", shape=Shape.SQUARE),
    code_prefix="BE",
    fields=(
        Field(
            name="seats",
            kind=Kind.INTEGER,
            label=Text("Plazen", "places", "Plätze", "seats"),
            minimum=1,
            maximum=20,
        ),
        Field(
            name="wood",
            kind=Kind.CODE,
            label=Text("Holz", "bois", "Holz", "wood"),
            codes=CodeList(
                "wood",
                (
                    Code("oak", Text("Eech", "chêne", "Eiche", "oak")),
                    Code("larch", Text("Läerch", "mélèze", "Lärche", "larch")),
                ),
            ),
        ),
    ),
    tile_fields=("seats",),
    faults=(
        Fault(
            code="bench_broken",
            label=Text("Bänk futti", "Banc cassé", "Bank kaputt", "Broken bench", "Banco partido"),
            description=Text("…", "…", "…", "…", "…"),
        ),
    ),
)
WIDER = CATALOGUE.with_layer(BENCH)
PLANNER = Viewer("test-planner", ViewerRole.PLANNER)
PLACE = [6.2405, 49.7708]


@pytest.fixture
def town(owner_engine: Engine, tmp_path: Path):
    """A commune that was there before the layer was declared, migrated to it."""
    scripts = tmp_path / "migrations"
    shutil.copytree(migrations.HERE / "commune", scripts)
    with owner_engine.begin() as connection:
        migrations.create_commune(connection, "town", title="Town", srid=2169)
        written = next_migration(connection, WIDER, "Add benches", scripts)
        assert written is not None
        assert "CREATE TABLE {schema}.bench" in written.read_text()
        commune = migrations.communes.find(connection, "town")
        assert migrations.drift(connection, WIDER, commune), "the town has no benches yet"
        migrations.run(connection, scripts, "town", srid=2169, app=str(commune.served_as))
        assert migrations.drift(connection, WIDER, commune) == []
        assert next_migration(connection, WIDER, "Nothing", scripts) is None
    yield "town"
    with owner_engine.begin() as connection:
        connection.execute(text("DROP SCHEMA town CASCADE"))
        connection.execute(text("DELETE FROM platform.commune WHERE name = 'town'"))


def test_everything_follows_from_the_declaration(town: str, engine: Engine, tmp_path: Path) -> None:
    context = Context(Settings(demo=True), engine, WIDER)
    crew = next(t for t, v in context.demo_tokens.items() if v.role is ViewerRole.PLANNER)
    headers = {"Authorization": f"Bearer {crew}"}
    client = TestClient(create_app(context))

    # captured by a crew
    feature = {
        "type": "Feature",
        "id": str(uuid4()),
        "geometry": {"type": "Point", "coordinates": PLACE},
        "properties": {
            "layer": "bench",
            "seats": 3,
            "wood": "oak",
            "fix": {"accuracy_m": 0.5, "time": "2026-11-22T10:00:00Z", "source": "nmea"},
        },
    }
    answer = client.post(f"/api/v1/{town}/captures", json=feature, headers=headers)
    assert answer.status_code == 201, answer.text
    refused = client.post(
        f"/api/v1/{town}/captures",
        json=feature | {"id": str(uuid4()), "properties": feature["properties"] | {"seats": 99}},
        headers=headers,
    )
    assert refused.status_code == 422
    assert refused.json()["issues"][0]["path"] == "properties.seats"

    # imported from a file
    file = tmp_path / "bench.geojson"
    file.write_text(
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "geometry": {"type": "Point", "coordinates": [6.2406, 49.7709]},
                        "properties": {"code": "B-7", "Plätze": "4", "Holz": "Lärche"},
                    }
                ],
            }
        )
    )
    with open_session(engine, WIDER, town, PLANNER, source="import") as session:
        report = import_file(session, file, ImportOptions(layer="bench"))
    assert report.total("created") == 1

    # served, described, drawn, exported
    items = client.get(f"/ogc/{town}/collections/bench/items").json()["features"]
    assert {(f["properties"]["seats"], f["properties"]["wood"]) for f in items} == {
        (3, "oak"),
        (4, "larch"),
    }
    schema = client.get(f"/ogc/{town}/collections/bench/schema").json()
    assert schema["properties"]["properties"]["properties"]["seats"]["x-labels"]["de"] == "Plätze"
    assert client.get(f"/ogc/{town}/tiles/bench/14/8475/5563.mvt").status_code in (200, 204)
    page = client.get(f"/{town}/map?lang=lb", headers=headers)
    assert page.status_code == 200
    assert "Miwwelen" in page.text
    assert "bench" in page.text
    exported = client.get(f"/api/v1/{town}/exports/sigi/bench.geojson", headers=headers).json()
    assert len(exported["features"]) == 2
    services = client.get(f"/open311/{town}/v2/services.json?lang=fr").json()
    assert "Banc cassé" in {service["service_name"] for service in services}
