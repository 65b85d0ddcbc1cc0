"""A report is kept once, however often it is sent; what is one too many joins."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from fastapi.testclient import TestClient

from api.main import create_app
from api.routes.reports.guards import Guards
from api.security.pace import Pace
from field_capture import privacy
from field_capture.reports import photos as report_photos
from gis import assets
from tests.api.reports.citizens import CLERK, HOME, link


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


def test_a_form_gone_back_to_and_sent_with_other_words_is_another_report(citizen, form, rows):
    first = form(worked=False, key="")
    for lamp in ("The left lamp", "The right lamp", "The right lamp"):
        link(citizen.post(HOME, data={**first, "description": lamp}))
    assert rows("SELECT description FROM heffingen.report ORDER BY number") == [
        ("The left lamp",),
        ("The right lamp",),
    ]
