"""The clerk's desk, as browsers and programs ask; other bodies and the town hall's mailbox too."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from lxml import html
from PIL import Image
from shapely import LineString, Point
from sqlalchemy import text

from api.asking import Answer
from api.desk_errands import DeskErrands, NotHandedOver
from api.outgoing import AddressRefused
from api.worker import Worker
from field_capture.desk import announce, heat, numbers
from field_capture.desk import inbox as desk
from field_capture.desk.inbox import PAGE
from field_capture.open311 import handover
from field_capture.reports import moves
from field_capture.reports import photos as report_photos
from field_capture.reports import settings as desk_settings
from field_capture.reports.damage_report import submit
from field_capture.reports.draft import Channel, Contact, Draft
from field_capture.reports.moves import Decision
from field_capture.reports.settings import Announced, Body
from field_capture.states.report import State
from gis import assets
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE

CLERK = Viewer("clerk-7", ViewerRole.CLERK)
ADMIN = Viewer("admin-1", ViewerRole.ADMIN)
EVIL = '<img src=x onerror="alert(1)">'
LAMP = CATALOGUE["luminaire"]


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


def state_of(opened, number: str) -> str:
    with opened("heffingen") as session:
        query = text("SELECT state FROM heffingen.report WHERE number = :n")
        return session.connection.scalar(query, {"n": number})


def test_what_was_written_is_shown_and_never_run(ask, sent) -> None:
    number = sent(description=EVIL, contact=Contact(first_name=EVIL))
    for page in (ask(), ask(f"/{number}")):
        assert page.status_code == 200
        assert EVIL not in page.text
        assert EVIL in unescape(page.text)
    assert "Only the clerks see who reported." in ask(f"/{number}", "planner").text
    assert EVIL not in unescape(ask(f"/{number}", "planner").text.split("Contact</h2>")[1])[:300]


def test_the_inbox_is_filtered(ask, sent) -> None:
    lamp, leak = sent(), sent("water_leak", days=10, channel=Channel.COUNTER)
    for query, found in (
        ("", [leak, lamp]),
        ("?service=lamp_out", [lamp]),
        ("?channel=counter", [leak]),
        ("?urgent=1", [leak]),
        ("?overdue=1", [leak]),
        ("?age=7", [leak]),
        ("?doubtful=1", []),
        ("?mine=1", []),
        ("?stage=closed", []),
        (f"?numbers={lamp},{leak}", [lamp, leak]),
        ("?service=%00&channel=x&age=1e9&stage=no&state=y", [leak, lamp]),
    ):
        page = ask(query)
        assert re.findall(r'<li data-number="([^"]+)"', page.text) == found, query
    assert ask("?numbers=%00,'").status_code == 200


@pytest.mark.parametrize("answer", ["accepted", "waiting_info", "rejected"])
def test_answering_in_the_citizens_language(ask, sent, opened, answer) -> None:
    number = sent(language="pt")
    page = ask(f"/{number}?to={answer}")
    found = re.search(r'<textarea id="sentence"[^>]*lang="pt"[^>]*>\n([^<]*)</textarea>', page.text)
    sentence = unescape(found[1])
    assert sentence.strip()
    reason = {"reason": "nothing_found"} if answer == "rejected" else {}
    form = {"act": "move", "to": answer, "sentence": sentence} | reason
    assert ask(f"/{number}", data=form).status_code == 303
    assert state_of(opened, number) == answer


def test_no_promise_lies_in_the_past(ask, sent, now) -> None:
    number = sent(days=100)
    page = ask(f"/{number}?to=accepted").text
    day = re.search(r'name="expected" type="date" value="([^"]+)"', page)[1]
    assert day > now.date().isoformat()
    form = {"act": "move", "to": "accepted", "sentence": "kept words"}
    refused = ask(f"/{number}", data=form | {"expected": "2026-11-21"})
    assert refused.status_code == 422
    assert "2026-11-21 is over already" in refused.text
    assert "kept words" in refused.text
    assert ask(f"/{number}", data=form | {"expected": "2026-11-22"}).status_code == 303


def test_what_is_missing_is_told_beside_what_was_typed(ask, sent, opened) -> None:
    number = sent()
    form = {"act": "move", "to": "rejected", "reason": "repaired", "sentence": "kept words"}
    wrong = ask(f"/{number}", data=form)
    assert wrong.status_code == 422
    assert "kept words" in wrong.text
    assert state_of(opened, number) == "received"
    late = ask(f"/{number}", data={"act": "move", "to": "done", "sentence": "x"})
    assert late.status_code == 409
    [told] = html.fromstring(late.text).xpath("//*[@role='alert']/text()")
    assert "'new' cannot become 'repaired'" in told.lower()
    assert "in_progress" not in told
    assert "waiting_info" not in told
    for role in ("planner", "crew"):
        form = {"act": "move", "to": "accepted"}
        assert ask(f"/{number}", role, data=form).status_code == 409, role
        assert ask(f"/{number}", role, data={"act": "note", "note": "x"}).status_code == 403


def test_duplicates_are_closed_in_each_ones_language(ask, sent, opened) -> None:
    oldest = sent(days=3)
    others = [sent(days=2, language="de"), sent(language="pt")]
    page = ask()
    assert f"Like {oldest}: the same asset" in page.text
    done = ask(data={"item": others, "of": oldest, "to": "duplicate"})
    assert done.status_code == 303
    assert [state_of(opened, each) for each in (oldest, *others)] == [
        "received",
        "duplicate",
        "duplicate",
    ]
    with opened("heffingen") as session:
        rows = session.connection.execute(
            text("SELECT status_note FROM heffingen.report WHERE duplicate_of IS NOT NULL")
        )
        said = " ".join(row.status_note for row in rows)
    assert "schon gemeldet" in said
    assert "comunicado" in said
    again = ask(data={"item": others, "of": oldest, "to": "duplicate"})
    assert again.status_code == 409
    assert "Not done: 2" in again.text


def test_what_may_be_the_same_is_compared_without_opening_it(
    ask, sent, opened, now, app_context
) -> None:
    old = sent(days=2, description="D'Luucht virun der Schoul ass aus. " * 9)
    new = sent(description=f"Dark. {EVIL}", east=85043.0, contact=Contact(phone="621 999 999"))
    drawn = io.BytesIO()
    Image.new("RGB", (64, 64), "white").save(drawn, "JPEG")
    with opened("heffingen", CLERK) as session:
        blobs = report_photos.blobs_of(app_context.settings.home, "heffingen")
        report = desk.sheet(session, new, now).filed.id
        photos = report_photos.read([(drawn.getvalue(), "a.jpg")])
        report_photos.add(session, blobs, report, photos, now=now)
    page = html.fromstring(ask().text)
    first, second = page.xpath("//ol[@class='alike']/li")
    assert first.get("data-number") == old
    assert "D'Luucht virun der Schoul" in first.text_content()
    assert len(first.text_content()) < 300, "the first words only"
    told = second.text_content()
    assert "Dark. <img" in told, "as text"
    assert "3 m away" in told
    assert "the same asset" in told
    assert "621" not in told, "who reported is told by the report's own page only"
    (picture,) = second.xpath(".//img/@src")
    assert ask(picture.removeprefix("/heffingen/reports").split("&amp;")[0]).status_code == 200
    (form,) = page.xpath("//form[contains(@class, 'group')]")
    assert form.xpath(".//input[@name='item']/@value") == [new], "the oldest stays"
    crew = html.fromstring(ask(role="crew").text)
    assert crew.xpath("//ol[@class='alike']//input") == [], "who only reads merges nothing"


def test_a_whole_storm_is_handled_at_once_and_more_than_that_is_told(ask, sent, opened) -> None:
    number = sent()
    storm = [number, *(f"26-{n:05d}" for n in range(20_000, 20_899))]
    assert number in ask(f"?numbers={','.join(storm)}").text
    more = ask(data={"item": [*storm, "26-30000"], "to": "accepted"})
    assert more.status_code == 413
    assert state_of(opened, number) == "received", "nothing, rather than a part"


def test_spam_is_undone(ask, sent, opened) -> None:
    number = sent()
    assert ask(data={"item": number, "to": "spam"}).status_code == 303
    assert number not in ask().text
    assert number in ask("?stage=spam").text
    assert ask(f"/{number}", data={"act": "move", "to": "received"}).status_code == 303
    assert state_of(opened, number) == "received"


def test_lamps_of_one_circuit_are_suspected_and_handled_together(
    village, ask, sent, opened
) -> None:
    with opened("heffingen") as session:
        for n in range(10, 14):
            values = {"code": f"LU-{n}", "circuit": "C7"}
            assets.create(session, LAMP, Point(86000 + 40 * n, 92000), values)
    numbers = [sent(asset_code=f"LU-{n}", east=86000 + 40 * n) for n in range(10, 13)]
    page = ask().text
    assert "3 of the 4 lamps on circuit C7 are reported" in page
    (drawn,) = html.fromstring(page).xpath("//figure[@class='cause']")
    assert sorted(drawn.xpath(".//*[@data-key]/@data-key")) == numbers, "each where it was reported"
    assert {state_of(opened, each) for each in numbers} == {"received"}, "nothing by itself"
    assert ask(data={"item": numbers, "to": "accepted"}).status_code == 303
    assert {state_of(opened, each) for each in numbers} == {"accepted"}


def test_an_asset_that_is_not_there_becomes_a_proposal(ask, sent, opened) -> None:
    number = sent(asset_code="LU-1")
    page = ask(f"/{number}").text
    asset = re.search(r'name="asset" value="([^"]+)">LU-1 isn', unescape(page))[1]
    assert ask(f"/{number}", data={"act": "missing", "asset": asset}).status_code == 303
    with opened("heffingen") as session:
        row = session.connection.execute(text("SELECT * FROM heffingen.proposal")).one()
        assert row.changes == {"status": "removed"}
        assert number in row.reason
        lamp = assets.find_by_code(session, LAMP, "LU-1")
        assert lamp.properties["status"] != "removed", "a planner decides"


def test_a_call_is_entered_in_one_form(village, ask, opened, client, auth) -> None:
    headers = auth("clerk")
    found = client.get(
        "/heffingen/reports/meant?where=LU-1&what=lam&lang=en", headers=headers
    ).json()
    assert found["places"][0]["label"] == "LU-1"
    assert found["faults"][0]["label"].lower().count("lamp")
    form = {"where": "LU-1", "what": "qqqq", "channel": "phone", "tongue": "pt"}
    assert ask("/new", data=form).status_code == 422
    form |= {"what": found["faults"][0]["label"], "phone": "621 000 000", "description": "dark"}
    form["key"] = html.fromstring(ask("/new").text).xpath("//input[@name='key']/@value")[0]
    done = ask("/new", data=form)
    assert done.status_code == 303, done.text
    assert ask("/new", data=form).headers["location"] == done.headers["location"], "clicked twice"
    number = re.search(r"/reports/(\d\d-\d+)\?", done.headers["location"])[1]
    page = ask(f"/{number}").text
    assert "621 000 000" in page
    assert "LU-1" in page
    known = client.get(
        "/heffingen/reports/meant?where=LU-1&what=lamp&lang=en", headers=headers
    ).json()
    assert [each["number"] for each in known["known"]] == [number]
    other = ask("/new", data=form | {"description": "another caller, after a step back"})
    assert other.headers["location"] != done.headers["location"]
    slip = ask(f"/{number}/slip").text
    assert number in slip
    assert "621 000 000" not in slip
    link = unescape(re.search(r'<a href="http://[^/]+(/report/[^"]+)"', slip)[1])
    assert client.get(link).status_code == 200


def test_photos_are_blacked_out_before_they_are_released(
    ask, sent, opened, now, app_context, client, auth
) -> None:
    number = sent()
    blobs = report_photos.blobs_of(app_context.settings.home, "heffingen")
    shown = io.BytesIO()
    Image.new("RGB", (640, 480), "white").save(shown, "JPEG")
    with opened("heffingen", CLERK) as session:
        report = session.connection.scalar(text("SELECT id FROM heffingen.report"))
        pictures = report_photos.read([(shown.getvalue(), "a.jpg")])
        report_photos.add(session, blobs, report, pictures, now=now)
        (photo,) = report_photos.listed(session, report, public=False)
    public = f"/report/heffingen/list/{number}/photos/{photo.id}"
    at = f"/{number}/photos/{photo.id}"
    assert client.get(public).status_code == 404
    assert ask(at, None).status_code == 401
    assert ask(at, "crew").headers["content-type"] == "image/jpeg"
    assert ask(f"{at}/redact").status_code == 200
    for boxes in ("", "1 2 3", "a b c d", "50 0 10 10", "nan 0 1 1", "\n".join(["1 1 2 2"] * 51)):
        assert ask(at, data={"act": "redact", "boxes": boxes}).status_code == 422, boxes
    done = ask(at, data={"act": "redact", "boxes": "25 25 75,75\n0 0 5 5"})
    assert done.status_code == 303
    assert ask(at, data={"act": "release"}).status_code == 303
    with Image.open(io.BytesIO(client.get(public).content)) as seen:
        assert max(seen.convert("L").crop((160, 120, 480, 360)).getextrema()) < 24
        assert seen.convert("L").getpixel((600, 20)) > 230
    assert ask(at, data={"act": "hide"}).status_code == 303
    assert client.get(public).status_code == 404
    assert ask(at, data={"act": "remove"}).status_code == 303
    assert [each for each in blobs.root.rglob("*") if each.is_file()] == []


def test_exports_tell_nothing_personal(ask, sent, client, auth) -> None:
    private = "Madame Weber 621123456"
    number = sent(description=private, address=private, contact=Contact(last_name="Weber"))
    ask(f"/{number}", data={"act": "release", "description": "=1+1"})
    ask(f"/{number}", data={"act": "note", "note": private})
    spam = sent(east=85400)
    ask(f"/{spam}", data={"act": "move", "to": "spam"})
    for path in ("reports", "reports.csv", "reports.geojson", f"reports/{number}"):
        got = client.get(f"/api/v1/heffingen/{path}", headers=auth("machine"))
        assert got.status_code == 200, got.text
        assert number in got.text
        assert "Weber" not in got.text
        assert spam not in got.text
    table = client.get("/api/v1/heffingen/reports.csv", headers=auth("machine")).text
    (row,) = csv.DictReader(io.StringIO(table.lstrip("\ufeff")), delimiter=";")
    assert row["description"] == "'=1+1"
    assert row["channel"] == "phone"
    bad = client.get("/api/v1/heffingen/reports?state=spam", headers=auth("machine"))
    assert bad.status_code == 404
    move = f"/api/v1/heffingen/reports/{number}/moves"
    assert client.post(move, json={"to": "rejected"}, headers=auth("clerk")).status_code == 422
    for past in ("2026-11-21T23:59:00+01:00", "0001-01-01T00:00:00+14:00"):
        body = {"to": "accepted", "expected_at": past}
        refused = client.post(move, json=body, headers=auth("clerk"))
        assert [each["code"] for each in refused.json()["issues"]] == ["date_past"]
    moved = client.post(move, json={"to": "accepted"}, headers=auth("clerk"))
    assert moved.json() == {"number": number, "from": "received", "to": "accepted"}


def test_times_are_told(sent, opened, now, ask, client, auth) -> None:
    for days, hours in ((20, 2), (21, 4), (22, 30)):
        number, at = sent(days=days), now - timedelta(days=days)
        with opened("heffingen", ADMIN) as session:
            for target, after in (
                (State.ACCEPTED, hours),
                (State.IN_PROGRESS, 40),
                (State.DONE, 48),
            ):
                closing = {"reason": "repaired", "sentence": "x"} if target is State.DONE else {}
                moves.perform(
                    session,
                    number,
                    Decision(target=target, **closing),
                    now=at + timedelta(hours=after),
                )
    sent("lamp_out")
    for name in ("service", "month", "place"):
        url = f"/api/v1/heffingen/reports/statistics/reports_{name}.csv"
        assert client.get(url, headers=auth("clerk")).status_code == 200
    url = "/api/v1/heffingen/reports/statistics/reports_service.csv?lang=en"
    found = client.get(url, headers=auth("clerk")).text.lstrip("\ufeff")
    (row,) = csv.DictReader(io.StringIO(found), delimiter=";")
    assert (row["count"], row["answered"], row["repaired"]) == ("4", "3", "3")
    assert (row["answer_median_h"], row["repair_median_h"]) == ("4.0", "48.0")
    assert float(row["answer_p90_h"]) == pytest.approx(24.8)
    page = ask("/numbers").text
    assert "4 · 4 h / 2 days" in page.replace("\u00a0", " ")


def test_a_month_without_reports_is_told_as_one(sent, client, auth) -> None:
    for days in (100, 40):
        sent(days=days)
    url = "/api/v1/heffingen/reports/statistics/reports_month.csv?lang=en"
    found = client.get(url, headers=auth("clerk")).text.lstrip("\ufeff")
    told = [
        (row["kind"], row["count"]) for row in csv.DictReader(io.StringIO(found), delimiter=";")
    ]
    assert told == [("2026-08", "1"), ("2026-09", "0"), ("2026-10", "1"), ("2026-11", "0")]


def test_what_has_no_place_counts_for_no_street(sent, opened, now) -> None:
    sent()
    with opened("heffingen", ADMIN) as session:
        line = LineString([(85000, 92010), (85200, 92010)])
        assets.create(session, CATALOGUE["street"], line, {"name": "Duerfstrooss"})
        submit(session, Draft(service_code="lamp_out", address="behind the church"), now=now)
        found = numbers.times(session, numbers.By.PLACE, now)
    assert {each.key: each.count for each in found} == {"Duerfstrooss": 1, None: 1}


def test_the_hour_that_clocks_skip_begins_no_day_of_the_heat_map(sent, opened, now) -> None:
    """Half past midnight in spring: 30 times 24 hours before, it was the 31st day before."""
    night = datetime(2027, 4, 9, 22, 30, tzinfo=UTC)
    sent(days=(now - datetime(2027, 3, 10, 22, 45, tzinfo=UTC)) / timedelta(days=1))
    sent(days=(now - datetime(2027, 3, 10, 23, 15, tzinfo=UTC)) / timedelta(days=1))
    with opened("heffingen", CLERK) as session:
        found = heat.cells(session, heat.Looked(period=heat.Period.MONTH), night, heat.SPOT_M)
    assert [each.begins for each in found] == [heat.steps(heat.Period.MONTH, night)[0]]


def test_where_and_when_is_counted_and_no_report_stands_out(ask, sent, opened, now) -> None:
    sent(days=40, description=EVIL)
    sent("lamp_flickering", days=3)
    with opened("heffingen", ADMIN) as session:
        moves.perform(session, sent(days=2), Decision(target=State.SPAM), now=now)

    def counted(query: str) -> list[str]:
        page = html.fromstring(ask(f"/heat?{query}").text)
        told = page.xpath("//script[@id='config']/text()")
        if not told:
            return []
        assert "onerror" not in told[0]
        assert "26-0" not in told[0]
        spots = json.loads(told[0])["spots"]
        rows = page.xpath("//table/tbody/tr/td[last()]/text()")
        heated = sum(sum(counts.values()) for *_, counts in spots)
        assert heated == sum(map(int, rows)), "the map and the table tell the same"
        return [step for *_, counts in spots for step in counts]

    assert len(counted("")) == 2, "spam is nobody's"
    assert len(counted("service=lamp_flickering")) == 1
    assert counted("period=month") == counted("period=month&service=lamp_flickering") != []
    assert counted("status=closed") == []
    assert len(counted("period=never&status=x&service=none")) == 2


# --- Settings, and the town hall's mailbox --------------------------------------------------------


def outbox(context) -> list[str]:
    folder = context.settings.home / "outbox"
    return [path.read_text() for path in sorted(folder.iterdir())] if folder.exists() else []


@pytest.fixture
def work(app_context, cluster):
    dsn = cluster.dsn("netzkaart", "netzkaart_app")
    return lambda: Worker(app_context, dsn).finish()


def test_the_town_hall_is_told_at_once(ask, sent, work, app_context) -> None:
    form = {"act": "announced", "emails": "desk@example.lu", "phones": "+352 621 000 000"}
    assert ask("/settings", data=form | {"emails": "a@b\nc d"}).status_code == 422
    assert ask("/settings", data=form | {"everything": "1", "daily": "1"}).status_code == 303
    quiet = sent(description="Weber", contact=Contact(last_name="Weber"))
    work()
    (letter,) = outbox(app_context)
    assert quiet in letter
    assert "desk@example.lu" in letter
    assert "Weber" not in letter
    loud = sent("water_leak", east=85300)
    work()
    told = [each for each in outbox(app_context) if loud in each]
    assert len(told) == 2
    (message,) = [json.loads(each) for each in told if each.startswith("{")]
    assert message["to"] == "+352 621 000 000"
    assert "URGENT" in message["text"]


def test_each_day_tells_what_is_due(ask, sent, app_context) -> None:
    late = sent("water_leak", days=5, description="Weber")
    sent("sewer_smell", days=3, east=85500)
    ask("/settings", data={"act": "announced", "emails": "desk@example.lu", "daily": "1"})
    DeskErrands(app_context).daily_summary()
    (letter,) = outbox(app_context)
    assert late in letter
    assert "1 en retard" in letter
    assert "Weber" not in letter


def test_the_summary_counts_all_and_mondays_the_weekend_too(ask, sent, app_context, opened) -> None:
    for _ in range(PAGE + 1):
        sent("sewer_smell", days=30)
    friday = sent("lamp_out", days=2)
    ask("/settings", data={"act": "announced", "emails": "desk@example.lu", "daily": "1"})

    def told(day: int) -> str:
        at = datetime(2026, 11, day, 5, 30, tzinfo=UTC)
        with opened("heffingen", ADMIN) as session:
            session.connection.execute(
                text("UPDATE heffingen.report SET requested_at = :at WHERE number = :n"),
                {"at": datetime(2026, 11, 20, 9, tzinfo=UTC), "n": friday},
            )
            [letter] = announce.of_day(session, "http://x", "en", at)
        return letter.body

    monday = told(23)
    assert f"1 new, {PAGE + 1} overdue" in monday
    assert friday in monday
    assert "0 new" in told(24)


def test_settings_are_kept_and_shown(ask, sent, opened, client, auth) -> None:
    number = sent(language="en")
    form = {"act": "answers", "target.0": "accepted", "name.0": "mine"}
    wrong = ask("/settings", data=form | {"words.0.en": "{nummer}"})
    assert wrong.status_code == 422
    assert ask("/settings", data=form | {"words.0.en": "On it, {number}."}).status_code == 303
    assert f"On it, {number}." in ask(f"/{number}?to=accepted").text
    assert ask("/settings", data={"act": "deadlines", "days.lamp_out": "x"}).status_code == 422
    assert ask("/settings", data={"act": "deadlines", "days.lamp_out": "2"}).status_code == 303
    assert (
        'name="days.lamp_out" inputmode="numeric" maxlength="3" value="2"' in ask("/settings").text
    )
    body = {"act": "body", "key": "creos", "name": "Creos", "endpoint": "https://creos.example/v2"}
    assert ask("/settings", data=body).status_code == 403, "for administrators"


# --- Other bodies ---------------------------------------------------------------------------------


class TheirServer:
    """Our own GeoReport server in another commune, as a stranger's."""

    def __init__(self, client) -> None:
        self.client, self.asked = client, []

    def __call__(self, method, url, *, body=None, headers=None, **_) -> Answer:
        path = url.removeprefix("http://their.example")
        self.asked.append((method, path, body or b""))
        got = self.client.request(method, path, content=body, headers=headers or {})
        return Answer(got.status_code, got.content)


