"""A citizen's report from the first tap to the repair, and all that people try on such a form."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient
from lxml import html
from PIL import ExifTags, Image
from shapely import Point, box
from sqlalchemy import text

from api.main import create_app
from api.routes.reports.guards import Guards, form_secret
from api.security import forms
from api.security.forms import Load
from api.security.pace import Pace
from field_capture import privacy
from field_capture.reports import letters, moves, public_report, supporters
from field_capture.reports import photos as report_photos
from field_capture.reports.moves import Decision
from field_capture.states.report import State
from field_capture.store import table
from gis import assets
from gis.viewer import ANYONE, Viewer, ViewerRole
from layers.catalogue import CATALOGUE

EAST, NORTH = 85000.0, 92000.0
CLERK = Viewer("clerk-7", ViewerRole.CLERK)
HOME = "/report/heffingen/"


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


def link(answer) -> str:
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def jpeg(size=(640, 480), *, exif=None, colour="red") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, "JPEG", **({"exif": exif} if exif else {}))
    return written.getvalue()


# --- The way of a citizen -------------------------------------------------------------------------


def test_three_steps_without_a_script(lamps, citizen, app_context):
    page = html.fromstring(citizen.get(f"{HOME}?lang=en").text)
    assert page.xpath("//a[contains(@href, 'what=lamp_out')]")
    assert page.xpath("//a[starts-with(@href, 'tel:')]"), "the emergency number is one tap away"
    place = {"lat": lamps["lat"], "long": lamps["long"], "what": "lamp_out", "lang": "en"}
    step = html.fromstring(citizen.get(HOME, params=place).text)
    told = [
        " ".join(each.text_content().split())
        for each in step.xpath("//label[.//input[@name='asset']]")
    ]
    assert told[0].startswith("1 luminaire L-1"), "numbered as on the map, nearest first"
    assert len(step.xpath("//*[local-name()='g'][@class='number']")) == 2
    fields = {
        each.get("name"): each.get("value") or ""
        for each in step.xpath("//form[@id='report']//input[@type='hidden']")
    }
    later = replace(app_context, now=lambda: app_context.now() + timedelta(seconds=9))
    citizen.app.state.context = later
    sent = citizen.post(f"{HOME}?lang=en", data=fields | {"asset": str(lamps["L-2"])})
    assert "L-2" in citizen.get(link(sent)).text


def test_without_the_work_a_clerk_looks_first(lamps, citizen, form, opened, now):
    page = link(citizen.post(HOME, data=form(worked=False)))
    assert citizen.get(page).status_code == 200, "who sent it sees it"
    number = "26-00001"
    assert citizen.get(f"{HOME}list/{number}").status_code == 404
    assert number not in citizen.get(f"{HOME}list").text
    assert citizen.get(f"/open311/heffingen/v2/requests/{number}.json").status_code == 404
    with opened("heffingen", CLERK) as session:
        moves.perform(session, number, Decision(target=State.ACCEPTED), now=now)
    assert citizen.get(f"{HOME}list/{number}").status_code == 200


def test_an_address_is_confirmed_before_the_report_counts(
    lamps, citizen, form, rows, app_context, opened
):
    sent = citizen.post(f"{HOME}?lang=de", data=form(email="kim@example.lu", updates="1"))
    page = citizen.get(link(sent)).text
    assert "Noch ein Schritt" in page
    [(follower, state)] = rows(
        "SELECT f.id, r.state FROM heffingen.report_follower f"
        " JOIN heffingen.report r ON r.id = f.report"
    )
    assert state == "unconfirmed"
    token = app_context.links("heffingen").letter(follower)
    assert "Ja, bestätigen" in citizen.get(f"{HOME}mail/{token}?lang=de").text
    assert rows("SELECT state FROM heffingen.report") == [("unconfirmed",)], "a GET changes nothing"
    tracked = link(citizen.post(f"{HOME}mail/{token}/confirm"))
    assert rows("SELECT state FROM heffingen.report") == [("received",)]
    assert citizen.get(tracked).status_code == 200
    assert tracked.partition("?")[0] == link(sent).partition("?")[0], "the same link as before"
    stopped = citizen.post(
        f"{HOME}mail/{token}/stop?lang=de", data={"List-Unsubscribe": "One-Click"}
    )
    assert stopped.status_code == 200
    again = citizen.get(f"{HOME}mail/{token}/stop?lang=pt")
    assert "Não receberá mais mensagens" in again.text, "in another language"
    back = link(citizen.get(f"{HOME}mail/{token}/confirm?lang=pt"))
    assert back == f"{HOME}mail/{token}?lang=pt"
    assert citizen.get(f"{HOME}mail/x.y/stop").status_code == 404
    assert rows("SELECT updates FROM heffingen.report_follower") == [(False,)]


@pytest.mark.parametrize("place", ["lat=49.61&long=6.13", "lat=48.85&long=2.35", "x=1e9&y=5"])
def test_far_from_the_commune_is_told_before_anything_is_written(citizen, lamps, place):
    page = citizen.get(f"{HOME}?lang=pt&what=lamp_out&{place}").text
    assert "não fica na comuna de" in page
    assert 'name="description"' not in page
    page = citizen.get(f"{HOME}?what=lamp_out&lat={lamps['lat']}&long={lamps['long']}").text
    assert 'name="description"' in page


def test_too_many_megabytes_are_told_on_a_page(citizen, lamps):
    answer = citizen.post(f"{HOME}?lang=pt", headers={"Content-Length": "900000000"}, content=b"x")
    assert answer.status_code == 413
    assert "É mais do que aqui se aceita" in answer.text
    assert answer.headers["content-type"].startswith("text/html")


def test_what_is_wrong_is_told_by_the_names_on_the_page(citizen, form):
    sent = form(email="kim@example", description="a\r\n" * 2001)
    page = citizen.post(f"{HOME}?lang=pt", data=sent)
    assert page.status_code == 422
    told = html.fromstring(page.text).xpath("//*[@role='alert']//li/text()")
    assert [each.partition(":")[0] for each in told] == ["O que vê? (opcional)", "E-mail"]


def test_a_line_end_counts_as_one_as_in_the_browser(citizen, form, rows):
    said = "a\r\n" * 1999 + "bb"
    assert citizen.post(HOME, data=form(description=said)).status_code == 303
    assert rows("SELECT description FROM heffingen.report") == [(said.replace("\r", ""),)]


def test_the_label_on_a_lamp_opens_the_form_with_this_lamp(lamps, citizen):
    page = citizen.get(link(citizen.get(f"{HOME}at/l-2"))).text
    assert f'value="{lamps["L-2"]}" checked' in page
    assert citizen.get(f"{HOME}at/nothing").status_code == 404


def test_a_question_is_answered_and_only_the_town_hall_reads_it(
    lamps, citizen, form, opened, now, rows
):
    page = link(citizen.post(HOME, data=form()))
    path = page.partition("?")[0]
    ask = Decision(target=State.WAITING_INFO, sentence="Op wéi enger Säit?")
    with opened("heffingen", CLERK) as session:
        moves.perform(session, "26-00001", ask, now=now)
    assert "Op wéi enger Säit?" in citizen.get(page).text
    for empty in (" ", "x" * 4001):
        refused = citizen.post(f"{path}/answer?lang=pt", data={"answer": empty})
        assert refused.status_code == 422
        [told] = html.fromstring(refused.text).xpath("//*[@role='alert']/text()")
        assert told.startswith("A sua resposta")
        assert empty in refused.text, "nothing is lost"
    assert link(citizen.get(f"{path}/answer?lang=de")).endswith("lang=de"), "in another language"
    for _ in range(2):  # a second tap changes nothing, and says nothing else
        assert "done=answer" in link(
            citizen.post(f"{path}/answer", data={"answer": "Bei Kim, lénks"})
        )
    assert rows("SELECT body FROM heffingen.report_answer") == [("Bei Kim, lénks",)]
    assert rows("SELECT state FROM heffingen.report") == [("received",)]
    for public in (page, f"{HOME}list/26-00001", f"{HOME}list.atom"):
        assert "Bei Kim" not in citizen.get(public).text
    late = citizen.post(f"{path}/answer?lang=pt", data={"answer": "x"})
    assert late.status_code == 409
    assert "avançou entretanto" in late.text
    assert "recebido" in late.text


def test_still_broken_opens_it_again_by_the_link_alone(lamps, citizen, form, opened, now, rows):
    page = link(citizen.post(HOME, data=form()))
    path = page.partition("?")[0]
    crew = Viewer("admin-1", ViewerRole.ADMIN)
    with opened("heffingen", crew) as session:
        for target in (State.ACCEPTED, State.IN_PROGRESS):
            moves.perform(session, "26-00001", Decision(target=target), now=now)
        done = Decision(target=State.DONE, reason="replaced", sentence="Nei Luucht.")
        report = moves.perform(session, "26-00001", done, now=now).report
        blobs = report_photos.blobs_of(citizen.app.state.context.settings.home, "heffingen")
        picture = report_photos.read([(jpeg(), "a.jpg")])
        report_photos.add(session, blobs, report, picture, now=now, role=report_photos.RESULT)
        photo = report_photos.listed(session, report, public=False)[0].id
    shown = f"{HOME}list/26-00001/photos/{photo}"
    assert citizen.get(shown).status_code == 404, "nobody has released it"
    with opened("heffingen", CLERK) as session:
        report_photos.release(session, photo, now)
    assert citizen.get(shown).headers["content-type"] == "image/jpeg"
    told = citizen.get(f"{page}").text
    assert str(photo) in told
    assert "Nei Luucht." in told
    assert f"{path}/again" in told
    assert "/again" not in citizen.get(f"{HOME}list/26-00001").text
    assert citizen.post(f"{HOME}26-00001/again").status_code == 404
    for _ in range(2):  # a second tap finds it open
        assert "done=again" in link(citizen.post(f"{path}/again"))
    assert rows("SELECT state FROM heffingen.report") == [("reopened",)]
    assert rows("SELECT count(*) FROM heffingen.report_move WHERE mover = 'citizen'") == [(1,)]


def test_many_reports_of_one_lamp_hide_no_other_fault(citizen, form, lamps) -> None:
    for n in range(7):
        citizen.post(HOME, data=form(asset=str(lamps["L-1"]), key=f"one-{n}"))
    citizen.post(HOME, data=form(asset=str(lamps["L-2"]), key="other"))
    citizen.post(HOME, data=form(asset=str(lamps["L-1"]), service="lamp_damaged", key="hanging"))
    where = {"lat": lamps["lat"], "long": lamps["long"], "what": "lamp_out", "lang": "en"}
    page = html.fromstring(citizen.get(HOME, params=where).text)
    told = [each.text_content() for each in page.xpath("//ul[@class='known']/li/p[1]")]
    assert sorted(" ".join(each.split()).partition(":")[0] for each in told) == [
        "Damaged lamp head (L-1)",
        "Street lamp out (L-1)",
        "Street lamp out (L-2)",
    ]


def test_me_too_counts_once_a_day_for_each_network(lamps, app_context, form, opened, now):
    app = create_app(app_context)
    addresses = ("198.51.100.7", "198.51.100.7", "203.0.113.9")
    with TestClient(app, client=("192.0.2.1", 1), follow_redirects=False) as first:
        assert link(first.post(HOME, data=form()))
    for address in addresses:
        with TestClient(app, client=(address, 1), follow_redirects=False) as other:
            assert link(other.post(f"{HOME}list/26-00001/me-too"))
    with opened("heffingen") as session:
        found = public_report.find(session, "26-00001")
        assert supporters.counts(session, [found.id]) == {found.id: 2}
        kept = str(
            session.connection.execute(text("SELECT * FROM heffingen.report_supporter")).all()
        )
    assert "198.51" not in kept


def test_me_too_is_asked_only_where_somebody_reads_it(citizen, form, opened, now, rows):
    for key in ("first", "again"):
        citizen.post(HOME, data=form(key=key))
    assert "/me-too" in citizen.get(f"{HOME}list/26-00002").text
    same = Decision(target=State.DUPLICATE, reason="same_fault", sentence="x",
                    duplicate_of="26-00001")  # fmt: skip
    with opened("heffingen", CLERK) as session:
        moves.perform(session, "26-00002", same, now=now)
        moves.perform(session, "26-00001", Decision(target=State.ACCEPTED), now=now)
    page = citizen.get(f"{HOME}list/26-00002?lang=en").text
    assert "/me-too" not in page
    told = html.fromstring(page).xpath("//dd[a]")[0].text_content()
    assert told.startswith("26-00001 · accepted"), "how the original stands"
    assert "done=" not in link(citizen.post(f"{HOME}list/26-00002/me-too"))
    # One that nobody has looked at is not there, by its number either.
    citizen.post(HOME, data=form(worked=False))
    assert citizen.get(f"{HOME}list/26-00003").status_code == 404
    assert citizen.post(f"{HOME}list/26-00003/me-too").status_code == 404
    tell = {"email": "kim@example.lu"}
    assert citizen.post(f"{HOME}list/26-00003/follow", data=tell).status_code == 404
    assert rows("SELECT count(*) FROM heffingen.report_supporter") == [(0,)]


def test_a_mistyped_address_is_told_on_the_reports_page(citizen, form):
    page = link(citizen.post(HOME, data=form())).partition("?")[0]
    refused = citizen.post(f"{HOME}list/26-00001/follow?lang=pt", data={"email": "kim@example"})
    assert refused.status_code == 422
    [told] = html.fromstring(refused.text).xpath("//*[@role='alert']/text()")
    assert told.startswith("E-mail: isto não é um endereço de e-mail")
    assert 'value="kim@example"' in refused.text
    back = link(citizen.get(f"{HOME}list/26-00001/follow?lang=lb"))
    assert back == f"{HOME}list/26-00001?lang=lb"
    own = link(citizen.post(HOME, data=form(email="kim@example.lu"))).partition("?")[0]
    refused = citizen.post(f"{own}/contact?lang=pt", data={"email": "kim@example"})
    assert refused.status_code == 422
    assert "Mais um passo" in refused.text
    assert 'value="kim@example"' in refused.text
    assert own != page


def test_the_list_and_the_feed_tell_the_same_and_nothing_private(lamps, citizen, form):
    private = {"description": "Ring at Kim's", "phone": "621 000 000"}
    assert link(citizen.post(HOME, data=form(**private)))
    feed = citizen.get(f"{HOME}list.atom?lang=fr")
    root = ET.fromstring(feed.content)  # noqa: S314  our own
    entries = root.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == 1
    page = citizen.get(f"{HOME}list?lang=fr").text
    assert "26-00001" in page
    assert link(citizen.get(f"{HOME}list?number=26-00001")).endswith("/list/26-00001?lang=en")
    for told in (page, feed.text, citizen.get(f"{HOME}list/26-00001").text):
        assert "Kim" not in told
        assert "621" not in told


# --- Once and only once ---------------------------------------------------------------------------


def test_a_phone_that_sends_again_gets_the_same_report(lamps, citizen, form, rows):
    sent = form(key=str(assets.new_id()))
    first, again = (link(citizen.post(HOME, data=sent)) for _ in range(2))
    assert first == again
    program = citizen.post(HOME, data=sent, headers={"Accept": "application/json"}).json()
    assert (program["new"], program["page"]) == (False, first)
    assert rows("SELECT count(*) FROM heffingen.report") == [(1,)]


def test_a_form_sent_twice_without_a_script_is_one_report(lamps, citizen, form, rows):
    sent = form(worked=False)
    assert link(citizen.post(HOME, data=sent)) == link(citizen.post(HOME, data=sent))
    assert rows("SELECT count(*) FROM heffingen.report") == [(1,)]


def test_copies_sent_at_the_same_moment_are_one_report(lamps, server, form, rows):
    import urllib.parse
    import urllib.request

    body = urllib.parse.urlencode(form()).encode()

    def post(_: int) -> str:
        asked = urllib.request.Request(f"{server}{HOME}", body, {"Accept": "application/json"})
        with urllib.request.urlopen(asked) as answer:
            return answer.read().decode()

    with ThreadPoolExecutor(8) as threads:
        told = list(threads.map(post, range(8)))
    assert rows("SELECT count(*) FROM heffingen.report") == [(1,)]
    assert len({each.replace('"new":true', '"new":false') for each in told}) == 1


# --- Abuse ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"age": 1}, "too fast"),
        ({"age": 8 * 24 * 3600}, "too old"),
        ({"age": -3600}, "too old"),
        ({"stamp": "x.1.13.forged"}, "too old"),
        ({"stamp": ""}, "too old"),
        ({"website": "http://buy.example"}, "looks like a program"),
        ({"email": "kim@example.lu\r\nBcc: all@example.lu"}, "e-mail address"),
        ({"service": "nonsense"}, "no category"),
        ({"lat": "0", "long": "0"}, ""),
        ({"lat": "6.2", "long": "49.7"}, ""),
        ({"lat": "", "long": ""}, ""),
        ({"description": "x" * 4001}, "4000"),
        ({"description": "a\0b"}, ""),
    ],
)
def test_what_no_citizen_sends_is_refused_and_keeps_nothing(citizen, form, rows, change, told):
    answer = citizen.post(f"{HOME}?lang=en", data=form(**change))
    assert answer.status_code == 422
    assert told in answer.text
    assert rows("SELECT count(*) FROM heffingen.report") == [(0,)]
    assert rows("SELECT count(*) FROM heffingen.report_counter") == [(0,)]


def test_a_megabyte_of_text_is_refused(citizen, form):
    assert citizen.post(HOME, data=form(description="x" * 1_000_000)).status_code == 422


def test_scripts_are_text(citizen, form, opened, now):
    script = "<script>alert(1)</script>"
    assert script not in citizen.get(HOME, params={"q": script, "lang": "en"}).text
    refused = citizen.post(HOME, data=form(age=0, description=script, email=f'"{script}'))
    assert refused.status_code == 422
    assert script not in refused.text
    link(citizen.post(HOME, data=form(description=script)))
    with opened("heffingen", CLERK) as session:
        ask = Decision(target=State.WAITING_INFO, sentence=script)
        moves.perform(session, "26-00001", ask, now=now)
    for path in ("list", "list/26-00001", "list.atom"):
        assert script not in citizen.get(f"{HOME}{path}").text


def test_work_done_for_one_report_serves_no_other(citizen, form, rows):
    sent = form()
    link(citizen.post(HOME, data=sent))
    link(citizen.post(HOME, data=sent | {"key": "another"}))
    told = rows("SELECT doubtful FROM heffingen.report ORDER BY number")
    assert told == [(False,), (True,)]


def test_a_flood_from_one_network_ends_and_others_still_report(app_context, form, rows):
    app = create_app(app_context)
    with TestClient(app, client=("198.51.100.7", 1), follow_redirects=False) as flood:
        answers = [flood.post(HOME, data=form(service="water_none")).status_code for _ in range(32)]
    assert answers == [303] * 30 + [429] * 2
    assert rows("SELECT count(*) FROM heffingen.report") == [(30,)], "a refused one keeps nothing"
    with TestClient(app, client=("203.0.113.9", 1), follow_redirects=False) as other:
        assert other.post(HOME, data=form(service="water_none")).status_code == 303


def test_the_twenty_first_report_of_a_burst_main_joins_and_loses_nothing(
    app_context, form, lamps, rows, opened, now, auth
):
    app = create_app(app_context)
    about, sent = {"asset": str(lamps["L-1"])}, []
    for number in range(22):
        with TestClient(app, client=(f"198.51.{number}.7", 1), follow_redirects=False) as one:
            fields = form(**about, description=f"Dark {number} <b>", phone="621 777 777")
            sent.append((fields, one.post(f"{HOME}?lang=en", data=fields)))
    assert {answer.status_code for _, answer in sent} == {303}, "nobody is refused"
    assert rows("SELECT count(*) FROM heffingen.report") == [(20,)]
    fields, answer = sent[-1]
    page = f"{HOME}list/26-00001?lang=en&done=joined"
    assert link(answer) == page
    with TestClient(app, client=("198.51.21.7", 1), follow_redirects=False) as again:
        assert link(again.post(f"{HOME}?lang=en", data=fields)) == page, "sent again is sent once"
        told = again.get(page).text
    assert "you are counted" in told
    assert "Dark" not in told, "what was written is for the town hall"
    assert rows("SELECT count(*) FROM heffingen.report_supporter") == [(2,)]
    with TestClient(app, headers=auth("clerk") | {"Accept": "text/html"}) as clerk:
        sheet = clerk.get("/heffingen/reports/26-00001?lang=en").text
    assert "Dark 21 &lt;b&gt;" in sheet
    assert sheet.count("· 621 777 777") == 2, "how who joined is reached"
    with TestClient(app, headers=auth("crew") | {"Accept": "text/html"}) as crew:
        assert "621 777" not in crew.get("/heffingen/reports/26-00001?lang=en").text
    with opened("heffingen", CLERK) as session:
        told = privacy.export(session, "621 777 777")
        assert len(told["report"]) == 20
        assert len(told["report_answer"]) == 2
        privacy.erase(
            session, report_photos.blobs_of(app_context.settings.home, "x"), "621 777 777"
        )
    assert rows("SELECT count(*) FROM heffingen.report_answer") == [(0,)]


def test_one_network_joins_one_report_only_so_often(app_context, form, lamps):
    app = create_app(app_context)
    app.state.report_guards = Guards(
        network=Pace(999, timedelta(hours=1)),
        asset=Pace(1, timedelta(hours=1)),
        joins=Pace(3, timedelta(hours=1)),
    )
    with TestClient(app, client=("198.51.100.7", 1), follow_redirects=False) as flood:
        answers = [
            flood.post(HOME, data=form(asset=str(lamps["L-1"]))).status_code for _ in range(6)
        ]
    assert answers == [303] * 4 + [429] * 2


def test_another_fault_of_the_same_lamp_joins_nothing(app_context, form, lamps, rows):
    app = create_app(app_context)
    app.state.report_guards = Guards(asset=Pace(1, timedelta(hours=1)))
    about = {"asset": str(lamps["L-1"])}
    with TestClient(app, follow_redirects=False) as citizen:
        for service in ("lamp_out", "lamp_flickering", "lamp_flickering"):
            link(citizen.post(HOME, data=form(service=service, **about)))
    assert rows("SELECT service_code FROM heffingen.report ORDER BY number") == [
        ("lamp_out",),
        ("lamp_flickering",),
    ]


def test_a_mailbox_is_not_filled_by_reports_in_its_name(citizen, form, rows):
    for _ in range(5):
        link(citizen.post(HOME, data=form(email="Kim@example.lu")))
    asked = "SELECT count(*) FROM platform.procrastinate_jobs WHERE task_name = 'confirm_letter'"
    assert rows(asked) == [(3,)]
    told = rows("SELECT state, doubtful FROM heffingen.report ORDER BY number")
    assert told == [("unconfirmed", False)] * 3 + [("received", True)] * 2, "a clerk looks instead"
    again = form(email="sam@example.lu")
    for _ in range(4):
        link(citizen.post(HOME, data=again))
    link(citizen.post(HOME, data=form(email="sam@example.lu")))
    assert rows(asked) == [(5,)], "what is sent again counts no letter"


def test_a_wrong_address_is_corrected_and_gone(citizen, form, rows, client, auth, opened, now):
    page = link(citizen.post(HOME, data=form(email="kmi@exmaple.lu", phone="621 000 001")))
    page = page.partition("?")[0]
    shown = citizen.get(f"{page}?lang=en").text
    assert "k…@e….lu" in shown
    assert "kmi@" not in shown, "who has the link is not told the address"
    sent = citizen.post(f"{page}/contact?lang=en", data={"email": "kim@example.lu"})
    assert "Please confirm a new address" in citizen.get(link(sent).partition("#")[0]).text
    contact = "SELECT email, phone FROM heffingen.report_contact"
    follower = "SELECT email, reporter, confirmed_at IS NULL FROM heffingen.report_follower"
    assert rows(contact) == [("kim@example.lu", "621 000 001")]
    assert rows(follower) == [("kim@example.lu", True, True)]
    link(citizen.post(f"{page}/contact", data={"forget": "phone"}))
    assert rows(contact) == [("kim@example.lu", None)]
    assert citizen.post(f"{page}/contact", data={"forget": "email"}).status_code == 422
    with opened("heffingen", CLERK) as session:
        follower_id = session.connection.scalar(text("SELECT id FROM heffingen.report_follower"))
    letter = citizen.app.state.context.links("heffingen").letter(follower_id)
    link(citizen.post(f"{HOME}mail/{letter}/confirm"))
    refused = citizen.post(f"{page}/contact", data={"email": "no address"})
    assert refused.status_code == 422
    assert 'value="no address"' in refused.text
    desk_ = {"act": "contact", "email": "", "phone": "621 000 002"}
    headers = {"Accept": "text/html"}
    url = "/heffingen/reports/26-00001"
    assert client.post(url, data=desk_, headers=headers | auth("crew")).status_code == 403
    assert client.post(url, data=desk_, headers=headers | auth("clerk")).status_code == 303
    assert rows(contact) == [(None, "621 000 002")]
    assert rows(follower) == []
    with opened("heffingen", CLERK) as session:
        decision = Decision(target=State.REJECTED, reason="not_ours", sentence="No.")
        moves.perform(session, "26-00001", decision, now=now)
    assert citizen.post(f"{page}/contact", data={"phone": "1"}).status_code == 422


def test_the_work_grows_with_what_comes_in_and_shrinks_again(now):
    load = Load()
    assert load.bits(now) == forms.LEAST_BITS
    for _ in range(300):
        load.count(now)
    grown = load.bits(now)
    assert grown > forms.LEAST_BITS
    assert load.bits(now + timedelta(minutes=11)) == forms.LEAST_BITS
    assert isinstance(Guards().load, Load)


def test_nobody_is_flooded_with_letters_through_us(citizen, form, rows):
    link(citizen.post(HOME, data=form()))
    for _ in range(3):
        link(citizen.post(f"{HOME}list/26-00001/follow", data={"email": "kim@example.lu"}))
    assert rows("SELECT count(*) FROM heffingen.report_follower") == [(1,)]
    asked = "SELECT count(*) FROM platform.procrastinate_jobs WHERE task_name = 'confirm_letter'"
    assert rows(asked) == [(1,)]
    statuses = [
        citizen.post(f"{HOME}list/26-00001/follow", data={"email": f"a{n}@example.lu"}).status_code
        for n in range(9)
    ]
    assert statuses[-1] == 429


def test_whose_letters_of_the_day_are_used_up_asks_again_tomorrow(
    citizen, form, rows, opened, app_context
):
    asked = "SELECT count(*) FROM platform.procrastinate_jobs WHERE task_name = 'confirm_letter'"
    for number in range(1, 6):
        link(citizen.post(HOME, data=form()))
        link(citizen.post(f"{HOME}list/26-0000{number}/follow", data={"email": "kim@example.lu"}))
    assert rows(asked) == [(3,)]
    for later, count in ((timedelta(hours=23), 3), (timedelta(hours=25), 4)):
        for _ in range(2):
            with opened("heffingen", ANYONE) as session:
                at = app_context.now() + later
                supporters.follow(session, "26-00005", "kim@example.lu", "de", at)
        assert rows(asked) == [(count,)]


def test_a_reporter_who_could_not_be_asked_gives_the_address_again(
    citizen, form, rows, monkeypatch
):
    asked = "SELECT count(*) FROM platform.procrastinate_jobs WHERE task_name = 'confirm_letter'"
    with monkeypatch.context() as used_up:
        used_up.setattr(letters, "MOST", 0)
        page = link(citizen.post(HOME, data=form(email="kim@example.lu"))).partition("?")[0]
        link(citizen.post(f"{page}/contact", data={"email": "kim@example.lu"}))
    assert rows(asked) == [(0,)]
    link(citizen.post(f"{page}/contact", data={"email": "kim@example.lu"}))
    assert rows(asked) == [(1,)]


@pytest.mark.parametrize(
    "token",
    ["x", "26-00001", "a" * 43, "é", "%00", "00000000-0000-0000-0000-000000000000"],
)
def test_guessing_a_link_opens_nothing(citizen, form, token):
    link(citizen.post(HOME, data=form()))
    for path in (token, f"mail/{token}"):
        assert citizen.get(f"{HOME}{path}").status_code in (404, 307)


def test_a_letters_link_is_of_one_follower_in_one_commune(app_context):
    one, other = assets.new_id(), assets.new_id()
    links = app_context.links("heffingen")
    token = links.letter(one)
    assert links.follower_of(token) == one
    assert links.follower_of(token.replace(one.hex, other.hex)) is None
    assert app_context.links("larochette").follower_of(token) is None
    assert links.follower_of(f"{one.hex}.") is None


# --- Photos ---------------------------------------------------------------------------------------


def photo(citizen, form, *files: bytes):
    sent = [("photos", (f"{n}.jpg", data, "image/jpeg")) for n, data in enumerate(files)]
    return citizen.post(f"{HOME}?lang=en", data=form(), files=sent)


def test_a_photo_is_turned_upright_and_tells_nothing(citizen, form, app_context):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "Kims Kamera"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (49.0, 46.0, 1.0)
    link(photo(citizen, form, jpeg((640, 480), exif=exif)))
    blobs = report_photos.blobs_of(app_context.settings.home, "heffingen")
    kept = [path for path in blobs.root.rglob("*") if path.is_file()]
    sizes = set()
    for path in kept:
        with Image.open(path) as picture:
            assert dict(picture.getexif()) == {}
            sizes.add(picture.width < picture.height)
        assert b"Kamera" not in path.read_bytes()
    assert sizes == {True}, "upright"
    assert len(kept) == 2, "the original is not kept"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\0\0\0\x18ftypheic" + b"\0" * 64, "HEIC"),
        (b"GIF89a<script>alert(1)</script>", "JPEG"),
        (b"\xff\xd8\xff\xe0nothing", "damaged"),
        (b"%PDF-1.7", "JPEG"),
    ],
)
def test_what_is_no_photo_is_refused_with_the_remedy_and_nothing_is_lost(
    citizen, form, rows, data, told
):
    answer = photo(citizen, form, data)
    assert answer.status_code in (400, 413, 422)
    assert told in answer.text
    assert 'name="description"' in answer.text, "the form is still there"
    assert rows("SELECT count(*) FROM heffingen.report") == [(0,)]


def test_all_that_is_wrong_is_told_beside_the_photo(citizen, form):
    answer = photo(citizen, lambda: form(email="kim@example"), b"%PDF-1.7")
    told = " ".join(html.fromstring(answer.text).xpath("//*[@role='alert']//text()"))
    assert "JPEG" in told
    assert "E-mail" in told
    program = {"Accept": "application/json"}
    files = [("photos", ("a.jpg", b"%PDF-1.7", "image/jpeg"))]
    problem = citizen.post(HOME, data=form(email="x"), files=files, headers=program).json()
    assert [each["code"] for each in problem["issues"]] == ["unreadable", "email_malformed"]


def test_a_bomb_and_a_pile_are_refused(citizen, form):
    written = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(written, "PNG")
    assert photo(citizen, form, written.getvalue()).status_code == 413
    assert photo(citizen, form, *[jpeg()] * 4).status_code == 413


def test_what_hangs_on_a_photo_is_not_kept(citizen, form, app_context: object):
    link(photo(citizen, form, jpeg() + b"PK\x03\x04<?php evil ?>"))
    home = Path(citizen.app.state.context.settings.home)
    assert not any(b"evil" in path.read_bytes() for path in home.rglob("*") if path.is_file())


# --- One person's data ----------------------------------------------------------------------------


def test_one_persons_data_is_handed_out_and_erased_and_nobody_elses(
    citizen, form, opened, app_context
):
    link(citizen.post(HOME, data=form(email="kim@example.lu", description="Kim's lamp")))
    link(citizen.post(HOME, data=form(email="lou@example.lu", description="Lou's lamp")))
    blobs = report_photos.blobs_of(app_context.settings.home, "heffingen")
    with opened("heffingen") as session:
        found = str(privacy.export(session, "KIM@example.lu"))
        assert "Kim's lamp" in found
        assert "Lou" not in found
        assert privacy.erase(session, blobs, "kim@example.lu") == 1
        assert "Kim's lamp" not in str(privacy.export(session, "kim@example.lu"))
        left = str(
            [
                session.connection.execute(table(session, name).select()).all()
                for name in ("report", "report_contact", "report_follower")
            ]
        )
    assert "kim" not in left.lower()
    assert "Lou's lamp" in left


@pytest.mark.parametrize(
    "asked", ["+352 691 123 456", "691123456", "00352-691.123.456", "352691123456"]
)
def test_a_person_is_found_by_a_phone_number_however_it_is_written(
    opened, asked: str, citizen, form
) -> None:
    for phone in ("691 123 456", "+352691123456", "+33691123456", "691 123 457"):
        link(citizen.post(HOME, data=form(email="", phone=phone, description=phone)))
    with opened("heffingen") as session:
        found = {row["description"] for row in privacy.export(session, asked)["report"]}
    assert found == {"691 123 456", "+352691123456"}


def test_the_labels_are_for_planners_and_lead_to_the_form(lamps, client, auth):
    page = client.get("/heffingen/labels?layer=luminaire", headers=auth("planner")).text
    assert "L-1" in page
    assert page.count("<svg") >= 2
    assert client.get("/heffingen/labels", headers=auth("clerk")).status_code == 403
