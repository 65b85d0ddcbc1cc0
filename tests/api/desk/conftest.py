"""A village with two lamps, reports of it, and a clerk who asks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from shapely import Point
from sqlalchemy import text

from api.worker import Worker
from field_capture.reports.damage_report import submit
from field_capture.reports.draft import Channel, Draft
from gis import assets
from tests.api.desk.town_hall import CLERK, LAMP


@pytest.fixture
def village(make_commune, opened, now, owner_engine):
    make_commune()
    with opened("heffingen") as session:
        for n in (1, 2):
            assets.create(session, LAMP, Point(85000 + 40 * n, 92000), {"code": f"LU-{n}"})
    yield "heffingen"
    with owner_engine.begin() as connection:
        connection.execute(text("DELETE FROM platform.procrastinate_jobs"))


@pytest.fixture
def sent(village, opened, now):
    def make(service="lamp_out", *, east=85040.0, days=0, **more) -> str:
        with opened("heffingen", CLERK) as session:
            lon, lat = session.commune.operation.to_wgs84(east, 92000)
            more.setdefault("channel", Channel.PHONE)
            draft = Draft(service_code=service, lat=float(lat), long=float(lon), **more)
            return submit(session, draft, now=now - timedelta(days=days)).number

    return make


@pytest.fixture
def ask(client, auth):
    def make(path: str = "", role: str | None = "clerk", data=None):
        headers = {"Accept": "text/html"} | (auth(role) if role else {})
        url = f"/heffingen/reports{path}{'&' if '?' in path else '?'}lang=en"
        if data is None:
            return client.get(url, headers=headers)
        return client.post(url, data=data, headers=headers, follow_redirects=False)

    return make


@pytest.fixture
def work(app_context, cluster):
    dsn = cluster.dsn("netzkaart", "netzkaart_app")
    return lambda: Worker(app_context, dsn).finish()
