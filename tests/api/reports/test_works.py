"""Works that the commune announces: read first by who reports near by, and nothing else of them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from shapely import Point
from sqlalchemy import text

from api.worker import Worker
from field_capture import retention
from field_capture.orders import announcing, followers, work_order
from field_capture.orders import moves as order_moves
from field_capture.orders import stops as order_stops
from field_capture.orders.says import Wanted
from field_capture.reports import letters
from field_capture.reports.damage_report import submit
from field_capture.reports.draft import Draft
from field_capture.reports.photos import blobs_of
from field_capture.states.order import OrderState
from gis import assets
from gis.errors import Invalid, NotAllowed, UnknownThing
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CLERK = Viewer("clerk-7", ViewerRole.CLERK)
INSIDE = "Mme Muster, code de la porte 1234"
WORDS = {"fr": "Les lampadaires reçoivent des <b>LED</b>.", "pt": "Candeeiros com LED."}


@pytest.fixture
def order(make_commune, opened, now, owner_engine):
    """A planned order about two lamps and about a tank that nobody may know of."""
    make_commune()
    with opened("heffingen") as session:
        about = []
        for name, east in (("luminaire", 85000), ("luminaire", 85030), ("water_tank", 85400)):
            layer = CATALOGUE[name]
            about.append((layer, assets.create(session, layer, Point(east, 92000), {})[0].id))
        says = Wanted(title=INSIDE, text=INSIDE, begins=date(2026, 12, 3), ends=date(2026, 12, 3))
        made = work_order.make(session, says, now)
        order_stops.gather(session, made.id, about=about, now=now)
        planned = order_moves.perform(session, made.id, OrderState.PLANNED, version=None, now=now)
    yield planned
    with owner_engine.begin() as connection:
        connection.execute(text("DELETE FROM platform.procrastinate_jobs"))


@pytest.fixture
def publish(client, auth, order):
    def make(status: int = 303, **words: str):
        page = client.get(f"/heffingen/orders/{order.number}?lang=en", headers=auth("clerk")).text
        version = page.split('name="version" value="')[1].split('"')[0]
        form = {f"announced_{language}": said for language, said in (words or WORDS).items()}
        answer = client.post(
            f"/heffingen/orders/{order.number}?lang=en",
            data=form | {"action": "announce", "version": version},
            headers=auth("clerk") | {"Accept": "text/html"},
            follow_redirects=False,
        )
        assert answer.status_code == status, answer.text
        return answer

    return make


@pytest.fixture
def place(opened):
    def make(east: float) -> dict[str, str]:
        with opened("heffingen") as session:
            lon, lat = session.commune.operation.to_wgs84(east, 92005)
        return {"lat": f"{lat:.7f}", "long": f"{lon:.7f}"}

    return make


def test_nobody_knows_of_works_before_a_clerk_publishes_them(client, order, place, publish) -> None:
    def everything() -> str:
        pages = [client.get("/report/heffingen/", params=place(85010) | {"lang": "fr"}).text]
        return pages[0] + client.get("/report/heffingen/list?lang=fr").text

    assert order.number not in everything()
    assert client.get(f"/report/heffingen/works/{order.number}").status_code == 404
    publish()
    shown = everything() + client.get(f"/report/heffingen/works/{order.number}?lang=fr").text
    assert "La commune le sait déjà" in shown
    assert "Des travaux sont prévus ici le 03/12/2026." in shown
    assert "reçoivent des &lt;b&gt;LED&lt;/b&gt;." in shown
    assert INSIDE not in shown, "of the order itself nothing is told"
    assert "Candeeiros com LED." in client.get("/report/heffingen/list?lang=pt").text
    german = client.get("/report/heffingen/list?lang=de").text
    assert '<span lang="fr">Les lampadaires' in german, "another language is marked as such"
    feed = client.get("/report/heffingen/list.atom?lang=en").text
    assert "Works are planned here on 03/12/2026." in feed
    assert INSIDE not in feed


def test_a_place_that_nobody_may_know_of_announces_nothing(client, place, publish) -> None:
    publish()
    there = client.get("/report/heffingen/", params=place(85400) | {"lang": "fr"}).text
    assert "La commune le sait déjà" not in there


def test_what_citizens_told_of_a_hidden_place_announces_there_only(
    client, order, place, publish, opened
) -> None:
    with opened("heffingen") as session:
        lon, lat = session.commune.operation.to_wgs84(85300, 92000)
        draft = Draft(service_code="water_leak", lat=float(lat), long=float(lon))
        number = submit(session, draft, now=NOW).number
        order_stops.gather(session, order.id, reports=[number], now=NOW)
    publish()
    known = "La commune le sait déjà"
    assert known in client.get("/report/heffingen/", params=place(85300) | {"lang": "fr"}).text
    assert known not in client.get("/report/heffingen/", params=place(85400) | {"lang": "fr"}).text


def test_me_too_and_tell_me(client, order, publish, place, app_context, cluster, opened) -> None:
    publish()
    page = f"/report/heffingen/works/{order.number}"
    for _ in range(2):
        answer = client.post(f"{page}/me-too?lang=en", follow_redirects=False)
        assert answer.headers["location"] == f"{page}?lang=en&done=me_too"
    assert "me too&#39;: 1<" in client.get(f"{page}?lang=en").text
    client.headers["Accept"] = "text/html"
    refused = client.post(f"{page}/follow?lang=pt", data={"email": "kim@example"})
    assert refused.status_code == 422
    assert "E-mail: isto não é" in refused.text
    assert 'value="kim@example"' in refused.text
    back = client.get(f"{page}/follow?lang=pt", follow_redirects=False)
    assert back.headers["location"] == f"{page}?lang=pt"
    client.post(f"{page}/follow?lang=fr", data={"email": "kim@example.lu"})
    work = Worker(app_context, cluster.dsn("netzkaart", "netzkaart_app")).finish
    work()
    outbox = app_context.settings.home / "outbox"
    (asked,) = [each.read_text() for each in outbox.iterdir()]
    link = re.search(r"/report/heffingen/mail/\S+?(?=\?)", asked.replace("=\n", ""))[0]
    with opened("heffingen") as session:
        order_moves.perform(session, order.id, OrderState.IN_PROGRESS, version=None, now=NOW)
    work()
    assert len(list(outbox.iterdir())) == 1, "nothing before the address is confirmed"
    assert client.post(f"{link}/confirm", follow_redirects=False).status_code == 303
    with opened("heffingen") as session:
        order_moves.perform(session, order.id, OrderState.DONE, version=None, now=NOW)
    work()
    written = sorted(each.read_text() for each in outbox.iterdir())
    assert len(written) == 2
    assert any("termin" in each and INSIDE not in each for each in written)
    assert client.get(page).status_code == 404, "what is over is no longer announced"
    client.post(f"{link}/stop")
    with opened("heffingen") as session:
        count = "SELECT count(*) FROM heffingen.order_follower"
        assert session.connection.scalar(text(count)) == 0


def test_whose_letters_of_the_day_are_used_up_asks_again_tomorrow(
    order, opened, owner_engine
) -> None:
    asked = "SELECT count(*) FROM platform.procrastinate_jobs WHERE task_name = 'confirm_letter'"
    with opened("heffingen") as session:
        while letters.asks(session, "kim@example.lu", NOW):
            pass
    for later, count in ((23, 0), (25, 1), (26, 1)):
        with opened("heffingen") as session:
            at = NOW + timedelta(hours=later)
            followers.follow(session, order.id, "kim@example.lu", "fr", at)
        with owner_engine.begin() as connection:
            assert connection.scalar(text(asked)) == count


def test_only_words_of_a_clerk_and_only_with_a_day(order, opened, publish) -> None:
    assert "Add it" in publish(422, fr="  ").text
    assert "x" * 301 in publish(422, fr="x" * 301).text, "what was typed stays"
    with opened("heffingen", Viewer("crew", ViewerRole.CREW)) as session, pytest.raises(NotAllowed):
        announcing.announce(session, order, WORDS, order.version, NOW)
    with opened("heffingen", CLERK) as session:
        undated = work_order.make(session, Wanted(title="x"), NOW)
        with pytest.raises(Invalid, match="The order has no day"):
            announcing.announce(session, undated, WORDS, undated.version, NOW)


def test_a_day_that_is_over_is_no_promise(order, opened, publish) -> None:
    publish()
    with opened("heffingen") as session:
        assert announcing.find(session, order.number, datetime(2026, 12, 3, 20, tzinfo=UTC))
        with pytest.raises(UnknownThing):
            announcing.find(session, order.number, datetime(2026, 12, 4, 1, tzinfo=UTC))
        with pytest.raises(UnknownThing):
            announcing.find(session, "W26-0001' OR 1=1", NOW)


def test_time_forgets_who_followed(client, order, opened, publish, app_context) -> None:
    publish()
    page = f"/report/heffingen/works/{order.number}"
    client.post(f"{page}/follow?lang=fr", data={"email": "kim@example.lu"})
    client.post(f"{page}/me-too")
    blobs = blobs_of(app_context.settings.home, "heffingen")
    with opened("heffingen") as session:
        later = app_context.now() + timedelta(days=8)
        due = retention.carry_out(session, blobs, later)
        assert (due.addresses, due.keys) == (1, 1)
        assert retention.plan(session, later).addresses == 0