@pytest.fixture
def theirs(sent, make_commune, client, opened, now):
    make_commune("creos")

    def setting(ending="xml", endpoint="http://their.example/open311/creos/v2") -> TheirServer:
        codes = {"lamp_out": "lamp_damaged"}
        body = Body("creos", "Creos", endpoint, "", "", codes, ending)
        with opened("heffingen", ADMIN) as session:
            desk_settings.keep_body(session, body, now)
        return TheirServer(client)

    return setting


@pytest.mark.parametrize("ending", ["xml", "json"])
def test_a_report_goes_to_another_body_and_its_end_comes_back(
    theirs, sent, ask, app_context, opened, now, ending, client
) -> None:
    server, number = theirs(ending), sent(description="Weber", contact=Contact(last_name="Weber"))
    form = {"act": "move", "to": "forwarded", "body": "creos", "sentence": "Bei Creos."}
    assert ask(f"/{number}", data=form).status_code == 303
    with opened("heffingen") as session:
        report = session.connection.scalar(text("SELECT id FROM heffingen.report"))
    errands = DeskErrands(app_context, server)
    errands.hand_over("heffingen", str(report))
    errands.hand_over("heffingen", str(report))
    (posted,) = [each for each in server.asked if each[0] == "POST"]
    assert b"lamp_damaged" in posted[2]
    assert b"Weber" not in posted[2]
    with opened("heffingen") as session:
        there = handover.find(session, report)
        assert (there.state, there.problem) == ("open", None)
    with opened("creos", ADMIN) as session:
        said = Decision(target=State.REJECTED, reason="not_ours", sentence="Pole replaced.")
        moves.perform(session, there.number, said, now=now)
    later = replace(app_context, now=lambda: now + timedelta(hours=1))
    DeskErrands(later, server).ask_bodies()
    with opened("heffingen") as session:
        there = handover.find(session, report)
        assert (there.state, there.told) == ("closed", "Pole replaced.")
    assert state_of(opened, number) == "forwarded", "nobody of theirs moves a report of ours"
    page = ask(f"/{number}").text
    assert "Pole replaced." in page
    asked = len(server.asked)
    done = {"act": "move", "to": "done", "reason": "repaired", "sentence": "Pole replaced."}
    assert ask(f"/{number}", data=done).status_code == 303
    found = client.get(f"/open311/heffingen/v2/requests/{number}.json").json()
    assert found[0]["status_notes"] == "Pole replaced."
    DeskErrands(replace(app_context, now=lambda: now + timedelta(hours=9)), server).ask_bodies()
    assert len(server.asked) == asked, "who was told asks no more"


