"""A commune with two lamps, a citizen's browser, and a form that was read for ten seconds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from shapely import Point, box
from sqlalchemy import text

from api.routes.reports.guards import form_secret
from api.security import forms
from gis import assets
from layers.catalogue import CATALOGUE
from tests.api.reports.citizens import EAST, NORTH


@pytest.fixture
def lamps(make_commune, opened, owner_engine):
    make_commune(boundary=box(84000, 91000, 86000, 93000))
    made = {}
    with opened("heffingen") as session:
        for code, east in (("L-1", EAST), ("L-2", EAST + 30)):
            made[code] = assets.create(
                session, CATALOGUE["luminaire"], Point(east, NORTH), {"code": code}
            )[0].id
        lon, lat = session.commune.operation.to_wgs84(EAST, NORTH)
    yield made | {"lat": f"{lat:.7f}", "long": f"{lon:.7f}"}
    with owner_engine.begin() as connection:
        connection.execute(text("DELETE FROM platform.procrastinate_jobs"))


@pytest.fixture
def citizen(client: TestClient) -> TestClient:
    client.headers["Accept"] = "text/html"
    client.follow_redirects = False
    return client


@pytest.fixture
def form(lamps, app_context):
    """The fields of a form that was read for ten seconds, with the work done."""

    def make(*, age: float = 10, worked: bool = True, key: str | None = None, **more) -> dict:
        at = app_context.now() - timedelta(seconds=age)
        stamp = forms.issue(form_secret(app_context), at)
        key = key or str(assets.new_id())
        proof = {"key": key, "work": forms.work(stamp, forms.LEAST_BITS, key)} if worked else {}
        place = {"lat": lamps["lat"], "long": lamps["long"]}
        return {**place, "service": "lamp_out", "stamp": stamp, **proof, **more}

    return make


@pytest.fixture
def rows(owner_engine):
    def ask(query: str):
        with owner_engine.connect() as connection:
            return connection.execute(text(query)).all()

    return ask
