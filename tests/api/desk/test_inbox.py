"""The clerk's desk, as browsers and programs ask."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from lxml import html
from PIL import Image
from shapely import LineString, Point
from sqlalchemy import text

from field_capture.desk import heat, numbers
from field_capture.desk import inbox as desk
from field_capture.reports import moves, public_report
from field_capture.reports import photos as report_photos
from field_capture.reports.damage_report import submit
from field_capture.reports.draft import Channel, Contact, Draft
from field_capture.reports.moves import Decision
from field_capture.states.report import State
from gis import assets
from layers.catalogue import CATALOGUE
from tests.api.desk.town_hall import ADMIN, CLERK, EVIL, LAMP, state_of


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


def test_pages_of_an_export_tell_each_report_once(sent, client, auth, monkeypatch) -> None:
    """Also where all of them came in at the same moment."""
    monkeypatch.setattr(public_report, "MAX_ROWS", 2)
    numbers = [sent(days=days) for days in (3, 0, 0, 0, 1)]
    told, page = [], {"next_before": ""}
    while page["next_before"] is not None:
        asked = {"before": page["next_before"]} if page["next_before"] else {}
        page = client.get("/api/v1/heffingen/reports", params=asked, headers=auth("machine")).json()
        told += [each["number"] for each in page["reports"]]
    assert sorted(told) == sorted(numbers)
    assert told[-1] == numbers[0]
    for before in ("yesterday", "26-1", "26-00001\n"):
        refused = client.get(
            "/api/v1/heffingen/reports", params={"before": before}, headers=auth("machine")
        )
        assert refused.status_code == 422, before


def test_a_clerk_who_corrects_a_number_has_nobody_written_to(ask, sent, opened, owner_engine):
    number = sent(contact=Contact(email="kim@example.lu", phone="691"))
    form = {"act": "contact", "email": "kim@example.lu", "phone": "691 234 567"}
    assert ask(f"/{number}", data=form).status_code == 303
    with owner_engine.connect() as connection:
        asked = "SELECT count(*) FROM platform.procrastinate_jobs WHERE task_name = :name"
        assert connection.scalar(text(asked), {"name": "confirm_letter"}) == 0
        kept = connection.execute(text("SELECT email, phone FROM heffingen.report_contact")).one()
    assert tuple(kept) == ("kim@example.lu", "691 234 567")
    assert ask(f"/{number}", data=form | {"email": "kim@example.com"}).status_code == 303
    with owner_engine.connect() as connection:
        assert connection.scalar(text(asked), {"name": "confirm_letter"}) == 1


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


def test_what_is_half_typed_is_no_mistake(village, sent, client, auth) -> None:
    sent(asset_code="LU-1")
    for where in ("", "L", "LU-", "LU-1", "zz zz", "\x00", "%", "49.77 6.24", "x" * 200):
        for what in ("", "l", "lamp o", "'", "\x00", "ü", "x" * 200):
            asked = {"where": where, "what": what}
            got = client.get("/heffingen/reports/meant", params=asked, headers=auth("clerk"))
            assert got.status_code == 200, (where, what, got.text)