@pytest.mark.parametrize(
    ("answer", "problem", "again"),
    [
        (AddressRefused(), "address refused", False),
        (ConnectionRefusedError(), "ConnectionRefusedError", True),
        (Answer(403, b"<errors><error><description>no key</description></error></errors>"),
         "403 no key", True),
        (Answer(302, b""), "302", True),
        (Answer(200, b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"), "unreadable answer", False),
        (Answer(200, b"<html><body>hello"), "unreadable answer", False),
        (Answer(200, b"[" * 100_000), "unreadable answer", False),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_told_to_the_clerk(
    theirs, sent, ask, app_context, opened, answer, problem, again
) -> None:
    theirs()
    number = sent()
    ask(f"/{number}", data={"act": "move", "to": "forwarded", "body": "creos"} | {"sentence": "x"})

    def fails(*_, **__):
        if isinstance(answer, Exception):
            raise answer
        return answer

    with opened("heffingen") as session:
        report = session.connection.scalar(text("SELECT id FROM heffingen.report"))
    errands = DeskErrands(app_context, fails)
    if again:
        with pytest.raises(NotHandedOver):
            errands.hand_over("heffingen", str(report))
    else:
        errands.hand_over("heffingen", str(report))
    assert f"Problem: {problem}" in ask(f"/{number}").text
    assert ask(f"/{number}", data={"act": "again"}).status_code == 303


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "10.0.0.1", "169.254.169.254", "localhost"])
def test_no_body_lies_in_our_own_network(theirs, sent, ask, app_context, opened, host) -> None:
    theirs(endpoint=f"http://{host}:1/v2")
    number = sent()
    ask(f"/{number}", data={"act": "move", "to": "forwarded", "body": "creos", "sentence": "x"})
    with opened("heffingen") as session:
        report = session.connection.scalar(text("SELECT id FROM heffingen.report"))
    DeskErrands(app_context).hand_over("heffingen", str(report))
    assert "address refused" in ask(f"/{number}").text


def test_nobody_is_told_where_nobody_wants_to_be(sent, owner_engine) -> None:
    sent()
    with owner_engine.connect() as connection:
        count = text("SELECT count(*) FROM platform.procrastinate_jobs")
        assert connection.scalar(count) == 0
    assert Announced().emails == ()


def test_what_is_half_typed_is_no_mistake(village, sent, client, auth) -> None:
    sent(asset_code="LU-1")
    for where in ("", "L", "LU-", "LU-1", "zz zz", "\x00", "%", "49.77 6.24", "x" * 200):
        for what in ("", "l", "lamp o", "'", "\x00", "ü", "x" * 200):
            asked = {"where": where, "what": what}
            got = client.get("/heffingen/reports/meant", params=asked, headers=auth("clerk"))
            assert got.status_code == 200, (where, what, got.text)
