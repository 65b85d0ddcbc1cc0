"""A storm of reports: nobody's is lost, and who works in the town hall does not wait for it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from shapely import Point, box
from sqlalchemy import text

from api.admission import AGAIN_AFTER_S, Door
from api.main import create_app
from api.routes.reports.guards import Guards, form_secret
from api.security import forms
from api.security.pace import Pace
from gis import assets
from layers.catalogue import CATALOGUE

EAST, NORTH = 85000.0, 92000.0
MORE_THAN_THREADS = 45
"""FastAPI has forty threads for everybody."""

PATIENCE_S = 30


@pytest.fixture
def place(make_commune, opened):
    make_commune(boundary=box(84000, 91000, 86000, 93000))
    with opened("heffingen") as session:
        for n in range(5):
            assets.create(session, CATALOGUE["luminaire"], Point(EAST + 30 * n, NORTH), {})
        lon, lat = session.commune.operation.to_wgs84(EAST, NORTH)
    return {"lat": f"{lat:.7f}", "long": f"{lon:.7f}"}


@pytest.fixture
def served(app_context, place) -> Iterator[TestClient]:
    with TestClient(create_app(app_context), follow_redirects=False) as client:
        yield client


@pytest.fixture
def form(app_context, place):
    def make() -> dict[str, str]:
        at = app_context.now() - timedelta(seconds=9)
        stamp, key = forms.issue(form_secret(app_context), at, 1), str(uuid4())
        proof = {"key": key, "work": forms.work(stamp, 1, key)}
        return {**place, "service": "water_none", "stamp": stamp, **proof}

    return make


def send(client: TestClient, form: dict[str, str], n: int = 0):
    headers = {"Accept": "application/json", "X-Forwarded-For": f"10.0.{n}.1"}
    return client.post("/report/heffingen/", data=form, headers=headers)


def until_waiting(engine, many: int) -> None:
    """Wait until so many transactions wait for the next number."""
    asked = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE wait_event_type = 'Lock' AND query LIKE '%report_counter%'"
    )
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        with engine.connect() as connection:
            if (connection.scalar(asked) or 0) >= many:
                return
        time.sleep(0.02)
    pytest.fail("nobody waits")


def test_others_are_answered_while_very_many_reports_wait(
    served, form, superuser_engine, owner_engine, app_context
):
    app_context_guards = served.app.state.report_guards
    app_context_guards.network._most = 1000
    assert send(served, form()).status_code == 201
    with ThreadPoolExecutor(MORE_THAN_THREADS) as phones:
        with owner_engine.begin() as holding:
            holding.execute(text("UPDATE heffingen.report_counter SET last = last"))
            sent = [phones.submit(send, served, form(), n) for n in range(MORE_THAN_THREADS)]
            until_waiting(superuser_engine, 4)
            assert served.get("/report/heffingen/list").status_code == 200
            assert served.get("/ogc/heffingen/collections").status_code == 200
            assert not any(each.done() for each in sent)
        answers = [each.result() for each in sent]
    assert {each.status_code for each in answers} == {201}
    numbers = {each.json()["number"] for each in answers}
    assert len(numbers) == MORE_THAN_THREADS, "none is lost, none is there twice"


def test_copies_sent_at_the_same_moment_count_as_one(served, form, owner_engine, engine):
    served.app.state.report_guards = Guards(network=Pace(1, timedelta(hours=1)))
    sent = form()
    with ThreadPoolExecutor(8) as phones:
        answers = list(phones.map(lambda _: send(served, sent), range(8)))
    assert [each.status_code for each in answers] == [201] * 8
    assert [each.json()["new"] for each in answers].count(True) == 1
    assert send(served, form()).status_code == 429
    with owner_engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM heffingen.report")) == 1


def test_a_copy_by_way_of_another_process_is_the_same_report(
    served, form, superuser_engine, owner_engine
):
    sent = form()
    elsewhere = Guards()
    with (
        TestClient(served.app, follow_redirects=False) as other,
        ThreadPoolExecutor(2) as phones,
    ):
        with owner_engine.begin() as holding:
            holding.execute(text("INSERT INTO heffingen.report_counter VALUES (2026, 0)"))
            first = phones.submit(send, served, sent)
            until_waiting(superuser_engine, 1)
            served.app.state.report_guards = elsewhere
            second = phones.submit(send, other, sent)
            until_waiting(superuser_engine, 2)
        answers = [first.result(), second.result()]
    assert [each.status_code for each in answers] == [201, 201]
    assert len({each.json()["page"] for each in answers}) == 1
    with owner_engine.connect() as connection:
        kept = connection.execute(text("SELECT number FROM heffingen.report")).all()
        assert kept == [("26-00001",)]
        assert connection.scalar(text("SELECT last FROM heffingen.report_counter")) == 1


@pytest.mark.parametrize("way", ["page", "program", "open311"])
def test_who_is_one_too_many_is_told_when_to_come_again_and_is_kept_once(
    served, form, place, superuser_engine, owner_engine, way
):
    served.app.state.report_guards = Guards(door=Door(at_once=1, most_waiting=0))
    assert send(served, form()).status_code == 201
    one, other = form(), form()

    def late():
        if way == "open311":
            sent = {"service_code": "water_none", "device_id": "phone-1", **place}
            return served.post("/open311/heffingen/v2/requests.json?lang=fr", data=sent)
        if way == "page":
            return served.post("/report/heffingen/", data=other, headers={"Accept": "text/html"})
        return send(served, other)

    with ThreadPoolExecutor(1) as phones:
        with owner_engine.begin() as holding:
            holding.execute(text("UPDATE heffingen.report_counter SET last = last"))
            first = phones.submit(send, served, one)
            until_waiting(superuser_engine, 1)
            turned_away = late()
            assert turned_away.status_code == 503
            assert turned_away.headers["Retry-After"] == str(AGAIN_AFTER_S)
            assert turned_away.headers["Cache-Control"] == "no-store"
            assert str(AGAIN_AFTER_S) in turned_away.text
        assert first.result().status_code == 201
    assert late().status_code == (303 if way == "page" else 200 if way == "open311" else 201)
    late()
    with owner_engine.connect() as connection:
        kept = connection.execute(text("SELECT number FROM heffingen.report ORDER BY number"))
        assert [each[0] for each in kept] == ["26-00001", "26-00002", "26-00003"]
